"""What a message says, before any Channel's look: lines of spans, cleaned and in order.

Built from a Story or a digest; written out by one file a family in alerts/messages/formats/, each with its
own escapes, its own way to make a link, and its own limit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Style = Literal["plain", "strong", "struck", "code"]
Kind = Literal["head", "quote", "text", "item", "section"]


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of one line. With `url` it is a link, which no family may cut."""

    text: str  # cleaned (see cleaning.py), not yet escaped
    url: str | None = None
    style: Style = "plain"


@dataclass(frozen=True, slots=True)
class Line:
    """`head`: who said what; `quote`: words; `section`: a heading of a digest; `item`: one of a list."""

    spans: tuple[Span, ...]
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Outline:
    """One message."""

    subject: str
    lines: tuple[Line, ...]
