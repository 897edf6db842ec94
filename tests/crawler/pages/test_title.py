"""The headline of a page, from the places where pages write it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape

import pytest

from crawler.pages.declared import read_declared
from crawler.pages.page import parse_page
from crawler.pages.title import read_title

URL = "https://www.courier.example/cars/nordlys-to-build-a-plant-in-ohio"
HEADLINE = "Nordlys to build a plant in Ohio"


def page(
    window: str = "", *h1: str, og: str = "", site: str = "", linked: Mapping[str, object] | None = None
) -> str:
    metas = (("og:title", og), ("og:site_name", site))
    head = "".join(f'<meta property="{name}" content="{escape(said)}">' for name, said in metas if said)
    data = json.dumps({"@type": "NewsArticle", **linked}) if linked else ""
    script = f'<script type="application/ld+json">{data}</script>' if data else ""
    body = "".join(f"<h1>{heading}</h1>" for heading in h1)
    window = f"<title>{escape(window)}</title>"
    return f"<html><head>{window}{head}{script}</head><body>{body}<p>Text.</p></body></html>"


def title(html: str, url: str = URL) -> str:
    read = parse_page(html, url)
    return read_title(read, read_declared(read))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (page(f"{HEADLINE} - The Courier"), HEADLINE),
        (page(f"{HEADLINE} | Cars | Courier Online"), HEADLINE),
        (page(f"The Courier » Archive » {HEADLINE}"), HEADLINE),
        (page("北极星汽车将在俄亥俄州建厂_新闻频道_信使网"), "北极星汽车将在俄亥俄州建厂"),
        (page("北极星汽车将在俄亥俄州建厂-信使网"), "北极星汽车将在俄亥俄州建厂"),
        (
            page(
                "A second-class ticket for first-class cars", og="A second-class ticket for first-class cars"
            ),
            "A second-class ticket for first-class cars",
        ),
    ],
    ids=["site", "section and site", "site in front", "Chinese", "tight hyphen", "hyphens within words"],
)
def test_the_windows_title_loses_the_name_of_the_site(html: str, expected: str) -> None:
    assert title(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            page("Nordlys: Ohio", HEADLINE, og=HEADLINE, linked={"headline": "Nordlys Ohio plant news"}),
            HEADLINE,
        ),
        (page(f"{HEADLINE} - The Courier", HEADLINE, linked={"headline": "Nordlys picks Ohio"}), HEADLINE),
        (
            page("x", HEADLINE, linked={"headline": "Nordlys, Ohio", "alternativeHeadline": HEADLINE}),
            HEADLINE,
        ),
    ],
    ids=["og", "window", "the article's other name"],
)
def test_a_heading_that_a_second_place_repeats_is_believed_before_json_ld(html: str, expected: str) -> None:
    assert title(html) == expected


def test_json_ld_is_believed_before_a_heading_that_nobody_repeats() -> None:
    assert title(page("Ohio", "Our cars: how we test", linked={"headline": HEADLINE})) == HEADLINE


@pytest.mark.parametrize("heading", ["The Courier", "COURIER", "Log in", "Cars"])
def test_a_logo_or_a_box_in_h1_is_no_headline(heading: str) -> None:
    html = page(f"{HEADLINE} - The Courier", heading, og=f"{HEADLINE} - The Courier", site="The Courier")
    assert title(html) == HEADLINE


def test_a_name_within_a_headline_is_not_taken_for_the_sites() -> None:
    assert title(page("Courier - News", "Courier raises the price of its daily paper")) != "Courier"
    html = page("Tesla opens a third factory in Ohio | Tesla", "Tesla opens a third factory in Ohio")
    assert title(html, "https://www.tesla.example/") == "Tesla opens a third factory in Ohio"


def test_a_heading_in_other_words_is_preferred_to_the_wording_for_networks() -> None:
    html = page(
        "Ohio plant of Nordlys Motors: 11 things - The Courier",
        "The long way to Ohio: 11 things we learned about the plant of Nordlys Motors",
        og="What we learned about the plant of Nordlys Motors",
    )
    assert title(html) == "The long way to Ohio: 11 things we learned about the plant of Nordlys Motors"


def test_buttons_within_a_heading_are_no_part_of_the_headline() -> None:
    html = page("北极星汽车将在俄亥俄州建厂", "北极星汽车将在俄亥俄州建厂<span>播报文章</span><a>听全文</a>")
    assert title(html) == "北极星汽车将在俄亥俄州建厂"


def test_a_headline_that_was_cut_is_written_out() -> None:
    assert title(page("x", f"{HEADLINE} by 2028", linked={"headline": "Nordlys to build a plant in..."})) == (
        f"{HEADLINE} by 2028"
    )


def test_entities_and_labels_are_no_part_of_a_headline() -> None:
    linked = {"headline": "Nordlys &amp; Kiruna sign &quot;Ohio&quot;"}
    assert title(page("x", linked=linked)) == 'Nordlys & Kiruna sign "Ohio"'
    assert title(page("原标题：北极星汽车将在俄亥俄州建厂")) == "北极星汽车将在俄亥俄州建厂"


def test_the_part_that_the_address_repeats_is_the_headline() -> None:
    html = page("A Word A Day --maudlin")
    assert title(html, "https://words.example/words/maudlin.html") == "maudlin"
    assert title(page("Ohio | Appendix", HEADLINE)) == HEADLINE


def test_a_template_without_a_headline_leaves_the_heading() -> None:
    assert title(page("-信使网", "北极星汽车将在俄亥俄州建厂")) == "北极星汽车将在俄亥俄州建厂"


def test_related_items_beside_the_article_lend_it_no_headline() -> None:
    items = [
        {
            "@type": "NewsArticle",
            "headline": "Ten ways to wash a car",
            "url": "https://www.courier.example/wash",
        },
        {"@type": "NewsArticle", "headline": HEADLINE, "url": URL},
    ]
    script = f'<script type="application/ld+json">{json.dumps(items)}</script>'
    assert (
        title(f"<html><head><title>Ohio</title>{script}</head><body><p>Text.</p></body></html>") == HEADLINE
    )


@pytest.mark.parametrize("html", [page(), "<p>Text without anything.</p>", page("|"), page("", "")])
def test_a_page_without_a_title_has_none(html: str) -> None:
    assert title(html).strip("|") == ""
