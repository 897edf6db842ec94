"""Annotated documents as the English ranking sees them: each cue with the words and the speaker it has."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from record.types import Json, Span
from statements.english.fitted import cues
from statements.english.fitted.parsed import ParsedParagraph, Place, look_at
from statements.english.grammar import find_utterances
from statements.english.parsing import Parser
from statements.paragraphs import split_paragraphs

OWN_GUIDE = 6.0  # how much more a document weighs that names who speaks: it follows the product's own guide


@dataclass(frozen=True, slots=True)
class GoldCue:
    """What annotators gave to a cue; a belief, hope or poll is not `said`."""

    content: frozenset[Place]
    speaker: Span | None
    said: bool


@dataclass(slots=True)
class GoldParagraph:
    """`likely` and `probable` are filled by the stage before the one that needs them."""

    parsed: ParsedParagraph
    cues: dict[Place, GoldCue]
    candidates: list[Place]
    likely: dict[Place, float] = field(default_factory=dict)  # each candidate -> that it reports
    probable: dict[Place, dict[Place, float]] = field(default_factory=dict)  # cue -> word -> that it is said


@dataclass(frozen=True, slots=True)
class GoldDocument:
    row: Json
    paragraphs: list[GoldParagraph]
    weight: float


def load_rows(paths: Iterable[Path]) -> list[Json]:
    """All rows of JSON Lines files in English."""
    lines = (line for path in paths for line in path.read_text("utf-8").splitlines() if line.strip())
    return [row for row in map(json.loads, lines) if row["lang"] == "en"]


def read_document(row: Json, parser: Parser) -> GoldDocument:
    text = row["text"]
    paragraphs = [each for each in split_paragraphs(text, "en") if each.lang == "en"]
    docs = parser.parse([text[each.start : each.end] for each in paragraphs])
    own = any("who" in statement for statement in row["statements"])
    read = []
    for doc, paragraph in zip(docs, paragraphs, strict=True):
        parsed = look_at(doc, paragraph, find_utterances(text, paragraph))
        read.append(GoldParagraph(parsed, dict(_gold(parsed, row["statements"])), cues.candidates(parsed)))
    return GoldDocument(row, read, OWN_GUIDE if own else 1.0)


def _gold(parsed: ParsedParagraph, statements: Iterable[Json]) -> Iterator[tuple[Place, GoldCue]]:
    """Cues of the paragraph; where two are at one place, the one that is said stands last and counts."""
    ordered = sorted(statements, key=_is_said)
    for statement in ordered:
        content = parsed.words_in([_span(piece) for piece in statement["content"]])
        place = _head_of(parsed, _span(statement["cue"])) if statement["cue"] else None
        if content and place is not None:
            speaker = _span(statement["speaker"]) if statement.get("speaker") else None
            yield place, GoldCue(content, speaker, _is_said(statement))


def _is_said(statement: Json) -> bool:
    return bool(statement.get("cls", "speech") == "speech")


def _span(piece: Sequence[int]) -> Span:
    start, end = piece
    return start, end


def _head_of(parsed: ParsedParagraph, cue: Span) -> Place | None:
    """The word of a cue that the others hang from; a verb before any other."""
    places = parsed.places_in(cue)
    tokens = [parsed.doc[place] for place in places]
    roots = [token for token in tokens if token.head.i not in places or token.head.i == token.i]
    for among in (roots, tokens):
        verbs = [token.i for token in among if token.pos_ == "VERB"]
        if verbs:
            return verbs[0]
    return roots[0].i if roots else None
