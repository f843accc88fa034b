"""The layer of households as a SpatiaLite file, for pygeoapi.

usage: spatialite.py HOUSEHOLDS.csv OUT.sqlite

pygeoapi reads GeoPackages through the same library, but writes into them with every request, so that requests at the
same time refuse each other.
"""

import csv
import sqlite3
import sys

NUMBERS = {"persons": "INTEGER"}


def kind(name):
    return "REAL" if name.endswith("_m") else NUMBERS.get(name, "TEXT")


def main(source, target):
    db = sqlite3.connect(target)
    db.enable_load_extension(True)
    db.load_extension("mod_spatialite")
    db.execute("SELECT InitSpatialMetaData(1)")
    with open(source, encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        *names, lon, lat = next(rows)
        if (lon, lat) != ("lon", "lat"):
            sys.exit(f"{source} does not end with lon and lat")
        columns = ", ".join(f'"{name}" {kind(name)}' for name in names)
        db.execute(f"CREATE TABLE households (fid INTEGER PRIMARY KEY, {columns})")
        db.execute("SELECT AddGeometryColumn('households', 'geom', 4326, 'POINT', 'XY')")
        places = ", ".join("?" for _ in names)
        listed = ", ".join(f'"{name}"' for name in names)
        insert = f"INSERT INTO households ({listed}, geom) VALUES ({places}, MakePoint(?, ?, 4326))"
        typed = (
            [cell or None for cell in cells] + [float(lon), float(lat)]
            for *cells, lon, lat in rows
        )
        db.executemany(insert, typed)
    db.execute("CREATE UNIQUE INDEX households_id ON households (id)")
    db.execute("SELECT CreateSpatialIndex('households', 'geom')")
    db.commit()


main(*sys.argv[1:])
