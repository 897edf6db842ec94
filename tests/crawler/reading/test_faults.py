"""No item lost and no mojibake: every kind of document x encoding x declaration x fault."""

from __future__ import annotations

from datetime import UTC, datetime
from difflib import SequenceMatcher

import pytest
from lxml import html  # type: ignore[import-untyped]

from crawler.reading.answers import Answer
from crawler.reading.decoding import decode
from crawler.reading.feeds import read_feed
from crawler.reading.sitemaps import read_sitemap
from record.types import Schedule, Source
from tests.crawler.reading.faults import (
    DECLARED,
    KINDS,
    TITLES,
    bad_bytes,
    declaration,
    declarations,
    noises,
    truncations,
)

NOW = datetime(2026, 11, 23, tzinfo=UTC)
SOURCE = Source("s", "news", "feed", "https://h.example/feed", "site:s", "S", Schedule(every=60))
Titles = dict[str, str]

table = pytest.mark.parametrize(
    ("kind", "encoding", "declared"),
    [(kind, encoding, declared) for kind in KINDS for encoding in TITLES for declared in DECLARED],
)


def read(kind: str, body: bytes, content_type: str) -> Titles:
    """Address -> title of everything that is found."""
    answer = Answer("https://h.example/feed", 200, body, content_type)
    if kind == "page":
        links = html.fromstring(answer.text).iterfind(".//a")
        return {link.get("href"): link.text_content() for link in links}
    reader = read_sitemap if kind == "sitemap" else read_feed
    return {entry.url: entry.title for entry in reader(answer, SOURCE, NOW)}


def expected(encoding: str) -> Titles:
    return {f"https://h.example/{at}": title for at, title in enumerate(TITLES[encoding])}


def is_but_for_one(title: str, right: str) -> bool:
    """The right title, with a sign or another character for the one that was hit."""
    same = sum(
        block.size for block in SequenceMatcher(None, title, right, autojunk=False).get_matching_blocks()
    )
    return same >= len(right) - 2 and len(title) <= len(right) + 1


@table
def test_every_item_is_found_whatever_was_declared(kind: str, encoding: str, declared: str) -> None:
    for content_type, within in declarations(KINDS[kind], declared, encoding):
        body = KINDS[kind].write(TITLES[encoding], within).encode(encoding)
        assert read(kind, body, content_type) == expected(encoding), (content_type, within)


@table
def test_one_bad_byte_costs_one_character(kind: str, encoding: str, declared: str) -> None:
    right = expected(encoding)
    hit, title = list(right.items())[1]
    for content_type, within in declarations(KINDS[kind], declared, encoding):
        whole = KINDS[kind].write(TITLES[encoding], within).encode(encoding)
        for where, body in bad_bytes(whole, title, encoding):
            found = read(kind, body, content_type)
            assert found.keys() == right.keys(), (where, content_type, within)
            assert is_but_for_one(found[hit], title), (where, content_type, within, found[hit])
            assert {**found, hit: title} == right, (where, content_type, within)


@table
def test_control_characters_and_zeros_cost_nothing(kind: str, encoding: str, declared: str) -> None:
    right = expected(encoding)
    for content_type, within in declarations(KINDS[kind], declared, encoding):
        whole = KINDS[kind].write(TITLES[encoding], within).encode(encoding)
        for where, body in noises(whole, TITLES[encoding][1], encoding):
            assert read(kind, body, content_type) == right, (where, content_type, within)


@table
def test_of_what_breaks_off_every_whole_item_is_kept(kind: str, encoding: str, declared: str) -> None:
    """And of the last what stands there, if that is an address."""
    right = expected(encoding)
    last, title = list(right.items())[-1]
    for content_type, within in declarations(KINDS[kind], declared, encoding):
        whole = KINDS[kind].write(TITLES[encoding], within).encode(encoding)
        for where, body in truncations(whole, title, encoding):
            found = read(kind, body, content_type)
            if last not in found and kind == "rss" and where != "within the text":
                found[last] = ""  # its address comes after its title
            assert found.keys() == right.keys(), (where, content_type, within)
            assert title.startswith(found[last].rstrip("\ufffd<>/a")), (
                where,
                content_type,
                within,
                found[last],
            )
            assert {**found, last: title} == right, (where, content_type, within)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("encoding", TITLES)
@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("&nbsp;", " "),
        ("&foo;", "&foo;"),
        (" & ", " & "),
        ("&b=2", "&b=2"),
        ("&eacute;", "é"),
        ("&amp;", "&"),
        ("&#8217;", "’"),
        ("&#x2019;", "’"),
    ],
)
def test_undefined_entities_and_lone_ampersands_lose_no_item(
    kind: str, encoding: str, written: str, read_as: str
) -> None:
    titles = tuple(f"{title}{written}{title}" for title in TITLES[encoding])
    body = KINDS[kind].write(titles, declaration("right", encoding)).encode(encoding)
    found = read(kind, body, KINDS[kind].content_type)
    want = [f"{title}{read_as}{title}" for title in TITLES[encoding]]
    assert [" ".join(title.split()) for title in found.values()] == want


def test_the_end_of_a_character_that_was_cut_off_is_one_sign() -> None:
    assert decode("北极星汽车".encode()[:-1]) == "北极星汽\ufffd"
    assert decode("北极星汽车将在俄亥俄州开业".encode("gbk")[:-1]) == "北极星汽车将在俄亥俄州开\ufffd"
