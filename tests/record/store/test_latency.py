"""The latency ledger reads what every stage leaves behind, whatever the order in which it came."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Table, insert, select, update

from record.clock import Clock
from record.passage import Passage
from record.store import Record
from record.store.engine import database_now, write
from record.store.tables import (
    alerts,
    captures,
    deliveries,
    documents,
    events,
    hits,
    reports,
    revision_captures,
    revisions,
)
from record.types import Alert, Hit, SendClass, SendResult
from statements.grouping import WINDOW
from tests.builders import EPOCH, record_articles, report
from tests.record.store.test_intake import claim_all, never_join, placed
from tests.record.store.test_sending import LEASE, MESSAGE, PASSED, claim_one, judged

AT = {  # seconds after the beginning of that day
    "published": 100,
    "listed": 160,
    "fetched": 161,
    "recorded": 163,
    "extracted": 166,
    "matched": 170,
    "decided": 175,
    "due": 775,
    "delivered": 780,
}


def at(step: str) -> datetime:
    return EPOCH + timedelta(seconds=AT[step])


def put(connection: Connection, table: Table, **values: Any) -> None:
    connection.execute(update(table).values(**values))


def delivered(record: Record, recipients: dict[str, tuple[str, ...]] | None = None) -> None:
    """One article with one Report, told and sent, with these times."""
    judged(record, PASSED, recipients or {"desk": ("somebody",)})
    for _ in range(sum(len(each) for each in (recipients or {"desk": ("somebody",)}).values())):
        delivery = claim_one(record)
        attempt = record.sending.begin_attempt(delivery, MESSAGE, LEASE)
        record.sending.acknowledge(delivery, attempt, SendResult(SendClass.OK, 200), None)
    with write(record.engine) as connection:
        put(connection, documents, first_seen_at=at("listed"), kind="article")
        put(connection, revisions, published_at=at("published"), observed_at=at("recorded"))
        put(connection, reports, recorded_at=at("extracted"))
        put(connection, hits, at=at("matched"))
        put(connection, alerts, at=at("decided"))
        put(connection, deliveries, due_at=at("due"), sent_at=at("delivered"))
        capture(connection)


def capture(connection: Connection) -> None:
    kept = {"url": "u", "fetched_at": at("fetched"), "status": 200, "headers": [], "sha256": "0", "size": 1}
    (capture_id,) = connection.execute(insert(captures).values(**kept).returning(captures.c.id)).one()
    (revision_id,) = connection.execute(select(revisions.c.id)).one()
    link = {"revision_id": revision_id, "capture_id": capture_id}
    connection.execute(insert(revision_captures).values(**link))


def change(record: Record, table: Table, **values: Any) -> None:
    with write(record.engine) as connection:
        put(connection, table, **values)


def passages(record: Record, **which: str) -> list[Passage]:
    return list(record.latency.passages(EPOCH, **which))


def test_each_step_has_the_time_that_its_stage_left(record: Record) -> None:
    delivered(record)
    (passage,) = passages(record)
    assert {name: getattr(passage, name) for name in AT} == {name: at(name) for name in AT}
    assert (passage.source, passage.channel) == ("reuters/feed", "desk")
    assert {step.name: seconds for step, seconds in passage.lapses()} == {
        "published → listed": 60,
        "listed → fetched": 1,
        "fetched → recorded": 2,
        "recorded → extracted": 3,
        "extracted → matched": 4,
        "matched → decided": 5,
        "decided → due": 600,
        "due → delivered": 5,
    }
    assert passage.ours == 20, "neither what its Source took nor what was wanted"


def test_a_text_that_says_when_dates_the_saying(record: Record) -> None:
    delivered(record)
    change(record, reports, body={**_body(record), "said_at": EPOCH.isoformat()})
    (passage,) = passages(record)
    assert passage.said == EPOCH
    change(record, reports, body={**_body(record), "said_at": (at("published") + LEASE).isoformat()})
    assert passages(record)[0].said is None, "what lies ahead of its own report is not believed"


def _body(record: Record) -> dict[str, Any]:
    with write(record.engine) as connection:
        return dict(connection.execute(select(reports.c.body)).scalar_one())


@pytest.mark.parametrize(
    ("of_revision", "why"),
    [
        ({"published_at": None}, "nobody says when"),
        ({"published_raw": "2026-11-23"}, "a day alone would begin at midnight"),
        ({"changes": {"added": [], "removed": []}}, "nobody says when a later Revision was published"),
        ({"published_at": at("fetched") + timedelta(hours=1)}, "it is dated ahead"),
    ],
)
def test_where_nobody_says_when_it_was_published_that_step_is_left_out(
    record: Record, of_revision: dict[str, Any], why: str
) -> None:
    delivered(record)
    change(record, revisions, **of_revision)
    assert passages(record)[0].published is None, why


@pytest.mark.parametrize("written", ["2026-11-23T06:01:40Z", "Mon, 23 Nov 2026 06:01:40 GMT", "1795413700"])
def test_a_date_with_a_time_of_day_counts(record: Record, written: str) -> None:
    delivered(record)
    change(record, revisions, published_raw=written)
    assert passages(record)[0].published == at("published")


def test_a_post_is_listed_as_it_is_fetched(record: Record) -> None:
    delivered(record)
    change(record, documents, kind="post")
    assert passages(record)[0].listed == at("fetched")


def test_without_the_answer_itself_it_was_fetched_when_it_was_recorded(record: Record) -> None:
    delivered(record)
    with write(record.engine) as connection:
        connection.execute(revision_captures.delete())
    (passage,) = passages(record)
    assert (passage.fetched, passage.listed) == (at("recorded"), at("listed"))


def test_what_went_out_before_its_time_was_due_then(record: Record) -> None:
    delivered(record)
    change(record, deliveries, due_at=at("delivered") + LEASE)
    (passage,) = passages(record)
    assert passage.due == at("delivered")


def test_clocks_that_cross_make_no_step_negative(record: Record) -> None:
    delivered(record)
    change(record, reports, recorded_at=at("recorded") - timedelta(seconds=2))
    assert min(seconds for _, seconds in passages(record)[0].lapses()) == 0


def test_a_report_counts_once_a_channel(record: Record) -> None:
    delivered(record, {"desk": ("a", "b"), "phone": ("c",)})
    assert sorted(passage.channel for passage in passages(record)) == ["desk", "phone"]
    assert [passage.channel for passage in passages(record, channel="phone")] == ["phone"]


def test_source_and_time_narrow_it(record: Record) -> None:
    delivered(record)
    assert len(passages(record, source="reuters/feed")) == 1
    assert passages(record, source="other") == []
    assert list(record.latency.passages(at("delivered") + LEASE)) == []


@pytest.mark.parametrize("values", [{"state": "pending"}, {"state": "dead"}, {"purpose": "fallback"}])
def test_what_did_not_arrive_and_what_is_late_on_purpose_do_not_count(
    record: Record, values: dict[str, str]
) -> None:
    delivered(record)
    change(record, deliveries, **values)
    assert passages(record) == []


def test_an_edit_has_no_time_of_its_own(record: Record) -> None:
    delivered(record)
    change(record, events, kind="edited")
    assert passages(record) == []


def test_the_passages_of_one_statement(record: Record) -> None:
    delivered(record)
    (passage,) = passages(record)
    assert record.latency.of_statement(passage.statement) == [passage]
    assert record.latency.of_statement("st_other") == []


def test_what_the_stages_really_leave_is_in_order(record: Record) -> None:
    judged(record)
    delivery = claim_one(record)
    attempt = record.sending.begin_attempt(delivery, MESSAGE, LEASE)
    record.sending.acknowledge(delivery, attempt, SendResult(SendClass.OK, 200), None)
    (passage,) = record.latency.passages(EPOCH - timedelta(days=9999))
    told = [getattr(passage, name) for name in ("extracted", "matched", "decided", "due", "delivered")]
    assert told == sorted(told)


def test_a_hit_has_the_time_at_which_the_rules_were_done_with_it(record: Record) -> None:
    record_articles(record, "one")
    record.intake.record_reports(claim_all(record)[0], [placed(report())], never_join, WINDOW)
    (claimed,) = record.judging.claim_events(10)
    hit = Hit("us", "Xiaomi in the US", claimed.events[0], {})
    with record.judging.judging(claimed) as judging:
        while database_now(judging.connection, Clock()) <= judging.now:
            pass  # the rules take a while
        judging.record([(hit, PASSED)], [Alert("desk", (hit,))], {"desk": ("somebody",)})
        began = judging.now
        at = [judging.connection.execute(select(table.c.at)).scalar_one() for table in (hits, alerts)]
    assert began < at[0] <= at[1]
