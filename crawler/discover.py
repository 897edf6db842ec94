"""Finding where a site can be read: what is asked, in which order, and what the answers were worth. No I/O.

A Survey says which addresses to ask next and takes the answers, wave by wave: the home page and robots.txt;
what these name; what those name; the usual places only where nothing better was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from urllib.parse import urljoin

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from crawler.outcomes import judge_failure
from crawler.pages.page import parse_page
from crawler.reading.answers import Answer, judge, judge_error
from crawler.reading.feeds import absolute, read_feed
from crawler.reading.homepage import feed_links, section_links, subject_of
from crawler.reading.linkscores import score_links
from crawler.reading.sitemaps import read_index, read_sitemap
from record.errors import OnrecordError, UnreadableFeed
from record.types import Entry, Outcome, Schedule, Source

MOST = 25  # addresses that are asked in all
USUAL_FEEDS = (
    *("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feeds/posts/default"),
)
USUAL_SITEMAPS = ("/news-sitemap.xml", "/sitemap-news.xml", "/sitemap_news.xml", "/sitemap.xml")
_MOST_NAMED = 6  # feeds of one page
_MOST_SITEMAPS = 4  # of one robots.txt
_MOST_CHILDREN = 3  # of one index
_MOST_SECTIONS = 4
_SITEMAP = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)

Kind = Literal["home", "robots", "section", "feed", "sitemap"]


@dataclass(frozen=True, slots=True)
class Probe:
    """One address to ask, what is expected there, and who named it."""

    kind: Kind
    url: str
    why: str  # "link rel=alternate", "robots.txt", "a usual place", …
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An address that answered with entries."""

    format: Literal["feed", "sitemap", "list"]
    url: str
    why: str
    entries: tuple[Entry, ...]
    subject: str | None = None

    @property
    def newest(self) -> datetime | None:
        return max((entry.published_at for entry in self.entries if entry.published_at), default=None)

    @property
    def dated(self) -> float:
        """Share of the entries that say when they were published."""
        return sum(entry.published_at is not None for entry in self.entries) / len(self.entries)

    @property
    def titled(self) -> float:
        return sum(bool(entry.title) for entry in self.entries) / len(self.entries)


@dataclass(frozen=True, slots=True)
class Tried:
    """How one Probe ended."""

    probe: Probe
    outcome: Outcome
    reason: str
    entries: int = 0


