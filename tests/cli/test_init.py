"""`onrecord init`: what it writes works, and it writes over nothing."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
import typer
from jsonschema import Draft7Validator
from typer.testing import CliRunner

from cli.check import check
from cli.init import init_command, write_files
from crawler.catalog import load_catalog
from record.yamlfile import read_yaml
from tests.alerts.test_schema import plain
from tests.cli.running import run_onrecord
from tests.crawler import pages
from tests.crawler.site import Reply, Site

app = typer.Typer()
app.command()(init_command)


def test_what_it_writes_passes_the_check_with_only_the_unset_variable(tmp_path: Path) -> None:
    written, in_the_way = write_files(tmp_path / "new")
    assert [path.name for path in written] == ["watchlist.yaml", "watchlist.schema.json"]
    assert in_the_way == []
    assert {(p.code, p.severity) for p in check([written[0]], {})} == {("W402", "warning")}
    assert check([written[0]], {"SLACK_URL": "slack://TokenA/TokenB/TokenC"}) == []


def test_what_it_writes_validates_against_the_schema_it_writes(tmp_path: Path) -> None:
    write_files(tmp_path)
    schema = json.loads((tmp_path / "watchlist.schema.json").read_text("utf-8"))
    root = read_yaml(tmp_path / "watchlist.yaml").root
    assert root is not None
    assert list(Draft7Validator(schema).iter_errors(plain(root))) == []
    first = (tmp_path / "watchlist.yaml").read_text("utf-8").split("\n")[0]
    assert first == "# yaml-language-server: $schema=./watchlist.schema.json"


def test_it_writes_over_nothing_and_says_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "watchlist.yaml").write_text("mine", "utf-8")
    result = CliRunner().invoke(app, [str(tmp_path), "--no-try"])
    assert result.exit_code == 1
    assert "--force" in result.stderr
    assert result.stdout == ""
    assert (tmp_path / "watchlist.yaml").read_text("utf-8") == "mine"
    assert not (tmp_path / "watchlist.schema.json").exists()


def test_with_force_it_writes_over_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "watchlist.yaml").write_text("mine", "utf-8")
    result = CliRunner().invoke(app, [str(tmp_path), "--force", "--json", "--no-try"])
    assert result.exit_code == 0
    assert [Path(path).name for path in json.loads(result.stdout)["written"]] == [
        "watchlist.yaml",
        "watchlist.schema.json",
    ]
    assert "Xiaomi in the US" in (tmp_path / "watchlist.yaml").read_text("utf-8")


# ---------------------------------------------------------------- trying the sources


def tried(tmp_path: Path, *sites: str, own: str = "") -> tuple[subprocess.CompletedProcess[str], Path]:
    """(how `init` ended in a new folder, the folder); each of `sites` is a bundled site's file."""
    bundled, folder = tmp_path / "bundled", tmp_path / "new"
    for path in (bundled, folder):
        path.mkdir(exist_ok=True)
    for number, text in enumerate(sites):
        (bundled / f"{number}.yaml").write_text(text, "utf-8")
    if own:
        (folder / "sources.yaml").write_text(own, "utf-8")
        (folder / "watchlist.yaml").write_text("mine", "utf-8")
    return run_onrecord(folder, "init", "--json", bundled=bundled), folder


@pytest.mark.slow
def test_it_uses_the_sites_that_answer_and_says_which_did_not(tmp_path: Path) -> None:
    with Site().running() as site:
        site.pages["/rss"] = Reply(pages.rss([("Plant in Ohio", "/a", "")]), "text/xml")
        allowed = "allow_private: [127.0.0.0/8]"
        done, folder = tried(
            tmp_path,
            f"id: good\nfeeds: [{site.url}/rss, {site.url}/never]\n{allowed}\n",
            f"id: bad\nfeeds: {site.url}/none\n{allowed}\n",
        )
        assert sorted(site.paths()) == ["/none", "/rss"], "each once, at its first address"
    assert done.returncode == 0, done.stderr
    assert "1 of 2 sites answer from here\n  error, HTTP 404: bad\n" in done.stderr
    assert [row["healthy"] for row in json.loads(done.stdout)["sources"]] == [True, False]
    written = (folder / "sources.yaml").read_text("utf-8")
    assert written.splitlines()[1:] == ["use:", "  - good", "# These did not:", "#  - bad  # error, HTTP 404"]
    assert load_catalog([tmp_path / "bundled", folder / "sources.yaml"])[1] == []


@pytest.mark.slow
def test_a_site_that_the_watchlist_does_not_need_is_not_tried(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    text = "people: [{name: Ada Lindqvist}]\nchannels: {desk: 'json://desk.example'}\n"
    watch = "watches: [{name: A, people: Ada Lindqvist, notify: desk}]\n"
    (tmp_path / "new" / "watchlist.yaml").write_text(text + watch, "utf-8")
    done, folder = tried(
        tmp_path,
        "id: near\nlang: en\nfeeds: http://no-such-host.invalid/rss\n",
        "id: far\nlang: zh\nfeeds: http://no-such-host.invalid/rss\n",
    )
    assert "1 of 2 sites are left out: " in done.stderr
    assert [row["source"] for row in json.loads(done.stdout)["sources"]] == ["near"], folder


def test_a_machine_without_a_net_gets_its_files_all_the_same(tmp_path: Path) -> None:
    done, folder = tried(tmp_path, "id: away\nfeeds: http://no-such-host.invalid/rss\n")
    assert done.returncode == 0, done.stderr
    assert "unreachable, the host name cannot be resolved: away\n" in done.stderr
    assert "is this machine offline?" in done.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["watchlist.schema.json", "watchlist.yaml"]


def test_the_users_own_files_are_taken_as_they_are(tmp_path: Path) -> None:
    with Site().running() as site:
        own = f"sources: [{{id: mine, feeds: '{site.url}/none', allow_private: [127.0.0.0/8]}}]"
        done, folder = tried(tmp_path, "id: unused\nfeeds: http://no-such-host.invalid/rss\n", own=own)
    assert done.returncode == 0, done.stderr
    assert "watchlist.yaml: there already, and left alone" in done.stderr
    assert (folder / "watchlist.yaml").read_text("utf-8") == "mine"
    assert "0 of 1 sites answer from here\n  error, HTTP 404: mine\n" in done.stderr
    assert (folder / "sources.yaml").read_text("utf-8") == own
