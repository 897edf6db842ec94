"""Files of Sources: what they give, and every mistake with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.catalog import BUNDLED, load_catalog
from record.types import Account, Schedule, Source, Speaker

LEI = Speaker("lei-jun", "person", "Lei Jun")
ACCOUNTS = [
    (LEI, Account("weibo", "1749127163")),
    (Speaker("jim-farley", "person", "Jim Farley"), Account("x", "9")),
    (Speaker("xiaomi", "organisation", "Xiaomi"), Account("weibo", "7")),
    (Speaker("xiaomi", "organisation", "Xiaomi"), Account("weibo", "8")),
]


def load(tmp_path: Path, text: str) -> tuple[dict[str, Source], list[str]]:
    """(Sources, "line:column code" of each Problem) of a user's file beside the bundled ones."""
    path = tmp_path / "sources.yaml"
    path.write_text(text, "utf-8")
    sources, problems = load_catalog([BUNDLED, path], ACCOUNTS)
    return sources, [f"{problem.line}:{problem.column} {problem.code}" for problem in problems]


def test_the_bundled_sites_have_no_problems() -> None:
    sources, problems = load_catalog([BUNDLED])
    assert problems == []
    assert {"guardian", "ithome", "bbc/feed-1", "bbc/feed-2"} <= set(sources)


def test_the_sources_of_one_site_share_their_origin() -> None:
    sources, _ = load_catalog([BUNDLED])
    assert {sources["bbc/feed-1"].origin, sources["bbc/feed-2"].origin} == {"site:bbc"}
    assert sources["guardian"].format == "sitemap"


def test_a_users_file_takes_the_bundled_sites_that_it_names(tmp_path: Path) -> None:
    assert set(load(tmp_path, "use: [bbc]")[0]) == {"bbc/feed-1", "bbc/feed-2"}
    assert set(load(tmp_path, "use: all")[0]) == set(load_catalog([BUNDLED])[0])
    assert load(tmp_path, "use: []") == ({}, [])


def test_a_site_has_all_that_its_keys_say(tmp_path: Path) -> None:
    sources, problems = load(
        tmp_path,
        "sources:\n"
        "  - id: wire\n    name: The Wire\n    lang: zh\n    zone: Asia/Shanghai\n    tier: 2\n"
        "    feeds: https://h/rss\n    sitemap: https://h/news.xml\n"
        "    list: {url: https://h/cars, links: 'h2 a'}\n"
        "    cron: '*/5 8-20 * * 1-5'\n    timezone: Asia/Shanghai\n    allow_private: [10.0.0.0/8]\n"
        "    page: crawler.pages.article:ArticlePage\n    checked: never\n    read_at: its own page\n"
        "    browser: true\n    about: [cars, chips]\n",
    )
    assert problems == []
    assert set(sources) == {"wire/feed-1", "wire/sitemap", "wire/list"}
    assert sources["wire/list"] == Source(
        id="wire/list",
        spider="news",
        format="list",
        url="https://h/cars",
        origin="site:wire",
        name="The Wire",
        schedule=Schedule(cron="*/5 8-20 * * 1-5", zone="Asia/Shanghai"),
        zone="Asia/Shanghai",
        lang="zh",
        allow_private=("10.0.0.0/8",),
        page="crawler.pages.article.ArticlePage",
        links="h2 a",
        browser=True,
        tier=2,
        about=("cars", "chips"),
    )


