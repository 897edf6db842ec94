"""What is muted while Events are judged: by command, and by the watches themselves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from alerts.timing.mutes import mind_mutes
from alerts.watches import Watchlist
from record.people import People
from record.told import Mute, Told
from tests.alerts.test_dispatch import watch

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")
HOUR = timedelta(hours=1)


def test_a_watchs_own_mute_counts_until_it_is_over() -> None:
    watches = (watch("a", mute_until=NOW + HOUR), watch("b", mute_until=NOW), watch("c"))
    told = mind_mutes(Told(), Watchlist(watches, {}, People([])), NOW, SHANGHAI)
    assert told.mutes == (Mute(NOW + HOUR, "a"),)


def test_those_by_command_stay_and_every_end_is_in_the_users_zone() -> None:
    ordered = Mute(NOW + 2 * HOUR, speaker_id="lei-jun")
    watchlist = Watchlist((watch("a", mute_until=NOW + HOUR),), {}, People([]))
    told = mind_mutes(Told(mutes=(ordered,)), watchlist, NOW, SHANGHAI)
    assert [mute.speaker_id for mute in told.mutes] == ["lei-jun", None]
    assert [f"{mute.until:%H:%M %Z}" for mute in told.mutes] == ["16:00 CST", "15:00 CST"]
