"""What a later Revision of a Document makes of the Reports that it gave before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from record.placing import Located
from record.types import Revision


@dataclass(frozen=True, slots=True)
class Former:
    """A Report that the Document has given before."""

    report_id: int
    statement_id: int
    speaker_id: str
    text: str
    stands: bool  # as far as the record knows: no edit took it out


@dataclass(frozen=True, slots=True)
class Amendment:
    """What became of the former Reports, and what is new."""

    new: tuple[Located, ...]
    became: tuple[tuple[Former, Located | Former], ...] = ()  # a former one where its words are back
    taken: tuple[Former, ...] = ()  # they stand there no more, and nothing in their place
    returned: tuple[Former, ...] = ()  # taken out before, they stand there again


Amend = Callable[[Sequence[Former], Sequence[Located], str, Revision], Amendment]
