"""A bundle holds, and shows every change of it or of the record with its place."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from ops.evidence.archive import MOST_BYTES, NoBundle, read_archive, write_archive
from ops.evidence.verifying import Verdict, verify
from ops.evidence.writing import verdict_lines, verify_evidence, write_evidence
from record.clock import Clock
from record.evidence import chain_leaf, leaf_hash, prove, root_of
from record.placing import Placement
from record.store import Record, open_record
from record.store.engine import write
from record.store.tables import bodies, revisions
from statements.grouping import WINDOW
from tests.builders import article
from tests.evidence import TEXT, WORDS, capture, forget, later, read_all, record_article, seal

_HOURS = timedelta(hours=2)
EDITED = f"{TEXT}\nShares rose in Hong Kong."


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    opened = open_record(f"sqlite:///{tmp_path}/onrecord.db", Clock())
    yield opened
    opened.close()


@pytest.fixture
def bundle(record: Record, tmp_path: Path) -> Path:
    """Of a Statement in an article with two versions, both sealed, and two days more."""
    record_article(record)
    read_all(record, WORDS)
    store = type(record.rechecks)(record.engine, Clock(_HOURS))
    (recheck,) = store.claim(["reuters/feed"], 1)
    store.record_version(recheck, article(EDITED), None, capture(b"<html>edited</html>"))
    read_all(record)
    seal(record, 3)
    return written(record, tmp_path)


def written(record: Record, folder: Path) -> Path:
    (statement,) = record.reading.statements()
    result = write_evidence(record, statement.public_id, folder / "evidence.zip")
    assert result is not None
    return result[0]


def checked(record: Record | None, path: Path, root: str | None = None) -> Verdict:
    return verify_evidence(path, record, root)


def test_a_bundle_holds_against_the_record_and_against_a_root(record: Record, bundle: Path) -> None:
    verdict = checked(record, bundle)
    assert (verdict.faults, verdict.revisions, verdict.sealed, verdict.vouched) == ((), 2, 2, "the record")
    assert verdict.days[0][1] in {each.root for each in record.seals.all()}
    for sealed in record.seals.all():
        if sealed.day >= verdict.days[-1][0]:
            assert checked(None, bundle, sealed.root.upper()).faults == ()


def test_without_record_and_root_it_says_that_nothing_vouches_for_it(bundle: Path) -> None:
    verdict = checked(None, bundle)
    assert (verdict.faults, verdict.vouched) == ((), "")
    assert "give --root" in "\n".join(verdict_lines(verdict))


def test_every_file_that_is_changed_by_one_byte_is_named(bundle: Path) -> None:
    files = read_archive(bundle)
    for name in files:
        if name == "manifest.json":
            continue
        body = bytearray(files[name])
        body[len(body) // 2] ^= 1
        found = verify({**files, name: bytes(body)}).faults
        assert any(name.partition(".")[0].replace("s/", " ") in fault or name in fault for fault in found), (
            name
        )


def forged(
    files: dict[str, bytes], change: Callable[[dict[str, bytes]], None], root: str | None = None
) -> Verdict:
    """By somebody who puts the manifest's hashes right."""
    change(files)
    manifest = json.loads(files["manifest.json"])
    manifest["files"] = {
        name: hashlib.sha256(body).hexdigest() for name, body in files.items() if name != "manifest.json"
    }
    return verify({**files, "manifest.json": json.dumps(manifest).encode()}, root=root)


def test_words_that_are_changed_with_the_manifest_are_named(bundle: Path) -> None:
    def change(files: dict[str, bytes]) -> None:
        files["revisions/1.json"] = files["revisions/1.json"].replace(b"no plan", b"a plan ")
        files["revisions/1.txt"] = files["revisions/1.txt"].replace(b"no plan", b"a plan ")

    verdict = forged(read_archive(bundle), change)
    assert verdict.faults == ("revision 1: its words are not those of its leaf",)


