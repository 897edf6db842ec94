"""Walls are told from articles, by their kind."""

from __future__ import annotations

import json

import pytest

from crawler.outcomes import judge_failure
from crawler.pages.article import extract_article
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


CONSENT = "<p>We and our 310 partners use cookies, on your device, to show you adverts that suit you.</p>"


def headed(heading: str, paragraphs: str, *, title: str = "Courier") -> str:
    return f"<html><title>{title}</title><body><h1>{heading}</h1><p>{paragraphs}</p></body></html>"


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
        (headed("We value your privacy", "There are choices to be made about the data of this visit. " * 8,
                title="The Post"),
         CookieWall, "cookie wall"),
        (headed("Welcome", CONSENT, title="Your choices"), CookieWall, "cookie wall"),
        (headed("Welcome", CONSENT * 14, title="Your choices"), CookieWall, "cookie wall"),
        (page("本网站使用Cookie。您继续浏览即表示您同意我们使用Cookie来改善您的阅读体验，并展示内容。",
              title="提示"),
         CookieWall, "cookie wall"),
        (page("The link may be old. Try the search, or go to the front page.",
              title="404 - Page not found - The Courier"), NotFoundPage, "not found page"),
        (page("Try the search, or go to the front page of the paper.", title="Page not found | Nordlys"),
         NotFoundPage, "not found page"),
        (page(f"{TEASER}", "<b>Subscribe</b> to keep reading<h3>More stories</h3>"), Paywalled, "paywall"),
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
        page(
            "Nordlys said that owners must log in with their face from May. “Please log in,” said Lindqvist."
        ),
        page("北极星公司周一宣布，用户须登录后查看车主手册文章，相关规定下周实施，林安达表示支持这一决定。"),
        page("林安达周日回应：网传文章已被删除一事与公司无关，内容并非由北极星要求删除，将保留追究的权利。"),
        page(TEASER, "<p>Subscribe to keep reading our best stories every morning</p>"),
        page(TEASER, title="Access denied - Oslo bars chips to Ohio"),
        headed("Sign in", f"{TEASER} {TEASER}", title="Sign in – a long interview"),
        headed("We value your privacy", f"{TEASER} {TEASER}", title=TITLE),
        headed("Nordlys", f"{TEASER} {TEASER}<h1>Log in</h1>", title="Nordlys"),
        page("Nordlys ends the captcha on its pages next year. Machines solve it better than people."),
        page("Your cookies are sold, a court in Oslo said. “We use cookies, and so do you,” said Lindqvist."),
        page(
            "Regulators in Oslo fined three sites over cookies. Readers had no choice. The sites will appeal."
        ),
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
        "what users must do, as a company said",
        "the same in Chinese",
        "an answer to a rumour of a deleted text",
        "a newsletter that is to be read on",
        "a headline behind the words of a wall",
        "an interview called Sign in",
        "a banner's heading over an article",
        "a log-in box's heading below an article with a short title",
        "news of captchas",
        "what was said of cookies",
        "news of cookies",
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
