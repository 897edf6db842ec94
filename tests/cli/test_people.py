"""`onrecord people`: the table, one person whole, and a trial of every source of a person's accounts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import app
from crawler.catalog import load_catalog
from record.clock import Clock
from record.people import load_people
from record.store import Record, open_record
from record.types import Account, Outcome, Poll, Post, Profile, Source, Turn, Wait
from tests.cli.running import run_onrecord
from tests.crawler import pages
from tests.crawler.conftest import POST
from tests.crawler.site import Reply, Site

LEI = Account("weibo", "1749127163")
PEOPLE = """organisations: [{id: nordlys, name: Nordlys Motors, names: [北极星汽车]}]
people:
  - name: Lin Anda
    names: [林安达]
    roles:
      - {org: nordlys, titles: [CEO, 首席执行官], since: 2019-04}
      - {org: ford, titles: [adviser], since: 2010, until: 2018}
    accounts: {weibo: ["4242424242", "4242424243"], bluesky: lin.bsky.social}
  - {id: lin-two, name: Lin Two, names: [Lin Anda]}
"""
WATCHLIST = """watches: [{name: A, people: Lei Jun, notify: c}]
channels: {c: 'json://h.example'}
"""
HUB = "mirrors:\n  - {name: hub, format: rsshub, url: http://127.0.0.1:9}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    return tmp_path


def people(*arguments: str, status: int = 0) -> str:
    """What the command prints; of a failure what it says of it."""
    result = CliRunner().invoke(app, ["people", *arguments])
    assert result.exit_code == status, result.output
    return result.stdout if status == 0 else result.stderr


def rows(*arguments: str) -> dict[str, str]:
    """Person -> their first line of the table."""
    lines = people(*arguments).splitlines()[1:]
    return {line[:20].split("  ")[0]: line for line in lines if not line.startswith(" ")}


def a_record(folder: Path) -> tuple[Record, dict[str, Source]]:
    accounts = [(each, account) for each in load_people()[0].all() for account in each.accounts]
    sources, problems = load_catalog([folder / "sources.yaml"], accounts)
    assert problems == []
    record = open_record(f"sqlite:///{folder}/onrecord.db", Clock())
    record.crawl.add_sources(sources.values())
    return record, sources


# ---------------------------------------------------------------- the table


def test_with_no_file_at_all_everybody_is_listed_and_nothing_is_made(folder: Path) -> None:
    found = rows()
    assert "Xiaomi: CEO, founder" in found["Lei Jun"]
    assert "weibo:1749127163  no mirror shows it: add one to sources.yaml" in found["Lei Jun"]
    assert "Xiaomi" in found
    assert next(iter(found)) == "Lei Jun", "those with accounts come first"
    assert list(folder.iterdir()) == []


def test_those_whom_a_watch_names_are_listed_and_the_others_on_demand(folder: Path) -> None:
    (folder / "watchlist.yaml").write_text(WATCHLIST, "utf-8")
    (folder / "people.yaml").write_text(PEOPLE, "utf-8")
    (folder / "sources.yaml").write_text(HUB, "utf-8")
    assert list(rows()) == ["Lei Jun"]
    assert "  hub:lei-jun  " in rows()["Lei Jun"] + "  "
    every = rows("--all")
    assert list(every)[:2] == ["Lei Jun", "Lin Anda"]
    assert "no watch names them; it would be hub:lin-anda" in every["Lin Anda"]


def test_what_the_record_knows_of_an_account_stands_beside_it(folder: Path) -> None:
    (folder / "watchlist.yaml").write_text(WATCHLIST, "utf-8")
    (folder / "sources.yaml").write_text(HUB, "utf-8")
    record, sources = a_record(folder)
    now = datetime.now(UTC)
    url = "https://weibo.com/1749127163/"
    posts = tuple(
        Post(f"weibo:{n}", LEI, f"{url}{n}", f"words {n}", published_at=now - timedelta(hours=n))
        for n in (3, 5)
    )
    profile = Profile(LEI, "雷军", True, "小米创始人")
    record.crawl.record_poll(Poll(sources["hub:lei-jun"], now, Outcome.OK, posts=posts, profile=profile))
    record.close()
    line = rows()["Lei Jun"]
    assert "雷军, verified: 小米创始人" in line
    assert line.split()[-4:] == ["2", "3", "h", "ago"]
    (told,) = json.loads(people("--json"))
    (account,) = told["accounts"]
    assert (account["posts"], account["sources"], account["add"]) == (2, ["hub:lei-jun"], None)
    assert (account["name"], account["verified"], account["verified_reason"]) == ("雷军", True, "小米创始人")
    assert datetime.fromisoformat(account["newest"]) == posts[0].published_at
    assert "in the record  2 posts, the newest of " in people("Lei Jun")


# ---------------------------------------------------------------- one of them


@pytest.mark.parametrize("written", ["Lei Jun", "lei-jun", "雷軍", "LEI JUN"])
def test_a_person_is_shown_whole_by_any_name(folder: Path, written: str) -> None:
    told = people(written)
    assert told.startswith("Lei Jun · person · lei-jun · not watched\n  also written  雷军, ")
    assert "  since 2010  " in told
    assert "no mirror shows it: add to `mirrors:` in sources.yaml  - {name: " in told


def test_roles_have_their_dates_and_every_account_its_way_out(folder: Path) -> None:
    (folder / "people.yaml").write_text(PEOPLE, "utf-8")
    told = people("林安达")
    assert "since 2019-04             Nordlys Motors: CEO, 首席执行官\n" in told
    assert "2010 to 2018              Ford: adviser\n" in told
    assert [line for line in told.splitlines() if line.startswith("  Weibo")] == [
        "  Weibo  4242424242",
        "  Weibo  4242424243",
    ]
    one = json.loads(people("--json", "林安达"))
    assert one == json.loads(people("林安达", "--json"))
    assert one["roles"][1] == {
        "org": "ford",
        "organisation": "Ford",
        "titles": ["adviser"],
        "since": "2010",
        "until": "2018",
    }


def test_the_mirror_that_is_offered_is_one(folder: Path) -> None:
    (folder / "people.yaml").write_text(PEOPLE, "utf-8")
    offered = {
        account["platform"]: account["add"] for account in json.loads(people("林安达", "--json"))["accounts"]
    }
    for platform, item in offered.items():
        (folder / "sources.yaml").write_text(f"mirrors:\n  - {item}\n", "utf-8")
        accounts = json.loads(people("林安达", "--json"))["accounts"]
        read = [account["sources"] for account in accounts if account["platform"] == platform]
        assert all(read), platform


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Lei Jnu", "nobody is known as 'Lei Jnu'; did you mean 'Lei Jun'?"),
        ("Lin Anda", "is the name of several; say which by the id: lin-anda (Lin Anda), lin-two (Lin Two)"),
    ],
)
def test_a_name_that_is_nobodys_or_shared_is_told(folder: Path, name: str, told: str) -> None:
    (folder / "people.yaml").write_text(PEOPLE, "utf-8")
    assert told in people(name, status=2)
    assert told in people("try", name, status=2)


@pytest.mark.parametrize("file", ["people.yaml", "sources.yaml", "watchlist.yaml", "onrecord.yaml"])
def test_a_wrong_file_is_told_whole(folder: Path, file: str) -> None:
    (folder / file).write_text("wrong: 1\nworse: 2\n", "utf-8")
    assert people(status=1).count("unknown key") == 2


def test_an_account_whose_id_no_mirror_takes_is_told_with_the_reason(folder: Path) -> None:
    (folder / "people.yaml").write_text("people: [{name: Lin Anda, accounts: {weibo: linanda}}]\n", "utf-8")
    (folder / "sources.yaml").write_text(HUB, "utf-8")
    result = CliRunner().invoke(app, ["people", "Lin Anda"])
    assert result.exit_code == 0
    assert "S217" in result.stderr


# ---------------------------------------------------------------- try


@pytest.fixture
def hub() -> Iterator[Site]:
    """Two mirrors: one shows a post with a repost in it, the other one fails."""
    words = "我们没有进入美国市场的计划。<blockquote>转发 @北极星: 去年的话</blockquote>"
    with Site().running() as site:
        path = f"/weibo/user/{pages.UID}/showRetweeted=1&displayVideo=0"
        site.pages[f"/good{path}"] = Reply(pages.hub_json((POST, words)), "application/json")
        failing = b'{"error":{"message":"blocked by Weibo (432)"}}'
        site.pages[f"/bad{path}"] = Reply(failing, "application/json", 503)
        yield site


def test_every_source_of_a_person_is_tried_by_itself_and_nothing_is_kept(folder: Path, hub: Site) -> None:
    mirrors = "".join(
        f"  - {{name: {name}, format: rsshub, url: {hub.url}/{name}, allow_private: [127.0.0.0/8]}}\n"
        for name in ("good", "bad")
    )
    (folder / "sources.yaml").write_text(f"mirrors:\n{mirrors}", "utf-8")
    done = run_onrecord(folder, "people", "try", "雷军")
    assert done.returncode == 3, done.stderr
    good, when, words, reposts, bad = done.stdout.splitlines()
    assert good.startswith("good:lei-jun  ✓ ok, 1 listed")
    assert when.strip().startswith("2026-11-20 09:00:07 +0000  https://weibo.com/1749127163/")
    assert words.strip() == "我们没有进入美国市场的计划。"
    assert reposts.strip() == "reposts a post: 去年的话"
    assert bad.startswith("bad:lei-jun  ✗ blocked, 0 listed: HTTP 503: blocked by Weibo (432)")
    assert [path.name for path in folder.iterdir()] == ["sources.yaml"]


def test_what_no_mirror_shows_is_told_with_what_to_add(folder: Path) -> None:
    (folder / "people.yaml").write_text(PEOPLE, "utf-8")
    told = people("try", "林安达", status=3)
    assert "weibo:4242424242  · not asked: no mirror shows it: add to `mirrors:` in sources.yaml  - {" in told
    assert "nobody" not in told
    assert "tim-cook  · not asked: no account is known" in people("try", "Tim Cook", status=3)


def direct(folder: Path, site: Site) -> Record:
    mirror = f"{{name: direct, format: weibo, direct: true, url: {site.url}, allow_private: [127.0.0.0/8]}}"
    (folder / "sources.yaml").write_text(f"mirrors:\n  - {mirror}\n", "utf-8")
    return a_record(folder)[0]


def test_a_platform_that_bears_one_asker_is_tried_in_its_turn_only(folder: Path) -> None:
    with Site().running() as site:
        record = direct(folder, site)
        turn = record.crawl.take_turn("weibo@127.0.0.1", timedelta(minutes=5))
        assert isinstance(turn, Turn)
        record.crawl.end_turn(turn, Wait(3000.0, "blocked"), None, 1)
        record.close()
        told = people("try", "Lei Jun", "--json", status=3)
        assert site.asked == []
    assert "direct:lei-jun  · not asked: blocked; it may be asked again from " in told


@pytest.mark.parametrize("recorded", [True, False], ids=["recorded", "nothing-yet"])
def test_after_a_trial_such_a_platform_is_left_alone(folder: Path, recorded: bool) -> None:
    with Site().running() as site:
        direct(folder, site).close()
        if not recorded:
            for file in folder.glob("*.db*"):
                file.unlink()
        site.pages["/visitor/genvisitor2"] = Reply(status=432)
        done = run_onrecord(folder, "people", "try", "Lei Jun")
        assert "direct:lei-jun  ✗ blocked" in done.stdout, done.stderr
        asked = len(site.asked)
        told = people("try", "Lei Jun", status=3)
        assert len(site.asked) == asked > 0
    assert "direct:lei-jun  · not asked: blocked; it may be asked again from " in told
