"""The text of a page: which box holds it, what is left out of it, and what is never left out."""

from __future__ import annotations

import time

import pytest

from crawler.pages.body import read_body
from crawler.pages.page import parse_page
from tests.crawler import pages

URL = "https://courier.example/a"
TITLE = "Nordlys to build a second plant in Ohio"
CHINESE_TITLE = "北极星汽车将在俄亥俄州开设第二家工厂"
LONG = (
    *pages.ENGLISH,
    "The plant will employ nine hundred people, and the first cars will leave it in the spring of 2028.",
    "The governor of the state said that the company had been promised roads, but neither land nor money.",
    "Nordlys sold forty thousand cars in the last quarter, most of them in Norway and the Netherlands.",
)
TEASER = "The minister said that the port would be open on Friday, and that no ship would have to wait."


def body(html: str, title: str = TITLE) -> list[str]:
    page = parse_page(f"<html><head><title>{title}</title></head><body>{html}</body></html>", URL)
    return read_body(page, title).split("\n")


def marked(paragraphs: tuple[str, ...]) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


STORY = f'<h1>{TITLE}</h1><div class="story">{marked(LONG)}</div>'


# ---------------------------------------------------------------- which box


HEADED = '<li><h3><a href="/x">The port is open again</a></h3><p>{0} {0}</p></li>'
PLAIN = "<li><p>{0} {0}</p></li>"
CARD = '<div><h3><a href="/x">The port is open again</a></h3><p>{0} {0}</p></div>'


@pytest.mark.parametrize(
    ("teaser", "count"), [(HEADED, 20), (CARD, 20), (PLAIN, 4)], ids=["items", "cards", "plain"]
)
@pytest.mark.parametrize("paragraphs", [pages.ENGLISH, pages.CHINESE], ids=["en", "zh"])
def test_a_stream_of_teasers_longer_than_the_article_is_not_the_article(
    paragraphs: tuple[str, ...], teaser: str, count: int
) -> None:
    story = f'<div class="story">{marked(paragraphs)}</div>'
    stream = f"<div>{teaser.format(TEASER) * count}</div>"
    assert body(f"<h1>{TITLE}</h1>{story}{stream}") == list(paragraphs)


def test_comments_longer_than_the_article_are_not_the_article() -> None:
    comments = f'<div class="comment-list">{f"<p>{TEASER}</p>" * 30}</div>'
    assert body(STORY + comments) == list(LONG)


def test_an_article_cut_into_parts_by_adverts_is_whole() -> None:
    parts = (f'<div class="chunk">{marked(LONG[at : at + 2])}</div>' for at in (0, 2, 4))
    deep = (f"<section><div><div><div><div>{part}</div></div></div></div></section>" for part in parts)
    assert body("<div>" + "<div class='advert'>Buy a kettle.</div>".join(deep) + "</div>") == list(LONG)


def test_the_first_paragraphs_in_a_box_of_their_own_are_part_of_it() -> None:
    intro = f'<section class="lead-in">{marked(LONG[:2])}</section>'
    assert body(f'<h1>{TITLE}</h1>{intro}<div class="story">{marked(LONG[2:])}</div>') == list(LONG)


def test_a_short_standfirst_is_part_of_a_long_article_and_not_of_a_teaser() -> None:
    standfirst = "Nine hundred people will work in the plant."
    dek = f'<div class="head"><h1>{TITLE}</h1><h2>{standfirst} </h2></div>'
    many = LONG + tuple(f"{paragraph} ({number})." for number, paragraph in enumerate(LONG))
    assert body(f'{dek}<div class="story">{marked(many)}</div>') == [standfirst, *many]
    assert standfirst not in body(f'{dek}<div class="story">{marked(LONG[:3])}</div>')


def test_an_article_that_is_hidden_until_a_button_is_pressed_is_read() -> None:
    assert body(f'<h1>{TITLE}</h1><div style="display: none">{marked(LONG)}</div>') == list(LONG)
    inside = marked(LONG[:3]) + f'<div style="display: none"><p>{TEASER}</p></div>' + marked(LONG[3:])
    assert body(f'<div class="story">{inside}</div>') == list(LONG)


def test_an_article_within_a_box_that_is_named_as_furniture_is_read() -> None:
    assert body(f'<div class="social-share-wrapper">{STORY}</div>') == list(LONG)


