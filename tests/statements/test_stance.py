"""What is done with the words, and whether they are negative."""

from __future__ import annotations

import pytest

from record.types import Polarity, Stance
from statements.paragraphs import language
from statements.stance import polarity_of, stance_of

POLARITY: list[tuple[str, Polarity]] = [
    ("there is no plan for America", "negative"),
    ("we are not planning to enter", "negative"),
    ("we don’t sell cars there", "negative"),
    ("the report is false", "negative"),
    ("an entry is unlikely", "negative"),
    ("not only China but also Europe is served", "positive"),
    ("there is no doubt that we will come", "positive"),
    ("we will come if the tariff does not rise", "positive"),
    ("he asked whether nobody would come", "positive"),
    ("the car was bought by another company", "positive"),
    ("目前没有计划", "negative"),
    ("目前沒有計劃", "negative"),
    ("该报道不属实", "negative"),
    ("我们不会进入美国", "negative"),
    ("不仅在中国，也在欧洲销售", "positive"),
    ("如果没有关税，我们会去", "positive"),
    ("不得不说，这辆车很好", "positive"),
    ("车辆是其他公司购买的", "positive"),
]


@pytest.mark.parametrize(("words", "polarity"), POLARITY)
def test_polarity_is_negative_exactly_where_the_words_negate(words: str, polarity: Polarity) -> None:
    assert polarity_of(words, language(words), None) == polarity


def test_a_cue_that_denies_makes_its_words_negative() -> None:
    assert polarity_of("a collaboration with Xiaomi", "en", "deny") == "negative"


STANCES: list[tuple[str, Stance | None, Stance]] = [
    ("we have no plan to enter the market", None, "deny"),
    ("the story is untrue", None, "deny"),
    ("we will build a plant in Spain", None, "plan"),
    ("sales rose by a tenth", None, "claim"),
    ("they make the best cars in the world", None, "judge"),
    ("why should anybody buy it?", None, "ask"),
    ("we will not close the plant", "plan", "plan"),
    ("an investment in Spain", "plan", "plan"),
    ("that the plant is late", "confirm", "confirm"),
    ("我们没有收购计划", None, "deny"),
    ("我们将在西班牙建厂", None, "plan"),
    ("销量增长了一成", None, "claim"),
    ("这款车非常出色", None, "judge"),
    ("为什么不买？", None, "ask"),
]


@pytest.mark.parametrize(("words", "cue", "stance"), STANCES)
def test_the_stance_is_that_of_the_cue_or_of_the_words(
    words: str, cue: Stance | None, stance: Stance
) -> None:
    assert stance_of(words, language(words), cue) == stance


def test_words_that_name_the_speakers_own_side_can_be_a_plan() -> None:
    words = "SpaceX would fly the ship twice"
    assert stance_of(words, "en", None, own=("Gwynne Shotwell", "SpaceX")) == "plan"
    assert stance_of(words, "en", None, own=("NASA",)) == "claim"
