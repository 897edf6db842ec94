"""What an Attempt says of its Channel: when it is left alone, and when the operator hears of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alerts.sending.breaker import MOST_FAILURES, MOST_REFUSALS, about, judge
from alerts.sending.retrying import LONGEST_PAUSE
from record.channelstate import ChannelState, Verdict
from record.types import EventKind, SendClass, SendResult
from tests.builders import NOW

FAILING, RECOVERED = EventKind.CHANNEL_FAILING, EventKind.CHANNEL_RECOVERED
OK = SendResult(SendClass.OK, 200)
GONE = SendResult(SendClass.PERMANENT, 404, detail="HTTP 404")
ODD = SendResult(SendClass.PERMANENT, 400, detail="HTTP 400")
DOWN = SendResult(SendClass.NOT_SENT, detail="connection refused")
SECOND = timedelta(seconds=1)


def after(*results: SendResult) -> list[Verdict]:
    """The verdict on each, one a second."""
    state, found = ChannelState(), []
    for number, result in enumerate(results):
        found.append(judge(state, NOW + number * SECOND, result, 1))
        state = found[-1].state
    return found


def told(*results: SendResult) -> list[EventKind | None]:
    return [verdict.told for verdict in after(*results)]


def test_a_refusal_of_the_channel_opens_at_once_and_is_told_once() -> None:
    assert told(GONE, GONE, OK, OK) == [FAILING, None, RECOVERED, None]


def test_the_first_refusal_ends_its_delivery_and_a_probe_leaves_its_own_waiting() -> None:
    first, probe = after(GONE, GONE)
    assert first.retry_in is None
    assert probe.retry_in is not None
    assert first.state.rests_until is not None
    assert first.state.rests_until > NOW


def test_what_may_pass_by_itself_is_told_after_several_in_a_row() -> None:
    assert told(*[DOWN] * MOST_FAILURES) == [None] * (MOST_FAILURES - 1) + [FAILING]
    assert FAILING not in told(*[DOWN] * (MOST_FAILURES - 1), OK, DOWN)


def test_refusals_that_do_not_say_of_what_are_the_channel_s_after_several_in_a_row() -> None:
    verdicts = after(*[ODD] * MOST_REFUSALS, ODD)
    assert [verdict.told for verdict in verdicts] == [None, None, FAILING, None]
    assert [verdict.retry_in is None for verdict in verdicts] == [True, True, True, False]
    assert verdicts[0].state.rests_until is None


@pytest.mark.parametrize("spoken_of", ["recipient", "message"])
@pytest.mark.parametrize("kind", [SendClass.PERMANENT, SendClass.TRANSIENT])
def test_what_is_said_of_one_recipient_or_one_message_is_not_said_of_the_channel(
    spoken_of: str, kind: SendClass
) -> None:
    result = SendResult(kind, 550, about=spoken_of)  # type: ignore[arg-type]  # one of the two
    verdicts = after(*[result] * 10)
    assert {verdict.state for verdict in verdicts} == {ChannelState()}
    assert all((verdict.retry_in is None) == (kind is SendClass.PERMANENT) for verdict in verdicts)


def test_the_first_that_arrives_closes_it() -> None:
    verdict = after(DOWN, DOWN, OK)[-1]
    assert verdict.state == ChannelState(last_ok_at=NOW + 2 * SECOND, recovered_at=NOW + 2 * SECOND)
    assert verdict.told is None


def test_the_pauses_grow_to_a_limit_and_retry_after_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alerts.sending.retrying.random.random", lambda: 1.0)
    rests = [verdict.state.rests_until for verdict in after(*[DOWN] * 12)]
    pauses = [until - NOW - number * SECOND for number, until in enumerate(rests) if until]
    assert pauses[:3] == [timedelta(seconds=each) for each in (10, 20, 40)]
    assert pauses[-1] == LONGEST_PAUSE
    (limited,) = after(SendResult(SendClass.TRANSIENT, 429, 3600.0))
    assert limited.state.rests_until == NOW + timedelta(hours=1)
    assert limited.retry_in == timedelta(hours=1)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        *((status, "channel") for status in (301, 302, 307, 401, 403, 404, 405, 410, 530, 535)),
        *((status, "message") for status in (413, 552)),
        *((status, None) for status in (200, 400, 422, 550, 554)),
    ],
)
def test_a_refusal_by_its_code_alone(status: int, expected: str | None) -> None:
    assert about(SendResult(SendClass.PERMANENT, status)) == expected
