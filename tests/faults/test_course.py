"""Any course of crawls, crashes, answers, clocks, edits of rules and replays, against a model of what must
have arrived. In one process, on SQLite: a crash is an error that nothing catches, at a point of it."""

from __future__ import annotations

import asyncio
import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import ClassVar
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import func, select, update

from alerts.channels import recipient_ids
from alerts.dispatch import Dispatch
from alerts.outbox import Outbox
from alerts.watches import Channel, Watch
from alerts.watchlist import Watchlist
from record import failpoints
from record.clock import Clock
from record.people import People
from record.store import open_record
from record.store.engine import read, write
from record.store.tables import deliveries, events
from record.types import Message, SendClass, SendResult
from statements.grouping import WINDOW
from tests.builders import LEI_JUN, record_articles, report, source
from tests.record.store.test_intake import never_join, placed

HOUR = timedelta(hours=1)
ROUNDS = 40  # an hour apart, after which nothing may be open
URLS = {"desk": "json://127.0.0.1:9/desk", "phone": "json://127.0.0.1:9/phone"}
WATCH = Watch("all", "All that he says", people=("lei-jun",), notify=tuple(URLS))
PEOPLE = People([LEI_JUN])
POINTS = tuple(point for point in failpoints.POINTS if point.startswith(("judge.", "deliver.", "record.")))
ANSWERS = {  # how a sending ends, and whether the message has arrived
    "taken": (SendResult(SendClass.OK), True),
    "refused": (SendResult(SendClass.NOT_SENT, detail="no connection"), False),
    "busy": (SendResult(SendClass.TRANSIENT, 503, detail="HTTP 503"), False),
    "taken, not said": (SendResult(SendClass.IN_DOUBT, detail="no answer in time"), True),
    "silent": (SendResult(SendClass.IN_DOUBT, detail="no answer in time"), False),
    "never": (SendResult(SendClass.PERMANENT, 400, detail="HTTP 400"), False),
}


class Crash(BaseException):
    """What nothing catches."""


@dataclass
class Receiver:
    """A sender that sends nothing: it writes down what would have arrived."""

    arrived: list[tuple[str, str, bool]] = field(default_factory=list)  # channel, mark, flagged
    answer: str = "taken"
    workers: int = 1

    async def send(self, url: str, message: Message, _key: str) -> SendResult:
        failpoints.reach("deliver.connected")
        result, arrives = ANSWERS[self.answer]
        if arrives:
            text = " ".join(f"{message.subject} {message.text} {message.fields}".split())
            flagged = "possible repeat" in text.lower() or "'possible_repeat': True" in text
            # A bundle has several, one that tells the operator of a Channel has none.
            for mark in sorted(set(re.findall(r"mark\D{0,2}(\d+)", text))):
                self.arrived.append((url.rpartition("/")[2], mark, flagged))
            failpoints.reach("deliver.accepted")
        return result


@cache
def _template() -> Path:
    """A record that knows its Source: what is dated from now on is told, wherever the clock goes."""
    path = Path(tempfile.mkdtemp(prefix="course")) / "template.db"
    record = open_record(f"sqlite:///{path}", Clock())
    record.crawl.add_sources([source()])
    record.close()
    return path


