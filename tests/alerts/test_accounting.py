"""explain over the real record: what became of a watch since its Hit, and where a ref leads."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from alerts.account import account_for
from alerts.dispatch import Dispatch
from alerts.explain import lines
from alerts.rules import parse
from alerts.watches import Watchlist
from record.store import Record
from record.types import Statement
from tests.alerts.test_retold import PEOPLE, UTC, WAS, WATCH, WATCHLIST, judged, say


@pytest.fixture
def told(record: Record) -> Statement:
    statement = say(record, WAS)
    assert len(judged(record)) == 1
    return statement


def explained(record: Record, statement: Statement, watchlist: Watchlist) -> list[str]:
    return [line.strip() for line in lines(account_for(record.reading, watchlist, statement, UTC))]


def test_a_watch_that_asks_the_same_today_has_nothing_to_add(record: Record, told: Statement) -> None:
    assert not any(line.startswith("since then") for line in explained(record, told, WATCHLIST))


@pytest.mark.parametrize(
    ("rule", "since"),
    [
        ("price", "since then  the rule is another now: price (it does not fit)"),
        ("market OR price", "since then  the rule is another now: market OR price (it fits, too)"),
        (None, "since then  it has no rule now (it fits, too)"),
    ],
)
def test_a_rule_that_is_another_now_is_shown_with_what_it_would_say(
    record: Record, told: Statement, rule: str | None, since: str
) -> None:
    changed = replace(WATCH, rule=parse(rule).rule if rule else None)
    shown = explained(record, told, Watchlist((changed,), {}, PEOPLE))
    assert since in shown
    assert any("market" in line and "✓ “market”" in line for line in shown), "as it was judged then"


def test_a_watch_that_is_gone_keeps_its_hit(record: Record, told: Statement) -> None:
    shown = explained(record, told, Watchlist((), {}, PEOPLE))
    assert "since then  the watch stands no longer in the watchlist" in shown


def test_a_nonhit_shows_its_clauses_as_a_hit_does(record: Record, told: Statement) -> None:
    other = replace(WATCH, id="p", name="Pricing", rule=parse("market (price OR plan NEAR/1 market)").rule)
    shown = explained(record, told, Watchlist((other,), {}, PEOPLE))
    assert any(line.startswith("watch “Pricing”") and "no hit: " in line for line in shown)
    assert any("plan NEAR/1 market" in line and "the limit is 1" in line for line in shown)


def test_the_ref_of_a_delivery_leads_to_what_it_told(record: Record, told: Statement) -> None:
    (delivery,) = record.reading.deliveries(told)
    for ref in (delivery.key, delivery.key[:6]):
        assert [each.public_id for each in record.reading.alerted(ref)] == [told.public_id]
    assert record.reading.alerted("%") == []


def test_the_words_that_were_read_are_shown_where_they_are_not_those_above(record: Record) -> None:
    say(record, "there is no plan for America")
    asyncio.run(Dispatch(record.judging, WATCHLIST, {"desk": ("somebody",)}).work())
    statement = say(record, WAS, joined=True)
    assert len(judged(record)) == 1
    shown = explained(record, statement, WATCHLIST)
    assert any(line.startswith("read ") and WAS in line for line in shown)
    first = say(record, "the market is fine")
    judged(record)
    assert not any(line.startswith("read ") for line in explained(record, first, WATCHLIST))
