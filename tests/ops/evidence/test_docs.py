"""docs/evidence.md says what stands in a bundle, and what computing its hashes takes."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import app
from ops.evidence.archive import read_archive
from ops.evidence.writing import write_evidence
from record.clock import Clock
from record.store import open_record
from tests.evidence import PAGE, WORDS, read_all, record_article, seal

DOCS = (Path(__file__).resolve().parents[3] / "docs" / "evidence.md").read_text("utf-8")


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    monkeypatch.chdir(tmp_path)
    record = open_record(f"sqlite:///{tmp_path}/onrecord.db", Clock())
    record_article(record)
    read_all(record, WORDS)
    seal(record)
    written = write_evidence(record, record.reading.statements()[0].public_id, Path("denial.zip"))
    record.close()
    assert written is not None
    return read_archive(written[0])


def test_every_file_and_every_key_of_the_manifest_is_documented(files: dict[str, bytes]) -> None:
    named = set(re.findall(r"`([\w/.]+)`", DOCS))
    for name in files:
        assert re.sub(r"(?<=/)\d+(?=\.)", "ID", re.sub(r"[0-9a-f]{64}", "SHA256", name)) in named
    assert set(json.loads(files["manifest.json"])) <= named


def test_the_hashes_are_those_that_the_document_describes(files: dict[str, bytes]) -> None:
    """Computed from its words alone, as somebody without Onrecord would."""

    def spelled(value: object) -> bytes:
        return json.dumps(value, sort_keys=True, separators=(",", ":")).encode("ascii")

    (revision,) = json.loads(files["manifest.json"])["revisions"]
    words = json.loads(files["revisions/1.json"])
    listed = [words["title"], words["text"], words["quoted"]]
    assert revision["leaf"]["words"] == hashlib.sha256(spelled(listed)).hexdigest()
    assert revision["sealed"]["hash"] == hashlib.sha256(b"\0" + spelled(revision["leaf"])).hexdigest()
    (sibling,) = revision["sealed"]["proof"]["path"]
    inner = bytes.fromhex(sibling) + bytes.fromhex(revision["sealed"]["hash"])
    (day,) = json.loads(files["manifest.json"])["days"]
    assert day["root"] == hashlib.sha256(b"\1" + inner).hexdigest()
    assert files[f"bodies/{hashlib.sha256(PAGE).hexdigest()}.bin"] == PAGE


def test_the_commands_of_the_document_do_what_it_says(files: dict[str, bytes], tmp_path: Path) -> None:
    root = json.loads(files["manifest.json"])["days"][0]["root"]
    run = CliRunner().invoke
    assert run(app, ["evidence", "--verify", "denial.zip", "--root", root]).exit_code == 0
    assert run(app, ["evidence", "--verify", "denial.zip", "--root", "0" * 64]).exit_code == 1
    told = run(app, ["evidence", "--verify", "denial.zip", "--json"]).stdout
    assert json.loads(told)["compared_with"] == "the record"
    assert run(app, ["evidence", "--altered"]).exit_code == 0
    assert run(app, ["evidence", "st_none"]).exit_code == 2
    assert run(app, ["evidence"]).exit_code == 2
    assert run(app, ["forget", "https://reuters.example/a"], input="n\n").exit_code == 1
    assert b"denial" not in run(app, ["forget", "https://reuters.example/a", "--yes"]).stdout_bytes
    assert run(app, ["evidence", "--verify", "/etc/passwd"]).exit_code == 1
