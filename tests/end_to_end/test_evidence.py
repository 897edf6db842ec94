"""From a crawled page and post to a file that proves them, and to a root in the operator's mail."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update
from typer.testing import CliRunner, Result

from cli.main import app
from ops.evidence.archive import read_archive
from record.clock import Clock
from record.store.engine import read, write
from record.store.evidence import unpacked
from record.store.tables import bodies, captures, events, reports, revisions, seals, statements
from record.types import EventKind
from tests.crawler.site import Reply
from tests.end_to_end.house import ARTICLE, DENIAL, WATCHLIST, House, open_house

CHANNELS = 'channels: {desk: "${MAIL_URL}", ops: "${MAIL_URL}"}'


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    with open_house(tmp_path, f"sqlite:///{tmp_path}/onrecord.db") as opened:
        opened.write_files(WATCHLIST.replace('channels: {desk: "${MAIL_URL}"}', CHANNELS))
        (tmp_path / "onrecord.yaml").write_text("operator: ops\n", "utf-8")
        opened.move_in()
        monkeypatch.chdir(tmp_path)
        for key, value in opened.environment.items():
            monkeypatch.setenv(key, value)
        yield opened


def onrecord(*words: str) -> Result:
    """In this process, in the installation's folder."""
    return CliRunner().invoke(app, list(words))


def publish(house: House) -> None:
    now = Clock().now()
    house.post(DENIAL, now)
    house.report("denial", "Xiaomi chief rules out the US market", ARTICLE, now)
    page = house.site.pages["/denial"]
    assert isinstance(page, Reply)
    page.headers["Set-Cookie"] = "visitor=secret"
    assert house.once().returncode == 0


def let_the_day_end(house: House) -> None:
    """As if all that has happened had happened yesterday, and no day were sealed."""
    with house.record() as record, write(record.engine) as connection:
        for column in (revisions.c.done_at, reports.c.recorded_at, statements.c.first_seen_at):
            for row in connection.execute(select(column.table.c.id, column).where(column.is_not(None))).all():
                earlier = update(column.table).where(column.table.c.id == row.id)
                connection.execute(earlier.values({column: row[1] - timedelta(days=1)}))
        connection.execute(delete(seals))
        connection.execute(delete(events).where(events.c.kind == EventKind.SEALED))


@pytest.mark.slow
def test_what_was_crawled_is_kept_byte_for_byte(house: House) -> None:
    publish(house)
    with house.record() as record:
        (statement, *_) = record.reading.statements()
        with read(record.engine) as connection:
            kept = connection.execute(
                select(captures, bodies.c.packed).join(bodies, bodies.c.sha256 == captures.c.sha256)
            ).all()
    page = house.site.pages["/denial"]
    assert isinstance(page, Reply)
    assert page.body in [unpacked(row.packed) for row in kept], "byte for byte"
    assert "secret" not in repr([row.headers for row in kept])

    early = onrecord("evidence", statement.public_id, "--into", "early.zip")
    assert early.exit_code == 0, early.output
    assert "not sealed yet: the day ends at" in early.stdout


@pytest.mark.slow
def test_what_was_crawled_is_sealed_told_and_proven(house: House) -> None:
    publish(house)
    with house.record() as record:
        (statement, *_) = record.reading.statements()
    let_the_day_end(house)
    assert house.once().returncode == 0
    (digest,) = (mail for mail in house.mail.mails if "sealed" in str(mail.message["Subject"]))
    (root,) = re.findall(r"^Root ([0-9a-f]{64})$", digest.part("plain").replace("\r", ""), re.MULTILINE)

    written = onrecord("evidence", statement.public_id)
    assert written.exit_code == 0, written.output
    path = f"{statement.public_id}.zip"
    verified = onrecord("evidence", "--verify", path, "--root", root)
    assert verified.exit_code == 0, verified.stdout
    assert "it agrees with the root of" in verified.stdout
    assert DENIAL.encode() in b"".join(read_archive(house.folder / path).values())
    assert onrecord("evidence", "--altered").exit_code == 0

    damaged = house.folder / "damaged.zip"
    shutil.copy(house.folder / path, damaged)
    body = bytearray(damaged.read_bytes())
    body[len(body) // 2] ^= 1
    damaged.write_bytes(body)
    assert onrecord("evidence", "--verify", "damaged.zip", "--root", root).exit_code == 1

    with house.record() as record, write(record.engine) as connection:
        connection.execute(update(revisions).where(revisions.c.id == 1).values(text="We will come."))
    told = onrecord("evidence", "--altered")
    assert (told.exit_code, "revision 1 is not what was sealed" in told.stdout) == (1, True)


@pytest.mark.slow
def test_what_was_forgotten_is_gone_for_good(house: House) -> None:
    publish(house)
    with house.record() as record:
        ids = [statement.public_id for statement in record.reading.statements()]
    for id in ids:
        done = onrecord("forget", id, "--yes", "--json")
        assert done.exit_code == 0, done.output
        assert json.loads(done.stdout)["documents"] >= 0
    assert house.once().returncode == 0
    with house.record() as record:
        assert [statement.text for statement in record.reading.statements()] == [""] * len(ids)
    explained = onrecord("explain", ids[0])
    assert "forgotten on" in explained.stdout
    assert "美国" not in explained.stdout
    assert onrecord("forget", "st_none", "--yes").exit_code == 2
