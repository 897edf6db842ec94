"""What servers and feeds say of when to come again, between the floor and the ceiling."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from crawler.hints import max_age, read_hints, wait_after
from crawler.reading.answers import Answer
from record.types import Hints, Schedule, Wait
from tests.crawler import pages

NOW = datetime(2026, 11, 23, 12, 40, tzinfo=UTC)  # a Monday
MINUTE = Schedule(every=60)
QUARTER = Schedule(cron="*/15 * * * *")


def answer(status: int = 200, **headers: Any) -> Answer:
    return Answer("https://h/a", status, b"x", **headers)


@pytest.mark.parametrize(
    ("head", "hints"),
    [
        ("", Hints()),
        ("<ttl>60</ttl>", Hints(ttl=3_600.0)),
        ("<ttl> 5\n</ttl>", Hints(ttl=300.0)),
        ("<ttl>0</ttl>", Hints()),
        ("<ttl>soon</ttl>", Hints()),
        ("<ttl>99999999999999999999</ttl>", Hints()),
        (
            "<sy:updatePeriod>\n\thourly\t</sy:updatePeriod><sy:updateFrequency>\n\t4\t</sy:updateFrequency>",
            Hints(update_period=900.0),
        ),
        ("<sy:updatePeriod>hourly</sy:updatePeriod>", Hints(update_period=3_600.0)),
        ("<s:updateFrequency>24</s:updateFrequency>", Hints(update_period=3_600.0)),
        ("<sy:updatePeriod>often</sy:updatePeriod>", Hints()),
        ("<skipHours><hour>24</hour><hour> 3 </hour><hour>77</hour></skipHours>", Hints(skip_hours=(0, 3))),
        (
            "<skipDays><day>Sunday</day><day>saturday</day><day>Lundi</day></skipDays>",
            Hints(skip_days=(5, 6)),
        ),
        ("<hour>3</hour><day>Sunday</day>", Hints()),
    ],
)
def test_a_feed_is_read_for_its_rhythm(head: str, hints: Hints) -> None:
    assert read_hints(pages.channel(head).encode()) == hints


def test_only_the_head_of_a_feed_is_read() -> None:
    assert read_hints(pages.channel("<item><ttl>60</ttl></item>").encode()) == Hints()
    assert read_hints(pages.channel("x" * 20_000 + "<ttl>60</ttl>").encode()) == Hints()
    assert read_hints(pages.channel("<items/><ttl>60</ttl>").encode()) == Hints(ttl=3_600.0)


@pytest.mark.parametrize(
    ("cache_control", "age", "seconds"),
    [
        (None, None, None),
        ("max-age=300", None, 300.0),
        ("public, Max-Age = 300", "120", 180.0),
        ("max-age=300", "900", 0.0),
        ("max-age=300", "yesterday", 300.0),
        ("s-maxage=300", None, None),
        ("no-cache, max-age=300", None, None),
        ("max-age=300, no-store", None, None),
        ("max-age=later", None, None),
    ],
)
def test_freshness_is_read_from_the_headers(
    cache_control: str | None, age: str | None, seconds: float | None
) -> None:
    assert max_age(cache_control, age) == seconds


@pytest.mark.parametrize(
    ("schedule", "headers", "hints", "wait"),
    [
        (MINUTE, {}, Hints(), None),
        (MINUTE, {"max_age": 60.0}, Hints(), None),  # its own period is the floor
        (MINUTE, {"max_age": 100.0}, Hints(), Wait(94.0, "max-age")),  # a slot is not missed by its latency
        (MINUTE, {"max_age": 9e9}, Hints(), Wait(114.0, "max-age")),  # two periods are the ceiling
        (MINUTE, {"max_age": 90.0}, Hints(ttl=120.0), Wait(114.0, "ttl")),  # the longest counts
        (MINUTE, {}, Hints(update_period=3_600.0), Wait(114.0, "sy:updatePeriod")),
        (MINUTE, {"retry_after": 120.0}, Hints(), Wait(114.0, "Retry-After")),  # without a refusal: a hint
        (Schedule(every=2_400), {}, Hints(ttl=7_200.0), Wait(3_540.0, "ttl")),  # and an hour is
        (Schedule(every=7_200), {}, Hints(ttl=86_400.0), None),
        (QUARTER, {"max_age": 1_800.0}, Hints(), Wait(1_740.0, "max-age")),
        (QUARTER, {"max_age": 600.0}, Hints(), None),
        (Schedule(cron="0 9 * * *"), {"max_age": 9e9}, Hints(), None),
        (MINUTE, {}, Hints(skip_hours=(12, 13)), Wait(114.0, "skipHours")),  # not silence: the ceiling
        (Schedule(every=900), {}, Hints(skip_hours=(12,)), Wait(1_140.0, "skipHours")),  # until it is over
        (Schedule(every=900), {}, Hints(skip_hours=(12, 13)), Wait(1_740.0, "skipHours")),
        (Schedule(every=900), {}, Hints(skip_days=(0,)), Wait(1_740.0, "skipDays")),
        (MINUTE, {}, Hints(skip_hours=(11, 13), skip_days=(1,)), None),
    ],
)
def test_a_hint_is_held_between_the_period_and_the_ceiling(
    schedule: Schedule, headers: dict[str, Any], hints: Hints, wait: Wait | None
) -> None:
    assert wait_after(answer(**headers), hints, schedule, NOW) == wait


@pytest.mark.parametrize(
    ("status", "asked", "wait"),
    [
        (429, 7_200.0, Wait(7_200.0, "Retry-After")),
        (503, 30.0, Wait(30.0, "Retry-After")),
        (503, 86_400.0, Wait(21_600.0, "Retry-After")),  # six hours at most
        (503, None, None),
    ],
)
def test_a_refusal_is_obeyed_for_longer_and_its_other_hints_say_nothing(
    status: int, asked: float | None, wait: Wait | None
) -> None:
    refused = answer(status, retry_after=asked, max_age=600.0)
    assert wait_after(refused, Hints(ttl=600.0), MINUTE, NOW) == wait
