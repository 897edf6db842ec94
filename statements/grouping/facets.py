"""What two Gists agree and differ in, facet by facet."""

from __future__ import annotations

from collections.abc import Iterator
from math import log1p

from record.placing import Gist, Period, Quantity
from statements.gists.dates import dates_agree
from statements.gists.numbers import numbers_agree
from statements.gists.opposites import moves_agree
from statements.gists.phases import phases_agree
from statements.gists.places import places_agree
from statements.gists.products import products_agree

COMPARED = ("numbers", "dates", "places", "products", "phase", "negative", "conditional", "moves")
VERDICTS = ("agree", "differ", "on one side")
FACETS = (
    *(f"{name} {verdict}" for name in COMPARED for verdict in VERDICTS),
    "kinds shared",
    "kinds",
    "agreed",
    "figures",
    "days named",
)


def verdicts_on(one: Gist, other: Gist) -> dict[str, bool | None]:
    """True where they agree, False where they differ, None where it cannot be told."""
    negatives = (one.negative, other.negative)
    return {
        "numbers": numbers_agree(one.numbers, other.numbers),
        "dates": dates_agree(one.dates, other.dates),
        "places": places_agree(one.places, other.places),
        "products": products_agree(one.products, other.products),
        "phase": phases_agree(one.phase, other.phase),
        "negative": None if None in negatives else one.negative == other.negative,
        "conditional": one.conditional == other.conditional,
        "moves": moves_agree(one.moves, other.moves),
    }


def compare_facets(one: Gist, other: Gist) -> Iterator[float]:
    """Three marks a facet, in the order of FACETS; how many classes they share, how much that is, and how
    much more than chance it is that they agree."""
    verdicts = verdicts_on(one, other)
    for name, verdict in verdicts.items():
        alone = bool(getattr(one, name)) != bool(getattr(other, name))
        yield from (float(verdict is True), float(verdict is False), float(alone))
    shared = len(one.kinds & other.kinds)
    yield float(shared)
    yield shared / max(min(len(one.kinds), len(other.kinds)), 1)
    yield float(sum(verdicts[name] is True for name in ("numbers", "dates", "places", "products")))
    yield sum(_telling(each) for each in set(one.numbers) & set(other.numbers))
    yield max((_closeness(left, right) for left in one.dates for right in other.dates), default=0.0)


def _telling(number: Quantity) -> float:
    """Three of something may be three of anything, 18.4 % is hardly chance."""
    digits = f"{number.low:.6g}".replace(".", "").strip("0-+e")
    return min(len(digits), 3) + bool(number.unit)


def _closeness(one: Period, other: Period) -> float:
    """From 1 for one day that both name down to 0 for long or open periods, and for any that do not meet."""
    if one.last < other.first or other.last < one.first:
        return 0.0
    longest = max((each.last - each.first).days for each in (one, other))
    return 1 / (1 + log1p(longest))
