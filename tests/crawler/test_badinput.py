"""Collections of bad input: nothing crashes, nothing is read from the disk or asked for, no item is lost.

Small hostile documents of our own come first; the large public collections are read where they are there.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

import feedparser
import pytest

from benchmarks.bad_input import READERS, inputs, read_with
from crawler.reading.answers import Answer
from crawler.reading.feeds import absolute, read_items
from record.errors import OnrecordError
from tests.conftest import SHARED
from tests.crawler.site import Reply, Site

COLLECTIONS = SHARED / "badinput"
WELL_FORMED = COLLECTIONS / "feedparser/tests/wellformed"
BASE = "https://h.example/feed"
SECRET = "kept-on-the-disk-alone"

collections = pytest.mark.skipif(not COLLECTIONS.is_dir(), reason=f"{COLLECTIONS} is not there")


def told(body: bytes) -> str:
    """Everything that any reader makes of a document, and what it says of it."""
    parts = []
    for read in READERS.values():
        try:
            parts.append(repr(read(body)))
        except OnrecordError as error:
            parts.append(str(error))
    return "\n".join(parts)


def addresses(body: bytes) -> list[str]:
    """The web addresses of a feed's items: what has none cannot be fetched, and is no Document."""
    found = (absolute(BASE, item.url) for item in read_items(Answer(BASE, 200, body)))
    return [url for url in found if url]


# ---------------------------------------------------------------- what would read a file, or ask somebody


def external(address: str) -> Iterator[str]:
    """Documents that ask whoever parses them to read an address."""
    rss = "<rss><channel><item><title>&x;</title><link>https://h.example/a</link></item></channel></rss>"
    yield f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{address}">]>{rss}'
    yield f'<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//N//N" "{address}">{rss}'
    yield f'<!DOCTYPE rss [<!ENTITY % p SYSTEM "{address}"> %p;]>{rss}'
    yield f'<?xml-stylesheet href="{address}" type="text/xsl"?>{rss}'
    yield f'<rss xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="{address}" parse="text"/></rss>'
    yield f'<urlset xmlns="x" xsi:schemaLocation="x {address}"><url><loc>{address}</loc></url></urlset>'
    yield f'<html><base href="{address}"><link rel="import" href="{address}"><iframe src="{address}">{rss}'
    yield f'<opml><body><outline xmlUrl="{address}"/></body></opml>'
    yield address


def test_no_document_makes_a_reader_open_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    for address in (secret.as_uri(), str(secret), f"php://filter/resource={secret}"):
        for document in external(address):
            assert SECRET not in told(document.encode())


def test_no_document_makes_a_reader_ask_a_server() -> None:
    with Site().running() as site:
        site.pages["/x"] = Reply(SECRET.encode(), "text/plain")
        for document in external(f"{site.url}/x"):
            assert SECRET not in told(document.encode())
        assert site.asked == []


@pytest.mark.parametrize(
    "document",
    [
        "<!DOCTYPE r ["
        + "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(20))
        + "]><rss>&e20;</rss>",
        f'<!DOCTYPE r [<!ENTITY a "{"a" * 50_000}">]><rss>{"&a;" * 10_000}</rss>',
        "<!DOCTYPE r [<!ENTITY a '&b;'><!ENTITY b '&a;'>]><rss>&a;</rss>",
        "<rss>" + "<item>" * 20_000,
        "<rss><channel><item " + " ".join(f'a{n}="x"' for n in range(20_000)) + "></item></channel></rss>",
        "<rss>" + "<![CDATA[" * 20_000,
        "<html>" + "<div>" * 20_000,
        "<html>" + "<a href='" * 20_000,
        "{" * 20_000,
        '{"items": ' + "[" * 20_000,
        '{"items": [' + '{"url": "/a", "title": "t"},' * 3 + '{"url": "/b", ' + '"x": ",' * 5_000,
        "&" * 100_000,
        "<rss><title>" + "&#x110000;" * 20_000,
        "\0" * 10_000,
        "\ud800\udfff" * 1_000,
        "<?xml" * 20_000,
        "<!DOCTYPE" * 20_000,
        "]]>" * 20_000,
    ],
    ids=lambda document: repr(document[:24]),
)
def test_small_documents_made_to_hurt_are_read_or_refused(document: str) -> None:
    body = document.encode("utf-8", "surrogatepass")
    assert {kind: read_with(read, body) for kind, read in READERS.items()} == dict.fromkeys(READERS)


# ---------------------------------------------------------------- which of an item's links is the article


@pytest.mark.parametrize(
    ("item", "address"),
    [
        ('<link href="/a"/>', "/a"),
        ('<link rel="enclosure" href="/a.mp3"/><link rel="alternate" href="/a"/>', "/a"),
        ('<link rel="alternate" type="text/html">/a</link>', "/a"),
        ("<link>/a</link>", "/a"),
        ("<guid>https://h.example/a</guid>", "/a"),
        ("<id>https://h.example/a</id>", "/a"),
        ('<link rel="license" href="/l"/><id>https://h.example/a</id>', "/a"),
        ("<guid isPermaLink='false'>4711</guid>", None),
        ("<id>tag:h.example,2026:1</id>", None),
        ('<link rel="license" href="/l"/>', None),
        ('<link rel="enclosure" href="/a.mp3"/>', None),
        ("<title>t</title>", None),
    ],
)
@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_an_item_is_at_its_article(kind: str, item: str, address: str | None) -> None:
    rss = f"<rss version='2.0'><channel><item><title>t</title>{item}</item></channel></rss>"
    atom = f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>t</title>{item}</entry></feed>"
    found = addresses((rss if kind == "rss" else atom).encode())
    assert found == ([f"https://h.example{address}"] if address else [])


# ---------------------------------------------------------------- the public collections


@collections
def test_no_file_of_the_collections_crashes_a_reader() -> None:
    """feedparser's and defusedxml's; `python -m benchmarks.bad_input` reads all of them and measures."""
    crashes = [
        f"{name} as {kind}: {crash}"
        for part in ("feedparser", "defusedxml", "payloads/xxe")
        for name, body in inputs(COLLECTIONS / part)
        for kind, read in READERS.items()
        if kind != "article" and (crash := read_with(read, body))
    ]
    assert crashes == []


@collections
def test_no_payload_brings_out_the_users_of_this_machine() -> None:
    passwd = Path("/etc/passwd")
    users = set(passwd.read_text().splitlines()) if passwd.is_file() else set()
    for part in ("defusedxml", "payloads/xxe"):
        for _, body in inputs(COLLECTIONS / part):
            assert not any(user in told(body) for user in users)


@collections
def test_no_item_is_lost_that_feedparser_finds_in_its_well_formed_feeds() -> None:
    """But for feeds that declare entities of their own, which are refused before any parser sees them."""
    lost, refused = [], []
    for path in sorted(WELL_FORMED.rglob("*.xml")):
        wanted = len(theirs(path.read_bytes()))
        try:
            found = len(addresses(path.read_bytes()))
        except OnrecordError as error:
            refused += [path] if "entities" in str(error) else []
            found = 0
        if found < wanted and path not in refused:
            lost.append(f"{path.relative_to(WELL_FORMED)}: {found} of {wanted}")
    assert lost == []
    assert all(b"<!ENTITY" in path.read_bytes() for path in refused)
    print("refused:", *(path.relative_to(WELL_FORMED) for path in refused))


def theirs(body: bytes) -> list[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        links = (absolute(BASE, entry.get("link") or "") for entry in feedparser.parse(body).entries)
        return [link for link in links if link]
