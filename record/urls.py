"""Which addresses are the same Document: one key for an article, wherever it is linked from."""

from __future__ import annotations

import re
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

from record.tracking import first_path, names_article, without_session

_WEB = frozenset(("http", "https"))
LONGEST_KEY = 500  # bytes, as percent-encoded
_LONGEST_HOST = 100  # characters of it in front of a hash, for people
_DEFAULT_PORT = re.compile(r":(80|443)$")
# The same pages for a phone; of m.com.cn and m.example.com only the second is a part of something.
_OTHER_HOST = re.compile(
    r"^(?:(?:www|m|mobile|wap|3g|amp)\.)+(?!(?:com?|net|org|gov|edu|ac)\.[a-z]{2}(?::|$))(?=[^.]+\.)"
)
_SINA = re.compile(r"(?<![^.])sina\.cn(?=:|$)")  # sina.com.cn for phones
_ROUTE = re.compile(r"!?/.")  # a fragment that a script reads an article's address from
_AMP_CACHE = re.compile(
    r"^(?:https?:)?//(?:[\w.-]+\.cdn\.ampproject\.org/[a-z]{1,2}|(?:www\.)?google\.[a-z.]{2,6}/amp)"
    r"/(?:s/)?(?=[^/?#]+\.)",
    re.IGNORECASE,
)
_AMP_FIRST = re.compile(r"^/amp(?=/[^/])")
_TAIL = re.compile(r"(?<=[^/])/amp$|/index\.s?html?$|\.amp(?=(?:\.html?)?$)")
_MOST_MARKS = 4  # of AMP and of indexes on one path; one with so many is nobody's page, and stays as it is
_ESCAPED = re.compile(r"^(?:amp;)+")  # a link that was escaped twice


def is_web_address(url: str) -> bool:
    """An absolute http or https address with a host."""
    try:
        parts = urlsplit(url)
        return parts.scheme.lower() in _WEB and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def host_of(url: str) -> str:
    """The host in lower case, without a final dot; empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return ""


def document_key(url: str) -> str:
    """The address without scheme, tracking and a fragment that is no route, and without what tells a page for
    phones or an AMP page from the page itself; equal keys are one Document.

    Of a long one the host and a hash: PostgreSQL's indexes refuse more than 2,704 bytes. What is no address
    is its own key.
    """
    try:
        parts = urlsplit(canonicalize_url(_AMP_CACHE.sub("https://", url.strip()), keep_fragments=True))
    except ValueError:
        key = url.strip().encode(errors="replace").decode()
        return key if len(key.encode()) <= LONGEST_KEY else _hashed(key, "")
    netloc = _OTHER_HOST.sub("", _DEFAULT_PORT.sub("", parts.netloc.rpartition("@")[2]))
    netloc = _SINA.sub("sina.com.cn", netloc)
    host = host_of(f"//{netloc}")
    path = first_path(host, _plain(without_session(parts.path)))
    query = _counted(parts.query, host, path)
    route = parts.fragment if _ROUTE.match(parts.fragment) else ""
    key = urlunsplit(("", netloc, path or "/", query, route)).removeprefix("//")
    return key if len(key.encode()) <= LONGEST_KEY else _hashed(key, netloc)


def _hashed(key: str, netloc: str) -> str:
    return f"{netloc[:_LONGEST_HOST]}#sha256:{sha256(key.encode()).hexdigest()}"


def _plain(path: str) -> str:
    """Without the marks of AMP, the name of an index and final slashes."""
    plain = path = path.rstrip("/")
    for _ in range(_MOST_MARKS):
        shorter = _TAIL.sub("", _AMP_FIRST.sub("", plain)).rstrip("/")
        if shorter == plain:
            return plain
        plain = shorter
    return path


def _counted(query: str, host: str, path: str) -> str:
    pairs = ((_ESCAPED.sub("", name), value) for name, value in parse_qsl(query, keep_blank_values=True))
    return urlencode(sorted(pair for pair in pairs if names_article(host, path, *pair)))
