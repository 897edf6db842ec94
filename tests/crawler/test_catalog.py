"""Files of Sources: what they give, and every mistake with its place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from crawler.catalog import BUNDLED, load_catalog
from crawler.conversation import Manners
from crawler.mirrors import weibo
from record.problems import Problem
from record.types import Account, Schedule, Source, Speaker

LEI = Speaker("lei-jun", "person", "Lei Jun")
ACCOUNTS = [
    (LEI, Account("weibo", "1749127163")),
    (Speaker("jim-farley", "person", "Jim Farley"), Account("mastodon", "jim@social.example")),
    (Speaker("xiaomi", "organisation", "Xiaomi"), Account("weibo", "7000001")),
    (Speaker("xiaomi", "organisation", "Xiaomi"), Account("weibo", "8000001")),
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
        "    browser: true\n    about: [cars, chips]\n    kind: aggregator\n",
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
        kind="aggregator",
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
    assert list(sources) == ["hub:lei-jun", "hub:xiaomi", "hub:xiaomi:8000001"]
    post = sources["hub:lei-jun"]
    assert post.url.startswith("http://10.1.1.1:1200/weibo/user/1749127163/")
    assert (post.origin, post.spider, post.format) == ("weibo:1749127163", "posts", "rsshub")
    assert (post.schedule, post.allow_private) == (Schedule(every=120), ("10.0.0.0/8",))


MIRRORS = """mirrors:
  - {name: hub, format: rsshub, url: "https://hub.example"}
  - {name: other, format: rsshub, url: "https://other.example"}
  - {name: beside, format: rsshub, url: "https://beside.example", always: true}
  - {name: direct, format: weibo, direct: true}
