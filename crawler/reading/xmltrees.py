"""XML of strangers as a tree: broken parts left out, nothing expanded, nothing fetched."""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]

from crawler.reading.decoding import harmless_xml
from record.errors import UnreadableFeed


def parse_xml(text: str) -> etree._Element:
    """The root. Raises UnreadableFeed where nothing can be read, and at entities of its own."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    xml = harmless_xml(text).encode()
    root = etree.fromstring(xml, parser=parser) if xml.strip() else None
    if root is None:
        raise UnreadableFeed("the XML is broken: nothing of it can be read")
    return root


def kind_of(root: etree._Element) -> str:
    """The root's name without its namespace."""
    return str(etree.QName(root).localname)
