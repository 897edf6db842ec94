"""Which addresses are the same Document: one key for an article, wherever it is linked from."""

from __future__ import annotations

import re
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

# Parameters that tell where a reader came from, never what he reads.
_CLICK_IDS = ("fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "mc_cid", "mc_eid")
_TRACKING = {*_CLICK_IDS, "spm", "scm", "from", "f", "fr", "share_token", "isappinstalled"}
_TRACKING_PREFIX = "utm_"
_TRACKING_OF = {
    "sina.com.cn": frozenset(["cre", "mod", "loc", "r", "rfunc", "tj", "tr"]),
    "sina.cn": frozenset(["cre", "mod", "loc", "r", "rfunc", "tj", "tr"]),
    "163.com": frozenset(["clickfrom", "spss"]),
}
# There everything but these is tracking.
_ONLY = {"mp.weixin.qq.com": frozenset(("__biz", "mid", "idx", "sn"))}
_WEB = frozenset(("http", "https"))
LONGEST_KEY = 500  # bytes, as percent-encoded
_LONGEST_HOST = 100  # characters of it in front of a hash, for people
_DEFAULT_PORT = re.compile(r":(80|443)$")


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
    """The address without fragment, tracking, scheme and "www."; equal keys are one Document.

    Of a long one the host and a hash: PostgreSQL's indexes refuse more than 2,704 bytes.
    """
    parts = urlsplit(canonicalize_url(url.strip()))
    host = host_of(url)
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if _counts(host, k)])
    netloc = _DEFAULT_PORT.sub("", parts.netloc.rpartition("@")[2]).removeprefix("www.")
    key = urlunsplit(("", netloc, parts.path.rstrip("/") or "/", query, "")).removeprefix("//")
    return key if len(key.encode()) <= LONGEST_KEY else _hashed(key, netloc)


def _hashed(key: str, netloc: str) -> str:
    return f"{netloc[:_LONGEST_HOST]}#sha256:{sha256(key.encode()).hexdigest()}"


def _counts(host: str, parameter: str) -> bool:
    if host in _ONLY:
        return parameter in _ONLY[host]
    site = ".".join(host.split(".")[-3:])
    for name, tracking in _TRACKING_OF.items():
        if (site == name or site.endswith("." + name)) and parameter in tracking:
            return False
    return parameter not in _TRACKING and not parameter.lower().startswith(_TRACKING_PREFIX)
