"""XML of strangers as a tree: broken parts left out, nothing expanded, nothing fetched."""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]

from crawler.reading.decoding import harmless_xml
from record.errors import UnreadableFeed


def parse_xml(text: str) -> etree._Element:
    """The root. Raises UnreadableFeed where nothing can be read, and at entities of its own."""
    xml = harmless_xml(text).encode()
    root = etree.fromstring(xml, parser=_parser(recover=True)) if xml.strip() else None
    if root is None:
        raise UnreadableFeed("the XML is broken: nothing of it can be read")
    return root


def is_whole(text: str) -> bool:
    """Whether nothing was left out as broken. Raises UnreadableFeed at entities of its own."""
    try:
        etree.fromstring(harmless_xml(text).encode(), parser=_parser(recover=False))
    except etree.XMLSyntaxError:
        return False
    return True


def _parser(recover: bool) -> etree.XMLParser:
    return etree.XMLParser(recover=recover, resolve_entities=False, no_network=True, load_dtd=False)


def kind_of(root: etree._Element) -> str:
    """The root's name without its namespace."""
    return str(etree.QName(root).localname)
