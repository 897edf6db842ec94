"""What a hostile rule may cost, counted in work and not in seconds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from alerts.rules import Scope, inflection, matcher, parse
from alerts.rules.nodes import Found
from alerts.rules.operators.near import MOST_PLACES
from alerts.rules.stretches import MOST_JUDGED

MANY = "a " * 20_000


def judge(rule: str, quote: str) -> Found:
    parsed = parse(rule)
    assert parsed.rule is not None
    return matcher.judge(parsed.rule, Scope.of("quote", quote))


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any, str], Counter[str]]:
    counts = Counter[str]()

    def count(place: Any, name: str) -> Counter[str]:
        real = getattr(place, name)

        def counted(*given: Any, **named: Any) -> Any:
            counts[name] += 1
            return real(*given, **named)

        monkeypatch.setattr(place, name, counted)
        return counts

    return count


def test_the_forms_of_a_word_are_looked_up_and_not_searched_for(
    calls: Callable[[Any, str], Counter[str]],
) -> None:
    inflection.inflections("market")  # reads the table
    counts = calls(inflection, "_spelt")
    for word in ("waant", "blorpings", "enteringe"):
        inflection.inflections.cache_clear()
        inflection.inflections(word)
    assert 0 < counts["_spelt"] < 1_000


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("noun", {"noun", "nouns"}),
        ("went", {"go", "goes", "going", "gone", "went"}),
        ("labelled", {"label", "labels", "labeled", "labelled", "labeling", "labelling"}),
        ("waant", {"waant", "waants", "waanted", "waanting"}),
    ],
)
def test_a_word_has_the_forms_of_the_table_or_of_the_grammar(word: str, forms: set[str]) -> None:
    assert set(inflection.inflections(word)) == forms


@pytest.mark.parametrize("join", [" OR ", " AND "])
def test_what_a_rule_says_often_is_looked_for_once(
    join: str, calls: Callable[[Any, str], Counter[str]]
) -> None:
    counts = calls(matcher, "find")
    found = judge(join.join(["a"] * 300), MANY)
    assert len(found.matches) == 20_000
    assert counts["find"] == 2  # once to read the rule: silence is judged
    assert [part.node.start for part in found.parts[:2]] == [0, 1 + len(join)]


def test_near_keeps_no_more_places_than_are_of_use() -> None:
    found = judge(" NEAR/999 ".join(["a"] * 11), MANY)
    assert found.hit
    assert len(found.matches) <= 4 * MOST_PLACES


def test_near_finds_the_one_place_among_very_many() -> None:
    assert judge("a NEAR/1 z", f"{MANY} z").hit
    assert not judge("a NEAR/1 z", f"{MANY} x y z").hit
    assert judge("(a NEAR/1 x) NEAR/1 z", f"{MANY} x z").hit


def test_a_long_rule_is_judged_in_only_so_many_sentences(
    calls: Callable[[Any, str], Counter[str]],
) -> None:
    counts = calls(matcher._Judge, "of")
    found = judge("SENTENCE(" + " OR ".join(["a NOT a"] * 200) + ")", "A said a. " * 5_000)
    assert not found.hit
    assert counts["of"] < 1.2 * MOST_JUDGED


def test_a_sentence_that_cannot_hit_is_no_hindrance_to_one_that_does() -> None:
    some = " OR ".join(f"a{number}" for number in range(500))
    text = "It was a1. " * 3_000 + "It was a1 in May."
    assert judge(f"SENTENCE(({some}) AND may AND was)", text).hit


def test_every_sentence_counts_as_a_mention() -> None:
    assert judge("ATLEAST/900(SENTENCE(a NOT he))", "A said so. " * 900).hit
    assert not judge("ATLEAST/900(SENTENCE(a NOT he))", "A said so. " * 899).hit
