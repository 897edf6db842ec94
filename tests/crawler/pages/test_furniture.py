"""What is told to be furniture by its names, and by the words of its lines."""

from __future__ import annotations

import pytest

from crawler.pages.blocks import read_outline
from crawler.pages.furniture import furniture_in
from crawler.pages.lines import without_furniture
from crawler.pages.page import parse_page

SENTENCE = (
    "The plant in the north will close next year, the company said on Monday, and nobody will be sacked."
)


def furniture(html: str) -> list[str]:
    """The texts of a page that stand in furniture."""
    outline = read_outline(parse_page(f"<html><body>{html}</body></html>", "https://h/").tree)
    found = furniture_in(outline)
    return [block.text for block in outline.blocks if found[block.box.index]]


@pytest.mark.parametrize(
    "name", ["relatedNews", "related_news_2", "RELATED", "xiangguan list", "ad-box", "adbox ad"]
)
def test_a_box_is_known_by_the_words_of_its_names(name: str) -> None:
    assert furniture(f'<p>{SENTENCE}</p><div class="{name}">x</div>') == ["x"]


@pytest.mark.parametrize(
    "name", ["c7ad31f ad3f", "shadow", "header", "overflow-hidden", "download-page", "unrelated"]
)
def test_a_word_that_only_holds_such_a_name_says_nothing(name: str) -> None:
    assert furniture(f'<p>{SENTENCE}</p><div class="{name}">x</div>') == []


def test_a_name_that_most_of_the_text_bears_says_nothing() -> None:
    assert furniture(f'<div class="social"><p>{SENTENCE}</p></div>') == []
    assert furniture(f'<p>{SENTENCE * 3}</p><div class="social"><p>{SENTENCE}</p></div>') == [SENTENCE]


def test_a_box_that_only_shows_a_picture_is_furniture_and_one_with_a_paragraph_is_not() -> None:
    assert furniture(f'<p>{SENTENCE}</p><div><img src="a"><span>The plant</span></div>') == ["The plant"]
    assert furniture(f'<p>{SENTENCE}</p><div><img src="a"><p>{SENTENCE}</p></div>') == []


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "RELATED COVERAGE",
        "Most read:",
        "You may also like...",
        "Also read: Ten ways to wash a car",
        "Follow The Courier on Twitter and Facebook.",
        "Do you have a story to tell? Write to ada@courier.example",
        "If you buy something using links in our stories, we may earn a commission.",
        "Ada Berg contributed reporting from Oslo.",
        "Published Jun 05, 2026 • Last updated 15 hours ago",
        "2 hours ago10:05 Ada Berg",
        "The chief executive in Oslo (Image: Getty)",
        "* * *",
        "责编：张三",
        "（编辑：张三 李四）",
        "来源：快讯社",
        "2026-11-23 10:20 来源：快讯社",
        "本作品为原创，转载时请注明出处。",
        "返回首页",
    ],
)
def test_a_line_is_told_by_its_own_words(line: str) -> None:
    assert without_furniture(f"{SENTENCE}\n{line}\n{SENTENCE}", "") == f"{SENTENCE}\n{SENTENCE}"


def test_a_list_of_other_news_ends_the_text_only_after_half_of_it() -> None:
    late = f"{SENTENCE}\n{SENTENCE}\n推荐阅读\n{SENTENCE}"
    assert without_furniture(late, "") == f"{SENTENCE}\n{SENTENCE}"
    early = f"推荐阅读\n{SENTENCE}\n{SENTENCE}"
    assert without_furniture(early, "") == f"{SENTENCE}\n{SENTENCE}"


def test_a_headline_repeated_far_below_is_a_line_like_another() -> None:
    text = f"{SENTENCE}\nThe plant closes\n{SENTENCE}"
    assert without_furniture(text, "The plant closes") == text
    assert without_furniture(f"Cars\nThe Plant closes!\n{SENTENCE}", "The plant closes") == SENTENCE