class Survey:
    """The search at one site: ask for `next` after every answer, until there is none and nothing pends."""

    def __init__(self, address: str, now: datetime) -> None:
        """`address` is a domain, or the address of a page or a feed."""
        self.address = address
        self.now = now
        self.home: HtmlElement | None = None
        self.home_url = address if "://" in address else f"https://{address}/"
        self.tried: list[Tried] = []
        self.candidates: list[Candidate] = []
        self._asked: set[str] = set()
        self._pending = 0
        self._found: list[Probe] = []  # what answers have named, to be asked in the next wave
        self._waves = iter((self._first, self._plainly, self._named, self._named, self._usual, self._named))

    def next(self) -> list[Probe]:
        """The next wave, once the last one has been answered; empty at the end."""
        if self._pending:
            return []
        for wave in self._waves:
            probes = self._fresh(wave())
            if probes:
                self._pending = len(probes)
                return probes
        return []

    def answered(self, probe: Probe, answer: Answer) -> None:
        verdict = judge(answer)
        try:
            found = None if verdict else self._read(probe, answer)
        except OnrecordError as error:
            verdict, found = judge_error(error), None
        outcome, reason = verdict or (Outcome.OK, "")
        self._end(Tried(probe, outcome, reason, len(found.entries) if found else 0))
        if found:
            self.candidates.append(found)

    def failed(self, probe: Probe, error: BaseException | None) -> None:
        """It brought no answer."""
        self._end(Tried(probe, *judge_failure(error)))

    def _end(self, tried: Tried) -> None:
        self.tried.append(tried)
        self._pending -= 1

    def _fresh(self, probes: Iterable[Probe]) -> list[Probe]:
        """Each address once, and no more than MOST in all."""
        fresh = {probe.url: probe for probe in probes if probe.url not in self._asked}
        chosen = list(fresh.values())[: MOST - len(self._asked)]
        self._asked.update(probe.url for probe in chosen)
        return chosen

    # ------------------------------------------------------------ the waves

    def _first(self) -> list[Probe]:
        robots = Probe("robots", urljoin(self.home_url, "/robots.txt"), "the usual place")
        return [Probe("home", self.home_url, "the home page"), robots]

    def _plainly(self) -> list[Probe]:
        """A domain without a certificate is asked as it can be."""
        unreachable = any(
            tried.outcome is Outcome.UNREACHABLE and tried.probe.kind == "home" for tried in self.tried
        )
        if not unreachable or "://" in self.address:
            return []
        self.home_url = f"http://{self.address}/"
        return self._first()

    def _named(self) -> list[Probe]:
        found, self._found = self._found, []
        return found

    def _usual(self) -> Iterator[Probe]:
        """Only where the site answers, and names nothing itself."""
        if self.home is None:
            return
        if not any(one.format == "feed" for one in self.candidates):
            yield from (Probe("feed", urljoin(self.home_url, path), "a usual place") for path in USUAL_FEEDS)
        if not any(one.format == "sitemap" and one.titled for one in self.candidates):
            yield from (
                Probe("sitemap", urljoin(self.home_url, path), "a usual place") for path in USUAL_SITEMAPS
            )

    # ------------------------------------------------------------ the answers

    def _read(self, probe: Probe, answer: Answer) -> Candidate | None:
        """What the answer is worth; what it names is remembered. Raises OnrecordError."""
        if probe.kind == "robots":
            self._found += _sitemaps_of(answer)
            return None
        if probe.kind in ("home", "section") and not _is_xml(answer):
            return self._read_page(probe, answer)
        if probe.kind == "sitemap" and (children := read_index(answer)):
            urls = [child.url for child in children[:_MOST_CHILDREN]]
            self._found += [Probe("sitemap", url, f"the index {probe.url}") for url in urls]
            return None
        return self._read_entries(probe, answer)

    def _read_page(self, probe: Probe, answer: Answer) -> Candidate | None:
        tree = parse_page(answer.text, answer.url).tree
        feeds = feed_links(tree, answer.url)[:_MOST_NAMED]
        where = "its home page" if probe.kind == "home" else f"its section {probe.url}"
        self._found += [Probe("feed", url, where, probe.subject or subject_of(url)) for url in feeds]
        if probe.kind == "home":
            self.home, self.home_url = tree, answer.url
            sections = section_links(tree, answer.url)[:_MOST_SECTIONS]
            self._found += [Probe("section", each.url, "a section", each.subject) for each in sections]
        links = score_links(tree, answer.url)
        entries = tuple(Entry(link.url, link.title) for link in links)
        return Candidate("list", answer.url, probe.why, entries, probe.subject) if entries else None

    def _read_entries(self, probe: Probe, answer: Answer) -> Candidate | None:
        kind: Literal["feed", "sitemap"] = "sitemap" if probe.kind == "sitemap" else "feed"
        source = Source("", "news", kind, probe.url, "", "", Schedule(every=60))
        try:
            entries = (read_sitemap if kind == "sitemap" else read_feed)(answer, source, self.now)
        except UnreadableFeed:
            if probe.kind != "home":
                raise
            kind, entries = "sitemap", read_sitemap(answer, source, self.now)
        return Candidate(kind, probe.url, probe.why, entries, probe.subject) if entries else None


def _is_xml(answer: Answer) -> bool:
    """A feed or a sitemap where a page was asked for: that is what the user has."""
    start = answer.text.lstrip()[:500].lower()
    return start.startswith(("<?xml", "<rss", "<feed", "<urlset", "{")) and "<html" not in start


def _sitemaps_of(answer: Answer) -> list[Probe]:
    """Those that robots.txt names, with news in the name before the others."""
    named = (absolute(answer.url, url) for url in _SITEMAP.findall(answer.text))
    urls = sorted(dict.fromkeys(url for url in named if url), key=lambda url: "news" not in url.lower())
    return [Probe("sitemap", url, "robots.txt") for url in urls[:_MOST_SITEMAPS]]
