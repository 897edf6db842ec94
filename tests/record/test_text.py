"""Folding and tokens: a rule and a text meet in the same words, in both scripts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from record.text import BREAK, fold, fold_name, tokenize, words

FOLDS = [
    ("XIAOMI", "xiaomi"),
    ("Ｘｉａｏｍｉ　ＳＵ７", "xiaomi su7"),
    ("Ola Källenius", "ola kallenius"),
    ("Straße", "strasse"),
    ("美國市場", "美国市场"),
    ("雷軍", "雷军"),
    ("ﬁnal", "final"),
    ("①", "1"),
    ("e\u0301", "e"),
]


@pytest.mark.parametrize(("text", "folded"), FOLDS)
def test_spellings_of_one_word_fold_alike(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_name_is_folded_without_spaces_dots_and_dashes() -> None:
    assert fold_name("C. C. Wei") == fold_name("CC Wei") == "ccwei"
    assert fold_name("埃隆·马斯克") == fold_name("埃隆馬斯克")


TOKENS = [
    ("US-market", ["us", "market"]),
    ("小米SU7在美国", ["小", "米", "su7", "在", "美", "国"]),
    ("Xiaomi's", ["xiaomi"]),
    ("Xiaomi’s", ["xiaomi"]),
    ("don't", ["dont"]),
    ("O'Brien", ["obrien"]),
    ("U.S.", ["us"]),
    ("U.S", ["us"]),
    ("U.S.A.", ["usa"]),
    ("3.5", ["3", "5"]),
    ("x.com", ["x", "com"]),
    ("カメラ", ["カ", "メ", "ラ"]),
    ("", []),
    (" ,.!", []),
]


@pytest.mark.parametrize(("text", "words"), TOKENS)
def test_words_are_cut_as_the_rules_say(text: str, words: list[str]) -> None:
    assert [token.text for token in tokenize(text)] == words


def test_an_acronym_with_dots_is_marked_so_that_exact_terms_can_tell() -> None:
    dotted, plain = tokenize("U.S. and US")[0], tokenize("US")[0]
    assert (dotted.text, dotted.dotted) == ("us", True)
    assert (plain.text, plain.dotted) == ("us", False)


@given(st.text(max_size=200))
def test_tokens_stand_in_order_at_their_places_in_the_original(text: str) -> None:
    tokens = tokenize(text)
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert all(one.end <= other.start and one.segment <= other.segment for one, other in pairwise(tokens))


@given(st.text(max_size=100))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


HOSTILE = st.text(st.sampled_from("aUS.,:'’ʼ-_ \n\t3½①小米國カ・\u3099\u0301é。！")) | st.text(max_size=60)


@given(HOSTILE)
def test_the_quick_words_are_those_of_the_tokens_with_a_break_where_a_segment_ends(text: str) -> None:
    segment, found = 0, []
    for word in words(text):
        if word == BREAK:
            segment += 1
        else:
            found.append((word, segment))
    assert found == [(token.text, token.segment) for token in tokenize(text)]


def test_an_acronym_goes_on_for_32_letters_so_that_no_text_of_dots_is_read_again_from_each() -> None:
    assert [token.text for token in tokenize("a." * 32)] == ["a" * 32]
    assert len(tokenize("a." * 20_000 + "bc")) == 20_001
