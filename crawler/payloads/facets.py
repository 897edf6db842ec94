"""The text of a Bluesky record, with its links whole: they are shown cut, and stand in full beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from crawler.reading.jsontrees import count, dig, listed, words
from crawler.reading.markup import tidy

_LINK = "app.bsky.richtext.facet#link"
_MOST = 500  # facets
_LEAD = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)
_CUT = re.compile(r"(?:\.\.\.|…)$")


def plain_text(record: dict[str, Any]) -> str:
    """What the record says."""
    text = record.get("text")
    if not isinstance(text, str):
        return ""
    # Facets count bytes, so nothing is cleaned before they are placed.
    data = text.encode("utf-8", "surrogatepass")
    pieces, at = [], 0
    for start, end, uri in _links(record, data):
        if start >= at:
            shown = data[start:end].decode("utf-8", "surrogatepass")
            pieces += [data[at:start].decode("utf-8", "surrogatepass"), uri if _cuts(shown, uri) else shown]
            at = end
    return tidy("".join(pieces) + data[at:].decode("utf-8", "surrogatepass"))


def _links(record: dict[str, Any], data: bytes) -> list[tuple[int, int, str]]:
    return sorted(islice(_found(record, data), _MOST))


def _found(record: dict[str, Any], data: bytes) -> Iterator[tuple[int, int, str]]:
    """(first byte, byte behind the last, address), of those that begin and end between characters."""
    for facet in listed(record.get("facets")):
        start, end = count(dig(facet, "index", "byteStart")), count(dig(facet, "index", "byteEnd"))
        links = [link for link in listed(dig(facet, "features")) if dig(link, "$type") == _LINK]
        uri = words(dig(links[0], "uri")) if links else ""
        if uri and start is not None and end is not None and _are_between(data, start, end):
            yield start, end, uri


def _are_between(data: bytes, start: int, end: int) -> bool:
    if not start < end <= len(data):
        return False
    return all(at == len(data) or data[at] & 0xC0 != 0x80 for at in (start, end))


def _cuts(shown: str, uri: str) -> bool:
    """Whether the text is the beginning of its link; a link may also stand behind words."""
    begun = _CUT.sub("", _LEAD.sub("", shown.strip()))
    return bool(begun) and _LEAD.sub("", uri).lower().startswith(begun.lower())
