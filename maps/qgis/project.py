"""The project on a service at its own address, `http://127.0.0.1:8080`."""

import json
import xml.etree.ElementTree as tree

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsProject,
    QgsProjectMetadata,
    QgsRectangle,
    QgsReferencedRectangle,
)

import sheet
import stable
import styles
from words import ROOT

ADDRESS = "http://127.0.0.1:8080"
# UTM zone 18 south, where Lima is: metres, for scale bars that are right.
CRS = "EPSG:32718"
# From the top; points above lines above areas.
ORDER = ("gaps", "kitchens", "households", "assignments", "settlements", "catchments")
# Of layers' identifiers: QGIS replaces those shorter than eleven letters, and then loses the layers.
PREFIX = "cercania_"


def source(identifier):
    """Where QGIS finds a layer: pages, and only what lies in the window that is looked at."""
    layer = identifier.removeprefix(PREFIX)
    return (
        f" pagingEnabled='true' restrictToRequestBBOX='1' srsname='OGC:CRS84' typename='{layer}' url='{ADDRESS}'"
        " version='OGC_API_FEATURES'"
    )


def project_text(layers, words, folder):
    """The project as a file has it. QGIS writes it with layers that hold nothing, so that no service need run; then these
    are given their addresses."""
    project = QgsProject.instance()
    project.clear()
    about = QgsProjectMetadata()
    about.setTitle(words["map-title"])
    project.setMetadata(about)
    project.setTitle(words["map-title"])
    project.setCrs(QgsCoordinateReferenceSystem(CRS))
    extent = demo_extent(project)
    project.viewSettings().setDefaultViewExtent(QgsReferencedRectangle(extent, project.crs()))
    by_name = {layer.name: layer for layer in layers}
    made = {}
    for name in ORDER:
        made[name] = styles.styled(by_name[name], words)
        made[name].setAbstract(by_name[name].about)
        made[name].setReadOnly(True)
        project.addMapLayer(made[name], False)
        project.layerTreeRoot().addLayer(made[name])
    project.layoutManager().addLayout(sheet.sheet(project, made["settlements"], extent, words))
    path = folder / "unfinished.qgs"
    ids = {layer.id(): name for name, layer in made.items()}
    ids[project.mainAnnotationLayer().id()] = "annotations"
    try:
        if not project.write(str(path)):
            raise RuntimeError(project.error())
        text = path.read_text(encoding="utf-8")
    finally:
        path.unlink(missing_ok=True)
        project.clear()
    for made_up, name in ids.items():
        text = text.replace(made_up, PREFIX + name)
    return finished(tree.fromstring(text), extent)


def demo_extent(project):
    """Around the demo's settlements."""
    features = json.loads((ROOT / "data" / "settlements.geojson").read_text(encoding="utf-8"))["features"]
    corners = [corner for feature in features for ring in feature["geometry"]["coordinates"] for corner in ring]
    lons, lats = zip(*corners)
    transform = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4326"), project.crs(), project)
    extent = transform.transformBoundingBox(QgsRectangle(min(lons), min(lats), max(lons), max(lats)))
    extent.grow(150)
    return QgsRectangle(*(round(side, -1) for side in (extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum())))


def finished(root, extent):
    """The layers with their addresses, and the window on the demo."""
    # QGIS lists layers by the hash of identifiers that it makes up.
    for by_hash in (root.find("projectlayers"), root.find("snapping-settings/individual-layer-settings")):
        by_hash[:] = sorted(by_hash, key=lambda element: element.findtext("id") or element.get("id"))
    for layer in root.iter("maplayer"):
        layer.find("datasource").text = source(layer.findtext("id"))
        layer.find("provider").text = "OAPIF"
    for node in root.iter("layer-tree-layer"):
        node.set("providerKey", "OAPIF")
        node.set("source", source(node.get("id")))
    atlas = root.find("Layouts/Layout/Atlas")
    atlas.set("coverageLayerSource", source(atlas.get("coverageLayer")))
    atlas.set("coverageLayerProvider", "OAPIF")
    canvas = tree.SubElement(root, "mapcanvas", name="theMapCanvas", annotationsVisible="1")
    tree.SubElement(canvas, "units").text = "meters"
    corners = tree.SubElement(canvas, "extent")
    for key, side in zip(("xmin", "ymin", "xmax", "ymax"), extent.toRectF().getCoords()):
        tree.SubElement(corners, key).text = f"{side:.0f}"
    tree.SubElement(canvas, "rotation").text = "0"
    tree.SubElement(canvas, "destinationsrs").append(root.find("projectCrs/spatialrefsys"))
    return stable.written(root)
