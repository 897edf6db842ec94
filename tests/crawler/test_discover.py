"""Finding where a site can be read: what is asked, what is chosen, what is written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from lxml.html import document_fromstring  # type: ignore[import-untyped]

from crawler.catalog import load_catalog
from crawler.discover import MOST, Candidate, Probe, Survey
from crawler.proposals import propose, rank, zone_of
from crawler.reading.answers import Answer
from crawler.reading.homepage import Section, feed_links, section_links, site_lang, site_name, subject_of
from crawler.sitefiles import SiteDraft, write_site
from ops.discovery import Discovery, lines, without_known
from record.types import Entry, Outcome, Schedule, Source
from record.yamlfile import parse_yaml
from tests.crawler import pages

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SITE = "https://courier.example"
FRONT = (Path(__file__).parent / "reading/fronts/news.html").read_text("utf-8")
HEAD = """<title>The Courier — news of cars and chips</title>
<meta property="og:site_name" content="The Courier">
<link rel="alternate" type="application/rss+xml" title="All" href="/feeds/all">
<link rel="alternate" type="application/rss+xml" title="Comments" href="/feeds/replies?comments=1">
<link rel="alternate" hreflang="fr" href="/fr">"""
HOME = FRONT.replace("<body", f"<head>{HEAD}</head><body", 1)


def dated(count: int, path: str = "a", days: float = 0.0, zone: str = "+0800") -> bytes:
    at = (NOW - timedelta(days=days)).strftime(f"%a, %d %b %Y %H:%M:%S {zone}")
    return pages.rss([(f"Story {n} of the day", f"{SITE}/{path}/{n}", at) for n in range(count)])


def news(count: int, path: str = "a") -> bytes:
    return pages.sitemap(
        [(f"Story {n}", f"{SITE}/{path}/{n}", "2026-11-23T10:20:00+08:00") for n in range(count)]
    )


def index(*urls: str) -> bytes:
    rows = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</sitemapindex>'.encode()


def surveyed(web: Mapping[str, str | bytes | Exception], address: str = "courier.example") -> Survey:
    """A whole Survey over a web in memory; what is not in it is 404."""
    survey = Survey(address, NOW)
    while probes := survey.next():
        assert survey.next() == [], "the next wave waits for this one"
        for probe in probes:
            page = web.get(probe.url.removeprefix(SITE), b"")
            if isinstance(page, Exception):
                survey.failed(probe, page)
            else:
                body = page.encode() if isinstance(page, str) else page
                survey.answered(probe, Answer(probe.url, 200 if body else 404, body))
    return survey


def asked(survey: Survey) -> list[str]:
    return [tried.probe.url.removeprefix(SITE) for tried in survey.tried]


def proposed(survey: Survey) -> list[tuple[str, str]]:
    chosen = [each.candidate for each in rank(survey.candidates, NOW) if not each.against]
    return [(one.format, one.url.removeprefix(SITE)) for one in chosen]


# ---------------------------------------------------------------- what is asked


def test_what_the_site_names_is_asked_and_the_usual_places_only_where_it_names_nothing() -> None:
    robots = f"User-agent: *\nDisallow: /x\nSITEMAP:{SITE}/sitemap.xml\n"
    survey = surveyed(
        {
            "/": HOME,
            "/robots.txt": robots,
            "/feeds/all": dated(9),
            "/sitemap.xml": index("/news.xml"),
            "/news.xml": news(9),
        }
    )
    assert asked(survey) == [
        "/",
        "/robots.txt",
        "/feeds/all",
        "/business",
        "/sitemap.xml",
        "/news.xml",
    ] or set(asked(survey)) == {"/", "/robots.txt", "/feeds/all", "/business", "/sitemap.xml", "/news.xml"}
    assert sorted(proposed(survey)) == [("feed", "/feeds/all"), ("sitemap", "/news.xml")]


def test_a_site_that_names_nothing_is_asked_at_the_usual_places() -> None:
    survey = surveyed({"/": FRONT, "/rss.xml": dated(9), "/sitemap_news.xml": news(9)})
    assert sorted(proposed(survey)) == [("feed", "/rss.xml"), ("sitemap", "/sitemap_news.xml")]
    assert len(asked(survey)) <= MOST


def test_where_there_is_no_feed_at_all_the_home_page_is_a_list() -> None:
    many = "".join(
        f"<li><a href='/2026/11/23/story-{n}'>Story number {n} of today</a></li>" for n in range(9)
    )
    assert proposed(surveyed({"/": f"<html><ul>{many}</ul></html>"})) == [("list", "/")]
    assert proposed(surveyed({"/": "<html><p>Nothing here.</p></html>"})) == []


def test_sections_on_our_subjects_are_asked_for_feeds_of_their_own() -> None:
    link = '<link rel="alternate" type="application/atom+xml" href="/business/atom.xml">'
    survey = surveyed(
        {
            "/": HOME,
            "/feeds/all": dated(9),
            "/business": link,
            "/business/atom.xml": dated(5, "b", zone="GMT"),
        }
    )
    assert proposed(survey) == [("feed", "/feeds/all"), ("feed", "/business/atom.xml")]
    assert [one.subject for one in survey.candidates if one.format == "feed"] == [None, "business"]


def test_never_more_than_so_many_addresses_are_asked() -> None:
    sections = "".join(f"<a href='/{name}'>{name}</a>" for name in ("cars", "phones", "chips", "business"))
    feeds = "".join(f'<link rel="alternate" type="application/rss+xml" href="/f{n}">' for n in range(40))
    web = {f"/{name}": feeds.replace("/f", f"/{name}/f") for name in ("cars", "phones", "chips", "business")}
    maps = "\n".join(f"Sitemap: {SITE}/s{n}.xml" for n in range(40))
    assert len(asked(surveyed({"/": f"{feeds}{sections}", "/robots.txt": maps, **web}))) == MOST


def test_a_domain_without_a_certificate_is_asked_plainly() -> None:
    from scrapy.exceptions import DownloadConnectionRefusedError

    refused = DownloadConnectionRefusedError("no")
    survey = Survey("courier.example", NOW)
    for probe in survey.next():
        survey.failed(probe, refused)
    assert [probe.url for probe in survey.next()] == [
        "http://courier.example/",
        "http://courier.example/robots.txt",
    ]
    given = Survey("https://courier.example/cars", NOW)
    for probe in given.next():
        given.failed(probe, refused)
    assert given.next() == [], "an address with its scheme is meant as it is"


@pytest.mark.parametrize(("body", "format"), [(dated(3), "feed"), (news(3), "sitemap")])
def test_the_address_of_a_feed_is_proposed_as_it_is(body: bytes, format: str) -> None:
    survey = surveyed({"/x": body}, f"{SITE}/x")
    assert proposed(survey) == [(format, "/x")]
    draft = propose(survey, rank(survey.candidates, NOW))
    assert draft is not None
    assert (draft.id, draft.name) == ("courier", "courier.example")


def test_a_section_is_called_as_the_site_and_not_as_itself() -> None:
    def name(head: str, address: str) -> str:
        survey = surveyed(
            {"/cars": f"<head>{head}</head>" + FRONT, "/": f"<head>{head}</head>" + FRONT}, address
        )
        draft = propose(survey, rank(survey.candidates, NOW))
        assert draft is not None
        return draft.name

    title = "<title>Cars | The Courier</title>"
    assert name(title, f"{SITE}/cars") == "courier.example"
    assert name(f"{title}<meta property='og:site_name' content='Courier'>", f"{SITE}/cars") == "Courier"
    assert name("<title>The Courier | Cars</title>", f"{SITE}/") == "The Courier"


def told(survey: Survey) -> list[str]:
    return list(lines(Discovery(survey, rank(survey.candidates, NOW), None, True)))


def test_where_nothing_is_proposed_every_reason_is_told() -> None:
    assert f"not proposed: feed {SITE}/feeds/all: its newest entry is 40 days old" in told(
        surveyed({"/": HOME, "/feeds/all": dated(3, days=40)})
    )


def test_a_home_page_without_article_links_may_need_a_browser() -> None:
    (advice,) = (line for line in told(surveyed({"/": "<div id=app></div>"})) if "browser" in line)
    site = parse_yaml("sources:\n" + advice.partition("`sources:`")[2]).root
    assert site is not None
    assert '{id: courier, list: {url: "https://courier.example/"}, browser: true}' in advice
    assert not any("browser" in line for line in told(surveyed({"/": HOME})))
    assert not any("browser" in line for line in told(surveyed({}))), "it did not answer"


def test_what_is_found_and_polled_already_is_left_out() -> None:
    source = Source("wire/feed-1", "news", "feed", "https://h/1", "", "", Schedule(every=60))
    draft = SiteDraft("wire", "Wire", feeds=("https://h/1", "https://h/2"), sitemap="https://h/s.xml")
    fresh, left_out = without_known(draft, [source], {"wire"})
    assert fresh == SiteDraft("wire-2", "Wire", feeds=("https://h/2",), sitemap="https://h/s.xml")
    assert left_out == ["https://h/1 is wire/feed-1 already"]
    known = SiteDraft("wire", "Wire", feeds=("https://h/1",))
    assert without_known(known, [source], {"wire"}) == (None, left_out)


def test_a_broken_feed_is_told_and_harms_nothing() -> None:
    survey = surveyed({"/": HOME, "/feeds/all": "<html><p>moved</p></html>", "/rss": dated(3)})
    told = {tried.probe.url.removeprefix(SITE): (tried.outcome, tried.reason) for tried in survey.tried}
    assert told["/feeds/all"] == (Outcome.PARSE_ERROR, "HTML where a feed was expected")
    assert told["/feed"] == (Outcome.ERROR, "HTTP 404")
    assert ("feed", "/rss") in proposed(survey)


# ---------------------------------------------------------------- what is chosen


def candidate(url: str, count: int = 9, days: float = 0.0, **more: str) -> Candidate:
    at = NOW - timedelta(days=days)
    entries = tuple(Entry(f"{SITE}/{more.get('path', url)}/{n}", f"Story {n}", "x", at) for n in range(count))
    return Candidate(more.get("format", "feed"), url, "x", entries, more.get("subject"))  # type: ignore[arg-type]


def test_what_speaks_against_a_candidate_is_told() -> None:
    found = [
        candidate("/old", days=40),
        candidate("/all", 20),
        candidate("/again", 9, path="/all"),
        candidate("/cars", subject="cars"),
        candidate("/list", format="list"),
        *(candidate(f"/more-{n}") for n in range(3)),
    ]
    against = {each.candidate.url: each.against for each in rank(found, NOW)}
    assert against["/all"] == against["/more-0"] == ""
    assert against["/old"] == "its newest entry is 40 days old"
    assert against["/again"] == "the same entries as /all"
    assert against["/list"] == "not needed beside the others"
    assert against["/cars"] == "one more of its kind"


def test_a_sitemap_without_titles_is_no_news() -> None:
    bare = Candidate("sitemap", "/sitemap.xml", "x", (Entry(f"{SITE}/a"),))
    assert [each.against for each in rank([bare, candidate("/all")], NOW)][1].startswith(
        "a sitemap without titles"
    )
    assert [each.against for each in rank([bare], NOW)] == [""], "where there is nothing better it is taken"


@pytest.mark.parametrize(
    ("raws", "zone"),
    [
        (["Mon, 23 Nov 2026 10:20:00 +0800", "2026-11-23T10:20:00+08:00"], "Asia/Shanghai"),
        (["Mon, 23 Nov 2026 10:20:00 EST"], "America/New_York"),
        (["2026-07-23T10:20:00-04:00", "2026-11-23T10:20:00-05:00"], "America/New_York"),
        (["Mon, 23 Nov 2026 10:20:00 +0800", "Mon, 23 Nov 2026 10:20:00 +0900"], None),
        (["Mon, 23 Nov 2026 10:20:00 GMT"], None),
        (["2026-11-23 10:20", "2026-11-23T10:20:00+08:00"], None),
        ([], None),
    ],
)
def test_a_zone_is_guessed_only_where_all_dates_agree(raws: list[str], zone: str | None) -> None:
    entries = tuple(Entry(f"{SITE}/{n}", "", raw) for n, raw in enumerate(raws))
    assert zone_of([Candidate("feed", SITE, "x", entries)]) == zone


def test_the_proposal_is_a_file_that_loads(tmp_path: Path) -> None:
    survey = surveyed({"/": HOME, "/feeds/all": dated(9), "/news-sitemap.xml": news(9)})
    draft = propose(survey, rank(survey.candidates, NOW))
    assert draft is not None
    text = write_site(draft)
    assert text.splitlines() == [
        "id: courier",
        "name: The Courier",
        "lang: en",
        "zone: Asia/Shanghai",
        "feeds:",
        "  - https://courier.example/feeds/all",
        "sitemap: https://courier.example/news-sitemap.xml",
        "checked: never",
        'read_at: "onrecord sources discover, 2026-11-23: its home page; a usual place"',
        "# zone: Asia/Shanghai is a guess by the offsets of its dates",
        "# not proposed:",
        "# - list https://courier.example/: not needed beside the others",
    ]
    (tmp_path / "courier.yaml").write_text(text, "utf-8")
    assert load_catalog([tmp_path])[1] == []


# ---------------------------------------------------------------- what a home page says


def test_a_page_names_its_feeds_but_those_of_comments() -> None:
    body = (
        "<a href='/rss'>RSS</a><a href='/x.xml'>订阅</a><a href='/comments/feed/'>RSS</a>"
        "<a href='/feedback'>Feedback</a>"
    )
    tree = document_fromstring(f"<html><head>{HEAD}</head><body>{body}</body></html>")
    assert feed_links(tree, SITE) == [f"{SITE}/feeds/all", f"{SITE}/rss", f"{SITE}/x.xml"]


def test_a_page_names_one_section_for_each_of_our_subjects() -> None:
    body = (
        "<a href='/a1'>Sport</a><a href='/business'>Business</a><a href='/business/2026/11/23/cars'>Cars</a>"
        "<a href='/tag/x'>Markets</a><a href='https://auto.courier.example/'>汽车</a>"
        "<a href='https://x.example/chips'>Chips</a>"
        "<a href='/a'>Business as usual: what the ministers said</a>"
    )
    tree = document_fromstring(f"<html><body>{body}</body></html>")
    assert section_links(tree, SITE) == [
        Section("https://auto.courier.example/", "cars"),
        Section(f"{SITE}/business", "business"),
    ]


def test_a_page_says_its_name_and_its_language() -> None:
    tree = document_fromstring("<html lang='en-GB'><head><title>The Courier | Cars</title></head></html>")
    assert (site_name(tree), site_lang(tree, "")) == ("The Courier", "en")
    assert site_lang(tree, "北极星汽车将在俄亥俄州建厂") == "zh"
    chinese = document_fromstring("<html><head><title>车流日报_汽车新闻</title></head></html>")
    assert (site_name(chinese), site_lang(chinese, "")) == ("车流日报", None)
    assert site_name(document_fromstring("<p>x</p>")) is None


def test_an_address_tells_its_subject() -> None:
    assert subject_of(f"{SITE}/technology/rss.xml") == "technology"
    assert subject_of(f"{SITE}/rss.xml") is None


def test_a_probe_is_asked_once_whoever_names_it() -> None:
    survey = surveyed({"/": HOME + '<a href="/feeds/all">RSS</a>', "/feeds/all": dated(2)})
    assert asked(survey).count("/feeds/all") == 1
    assert Probe("feed", f"{SITE}/feeds/all", "its home page") in [tried.probe for tried in survey.tried]
