"""Who wrote an article, from the places where pages write it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.pages.authors import read_authors
from crawler.pages.declared import read_declared
from crawler.pages.page import parse_page
from crawler.pages.surroundings import read_surroundings

TITLE = "Nordlys to build a plant in Ohio"


def script(data: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def authors(
    line: str = "", *metas: tuple[str, str], linked: Any = None, graph: Any = None
) -> tuple[str, ...]:
    head = "".join(f'<meta name="{name}" content="{said}">' for name, said in metas)
    data = {"@graph": graph or [{"@type": "NewsArticle", "author": linked}]}
    page = parse_page(
        f"<html><head><title>{TITLE}</title>{script(data)}{head}"
        f'<meta property="og:site_name" content="The Courier"></head><body><h1>{TITLE}</h1>{line}'
        f"<p>{'Text of the article. ' * 20}</p></body></html>",
        "https://www.courier.example/a",
    )
    return read_authors(page, read_declared(page), read_surroundings(page.tree, TITLE))


@pytest.mark.parametrize(
    ("linked", "expected"),
    [
        ({"@type": "Person", "name": "Ada Berg"}, ("Ada Berg",)),
        ([{"name": "By Ada Berg"}, {"@type": "Organization", "name": "The Wire"}, "Ada Berg"], ("Ada Berg",)),
        ("Ada Berg and Bo Lund, The Courier", ("Ada Berg", "Bo Lund")),
        ("ADA BERG, Courier Auto Writer", ("ADA BERG",)),
        ({"@type": "Person", "name": ["Ada Berg", "Bo Lund"]}, ("Ada Berg", "Bo Lund")),
        ("林安达、沈若冰", ("林安达", "沈若冰")),
        ({"@type": "Person", "name": "Courier Staff"}, ("Courier Staff",)),
        ({"@type": "Person", "name": "https://courier.example/authors/ada"}, ()),
        ({"@type": "Person", "name": {"name": {"name": "deep"}}}, ()),
        ([[["Ada"]]], ()),
    ],
)
def test_json_ld_names_the_authors(linked: Any, expected: tuple[str, ...]) -> None:
    assert authors(linked=linked) == expected


def test_an_author_that_json_ld_only_refers_to_is_looked_up() -> None:
    graph = [
        {"@type": "NewsArticle", "author": {"@id": "#ada"}},
        {"@type": "Person", "@id": "#ada", "name": "Ada Berg"},
        {"@type": "NewsArticle", "author": {"@id": ["no", "reference"]}},
    ]
    assert authors(graph=graph) == ("Ada Berg",)


def test_a_place_with_more_names_completes_the_first() -> None:
    assert authors("", ("author", "Ada Berg, Bo Lund"), linked="Ada Berg") == ("Ada Berg", "Bo Lund")
    assert authors("", ("author", "Bo Lund"), linked="Ada Berg") == ("Ada Berg",)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "<span>By</span> <a>Ada Berg</a> <span>and</span> <a>Bo Lund</a> <span>Cars</span>",
            ("Ada Berg", "Bo Lund"),
        ),
        ("<i>By Ada Berg, The Courier</i>", ("Ada Berg",)),
        ("<i>Posted on 3 May 2026 by Ada Berg @ 12:00 am</i>", ("Ada Berg",)),
        ("<i>Analysis by Ada Berg</i>", ("Ada Berg",)),
        ("<i>By Ada Berg 22 November 2026</i>", ("Ada Berg",)),
        ("<i>by Élise de la Cruz</i>", ("Élise de la Cruz",)),
        ("<i>本报记者 林安达 沈若冰</i>", ("林安达", "沈若冰")),
        ("<i>2026-11-22 10:20 来源：信使网 作者：林安达</i>", ("林安达",)),
        ("<i>文/林安达 编辑/沈若冰</i>", ("林安达",)),
        ("<i>By the time it was over, nobody laughed</i>", ()),
        ("<i>Photo by Ada Berg</i>", ()),
        ("<i>新华社记者 林安达 摄</i>", ()),
        ("<i>责任编辑：林安达</i>", ()),
        ("<i>作者：信使财经</i>", ()),
    ],
)
def test_the_line_under_the_headline_names_them_where_nothing_is_declared(
    line: str, expected: tuple[str, ...]
) -> None:
    assert authors(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('<a rel="author">Ada Berg</a>', ("Ada Berg",)),
        ('<span itemprop="author"><span itemprop="name">Ada Berg</span> 3 articles</span>', ("Ada Berg",)),
        ('<div class="article-byline">Ada Berg</div>', ("Ada Berg",)),
        ('<div class="post-author-name">Ada Berg</div>', ("Ada Berg",)),
        ('<li class="comment"><span class="author">Ada Berg</span></li>', ()),
        ('<div class="authority">Ada Berg</div>', ()),
    ],
)
def test_marked_elements_name_them(line: str, expected: tuple[str, ...]) -> None:
    assert authors(line) == expected


@pytest.mark.parametrize(
    "said", ["The Courier", "name, email@courier.example", "admin", "105092", "网易", "信使日报"]
)
def test_an_outlet_an_address_or_a_placeholder_in_a_meta_is_no_author(said: str) -> None:
    assert authors("<i>By Ada Berg</i>", ("author", said)) == ("Ada Berg",)
    assert authors("", ("author", said)) == ()
