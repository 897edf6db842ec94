"""A record with a Statement, the answers it was read from, and days that are over."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from record.clock import Clock
from record.evidence import Capture
from record.placing import Gist, Located, Placement
from record.store import Record
from record.store.chain import Seal
from record.store.forgetting import ForgettingStore
from record.store.proofs import ProofStore
from record.store.seals import SealStore
from record.types import Post, Source
from statements.grouping import WINDOW
from tests.builders import article, entry, mirror, poll, report, source

WORDS = "there is no plan for the US"
TEXT = f"Lei Jun said {WORDS}.\nThe weather was fine."
PAGE = f"<html><body><p>{TEXT}</p></body></html>".encode()
GIST = Gist("en", terms=frozenset({"plan"}))
DAY = timedelta(days=1)


def capture(
    body: bytes = PAGE, url: str = "https://reuters.example/a", at: datetime | None = None
) -> Capture:
    headers = (("Content-Type", "text/html"), ("Date", "Mon, 23 Nov 2026 08:00:00 GMT"))
    return Capture(url, at or Clock().now(), 200, headers, body)


def record_article(record: Record, name: str = "a", text: str = TEXT, body: bytes | None = PAGE) -> None:
    """One article, fetched and waiting to be read."""
    of = source()
    record.crawl.add_sources([of])
    record.crawl.record_poll(poll(of, entry(name, Clock(timedelta(seconds=1)).now())))
    (listed,) = record.crawl.claim_listed([of.id], 1)
    answer = capture(body, listed.url) if body is not None else None
    record.crawl.record_article(listed, article(text, url=listed.url), answer)


def record_posts(record: Record, *posts: Post, captures: tuple[Capture, ...] = ()) -> Source:
    hub = mirror()
    record.crawl.add_sources([hub])
    record.crawl.record_poll(replace(poll(hub, *posts), captures=captures))
    return hub


def read_all(record: Record, *words: str) -> None:
    """Every Revision that waits is read; in each somebody says these words, and it opens Statements."""
    for claimed in record.intake.claim_revisions(50):
        said = [Located(report(each), GIST) for each in words if each in claimed.revision.text]
        record.intake.record_reports(claimed, said, lambda *_: Placement(), WINDOW)


def later(days: float = 1) -> Clock:
    """Some days after now, when today is over."""
    return Clock(timedelta(days=days))


def seal(record: Record, days: float = 1) -> list[Seal]:
    return SealStore(record.engine, later(days)).seal_days()


def proofs(record: Record, days: float = 1) -> ProofStore:
    return ProofStore(record.engine, later(days))


def forget(record: Record, public_id: str) -> ForgettingStore:
    store = ForgettingStore(record.engine, Clock())
    store.forget(store.of_statement(public_id))
    return store


def statement_ids(record: Record) -> Collection[str]:
    return [statement.public_id for statement in record.reading.statements()]
