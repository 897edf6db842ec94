"""Bytes to text, whatever was declared, and XML that no parser can be harmed with.

The order: a byte order mark, UTF-8, what was declared if the bytes look like it, GBK or Big5, Windows-1252.
Sites that say gb2312 and send GBK or UTF-8 are common, and libxml2 drops their items without an error.
"""

from __future__ import annotations

import html
import html.entities
import re
from functools import lru_cache
from itertools import islice

from crawler.reading.charsets import WESTERN, likely_encodings, mended, wide_encoding, without_noise
from record.errors import UnreadableFeed

_XML_DECLARATION = re.compile(r"<\?xml[^>]{0,1000}\?>", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!doctype", re.IGNORECASE)
_ENTITY = re.compile(r"<!entity", re.IGNORECASE)
# Unclosed quotes and comments run to the end, so that no text makes this slow.
_DOCTYPE_PART = re.compile(
    r"<!--.*?(?:-->|\Z)|\"[^\"]*(?:\"|\Z)|'[^']*(?:'|\Z)|<!entity|[\[\]>]", re.IGNORECASE | re.DOTALL
)
_MARKUP = re.compile(r"<!--|<\?|<!|<")
_LONGEST_DOCTYPE = 65_536
_NAMED = r"(?:#(?:[xX][0-9A-Fa-f]+|[0-9]+);?|[A-Za-z][A-Za-z0-9]{1,31};)"
_REFERENCE = re.compile(f"&{_NAMED}")
_LONE = re.compile(f"&(?!{_NAMED})")
_CDATA = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z))", re.DOTALL)
# As libxml2 reads a tag: < does not end it, nor does > within quotes. A script's end is never a part of one,
# for what looks like a tag in a script must not swallow the page behind it.
_TAG = re.compile(
    r"<[A-Za-z](?:[^<>=]++|<(?!/script)"
    r"|=\s*+(?:\"(?:[^\"<]++|<(?!/script))*+\"|'(?:[^'<]++|<(?!/script))*+')?+)*+",
    re.IGNORECASE,
)
# A name, or = with what is quoted behind it: no space need stand between two, and a quote may have no end.
_PIECE = re.compile(r"=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))?+|[^\s=/]++")
_LONG_TAG = 20_000  # characters
_MOST_PIECES = 2_000
_LONGEST_NUMBER = 12  # of a character's: &#x0010FFFF;
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(127, 160), 0xFFFE, 0xFFFF])
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_UNFIT = {**_CONTROLS, **_SURROGATES}
_GOOD_PER_BAD = 3  # that many right characters excuse one stray byte; in a wrong encoding most are wrong


def decode(body: bytes, content_type: str | None = None) -> str:
    """The text of an answer, without byte order mark and control characters; never raises."""
    return clean(_decoded(body, content_type))


def clean(text: str) -> str:
    """Without control characters, but for line breaks and tabs, and without halves of characters.

    JSON can spell both: a record refuses some of them, and a terminal obeys others.
    """
    return text.translate(_UNFIT)


def _decoded(body: bytes, content_type: str | None) -> str:
    wide, mark = wide_encoding(body)
    if wide:
        return body[mark:].decode(wide, "replace")
    body = without_noise(body)
    for encoding in likely_encodings(body, content_type):
        text = _decoded_as(body, encoding)
        if text is not None:
            return text
    return body.decode(WESTERN, "replace")


def _decoded_as(body: bytes, encoding: str) -> str | None:
    """The text, or None where too little of it is right; zlib, hex and their like are no text encodings."""
    try:
        text = body.decode(encoding, "replace")
    except (UnicodeError, LookupError):
        return None
    bad = text.count("\ufffd") - _written_signs(body, encoding)
    if bad <= 0:
        return text
    good = len(text) - len(text.encode("ascii", "ignore")) - bad
    return mended(body, encoding) if good >= bad * _GOOD_PER_BAD else None


def _written_signs(body: bytes, encoding: str) -> int:
    """How many U+FFFD stand in the text itself."""
    sign = "\ufffd".encode(encoding, "ignore")
    return body.count(sign) if sign else 0


def harmless_xml(text: str) -> str:
    """XML without declaration and DOCTYPE; its own entities are refused, HTML's and numbers are written out.

    Raises UnreadableFeed. Any parser may read the result: nothing in it expands or is fetched.
    """
    text = text.lstrip()
    declaration = _XML_DECLARATION.match(text)
    text = text[declaration.end() :].lstrip() if declaration else text
    place = _doctype_place(text)
    if place is not None:
        text = text[: place[0]] + text[place[1] :]
    return "".join(map(_without_unknown, _CDATA.split(text)))


def with_few_attributes(markup: str) -> str:
    """Of a long tag no more than its first thousand attributes: libxml2 compares each with each."""
    return _TAG.sub(_shortened, markup) if len(markup) > _LONG_TAG else markup


def _shortened(tag: re.Match[str]) -> str:
    if len(tag[0]) <= _LONG_TAG:
        return tag[0]
    *_, last = islice(_PIECE.finditer(tag[0]), _MOST_PIECES)
    return tag[0][: last.end()]


def _without_unknown(part: str) -> str:
    """In CDATA an ampersand is one; elsewhere parsers drop what begins nothing and what they cannot name."""
    if part.startswith("<![CDATA["):
        return _REFERENCE.sub(lambda match: _written_out(match[0]) or match[0], part)
    part = with_few_attributes(part)
    known = _REFERENCE.sub(lambda match: _written_out(match[0]) or f"&amp;{match[0][1:]}", part)
    return _LONE.sub("&amp;", known)


@lru_cache(4096)
def _written_out(reference: str) -> str | None:
    """&nbsp; and &#160; as a character, markup as XML names it; None for what names nothing.

    Parsers raise at numbers of no character.
    """
    if reference.startswith("&#"):
        return html.escape(_numbered(reference))
    named = html.entities.html5.get(reference[1:])
    return html.escape(named) if named else None


def _numbered(reference: str) -> str:
    return clean(html.unescape(reference)) if len(reference) <= _LONGEST_NUMBER else "\ufffd"


def _doctype_place(text: str) -> tuple[int, int] | None:
    """(start, end) of the DOCTYPE before the first element."""
    at = 0
    while found := _MARKUP.search(text, at):
        opening = found[0]
        if opening == "<":
            return None
        if _DOCTYPE.match(text, found.start()):
            return found.start(), _doctype_end(text, found.start())
        if opening == "<!" and _ENTITY.match(text, found.start()):
            raise UnreadableFeed("the XML declares entities of its own, which is refused")
        closing = {"<!--": "-->", "<?": "?>", "<!": ">"}[opening]
        end = text.find(closing, found.end())
        if end < 0:
            return None
        at = end + len(closing)
    return None


def _doctype_end(text: str, start: int) -> int:
    depth = 0
    for part in _DOCTYPE_PART.finditer(text, start + 2, min(len(text), start + _LONGEST_DOCTYPE)):
        if part[0] == ">" and depth <= 0:
            return part.end()
        if _ENTITY.match(part[0]):
            break
        depth += {"[": 1, "]": -1}.get(part[0], 0)
    raise UnreadableFeed("the XML's DOCTYPE declares entities or never ends, which is refused")
