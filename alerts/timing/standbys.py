"""Which Channels stand by for an Alert: of all its watches, the soonest of each. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from alerts.watches import Watch
from record.types import Standby


def standbys_of(channel: str, watches: Iterable[Watch]) -> tuple[Standby, ...]:
    """None to the Channel itself."""
    soonest: dict[tuple[str, str], Standby] = {}
    for standby in _asked_for(watches):
        known = soonest.get((standby.purpose, standby.channel))
        if standby.channel != channel and (known is None or standby.after < known.after):
            soonest[standby.purpose, standby.channel] = standby
    return tuple(soonest.values())


def _asked_for(watches: Iterable[Watch]) -> Iterator[Standby]:
    for watch in watches:
        if watch.fallback:
            yield Standby("fallback", watch.fallback.channel, watch.fallback.after)
        if watch.escalate:
            yield Standby("escalation", watch.escalate.channel, watch.escalate.after)
