"""What a reporting clause is: a cue in a piece, with whoever speaks."""

from __future__ import annotations

from dataclasses import dataclass

from record.types import Span
from statements.chinese.cues import Cue
from statements.chinese.pieces import Pieces

COLONS = ":：︰"


@dataclass(frozen=True, slots=True)
class Clause:
    """A cue in a piece; `start` is where the words before it end. Without a mention somebody speaks whom
    nobody names: it only ends the words of another."""

    piece: int
    cue: Cue
    mention: Span | None
    start: int
    cue_span: Span
    shared: bool = False
    object: Span | None = None  # what an attitude is shown to: the content itself
    before: Span | None = None  # the words, where they stand in the sentence before the clause without quotes


def mention_before(pieces: Pieces, at: int, found: list[Clause], also: str = "") -> Span | None:
    """Who spoke before pieces[at] in the same sentence; `also` are marks that part it."""
    if not found:
        return None
    between = (piece for piece in pieces[found[-1].piece : at] if piece.kind == "mark")
    stops = any(piece.stop or piece.text[0] in also for piece in between if piece.text)
    return found[-1].mention if not stops else None
