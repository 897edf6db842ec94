"""The end of a digest, from the record: ailing Sources, and what its watches found and did not tell."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update

from record.ailments import Ailment
from record.clock import Clock
from record.digests import AilingSource, DigestEnd, Undelivered, Withheld
from record.store import Record
from record.store.engine import write
from record.store.readdressing import ELSEWHERE
from record.store.tables import alerts, deliveries, hits, sources, statements
from record.types import Alert, Gathering, Hit, Json
from statements.grouping import WINDOW
from tests.builders import record_articles, report, source
from tests.record.store.test_intake import claim_all, never_join, placed
from tests.record.store.test_sending import DESK, PASSED

NOW = Clock().now()
SLOT = NOW + timedelta(hours=1)
HOUR = timedelta(hours=1)
ALONE: list[Json] = [
    {"check": "dedup", "passed": True, "reason": "first"},
    {"check": "min_reports", "passed": False, "reason": "1 of 2 outlets"},
]
AGAIN: list[Json] = [{"check": "dedup", "passed": False, "reason": "counted with the first"}]


def judge(
    record: Record, name: str, *checks: list[Json], watch: str = "us", gathers: Gathering | None = "digest"
) -> None:
    """One Statement of its own and a Hit of it for each of these checks, each Hit of an Event."""
    record_articles(record, name)
    for own in claim_all(record):
        record.intake.record_reports(own, [placed(report(f"words of {name}"))], never_join, WINDOW)
    for claimed in record.judging.claim_events(10):
        found = [
            Hit(watch if n == 0 else f"{watch}{n}", "A watch", claimed.events[0], {})
            for n in range(len(checks))
        ]
        told = [
            hit for hit, each in zip(found, checks, strict=True) if all(check["passed"] for check in each)
        ]
        slot = SLOT if gathers else None
        made = [Alert("desk", tuple(told), gathers=gathers, slot=slot)] if told else []
        with record.judging.judging(claimed) as judging:
            judging.record(list(zip(found, checks, strict=True)), made, DESK)


def end(record: Record) -> DigestEnd:
    """Of the first Alert."""
    with record.engine.connect() as connection:
        alert_id = connection.execute(select(alerts.c.id).order_by(alerts.c.id)).scalars().first()
    return record.sending.digest_end(alert_id or 0)


def public_ids(record: Record) -> list[str]:
    with record.engine.connect() as connection:
        return list(connection.scalars(select(statements.c.public_id).order_by(statements.c.id)))


def test_what_its_watches_found_and_did_not_tell_is_named_with_the_reason(record: Record) -> None:
    judge(record, "told", PASSED)
    judge(record, "held", ALONE)
    assert end(record) == DigestEnd(withheld=(Withheld("1 of 2 outlets", (public_ids(record)[1],)),))


def test_what_was_counted_with_something_told_was_sent(record: Record) -> None:
    judge(record, "told", PASSED)
    judge(record, "again", AGAIN)
    assert not end(record)


def test_other_watches_have_their_own_digest(record: Record) -> None:
    judge(record, "told", PASSED)
    judge(record, "held", ALONE, watch="prices")
    assert not end(record)


def test_what_was_withheld_before_the_last_digest_was_told_with_that(record: Record) -> None:
    judge(record, "told", PASSED)
    judge(record, "held", ALONE)
    with write(record.engine) as connection:
        connection.execute(update(hits).where(hits.c.withheld_by.is_not(None)).values(at=SLOT - 25 * HOUR))
    assert not end(record)


def test_the_digest_before_says_how_far_back_it_looks(record: Record) -> None:
    judge(record, "earlier", PASSED)
    judge(record, "told", PASSED, gathers="quiet")
    judge(record, "held", ALONE)
    with write(record.engine) as connection:
        first, second = connection.scalars(select(alerts.c.id).order_by(alerts.c.id))
        connection.execute(update(alerts).where(alerts.c.id == first).values(slot=SLOT - 50 * HOUR))
        connection.execute(update(alerts).where(alerts.c.id == second).values(gathers="digest"))
        connection.execute(update(hits).where(hits.c.withheld_by.is_not(None)).values(at=SLOT - 40 * HOUR))
    assert [each.reason for each in record.sending.digest_end(second).withheld] == ["1 of 2 outlets"]


@pytest.mark.parametrize("gathers", ["quiet", "throttle", "burst"])
def test_only_a_digest_has_an_end(record: Record, gathers: Gathering) -> None:
    judge(record, "told", PASSED, gathers=gathers)
    judge(record, "held", ALONE)
    assert end(record) == DigestEnd()


def fall_ill(record: Record, name: str, state: str, at: datetime, polled_at: datetime = NOW) -> None:
    record.crawl.add_sources([source(name)])
    values = {"broken_at": at + HOUR, "broken_state": state, "broken_reason": "HTTP 403"}
    with write(record.engine) as connection:
        mine = update(sources).where(sources.c.id == name)
        connection.execute(mine.values(**values, last_ok_at=at, last_polled_at=polled_at))


def test_sources_that_ail_are_named_the_longest_ill_first(record: Record) -> None:
    judge(record, "told", PASSED)
    fall_ill(record, "herald/feed", "silent", NOW - 2 * HOUR)
    fall_ill(record, "courier/feed", "blocked", NOW - 3 * HOUR)
    fall_ill(record, "gone/feed", "blocked", NOW - 99 * HOUR, NOW - 98 * HOUR)
    assert end(record).sources == (
        AilingSource("Courier", Ailment("blocked", "HTTP 403"), NOW - 3 * HOUR),
        AilingSource("Herald", Ailment("silent", "HTTP 403"), NOW - 2 * HOUR),
    )


def test_messages_that_were_given_up_are_counted_by_channel_and_error(record: Record) -> None:
    judge(record, "told", PASSED)
    for name in ("one", "two", "moved"):
        judge(record, name, PASSED, gathers=None)
    with write(record.engine) as connection:
        at_once = select(alerts.c.id).where(alerts.c.gathers.is_(None)).scalar_subquery()
        mine = update(deliveries).where(deliveries.c.alert_id.in_(at_once))
        connection.execute(mine.values(state="dead", done_at=NOW, error="HTTP 404"))
        last = select(deliveries.c.id).order_by(deliveries.c.id.desc()).limit(1).scalar_subquery()
        connection.execute(update(deliveries).where(deliveries.c.id == last).values(error=ELSEWHERE))
    assert end(record).undelivered == (Undelivered("desk", "HTTP 404", 2),)
