"""A site's file as YAML, written as people would write it: what discovery proposes and what OPML brings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crawler.reading.decoding import clean
from record.sites import site_of

_PLAIN = re.compile(r"[\w/(](?:[\w ./?=&%+~()'-]|:(?=\S))*", re.UNICODE)
# What YAML reads as something else than text: numbers, switches, nothing.
_NO_TEXT = re.compile(
    r"[-+]?(?:\.\d+|\d+\.?\d*)(?:e[-+]?\d+)?|0[ox]\w+|true|false|yes|no|on|off|y|n|null|~|\.inf|\.nan",
    re.IGNORECASE,
)
_UNFIT = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_ID = 48


@dataclass(frozen=True, slots=True)
class SiteDraft:
    """The keys of a site's file, as they will be written; what is empty is left out."""

    id: str
    name: str
    lang: str | None = None
    zone: str | None = None
    about: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    sitemap: str | None = None
    list_url: str | None = None
    allow_private: tuple[str, ...] = ()
    read_at: str | None = None
    notes: tuple[str, ...] = ()  # comments below


def write_site(draft: SiteDraft) -> str:
    """A file for `sources/`."""
    return "".join(f"{line}\n" for line in _lines(draft))


def write_item(draft: SiteDraft, indent: int = 2) -> str:
    """An item of `sources:`, so many spaces in."""
    first, *others = _lines(draft)
    space = " " * indent
    return "".join(f"{line}\n" for line in [f"{space}- {first}", *(f"{space}  {line}" for line in others)])


def write_items(drafts: Iterable[SiteDraft]) -> str:
    """A `sources.yaml` of these sites alone."""
    return "sources:\n" + "".join(map(write_item, drafts))


def _lines(draft: SiteDraft) -> Iterable[str]:
    yield f"id: {scalar(draft.id)}"
    yield f"name: {scalar(draft.name)}"
    for key, value in (("lang", draft.lang), ("zone", draft.zone)):
        if value:
            yield f"{key}: {scalar(value)}"
    if draft.about:
        yield f"about: {flow(draft.about)}"
    if draft.feeds:
        yield "feeds:"
        yield from (f"  - {scalar(url)}" for url in draft.feeds)
    if draft.sitemap:
        yield f"sitemap: {scalar(draft.sitemap)}"
    if draft.list_url:
        yield f"list: {{url: {json.dumps(_written(draft.list_url))}}}"
    if draft.allow_private:
        yield f"allow_private: {flow(draft.allow_private)}"
    yield "checked: never"
    if draft.read_at:
        yield f"read_at: {scalar(draft.read_at)}"
    yield from (f"# {_written(note)}" for note in draft.notes)


def flow(texts: Sequence[str]) -> str:
    """A list on one line."""
    return f"[{', '.join(scalar(text, within=True) for text in texts)}]"


def _written(text: str) -> str:
    """On one line, and with nothing that a terminal obeys: what strangers wrote makes no lines of YAML."""
    return " ".join(clean(text).split())


def scalar(text: str, within: bool = False) -> str:
    """The text, in double quotes where YAML would not read it back as it is; `within` a list on one line."""
    text = _written(text)
    plain = _PLAIN.fullmatch(text) and not text.endswith(":") and not _NO_TEXT.fullmatch(text)
    fits = plain and not (within and re.search(r"[^\w./-]", text))
    return text if fits else json.dumps(text, ensure_ascii=False)


def id_for(text: str, taken: Iterable[str] = ()) -> str:
    """An id made of the Latin letters and digits of a name, with a number where it is one of `taken`."""
    plain = _UNFIT.sub("-", text.lower()).strip("-._")[:_LONGEST_ID].strip("-._") or "site"
    known = set(taken)
    numbered = (f"{plain}-{number}" for number in range(2, len(known) + 3))
    return next(id for id in (plain, *numbered) if id not in known)


def id_of_host(url: str, taken: Iterable[str] = ()) -> str:
    """`courier` for https://www.courier.co.uk/; an address in numbers stays whole."""
    site = site_of(url)
    return id_for(site if site.replace(".", "").isdigit() else site.partition(".")[0], taken)
