"""What the operator hears of a Channel: since when, why, what waits, and the way out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, get_args

import pytest

from alerts.messages import render
from alerts.messages.families import Family
from alerts.messages.operator import concerns_operator, headline
from record.types import Event, EventKind, Json, OperatorAlert
from tests.alerts.messages.reading import read
from tests.alerts.stories import NOW, ZONE

SINCE = NOW - timedelta(minutes=20)


def event(what: EventKind = EventKind.CHANNEL_FAILING, **changed: Any) -> Event:
    data: Json = {
        "ref": "0123456789abcdef",
        "channel": "exec-slack",
        "kind": "permanent",
        "reason": "HTTP 404",
        "since": SINCE.isoformat(),
        "last_ok_at": (SINCE - timedelta(minutes=5)).isoformat(),
        "waiting": 14,
        "oldest": SINCE.isoformat(),
        "dead": 1,
    }
    return Event(9, what, NOW, "channel:exec-slack:1", data={**data, **changed})


def told(of: Event, family: Family = "email") -> str:
    return render(OperatorAlert("ops", of), family, now=NOW, zone=ZONE).text


def test_a_channel_that_takes_nothing_is_told_with_what_waits_and_the_way_out() -> None:
    assert told(event()) == (
        "⚠ Channel exec-slack does not take messages: HTTP 404 (since 13:45; last success 13:40). "
        "14 wait, the oldest since 13:45; nothing is lost.\n"
        "1 was given up and can be sent again: onrecord deliveries replay exec-slack\n"
        "Try it: onrecord send-test exec-slack\n"
        "Look: onrecord deliveries --channel exec-slack\n"
    )


def test_one_that_is_only_late_is_told_as_that() -> None:
    text = told(event(kind="late", reason="", dead=0))
    assert text.startswith("⚠ Channel exec-slack is late (since 13:45; last success 13:40). 14 wait")
    assert "given up" not in text


def test_that_it_is_over_is_told_with_how_long_it_lasted() -> None:
    text = told(event(EventKind.CHANNEL_RECOVERED, waiting=0, oldest=None, dead=2))
    assert text.startswith(
        "✓ Channel exec-slack takes messages again after 20 min. Nothing waits for it.\n2 were given up"
    )


def test_it_concerns_the_operator_and_has_a_line_for_the_log() -> None:
    for kind in (EventKind.CHANNEL_FAILING, EventKind.CHANNEL_RECOVERED):
        assert concerns_operator(event(kind))
        assert "Channel exec-slack" in headline(event(kind), ZONE)


@pytest.mark.parametrize("family", get_args(Family))
def test_a_servers_own_words_can_do_nothing(family: Family) -> None:
    of = event(reason="<!channel> @everyone [x](https://evil.example) " + "y" * 9_000)
    message = render(OperatorAlert("ops", of), family, now=NOW, zone=ZONE)
    seen = read(message, family)
    assert (seen.links, seen.live) == ((), ())
    assert len(message.text) < 1_500
