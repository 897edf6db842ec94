"""Walls are told from articles, by their kind."""

from __future__ import annotations

import json

import pytest

from crawler.pages.article import extract_article
from crawler.reading.answers import judge_failure
from record.errors import CookieWall, LoginWall, NotFoundPage, OnrecordError, Paywalled, UnreadableArticle
from record.types import Outcome
from tests.crawler import pages

URL = "https://courier.example/a"
TITLE = "Nordlys to build a plant in Ohio"
TEASER = (
    "Nordlys Motors will build a second plant in Ohio, its chief executive said on Monday at the annual "
    "meeting in Oslo, where shareholders had waited for news of the expansion for more than a year…"
)
LONG = " ".join(pages.ENGLISH) * 6
CHINESE = "北极星汽车创始人林安达周一在年度会议上表示，公司明年不会涨价，并将在俄亥俄州开设第二家工厂。"


def page(text: str, behind: str = "", *, title: str = TITLE, locked: bool = False) -> str:
    data = {"@type": "NewsArticle", "headline": title, "isAccessibleForFree": not locked}
    linked = f'<script type="application/ld+json">{json.dumps(data)}</script>' if locked else ""
    return (
        f"<html><head><title>{title}</title>{linked}</head><body><nav><a href='/login'>Sign in</a>"
        f"<a href='/subscribe'>Subscribe</a></nav><article><h1>{title}</h1><p>{text}</p></article>{behind}"
        "<footer><p>The Courier. Subscribe to our newsletter. Cookie settings</p></footer></body></html>"
    )


@pytest.mark.parametrize(
    ("html", "error", "kind"),
    [
        (page(TEASER, "<div>Subscribe to continue reading</div>"), Paywalled, "paywall"),
        (page(TEASER, "<i>A member?</i><div>Sign in to read the full story</div>"), Paywalled, "paywall"),
        (page(TEASER, "<div>This article is for subscribers only.</div>"), Paywalled, "paywall"),
        (page(TEASER, "<div>78% of this story remains</div>"), Paywalled, "paywall"),
        (page(CHINESE, "<div>订阅后阅读全文</div>"), Paywalled, "paywall"),
        (page(CHINESE, "<div>登录后查看全文</div>"), Paywalled, "paywall"),
        (page(CHINESE, "<div>本文为付费内容，剩余 62% 未读</div>"), Paywalled, "paywall"),
        (page(TEASER, locked=True), Paywalled, "paywall"),
        (page("Accept all cookies.", title="Before you continue to The Courier"), CookieWall, "cookie wall"),
        (page(LONG, title="Before you continue to The Courier"), CookieWall, "cookie wall"),
        (page("Please accept cookies to see the page that you wanted."), CookieWall, "cookie wall"),
        (page("Name and password.", "<form><input type='password'></form>", title="Log in | The Courier"),
         LoginWall, "log-in page"),
        (page("请登录后继续阅读", title="用户登录"), LoginWall, "log-in page"),
        (page("Checking your browser.", title="Just a moment..."), LoginWall, "verification page"),
        (page("Please verify you are human.", title="courier.example"), LoginWall, "verification page"),
        (page("访问过于频繁，请完成安全验证后再试。", title="安全验证"), LoginWall, "verification page"),
        (page("Try the search, or go to the front page.", title="Page not found - The Courier"),
         NotFoundPage, "not found page"),
        (page("5 秒后返回首页。", title="您访问的页面不存在"), NotFoundPage, "not found page"),
        (page("Sorry, this article is no longer available on our site.", title="The Courier"),
         NotFoundPage, "not found page"),
    ],
)  # fmt: skip
def test_a_wall_is_recorded_as_what_it_is(html: str, error: type[OnrecordError], kind: str) -> None:
    with pytest.raises(error, match=f"^{kind}: "):
        extract_article(html, URL)


def test_an_answer_from_a_consent_page_is_a_cookie_wall() -> None:
    with pytest.raises(CookieWall, match=r"consent\.courier\.example"):
        extract_article(page(LONG, title="The Courier"), "https://consent.courier.example/v2/collect")


@pytest.mark.parametrize(
    "html",
    [
        page(LONG, "<div>Subscribe to continue reading our other stories</div>"),
        page(LONG, locked=True),
        page(f"{TEASER} {TEASER}", "<p>Sign up for our newsletter</p><p>Log in to comment</p>"),
        page(f"{TEASER} {TEASER}", locked=True),
        page(f"{CHINESE * 3}", "<div>请先登录后发表评论</div><div>付费专栏</div>"),
        page(LONG, title="404 Media starts a daily paper"),
        page(
            f"{TEASER} {TEASER} The site had said: page not found.", title="Just a moment of fame for Nordlys"
        ),
        page(TEASER, "<form><input type='password'></form>" + "<p>Ten ways to wash a car. </p>" * 200),
    ],
    ids=[
        "a long text before a call to subscribe",
        "a long text that calls itself locked",
        "a newsletter and comments",
        "short, whole and called locked",
        "comments for members",
        "a title with a number",
        "words of a wall in the text",
        "a form in a corner",
    ],
)
def test_an_article_beside_a_box_is_an_article(html: str) -> None:
    assert extract_article(html, URL).text


def test_a_page_that_shows_the_beginning_may_have_the_whole_in_json_ld() -> None:
    data = {"@type": "NewsArticle", "headline": TITLE, "articleBody": LONG, "isAccessibleForFree": "False"}
    html = page(TEASER).replace(
        "</head>", f'<script type="application/ld+json">{json.dumps(data)}</script></head>'
    )
    assert extract_article(html, URL).text == LONG


def test_a_front_page_without_a_text_is_no_article() -> None:
    links = "".join(f"<li><a href='/{n}'>Ten ways to wash a car</a></li>" for n in range(30))
    with pytest.raises(UnreadableArticle, match="only links"):
        extract_article(f"<html><title>Cars</title><body><ul>{links}</ul></body></html>", URL)


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (Paywalled("paywall: x"), Outcome.LOGIN),
        (CookieWall("cookie wall: x"), Outcome.LOGIN),
        (NotFoundPage("not found page: x"), Outcome.PARSE_ERROR),
    ],
)
def test_the_outcome_says_that_it_is_a_wall(error: OnrecordError, outcome: Outcome) -> None:
    assert judge_failure(error) == (outcome, str(error))
