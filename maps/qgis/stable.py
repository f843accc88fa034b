"""XML as QGIS writes it, without what differs from one writing to the next."""

import re
import xml.etree.ElementTree as tree

# Who wrote, on which machine, when; and Qt's word for "nowhere", which is another on each machine.
LEFT_OUT = {"saveUser", "saveUserFull", "saveDateTime"}
# A scale bar is as large as its words are in the machine's fonts; where a project is opened QGIS fits it anew.
SCALE_BAR_SIZE = "72,13,mm"
UUID = re.compile(r"\{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}")


def text(document):
    """A QDomDocument's text."""
    return written(tree.fromstring(document.toString(-1)))


def written(root):
    """An element's text: attributes in order, indented, identifiers numbered; the same bytes for the same content."""
    for element in root.iter():
        kept = {key: value for key, value in sorted(element.attrib.items()) if key not in LEFT_OUT}
        element.attrib.clear()
        element.attrib.update(kept)
        if "segmentMillimeters" in kept:
            element.set("size", SCALE_BAR_SIZE)
    tree.indent(root, " ")
    numbers = {}

    def numbered(found):
        number = numbers.setdefault(found.group(), len(numbers) + 1)
        return f"{{00000000-0000-4000-8000-{number:012}}}"

    return UUID.sub(numbered, tree.tostring(root, encoding="unicode")) + "\n"
