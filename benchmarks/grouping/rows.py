"""Rows of reports as the product sees them: read by its own extraction, with its own Gists."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.grouping.voices import Voice, people_of, voice_of
from record.errors import OnrecordError
from record.placing import Located, OwnPost
from record.types import Document, Json, Report, Revision, Span, Speaker
from statements import extract
from statements.gists import gist_of
from statements.languages import language
from statements.stance import polarity_of, stance_of

NEEDED = ("report", "text", "content", "published")


class BadRow(OnrecordError):
    """A line that is no report; the text names the line and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One report as it is told to `place`."""

    name: str
    located: Located
    said_at: datetime
    published: datetime


def read_lines(path: Path, needed: Sequence[str] = NEEDED) -> list[Json]:
    """Errors: BadRow."""
    lines = path.read_text("utf-8", "replace").splitlines()
    return [
        _checked(f"{path.name}:{number}", line, needed)
        for number, line in enumerate(lines, 1)
        if line.strip()
    ]


def _checked(place: str, line: str, needed: Sequence[str]) -> Json:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise BadRow(f"{place}: not JSON: {error}") from error
    if not isinstance(row, dict):
        raise BadRow(f"{place}: no object")
    for key in needed:
        if not isinstance(row.get(key), str | int) or row[key] == "":
            raise BadRow(f"{place}: {key!r} is missing or empty")
    if "published" in needed:
        row["published"] = _time(place, row["published"])
    return row


def _time(place: str, written: str | int) -> datetime:
    try:
        at = datetime.fromisoformat(str(written).replace("Z", "+00:00"))
    except ValueError as error:
        raise BadRow(f"{place}: 'published' is no ISO time: {written!r}") from error
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def read_rows(rows: Sequence[Json], voices: Sequence[Voice]) -> Iterator[Row]:
    """Rows with one text of one outlet stand in one Document."""
    people, documents = people_of(voices), dict[tuple[str, str], int]()
    extracted: dict[int, list[Report]] = {}
    for row in rows:
        text, outlet = str(row["text"]), str(row.get("outlet") or "")
        number = documents.setdefault((text, outlet), len(documents) + 1)
        revision = _revision(row, number)
        if number not in extracted:
            extracted[number] = extract(revision, people)
        voice = voice_of(text, voices) or voice_of(outlet, voices)
        report = _report(row, revision, extracted[number], voice)
        post = _post(voice, text, outlet, number)
        located = Located(report, gist_of(report, revision), post, document_id=number)
        yield Row(str(row["report"]), located, report.said_at or row["published"], row["published"])


def _revision(row: Json, number: int) -> Revision:
    text, published = str(row["text"]), row["published"]
    document = Document(number, f"row:{number}", "article", "", str(row.get("outlet") or ""), published)
    lang = str(row.get("lang") or language(text))
    return Revision(number, document, "", published, "", text, lang=lang, published_at=published)


def _report(row: Json, revision: Revision, found: Sequence[Report], voice: Voice | None) -> Report:
    """What extraction found in these words, held to the words of the row; or what they are by themselves."""
    words, text = str(row["content"]), revision.text
    start = max(text.find(words), 0)
    span = (start, min(start + len(words), len(text)))
    speaker = voice.speaker if voice else Speaker(f"?{row['report']}", "person", "?")
    near = max(found, key=lambda each: _overlap(each, span), default=None)
    if near is not None and _overlap(near, span):
        said_at = (
            near.said_at if near.said_at and revision.observed_at - near.said_at < timedelta(60) else None
        )
        return replace(
            near, content=(span,), text=words, speaker=speaker, sentence=(0, len(text)), said_at=said_at
        )
    return Report(
        content=(span,),
        cue=None,
        mention=None,
        sentence=(0, len(text)),
        text=words,
        speaker=speaker,
        who=speaker.name,
        org=voice.company.name if voice else None,
        role=None,
        kind="direct" if text[max(0, start - 1) : start] in '“"「' else "indirect",
        stance=stance_of(words, revision.lang or "", None),
        polarity=polarity_of(words, revision.lang or "", None),
        provenance="paraphrase",
    )


def _overlap(report: Report, span: Span) -> int:
    return sum(max(0, min(end, span[1]) - max(start, span[0])) for start, end in report.content)


def _post(voice: Voice | None, text: str, outlet: str, number: int) -> OwnPost | None:
    """A text that opens with the handle of who speaks, or that stands on it."""
    handle = next(
        (part for part in (text, outlet.partition("@")[1] + outlet.partition("@")[2]) if part[:1] == "@"), ""
    )
    if voice is None or not handle:
        return None
    named = any(name in handle[1 : 1 + len(name) + 12] for name in voice.speaker.names)
    return (handle.partition("：")[0], number) if named else None
