"""Which encoding bytes are in: what they look like counts for more than what was declared.

In GBK and in Big5 most characters of any text come from the first, frequent half of the table, which tells
the two from each other and from Western text, where a high byte stands alone.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom

_XML_ENCODING = re.compile(rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w-]{1,40})", re.IGNORECASE)
SIMPLIFIED, TRADITIONAL, WESTERN = "gb18030", "big5hkscs", "cp1252"
# Chinese supersets: what calls itself gb2312 or gbk is read as gb18030.
_WIDER = {
    "gb2312": SIMPLIFIED,
    "gbk": SIMPLIFIED,
    "hz": SIMPLIFIED,
    "big5": TRADITIONAL,
    "cp950": TRADITIONAL,
}
# Web servers name these without knowing: they say nothing.
_SAYS_NOTHING = {"ascii", "latin-1", "iso8859-1", "cp1252", "utf-8", "utf-8-sig", "utf-7"}
# These are known by their mark or by their zeros.
_WIDE = {f"utf-{bits}{order}" for bits in (16, 32) for order in ("", "-le", "-be")}
# Python's own codecs: no page is written in them, and some take a long time for a long text.
_NO_CHARSETS = {"idna", "punycode", "unicode-escape", "raw-unicode-escape"}

_SAMPLE = 200_000  # bytes
_PAIR = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]")
_FREQUENT = {
    SIMPLIFIED: re.compile(rb"[\xa1-\xa9\xb0-\xd7][\xa1-\xfe]"),
    TRADITIONAL: re.compile(rb"[\xa1-\xc6][\x40-\x7e\xa1-\xfe]"),
}
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_MARKUP = b"<{[ \t\r\n"  # what a feed, a page or JSON begins with


def wide_encoding(body: bytes) -> tuple[str | None, int]:
    """(encoding, length of the byte order mark) of a text that tells it by a mark or by zeros."""
    encoding, mark = read_bom(body)
    if encoding and mark:
        return encoding, len(mark)
    first, second, third, fourth = (*body[:4], 1, 1, 1, 1)[:4]
    if first in _MARKUP and third and not second and not fourth:
        return "utf-16-le", 0
    if second in _MARKUP and fourth and not first and not third:
        return "utf-16-be", 0
    return None, 0


def likely_encodings(body: bytes, content_type: str | None) -> Iterator[str]:
    """What a text without a mark may be in, the likeliest first."""
    yield "utf-8"
    declared = _declared(body, content_type)
    chinese = _chinese(body[:_SAMPLE], declared)
    if declared and declared not in _FREQUENT:
        yield declared
    if chinese:
        yield chinese


def _declared(body: bytes, content_type: str | None) -> str | None:
    in_xml = _XML_ENCODING.search(body[:1024])
    named = (
        http_content_type_encoding(content_type)
        or (in_xml[1].decode("ascii") if in_xml else None)
        or html_body_declared_encoding(body[:4096])
    )
    try:
        encoding = codecs.lookup(named).name if named else None
    except LookupError:
        return None
    known = None if encoding in _SAYS_NOTHING | _WIDE | _NO_CHARSETS else encoding
    return _WIDER.get(known, known) if known else None


def _chinese(sample: bytes, declared: str | None) -> str | None:
    """GBK or Big5, if the sample looks like either; what was declared decides between equals."""
    pairs = _PAIR.findall(sample)
    counts = {name: sum(map(bool, map(frequent.match, pairs))) for name, frequent in _FREQUENT.items()}
    best = max(counts, key=lambda name: (counts[name], name == declared, name == SIMPLIFIED))
    if counts[best] * 2 > len(pairs):
        return best
    return (declared if declared in _FREQUENT else SIMPLIFIED) if _comes_in_pairs(sample) else None


def _comes_in_pairs(sample: bytes) -> bool:
    """In Western text high bytes stand alone."""
    runs = [len(run) for run in _HIGH_RUN.findall(sample)]
    return sum(length > 1 for length in runs) * 2 > len(runs)


# ---------------------------------------------------------------- bytes that fit into no character

_NOISE = bytes([*range(9), 11, 12, *range(16, 27), *range(28, 32), 127])  # shifts and escapes are encodings'
_LOST = b"\x1a"  # in the place of what cannot be read: a part of the noise, so that no text has it
_SIGNS = re.compile("[\ufffd\x1a]+")
_AHEAD = rb"[\x81-\xfe](?:[\x80-\xfe]|[0-9][\x81-\xfe][0-9])"
_VALID = {
    SIMPLIFIED: rb"[\x00-\x7f]|[\x81-\xfe](?:[\x40-\x7e\x80-\xfe]|[0-9][\x81-\xfe][0-9])",
    TRADITIONAL: rb"[\x00-\x7f]|[\x81-\xfe][\x40-\x7e\xa1-\xfe]",
}
# After a bad byte as few are given up as let the following ones come in pairs again, up to the next ASCII; a
# digit that a high byte follows may be the middle of a character.
_GIVEN_UP = rb"[\x80-\xff]{1,3}?(?=(?:%b){0,500}+(?![\x81-\xfe]%b))"
_PIECES = {
    name: re.compile(
        rb"((?:%b)++)|%b|%b|[\x80-\xff]"
        % (valid, _GIVEN_UP % (_AHEAD, rb"|[0-9][\x81-\xfe]"), _GIVEN_UP % (_AHEAD, b""))
    )
    for name, valid in _VALID.items()
}


def without_noise(body: bytes) -> bytes:
    """Without the bytes that are control characters in every encoding, even in the middle of a character."""
    return body.translate(None, _NOISE)


def mended(body: bytes, encoding: str) -> str:
    """The text of bytes without noise; one bad byte costs one character, for which U+FFFD stands."""
    if encoding in _PIECES:
        body = _PIECES[encoding].sub(lambda piece: piece[1] or _LOST, body)
    return _SIGNS.sub("\ufffd", body.decode(encoding, "replace"))