class Course(RuleBasedStateMachine):
    """`told` is what has been judged: it must arrive, or lie among the dead, at every Channel."""

    steps: ClassVar[int] = 0

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="course")
        self.offset, self.number = timedelta(), 0
        self.receiver, self.watch = Receiver(), WATCH
        self.doubts = 0  # ends that nobody knows: each may be followed by one repeat
        shutil.copy(_template(), f"{self.folder.name}/onrecord.db")
        self.record = open_record(f"sqlite:///{self.folder.name}/onrecord.db", Clock())
        self.record.enter()

    def _reopen(self) -> None:
        """Another runner, alone, with the clock as it is now."""
        self.record.presence.leave()
        for store in (self.record.judging, self.record.sending, self.record.intake):
            store._clock = Clock(self.offset)
        self.record.enter()

    def _run(self, work: Callable[[], object], crash: str | None, time: int) -> None:
        """Work, or crash at that point; then another runner takes over."""
        type(self).steps += 1
        left = time

        def hook(point: str) -> None:
            nonlocal left
            left -= point == crash
            if point == crash and left == 0:
                raise Crash(point)

        failpoints.set_hook(hook)
        try:
            work()
        except Crash:
            self.doubts += 1
        finally:
            failpoints.set_hook(None)
            self._reopen()

    @rule()
    def crawl(self) -> None:
        """One more article, in which he says one thing more."""
        type(self).steps += 1
        self.number += 1
        words = f"mark{self.number} is what I say"
        record_articles(self.record, words)
        for claimed in self.record.intake.claim_revisions(10):
            self.record.intake.record_reports(claimed, [placed(report(words))], never_join, WINDOW)

    @rule(crash=st.none() | st.sampled_from(POINTS), time=st.integers(1, 6))
    def judge(self, crash: str | None, time: int) -> None:
        self._run(self._judge, crash, time)

    @rule(
        answer=st.sampled_from(sorted(ANSWERS)),
        crash=st.none() | st.sampled_from(POINTS),
        time=st.integers(1, 8),
    )
    def deliver(self, answer: str, crash: str | None, time: int) -> None:
        self.receiver.answer = answer
        self._run(self._deliver, crash, time)

    @rule(hours=st.integers(-3, 30))
    def move_clock(self, hours: int) -> None:
        type(self).steps += 1
        self.offset += hours * HOUR
        self._reopen()

    @rule(name=st.text("ab ", min_size=1, max_size=3))
    def edit_rule(self, name: str) -> None:
        """The watch is called otherwise; who it listens to, and whom it tells, stays."""
        type(self).steps += 1
        self.watch = replace(self.watch, name=f"Watch {name}")

    @rule()
    def replay(self) -> None:
        """What is dead is sent again."""
        type(self).steps += 1
        with write(self.record.engine) as connection:
            values = {"state": "pending", "done_at": None, "not_before": None, "attempts": 0}
            connection.execute(update(deliveries).where(deliveries.c.state == "dead").values(**values))

    @invariant()
    def no_repeat_is_unmarked(self) -> None:
        if not hasattr(self, "receiver"):
            return
        for pair in {(channel, mark) for channel, mark, _ in self.receiver.arrived}:
            copies = [flagged for channel, mark, flagged in self.receiver.arrived if (channel, mark) == pair]
            assert all(copies[1:]), f"{pair} came again and does not say so"

    def teardown(self) -> None:
        """In peace everything arrives."""
        if not hasattr(self, "record"):
            return
        self.replay()
        self.receiver.answer = "taken"
        for _ in range(ROUNDS):
            self.offset += HOUR
            self._reopen()
            self._judge()
            self._deliver()
            if not self._open():
                break
        arrived = {(channel, mark) for channel, mark, _ in self.receiver.arrived}
        wanted = {(name, str(number)) for name in URLS for number in range(1, self.number + 1)}
        assert arrived == wanted
        assert not self._open()
        self.no_repeat_is_unmarked()
        self.record.close()
        self.folder.cleanup()

    def _open(self) -> int:
        with read(self.record.engine) as connection:
            left = [select(func.count()).where(table.c.done_at.is_(None)) for table in (events, deliveries)]
            return sum(connection.scalar(each) or 0 for each in left)

    def _judge(self) -> None:
        named = {name: recipient_ids(url) for name, url in URLS.items()}
        dispatch = Dispatch(self.record.judging, self._watchlist(), named)
        while asyncio.run(dispatch.work()):
            pass

    def _deliver(self) -> None:
        zone = ZoneInfo("UTC")
        channels, clock = self._watchlist().channels, Clock(self.offset)
        box = Outbox(self.record.sending, channels, self.receiver, clock, zone, PEOPLE)  # type: ignore[arg-type]
        asyncio.run(box.work())

    def _watchlist(self) -> Watchlist:
        channels = {name: Channel(name, url, per_minute=60_000) for name, url in URLS.items()}
        return Watchlist((self.watch,), channels, PEOPLE)


def run(examples: int, steps: int) -> int:
    Course.steps = 0
    quiet = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    chosen = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=quiet,
    )
    run_state_machine_as_test(Course, settings=chosen)
    return Course.steps


def test_a_short_course_keeps_every_promise() -> None:
    assert run(examples=4, steps=10)


@pytest.mark.slow  # minutes
def test_a_course_of_ten_thousand_steps_keeps_every_promise() -> None:
    assert run(examples=220, steps=50) >= 10_000
