"""What is too long is cut: at its quotes first, never at a link."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from alerts.messages.cleaning import shorten
from alerts.messages.formats.markup import Format
from alerts.messages.outline import Line, Outline, Span, line
from record.types import Message

LONGEST_QUOTE = 600  # characters
QUOTE_LIMITS = (LONGEST_QUOTE, 300, 140, 60, 0)  # tried in turn; 0: as short as it can be told
SPAN_LIMITS = (200, 80, 40, 20)  # characters of anything that is no link: names, watches, matched words
LONGEST_ADDRESS = 500  # characters; a longer one leaves its label behind, where nothing else helps
FRAGMENT = "#:~:text="

Made = Callable[[int], Outline]  # from the longest quote


def fitted(made: Made, form: Format) -> Message:
    """With the longest quotes that fit; where none do, without what is left over at its end."""
    message = None
    for outline in _shorter(made):
        message = form.write(outline)
        if form.fits(message):
            return message
    return _torn(outline, form)


def _shorter(made: Made) -> Iterator[Outline]:
    yield from map(made, QUOTE_LIMITS)
    bare = _respanned(made(0), _without_fragment)
    yield bare
    for most in SPAN_LIMITS:
        bare = _respanned(bare, lambda span, most=most: _short(span, most))  # type: ignore[misc]
        yield bare
    yield _respanned(bare, _without_long_address)


def _torn(outline: Outline, form: Format) -> Message:
    """Whole lines go, the last ones first, and that is said; whoever said it and what was said stay."""
    message = form.write(outline)
    for left in range(len(outline.lines) - 1, 0, -1):
        more = line("item", f"and {len(outline.lines) - left} lines more")
        message = form.write(replace(outline, lines=(*outline.lines[:left], more)))
        if form.fits(message):
            break
    return message


def _respanned(outline: Outline, cut: Callable[[Span], Span]) -> Outline:
    lines = (Line(tuple(map(cut, each.spans)), each.kind) for each in outline.lines)
    return replace(outline, lines=tuple(lines))


def _short(span: Span, most: int) -> Span:
    return span if span.style == "code" else replace(span, text=shorten(span.text, most))


def _without_fragment(span: Span) -> Span:
    return replace(span, url=span.url.partition(FRAGMENT)[0]) if span.url else span


def _without_long_address(span: Span) -> Span:
    return replace(span, url=None) if span.url and len(span.url) > LONGEST_ADDRESS else span
