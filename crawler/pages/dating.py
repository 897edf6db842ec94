"""When an article was published: the first of several places that gives a believable day.

Published, never modified. A place that gives the day only is completed by one that gives the same day with a
time; the day is as readers see it, so an address or a line in local time overrules the UTC of JSON-LD.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from urllib.parse import urlsplit

from htmldate import find_date
from lxml.etree import strip_elements  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from crawler.pages.declared import Declared
from crawler.pages.page import Page
from crawler.pages.surroundings import Surroundings
from crawler.reading.dates import day_of, find_dates, read_date

_METAS = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_time",
    "pubdate",
    "og:pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "dc.date.issued",
    "dcterms.created",
    "citation_publication_date",
    "og:release_date",
    "weibo:article:create_at",
    "date",
    "dc.date",
    "dcterms.date",
)
_UTC = re.compile(r"(?:Z|[+-]00:?00|UTC|GMT)$")
_ZONED = re.compile(r"(?:Z|[+-]\d{2}:?\d{2}|UTC|GMT|\b[ECMP][SD]?T)$")
_MIDNIGHT = re.compile(r"\b00:00(?::00)?\b")
_LATER = re.compile(r"updat|modif|edited|revis|更新|修改|编辑于", re.IGNORECASE)
_PUBLISHED = re.compile(r"publish|pub-?date|entry-date|发布", re.IGNORECASE)
_LABEL = 24  # characters in front of a date that say what date it is
_TIMES = 20  # that many elements are looked at
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?=[/_.-]|[A-Za-z]|$)")


@dataclass(frozen=True, slots=True)
class Published:
    """`raw` as the best place writes it, `moment` in UTC, `day` as readers see it."""

    raw: str
    moment: datetime | None
    day: str | None


def read_published(
    page: Page, declared: Declared, around: tuple[Surroundings, ...], zone: str, now: datetime | None
) -> Published:
    """Only `raw` where no place gives a believable day; it is empty where there is no date at all.

    `zone` is that of dates which name none; what is later than `now` is not believed.
    """

    def read(raw: str) -> Published:
        return Published(raw, read_date(raw, zone, now), day_of(raw, zone, now))

    marked, timed = _marked(page.tree)
    said = [read(raw) for raw in (*_declared(declared), *marked)]
    seen = [one for raw in (*_visible(around, False), *timed) if (one := read(raw)).day]
    places = [*(one for one in said if one.day), *seen]
    address = read(_in_address(page.url))
    if places:
        return _as_seen(_completed(places[0], places[1:]), [address.day, *(one.day for one in seen[:1])])
    rest = (address, *(read(raw) for raw in _visible(around, True)))
    return next((one for one in rest if one.day), None) or next(iter(said), None) or read(_guessed(page, now))


def _completed(best: Published, others: list[Published]) -> Published:
    """A day, or a midnight that only means a day, takes the time of another place with the same day; a time
    without a zone takes the zone of another place with the same minute."""
    exact = [one for one in others if one.moment and one.day == best.day and not _MIDNIGHT.search(one.raw)]
    if not best.moment or _MIDNIGHT.search(best.raw):
        return next(iter(exact), best)
    minute = best.moment.minute
    zoned = (one for one in exact if one.moment and one.moment.minute == minute and _ZONED.search(one.raw))
    return best if _ZONED.search(best.raw) else next(zoned, best)


def _as_seen(best: Published, days: list[str | None]) -> Published:
    """In UTC a day may have begun, or not yet ended, that readers did not live in."""
    if not (best.day and best.moment and _UTC.search(best.raw)):
        return best
    day = next((day for day in days if day and _neighbours(day, best.day)), best.day)
    return Published(best.raw, best.moment, day)


def _neighbours(one: str, other: str) -> bool:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) == 1


# ---------------------------------------------------------------- the places


def _declared(declared: Declared) -> Iterator[str]:
    yield from declared.linked("datePublished", "pubDate")
    yield from (value for name in _METAS for value in declared.metas.get(name, ()) if value)
    yield from declared.linked("dateCreated", "uploadDate")


def _marked(tree: HtmlElement) -> tuple[list[str], list[str]]:
    """What is marked as the date of publication, and the first <time> that is marked as nothing."""
    dated = islice(tree.iterfind(".//*[@itemprop='datePublished']"), _TIMES)
    marked = [
        one.get("datetime") or one.get("content") or " ".join(one.text_content().split()) for one in dated
    ]
    times = list(islice(tree.iterfind(".//time[@datetime]"), _TIMES))
    others = [time for time in times if not _LATER.search(_role(time))]
    published = [time for time in others if _PUBLISHED.search(_role(time)) or time.get("pubdate") is not None]
    marked += [time.get("datetime") for time in published]
    return marked, [time.get("datetime") for time in others[:1]]


def _role(time: HtmlElement) -> str:
    return f"{time.get('class', '')} {time.get('itemprop', '')}"


def _visible(around: tuple[Surroundings, ...], updates: bool) -> Iterator[str]:
    """Dates near the headline: below it, then above; those that are called an update, or the others."""
    for texts in (*(place.below for place in around), *(place.above for place in around)):
        line = " ".join(texts)
        for start, raw in find_dates(line):
            if bool(_LATER.search(line[max(0, start - _LABEL) : start])) == updates:
                yield raw


def _guessed(page: Page, now: datetime | None) -> str:
    """What htmldate finds anywhere on the page, which takes its time. Scripts date other articles too."""
    tree = deepcopy(page.tree)  # htmldate changes it
    strip_elements(tree, "script", with_tail=False)
    latest = now.date().isoformat() if now else None
    return find_date(tree, url=page.url, original_date=True, extensive_search=False, max_date=latest) or ""


def _in_address(url: str) -> str:
    """/2026/11/23/, /20261123/ or /2026-11-23/; empty where there is none."""
    found = _IN_ADDRESS.search(urlsplit(url).path)
    return "-".join(found.groups()) if found else ""
