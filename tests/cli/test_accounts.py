"""`onrecord accounts resolve`: from addresses to what people.yaml wants, asked of a server on loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from typer.testing import CliRunner

from cli.main import app
from record.clock import Clock
from record.people import load_people
from record.store import open_record
from record.types import Account, Turn, Wait
from tests.cli.running import run_onrecord
from tests.crawler.site import Reply, Site

DID = "did:plc:nordlysmotorsnordlysmoto"
CHANNEL = "UCnordlysMotors012345678"
LIN = "林安达"
PEOPLE = f"""people:
  - name: Lin Anda
    names: [{LIN}]
    accounts: {{mastodon: lin@Social.Example, youtube: "{CHANNEL}"}}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "people.yaml").write_text(PEOPLE, "utf-8")
    return tmp_path


@pytest.fixture
def platforms() -> Iterator[Site]:
    """Every platform that is asked, at one address."""
    profile = {"did": DID, "displayName": "Nordlys Motors", "verification": {"verifiedStatus": "none"}}
    user = {"id": 1749127163, "screen_name": LIN, "verified": True, "verified_reason": "北极星创始人"}
    with Site().running() as site:
        site.pages["/robots.txt"] = Reply(
            b"User-agent: *\nDisallow: /statuses/\nDisallow: /@hidden", "text/plain"
        )
        site.pages["/xrpc/app.bsky.actor.getProfile?actor=nordlys.bsky.social"] = as_json(profile)
        site.pages["/api/v1/accounts/lookup?acct=lin"] = as_json({"id": "109", "display_name": "Lin"})
        site.pages["/@nordlys"] = Reply(f'<link rel="canonical" href="/channel/{CHANNEL}">'.encode())
        site.pages["/statuses/show?id=KkBtUx2dv"] = as_json({"ok": 1, "data": {"user": user}})
        site.pages[f"/n/{quote(LIN)}"] = Reply(status=302, headers={"Location": "/u/1749127163"})
        yield site


def as_json(body: object) -> Reply:
    return Reply(json.dumps(body).encode(), "application/json")


def at(site: Site) -> list[str]:
    return ["--base", site.url, "--allow-private", "127.0.0.0/8"]


def test_each_address_becomes_yaml_to_paste_with_whose_it_is(folder: Path, platforms: Site) -> None:
    asked = ["https://weibo.com/u/42424242", "@nordlys.bsky.social", "https://social.example/@lin"]
    asked += ["https://www.youtube.com/@nordlys"]
    done = run_onrecord(folder, "accounts", "resolve", *asked, *at(platforms))
    assert (done.returncode, done.stderr) == (0, "")
    weibo, bluesky, mastodon, youtube = done.stdout.splitlines()
    assert weibo == 'accounts: {weibo: "42424242"}  # not in people.yaml yet'
    assert (
        bluesky == f'accounts: {{bluesky: "{DID}"}}  # Nordlys Motors, not verified, not in people.yaml yet'
    )
    known = "in people.yaml under Lin Anda (lin-anda)"
    assert mastodon == f'accounts: {{mastodon: "109@social.example"}}  # Lin, {known}'
    assert youtube == f'accounts: {{youtube: "{CHANNEL}"}}  # {known}'
    pasted = folder / "pasted.yaml"
    pasted.write_text(f"people:\n  - name: Pasted\n    {bluesky}\n", "utf-8")
    people, problems = load_people([pasted])
    assert (people.all()[0].accounts, problems) == ((Account("bluesky", DID),), [])
    assert list(folder.glob("*.db")) == []


def test_weibo_is_asked_only_on_demand_and_once(folder: Path, platforms: Site) -> None:
    post, name = "https://m.weibo.cn/status/KkBtUx2dv", f"https://weibo.com/n/{LIN}"
    unasked = run_onrecord(folder, "accounts", "resolve", post, *at(platforms))
    assert (unasked.returncode, unasked.stdout, platforms.asked) == (2, "", [])
    assert "--ask-weibo" in unasked.stderr
    done = run_onrecord(folder, "accounts", "resolve", post, name, "--ask-weibo", *at(platforms), "--json")
    first, second = json.loads(done.stdout)
    assert (first["yaml"], first["verified_reason"]) == ('accounts: {weibo: "1749127163"}', "北极星创始人")
    assert (first["known"], first["likely"], first["questions"]) == ("lei-jun", None, 1)
    assert (second["uid"], "has been asked once" in second["failure"]) == (None, True)
    assert [path for path, _ in platforms.asked] == ["/statuses/show?id=KkBtUx2dv"], "nor its robots.txt"


