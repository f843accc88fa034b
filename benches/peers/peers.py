"""Nearest kitchens with SciPy + pyproj and with GeoPandas, timed.

usage: peers.py KITCHENS HOUSEHOLDS FOLDER

Points are pairs of little-endian doubles, longitude first. Prints JSON: for each way the seconds of every run, and the
files with the number of each household's kitchen. A run begins with coordinates in arrays and ends with kitchens and
distances in arrays: starting Python, importing and reading files are not timed.
"""

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter

import geopandas
import numpy as np
from pyproj import Geod
from scipy.spatial import cKDTree

CORES = len(os.sched_getaffinity(0))
GEOD = Geod(ellps="WGS84")
A = GEOD.a
E2 = GEOD.es
UTM_18S = 32718


def ecef(points):
    """Places in space, metres."""
    lon, lat = np.radians(points).T
    sin_lat, cos_lat = np.sin(lat), np.cos(lat)
    n = A / np.sqrt(1 - E2 * sin_lat * sin_lat)
    return np.column_stack((n * cos_lat * np.cos(lon), n * cos_lat * np.sin(lon), n * (1 - E2) * sin_lat))


def lengths(households, kitchens):
    """Geodesics from households to one kitchen each, metres."""
    return GEOD.inv(households[:, 0], households[:, 1], kitchens[:, 0], kitchens[:, 1])[2]


def lengths_in_threads(households, kitchens):
    with ThreadPoolExecutor(CORES) as pool:
        parts = pool.map(lengths, np.array_split(households, CORES), np.array_split(kitchens, CORES))
        return np.concatenate(list(parts))


def by_scipy(kitchens, households, lengths):
    """Three candidates by chord, then the two nearest of them by geodesic, ties to the lower number."""
    tree = cKDTree(ecef(kitchens))
    _, candidates = tree.query(ecef(households), k=3, workers=-1)
    # So that the stable sort below leaves the lower number first.
    candidates.sort(axis=1)
    distances = np.stack([lengths(households, kitchens[candidates[:, k]]) for k in range(3)], axis=1)
    order = np.argsort(distances, axis=1, kind="stable")[:, :2]
    kitchen = np.take_along_axis(candidates, order, axis=1)
    distance = np.take_along_axis(distances, order, axis=1)
    return kitchen[:, 0], kitchen[:, 1], distance


def by_geopandas(kitchens, households):
    def frame(points):
        geometry = geopandas.points_from_xy(points[:, 0], points[:, 1], crs=4326)
        return geopandas.GeoDataFrame(geometry=geometry).to_crs(UTM_18S)

    joined = geopandas.sjoin_nearest(frame(households), frame(kitchens), distance_col="distance_m")
    # A household at equal distances has a row for each kitchen.
    nearest = joined.sort_values("index_right").groupby(level=0).first() if len(joined) > len(households) else joined
    return nearest["index_right"].to_numpy(), None, nearest["distance_m"].to_numpy()


def main(kitchens, households, folder):
    kitchens, households = (np.fromfile(path, "<f8").reshape(-1, 2) for path in (kitchens, households))
    ways = [
        ("sci_py", 5, lambda: by_scipy(kitchens, households, lengths)),
        ("sci_py_threads", 5, lambda: by_scipy(kitchens, households, lengths_in_threads)),
        ("geo_pandas", 3, lambda: by_geopandas(kitchens, households)),
    ]
    report = []
    for peer, runs, way in ways:
        seconds = []
        for _ in range(runs):
            start = perf_counter()
            first, second, _ = way()
            seconds.append(perf_counter() - start)
        entry = {"peer": peer, "seconds": seconds, "first": None, "second": None}
        for name, numbers in (("first", first), ("second", second)):
            if numbers is not None:
                path = Path(folder) / f"{peer}-{name}.u32"
                numbers.astype("<u4").tofile(path)
                entry[name] = str(path)
        report.append(entry)
    json.dump(report, sys.stdout)


main(*sys.argv[1:])
