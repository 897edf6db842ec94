"""A rule as it is parsed, and where each part of it stands in the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from alerts.rules import parse
from alerts.rules.mistakes import Mistake
from alerts.rules.names import Names
from alerts.rules.nodes import Rule
from record.problems import Fix
from record.yamlfile import Place, Value, YamlFile
from record.yamlfixes import replacing

IN_CONTEXT = frozenset({"R106", "R115", "R116"})  # what a part alone may be, and the whole may not


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the rule's text: as the user wrote it, or a sign that a key stands for."""

    start: int
    text: str
    at: Value | Place


@dataclass(slots=True)
class RuleText:
    """The text of a rule in its pieces."""

    file: YamlFile
    pieces: list[Piece] = field(default_factory=list)
    size: int = 0

    def add(self, text: str, at: Value | Place) -> None:
        self.pieces.append(Piece(self.size, text, at))
        self.size += len(text)

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    def place(self, offset: int) -> Place:
        """Where the character stands in the file; of a sign, its key."""
        piece = self._piece(offset)
        if isinstance(piece.at, Value):
            return self.file.place_in(piece.at, offset - piece.start)
        return piece.at

    def fix(self, offset: int, length: int, text: str) -> Fix | None:
        piece = self._piece(offset)
        if not isinstance(piece.at, Value):
            return None
        return replacing(self.file, piece.at, offset - piece.start, length, text)

    def tell(self, mistakes: Sequence[Mistake]) -> None:
        """Each as a Problem of the file; of several at one sign the first."""
        signs: set[Place] = set()
        for mistake in mistakes:
            place = self.place(mistake.offset)
            at = self._piece(mistake.offset).at
            if not isinstance(at, Value) and place in signs:
                continue
            signs.add(place)
            self.file.problem(
                mistake.code,
                mistake.message,
                place,
                mistake.hint,
                mistake.severity,
                mistake.length if isinstance(at, Value) else 1,
                self.fix(mistake.offset, mistake.length, mistake.meant),
            )

    def rule(self, names: Names) -> Rule | None:
        """The rule, or None and the Problems of it: those of its leaves first, since they upset the whole."""
        if len(self.pieces) > 1 and not self._sound(names):
            return None
        parsed = parse(self.text, names)
        self.tell(parsed.problems)
        return parsed.rule

    def _sound(self, names: Names) -> bool:
        found = [
            Mistake(
                each.code, each.message, piece.start + each.offset, each.length, each.hint, meant=each.meant
            )
            for piece in self.pieces
            if isinstance(piece.at, Value)
            for each in parse(piece.text, names).problems
            if each.severity == "error" and each.code not in IN_CONTEXT
        ]
        self.tell(found)
        return not found

    def _piece(self, offset: int) -> Piece:
        at = bisect_right(self.pieces, offset, key=lambda piece: piece.start) - 1
        return self.pieces[max(at, 0)]
