"""Whether a Channel is left alone after an Attempt, and whether the operator hears of it. Pure, with jitter.

The breaker opens when an answer says that the Channel itself is wrong, or when too many Attempts in a row
fail. While it is open, what waits stays waiting: one Delivery at a time is a probe, after growing pauses, and
the first that arrives closes it. An answer that speaks of one recipient or of one message says nothing of the
Channel.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from alerts.sending.retrying import jitter, retry_in
from record.channelstate import ChannelState, Verdict
from record.types import EventKind, SendClass, SendResult

MOST_FAILURES = 5  # in a row, that might pass by themselves
MOST_REFUSALS = 3  # in a row, that do not say what they speak of
FIRST_PROBE = timedelta(minutes=1)
# No access, no such place, moved, too large a mail server's demands: whatever the message is.
REFUSED_CHANNEL = frozenset({401, 402, 403, 404, 405, 407, 410, 530, 534, 535, 538})
REFUSED_MESSAGE = frozenset({413, 414, 431, 552})


def judge(state: ChannelState, now: datetime, result: SendResult, attempts: int) -> Verdict:
    """What an Attempt comes to; `attempts` are those of its Delivery, this one included."""
    if result.kind is SendClass.OK:
        return _well(state, now)
    again = retry_in(result, attempts)
    spoken_of = about(result)
    if spoken_of in ("recipient", "message"):
        return Verdict(replace(state, rests_until=None), again)  # somebody answers: the next one may try
    fails = state.fails + 1
    refused = result.kind is SendClass.PERMANENT
    opens = spoken_of == "channel" or fails >= (MOST_REFUSALS if refused else MOST_FAILURES)
    rest = _rest(result, fails, opens, again)
    failing = replace(
        state,
        fails=fails,
        failing_since=state.failing_since or now,
        rests_until=now + rest if rest else None,
        reason=result.detail,
    )
    if refused and state.open:
        again = rest  # a probe: what waits does not die one after the other
    if not opens or state.told_at:
        return Verdict(failing, again)
    return Verdict(replace(failing, told_at=now), again, EventKind.CHANNEL_FAILING)


def about(result: SendResult) -> str | None:
    """What a refusal speaks of: as the layer under apprise heard it, else by the code alone."""
    if result.about or result.kind is not SendClass.PERMANENT or result.status is None:
        return result.about
    if 300 <= result.status < 400 or result.status in REFUSED_CHANNEL:
        return "channel"
    return "message" if result.status in REFUSED_MESSAGE else None


def _rest(result: SendResult, fails: int, opens: bool, again: timedelta | None) -> timedelta:
    """How long the Channel is left alone."""
    if result.kind is not SendClass.PERMANENT:
        return max(again or timedelta(), jitter(fails))
    return jitter(fails - 1, FIRST_PROBE, least=0.5) if opens else timedelta()


def _well(state: ChannelState, now: datetime) -> Verdict:
    recovered = now if state.failing_since else state.recovered_at
    # Of what is only late (see record/store/lateness.py) one that arrives is not the end.
    told_at = None if state.open else state.told_at
    well = ChannelState(last_ok_at=now, told_at=told_at, recovered_at=recovered)
    return Verdict(well, None, EventKind.CHANNEL_RECOVERED if state.open else None)
