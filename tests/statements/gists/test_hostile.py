"""Every facet is total: nothing raises, and a long text costs no more than a short one."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from statements.gists.conditions import is_conditional
from statements.gists.dates import dates_in
from statements.gists.negation import is_negative
from statements.gists.numbers import numbers_in
from statements.gists.opposites import moves_in
from statements.gists.phases import phase_of
from statements.gists.places import places_in
from statements.gists.products import products_in

SAID = datetime(2026, 6, 10, tzinfo=UTC)
FACETS: list[Callable[[str, str], object]] = [
    numbers_in,
    places_in,
    products_in,
    is_conditional,
    is_negative,
    moves_in,
    lambda text, lang: phase_of(text, lang, SAID),
    lambda text, lang: dates_in(text, lang, SAID),
]
HOSTILE = [
    "",
    "\x00\ud800\uffff",
    "1" * 20_000,
    "9999年99月99日" * 500,
    "一二三四五六七八九十百千万亿" * 1_500,
    "one hundred and " * 1_500,
    "before the end of " * 1_500,
    "in 999 years " * 1_500,
    "no " * 6_000,
    "不" * 20_000,
    "A1" * 10_000,
    "1,000,000.000%-" * 1_500,
    "百分之分之成点万" * 2_500,
    "31 June 0000, 30 February 2027, Q9 9999, ٣٤٥, ²³, Ⅷ月, ½ of ①, 13月45日, 0分之0, 一分之零",
    "should if unless " * 1_500,
]


@pytest.mark.parametrize("facet", FACETS)
@pytest.mark.parametrize("lang", ["en", "zh", "de", ""])
def test_nothing_raises_and_nothing_takes_long(facet: Callable[[str, str], object], lang: str) -> None:
    started = time.perf_counter()
    for text in HOSTILE:
        facet(text, lang)
    assert time.perf_counter() - started < 4
