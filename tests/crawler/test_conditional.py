"""Conditional polling over HTTP on a real record: five rounds, the fourth of them seven hours later."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

import pytest
from scrapy import Request
from scrapy.http import Response

from crawler.middlewares import VALIDATORS, ConditionalGet
from crawler.outcomes import NotModified
from record.clock import Clock
from record.store import open_record
from record.store.sourcerows import SourceRow
from record.types import Validators
from tests.crawler import pages
from tests.crawler.conftest import ROOT, XML
from tests.crawler.site import Page, Reply, Site

HOUR = 3_600
AT = (0, 60, 120, 7 * HOUR, 7 * HOUR + 60)
FEEDS = ("honest", "liar", "static", "gzip", "rude", "dated", "ttl", "shy")
MODIFIED = "Mon, 23 Nov 2026 02:00:00 GMT"


@dataclass
class Rounds:
    """What the server was asked for, and what the record has of it in the end."""

    site: Site
    states: dict[str, SourceRow]
    log: str

    def asked(self, feed: str, header: str = "If-None-Match") -> list[str | None]:
        return [headers[header] for path, headers in self.site.asked if path == f"/{feed}"]


def feed(*names: str, head: str = "", **headers: str) -> Reply:
    items = "".join(f"<item><title>{name}</title><link>/a/{name}</link></item>" for name in names)
    return Reply(pages.channel(head + items).encode(), XML, headers=headers)


def count(start: int = 0) -> Iterator[str]:
    while True:
        start += 1
        yield f"n{start}"


def fill(site: Site) -> None:
    """The feeds, good and bad."""
    numbers = {name: count() for name in FEEDS}

    def lying(headers: Message) -> Reply:
        """Something new at each look, and 304 for ever to whoever asks with its one ETag."""
        fresh = feed(next(numbers["liar"]), ETag='"v1"')
        return Reply(status=304) if headers["If-None-Match"] == '"v1"' else fresh

    def honest(headers: Message) -> Reply:
        return Reply(status=304) if headers["If-None-Match"] == 'W/"v1"' else feed("one", ETag='W/"v1"')

    def limited(headers: Message) -> Reply:
        told = {"ETag": '"v1"', "Cache-Control": "max-age=300"}
        return Reply(status=304, headers=told) if headers["If-None-Match"] else feed("one", **told)

    replies: dict[str, Page] = {
        "honest": honest,
        "liar": lying,
        "static": lambda _: feed(next(numbers["static"]), ETag='"same"'),
        "gzip": feed("one", ETag='"5f-ü-gzip"'),
        "rude": Reply(status=304),
        "dated": lambda _: feed(next(numbers["dated"]), **{"Last-Modified": MODIFIED}),
        "ttl": limited,
        "shy": Reply(status=503, headers={"Retry-After": "7200"}),
    }
    site.pages.update({f"/{name}": reply for name, reply in replies.items()})


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rounds]:
    folder = tmp_path_factory.mktemp("rounds")
    with Site().running() as site:
        fill(site)
        lines = [
            f"  - {{id: {name}, feeds: '{site.url}/{name}', every: 1m, allow_private: [127.0.0.0/8]}}"
            for name in FEEDS
        ]
        (folder / "sources.yaml").write_text("\n".join(["sources:", *lines]), "utf-8")
        address = f"sqlite:///{folder}/onrecord.db"
        plan = {"sources": str(folder / "sources.yaml"), "record": address, "at": AT}
        (folder / "plan.json").write_text(json.dumps(plan), "utf-8")
        command = [sys.executable, "-m", "tests.crawler.recorded", str(folder / "plan.json")]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        record = open_record(address, Clock())
        yield Rounds(site, {row.id: row for row in record.reading.sources()}, done.stderr)
        record.close()


def test_a_source_is_asked_with_its_validator_and_after_six_hours_for_all_of_it(rounds: Rounds) -> None:
    assert rounds.asked("honest") == [None, 'W/"v1"', 'W/"v1"', None, 'W/"v1"']
    assert rounds.states["honest"].state == "not-modified"
    assert rounds.states["honest"].validators_believed


def test_a_server_that_says_304_for_ever_is_caught_by_asking_for_all_of_it(rounds: Rounds) -> None:
    assert rounds.asked("liar") == [None, '"v1"', '"v1"', None, None]
    assert not rounds.states["liar"].validators_believed
    assert rounds.states["liar"].state == "ok"


def test_a_server_that_never_changes_its_validator_is_not_asked_with_it_again(rounds: Rounds) -> None:
    assert rounds.asked("static") == [None, '"same"', None, None, None]
    assert rounds.asked("dated", "If-Modified-Since") == [None, MODIFIED, None, None, None]


@pytest.mark.parametrize("name", ["liar", "static", "dated"])
def test_the_log_tells_of_a_lie_once(rounds: Rounds, name: str) -> None:
    assert rounds.log.count(f"source {name} lists something else under the same validator") == 1


def test_an_etag_is_sent_back_byte_for_byte(rounds: Rounds) -> None:
    sent = '"5f-ü-gzip"'.encode().decode("latin-1")  # as the site's server shows bytes that are not ASCII
    assert rounds.asked("gzip") == [None, sent, sent, None, sent]
    assert rounds.states["gzip"].validators_believed, "it lists the same each time"


def test_a_304_that_nobody_asked_for_is_an_error_in_words(rounds: Rounds) -> None:
    rude = rounds.states["rude"]
    assert (rude.state, rude.reason) == ("error", "HTTP 304, though it was asked without conditions")


def test_what_an_answer_says_of_its_age_holds_with_a_304_too(rounds: Rounds) -> None:
    limited, shy = rounds.states["ttl"], rounds.states["shy"]
    assert (limited.state, limited.wait_reason) == ("not-modified", "max-age")
    assert limited.wait_until is not None
    assert limited.last_polled_at is not None
    assert (limited.wait_until - limited.last_polled_at).total_seconds() == 2 * 60 - 6, "two periods"
    assert (shy.state, shy.wait_reason) == ("blocked", "Retry-After")


def through(status: int, validators: Validators | None) -> Response:
    request = Request("https://h/a", meta={VALIDATORS: validators})
    answer = Response("https://h/a", status=status, request=request)
    return ConditionalGet().process_response(request, answer)


def test_a_304_is_dropped_before_anything_is_made_of_it() -> None:
    with pytest.raises(NotModified) as raised:
        through(304, Validators(last_modified=MODIFIED))
    assert raised.value.response.status == 304


@pytest.mark.parametrize(
    ("status", "validators"), [(304, None), (304, Validators()), (200, Validators('"1"'))]
)
def test_every_other_answer_goes_on(status: int, validators: Validators | None) -> None:
    assert through(status, validators).status == status
