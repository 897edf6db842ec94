"""One page to one Article."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest
from web_poet import HttpResponse

from crawler.pages.article import ArticlePage, extract_article, read_page
from record.errors import LoginWall, UnreadableArticle
from tests.crawler import pages

URL = "https://courier.example/a"
NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
ENGLISH = pages.article("Nordlys to build in Ohio", pages.ENGLISH, date="2026-11-23T02:00:00Z")
CHINESE = pages.article("北极星汽车将在俄亥俄州建厂", pages.CHINESE, lang="zh", linked=False)


def test_the_text_is_the_articles_and_not_the_furniture() -> None:
    assert extract_article(ENGLISH, URL).text == "\n".join(pages.ENGLISH)


def test_the_headline_comes_without_the_name_of_the_site() -> None:
    assert extract_article(ENGLISH, URL).title == "Nordlys to build in Ohio"
    assert extract_article(CHINESE, URL).title == "北极星汽车将在俄亥俄州建厂"


def test_the_day_is_as_published_and_the_moment_in_utc() -> None:
    page = ENGLISH.replace("2026-11-23T02:00:00Z", "2026-11-23T00:30:00+08:00")
    article = extract_article(page, URL)
    assert (article.date, article.published_at) == ("2026-11-23", datetime(2026, 11, 22, 16, 30, tzinfo=UTC))
    assert article.published_raw == "2026-11-23T00:30:00+08:00"


def test_a_date_without_a_zone_is_in_the_zone_of_the_source() -> None:
    page = CHINESE.replace("<head>", '<head><meta name="publishdate" content="2026-11-23 10:20">')
    assert extract_article(page, URL, "Asia/Shanghai").published_at == datetime(
        2026, 11, 23, 2, 20, tzinfo=UTC
    )


def test_a_date_in_the_future_is_kept_raw_and_not_believed() -> None:
    page = ENGLISH.replace("2026-11-23T02:00:00Z", "2026-11-24T02:00:00Z")
    article = extract_article(page, URL, now=NOW)
    assert (article.published_raw, article.published_at) == ("2026-11-24T02:00:00Z", None)


def test_authors_are_persons_and_named_once() -> None:
    authors = '[{"name": "By Ada Berg"}, {"@type": "Organization", "name": "The Wire"}, "Ada Berg"]'
    page = ENGLISH.replace('"headline"', f'"author": {authors}, "headline"')
    assert extract_article(page, URL).authors == ("Ada Berg",)


def test_the_language_is_that_of_the_text() -> None:
    assert extract_article(ENGLISH, URL).lang == "en"
    assert extract_article(CHINESE.replace('lang="zh"', 'lang="en"'), URL).lang == "zh"


def test_related_news_and_credits_below_a_chinese_text_are_cut() -> None:
    tail = "<p>责任编辑：王某</p><p>相关推荐</p><p>某公司创始人：“我们一定会进入美国市场”</p></article>"
    assert extract_article(CHINESE.replace("</article>", tail), URL).text == "\n".join(pages.CHINESE)


def test_broken_linked_data_does_not_matter() -> None:
    page = ENGLISH.replace('{"@context"', '{{"@context"')
    assert extract_article(page, URL).title == "Nordlys to build in Ohio"


@pytest.mark.parametrize(
    "html",
    [
        "<html><body><form>Please sign in <input type='password'></form></body></html>",
        "<html><body><h1>Before you continue</h1><p>Accept all cookies to read this page.</p></body></html>",
        "<html><body><p>请登录后查看全文</p></body></html>",
    ],
)
def test_a_log_in_or_cookie_page_is_no_article(html: str) -> None:
    with pytest.raises(LoginWall):
        extract_article(html, URL)


def test_an_article_with_a_log_in_form_in_a_corner_is_one() -> None:
    page = ENGLISH.replace("<nav>", "<form><input type='password'></form><nav>")
    assert extract_article(page, URL).text == "\n".join(pages.ENGLISH)


@pytest.mark.parametrize(
    "html", ["", " ", "<html></html>", "<!-- -->", "<html><body><p>Soon.</p></body></html>"]
)
def test_a_page_without_an_article_says_so(html: str) -> None:
    with pytest.raises(UnreadableArticle):
        extract_article(html, URL)


def test_bytes_are_decoded_before_they_are_read() -> None:
    body = CHINESE.replace("<head>", '<head><meta charset="gb2312">').encode("gbk")
    assert read_page(body, "text/html", URL).text == "\n".join(pages.CHINESE)


def test_the_page_object_reads_what_the_function_reads() -> None:
    page = ArticlePage(HttpResponse(URL, body=ENGLISH.encode()))
    assert asyncio.run(page.to_item()) == extract_article(ENGLISH, URL)
    assert asyncio.run(page.dated("UTC", NOW)) == extract_article(ENGLISH, URL, now=NOW)