def test_a_report_that_is_changed_with_the_manifest_is_named(bundle: Path) -> None:
    def change(files: dict[str, bytes]) -> None:
        files["reports/1.json"] = files["reports/1.json"].replace(b"no plan", b"a plan ")

    verdict = forged(read_archive(bundle), change)
    assert verdict.faults[0] == "report 1: it is none of those in the leaf of revision 1"


def with_manifest(change: Callable[[Any], object]) -> Callable[[dict[str, bytes]], None]:
    def changed(files: dict[str, bytes]) -> None:
        manifest = json.loads(files["manifest.json"])
        change(manifest)
        files["manifest.json"] = json.dumps(manifest).encode()

    return changed


def test_a_day_that_was_hung_behind_the_last_one_is_vouched_for_by_no_root(bundle: Path) -> None:
    """Whatever it calls itself."""
    files = read_archive(bundle)
    root = json.loads(files["manifest.json"])["days"][-1]["root"]

    def forge(manifest: Any) -> None:
        revision, day = manifest["revisions"][0], "2001-01-01"
        revision["leaf"]["observed_at"] = "2001-01-01T00:00:00+00:00"
        digest = leaf_hash(revision["leaf"])
        hashes = [chain_leaf(day, root), digest]
        chain, proof = map(asdict, prove(hashes, [0, 1]))
        revision["sealed"] = {"day": day, "hash": digest, "proof": proof}
        manifest["days"].append({"day": day, "root": root_of(hashes), "previous": root, "chain": chain})

    faults = forged(files, with_manifest(forge), root).faults
    assert "day 2001-01-01: it does not follow the day before" in faults
    assert any("it came after" in fault for fault in faults)


def test_what_is_called_forgotten_and_has_words_is_named(bundle: Path) -> None:
    verdict = forged(
        read_archive(bundle), with_manifest(lambda each: each["revisions"][0].update(forgotten=True))
    )
    assert "revision 1: it is said to be forgotten, and is not" in verdict.faults
    assert "report 1: it is said to be forgotten, and is not" in verdict.faults


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda each: each["statement"].update(text="a secret plan"), "its words are those of no report"),
        (lambda each: each["statement"].update(speaker="Another"), "its speaker is that of no report"),
        (lambda each: each["documents"][0].update(outlet="Another"), "its document is not that of its leaf"),
        (
            lambda each: each["documents"][0].update(url="https://x.example"),
            "its document is not that of its",
        ),
    ],
)
def test_the_manifest_says_nothing_else_than_what_is_sealed(
    bundle: Path, change: Callable[[Any], object], fault: str
) -> None:
    assert any(fault in found for found in forged(read_archive(bundle), with_manifest(change)).faults)


def test_a_version_that_is_not_sealed_is_named_and_one_that_was_invented_is_a_fault(
    record: Record, bundle: Path
) -> None:
    files = read_archive(bundle)

    def invent(manifest: Any) -> None:
        made = json.loads(json.dumps(manifest["revisions"][0]))
        made.update(id=99, sealed=None)
        made["leaf"]["revision"] = 99
        manifest["revisions"].append(made)
        for end in ("json", "txt"):
            files[f"revisions/99.{end}"] = files[f"revisions/1.{end}"]

    verdict = forged(files, with_manifest(invent))
    assert (verdict.faults, verdict.unsealed) == ((), (99,))
    assert "! nothing vouches for revision 99" in "\n".join(verdict_lines(verdict))
    files["manifest.json"] = files["manifest.json"].replace(b"\xff", b"")
    again = verify(files, record.seals.all(), leaves=record.proofs.leaves)
    assert "revision 99: it is not sealed, and the record has no such revision" in again.faults


def test_it_says_what_is_only_for_reading(bundle: Path) -> None:
    assert any("not proven: index.html" in line for line in verdict_lines(checked(None, bundle)))


