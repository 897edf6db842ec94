"""The sum by which the words of a recorded post are known."""

from __future__ import annotations

import pytest

from tests.crawler.mirrors.expected import digest

WORDS = "我们要\n进入美国市场。"


@pytest.mark.parametrize("written", [" 我们要 \n\n进入 美国市场。\n", "我们要\n进入美国市场。\u200b"])
def test_spaces_and_empty_lines_are_not_words(written: str) -> None:
    assert digest(written) == digest(WORDS)
    assert digest(written).startswith("11 ")


@pytest.mark.parametrize(
    "written", ["我们要进入美国市场。", "我们要\n进入中国市场。", "我们要\n进入美国市场", ""]
)
def test_every_word_and_every_line_counts(written: str) -> None:
    assert digest(written) != digest(WORDS)