def test_a_box_with_the_settings_of_a_script_for_names_is_no_furniture() -> None:
    settings = "caas news enableAds inArticleAd sidebar gdpr videoDocking facts poll click stream top upsell"
    readers = f'<div class="readers">{f"<p>{TEASER}</p>" * 5}</div>'
    assert body(f'<h1>{TITLE}</h1><div class="{settings}">{marked(LONG)}</div>{readers}') == list(LONG)


def test_where_the_frame_holds_little_of_the_page_and_trafilatura_sees_another_that_is_taken() -> None:
    conditions = f'<div class="terms">{f"<p>{TEASER}</p>" * 3}</div>'
    found = body(f'<article class="statement"><h1>{TITLE}</h1>{marked(LONG)}</article>{conditions}')
    assert [line for line in found if line in LONG] == list(LONG)


def test_where_the_frame_holds_next_to_nothing_trafilatura_is_asked() -> None:
    slides = "".join(f"<figure><figcaption>{paragraph}</figcaption></figure>" for paragraph in LONG)
    found = " ".join(body(f"<h1>{TITLE}</h1><article><p>{TEASER}</p>{slides}</article>"))
    assert TEASER in found
    assert LONG[-1] in found


# ---------------------------------------------------------------- what is left out


@pytest.mark.parametrize(
    "furniture",
    [
        f"<aside><p>{TEASER}</p></aside>",
        f'<div class="relatedNews"><p>{TEASER}</p></div>',
        f'<div id="newsletter_2"><p>{TEASER}</p></div>',
        f'<figure><img src="a.jpg"><figcaption>{TEASER}</figcaption></figure>',
        '<div class="w3"><img src="a.jpg"><div>The plant in Ohio</div></div>',
        '<p><a href="/x">The port is open again</a></p>',
        "<p>READ MORE: The port is open again</p>",
        "<div>Advertisement</div>",
        "<p>Sign up to our newsletter for the news of the week.</p>",
        "<p>Photo: Ada Berg / The Courier</p>",
        "<p>Additional reporting by Ada Berg in Oslo</p>",
        "<p>Copyright © 2026 The Courier. All rights reserved.</p>",
        "<p>【责任编辑：张三】</p>",
        "<p>原标题：北极星汽车将建厂</p>",
        "<p>本文未经授权不得转载。</p>",
        "<p>欢迎关注我们的微信公众号。</p>",
    ],
)
def test_furniture_within_the_article_is_left_out(furniture: str) -> None:
    half = len(LONG) // 2
    inside = marked(LONG[:half]) + furniture + marked(LONG[half:])
    assert body(f'<h1>{TITLE}</h1><div class="story">{inside}</div>') == list(LONG)


def test_the_headline_and_what_stands_above_it_are_left_out() -> None:
    above = f"<div>Cars</div><div>{TITLE}</div><div>2026-11-23 10:20</div>"
    assert body(f'<div class="story">{above}{marked(LONG)}</div>') == list(LONG)


def test_a_list_of_related_news_ends_a_chinese_article() -> None:
    tail = "<p>相关阅读：</p><p>港口周五重新开放，部长表示船只无需等待，所有航线恢复正常运行</p>"
    assert body(f'<div class="story">{marked(pages.CHINESE)}{tail}</div>', CHINESE_TITLE) == list(
        pages.CHINESE
    )


# ---------------------------------------------------------------- what is never left out


@pytest.mark.parametrize(
    "paragraph",
    [
        "Get more people back to work, the minister said, and the rest will follow.",
        "Follow-up tests showed that the post on Twitter was right, the company said on Monday.",
        "Reports from Oslo suggest that the board of the company will meet again in December.",
        "By Tuesday, 12 of the 20 suppliers had signed the contract, Ada Lindqvist said.",
        "Watch: “We are not going to raise prices next year,” Ada Lindqvist said in Oslo.",
        "Copyright law has to change, Ada Lindqvist told the committee on Monday.",
        "Posted sales of 40,000 cars were higher than expected, Ada Lindqvist said!",
        "举报者称，工厂的排放数据多年来一直被人为修改，公司否认了这一说法。",
        "根据规定，任何单位未经批准不得生产此类汽车，北极星公司表示已取得批准。",
        "更多人开始关注这家公司的财务状况，分析人士对此表示担忧。",
        "相关报道称，公司明年不会涨价，林安达拒绝置评。",
        "声明：北极星公司从未与该供应商签订任何合同，并将追究其责任。",
        "来源：“我们没有进入其他市场的计划，”林安达说。",
        "公司提醒用户不要随意下载客户端，并承诺赔偿全部损失。",
    ],
)
def test_a_paragraph_that_begins_like_furniture_is_kept(paragraph: str) -> None:
    inside = (*LONG[:3], paragraph, *LONG[3:])
    assert body(f'<h1>{TITLE}</h1><div class="story">{marked(inside)}</div>') == list(inside)


