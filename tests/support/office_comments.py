"""What LibreOffice reads of a Word file's comments."""

from xml.etree import ElementTree as ET

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
AUTHOR = "{http://purl.org/dc/elements/1.1/}creator"


def annotations(path):
    """Of a flat OpenDocument file (fodt): (author, text) of each comment, and the words of the paragraph it stands in."""
    return [((each.findtext(AUTHOR), said(each)), words(home)) for each, home in standing(ET.parse(path).getroot())]


def standing(element, home=None):
    """Each comment below an element, with the paragraph around it."""
    for child in element:
        if child.tag == f"{OFFICE}annotation":
            yield child, home
        else:
            yield from standing(child, child if child.tag in (f"{TEXT}p", f"{TEXT}h") else home)


def said(annotation):
    """A comment's words, a line a paragraph."""
    return "\n".join("".join(line.itertext()) for line in annotation.findall(f"{TEXT}p"))


def words(element):
    """The words of a paragraph, without those of comments, footnotes and boxes."""
    if element.tag in (f"{OFFICE}annotation", f"{TEXT}note", f"{DRAW}custom-shape"):
        return ""
    return (element.text or "") + "".join(words(child) + (child.tail or "") for child in element)
