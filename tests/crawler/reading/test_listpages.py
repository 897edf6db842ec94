"""List pages: by CSS, and by the look of the links, held against pages whose truth is written on them."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml.html import document_fromstring  # type: ignore[import-untyped]

from crawler.reading.answers import Answer
from crawler.reading.linkscores import base_of, score_links
from crawler.reading.linkshapes import shape_of
from crawler.reading.listpages import read_list
from record.errors import LoginWall, UnreadableFeed
from record.sites import same_site
from record.types import Schedule, Source
from record.urls import document_key

FRONTS = Path(__file__).with_name("fronts")  # `data-article` marks the links that must be found
NEWS_FRONT, SECTION_PAGE, BLOG, ABOUT = (
    (FRONTS / f"{name}.html").read_text("utf-8") for name in ("news", "section.zh", "blog", "about")
)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
PAGES = {
    "https://courier.example/": NEWS_FRONT,
    "https://www.chexun.example/auto/": SECTION_PAGE,
    "https://blog.example/": BLOG,
}


def truth(html: str, url: str) -> list[str]:
    tree = document_fromstring(html)
    tree.make_links_absolute(url)
    return [document_key(link.get("href")) for link in tree.xpath("//a[@data-article]")]


def listed(html: str, url: str, links: str | None = None) -> list[tuple[str, str]]:
    source = Source("s", "news", "list", url, "site:s", "S", Schedule(every=60), links=links)
    entries = read_list(Answer(url, 200, html.encode(), "text/html; charset=utf-8"), source, NOW)
    return [(document_key(entry.url), entry.title) for entry in entries]


@pytest.mark.parametrize("url", PAGES)
def test_the_links_to_articles_are_told_by_their_look(url: str) -> None:
    wanted, found = truth(PAGES[url], url), [key for key, _ in listed(PAGES[url], url)]
    assert [key for key in found if key not in wanted] == [], "precision"
    assert [key for key in wanted if key not in found] == [], "recall"
    assert found == wanted, "in the page's order"


def test_the_headline_stands_for_a_card_and_the_whole_title_for_a_short_one() -> None:
    english = dict(listed(NEWS_FRONT, "https://courier.example/"))
    assert (
        english["courier.example/2026/11/22/chip-maker-halves-its-forecast"]
        == "Chip maker halves its forecast"
    )
    assert (
        english["courier.example/2026/11/23/nordlys-to-build-in-ohio"]
        == "Nordlys to build its second plant in Ohio"
    )
    chinese = dict(listed(SECTION_PAGE, "https://www.chexun.example/auto/"))
    assert (
        chinese["chexun.example/a/20261123/301123.html"]
        == "林安达：北极星明年不会涨价，也没有进军其他市场的计划"
    )
    assert chinese["chexun.example/a/20261123/301122.html"] == "北极星汽车宣布在俄亥俄州建设第二工厂"


@pytest.mark.parametrize(
    "html", [ABOUT, "<p>Nothing here.</p>", "<a href='::'>x</a>", "<a>no address at all here</a>"]
)
def test_a_page_without_articles_lists_nothing(html: str) -> None:
    assert listed(html, "https://courier.example/about") == []


def test_css_says_it_where_the_look_is_not_enough() -> None:
    links = [title for _, title in listed(ABOUT, "https://courier.example/about", "p a")]
    assert links[2] == "Buy our mugs"


def test_a_log_in_form_in_the_place_of_a_list_is_told() -> None:
    with pytest.raises(LoginWall):
        listed("<form>Sign in <input type='password'></form>", "https://courier.example/")
    with pytest.raises(UnreadableFeed):
        listed("no HTML", "https://courier.example/")


def test_links_are_relative_to_the_base_that_the_page_names() -> None:
    tree = document_fromstring("<base href='/a/'><a href='x'>x</a>")
    assert base_of(tree, "https://h.example/b/") == "https://h.example/a/"
    assert score_links(tree, "https://h.example/b/") == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.courier.example/a", "http://m.courier.example/b", True),
        ("https://cars.courier.co.uk/", "https://courier.co.uk/", True),
        ("https://a.co.uk/", "https://b.co.uk/", False),
        ("https://news.xinwen.com.cn/", "https://xinwen.com.cn/", True),
        ("https://a.com.cn/", "https://b.com.cn/", False),
        ("http://127.0.0.1:1/", "http://127.0.0.1:2/", True),
        ("http://127.0.0.1/", "http://128.0.0.1/", False),
        ("mailto:a@b", "mailto:a@b", False),
    ],
)
def test_a_site_is_what_stands_below_one_registered_name(one: str, other: str, same: bool) -> None:
    assert same_site(one, other) is same


@pytest.mark.parametrize(
    ("path", "article"),
    [
        ("/2026/11/23/nordlys-to-build", True),
        ("/2026/11/23/nordlys/index.html", True),
        ("/a/20261123/301122.html", True),
        ("/newsDetail_forward_31234567", True),
        ("/news/articles/c4gq0x7rw2eo", True),
        ("/s?__biz=MzA&mid=265&idx=1&sn=ab", True),
        ("/p/202401", True),
        ("/why-sodium-cells-matter", True),
        ("/", False),
        ("/2026/11/", False),
        ("/2026/11/23/index.html", False),
        ("/business/index.shtml", False),
        ("/2026/", False),
        ("/business", False),
        ("/tag/electric-cars-and-trucks", False),
        ("/user/3141592", False),
        ("/list.html", False),
        ("/2026/11/23/nordlys-to-build?share=mail", False),
    ],
)
def test_an_address_tells_an_article_from_the_rest_of_a_site(path: str, article: bool) -> None:
    assert (shape_of(f"https://courier.example{path}")[0] > 0.5) is article


def test_a_page_of_many_thousand_links_is_read_in_time() -> None:
    rows = "".join(
        f"<li><a href='/2026/11/23/story-{n}-of-many'>Story number {n} of many</a></li>" for n in range(8_000)
    )
    assert len(listed(f"<ul>{rows}</ul>", "https://courier.example/")) <= 5_000
    nested = "<a href='/2026/11/23/a-b-c-d'><div>A story about a plant " * 5_000
    long = f"<div class='{'x ' * 200_000}'>{rows[:100_000]}</div>"
    started = time.process_time()
    assert listed(nested + long, "https://courier.example/")
    assert time.process_time() - started < 20
