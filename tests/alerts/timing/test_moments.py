"""Wall times as moments: over midnight, over the week's end, over both changes of the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.timing.moments import moment, next_slot, period_of, quiet_until
from alerts.timing.plans import DigestTimes, Period, Quiet
from alerts.timing.written import read_digest, read_hours

NEW_YORK, BERLIN, SHANGHAI = map(ZoneInfo, ("America/New_York", "Europe/Berlin", "Asia/Shanghai"))
ZONES = st.sampled_from([NEW_YORK, BERLIN, SHANGHAI])
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
BEGIN = datetime(2026, 10, 1, tzinfo=UTC)  # both changes of both zones lie within what follows
MOMENTS = st.integers(0, 196 * 24 * 60).map(lambda minutes: BEGIN + minutes * MINUTE)
DIGESTS = st.sampled_from(["daily 02:30", "01:30", "mon-fri 18:00", "fri-mon 00:00", "sun 02:30, 03:00"])
HOURS = st.sampled_from(["22:00-07:00", "sat-sun", "01:00-02:30", "02:30-03:30", "fri-mon 20:00-08:00"])


def digest(text: str) -> DigestTimes:
    read = read_digest(text)
    assert read is not None
    return read


def quiet(text: str) -> Quiet:
    read = read_hours(text)
    assert read is not None
    return read


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def there(text: str, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


@pytest.mark.parametrize(
    ("day", "at", "zone", "expected"),
    [
        ("2026-11-01", time(1, 30), NEW_YORK, "2026-11-01 05:30"),  # twice there: the first
        ("2027-03-14", time(2, 30), NEW_YORK, "2027-03-14 07:30"),  # not there: 03:30
        ("2026-10-25", time(2, 30), BERLIN, "2026-10-25 00:30"),
        ("2027-03-28", time(2, 30), BERLIN, "2027-03-28 01:30"),
        ("2026-11-01", time(1, 30), SHANGHAI, "2026-10-31 17:30"),
    ],
)
def test_a_time_that_is_there_twice_or_never_is_one_moment(
    day: str, at: time, zone: ZoneInfo, expected: str
) -> None:
    assert moment(date.fromisoformat(day), at, zone) == utc(expected)


@pytest.mark.parametrize(
    ("text", "after", "expected"),
    [
        ("mon-fri 18:00", "2026-11-23 09:00", "2026-11-23 18:00"),
        ("mon-fri 18:00", "2026-11-23 18:00", "2026-11-24 18:00"),  # what comes then is for the next
        ("mon-fri 18:00", "2026-11-27 18:01", "2026-11-30 18:00"),
        ("daily 08:00, 18:00", "2026-11-23 12:00", "2026-11-23 18:00"),
        ("daily 08:00, 18:00", "2026-11-23 19:00", "2026-11-24 08:00"),
        ("mon 09:00", "2026-11-23 09:00", "2026-11-30 09:00"),
        ("fri-mon 10:00", "2026-11-24 09:00", "2026-11-27 10:00"),
        ("00:00", "2026-11-23 23:59", "2026-11-24 00:00"),
    ],
)
def test_a_digest_goes_out_at_the_next_of_its_times(text: str, after: str, expected: str) -> None:
    for zone in (BERLIN, SHANGHAI):
        assert next_slot(digest(text), there(after, zone), zone) == there(expected, zone)


@pytest.mark.parametrize(
    ("text", "zone", "begin", "days"),
    [
        ("daily 01:30", NEW_YORK, "2026-10-30 12:00", 5),
        ("daily 02:30", NEW_YORK, "2027-03-12 12:00", 5),
        ("daily 02:30", BERLIN, "2026-10-23 12:00", 5),
        ("daily 02:30", BERLIN, "2027-03-26 12:00", 5),
    ],
)
def test_over_a_change_of_the_clock_there_is_one_slot_a_day(
    text: str, zone: ZoneInfo, begin: str, days: int
) -> None:
    at = there(begin, zone)
    slots = []
    for _ in range(days):
        at = next_slot(digest(text), at, zone)
        slots.append(at.astimezone(zone).date())
    assert slots == [slots[0] + DAY * n for n in range(days)]


@given(DIGESTS, MOMENTS, ZONES)
def test_no_slot_lies_between_a_moment_and_its_next_slot(text: str, at: datetime, zone: ZoneInfo) -> None:
    slot = next_slot(digest(text), at, zone)
    assert at < slot
    between = at + (slot - at) / 2
    assert next_slot(digest(text), between, zone) == slot
    assert next_slot(digest(text), slot - MINUTE, zone) == slot


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("22:00-07:00", "2026-11-23 21:59", None),
        ("22:00-07:00", "2026-11-23 22:00", "2026-11-24 07:00"),
        ("22:00-07:00", "2026-11-24 06:59", "2026-11-24 07:00"),
        ("22:00-07:00", "2026-11-24 07:00", None),
        ("mon-fri 20:00-08:00", "2026-11-28 07:00", "2026-11-28 08:00"),  # begun on Friday
        ("mon-fri 20:00-08:00", "2026-11-28 21:00", None),
        ("sat-sun", "2026-11-28 00:00", "2026-11-30 00:00"),  # one day after the other
        ("sat-sun", "2026-11-30 00:00", None),
        ("09:00-17:00", "2026-11-23 12:00", "2026-11-23 17:00"),
        ("00:00-00:00", "2026-11-23 12:00", "2026-12-01 00:00"),  # always: looked ahead for a week
    ],
)
def test_quiet_hours_last_until_the_last_of_them_is_over(text: str, at: str, expected: str | None) -> None:
    until = quiet_until(quiet(text), there(at, BERLIN), BERLIN)
    assert until == (there(expected, BERLIN) if expected else None)


@pytest.mark.parametrize(
    ("zone", "evening", "hours"),
    [
        (NEW_YORK, "2026-10-31 22:00", 10),  # the night in which an hour comes twice
        (NEW_YORK, "2027-03-13 22:00", 8),
        (BERLIN, "2026-10-24 22:00", 10),
        (BERLIN, "2027-03-27 22:00", 8),
        (SHANGHAI, "2026-10-31 22:00", 9),
    ],
)
def test_a_night_in_which_the_clock_changes_ends_at_its_wall_time(
    zone: ZoneInfo, evening: str, hours: int
) -> None:
    begin = there(evening, zone)
    assert quiet_until(quiet("22:00-07:00"), begin, zone) == begin + hours * HOUR


@given(HOURS, MOMENTS, ZONES)
def test_after_the_end_it_is_quiet_no_more(text: str, at: datetime, zone: ZoneInfo) -> None:
    until = quiet_until(quiet(text), at, zone)
    if until is not None:
        assert at < until
        assert quiet_until(quiet(text), until, zone) is None
        assert quiet_until(quiet(text), until - MINUTE, zone) == until


@given(st.sampled_from(["hour", "day", "week"]), MOMENTS, ZONES)
def test_a_moment_lies_in_its_period_and_the_next_one_begins_at_its_end(
    per: Period, at: datetime, zone: ZoneInfo
) -> None:
    begin, end = period_of(per, at, zone)
    assert begin <= at < end
    assert period_of(per, begin, zone) == (begin, end)
    assert period_of(per, end, zone)[0] == end
    assert period_of(per, end - MINUTE, zone) == (begin, end)


@pytest.mark.parametrize(
    ("per", "at", "begin", "end"),
    [
        ("hour", "2026-11-23 14:59", "2026-11-23 14:00", "2026-11-23 15:00"),
        ("day", "2026-11-23 14:59", "2026-11-23 00:00", "2026-11-24 00:00"),
        ("week", "2026-11-29 23:59", "2026-11-23 00:00", "2026-11-30 00:00"),
    ],
)
def test_a_week_begins_on_monday(per: Period, at: str, begin: str, end: str) -> None:
    assert period_of(per, there(at, BERLIN), BERLIN) == (there(begin, BERLIN), there(end, BERLIN))


def test_the_day_of_a_change_is_an_hour_longer_or_shorter() -> None:
    for day, hours in (("2026-11-01", 25), ("2027-03-14", 23), ("2026-11-02", 24)):
        begin, end = period_of("day", there(f"{day} 12:00", NEW_YORK), NEW_YORK)
        assert end - begin == hours * HOUR