def test_of_a_site_whose_domain_alone_is_known_the_home_page_is_read(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_text("sources: [{id: a, domain: Courier.example}]", "utf-8")
    sources, (warning,) = load_catalog([BUNDLED, tmp_path / "sources.yaml"])
    assert (sources["a"].format, sources["a"].url) == ("list", "https://courier.example/")
    assert sources["a"].links is None
    assert warning.severity == "warning"
    assert warning.hint == "`onrecord sources discover Courier.example` finds better addresses"


def test_beside_known_addresses_a_domain_is_one_more_and_no_warning(tmp_path: Path) -> None:
    text = "sources: [{id: a, domain: courier.example, feeds: https://h/, checked: 2026-11-23}]"
    sources, problems = load(tmp_path, text)
    assert (set(sources), problems) == ({"a/feed-1", "a/home"}, [])


def test_a_list_needs_no_css(tmp_path: Path) -> None:
    sources, problems = load(tmp_path, "sources: [{id: a, list: {url: https://h/cars}}]")
    assert (problems, sources["a"].links) == ([], None)


def test_a_mirror_gives_a_source_for_each_account_of_its_platform(tmp_path: Path) -> None:
    sources, problems = load(
        tmp_path,
        "mirrors:\n  - {name: hub, format: rsshub, url: 'http://10.1.1.1:1200/', every: 2m,\n"
        "     allow_private: 10.0.0.0/8}",
    )
    assert problems == []
    assert list(sources) == ["hub:lei-jun", "hub:xiaomi", "hub:xiaomi:8"]
    post = sources["hub:lei-jun"]
    assert post.url == "http://10.1.1.1:1200/weibo/user/1749127163/showRetweeted=1&displayVideo=0"
    assert (post.origin, post.spider, post.format) == ("weibo:1749127163", "posts", "rsshub")
    assert (post.schedule, post.allow_private) == (Schedule(every=120), ("10.0.0.0/8",))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("use: [bcc]", "1:7 S205"),
        ("source: []", "1:1 W101"),
        ("sources: [{id: a, feed: https://h/}]", "1:19 W101"),
        ("sources: [{feeds: https://h/}]", "1:11 S208"),
        ("sources: [{id: a}]", "1:11 S208"),
        ("sources: [{id: 'a b', feeds: https://h/}]", "1:16 S204"),
        ("sources: [{id: a, feeds: 'file:///etc/passwd'}]", "1:26 S201"),
        ("sources: [{id: a, feeds: [https://h/, ftp://h/]}]", "1:39 S201"),
        ("sources: [{id: a, feeds: https://h/, every: 15}]", "1:45 W103"),
        ("sources: [{id: a, feeds: https://h/, every: often}]", "1:45 S203"),
        ("sources: [{id: a, feeds: https://h/, cron: '* * *'}]", "1:44 S203"),
        ("sources: [{id: a, feeds: https://h/, every: 1m, cron: '* * * * *'}]", "1:55 S203"),
        ("sources: [{id: a, feeds: https://h/, allow_private: [10.0.0.1/8]}]", "1:54 S202"),
        ("sources: [{id: a, feeds: https://h/, zone: Asia/Peking}]", "1:44 S207"),
        ("sources: [{id: a, feeds: https://h/, page: no.such:Page}]", "1:44 S209"),
        ("sources: [{id: a, feeds: https://h/, page: record.types.Source}]", "1:44 S209"),
        ("sources: [{id: a, feeds: https://h/, tier: first}]", "1:44 S206"),
        ("sources: [{id: a, list: {url: https://h/, links: 'a['}}]", "1:50 S210"),
        ("sources: [{id: a, list: {links: h2 a}}]", "1:25 S208"),
        ("sources: [{id: a, domain: 'https://courier.example/'}]", "1:27 S211"),
        ("sources: [{id: a, domain: courier}]", "1:27 S211"),
        ("sources: [{id: a, domain: courier.example}]", "1:27 S211"),  # a warning
        ("sources: [{id: a, feeds: https://h/, checked: soon}]", "1:47 S212"),
        ("sources: [{id: a, feeds: https://h/, checked: '2026-11'}]", "1:47 S212"),
        ("sources:\n - {id: a, feeds: https://h/}\n - {id: a, feeds: https://h/2}", "3:4 S204"),
        ("mirrors: [{name: m, format: rshub, url: https://h/}]", "1:29 S206"),
        ("mirrors: [{name: m, format: rsshub}]", "1:11 S208"),
        ("sources: 3", "1:10 W103"),
    ],
)
def test_a_mistake_is_a_problem_with_its_place(tmp_path: Path, text: str, problem: str) -> None:
    assert load(tmp_path, text)[1] == [problem]


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("use: alll", "S205", "did you mean 'all'?"),
        ("use: [all]", "S205", "write `use: all`"),
        ("sources: [{id: a, list: 'https://h/x'}]", "W103", 'list: {url: "https://h/x"}'),
        ("id: a\nfeeds: https://h/\nlang: en\n", "W101", "this is one site: put it under `sources:`"),
        ("use: [bbc]\nfeeds: https://h/\n", "W101", "this is one site: put it under `sources:`"),
        ("sources: [{id: a, list: {url: [https://h/, https://h/2]}}]", "W103", ""),
        ("mirrors: [{name: m, format: rsshub, url: [https://h/, https://h/2]}]", "W103", ""),
    ],
)
def test_a_usual_slip_is_one_problem_with_the_way_out(
    tmp_path: Path, text: str, code: str, hint: str
) -> None:
    (tmp_path / "sources.yaml").write_text(text, "utf-8")
    _, (problem,) = load_catalog([BUNDLED, tmp_path / "sources.yaml"], ACCOUNTS)
    assert (problem.code, problem.hint) == (code, hint)


def test_a_site_may_have_several_sitemaps(tmp_path: Path) -> None:
    sources, problems = load(tmp_path, "sources: [{id: a, sitemap: [https://h/1.xml, https://h/2.xml]}]")
    assert problems == []
    assert {id: source.url for id, source in sources.items()} == {
        "a/sitemap-1": "https://h/1.xml",
        "a/sitemap-2": "https://h/2.xml",
    }


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = "use: [x]\nsources:\n  - {id: a, feeds: [ftp://h/], every: now}\n  - {id: b, feeds: https://h/}\n"
    sources, problems = load(tmp_path, text)
    assert problems == ["1:7 S205", "3:21 S201", "3:39 S203"]
    assert list(sources) == ["b"]
