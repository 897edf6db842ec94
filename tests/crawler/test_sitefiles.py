"""Sites' files written by us: they read back as they were meant, and the rest of a file stays as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.catalog import BUNDLED, load_catalog
from crawler.reading.decoding import clean
from crawler.siteedits import UnchangeableFile, add_sites, add_use, place_of, set_checked
from crawler.sitefiles import SiteDraft, flow, id_for, id_of_host, scalar, write_item, write_items, write_site
from record.yamlfile import parse_yaml

DAY = date(2026, 11, 23)
DRAFT = SiteDraft(
    "courier",
    "The Courier: cars & more",
    "en",
    "Europe/London",
    ("cars",),
    ("https://courier.example/rss.xml", "https://courier.example/feed?a=1&b=#2"),
    "https://courier.example/news.xml",
    "https://courier.example/",
    ("127.0.0.0/8",),
    "its own page",
    ("zone: a guess",),
)


@given(st.text(min_size=1))
def test_whatever_is_written_reads_back_as_the_same_text(text: str) -> None:
    wanted = " ".join(clean(text).split())
    value = parse_yaml(f"key: {scalar(text)}\nlist: {flow([text])}\n").root
    assert value is not None
    assert isinstance(value.data, dict)
    assert value.data["key"].data == wanted
    assert [item.data for item in value.data["list"].data] == [wanted]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("The Courier", "The Courier"),
        ("车流日报", "车流日报"),
        ("https://h.example/feed?a=1", "https://h.example/feed?a=1"),
        ("12", '"12"'),
        ("no", '"no"'),
        ("a: b", '"a: b"'),
        ("a #b", '"a #b"'),
        ("@a", '"@a"'),
    ],
)
def test_only_what_needs_quotes_gets_them(text: str, written: str) -> None:
    assert scalar(text) == written


def test_a_site_that_is_written_loads_without_a_problem(tmp_path: Path) -> None:
    (tmp_path / "courier.yaml").write_text(write_site(DRAFT), "utf-8")
    sources, problems = load_catalog([tmp_path])
    assert problems == []
    assert set(sources) == {"courier/feed-1", "courier/feed-2", "courier/sitemap", "courier/list"}
    assert sources["courier/feed-2"].url == "https://courier.example/feed?a=1&b=#2"
    assert sources["courier/list"].allow_private == ("127.0.0.0/8",)


def test_what_strangers_wrote_makes_no_keys(tmp_path: Path) -> None:
    evil = "http://e/\nallow_private: [10.0.0.0/8]\npage: os:system\n# \x1b[2J"
    draft = replace(DRAFT, name=evil, feeds=(evil,), list_url=evil, read_at=evil, notes=(evil,))
    written = write_site(draft)
    assert {line.partition(":")[0] for line in written.splitlines()} <= {
        *("id", "name", "lang", "zone", "about", "feeds", "sitemap", "list", "allow_private", "checked"),
        *("read_at", '  - "http', "# http"),
    }
    assert written.count("\nallow_private:") == 1, "our own"
    assert "\x1b" not in written


def test_an_address_with_the_names_of_characters_in_it_stays_as_it_is() -> None:
    assert "?a=1&copy=2" in write_site(replace(DRAFT, feeds=("https://courier.example/feed?a=1&copy=2",)))


def test_ids_are_made_of_names_and_hosts_and_stand_once() -> None:
    assert id_for("The Courier!") == "the-courier"
    assert id_for("The Courier!", ["the-courier", "the-courier-2"]) == "the-courier-3"
    assert id_for("车流") == "site"
    assert id_of_host("https://www.courier.co.uk/a") == "courier"
    assert id_of_host("http://127.0.0.1:8000/", ["127.0.0.1"]) == "127.0.0.1-2"


# ---------------------------------------------------------------- changes


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "# mine\nid: wire # the wire\nfeeds: https://h/\nchecked: never  # so far\n",
            "# mine\nid: wire # the wire\nfeeds: https://h/\nchecked: 2026-11-23  # so far\n",
        ),
        ("feeds: https://h/\nid: wire # x\n", "feeds: https://h/\nid: wire # x\nchecked: 2026-11-23\n"),
        ("id: wire\r\nfeeds: https://h/\r\n", "id: wire\r\nchecked: 2026-11-23\r\nfeeds: https://h/\r\n"),
        ("{id: wire, feeds: 'https://h/'}", "{id: wire, feeds: 'https://h/', checked: 2026-11-23}"),
        ("id: wire\nchecked: 'never'", "id: wire\nchecked: 2026-11-23"),
    ],
)
def test_the_day_is_written_into_the_sites_file_and_nothing_else(
    tmp_path: Path, before: str, after: str
) -> None:
    (tmp_path / "wire.yaml").write_bytes(before.encode())
    place = place_of("wire", tmp_path / "sources.yaml", tmp_path)
    assert place is not None
    set_checked(place, DAY)
    assert (tmp_path / "wire.yaml").read_bytes().decode() == after


def test_a_site_of_the_users_file_is_found_there_and_changed_alone(tmp_path: Path) -> None:
    own = tmp_path / "sources.yaml"
    own.write_text("sources:\n  - id: a\n    feeds: https://a/\n  - feeds: https://b/\n    id: b\n", "utf-8")
    (tmp_path / "b.yaml").write_text("id: b\n", "utf-8")
    place = place_of("b", own, tmp_path)
    assert place is not None
    set_checked(place, DAY)
    assert own.read_text("utf-8").endswith("  - feeds: https://b/\n    id: b\n    checked: 2026-11-23\n")
    assert place_of("nobody", own, tmp_path) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("use: [bbc]\n", "use: [bbc, ithome]\n"),
        ("use: [\n  bbc,  # wire\n]\n", "use: [\n  bbc,  # wire\n]\n"),
        ("use: []\n", "use: [ithome]\n"),
        ("use: bbc # one\n", "use: [bbc, ithome] # one\n"),
        (
            "use:\n  - bbc  # one\n  - guardian\nsources: []\n",
            "use:\n  - bbc  # one\n  - guardian\n  - ithome\nsources: []\n",
        ),
        (
            "use:\n- bbc # one\n\n# next\nmirrors: []\n",
            "use:\n- bbc # one\n- ithome\n\n# next\nmirrors: []\n",
        ),
        ("# mine\nmirrors: []\n", "# mine\nuse: [ithome]\nmirrors: []\n"),
        ("{mirrors: []}", "{use: [ithome], mirrors: []}"),
    ],
)
def test_an_id_is_put_into_use_however_it_is_written(tmp_path: Path, before: str, after: str) -> None:
    own = tmp_path / "sources.yaml"
    own.write_text(before, "utf-8")
    if before == after:
        with pytest.raises(UnchangeableFile, match="change it by hand"):
            add_use(own, "ithome")
    else:
        assert add_use(own, "ithome")
        assert not add_use(own, "ithome"), "it is there now"
    assert own.read_text("utf-8") == after


def test_where_all_are_used_nothing_is_added(tmp_path: Path) -> None:
    own = tmp_path / "sources.yaml"
    own.write_text("use: all\n", "utf-8")
    assert not add_use(own, "ithome")


@pytest.mark.parametrize(
    "before",
    [
        "",
        "# mine\nuse: [bbc]",
        "sources: []\n# the end\n",
        "sources:\n  - id: a\n    feeds:\n      - https://a/  # one\n\n# mirrors\nmirrors: []\n",
        "sources:\n- {id: a, feeds: https://a/}\n",
    ],
)
def test_sites_are_put_at_the_end_of_the_users_own(tmp_path: Path, before: str) -> None:
    own = tmp_path / "sources.yaml"
    if before:
        own.write_text(before, "utf-8")
    add_sites(own, [DRAFT, SiteDraft("b", "B", feeds=("https://b/",))])
    sources, problems = load_catalog([BUNDLED, own])
    assert problems == []
    assert {"courier/sitemap", "b"} <= set(sources)
    assert ("a" in sources) == ("id: a" in before)
    assert all(line in own.read_text("utf-8") for line in before.splitlines() if line != "sources: []")


def test_a_file_that_was_not_there_turns_no_bundled_site_off(tmp_path: Path) -> None:
    own = tmp_path / "sources.yaml"
    add_sites(own, [DRAFT])
    assert own.read_text("utf-8").startswith("use: all\nsources:\n  - id: courier\n")
    assert set(load_catalog([BUNDLED])[0]) < set(load_catalog([BUNDLED, own])[0])


def test_the_notes_below_a_site_stay_with_it(tmp_path: Path) -> None:
    own = tmp_path / "sources.yaml"
    add_sites(own, [DRAFT])
    add_sites(own, [SiteDraft("b", "B", feeds=("https://b/",))])
    assert "    # zone: a guess\n  - id: b\n" in own.read_text("utf-8")


def test_what_cannot_be_changed_safely_or_written_is_told_with_the_way_out(tmp_path: Path) -> None:
    own = tmp_path / "sources.yaml"
    own.write_text("sources: [{id: a, feeds: https://a/}]\n", "utf-8")
    with pytest.raises(UnchangeableFile, match="by hand"):
        add_sites(own, [DRAFT])
    with pytest.raises(UnchangeableFile, match="cannot be written: no such file"):
        add_sites(tmp_path / "nowhere" / "sources.yaml", [DRAFT])
    own.write_text("use: [", "utf-8")
    with pytest.raises(UnchangeableFile, match="onrecord check"):
        add_use(own, "a")


def test_items_stand_in_a_list_of_their_own() -> None:
    assert write_items([SiteDraft("b", "B")]) == "sources:\n" + write_item(SiteDraft("b", "B"))
