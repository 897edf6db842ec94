"""What was sent, what waits and what was given up; and sending the last again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from record.errors import Mistaken
from record.problems import did_you_mean
from record.store import Record
from record.store.deliverylog import ChannelRow, Logged
from record.store.naming import SHORTEST_REF
from record.store.replays import Named, Replayed

STATES = (
    "pending",
    "sending",
    "in_doubt",
    "sent",
    "dead",
    "suppressed",
)  # docs/delivery.md says what they are


@dataclass(frozen=True, slots=True)
class Log:
    """The newest Deliveries of those that were asked for, and every Channel."""

    since: datetime
    rows: list[Logged]  # oldest first
    count: int  # in all
    channels: list[ChannelRow]


def read_log(record: Record, since: datetime, limit: int, state: str | None, channel: str | None) -> Log:
    """Errors: Mistaken."""
    if state is not None and state not in STATES:
        hint = did_you_mean(state, STATES) or f"there are {', '.join(STATES)}"
        raise Mistaken(f"no delivery is ever {state!r}; {hint}")
    known = record.delivery_log.channels()
    if channel is not None:
        _must_be_known(channel, known)
    rows, count = record.delivery_log.recent(since, limit, state, channel)
    return Log(since, rows, count, [each for each in known if channel in (None, each.name)])


def replay(record: Record, wanted: str, since: datetime | None) -> Replayed:
    """All of a Channel (since then), or one by its ref. Errors: Mistaken."""
    known = record.delivery_log.channels()
    if wanted in [each.name for each in known]:
        return record.replays.replay_channel(wanted, since)
    if since is not None or not _may_be_ref(wanted):
        _must_be_known(wanted, known)
    found = record.replays.replay_ref(wanted)
    if isinstance(found, Replayed):
        return found
    raise Mistaken(_refusal(wanted, found))


def _may_be_ref(wanted: str) -> bool:
    return len(wanted) >= SHORTEST_REF and all(character in "0123456789abcdef" for character in wanted)


def _must_be_known(channel: str, known: list[ChannelRow]) -> None:
    names = [each.name for each in known]
    if channel not in names:
        hint = did_you_mean(channel, names) or f"there are {', '.join(names) or 'none yet'}"
        raise Mistaken(f"nothing was ever for a channel {channel!r}; {hint}")


def _refusal(ref: str, found: list[Named]) -> str:
    if not found:
        return f"no delivery has the ref {ref}"
    if len(found) > 1:
        listed = ", ".join(f"{each.key} ({each.channel}, {each.state})" for each in found)
        return f"several deliveries have refs that begin with {ref}: {listed}; write more of it"
    (one,) = found
    if one.state != "dead":
        return f"{ref} is {one.state}: only what is dead is sent again"
    return (
        f"the message of {ref} was thrown away, it cannot be sent again: {one.error or 'it was kept 30 days'}"
    )
