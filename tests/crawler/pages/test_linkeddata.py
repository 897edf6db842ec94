"""JSON-LD as pages write it."""

from __future__ import annotations

import json

import pytest

from crawler.pages.linkeddata import read_articles
from crawler.pages.page import parse_page

URL = "https://courier.example/cars/ohio"


def headlines(*scripts: str, window: str = "") -> list[str]:
    tags = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    page = parse_page(f"<html><head><title>{window}</title>{tags}</head><body><p>x</p></body></html>", URL)
    return [article.get("headline", "") for article in read_articles(page)]


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "Ohio"}',
        '[{"@type": "WebSite"}, {"@type": ["Thing", "BlogPosting"], "headline": "Ohio"}]',
        '{"@graph": [{"@type": "Person"}, {"@type": "Article", "headline": "Ohio"}]}',
        '{"@type": "Thing", "mainEntity": {"@type": "Report", "headline": "Ohio"}}',
        '{"@type": "NewsArticle", "headline": "Ohio",}',
        '/*<![CDATA[*/ {"@type": "NewsArticle", "headline": "Ohio"} /*]]>*/',
        '<!-- {"@type": "NewsArticle", "headline": "Ohio"} -->',
        '{"@type": "NewsArticle", "headline": "Ohio", "description": "a\nb"};',
    ],
)
def test_an_article_is_found_however_it_is_wrapped(script: str) -> None:
    assert headlines(script) == ["Ohio"]


@pytest.mark.parametrize("script", ["", "{", "null", "[" * 5000, "42", '{"@type": 7, "headline": []}'])
def test_broken_json_is_as_good_as_none(script: str) -> None:
    assert headlines(script) == []


def test_related_items_come_after_the_pages_own_or_not_at_all() -> None:
    related = '{"@type": "NewsArticle", "headline": "Ten cars", "url": "https://courier.example/ten"}'
    own = json.dumps({"@type": "NewsArticle", "headline": "Ohio", "mainEntityOfPage": {"@id": URL}})
    assert headlines(related, own) == ["Ohio"]
    assert headlines(related, '{"@type": "Article", "headline": "Ohio"}', window="Ohio - Courier") == ["Ohio"]
    assert headlines(related) == ["Ten cars"]


def test_an_article_comes_before_the_page_that_holds_it() -> None:
    page = json.dumps({"@type": "WebPage", "headline": "page", "url": URL})
    article = json.dumps({"@type": "Article", "headline": "Ohio", "url": URL})
    assert headlines(page, article) == ["Ohio", "page"]
