"""Which sites `init` tries: those that the watchlist needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from ops.firsttrial import languages_for, left_out, needed
from record.types import Schedule, Source

CHANNELS = "channels: {desk: 'json://desk.example'}\ndefaults: {notify: desk}\n"
PEOPLE = """people:
  - name: Ada Lindqvist
  - name: Lin Anda
    names: [林安达]
"""


def source(id: str, lang: str | None) -> Source:
    return Source(
        id=id,
        spider="news",
        format="feed",
        url=f"https://{id}.example/rss",
        origin=f"site:{id}",
        name=id,
        schedule=Schedule(every=60),
        lang=lang,
    )


SITES = [source("courier", "en"), source("xinshi", "zh"), source("own", None)]


@pytest.mark.parametrize(
    ("watches", "languages"),
    [
        ("people: Ada Lindqvist", {"en"}),
        ("people: [Ada Lindqvist, Lin Anda]", {"en", "zh"}),
        ("people: Ada Lindqvist\n    when: plant OR 工厂", {"en", "zh"}),
        ("people: Ada Lindqvist\n    when: '@us AND plant'", {"en", "zh"}),
        ("people: Ada Lindqvist\n    when: plant", {"en"}),
        ("when: plant", None),  # of everyone
    ],
)
def test_the_languages_are_those_of_the_people_and_the_terms(
    tmp_path: Path, watches: str, languages: set[str] | None
) -> None:
    terms = "terms: {us: [America, 美国]}\n"
    text = f"{PEOPLE}{terms}{CHANNELS}watches:\n  - name: A\n    {watches}\n"
    (tmp_path / "watchlist.yaml").write_text(text, "utf-8")
    assert languages_for(tmp_path) == languages


def test_a_watchlist_that_cannot_be_read_needs_every_site(tmp_path: Path) -> None:
    assert languages_for(tmp_path) is None
    (tmp_path / "watchlist.yaml").write_text("mine", "utf-8")
    assert languages_for(tmp_path) is None


@pytest.mark.parametrize(
    ("languages", "tried"),
    [
        (None, ["courier", "xinshi", "own"]),
        (frozenset({"en", "zh"}), ["courier", "xinshi", "own"]),
        (frozenset({"en"}), ["courier", "own"]),
    ],
)
def test_a_site_is_tried_where_its_language_is_needed(
    languages: frozenset[str] | None, tried: list[str]
) -> None:
    assert [site.id for site in needed(SITES, languages)] == tried


def test_it_says_how_many_are_left_out_and_why() -> None:
    line = left_out(SITES, needed(SITES, frozenset({"en"})))
    assert line.startswith("1 of 3 sites are left out: ")
    assert line.endswith("(zh)")
    assert left_out(SITES, SITES) == ""
