"""What the operator is told of Sources: the words, to whom, and that the outbox carries it."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

import pytest

from alerts.dispatch import Dispatch, judge
from alerts.messages import render
from alerts.messages.operator import headline
from alerts.telling import tell_operator
from alerts.watches import Watchlist
from crawler.health import judge_health
from record.clock import Clock
from record.people import People
from record.store import Record
from record.types import Event, EventKind, Message, OperatorAlert, Outcome, Schedule
from tests.builders import EPOCH, entry, poll, source

BROKEN, RECOVERED = EventKind.SOURCE_BROKEN, EventKind.SOURCE_RECOVERED
CHINA = ZoneInfo("Asia/Shanghai")
MINUTE = timedelta(minutes=1)
LEASE = timedelta(minutes=1)
NOBODY = Watchlist((), {}, People([]))


def at(minutes: float) -> str:
    return (EPOCH + timedelta(minutes=minutes)).isoformat()


def event(kind: EventKind = BROKEN, number: int = 1, **data: Any) -> Event:
    """At 14:00 in China."""
    told = {
        "source": "courier/feed",
        "name": "The Courier",
        "state": "blocked",
        "reason": "HTTP 403",
        "fails": 5,
        "since": at(-30),
        "last_ok_at": at(-31),
        "ref": "0123456789abcdef",
    }
    return Event(number, kind, EPOCH, "poll:7", data={**told, **data})


ALL: dict[str, Any] = {
    "source": None,
    "name": None,
    "state": "unreachable",
    "reason": "the host name cannot be resolved",
    "polled": 14,
    "unreachable": 12,
    "since": at(-20),
}


@pytest.mark.parametrize(
    ("told", "line"),
    [
        (
            event(),
            "⚠ Source The Courier is broken: blocked, HTTP 403 (5 polls since 13:30; last success 13:29)."
            " Others go on.",
        ),
        (
            event(state="empty", reason="", last_ok_at=None, since=at(-1_000)),
            "⚠ Source The Courier is broken: empty (5 polls since 22 Nov 21:20; no success yet)."
            " Others go on.",
        ),
        (
            event(state="fewer", reason="3 entries, usually 30"),
            "⚠ Source The Courier lists far less than usual: 3 entries, usually 30.",
        ),
        (
            event(state="silent", reason="nothing new for 31 h"),
            "⚠ Source The Courier is silent: nothing new for 31 h.",
        ),
        (
            event(**ALL),
            "⚠ No source can be reached: 12 of 14 gave no answer; the last one came 13:40"
            " (the host name cannot be resolved). Is the network of this machine away?",
        ),
        (
            event(RECOVERED, since=at(-130)),
            "✓ Source The Courier answers again after 2 h 10 min. What was missed in between is not known.",
        ),
        (
            event(RECOVERED, state="fewer", since=at(-60 * 30)),
            "✓ Source The Courier lists as much as usual again after 1 day 6 h.",
        ),
        (
            event(RECOVERED, state="silent", since=at(-60 * 24 * 3)),
            "✓ Source The Courier has something new again after 3 days.",
        ),
        (
            event(mirror="hub", accounts=3),
            "⚠ Mirror hub is broken: blocked, HTTP 403 (5 polls since 13:30; last success 13:29)."
            " 3 accounts cannot be read through it. Others go on.",
        ),
        (
            event(mirror="hub", accounts=1),
            "⚠ Mirror hub is broken: blocked, HTTP 403 (5 polls since 13:30; last success 13:29)."
            " Others go on.",
        ),
        (
            event(mirror="hub", accounts=1, state="silent", reason="nothing new for 31 h"),
            "⚠ Source The Courier is silent: nothing new for 31 h.",
        ),
        (
            event(RECOVERED, mirror="hub", since=at(-130)),
            "✓ Mirror hub answers again after 2 h 10 min. What was missed in between is not known.",
        ),
        (
            event(RECOVERED, **ALL),
            "✓ Sources can be reached again after 20 min. What was missed in between is not known.",
        ),
    ],
)
def test_one_line_says_it_all(told: Event, line: str) -> None:
    assert headline(told, CHINA) == line
    assert rendered(told, "plain").text.splitlines()[0] == line
    assert line.startswith(rendered(told, "email").subject)


def rendered(told: Event, family: Literal["email", "slack", "plain"], **more: Any) -> Message:
    return render(OperatorAlert("desk", told), family, now=EPOCH + MINUTE, zone=CHINA, **more)


def test_a_mail_has_a_subject_the_line_and_where_to_look() -> None:
    message = rendered(event(), "email")
    assert message.subject == "⚠ Source The Courier is broken: blocked"
    assert message.text.splitlines()[1:] == ["courier/feed · All of them: onrecord sources"]
    assert rendered(event(**ALL), "email").text.splitlines()[1:] == ["All of them: onrecord sources"]


def test_what_a_site_says_can_do_nothing() -> None:
    reason = "<!channel> see [this](https://evil.example) @everyone\nSubject: x" + "y" * 9_000
    told = event(reason=reason, name="<script>", mirror="@everyone <script>")
    slack, plain = rendered(told, "slack").text, rendered(told, "plain").text
    assert "<!channel>" not in slack
    assert "&lt;" in slack
    assert "](https" not in plain
    assert "@everyone" not in plain
    assert [text.count("\n") for text in (slack, plain)] == [2, 2]
    assert max(len(slack), len(plain)) < 1_000


def test_a_possible_repeat_is_marked() -> None:
    assert "possible repeat · ref a1b2c3" in rendered(event(), "email", repeat="a1b2c3").text


def test_only_events_of_sources_go_to_the_operator_and_no_watch_judges_them() -> None:
    assert tell_operator("desk", [event()]) == [OperatorAlert("desk", event())]
    assert tell_operator(None, [event()]) == []
    assert tell_operator("desk", [Event(1, EventKind.NEW, EPOCH, "b")]) == []
    assert judge(NOBODY, [event()], frozenset()) == []


def break_a_source(record: Record) -> None:
    """Five failures over twenty minutes, after a success."""
    feed, now = source(schedule=Schedule(every=60)), Clock().now()
    record.crawl.add_sources([feed])
    record.crawl.record_poll(poll(feed, entry("a"), at=now), judge_health)
    for number in range(5):
        failed = poll(feed, at=now + (number + 1) * 4 * MINUTE, outcome=Outcome.BLOCKED, reason="HTTP 403")
        record.crawl.record_poll(failed, judge_health)


def dispatch(record: Record, operator: str | None) -> Dispatch:
    return Dispatch(record.judging, NOBODY, {"desk": ("a", "b"), "phone": ("c",)}, operator)


def test_the_outbox_carries_it_to_each_recipient_once(record: Record) -> None:
    break_a_source(record)
    assert asyncio.run(dispatch(record, "desk").work()) == 1
    assert asyncio.run(dispatch(record, "desk").work()) == 0
    deliveries = record.sending.claim_deliveries(10, LEASE)
    assert [(each.channel, each.recipient) for each in deliveries] == [("desk", 0), ("desk", 1)]
    assert len({each.key for each in deliveries}) == 2
    alert = record.sending.alert(deliveries[0])
    assert isinstance(alert, OperatorAlert)
    assert (alert.channel, alert.event.kind, alert.event.data["state"]) == ("desk", BROKEN, "blocked")


def test_without_an_operator_the_log_is_told(record: Record, caplog: pytest.LogCaptureFixture) -> None:
    break_a_source(record)
    asyncio.run(dispatch(record, None).work())
    assert [line for line in caplog.messages if line.startswith("⚠ Source Reuters is broken: blocked")]
    assert record.sending.undelivered() == 0
