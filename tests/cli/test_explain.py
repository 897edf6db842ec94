"""`onrecord explain` of posts: by every spelling of their address, and of what is no address at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import app
from crawler.payloads.mids import mid_of
from record.clock import Clock
from record.store import Record, open_record
from record.types import Account
from tests.builders import mirror, poll, post

LEI = Account("weibo", "1749127163")
LIN = Account("bluesky", "lin.bsky.social")
DID = "did:plc:ewvi7nxzyoun6zhxrhs64oiz"
BID, MID = "QmXXrt8Wx", mid_of("QmXXrt8Wx")


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Record]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    (tmp_path / "watchlist.yaml").write_text(
        "watches: [{name: A, people: Lei Jun, notify: c}]\nchannels: {c: 'json://h.example'}\n", "utf-8"
    )
    made = open_record(f"sqlite:///{tmp_path}/onrecord.db", Clock())
    yield made
    made.close()


def show(record: Record, account: Account, key: str, url: str) -> None:
    of = replace(mirror(f"m:{account.key}"), mirror="m", account=account, origin=account.key)
    shown = post(key=key, account=account, url=url, published_at=datetime.now(UTC))
    record.crawl.add_sources([of])
    assert record.crawl.record_poll(poll(of, shown)) == 1


def explain(what: str, status: int = 0) -> str:
    result = CliRunner().invoke(app, ["explain", what])
    assert result.exit_code == status, result.output
    assert "Traceback" not in result.output
    return result.output


@pytest.mark.parametrize(
    "address",
    [
        f"https://weibo.com/1749127163/{BID}",
        f"http://www.weibo.com/1749127163/{BID}?pagetype=profilefeed",
        f"weibo.com/1749127163/{BID}",
        f"https://m.weibo.cn/status/{MID}",
        f"https://m.weibo.cn/1749127163/{MID}",
    ],
)
def test_a_post_is_known_in_every_spelling_of_its_address(record: Record, address: str) -> None:
    show(record, LEI, f"weibo:{MID}", f"https://weibo.com/1749127163/{BID}")
    assert "was fetched and waits to be read" in explain(address)
    assert "knows nothing of it" in explain("https://weibo.com/1749127163/QmXXrt8Wy", 2)


def test_a_post_of_bluesky_is_known_by_its_handle_and_by_its_uri(record: Record) -> None:
    uri = f"at://{DID}/app.bsky.feed.post/3kAbc"
    show(record, LIN, f"bluesky:{uri}", f"https://bsky.app/profile/{DID}/post/3kAbc")
    assert "waits to be read" in explain("https://bsky.app/profile/lin.bsky.social/post/3kAbc")
    assert "waits to be read" in explain(uri)
    assert "knows nothing of it" in explain("https://bsky.app/profile/lin.bsky.social/post/3kabc", 2)


def test_a_post_that_two_accounts_show_is_known_as_the_one_of_either(record: Record) -> None:
    show(record, Account("edgar", "0000000001"), "edgar:0001318605-26-000001", "https://h.example/1")
    show(record, Account("edgar", "0000000002"), "edgar:0001318605-26-000001", "https://h.example/2")
    assert len(record.reading.statements_at("https://h.example/2")) == 0
    found = explain(
        "https://www.sec.gov/Archives/edgar/data/2/000131860526000001/0001318605-26-000001-index.htm"
    )
    assert "waits to be read" in found


@pytest.mark.parametrize(
    "written",
    [
        f"at://{DID}/app.bsky.feed.post/3k",
        "http://[bad",
        "http://x.example:port/",
        "http://h.example:99999/a",
        "\udcff",
        "",
    ],
)
def test_what_is_no_address_is_unknown_in_a_plain_sentence(record: Record, written: str) -> None:
    assert "the record knows nothing of it" in explain(written, 2)
