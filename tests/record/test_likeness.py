"""Which texts are near-copies: copies with a frame, cut ones and converted ones, but not two of one topic."""

from __future__ import annotations

import random

import pytest

from record.likeness import NEAR_COPY, PERMUTATIONS, bands, likeness_of, resemblance

ENGLISH = (
    "plant price model battery market ohio steel margin demand board the of and to in that will not said"
)
CHINESE = "工厂 价格 车型 电池 市场 钢材 利润 需求 芯片 发布会 的 了 在 是 和 与 将 对于 从 到 不 也 就 都 而"
BOILERPLATE = "Sign up for our morning letter. All rights reserved. Follow us, and send tips to the desk. "


def written(seed: int, words: int, chinese: bool) -> str:
    """An article about always the same things, in words of its own."""
    own = random.Random(seed)
    topic = (CHINESE if chinese else ENGLISH).split()
    names = [f"{own.choice('BCDFGKLMNPRST')}{own.choice('aeiou')}{own.randrange(10**6)}" for _ in range(20)]
    chosen = [own.choice((own.choice(topic), own.choice(topic), own.choice(names))) for _ in range(words)]
    return ("" if chinese else " ").join(chosen)


def alike(one: str, other: str) -> float:
    found = resemblance(likeness_of(one), likeness_of(other))
    assert found is not None
    return found


def share_a_band(one: str, other: str) -> bool:
    return bool(set(bands(likeness_of(one))) & set(bands(likeness_of(other))))


both = pytest.mark.parametrize("chinese", [False, True])


@both
@pytest.mark.parametrize("seed", range(5))
def test_a_copy_with_a_lead_in_and_a_tail_is_found(chinese: bool, seed: int) -> None:
    text = written(seed, 400, chinese)
    wrapped = written(seed + 100, 60, chinese) + "\n" + text + "\n" + written(seed + 200, 60, chinese)
    assert alike(text, wrapped) >= NEAR_COPY
    assert share_a_band(text, wrapped)


@both
@pytest.mark.parametrize("seed", range(5))
def test_a_copy_of_which_a_third_is_cut_is_found(chinese: bool, seed: int) -> None:
    text = written(seed, 400, chinese)
    assert alike(text, text[: len(text) * 7 // 10]) >= NEAR_COPY
    assert share_a_band(text, text[len(text) * 3 // 10 :])


@both
def test_two_articles_on_one_topic_are_no_copies(chinese: bool) -> None:
    texts = [written(seed, 400, chinese) for seed in range(12)]
    pairs = [(one, other) for at, one in enumerate(texts) for other in texts[at + 1 :]]
    assert max(alike(one, other) for one, other in pairs) < 0.15


def test_two_articles_that_quote_the_same_sentences_are_no_copies() -> None:
    quoted = written(1, 60, chinese=False)
    assert alike(f"{written(2, 300, False)} {quoted}", f"{written(3, 300, False)} {quoted}") < 0.3


def test_two_short_notices_are_not_compared() -> None:
    assert likeness_of(BOILERPLATE) == b""
    assert likeness_of("版权所有，未经许可不得转载。更多内容请关注我们的公众号。") == b""
    assert resemblance(likeness_of(BOILERPLATE), likeness_of(BOILERPLATE)) is None
    assert bands(b"") == ()


def test_the_boilerplate_under_every_article_of_a_site_ties_none() -> None:
    assert alike(written(1, 200, False) + BOILERPLATE, written(2, 200, False) + BOILERPLATE) < 0.3


def test_script_width_case_and_punctuation_do_not_count() -> None:
    text = written(1, 100, chinese=True)
    assert alike(f"{text}，開設車間。ABC 12", f"{text}！开设车间；ａｂｃ　１２") == 1.0


def test_the_estimate_is_within_a_tenth_of_the_truth() -> None:
    whole = written(7, 1000, chinese=False).split(" ")
    for share in (0.3, 0.5, 0.8):
        half = " ".join(whole[: int(len(whole) * share)])
        assert abs(alike(" ".join(whole), half) - share) < 0.1


def test_a_likeness_is_the_same_for_ever() -> None:
    """Records hold them: other bytes would make a stranger of every article that is recorded."""
    likeness = likeness_of(" ".join(f"word{number}" for number in range(100)))
    assert len(likeness) == 4 * PERMUTATIONS
    assert likeness[:8].hex() == "9e2a590281938700"
