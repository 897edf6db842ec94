"""Where the words of a phrase may stand: across what is transparent, and not across breaks."""

from __future__ import annotations

import pytest

from alerts.rules import Scope, match, parse

PHRASES = [
    ("US market", "the US-market is large", True),
    ("US market", "the US “market” is large", True),
    ("US market", "the US (market)", True),
    ("US market", "the US/market", True),
    ("US market", "made in the US. Market shares fell", False),
    ("US market", "in the US, market shares", False),
    ("US market", "in the US\nmarket shares", False),
    ("US market", "the U.S. market", True),
    ("3.5", "it cost 3.5 million", True),
    ("x.com", "see x.com for more", True),
    ("美国市场", "進入美國市場的計劃", True),
    ("美国市场", "在美国，市场很大", False),
    ("su7", "小米SU7在加州", True),
    ("su", "小米SU7在加州", False),
    ("market", "supermarkets", False),
]


@pytest.mark.parametrize(("term", "text", "found"), PHRASES)
def test_a_phrase_matches_across_what_is_transparent_and_not_across_breaks(
    term: str, text: str, found: bool
) -> None:
    rule = parse(f'"{term}"', {}).rule
    assert rule is not None
    assert match(rule, Scope.of("quote", text)).hit is found