def test_a_leaf_that_is_made_to_fit_no_longer_leads_to_the_root(bundle: Path) -> None:
    def change(files: dict[str, bytes]) -> None:
        manifest = json.loads(files["manifest.json"])
        manifest["revisions"][0]["leaf"]["observed_at"] = "2020-01-01T00:00:00+00:00"
        files["manifest.json"] = json.dumps(manifest).encode()

    (fault,) = forged(read_archive(bundle), change).faults
    assert fault.startswith("revision 1: it is not what was sealed on ")


def test_a_bundle_with_a_root_of_its_own_does_not_agree_with_the_record(
    record: Record, bundle: Path, tmp_path: Path
) -> None:
    """Everything in it is consistent: only what is known outside shows it."""
    root = checked(record, bundle).days[0][1]
    other = open_record(f"sqlite:///{tmp_path}/other.db", Clock())
    record_article(other, text=TEXT.replace("fine", "foul"))
    read_all(other, WORDS)
    seal(other, 3)
    path = written(other, tmp_path)
    other.close()
    assert checked(None, path).faults == ()
    assert all("the record has another seal for it" in fault for fault in checked(record, path).faults)
    assert checked(None, path, root).faults == (f"the root {root} is that of no day in this file",)


def test_a_root_of_an_earlier_day_says_nothing_of_a_later_one(record: Record, tmp_path: Path) -> None:
    record_article(record)
    read_all(record, WORDS)
    early = seal(record)[-1]
    store = type(record.rechecks)(record.engine, later())
    (recheck,) = store.claim(["reuters/feed"], 1)
    store.record_version(recheck, article(EDITED), None, None)
    intake = type(record.intake)(record.engine, later())
    (claimed,) = intake.claim_revisions(5)
    intake.record_reports(claimed, [], lambda *_: Placement(), WINDOW)
    late = seal(record, 2)[-1]
    path = written(record, tmp_path)
    (fault,) = checked(None, path, early.root).faults
    assert fault == f"day {late.day}: it came after {early.day}, and that root says nothing of it"
    assert checked(None, path, late.root).faults == ()


def test_what_was_altered_in_the_record_shows_in_what_it_writes(
    record: Record, tmp_path: Path, bundle: Path
) -> None:
    with write(record.engine) as connection:
        this = update(revisions).where(revisions.c.id == 2)
        connection.execute(this.values(text=EDITED.replace("rose", "fell")))
    (fault,) = checked(record, written(record, tmp_path)).faults
    assert fault.startswith("revision 2: it is not what was sealed on ")


def test_bytes_that_were_altered_in_the_record_show(record: Record, tmp_path: Path, bundle: Path) -> None:
    with write(record.engine) as connection:
        connection.execute(update(bodies).values(packed=b"no zlib"))
    faults = checked(record, written(record, tmp_path)).faults
    assert len(faults) == 2
    assert all("the bytes it was read from are not those with the hash" in fault for fault in faults)


def test_what_is_not_sealed_yet_says_when_it_will_be(record: Record, tmp_path: Path) -> None:
    record_article(record)
    read_all(record, WORDS)
    verdict = checked(record, written(record, tmp_path))
    assert (verdict.faults, verdict.sealed) == ((), 0)
    ends = f"{later().now():%Y-%m-%d} 00:05:00 UTC"
    assert f"1 revision not sealed yet: the day ends at {ends}" in "\n".join(verdict_lines(verdict))


def test_after_forgetting_the_seal_still_holds_and_no_word_is_left(
    record: Record, tmp_path: Path, bundle: Path
) -> None:
    (statement,) = record.reading.statements()
    forget(record, statement.public_id)
    path = written(record, tmp_path)
    verdict = checked(record, path)
    assert (verdict.faults, verdict.forgotten, verdict.sealed) == ((), 2, 2)
    assert not any(b"no plan" in body for body in read_archive(path).values())
    assert not any(name.startswith("bodies/") for name in read_archive(path))


