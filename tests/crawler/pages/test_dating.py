"""When an article was published, from the places where pages write it."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from crawler.pages.dating import Published, read_published
from crawler.pages.declared import read_declared
from crawler.pages.page import parse_page
from crawler.pages.surroundings import read_surroundings

URL = "https://courier.example/a"
NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)  # noon in Shanghai
TITLE = "Nordlys to build a plant in Ohio"
META = '<meta property="article:published_time" content="{}">'


def page(line: str = "", *head: str, above: str = "", below: str = "", **linked: str) -> str:
    data = json.dumps({"@type": "NewsArticle", **linked})
    script = f'<script type="application/ld+json">{data}</script>'
    return (
        f"<html><head><title>{TITLE}</title>{script}{''.join(head)}</head><body>{above}"
        f"<h1>{TITLE}</h1><div>{line}</div><p>{'Text of the article. ' * 20}</p>{below}</body></html>"
    )


def published(html: str, url: str = URL, zone: str = "Asia/Shanghai", now: datetime = NOW) -> Published:
    read = parse_page(html, url)
    return read_published(read, read_declared(read), read_surroundings(read.tree, TITLE), zone, now)


def moment(html: str, zone: str = "Asia/Shanghai") -> str | None:
    found = published(html, zone=zone).moment
    return found.strftime("%Y-%m-%dT%H:%M") if found else None


@pytest.mark.parametrize(
    ("html", "raw"),
    [
        (
            page(
                "2026-11-21 09:00", META.format("2026-11-20T09:00:00Z"), datePublished="2026-11-19T09:00:00Z"
            ),
            "2026-11-19T09:00:00Z",
        ),
        (page("2026-11-21 09:00", META.format("2026-11-20T09:00:00Z")), "2026-11-20T09:00:00Z"),
        (
            page('<time itemprop="datePublished" datetime="2026-11-18T09:00:00Z">Wednesday</time>'),
            "2026-11-18T09:00:00Z",
        ),
        (
            page(
                '<time class="updated" datetime="2026-11-20T09:00Z"></time>'
                '<time datetime="2026-11-18T09:00Z"></time>'
            ),
            "2026-11-18T09:00Z",
        ),
        (page("2026年11月21日 09:00 来源：信使网"), "2026年11月21日 09:00"),
        (page("<span>2026-11-21</span> <span>09:00</span>"), "2026-11-21 09:00"),
        (page("", above="<div>2026-11-21 09:00</div>"), "2026-11-21 09:00"),
    ],
    ids=["JSON-LD", "meta", "itemprop", "time", "line", "line in pieces", "line above"],
)
def test_places_are_asked_in_this_order(html: str, raw: str) -> None:
    assert published(html).raw == raw


def test_published_is_not_modified() -> None:
    line = "Updated: November 22, 2026 10:00 AM | Published: November 20, 2026 9:00 AM"
    assert published(page(line, dateModified="2026-11-22T10:00:00Z")).day == "2026-11-20"


def test_a_line_that_only_tells_of_an_update_comes_after_the_address() -> None:
    html = page("Last updated on 22 Nov 2026")
    assert published(html, "https://courier.example/2026/11/20/ohio").day == "2026-11-20"
    assert published(html).day == "2026-11-22"


@pytest.mark.parametrize(
    "url",
    [
        "https://courier.example/2026/11/20/ohio",
        "https://courier.example/20261120/ohio.html",
        "https://courier.example/news/2026-11/20/c_1.html",
        "https://courier.example/a/20261120A00GCM00",
    ],
)
def test_the_address_is_the_last_resort(url: str) -> None:
    assert published(page(), url) == Published("2026-11-20", None, "2026-11-20")


def test_numbers_in_an_address_are_no_dates() -> None:
    assert published(page(), "https://courier.example/2026112099/ohio-20261320").day is None


@pytest.mark.parametrize("day", ["2026-11-20", "2026-11-20T00:00:00+08:00"])
def test_a_day_takes_its_time_from_a_line_of_the_same_day(day: str) -> None:
    assert moment(page("2026-11-20 10:20", datePublished=day)) == "2026-11-20T02:20"
    assert published(page("2026-11-19 10:20", datePublished=day)).raw == day


def test_a_time_takes_its_zone_from_another_place_with_the_same_minute() -> None:
    line = '{} <time datetime="2026-11-20T10:20:06+01:00"></time>'
    assert moment(page(line.format("November 20, 2026 at 10:20 am"))) == "2026-11-20T09:20"
    assert moment(page(line.format("November 20, 2026 at 10:45 am"))) == "2026-11-20T02:45"


def test_the_day_is_the_one_that_readers_lived_in() -> None:
    html = page("November 20, 2026 | 9:25pm", datePublished="2026-11-21T02:25:00Z")
    assert published(html).day == "2026-11-20"
    assert moment(html) == "2026-11-21T02:25"
    late = page(datePublished="2026-11-21T02:25:00Z")
    assert published(late, "https://courier.example/2026/11/20/ohio").day == "2026-11-20"


def test_a_day_that_is_not_next_to_the_moment_is_another_matter() -> None:
    html = page(datePublished="2026-11-21T02:25:00Z")
    assert published(html, "https://courier.example/2026/11/01/ohio").day == "2026-11-21"


def test_what_is_in_the_future_is_not_believed_and_the_next_place_is_asked() -> None:
    html = page("2026-11-23 10:20", datePublished="2026-11-23T10:20:00Z")
    assert published(html).raw == "2026-11-23 10:20"
    alone = published(page(datePublished="2026-11-25"))
    assert alone == Published("2026-11-25", None, None)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("今天 10:20", "2026-11-23T02:20"),
        ("发布时间：11-22 10:20 来源：信使网", "2026-11-22T02:20"),
        ("12-30 10:20", "2025-12-30T02:20"),
        ("3小时前", "2026-11-23T01:00"),
        ("记者 林安达 2026年11月22日 下午3:20", "2026-11-22T07:20"),
        ("By Ada Berg | Nov. 22, 2026 10:20 a.m. EST", "2026-11-22T15:20"),
        ("Posted at 2026-11-22 10:20 by Ada", "2026-11-22T02:20"),
    ],
)
def test_the_line_under_the_headline_is_read_as_it_is_written(line: str, expected: str) -> None:
    assert moment(page(line)) == expected


def test_cst_is_the_sources() -> None:
    html = page("November 22, 2026 10:20 AM CST")
    assert moment(html) == "2026-11-22T02:20"
    assert moment(html, "America/Chicago") == "2026-11-22T16:20"


@pytest.mark.parametrize(
    "html",
    [
        page(
            "", below=f"<p>{'More of it. ' * 20}</p>" * 2 + "<li>2026-11-01 10:00 Ten ways to wash a car</li>"
        ),
        page("TODAY in cars: more on yesterday's race"),
        page(f"{'In the spring of 2019, on 5 May 2019, the company said that it would stay. ' * 3}"),
    ],
    ids=["far below", "words of every day", "a paragraph"],
)
def test_a_date_in_the_text_or_in_a_list_is_not_the_articles(html: str) -> None:
    assert published(html).moment is None


def test_related_items_do_not_date_the_article() -> None:
    items = [
        {
            "@type": "NewsArticle",
            "headline": "Cars",
            "url": "https://courier.example/b",
            "datePublished": "2019-01-01",
        },
        {"@type": "NewsArticle", "headline": TITLE, "url": URL},
    ]
    html = page().replace('{"@type": "NewsArticle"}', json.dumps(items))
    assert published(html).day is None


def test_baidus_json_ld_has_no_type_and_a_date() -> None:
    context = {
        "@context": "https://ziyuan.baidu.com/contexts/cambrian.jsonld",
        "pubDate": "2026-11-20T10:20:00",
    }
    html = page().replace('{"@type": "NewsArticle"}', json.dumps(context))
    assert moment(html) == "2026-11-20T02:20"


def test_where_nothing_else_is_known_the_whole_page_is_searched() -> None:
    html = page(below='<footer><span class="publish-date">2026-11-20</span></footer>').replace("<h1>", "<h5>")
    assert published(html).day == "2026-11-20"


def test_a_page_without_a_date_has_none() -> None:
    assert published(page()) == Published("", None, None)
