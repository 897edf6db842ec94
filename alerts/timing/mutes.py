"""What is muted while Events are judged: by command, as the record has it, and by the watches themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from alerts.watches import Watchlist
from record.told import Mute, Told


def mind_mutes(told: Told, watchlist: Watchlist, now: datetime, zone: ZoneInfo) -> Told:
    """With the ends of all of them in the user's zone."""
    own = [
        Mute(watch.mute_until, watch.id)
        for watch in watchlist.watches
        if watch.mute_until is not None and watch.mute_until > now
    ]
    mutes = (replace(mute, until=mute.until.astimezone(zone)) for mute in (*told.mutes, *own))
    return replace(told, mutes=tuple(mutes))
