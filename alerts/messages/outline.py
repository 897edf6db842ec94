"""What a message says, before any Channel's look: lines of spans, cleaned and in order.

Built from a Story, a digest or a user's template; written out by one file a family in formats/, each with its
own escapes, its own way to make a link, and its own limit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from record.types import Purpose

Style = Literal["plain", "strong", "struck", "code"]
Kind = Literal["head", "quote", "section", "text", "item", "small", "links"]
BETWEEN = " · "
Mark = Literal["first-party", "reported", "changed", "warning", "well", "digest"]


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of one line. With `url` it is a link, which no family may cut."""

    text: str  # cleaned (see cleaning.py), not yet escaped
    url: str | None = None
    style: Style = "plain"


@dataclass(frozen=True, slots=True)
class Line:
    """`head`: who said what; `quote`: words; `section`: a heading of a digest; `item`: one of a list;
    `small`: where it comes from; `links`: where to look."""

    spans: tuple[Span, ...]
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Outline:
    """One message. `mark` is a colour where there is one: the words say the same."""

    subject: str
    lines: tuple[Line, ...]
    mark: Mark = "reported"


@dataclass(frozen=True, slots=True)
class Told:
    """Which Delivery a message is for, as far as the message says so."""

    key: str
    ref: str  # short: what a person types
    purpose: Purpose = "alert"
    stands_for: str | None = None  # of a fallback or an escalation: the Channel that was to be told
    since: datetime | None = None  # when that was due
    escalates_to: str | None = None  # the Channel that is told too, unless it is acknowledged
    escalates_at: datetime | None = None


def line(kind: Kind, *parts: str | Span) -> Line:
    """What is empty falls away."""
    spans = (part if isinstance(part, Span) else Span(part) for part in parts)
    return Line(tuple(span for span in spans if span.text), kind)


def strong(text: str) -> Span:
    return Span(text, style="strong")


def code(text: str) -> Span:
    return Span(text, style="code")


def link(label: str, url: str | None) -> Span:
    """Nothing where there is no address."""
    return Span(label, url) if url else Span("")


def joined(spans: Iterable[Span]) -> list[Span]:
    """Those that say something, apart."""
    told = [span for span in spans if span.text]
    parted = [each for span in told for each in (Span(BETWEEN), span)]
    return parted[1:]


def filled(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Those that say something."""
    return tuple(each for each in lines if each.spans)
