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
    late = f"{SENTENCE}\n{SENTENCE}\n推荐阅读\nThe port is open again"
    assert without_furniture(late, "") == f"{SENTENCE}\n{SENTENCE}"
    early = f"推荐阅读\n{SENTENCE}\n{SENTENCE}"
    assert without_furniture(early, "") == f"{SENTENCE}\n{SENTENCE}"


def test_a_headline_repeated_far_below_is_a_line_like_another() -> None:
    text = f"{SENTENCE}\nThe plant closes\n{SENTENCE}"
    assert without_furniture(text, "The plant closes") == text
    assert without_furniture(f"Cars\nThe Plant closes!\n{SENTENCE}", "The plant closes") == SENTENCE


@pytest.mark.parametrize("label", ["You may also like", "More from The Courier:", "延伸阅读：", "相关阅读"])
def test_a_list_within_the_text_ends_where_the_text_goes_on(label: str) -> None:
    text = f"{SENTENCE}\n{SENTENCE}\n{label}\nThe port is open again\n“No.”\n{SENTENCE}"
    assert without_furniture(text, "") == f"{SENTENCE}\n{SENTENCE}\n“No.”\n{SENTENCE}"


def test_teasers_among_headlines_do_not_end_a_list() -> None:
    teasers = f"The port is open again\n{SENTENCE}\n" * 3
    assert without_furniture(f"{SENTENCE * 8}\nYou may also like\n{teasers}The end", "") == SENTENCE * 8


@pytest.mark.parametrize(
    "line",
    [
        "林安达表示，未经许可，任何人不得复制北极星的设计。",
        "任何人未经许可不得复制这些设计。",
        "版权归北极星所有，林安达说。",
        "平台声明称，林安达本人没有说过这句话。",
        "Sign up for the trial will be free for all owners, Lindqvist said.",
        "This story first came to light in 2020, when Nordlys said it had known of the fault.",
    ],
)
def test_a_line_that_reports_what_somebody_says_is_kept(line: str) -> None:
    assert without_furniture(f"{SENTENCE}\n{line}\n{SENTENCE}", "") == f"{SENTENCE}\n{line}\n{SENTENCE}"


def test_the_original_headline_is_no_text_though_it_reports_a_saying() -> None:
    assert without_furniture(f"{SENTENCE}\n原标题：林安达说，工厂会开！", "") == SENTENCE


def test_comments_are_comments_whatever_their_mass_where_another_sentence_follows_the_headline() -> None:
    comments = f'<div class="comments">{f"<p>{SENTENCE}</p>" * 40}</div>'
    assert furniture(f"<h1>The plant</h1><p>{SENTENCE}</p>{comments}") == [SENTENCE] * 40
    assert furniture(f"<h1>The plant</h1>{comments}") == []


def test_a_box_with_a_picture_is_no_caption_where_it_or_its_siblings_have_text() -> None:
    assert furniture(f'<p>{SENTENCE}</p><div><img src="a">“No,” the minister said.</div>') == []
    parts = f'<div class="para"><img src="a">{SENTENCE}</div><div class="para"><img src="a">It is cold.</div>'
    assert furniture(f"<section>{parts}</section>") == []


@pytest.mark.parametrize("name", ["after-ad", "has-ad", "no-share", "with-newsletter", "withoutComments"])
def test_a_name_that_speaks_of_another_box_says_nothing(name: str) -> None:
    assert furniture(f'<p>{SENTENCE * 3}</p><div class="{name}"><p>{SENTENCE}</p></div>') == []


@pytest.mark.parametrize("name", ["comment", "quote-author", "share"])
def test_a_weak_name_does_not_take_a_sentence(name: str) -> None:
    assert furniture(f'<p>{SENTENCE * 3}</p><p class="{name}">{SENTENCE}</p>') == []
    assert furniture(f'<p>{SENTENCE * 3}</p><div class="{name}">“No,” she said.</div>') == []
    assert furniture(f'<p>{SENTENCE * 3}</p><p class="promo">{SENTENCE}</p>') == [SENTENCE]


def test_a_part_of_the_text_may_bear_one_name_more_than_the_others() -> None:
    parts = f'<div class="chunk">{SENTENCE * 3}</div><div class="chunk promo">{SENTENCE}</div>'
    assert furniture(parts) == []


def test_a_figure_around_a_quotation_is_no_picture() -> None:
    quote = "<figure><blockquote>“No,” said the minister.</blockquote><figcaption>Ada</figcaption></figure>"
    assert furniture(f"<p>{SENTENCE * 3}</p>{quote}") == ["Ada"]


def test_of_a_page_that_repeats_its_headline_and_says_no_more_nothing_is_left() -> None:
    assert without_furniture("Nordlys to build in Ohio", "Nordlys to build in Ohio") == ""
    assert without_furniture("", "") == ""
