"""What differs between two wordings, and whether it is more than a slip of the pen."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.messages.changes import cut_pieces
from alerts.wording import Piece, compare, is_minor


def marked(pieces: tuple[Piece, ...]) -> str:
    signs = {"same": "", "was": "-", "now": "+"}
    return "".join(f"{signs[piece.sign]}{piece.text}{signs[piece.sign]}" for piece in pieces)


@pytest.mark.parametrize(
    ("was", "now", "old", "new"),
    [
        ("No plan for 2027.", "No plan for 2028.", "No plan for -2027-.", "No plan for +2028+."),
        ("我们没有计划。", "我们明年没有计划。", "我们没有计划。", "我们+明年+没有计划。"),
        ("on SU7 sales", "on YU7 sales", "on -SU7- sales", "on +YU7+ sales"),
        ("定价21万", "定价23万", "定价-21-万", "定价+23+万"),
        ("we may well wait", "we surely must wait", "we -may well- wait", "we +surely must+ wait"),
        ("all of it", "", "-all of it-", ""),
        ("", "all of it", "", "+all of it+"),
        ("same", "same", "same", "same"),
    ],
)
def test_words_are_marked_and_characters_where_none_are_written_apart(
    was: str, now: str, old: str, new: str
) -> None:
    wording = compare(was, now)
    assert (marked(wording.was), marked(wording.now)) == (old, new)


MINOR = [
    ("We recieve many orders from dealers every day.", "We receive many orders from dealers every day."),
    ("We have no plans for the market, none at all.", "We have no plan for the market, none at all."),
    ("The launch of the car is set for the spring.", "The launch of car is set for the spring."),
    ("We will enter the market after that, he said", "We will enter the market after that he said"),
    ("我们会认真地听取每一位用户提出来的意见和建议。", "我们会认真的听取每一位用户提出来的意见和建议。"),
    ("我们会认真听取每一位用户提出来的意见和建议", "我们会认真听取每一位用户提出来的意见和建议。"),
]
MAJOR = [
    ("We will enter the market in 2027 with one car.", "We will enter the market in 2028 with one car."),
    ("We will now enter the market with our new car.", "We will not enter the market with our new car."),
    ("We can do that with the factory that we have now.", "We can't do that with the factory we have now."),
    ("We will open the new plant on Monday, we hope.", "We will open the new plant on Sunday, we hope."),
    ("We ordered seven machines from them last year.", "We ordered seventy machines from them last year."),
    ("It is a legal way to do it, and we know that.", "It is an illegal way to do it, and we know that."),
    ("We will build it in a plant of ours in the city.", "We will build it in a plant of ours by the city."),
    ("Sales rose by a million cars in the last year.", "Sales rose by a billion cars in the last year."),
    ("我们明年会带着新的车型进入美国市场，大家放心。", "我们明年会带着新的车型进入英国市场，大家放心。"),
    ("我们明年会带着新的车型进入美国市场，大家放心。", "我们明年不会带着新的车型进入美国市场，大家放心。"),
    ("我们今年的目标是交付三十万辆车，大家一起加油。", "我们今年的目标是交付四十万辆车，大家一起加油。"),
    ("We recieve many orders.", ""),
    ("", "We receive many orders."),
    ("We have a plan.", "They want something else."),
]


@pytest.mark.parametrize(("was", "now"), MINOR)
def test_a_slip_of_the_pen_is_minor(was: str, now: str) -> None:
    assert is_minor(was, now)
    assert is_minor(now, was)


@pytest.mark.parametrize(("was", "now"), MAJOR)
def test_what_changes_a_number_a_name_a_day_or_the_sense_is_not(was: str, now: str) -> None:
    assert not is_minor(was, now)
    assert not is_minor(now, was)


@given(st.text(), st.text())
def test_the_pieces_are_the_texts_whatever_they_hold(was: str, now: str) -> None:
    wording = compare(was, now)
    assert "".join(piece.text for piece in wording.was) == was
    assert "".join(piece.text for piece in wording.now) == now
    is_minor(was, now)  # raises nothing


@pytest.mark.parametrize("unit", ["好不", "a b ", "0.", "x'"])
def test_long_texts_take_no_long_time(unit: str) -> None:
    begun = time.perf_counter()
    compare(unit * 20_000, "x" + unit * 15_000 + "y")
    is_minor(unit * 20_000, unit[::-1] * 20_000)
    assert time.perf_counter() - begun < 4


def test_a_long_wording_is_cut_around_what_differs() -> None:
    same = "we said so " * 60
    pieces = compare(f"{same}in May {same}", f"{same}in June {same}").now
    shown = "".join(piece.text for piece in cut_pieces(pieces, 300))
    assert len(shown) < 320
    assert "in June" in shown
    assert shown.startswith("…")
    assert cut_pieces(pieces, 10_000) == pieces
