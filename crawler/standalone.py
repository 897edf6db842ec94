"""A crawl without the service: `scrapy crawl news -a source=ID`, recorded where RECORD_URL is set."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from scrapy import signals
from scrapy.crawler import Crawler

from crawler.agenda import Recorded
from crawler.browser import with_browser
from crawler.catalog import BUNDLED, load_catalog
from crawler.rechecks import Rechecks
from crawler.tasks import Agenda
from crawler.unrecorded import Unrecorded
from record.clock import Clock
from record.errors import OnrecordError
from record.people import load_people
from record.problems import closest, render
from record.types import Source

if TYPE_CHECKING:
    from record.store import Record


class NoRecord(OnrecordError):
    """RECORD_URL is not set."""


class UnknownSource(OnrecordError):
    """`-a source=` names nothing that is known, or the file of Sources has Problems."""


def agenda_of(wanted: str | None, kind: Literal["news", "posts"], crawler: Crawler, clock: Clock) -> Agenda:
    """The Agenda of the Sources that `wanted` names: one, or all of a site. Raises UnknownSource."""
    usable = _usable(wanted, kind, crawler)
    if crawler.settings.get("RECORD_URL"):
        return recorded(usable, crawler, clock)
    return Unrecorded(usable.values(), crawler.settings.getint("ONRECORD_IN_FLIGHT"))


def rechecks_of(wanted: str | None, crawler: Crawler, clock: Clock) -> Rechecks:
    """What is due again of the Sources that `wanted` names. Raises UnknownSource, NoRecord."""
    usable = _usable(wanted, "news", crawler)
    if not crawler.settings.get("RECORD_URL"):
        way = f"scrapy crawl recheck -a source={wanted} -s RECORD_URL=sqlite:///onrecord.db"
        raise NoRecord(f"only what was recorded can be looked at again; name the record: {way}")
    return Rechecks(_open(crawler, clock).rechecks, usable, endless=False)


def _usable(wanted: str | None, kind: Literal["news", "posts"], crawler: Crawler) -> dict[str, Source]:
    known = known_sources(crawler.settings.get("ONRECORD_SOURCES") or "")
    chosen = [
        source for id, source in known.items() if wanted and (id == wanted or id.startswith(f"{wanted}/"))
    ]
    usable = {source.id: source for source in chosen if source.spider == kind}
    if not usable:
        raise UnknownSource(_why_not(wanted, kind, chosen, known))
    if any(source.browser for source in usable.values()):
        with_browser(crawler.settings)
    return usable


def known_sources(path: str) -> dict[str, Source]:
    """Every bundled Source, used or not, and the user's. Raises UnknownSource with the file's Problems."""
    people, _ = load_people()
    accounts = [(speaker, account) for speaker in people.all() for account in speaker.accounts]
    bundled, _ = load_catalog([BUNDLED])
    own, problems = load_catalog([BUNDLED, Path(path)], accounts) if path else ({}, [])
    wrong = [problem for problem in problems if problem.severity == "error"]
    if wrong:
        lines = Path(path).read_text("utf-8").splitlines() if Path(path).is_file() else []
        raise UnknownSource("\n" + "\n".join(render(problem, lines) for problem in wrong))
    return {**bundled, **own}


def recorded(sources: Mapping[str, Source], crawler: Crawler, clock: Clock) -> Recorded:
    """An Agenda on which all these Sources are due once; its record is closed when the spider closes."""
    record = _open(crawler, clock)
    record.crawl.add_sources(sources.values())
    in_flight = crawler.settings.getint("ONRECORD_IN_FLIGHT")
    agenda = Recorded(record.crawl, sources, endless=False, in_flight=in_flight)
    for id in sources:
        agenda.due(id)
    return agenda


def _open(crawler: Crawler, clock: Clock) -> Record:
    """The record of RECORD_URL, for as long as the spider is open."""
    from record.store import open_record  # only now: `scrapy list` opens no database

    record = open_record(crawler.settings["RECORD_URL"], clock)
    # Not weak: nobody else holds this record.
    crawler.signals.connect(record.close, signal=signals.spider_closed, weak=False)
    record.enter()
    return record


def _why_not(wanted: str | None, kind: str, chosen: list[Source], known: Mapping[str, Source]) -> str:
    ids = [id for id, source in known.items() if source.spider == kind]
    if chosen:
        return f"{wanted} is crawled by: scrapy crawl {chosen[0].spider} -a source={wanted}"
    if not wanted:
        return f"name a Source: scrapy crawl {kind} -a source=ID (known: {', '.join(ids) or 'none'})"
    guess = closest(wanted, ids)
    meant = f"; did you mean {guess!r}?" if guess else ""
    return f"no Source {wanted!r} for {kind}{meant}\nTo see them all: scrapy crawl {kind}"
