from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from statements.english import find_utterances, parsing
from statements.english.fitted import shipped
from statements.english.fitted.weights import FILE, UNSEEN, Ranking, Weights, encode, log_odds, stem
from statements.paragraphs import split_paragraphs

Change = Callable[[dict[str, Any]], object]


def told_as_missing() -> bool:
    reason = parsing.why_missing() or ""
    return FILE in reason and parsing.ALONE in reason


def words_said() -> list[str]:
    """As the cue grammar alone reads them."""
    text = "Ada Berg said that Nordlys would not build in Ohio."
    found = find_utterances(text, list(split_paragraphs(text)))
    return [text[slice(*each.content[0])] for here in found for each in here]


def shipped_weights() -> Weights:
    weights = shipped.load_weights()
    assert weights is not None, shipped.why_unfit()
    return weights


@pytest.mark.parametrize(
    ("forms", "same"),
    [
        ("deny denies denied denying", "deny"),
        ("announce announces announced announcing", "announc"),
        ("admit admitted admitting", "admit"),
        ("stress stresses stressed", "stress"),
        ("tell tells telling", "tell"),
    ],
)
def test_the_forms_of_a_verb_have_one_stem(forms: str, same: str) -> None:
    assert {stem(form) for form in forms.split()} == {same}


def test_a_verb_that_always_reports_has_better_odds_than_one_that_seldom_does() -> None:
    assert log_odds(90, 100, 0.3).odds > 0 > log_odds(2, 100, 0.3).odds
    assert log_odds(1, 1, 0.3).odds < log_odds(100, 100, 0.3).odds


def test_a_category_that_was_never_seen_weighs_as_usual() -> None:
    rows = [(1.5, "VBD"), (2.0, "XX")]
    assert encode(rows, ("number", "tag"), {"tag": {"VBD": 0.9}}, 0.25).tolist() == [[1.5, 0.9], [2.0, 0.25]]


@pytest.mark.parametrize("name", shipped.FEATURES)
def test_the_weights_were_fitted_for_the_features_that_the_code_has(name: str) -> None:
    fields, categories = shipped.FEATURES[name]
    ranking: Ranking = getattr(shipped_weights(), name)
    assert ranking.fields == fields
    assert set(ranking.categories) == set(categories)
    assert int(ranking.trees.feature.max()) < len(fields)


def test_the_weights_hold_no_text_but_single_words() -> None:
    weights = shipped_weights()
    assert all(word.isalpha() for word in weights.odds)
    rankings = (weights.cues, weights.words, weights.extents, weights.speakers)
    values = {value for each in rankings for known in each.categories.values() for value in known}
    assert [value for value in values if " " in value] == []


def test_what_was_never_seen_hardly_reports() -> None:
    weights = shipped_weights()
    assert weights.odds_of("said").odds > 0
    assert weights.odds_of("quibbleth") == UNSEEN
    assert weights.odds_of("walked").odds < -1


# ---------------------------------------------------------------- a file that does not suit


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the file, which is read in its place."""
    place = tmp_path / FILE
    place.write_bytes(shipped.PLACE.read_bytes())
    monkeypatch.setattr(shipped, "PLACE", place)
    shipped._load_once.cache_clear()
    yield place
    shipped._load_once.cache_clear()


def _swap_fields(weights: dict[str, Any]) -> None:
    fields = weights["speakers"]["fields"]
    fields[0], fields[1] = fields[1], fields[0]


CHANGES: dict[str, Change] = {
    "a model is missing": lambda weights: weights.pop("extents"),
    "a threshold is missing": lambda weights: weights["least"].popitem(),
    "a threshold has another name": lambda weights: weights["least"].update(most_cue=1),
    "a threshold is no number": lambda weights: weights["least"].update(least_cue="much"),
    "the odds are no pairs": lambda weights: weights["odds"].update(said=[1]),
    "two features changed places": _swap_fields,
    "a feature is gone": lambda weights: weights["words"]["fields"].pop(),
    "a category is a number now": lambda weights: weights["cues"]["categories"].popitem(),
    "a tree begins nowhere": lambda weights: weights["cues"]["trees"]["roots"].append(10**9),
    "a node leads nowhere": lambda weights: weights["words"]["trees"]["right"].__setitem__(0, 10**9),
    "a node asks for no feature": lambda weights: weights["cues"]["trees"]["feature"].__setitem__(0, 999),
    "there are no trees": lambda weights: weights["cues"]["trees"].update(roots=[]),
    "the trees have no end": lambda weights: weights["cues"]["trees"].update(depth=10**12),
    "a value is none": lambda weights: weights["cues"]["trees"]["number"].__setitem__(0, float("nan")),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_weights_that_do_not_suit_the_code_are_told_and_not_used(stored: Path, change: Change) -> None:
    weights = json.loads(stored.read_text("utf-8"))
    change(weights)
    stored.write_text(json.dumps(weights), "utf-8")
    assert shipped.load_weights() is None
    assert told_as_missing()
    assert words_said() == ["Nordlys would not build in Ohio"]


@pytest.mark.parametrize(
    "content", [None, b"", b"{}", b"[]", b"null", b'{"odds":{"say', b"\xff\xfe", b"[" * 99_999]
)
def test_a_file_without_weights_is_told_and_not_used(stored: Path, content: bytes | None) -> None:
    stored.unlink() if content is None else stored.write_bytes(content)
    assert shipped.load_weights() is None
    assert told_as_missing()
    assert words_said() == ["Nordlys would not build in Ohio"]
