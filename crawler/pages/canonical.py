"""The address that a page gives itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from urllib.parse import urldefrag, urljoin, urlsplit

from crawler.pages.declared import Declared
from crawler.pages.page import Page
from record.urls import host_of, is_web_address

_LINKS = 100  # that many <link>s are looked at
_LONGEST = 2000  # characters
_PHONES = ("www.", "m.", "amp.", "wap.", "mobile.")


def read_canonical(page: Page, declared: Declared) -> str | None:
    """rel=canonical, or og:url where there is none, as an absolute address of the same site.

    None where it names another site, or the home page, as templates that were never filled in do.
    """
    said = next(_links(page), None) or declared.meta("og:url")
    try:
        url = urldefrag(urljoin(page.url, said.strip())).url if said else ""
    except ValueError:
        return None  # "http://[": no address at all
    fits = len(url) <= _LONGEST and is_web_address(url) and not _is_home(url)
    return url if fits and _is_same_site(host_of(url), host_of(page.url)) else None


def _links(page: Page) -> Iterator[str]:
    for link in islice(page.tree.iterfind(".//link[@rel]"), _LINKS):
        if "canonical" in link.get("rel", "").lower().split() and link.get("href", "").strip():
            yield link.get("href")


def _is_home(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def _is_same_site(one: str, other: str) -> bool:
    """The same host, or one is a part of the other; hosts for phones count as the site itself."""
    one, other = _without_prefix(one), _without_prefix(other)
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def _without_prefix(host: str) -> str:
    prefix = next((one for one in _PHONES if host.startswith(one) and host.count(".") > 1), "")
    return host.removeprefix(prefix)
