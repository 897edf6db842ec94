"""Why a watch did not hit: the first reason in order."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from alerts.nonhits import UNJUDGED, fits_now, why_missed
from alerts.rules import parse
from alerts.watches import SourceFilter, Watchlist
from record.types import EventKind
from tests.alerts.test_becoming import CHINESE, REPORT, became, statement
from tests.alerts.test_dispatch import PEOPLE, watch
from tests.builders import source

SAID = statement(REPORT, CHINESE)
HAPPENED = [became(EventKind.NEW, SAID, REPORT)]
AGGREGATOR = Watchlist((), {}, PEOPLE, {"reuters/feed": source(kind="aggregator", name="Mirror")})


def rule(text: str) -> Any:
    parsed = parse(text)
    assert parsed.rule
    return parsed.rule


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"people": ("nobody",)}, "is not one of its people (nobody)"),
        ({"sources": SourceFilter(without=frozenset({"aggregator"}))}, "Mirror is an aggregator"),
        ({"first_party": "only"}, "this watch hears only the speaker's own words"),
        ({"on": frozenset({EventKind.DELETED})}, "(on: deleted); what happened: new"),
        ({"rule": None}, UNJUDGED),
    ],
)
def test_the_first_reason_is_told(changes: dict[str, Any], reason: str) -> None:
    found = why_missed(replace(watch(), **changes), AGGREGATOR, SAID, HAPPENED)
    assert not found.hit
    assert reason in found.reason


def test_the_rule_is_explained_by_the_report_that_came_nearest() -> None:
    asked = replace(watch(), rule=rule("enter market price"))
    found = why_missed(asked, AGGREGATOR, SAID, HAPPENED)
    assert (found.explanation["missing"], found.report) == (["price"], "Outlet 3, the nearest of 2 reports")


def test_a_rule_that_fits_today_is_told_apart_from_one_that_does_not() -> None:
    assert fits_now(replace(watch(), rule=rule("market")), AGGREGATOR, SAID)
    assert not fits_now(replace(watch(), rule=rule("price")), AGGREGATOR, SAID)
