"""Annotated reports: the folders that the scorer of groups reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.grouping.rows import Row, read_lines, read_rows
from benchmarks.grouping.voices import read_voices
from record.types import Json
from statements.english import parsing
from statements.gists import load


@dataclass(frozen=True, slots=True)
class Gold:
    """One report with the Statement that it truly belongs to."""

    folder: Path
    group: str  # a Speaker and a window of time, with the folder before it
    statement: str  # likewise
    kind: str
    lang: str
    row: Row


def load_golds(folders: Sequence[Path]) -> list[Gold]:
    """Errors: BadRow, OSError."""
    parsing.load()
    load()
    return [gold for folder in folders for gold in _load_folder(folder)]


def _load_folder(folder: Path) -> list[Gold]:
    voices = read_voices(read_lines(folder / "people.jsonl", ("name",)), f"{folder.name}-")
    lines = read_lines(folder / "gold.jsonl", ("text", "content", "published", "group", "statement"))
    named = [{**line, "report": f"{folder.name}/{line.get('id') or line['report']}"} for line in lines]
    rows = read_rows(named, voices)
    return [_gold(folder, line, row) for line, row in zip(named, rows, strict=True)]


def _gold(folder: Path, line: Json, row: Row) -> Gold:
    group = f"{folder.name}/{line['group']}"
    return Gold(
        folder, group, f"{group}/{line['statement']}", line.get("kind", ""), line.get("lang", ""), row
    )
