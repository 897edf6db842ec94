"""A paragraph's words, marks and whole quotes, as a grammar reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Unit:
    """`low` is the word in lower case; `ending` the last character that a quote says."""

    kind: Literal["word", "mark", "quote"]
    text: str
    low: str
    start: int
    end: int
    ending: str = ""

    @property
    def capital(self) -> bool:
        return self.kind == "word" and self.text[0].isupper()


Units = Sequence[Unit]
