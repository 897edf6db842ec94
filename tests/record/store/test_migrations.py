"""The migrations make exactly the schema that the tables say, on both databases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Column, Connection, MetaData, Table, insert, text

from benchmarks.postgres import Server
from record import store
from record.clock import Clock
from record.errors import RecordError
from record.placing import Candidate, Gist, Located, Placement
from record.store import Record, open_record
from record.store.engine import migrate, open_engine, read, write
from record.store.shapes import fingerprint, report_body
from record.store.tables import Tree, metadata
from record.store.wordindex import is_of_index
from record.types import KnownPost, PostFacts
from tests.builders import ACCOUNT, LEI_JUN, mirror, poll, post, record_articles, report
from tests.record.store.test_intake import read_all

NOW = Clock().now()
SHARED = {"source_id": "hub:lei-jun", "title": "", "published_at": NOW}
OLD: dict[str, dict[str, Any]] = {
    "origins": {"key": ACCOUNT.key, "added_at": NOW},
    "sources": {"id": "hub:lei-jun", "origin": ACCOUNT.key, "name": "Lei Jun", "added_at": NOW},
    "documents": {
        **SHARED,
        "key": "weibo:1",
        "kind": "post",
        "state": "recorded",
        "url": "https://weibo.com/1749127163/1",
        "outlet": "Lei Jun",
        "account": ACCOUNT.key,
        "first_seen_at": NOW,
        "baseline": False,
        "done_at": NOW,
    },
    "revisions": {
        **SHARED,
        "document_id": 1,
        "observed_at": NOW,
        "text": "No plan.",
        "authors": [],
        "content_hash": "",
    },
}


@pytest.fixture(params=["sqlite", "postgresql"])
def record_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database: here the schema is what is changed."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/onrecord.db"
        return
    server: Server = request.getfixturevalue("postgres")
    server.say("CREATE DATABASE migrated")
    yield server.address_of("migrated")
    server.say("DROP DATABASE migrated WITH (FORCE)")


def differences(connection: Connection) -> Any:
    """Between the schema and the tables, but for the word index, which each database has in its own way."""
    opts = {"compare_type": True, "include_name": lambda name, *_: not is_of_index(name)}
    return compare_metadata(MigrationContext.configure(connection, opts=opts), metadata)


def test_a_migrated_record_has_the_schema_of_the_tables(record: Record) -> None:
    migrate(record.engine)
    with read(record.engine) as connection:
        assert differences(connection) == []


def old_record(url: str, version: str) -> None:
    """A record of that version with a post in it."""
    engine = open_engine(url)
    config = Config()
    config.set_main_option("script_location", str(Path(store.__file__).parent / "migrations"))
    with write(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, version)
        for name, values in OLD.items():
            connection.execute(insert(_table(connection, name)).values(**values))
    engine.dispose()


def _table(connection: Connection, name: str) -> Table:
    """As that version had it: with the columns it had, and the types of today."""
    there = Table(name, MetaData(), autoload_with=connection)
    kept = [column for column in metadata.tables[name].columns if column.name in there.columns]
    return Table(name, MetaData(), *[type(column)(column.name, column.type) for column in kept])


@pytest.mark.parametrize("version", ["0001", "0002", "0003", "0004", "0005", "0006"])
def test_a_record_of_an_older_version_goes_on_with_its_posts(record_url: str, version: str) -> None:
    old_record(record_url, version)
    opened = open_record(record_url, Clock())
    with read(opened.engine) as connection:
        assert differences(connection) == []
    hub = mirror(mirror="hub")
    opened.crawl.add_sources([hub])
    assert opened.crawl.remembered(hub.id).known == (
        KnownPost("weibo:1", NOW, shown=True, complete=True, edits=None),
    )
    facts = PostFacts(edits=2, media=("p1",))
    assert opened.crawl.record_poll(poll(hub, post(text="No plan.", facts=facts))) == 0
    assert [each.facts for each in read_all(opened)] == [None]
    assert opened.crawl.record_poll(poll(hub, post(text="A plan.", facts=facts))) == 1
    assert [each.change for each in read_all(opened)] == ["changed"]
    opened.close()


def test_reports_from_before_there_were_gists_are_candidates_with_empty_ones(record_url: str) -> None:
    old_record(record_url, "0003")
    add_report(record_url)
    opened = open_record(record_url, Clock())
    record_articles(opened, "one")
    read_all(opened)
    record_articles(opened, "two")
    seen: list[Candidate] = []

    def look(_: Located, __: datetime, candidates: Sequence[Candidate]) -> Placement:
        seen.extend(candidates)
        return Placement(candidates[0].statement_id)

    (claimed,) = opened.intake.claim_revisions(9)
    made = Located(report("No plans.", said_at=NOW), Gist("en"))
    opened.intake.record_reports(claimed, [made], look, timedelta(days=2))
    assert [(each.text, each.gist) for one in seen for each in one.members] == [("No plan.", Gist(""))]
    (statement,) = opened.reading.statements()
    assert [each.report.text for each in statement.reports] == ["No plan.", "No plans."]
    assert (statement.thread, statement.first_denial) == (None, False)
    opened.close()


def add_report(url: str) -> None:
    """What version 0003 wrote of one Report."""
    engine = open_engine(url)
    said = report("No plan.")
    statement = {"public_id": "st_1", "speaker_id": LEI_JUN.id, "polarity": "negative", "stance": "deny"}
    rows: dict[str, dict[str, Any]] = {
        "speakers": {"id": LEI_JUN.id, "kind": "person", "name": LEI_JUN.name},
        "statements": {**statement, "text": "No plan.", "said_at": NOW, "first_seen_at": NOW},
        "reports": {
            "statement_id": 1,
            "revision_id": 1,
            "document_id": 1,
            "speaker_id": LEI_JUN.id,
            "fingerprint": fingerprint(said),
            "first_party": False,
            "polarity": "negative",
            "said_at": NOW,
            "recorded_at": NOW,
            "body": report_body(said),
        },
    }
    with write(engine) as connection:
        for name, values in rows.items():
            table = _table(connection, name)
            if name == "reports":
                table.append_column(Column("content_topics", Tree))
                table.append_column(Column("topics", Tree))
                values = {**values, "content_topics": [], "topics": []}
            connection.execute(insert(table).values(**values))
    engine.dispose()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("mysql://localhost/x", "must be sqlite:/// or postgresql://"),
        ("not an address", "is not an address"),
        ("postgresql:/bob:s3cret@db/x", "is not an address|must be"),
        ("postgresql://bob:s3cret@h:abc/x", "is not an address"),
        ("sqlite:////no/such/folder/onrecord.db", "cannot be opened"),
    ],
)
def test_an_address_that_cannot_be_a_record_is_refused_with_the_way_out(address: str, words: str) -> None:
    with pytest.raises(RecordError, match=words) as raised:
        open_record(address, Clock())
    assert "s3cret" not in str(raised.value)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "watchlist.yaml"
    path.write_text("watches: []\n" * 100)
    with pytest.raises(RecordError, match="not a database"):
        open_record(f"sqlite:///{path}", Clock())


def test_a_record_of_a_newer_version_is_refused(record: Record, record_url: str) -> None:
    with write(record.engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(RecordError, match="newer Onrecord"):
        open_record(record_url, Clock())