def test_the_same_record_gives_the_same_files(record: Record, bundle: Path, tmp_path: Path) -> None:
    first, second = read_archive(bundle), read_archive(written(record, tmp_path))
    assert {**first, "manifest.json": b"", "index.html": b""} == {
        **second,
        "manifest.json": b"",
        "index.html": b"",
    }


def test_the_page_shows_what_changed_and_is_no_markup_of_anybody_else(record: Record, tmp_path: Path) -> None:
    hostile = f"<script>alert(1)</script> & {TEXT}"
    record_article(record, text=hostile)
    read_all(record, WORDS)
    store = type(record.rechecks)(record.engine, Clock(_HOURS))
    (recheck,) = store.claim(["reuters/feed"], 1)
    store.record_version(recheck, article(hostile + "\nShares <b>rose</b> today."), None, None)
    read_all(record)
    page = read_archive(written(record, tmp_path))["index.html"].decode()
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<ins>\nShares &lt;b&gt;rose&lt;/b&gt; today.</ins>" in page or "Shares &lt;b&gt;rose" in page
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page
    assert 'lang="en"' in page


# ---------------------------------------------------------------- what somebody sends us


def zipped(path: Path, *entries: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in entries:
            archive.writestr(name, body)
    return path


@pytest.mark.parametrize(
    "name",
    [
        "../manifest.json",
        "/etc/passwd.json",
        "a\\b.json",
        "x/y/z.json",
        "manifest.json/",
        "C:x.json",
        "a.exe",
    ],
)
def test_a_name_that_no_bundle_has_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(NoBundle, match="a file that no bundle has"):
        read_archive(zipped(tmp_path / "odd.zip", (name, b"{}")))


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ops.evidence.archive.MOST_BYTES", 100_000)
    assert MOST_BYTES > 100_000
    path = zipped(tmp_path / "bomb.zip", *((f"bodies/{at}.bin", b"0" * 60_000) for at in range(3)))
    with pytest.raises(NoBundle, match="larger than"):
        read_archive(path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_and_far_too_many_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NoBundle, match="two files of one name"):
        read_archive(zipped(tmp_path / "twice.zip", ("a.json", b"1"), ("a.json", b"2")))
    monkeypatch.setattr("ops.evidence.archive.MOST_FILES", 2)
    with pytest.raises(NoBundle, match="it holds 3 files"):
        read_archive(zipped(tmp_path / "many.zip", *((f"{at}.json", b"") for at in range(3))))


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"[]",
        b"[" * 100_000,
        b'{"format": "another"}',
        b'{"format": "onrecord-evidence", "version": 2}',
        b'{"format": "onrecord-evidence", "version": 1}',
        b'{"format": "onrecord-evidence", "version": 1, "files": [], "revisions": 7}',
        b'{"format": "onrecord-evidence", "version": 1, "files": {}, "revisions": [{"id": 1}]}',
    ],
)
def test_a_manifest_that_is_none_of_ours_is_refused(tmp_path: Path, manifest: bytes) -> None:
    path = tmp_path / "odd.zip"
    write_archive(path, {"manifest.json": manifest})
    with pytest.raises(NoBundle):
        checked(None, path)


def test_what_is_no_zip_is_refused(tmp_path: Path) -> None:
    (tmp_path / "no.zip").write_bytes(b"PK\x03\x04 nothing")
    for path in (tmp_path / "no.zip", tmp_path / "absent.zip", tmp_path):
        with pytest.raises(NoBundle):
            read_archive(path)


def test_a_bundle_that_is_damaged_anywhere_never_passes_and_never_crashes(
    bundle: Path, tmp_path: Path
) -> None:
    whole, good = bundle.read_bytes(), read_archive(bundle)
    for at in range(0, len(whole), max(1, len(whole) // 150)):
        damaged = bytearray(whole)
        damaged[at] ^= 0x55
        (tmp_path / "damaged.zip").write_bytes(damaged)
        try:
            files = read_archive(tmp_path / "damaged.zip")
            faults = verify(files).faults
        except NoBundle:
            continue
        assert faults or files == good, at