def test_a_sentence_that_is_a_link_for_the_most_part_is_kept() -> None:
    linked = '<p>It also <a href="/x">builds vans and lorries in the north of the country</a>.</p>'
    kept = body(f'<div class="story">{marked(LONG[:3])}{linked}{marked(LONG[3:])}</div>')
    assert "It also builds vans and lorries in the north of the country." in kept


def test_a_quotation_that_is_a_link_and_a_main_heading_within_the_text_are_kept() -> None:
    kept = body(
        f'<div class="story">{marked(LONG[:3])}<h1>Roads</h1>'
        f'<p><a href="/x">“We were promised roads, and we will have them,” she said.</a></p>'
        f"{marked(LONG[3:])}</div>"
    )
    assert {"Roads", "“We were promised roads, and we will have them,” she said."} <= set(kept)


@pytest.mark.parametrize("paragraph", ["<div><p>{}</p></div>", "<div>{}</div>", "<div><div>{}</div></div>"])
def test_boxes_around_single_paragraphs_do_not_hide_the_article_around_them(paragraph: str) -> None:
    parts = [*LONG[:2], *(f"{text} ({number})." for number, text in enumerate(LONG))]
    chunks = (parts[at : at + 2] for at in range(0, len(parts), 2))
    html = "".join(f"<div>{''.join(map(paragraph.format, chunk))}</div>" for chunk in chunks)
    assert body(f'<h1>{TITLE}</h1><section class="text">{html}</section>') == parts


def test_of_a_short_notice_our_reading_is_kept_where_trafilatura_adds_no_paragraph() -> None:
    notice = [
        "Nordlys said on Sunday that it would recall 12,000 vans in Norway and Sweden.",
        "“It is free,” it said.",
    ]
    head = f'<h1>{TITLE}</h1><p class="byline">By Ada Berg</p>'
    assert body(f"<main><article>{head}{marked(tuple(notice))}</article></main>") == notice


def test_text_after_a_comment_in_the_source_is_kept() -> None:
    split = LONG[0].replace("on Monday", "<!-- advert -->on Monday")
    assert body(f'<div class="story"><p>{split}</p>{marked(LONG[1:])}</div>') == list(LONG)


def test_lines_broken_by_br_are_paragraphs_of_their_own() -> None:
    assert body(f'<div class="story">{"<br><br>".join(LONG)}</div>') == list(LONG)


def test_a_page_without_text_gives_none() -> None:
    assert body("<script>var text = 1;</script>") == [""]


# ---------------------------------------------------------------- pages made to hang

SENTENCE = "The plant in the north will close next year, the company said on Monday. "


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + SENTENCE * 5,
        f"<p>{SENTENCE * 40_000}</p>",
        f"<p>{'北方的工厂明年关闭，没有人失业。' * 60_000}</p>",
        "<!-- x -->" * 200_000 + f"<p>{SENTENCE * 5}</p>",
        f'<div class="{"ab " * 500_000}"><p>{SENTENCE * 5}</p></div>',
        "<p>a</p>" * 60_000,
        f"<p>{'“' * 300_000}</p>" + f"<p>{'（photo: ' * 40}</p>" * 500,
        "<p><b><div></p><table><p>" * 30_000 + SENTENCE,
    ],
    ids=["nesting", "one line", "one line in Chinese", "comments", "names", "no prose", "quotes", "broken"],
)
def test_a_hostile_page_is_read_in_linear_time(html: str) -> None:
    begun = time.process_time()
    body(html)
    assert time.process_time() - begun < 5
