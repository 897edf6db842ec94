"""How long a mirror is left alone after a poll."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.breaker import BLOCKED, PERIOD, blocks_after, rest_of, wait_of
from crawler.conversation import Manners
from record.types import Outcome, Schedule, Source, Wait

HOUR = 3_600.0
STRICT = Manners(pace=5.0, period=600.0, block=HOUR)
ASKED = Wait(7_200.0, "Retry-After")
SOURCE = Source("m:a", "posts", "rsshub", "https://m/", "weibo:1", "Weibo", Schedule(every=60))


def longest(_: float, most: float) -> float:
    return most


@pytest.mark.parametrize(
    ("manners", "outcome", "refusals", "said", "wait"),
    [
        (Manners(), Outcome.OK, 1, None, None),
        (Manners(), Outcome.OK, 1, ASKED, ASKED),
        (Manners(), Outcome.BLOCKED, 1, None, None),  # the first one costs nothing
        (Manners(), Outcome.BLOCKED, 2, None, Wait(10.0, BLOCKED)),
        (Manners(), Outcome.BLOCKED, 5, None, Wait(80.0, BLOCKED)),
        (Manners(), Outcome.BLOCKED, 99, None, Wait(HOUR, BLOCKED)),
        (Manners(), Outcome.BLOCKED, 2, ASKED, ASKED),
        (Manners(), Outcome.ERROR, 9, None, None),  # the agenda's own pause
        (STRICT, Outcome.OK, 1, None, Wait(660.0, PERIOD)),
        (STRICT, Outcome.UNREACHABLE, 3, None, Wait(660.0, PERIOD)),
        (STRICT, Outcome.BLOCKED, 1, None, Wait(HOUR, BLOCKED)),
        (STRICT, Outcome.BLOCKED, 1, ASKED, ASKED),
        (STRICT, Outcome.BLOCKED, 3, None, Wait(4 * HOUR, BLOCKED)),
        (STRICT, Outcome.BLOCKED, 10_000, None, Wait(24 * HOUR, BLOCKED)),
    ],
)
def test_the_longest_of_all_reasons_to_wait_counts(
    manners: Manners, outcome: Outcome, refusals: int, said: Wait | None, wait: Wait | None
) -> None:
    assert wait_of(manners, outcome, refusals, said, longest) == wait


def test_a_period_is_never_shorter_than_the_platform_bears_and_a_tenth_longer_at_most() -> None:
    drawn = {wait_of(STRICT, Outcome.OK, 1, None) for _ in range(50)}
    seconds = [wait.seconds for wait in drawn if wait]
    assert 600 <= min(seconds) < max(seconds) <= 660


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [(Outcome.BLOCKED, 3), (Outcome.UNREACHABLE, 2), (Outcome.ERROR, 2), (Outcome.EMPTY, 0), (Outcome.OK, 0)],
)
def test_only_an_answer_ends_the_count_of_refusals(outcome: Outcome, expected: int) -> None:
    assert blocks_after(2, outcome) == expected


@pytest.mark.parametrize(
    ("url", "networks", "rests"),
    [
        ("http://10.1.2.3:1200/x", ["10.0.0.0/8"], False),
        ("http://127.0.0.1:1200/x", ["127.0.0.0/8"], False),
        ("http://localhost:1200/x", ["127.0.0.0/8"], False),
        ("http://[::1]:1200/x", ["127.0.0.0/8", "::1/128"], False),
        ("http://[::1]:1200/x", ["127.0.0.0/8"], True),
        ("http://localhost:1200/x", ["10.0.0.0/8"], True),
        ("http://10.1.2.3/x", [], True),
        ("https://m.weibo.cn/x", ["10.0.0.0/8"], True),
        ("https://8.8.8.8/x", ["0.0.0.0/0"], True),
    ],
)
def test_only_a_host_at_home_is_asked_without_a_pace(url: str, networks: list[str], rests: bool) -> None:
    assert bool(rest_of(STRICT, replace(SOURCE, url=url, allow_private=tuple(networks)))) is rests


def test_questions_are_a_pace_apart_or_twice_as_much() -> None:
    rests = {rest_of(STRICT, SOURCE) for _ in range(50)}
    assert 5 <= min(rests) < max(rests) <= 10
