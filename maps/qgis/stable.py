"""XML as QGIS writes it, without what differs from one writing to the next."""

import xml.etree.ElementTree as tree

# Settings of the machine that wrote, and of QGIS's own windows.
LEFT_OUT = {"saveUser", "saveUserFull", "saveDateTime", "projectname"}


def text(document):
    """A QDomDocument's text: attributes in order, indented, the same bytes for the same content."""
    root = tree.fromstring(document.toString(-1))
    for element in root.iter():
        kept = {key: value for key, value in sorted(element.attrib.items()) if key not in LEFT_OUT}
        element.attrib.clear()
        element.attrib.update(kept)
    tree.indent(root, " ")
    return tree.tostring(root, encoding="unicode") + "\n"
