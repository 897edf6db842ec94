"""What a Survey found, ranked, and the site's file that it comes to. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from crawler.discover import Candidate, Survey
from crawler.reading.homepage import SUBJECT_WORDS, declared_name, site_lang, site_name
from crawler.sitefiles import SiteDraft, id_of_host
from record.urls import document_key, host_of

STALE = timedelta(days=30)  # a feed whose newest entry is older is left behind
FRESH = timedelta(days=3)
FEWEST_LISTED = 5  # links that make a page a list
_MOST_FEEDS = 4
_SAME = 0.8  # of the entries
_OFFSET = re.compile(r"([+-]\d{2}):?(\d{2})$|\b(EST|EDT|PST|PDT|BST|CST)$")
# What a site that writes them probably means; UTC is written by machines and says nothing.
_ZONES = {
    "+0800": "Asia/Shanghai",
    "+0900": "Asia/Tokyo",
    "+0530": "Asia/Kolkata",
    **dict.fromkeys(("-0500", "-0400", "EST", "EDT"), "America/New_York"),
    **dict.fromkeys(("-0800", "-0700", "PST", "PDT"), "America/Los_Angeles"),
    "BST": "Europe/London",
}
_ZONE_TO_SAY = "zone: say where its dates are written, where they name none (as Europe/London)"


@dataclass(frozen=True, slots=True)
class Ranked:
    """A Candidate and what speaks against it; nothing does where it is proposed."""

    candidate: Candidate
    against: str = ""


def rank(candidates: Sequence[Candidate], now: datetime) -> list[Ranked]:
    """Best first: fresh before old, dated and titled before bare, feeds and news sitemaps before pages."""
    ranked: list[Ranked] = []
    for candidate in sorted(candidates, key=lambda one: _worth(one, now), reverse=True):
        chosen = [each.candidate for each in ranked if not each.against]
        ranked.append(Ranked(candidate, _against(candidate, chosen, now)))
    return ranked


def _worth(one: Candidate, now: datetime) -> tuple[object, ...]:
    fresh = one.newest is not None and now - one.newest <= FRESH
    general = one.subject is None  # the whole before its parts
    size = min(len(one.entries), 50)
    return (
        one.format != "list",
        fresh,
        round(one.dated + one.titled, 1),
        general,
        size,
        one.newest.timestamp() if one.newest else 0.0,
    )


def _against(one: Candidate, chosen: Sequence[Candidate], now: datetime) -> str:
    if one.newest and now - one.newest > STALE:
        return f"its newest entry is {(now - one.newest).days} days old"
    same = next((other for other in chosen if other.format == one.format and _covers(other, one)), None)
    if same:
        return f"the same entries as {same.url}"
    if one.format == "sitemap" and not one.titled and chosen:
        return "a sitemap without titles lists more than news"
    if one.format == "list" and chosen:
        return "not needed beside the others"
    if one.format == "list" and (len(one.entries) < FEWEST_LISTED):
        return f"no more than {len(one.entries)} of its links look like articles"
    if sum(other.format == one.format for other in chosen) >= {"feed": _MOST_FEEDS}.get(one.format, 1):
        return "one more of its kind"
    return ""


def _covers(other: Candidate, one: Candidate) -> bool:
    there = {document_key(entry.url) for entry in other.entries}
    here = {document_key(entry.url) for entry in one.entries}
    return len(here & there) >= _SAME * len(here)


def propose(
    survey: Survey, ranked: Sequence[Ranked], allow_private: tuple[str, ...] = ()
) -> SiteDraft | None:
    """The site's file, or None where nothing speaks for any address."""
    chosen = [each.candidate for each in ranked if not each.against]
    if not chosen:
        return None
    zone = zone_of(chosen)
    return SiteDraft(
        id=id_of_host(survey.home_url),
        name=_name(survey),
        lang=_lang(survey, chosen),
        zone=zone,
        about=_about(chosen),
        feeds=tuple(one.url for one in chosen if one.format == "feed"),
        sitemap=next((one.url for one in chosen if one.format == "sitemap"), None),
        list_url=next((one.url for one in chosen if one.format == "list"), None),
        allow_private=allow_private,
        read_at=f"onrecord sources discover, {survey.now:%Y-%m-%d}: {_whence(chosen)}",
        notes=tuple(_notes(zone, ranked)),
    )


def _name(survey: Survey) -> str:
    of_page = site_name if _is_front(survey.address) else declared_name
    named = of_page(survey.home) if survey.home is not None else None
    return named or host_of(survey.home_url).removeprefix("www.")


def _is_front(address: str) -> bool:
    """A domain, or a site's first page: its title names the site, that of a section the section."""
    return "://" not in address or urlsplit(address).path in ("", "/")


def _lang(survey: Survey, chosen: Sequence[Candidate]) -> str | None:
    titles = " ".join(entry.title for one in chosen for entry in one.entries[:50])
    return site_lang(survey.home, titles) if survey.home is not None else None


def _about(chosen: Sequence[Candidate]) -> tuple[str, ...]:
    """Only where every address is of one subject or another: a front page is about everything."""
    subjects = {one.subject for one in chosen}
    return tuple(subject for subject in SUBJECT_WORDS if subject in subjects) if None not in subjects else ()


def _whence(chosen: Sequence[Candidate]) -> str:
    return "; ".join(dict.fromkeys(one.why for one in chosen))


def zone_of(candidates: Sequence[Candidate]) -> str | None:
    """The zone that the offsets of all dates agree on, or None."""
    raws = [entry.published_raw.strip() for one in candidates for entry in one.entries if entry.published_raw]
    found = Counter(
        "".join(part for part in match.groups() if part) for raw in raws if (match := _OFFSET.search(raw))
    )
    zones = {_ZONES.get(offset) for offset in found}
    return zones.pop() if len(zones) == 1 and found.total() == len(raws) else None


def _notes(zone: str | None, ranked: Sequence[Ranked]) -> Iterator[str]:
    yield f"zone: {zone} is a guess by the offsets of its dates" if zone else _ZONE_TO_SAY
    others = [each for each in ranked if each.against]
    if others:
        yield "not proposed:"
    yield from (f"- {each.candidate.format} {each.candidate.url}: {each.against}" for each in others)
