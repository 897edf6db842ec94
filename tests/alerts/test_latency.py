"""Percentiles of the latency ledger, and how a lapse is written."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alerts.latency import Percentiles, lapse, percentiles, reckon, slowest_step
from record.passage import Passage
from tests.builders import EPOCH


def passage(number: int = 0, seconds: float = 1.0, source: str = "wire", channel: str = "desk") -> Passage:
    """Published a minute before it was listed, and wanted an hour later; its delivery took that long."""
    listed, due = EPOCH + timedelta(minutes=1), EPOCH + timedelta(minutes=61)
    times = dict.fromkeys(("listed", "fetched", "recorded", "extracted", "matched", "decided"), listed)
    return Passage(
        statement=f"st_{number}",
        source=source,
        channel=channel,
        delivery="0" * 32,
        said=None,
        published=EPOCH,
        due=due,
        delivered=due + timedelta(seconds=seconds),
        **times,
    )


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, Percentiles(1, 1, 1, 1)),
        (2, Percentiles(2, 1, 2, 2)),
        (10, Percentiles(10, 5, 9, 10)),
        (100, Percentiles(100, 50, 90, 99)),
        (1000, Percentiles(1000, 500, 900, 990)),
    ],
)
def test_percentiles_are_lapses_that_there_were(count: int, expected: Percentiles) -> None:
    assert percentiles(float(number) for number in range(count, 0, -1)) == expected


def test_of_nothing_there_are_none() -> None:
    with pytest.raises(ValueError, match="nothing to rank"):
        percentiles([])


def test_every_source_and_channel_has_its_own_and_the_most_told_comes_first() -> None:
    told = [passage(0, 1, "wire"), passage(1, 2, "paper", "phone"), passage(2, 3, "paper")]
    ledger = reckon(told)
    assert list(ledger.sources) == ["paper", "wire"]
    assert list(ledger.channels) == ["desk", "phone"]
    assert percentiles(ledger.sources["paper"].ours) == Percentiles(2, 2, 3, 3)
    assert percentiles(ledger.whole.ours).count == 3


def test_what_the_user_wanted_and_what_the_source_took_is_not_ours() -> None:
    ledger = reckon([passage(seconds=7)])
    found = {step.name: (step.part, each.p50) for step, each in ledger.whole.steps()}
    assert found["published → listed"] == ("theirs", 60)
    assert found["decided → due"] == ("wanted", 3600)
    assert found["due → delivered"] == ("ours", 7)
    assert list(ledger.whole.ours) == [7]
    assert "said → published" not in found, "nobody says when"


def test_the_slowest_of_many_are_found_with_their_slowest_step() -> None:
    ledger = reckon((passage(number, seconds=number * 37 % 2000) for number in range(2000)), most=3)
    assert [each.ours for each in ledger.slowest] == [1999, 1998, 1997]
    step, seconds = slowest_step(ledger.slowest[0])
    assert (step.name, seconds) == ("due → delivered", 1999)


def test_nothing_at_all_is_no_error() -> None:
    ledger = reckon([])
    assert (ledger.sources, ledger.channels, ledger.slowest) == ({}, {}, ())


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0.0 s"),
        (0.44, "0.4 s"),
        (9.96, "10 s"),
        (99, "99 s"),
        (100, "1.7 min"),
        (720, "12 min"),
        (5969, "99 min"),
        (5971, "1.7 h"),
        (40_000, "11 h"),
        (172_800, "2.0 days"),
        (1_000_000, "11.6 days"),
    ],
)
def test_a_lapse_is_written_with_two_figures(seconds: float, words: str) -> None:
    assert lapse(seconds) == words