def test_weibo_is_asked_in_its_turn_and_left_alone_after_it(folder: Path, platforms: Site) -> None:
    record = open_record("sqlite:///onrecord.db", Clock())
    platforms.pages["/n/nobody"] = Reply(status=432)
    name = ["accounts", "resolve", "weibo.com/n/nobody", "x.com/nordlys", "--ask-weibo", *at(platforms)]
    refused = run_onrecord(folder, *name)
    assert (refused.returncode, "m.weibo.cn: HTTP 432" in refused.stderr) == (3, True)
    waits = record.crawl.take_turn("weibo@127.0.0.1", timedelta(minutes=1))
    elsewhere = record.crawl.take_turn("weibo@m.weibo.cn", timedelta(minutes=1))
    record.close()
    assert isinstance(waits, Wait)
    assert isinstance(elsewhere, Turn), "Weibo itself was not asked"
    assert (waits.reason, 3000 < waits.seconds <= 3600) == ("blocked", True)
    result = CliRunner().invoke(app, name)
    assert (result.exit_code, len(platforms.asked)) == (2, 1)
    assert "Weibo may be asked again from " in result.stderr
    assert result.stdout.startswith('accounts: {x: "nordlys"}')


def test_where_weibo_sends_a_name_stands_the_id(folder: Path, platforms: Site) -> None:
    done = run_onrecord(folder, "accounts", "resolve", f"weibo.com/n/{LIN}", "--ask-weibo", *at(platforms))
    assert done.stdout == 'accounts: {weibo: "1749127163"}  # in people.yaml under Lei Jun (lei-jun)\n'


def test_a_platforms_robots_txt_is_obeyed(folder: Path, platforms: Site) -> None:
    hidden = run_onrecord(folder, "accounts", "resolve", "https://www.youtube.com/@hidden", *at(platforms))
    assert hidden.returncode == 3
    assert "https://www.youtube.com/@hidden: www.youtube.com: " in hidden.stderr
    assert "robots.txt" in hidden.stderr
    assert platforms.paths() == []


def test_no_private_address_is_asked_without_leave(folder: Path, platforms: Site) -> None:
    private = run_onrecord(folder, "accounts", "resolve", "@lin@social.example", "--base", platforms.url)
    assert private.returncode == 3
    assert "a private address: refused" in private.stderr
    assert platforms.asked == []


def test_an_account_whose_name_somebody_bears_is_offered_to_him(folder: Path, platforms: Site) -> None:
    platforms.pages["/api/v1/accounts/lookup?acct=lin"] = as_json({"id": "110", "display_name": LIN})
    done = run_onrecord(folder, "accounts", "resolve", "@lin@other.example", *at(platforms), "--json")
    (found,) = json.loads(done.stdout)
    assert (found["uid"], found["known"], found["likely"]) == ("110@other.example", None, "lin-anda")


@pytest.mark.parametrize(
    ("arguments", "told", "status"),
    [
        (["leijun"], "leijun: a name or a number alone names no platform", 2),
        (["weibo.com/u/17491", "--allow-private", "10"], "is not a network", 2),
        ([], "Missing argument", 2),
    ],
)
def test_a_slip_is_told_with_the_way_out(folder: Path, arguments: list[str], told: str, status: int) -> None:
    result = CliRunner().invoke(app, ["accounts", "resolve", *arguments], env={"COLUMNS": "200"})
    assert (result.exit_code, told in result.stderr) == (status, True)


def test_what_was_found_is_printed_beside_what_was_not(folder: Path) -> None:
    result = CliRunner().invoke(app, ["accounts", "resolve", "leijun", "https://x.com/nordlys"])
    assert (result.exit_code, result.stdout) == (2, 'accounts: {x: "nordlys"}  # not in people.yaml yet\n')


def test_a_wrong_people_file_is_told_first(folder: Path) -> None:
    (folder / "people.yaml").write_text("people: [{name: O, accounts: {wiebo: '1'}}]\n", "utf-8")
    result = CliRunner().invoke(app, ["accounts", "resolve", "https://x.com/nordlys"])
    assert (result.exit_code, "did you mean 'weibo'?" in result.stderr) == (1, True)


def test_the_watchlists_own_people_are_known_too(folder: Path) -> None:
    own = "people: [{name: Olive Trent, accounts: {x: Olive}}]\n"
    watches = "watches: [{name: A, people: Olive Trent, notify: c}]\nchannels: {c: 'json://h.example'}\n"
    (folder / "watchlist.yaml").write_text(own + watches, "utf-8")
    result = CliRunner().invoke(app, ["accounts", "resolve", "x.com/olive"])
    assert result.stdout == 'accounts: {x: "olive"}  # in people.yaml under Olive Trent (olive-trent)\n'
