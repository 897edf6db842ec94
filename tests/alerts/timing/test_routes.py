"""When what is decided goes out: at once, or gathered at a slot, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from alerts.rules import parse
from alerts.timing.plans import Quiet, Throttle
from alerts.timing.routes import BURST, Leg, Slot, Timing, Traffic, counted_since
from alerts.timing.written import read_digest, read_hours
from alerts.watches import Watch, Watchlist
from record.people import People
from record.types import Gathering, Hit
from tests.alerts.test_dispatch import event, watch

BERLIN, SHANGHAI = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 21, 30, 20, tzinfo=UTC)  # a Monday, 22:30 in Berlin
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def timing(now: datetime = NOW, traffic: Traffic | None = None, **zones: ZoneInfo) -> Timing:
    return Timing(now, BERLIN, zones, traffic or Traffic())


def leg(of: Watch, number: int = 1, text: str = "no plan for the US market", **changes: Any) -> Leg:
    return Leg(of, Hit(of.id, of.name, event(text, number), {}), **changes)


def digested(text: str, channel: str = "desk", name: str = "digested") -> Watch:
    read = read_digest(text)
    assert read is not None
    return watch(name, digests={channel: read})


def quiet(text: str = "22:00-07:00", unless: str = "") -> Quiet:
    read = read_hours(text)
    assert read is not None
    return replace(read, unless=parse(unless).rule if unless else None, unless_text=unless)


def slot(gathers: Gathering, at: str, zone: ZoneInfo = BERLIN) -> Slot:
    return Slot(gathers, datetime.fromisoformat(at).replace(tzinfo=zone).astimezone(UTC))


def reasons(asked: Timing, of: Leg) -> list[tuple[str, str]]:
    return [(verdict.check, verdict.reason) for verdict in asked.said(of.hit)]


def test_what_asks_for_nothing_goes_out_at_once() -> None:
    asked, plain = timing(), leg(watch())
    assert asked.route("desk", [plain]) is None
    assert reasons(asked, plain) == []


def test_a_digest_waits_for_its_next_time() -> None:
    asked, later = timing(), leg(digested("mon-fri 18:00"))
    assert asked.route("desk", [later]) == slot("digest", "2026-11-24 18:00")
    assert reasons(asked, later) == [("digest", "desk: told with the digest, 2026-11-24 18:00 CET")]


def test_a_digest_is_for_its_own_channel() -> None:
    asked, later = timing(), leg(digested("mon-fri 18:00", "mail"))
    assert asked.route("desk", [later]) is None
    assert asked.route("mail", [later]) == slot("digest", "2026-11-24 18:00")


def test_a_channel_may_live_in_another_zone() -> None:
    asked = timing(desk=SHANGHAI)  # where it is 05:30 on Tuesday
    assert asked.route("desk", [leg(digested("daily 18:00"))]) == slot("digest", "2026-11-24 18:00", SHANGHAI)
    assert asked.route("mail", [leg(watch(quiet=quiet()))]) == slot("quiet", "2026-11-24 07:00")
    assert asked.route("desk", [leg(watch(quiet=quiet("01:00-05:00")))]) is None


def test_quiet_hours_hold_it_until_they_are_over() -> None:
    asked, held = timing(), leg(watch(quiet=quiet()))
    assert asked.route("desk", [held]) == slot("quiet", "2026-11-24 07:00")
    assert reasons(asked, held) == [("quiet", "within 22:00-07:00: desk is told 2026-11-24 07:00 CET")]


def test_outside_of_them_it_goes_out_at_once_and_says_so() -> None:
    asked, free = timing(), leg(watch(quiet=quiet("23:00-07:00")))
    assert asked.route("desk", [free]) is None
    assert reasons(asked, free) == [("quiet", "not within 23:00-07:00")]


@pytest.mark.parametrize(
    ("unless", "severity", "at_once"),
    [
        ("severity:critical", "critical", True),
        ("severity:critical", "high", False),
        ("market", "normal", True),
        ("recall", "normal", False),
        ("recall OR severity:high", "high", True),
    ],
)
def test_what_quiet_hours_let_through_goes_out(unless: str, severity: str, at_once: bool) -> None:
    asked, held = timing(), leg(watch(quiet=quiet(unless=unless), severity=severity))
    assert (asked.route("desk", [held]) is None) == at_once
    let_through = [("quiet", f"within 22:00-07:00, but {unless}")]
    assert (reasons(asked, held) == let_through) == at_once


def test_what_is_due_with_a_digest_is_due_in_quiet_hours_too() -> None:
    of = replace(digested("daily 23:00"), quiet=quiet())
    assert timing().route("desk", [leg(of)]) == slot("digest", "2026-11-23 23:00")


def test_of_several_watches_the_earliest_time_wins() -> None:
    legs = [leg(watch("night", quiet=quiet())), leg(digested("daily 18:00"))]
    assert timing().route("desk", legs) == slot("quiet", "2026-11-24 07:00")
    assert timing().route("desk", [*legs, leg(watch("now"))]) is None


def send(asked: Timing, of: Watch, count: int, channel: str = "desk") -> Sequence[Slot | None]:
    return [asked.route(channel, [leg(of, number)]) for number in range(1, count + 1)]


@pytest.mark.parametrize(
    ("per", "end"),
    [("hour", "2026-11-23 23:00"), ("day", "2026-11-24 00:00"), ("week", "2026-11-30 00:00")],
)
def test_what_is_over_the_throttle_is_told_at_the_end_of_the_period(per: Any, end: str) -> None:
    of = watch(throttle=Throttle(2, per))
    rest = slot("throttle", end)
    assert send(timing(), of, 4) == [None, None, rest, rest]


def test_a_throttle_says_how_many_it_has_told() -> None:
    asked, of = timing(), watch(throttle=Throttle(2, "day"))
    send(asked, of, 3)
    assert reasons(asked, leg(of, 1)) == [("throttle", "1 of 2 this day")]
    rest = "2 of 2 this day: the rest is told 2026-11-24 00:00 CET"
    assert reasons(asked, leg(of, 3)) == [("throttle", rest)]


def test_what_the_record_has_told_counts() -> None:
    of = watch(throttle=Throttle(2, "day"))
    assert send(timing(traffic=Traffic(watches={of.id: 1})), of, 2) == [None, slot("throttle", "2026-11-24")]


def test_what_another_watch_may_tell_is_told_whatever_the_throttle_of_one() -> None:
    asked, throttled = timing(), watch("throttled", throttle=Throttle(1, "day"))
    assert asked.route("desk", [leg(throttled)]) is None
    assert asked.route("desk", [leg(throttled, 2), leg(watch("free"), 2)]) is None


def test_a_burst_is_gathered_until_the_next_full_minute() -> None:
    asked, of = timing(), watch()
    together = slot("burst", "2026-11-23 22:31")
    assert send(asked, of, BURST + 2) == [*[None] * BURST, together, together]
    assert reasons(asked, leg(of, BURST + 1)) == [
        ("group", f"desk: more than {BURST} within a minute are told together")
    ]
    assert asked.route("mail", [leg(of, 99)]) is None  # each channel has its own


def test_a_burst_counts_what_the_channel_was_told_within_the_minute() -> None:
    asked = timing(traffic=Traffic(channels={"desk": BURST}))
    assert asked.route("desk", [leg(watch())]) == slot("burst", "2026-11-23 22:31")


def test_what_waits_for_its_original_is_in_no_burst() -> None:
    asked = timing(traffic=Traffic(channels={"desk": BURST}))
    assert asked.route("desk", [leg(watch(), until=NOW + 10 * MINUTE)]) is None


def test_what_waits_for_its_original_is_due_after_that() -> None:
    until = NOW + 10 * MINUTE  # 22:40
    of = digested("daily 22:35")
    assert timing().route("desk", [leg(of, until=until)]) == slot("digest", "2026-11-24 22:35")
    evening = watch(quiet=quiet("22:35-07:00"))
    assert timing().route("desk", [leg(evening, until=until)]) == slot("quiet", "2026-11-24 07:00")


def test_what_no_rule_reads_is_quiet_too() -> None:
    assert timing().quiet_for("desk", watch(quiet=quiet())) == slot("quiet", "2026-11-24 07:00").at
    assert timing().quiet_for("desk", watch()) is None
    assert timing(NOW + 12 * HOUR).quiet_for("desk", watch(quiet=quiet())) is None


def test_the_record_counts_since_the_period_began_and_for_a_minute() -> None:
    watches = (watch("a", throttle=Throttle(6, "day")), watch("b"))
    since, channels = counted_since(Watchlist(watches, {}, People([])), NOW, BERLIN)
    assert since == {"a": datetime(2026, 11, 22, 23, tzinfo=UTC)}
    assert channels == NOW - MINUTE
