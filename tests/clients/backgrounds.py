"""Archives of tiles that GDAL (3.12) wrote, as the background of the map."""

import gzip
import pathlib
import struct
import tempfile
import unittest

import numpy
from pyogrio import raw

from service import Service

LIMA = (-76.95, -12.12)
DEEPEST = 6


def written(folder, driver):
    """An archive with a street corner in Lima, zooms 0 to 6."""
    file = pathlib.Path(folder) / f"streets.{driver.lower()}"
    point = struct.pack("<BIdd", 1, 1, *LIMA)
    options = {"MINZOOM": "0", "MAXZOOM": str(DEEPEST)}
    names = [numpy.array(["Esquina"], dtype=object)]
    raw.write(file, numpy.array([point], dtype=object), names, ["name"], geometry_type="Point", crs="EPSG:4326", driver=driver, layer="streets", dataset_options=options)
    return file


class Backgrounds(unittest.TestCase):
    def test_tiles_are_where_gdal_put_them(self):
        # Lima's tiles, west to east and north to south, as every map on the web counts them.
        lima = {0: (0, 0), 1: (0, 1), 6: (18, 34)}
        for driver in ("PMTiles", "MBTiles"):
            with self.subTest(driver), tempfile.TemporaryDirectory() as folder:
                with Service(options=["--basemap", written(folder, driver)]) as service:
                    about = service.json("/basemap")
                    self.assertEqual((about["kind"], about["format"]), ("local", "pbf"))
                    self.assertEqual((about["minzoom"], about["maxzoom"]), (0, DEEPEST))
                    for zoom, (x, y) in lima.items():
                        packed = service.get(f"/basemap/{zoom}/{x}/{y}", Accept_Encoding="gzip")
                        self.assertEqual((packed.status, packed.headers["Content-Encoding"]), (200, "gzip"), zoom)
                        self.assertEqual(packed.headers["Content-Type"], "application/vnd.mapbox-vector-tile")
                        plain = service.get(f"/basemap/{zoom}/{x}/{y}", Accept_Encoding="identity")
                        self.assertEqual(plain.body, gzip.decompress(packed.body))
                        for words in (b"streets", b"Esquina"):
                            self.assertIn(words, plain.body)
                    self.assertEqual(service.get("/basemap/6/18/33").status, 204)
                    for nowhere in ("/basemap/1/2/0", "/basemap/25/0/0", "/basemap/1/-1/0", "/basemap/1/0/a"):
                        self.assertEqual(service.get(nowhere).status, 404, nowhere)
