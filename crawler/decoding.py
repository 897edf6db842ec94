"""Bytes to text, whatever was declared, and XML that no parser can be harmed with.

The order: a byte order mark, UTF-8, what was declared, gb18030, Windows-1252. Sites that say gb2312 and send
GBK or UTF-8 are common, and libxml2 drops their items without an error.
"""

from __future__ import annotations

import codecs
import html
import html.entities
import re

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom

from record.errors import UnreadableFeed

_XML_ENCODING = re.compile(rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w-]{1,40})", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"<\?xml[^>]{0,1000}\?>", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!doctype", re.IGNORECASE)
_ENTITY = re.compile(r"<!entity", re.IGNORECASE)
# Unclosed quotes and comments run to the end, so that no text makes this slow.
_DOCTYPE_PART = re.compile(
    r"<!--.*?(?:-->|\Z)|\"[^\"]*(?:\"|\Z)|'[^']*(?:'|\Z)|<!entity|[\[\]>]", re.IGNORECASE | re.DOTALL
)
_MARKUP = re.compile(r"<!--|<\?|<!|<")
_LONGEST_DOCTYPE = 65_536
_CHARACTER = re.compile(r"&(?:#(?:[xX][0-9A-Fa-f]+|[0-9]+);?|([A-Za-z][A-Za-z0-9]{1,31};))")
_LONGEST_NUMBER = 12  # of a character's: &#x0010FFFF;
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")

# Chinese supersets: what calls itself gb2312 or gbk is read as gb18030.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "hz": "gb18030", "big5": "big5hkscs"}
# Web servers name these without knowing: they say nothing.
_SAYS_NOTHING = {"ascii", "latin-1", "iso8859-1", "cp1252", "utf-8", "utf-7"}
# Python's own codecs: no page is written in them, and some take a long time for a long text.
_NO_CHARSETS = {"idna", "punycode", "unicode-escape", "raw-unicode-escape"}
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(127, 160), 0xFFFE, 0xFFFF])
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_UNFIT = {**_CONTROLS, **_SURROGATES}
_GOOD_PER_BAD = 20  # that many right characters excuse one stray byte


def decode(body: bytes, content_type: str | None = None) -> str:
    """The text of an answer, without byte order mark and control characters; never raises."""
    return clean(_decoded(body, content_type))


def clean(text: str) -> str:
    """Without control characters, but for line breaks and tabs, and without halves of characters.

    JSON can spell both: a record refuses some of them, and a terminal obeys others.
    """
    return text.translate(_UNFIT)


def _decoded(body: bytes, content_type: str | None) -> str:
    named, rest = _without_bom(body)
    if named:
        return rest.decode(named, "replace")
    tolerant = body.decode("utf-8", "replace")
    bad = tolerant.count("\ufffd") - body.count(b"\xef\xbf\xbd")
    if not bad:
        return tolerant
    good = sum(1 for char in tolerant if char > "\x7f") - bad
    if good >= bad * _GOOD_PER_BAD:
        return tolerant
    for encoding in _candidates(body, content_type):
        try:
            return body.decode(encoding)
        except (UnicodeError, LookupError):
            continue  # the next candidate is the handling; zlib, hex and their like are no text encodings
    return body.decode("gb18030" if _looks_chinese(body) else "cp1252", "replace")


def _without_bom(body: bytes) -> tuple[str | None, bytes]:
    encoding, mark = read_bom(body)
    if encoding and mark:
        return encoding, body[len(mark) :]
    if body[:4] == b"<\x00?\x00":
        return "utf-16-le", body
    if body[:4] == b"\x00<\x00?":
        return "utf-16-be", body
    return None, body


def _candidates(body: bytes, content_type: str | None) -> list[str]:
    declared = _declared(body, content_type)
    named = [_WIDER.get(declared, declared)] if declared else []
    return [*named, *(["gb18030"] if _looks_chinese(body) else [])]


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
    return None if encoding in _SAYS_NOTHING | _NO_CHARSETS else encoding


def _looks_chinese(body: bytes) -> bool:
    """High bytes come in pairs; in Western text they stand alone."""
    runs = [len(run) for run in _HIGH_RUN.findall(body[:200_000])]
    return sum(1 for length in runs if length > 1) * 2 >= len(runs)


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
    return _CHARACTER.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    """&nbsp; and &#160; written out; parsers raise at numbers of no character. What would be markup stays."""
    named = html.entities.html5.get(match[1], match[0]) if match[1] else _numbered(match[0])
    return match[0] if set(named) & set("<>&\"'") else named


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
