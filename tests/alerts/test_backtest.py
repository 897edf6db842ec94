"""A backtest is what live did: over a real record, on both databases."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from alerts.backtest import backtest, shares
from alerts.backtested import lines
from alerts.dispatch import Dispatch
from alerts.replay import Replay
from alerts.rules import parse
from alerts.watches import DEFAULT_ON, Channel, Watch, Watchlist
from record.clock import Clock
from record.people import People
from record.store import Record
from record.store.engine import read, write
from record.store.tables import events, hits, reports
from record.types import EventKind, Json
from tests.alerts.test_retold import happen, say
from tests.builders import LEI_JUN, post
from tests.record.store.test_amending import HUB, OTHER, PLAN, ROUND, Reader, written

UTC = ZoneInfo("UTC")
PEOPLE = People([replace(LEI_JUN, pronoun="he")])
Made = tuple[str, int, tuple[tuple[str, bool, str], ...]]


def watch(id: str, when: str, **changes: object) -> Watch:
    made = Watch(id, id.title(), ("lei-jun",), parse(when).rule, when, ("desk",))
    return replace(made, **changes)  # type: ignore[arg-type]


def watchlist(*watches: Watch) -> Watchlist:
    return Watchlist(watches, {"desk": Channel("desk", "json://127.0.0.1")}, PEOPLE)


WATCHES = watchlist(
    watch("market", "market OR cars"),
    watch("trial", "Hefei", status="test"),
    watch("two", "market", min_reports=2),
    watch("waits", "market", first_party="prefer", on=DEFAULT_ON | {EventKind.ORIGINAL}),
    watch("all", "market", rule=None, on=frozenset(EventKind)),
    watch("never", "zeppelin"),
)


def judge_live(record: Record, of: Watchlist = WATCHES) -> None:
    dispatch = Dispatch(record.judging, of, {"desk": ("somebody",)})
    while asyncio.run(dispatch.work()):
        pass


def recorded(record: Record) -> list[Made]:
    with read(record.engine) as connection:
        rows = connection.execute(select(hits).order_by(hits.c.event_id, hits.c.watch_id)).all()
    return [(row.watch_id, row.event_id, _checks(row.checks)) for row in rows]


def replayed(record: Record, of: Watchlist = WATCHES) -> list[Made]:
    replay, found = Replay(of), list[Made]()
    for batch in record.replaying.batches(record.replaying.stretch()):
        for each in replay.judge(batch):
            verdicts = [verdict.as_json() for verdict in each.verdicts]
            found.append((each.watch.id, each.hit.event.id, _checks(verdicts)))
    return sorted(found, key=lambda made: (made[1], made[0]))


def _checks(checks: Iterable[Json]) -> tuple[tuple[str, bool, str], ...]:
    return tuple((each["check"], each["passed"], each["reason"]) for each in checks)


def live_through(record: Record) -> None:
    """Posts that are edited, deleted and shown again, and articles of which some join; judged as it goes."""
    reader = Reader(record)
    shown = [(PLAN, ROUND), (OTHER, ROUND), (ROUND,), (PLAN, ROUND), (OTHER, ROUND)]
    for lines_shown in shown:
        reader.show(HUB, written(*lines_shown))
        judge_live(record)
    reader.delete(HUB, post("2", "Good morning to all of you."))
    judge_live(record)
    first = say(record, "there is no plan for the US market")
    judge_live(record)
    say(record, "the US market is not for us", joined=True)
    happen(record, EventKind.REVERSED, first, first)
    judge_live(record)


def test_a_backtest_gives_the_hits_that_live_recorded(record: Record) -> None:
    live_through(record)
    made = recorded(record)
    assert {id for id, _, _ in made} >= {"market", "trial", "all"}
    assert any(not passed for _, _, checks in made for _, passed, _ in checks)
    assert replayed(record) == made


def test_what_live_judged_late_is_judged_with_what_was_there_then(record: Record) -> None:
    say(record, "there is no plan for the US market")
    say(record, "the US market is not for us", joined=True)
    judge_live(record)
    assert replayed(record) == recorded(record)


def test_an_event_that_nobody_judged_sees_the_reports_of_its_time(record: Record) -> None:
    say(record, "there is no plan for the US market")
    say(record, "the US market is not for us", joined=True)
    batches = list(record.replaying.batches(record.replaying.stretch()))
    seen = [len(event.statement.reports) for batch in batches for event in batch.events if event.statement]
    assert seen == [1, 2]


def test_chunks_change_nothing(record: Record, monkeypatch: object) -> None:
    live_through(record)
    whole = replayed(record)
    from record.store import replaying

    before, replaying.CHUNK = replaying.CHUNK, 2
    try:
        assert replayed(record) == whole
    finally:
        replaying.CHUNK = before


def test_what_was_told_before_the_stretch_is_not_told_in_it(record: Record) -> None:
    say(record, "there is no plan for the US market")
    with write(record.engine) as connection:
        connection.execute(update(events).values(at=Clock().now() - timedelta(days=40)))
        connection.execute(update(reports).values(recorded_at=Clock().now() - timedelta(days=40)))
    say(record, "the US market is not for us", joined=True)
    since = Clock().now() - timedelta(days=30)
    tested = backtest(record.replaying, watchlist(watch("market", "market")), since)
    assert (tested.stretch.events, tested.stretch.statements) == (1, 1)
    assert [each.total for each in tested.fires] == [0]


def test_it_says_what_another_file_tells_and_why_this_one_does_not(record: Record) -> None:
    say(record, "there is no plan for the US market", "our plant in Hefei opens in June")
    ours = watchlist(watch("us", "Hefei"), watch("same", "June"), watch("never", "zeppelin"))
    theirs = watchlist(watch("us", "market"), watch("same", "opens"), watch("gone", "plan"))
    tested = backtest(record.replaying, ours, against=theirs)
    assert tested.differences is not None
    told = {each.id: (each.new, each.lost, each.only) for each in tested.differences}
    assert told == {"us": (1, 1, ""), "same": (0, 0, ""), "never": (0, 0, "here"), "gone": (0, 1, "there")}
    us = tested.differences[0]
    assert [each.why for each in us.new_samples] == ["matched “Hefei”"]
    assert "Hefei" in us.lost_samples[0].why
    assert us.lost_samples[0].why.startswith("missing")
    shown = "\n".join(lines(tested, UTC))
    assert "Us: +1 new, -1 lost" in shown
    assert "never fires: Never" in shown
    assert shares(record.replaying, ours) == {"us": 0.5, "same": 0.5, "never": 0.0}


def test_an_empty_record_gives_no_shares(record: Record) -> None:
    assert shares(record.replaying, WATCHES) == {}
    assert lines(backtest(record.replaying, WATCHES), UTC) == ["the record has no statement in this time"]


def test_the_newest_reports_come_first(record: Record) -> None:
    say(record, "there is no plan", "our plant opens in June")
    assert [each.report.text for each in record.replaying.latest()] == [
        "our plant opens in June",
        "there is no plan",
    ]
    assert [each.report.text for each in record.replaying.latest(most=1)] == ["our plant opens in June"]
