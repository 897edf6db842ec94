"""The answer that something is read from, as it is kept for evidence: without what is between us and them."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlsplit

from scrapy.http import Response

from crawler.reading.decoding import clean
from record.evidence import Capture

# They speak of the one who asks: evidence is handed on.
_PRIVATE = frozenset(
    ("set-cookie", "set-cookie2", "cookie", "authorization", "proxy-authorization", "www-authenticate")
) | frozenset(("proxy-authenticate", "authentication-info", "x-csrf-token", "x-xsrf-token", "x-auth-token"))
_ADDRESSED = frozenset(("location", "content-location", "link", "refresh"))
# The name tells: whole, or as a part of it.
_SECRET = re.compile(
    r"([?&;](?:[^=&;?#/]{0,64}(?:token|secret|passw|passphrase|pwd|auth|signature|hmac|jwt|session|credential)"
    r"[^=&;?#/]{0,64}|(?:[^=&;?#/]{0,64}[_-])?(?:key|apikey|code|sig|sid|pass|sub|subp))=)[^&;#\s>\"]*",
    re.IGNORECASE,
)
_FRAGMENT = re.compile(r"#[^\s>;\"]*")
_HIDDEN = "…"


def capture_of(response: Response, now: datetime) -> Capture:
    """The body is as Scrapy hands it over: what the transfer had compressed is inflated already."""
    return Capture(
        shown_address(response.url), now, response.status, _headers(response), bytes(response.body)
    )


def shown_address(url: str) -> str:
    """Without a password, and without the keys by which a mirror knows its user."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return clean(url)
    bare = parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment="").geturl()
    return clean(_SECRET.sub(rf"\g<1>{_HIDDEN}", bare))


def _headers(response: Response) -> tuple[tuple[str, str], ...]:
    """In the order of Scrapy; one that came more than once stands there as often."""
    items: list[tuple[bytes, list[bytes]]] = list(response.headers.items())
    return tuple(
        (clean(name.decode("latin-1")), _shown(name, clean(value.decode("latin-1"))))
        for name, values in items
        if name.decode("latin-1").lower() not in _PRIVATE
        for value in values
    )


def _shown(name: bytes, value: str) -> str:
    """A header that leads elsewhere, or names an address, without its secrets."""
    if name.decode("latin-1").lower() not in _ADDRESSED:
        return value
    return _SECRET.sub(rf"\g<1>{_HIDDEN}", _FRAGMENT.sub("", value))