"""


def test_the_later_mirrors_of_an_account_stand_in_for_the_first(tmp_path: Path) -> None:
    sources, problems = load(tmp_path, MIRRORS)
    assert problems == []
    of_lei = [source for source in sources.values() if source.origin == "weibo:1749127163"]
    assert [(source.id, source.stands_in) for source in of_lei] == [
        ("hub:lei-jun", False),
        ("other:lei-jun", True),
        ("beside:lei-jun", False),
        ("direct:lei-jun", True),
    ]
    assert {source.mirror for source in of_lei} == {"hub", "other", "beside", "direct"}


def test_a_format_that_knows_where_to_ask_needs_no_address(tmp_path: Path) -> None:
    sources, problems = load(tmp_path, "mirrors: [{name: m, format: mastodon, every: 5m}]")
    (source,) = sources.values()
    assert (problems, source.id, source.schedule) == ([], "m:jim-farley", Schedule(every=300))
    assert source.url.startswith("https://social.example/")


def test_a_platform_with_a_longer_period_is_asked_no_more_often(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weibo, "MANNERS", Manners(opt_in=True, period=1_800.0))
    mirror = "mirrors: [{name: m, format: weibo, direct: true%s}]"
    assert load(tmp_path, mirror % "")[0]["m:lei-jun"].schedule == Schedule(every=1_800)
    assert load(tmp_path, mirror % ", every: 1h")[0]["m:lei-jun"].schedule == Schedule(every=3_600)


def test_a_contact_comes_with_every_source_of_its_mirror(tmp_path: Path) -> None:
    accounts = [(LEI, Account("edgar", "0001318605"))]
    (tmp_path / "sources.yaml").write_text(
        "mirrors: [{name: sec, format: edgar, contact: desk@courier.example}]", "utf-8"
    )
    sources, problems = load_catalog([BUNDLED, tmp_path / "sources.yaml"], accounts)
    assert (problems, sources["sec:lei-jun"].contact) == ([], "desk@courier.example")


def mirror_problem(tmp_path: Path, mirror: str, *accounts: tuple[Speaker, Account]) -> Problem:
    (tmp_path / "sources.yaml").write_text(f"mirrors: [{{name: m, {mirror}}}]", "utf-8")
    _, (problem,) = load_catalog([BUNDLED, tmp_path / "sources.yaml"], accounts or ACCOUNTS)
    return problem


def test_a_platform_that_does_not_welcome_us_is_asked_only_where_the_user_says_so(tmp_path: Path) -> None:
    problem = mirror_problem(tmp_path, "format: weibo")
    assert (problem.code, problem.severity) == ("S213", "error")
    assert problem.message == (
        "Weibo does not welcome us: its robots.txt is not asked, and it may refuse us at any time"
    )
    assert "`direct: true`" in problem.hint


@pytest.mark.parametrize(
    ("contact", "code"),
    [
        ("", "S208"),
        (", contact: me", "S214"),
        (", contact: 'Jürgen <j@courier.example>'", "S214"),
        (', contact: "a@b.example\\r\\nCookie: x"', "S214"),
    ],
)
def test_a_contact_must_be_there_and_fit_for_a_header(tmp_path: Path, contact: str, code: str) -> None:
    account = (LEI, Account("edgar", "0001318605"))
    assert mirror_problem(tmp_path, f"format: edgar{contact}", account).code == code


def test_what_is_more_often_than_the_platform_bears_is_a_problem_with_the_way_out(tmp_path: Path) -> None:
    problem = mirror_problem(tmp_path, "format: weibo, direct: true, every: 2m")
    assert (problem.code, problem.hint) == ("S215", "write `every: 10m`")
    assert problem.message == "the platform bears at most one poll in 10 minutes"


def test_a_mirror_that_nobody_needs_is_a_warning(tmp_path: Path) -> None:
    problem = mirror_problem(tmp_path, "format: bluesky")
    assert (problem.code, problem.severity) == ("S216", "warning")
    assert problem.message == "no watched person has an account on Bluesky"
    assert load_catalog([BUNDLED, tmp_path / "sources.yaml"])[1] == [], "nobody knows who is watched"


def test_an_account_that_cannot_be_asked_for_is_named_and_the_others_are_asked(tmp_path: Path) -> None:
    accounts = [(LEI, Account("mastodon", "x")), ACCOUNTS[1]]
    problem = mirror_problem(tmp_path, "format: mastodon", *accounts)
    assert (problem.code, problem.severity) == ("S217", "warning")
    assert problem.message.startswith("Lei Jun's account mastodon 'x' cannot be asked for: ")
    sources, _ = load_catalog([BUNDLED, tmp_path / "sources.yaml"], accounts)
    assert list(sources) == ["m:jim-farley"]


def test_a_newsroom_is_shown_as_whose_it_is_and_an_account_by_its_platform(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_text("mirrors:\n  - {name: m, format: feed}\n", encoding="utf-8")
    accounts = [(LEI, Account(network, "https://lei.example/feed")) for network in ("newsroom", "substack")]
    sources, _ = load_catalog([BUNDLED, tmp_path / "sources.yaml"], accounts)
    names = [source.name for source in sources.values() if source.account]
    assert names == ["Lei Jun newsroom", "Substack"]


@pytest.mark.parametrize(
    ("speaker", "uid"),
    [(LEI, f"https://press.example/{'x' * 400}.xml"), (replace(LEI, id="l" * 199), "https://p.example/f")],
)
def test_an_account_whose_ids_no_record_can_hold_is_a_warning_and_the_others_are_asked(
    tmp_path: Path, speaker: Speaker, uid: str
) -> None:
    accounts = [(speaker, Account("newsroom", uid)), (LEI, Account("newsroom", "https://p.example/feed"))]
    problem = mirror_problem(tmp_path, "format: feed", *accounts)
    assert (problem.code, problem.severity) == ("S217", "warning")
    assert problem.message.endswith("cannot be asked for: its id is longer than 200 characters")
    sources, _ = load_catalog([BUNDLED, tmp_path / "sources.yaml"], accounts)
    assert [source.url for source in sources.values()] == ["https://p.example/feed"]


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
        ("sources: [{id: a, feeds: https://h/, kind: agregator}]", "1:44 S206"),
        ("sources: [{id: a, feeds: https://h/, kind: [aggregator]}]", "1:44 W103"),
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


def test_two_mirrors_have_two_names_whatever_they_show(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_text(
        "mirrors:\n  - {name: hub, format: rsshub, url: https://hub.example}\n"
        "  - {name: hub, format: mastodon}\n",
        "utf-8",
    )
    sources, (problem,) = load_catalog([BUNDLED, tmp_path / "sources.yaml"], ACCOUNTS)
    assert (problem.code, problem.line, problem.column) == ("S204", 3, 12)
    assert problem.message == "the name 'hub' stands twice (first on line 2)"
    assert {source.format for source in sources.values()} == {"rsshub"}
