"""What the families share: an Outline becomes lines of one markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from alerts.messages.cleaning import BREAKER
from alerts.messages.hosts import note_on
from alerts.messages.outline import BETWEEN, Kind, Line, Outline, Span, Style
from record.types import Message

RESERVE = 64  # of the limit: for the line that marks a possible repeat

_BLOCK = re.compile(r"\s*([#>+*=|`~-]|\d+[.)])")  # at the start of a line: a heading, a list, a quotation …

OPENING = tuple("@＠<]:/.!&\\`$#{")  # of a mention, a tag, a link, an entity

Around = tuple[str, str]  # what stands before and after


@dataclass(frozen=True, slots=True)
class Markup:
    """How one family writes: every text goes through `escape`, every address through `link`."""

    escape: Callable[[str], str]
    link: Callable[[str, str], str]  # (label, already escaped; address) -> link
    code: Callable[[str], str] | None = None  # in place of `escape` in code, which is ours; None: the same
    styles: Mapping[Style, Around] = field(default_factory=dict)
    kinds: Mapping[Kind, Around] = field(default_factory=dict)
    guards: bool = False  # the first sign of a line may have a meaning
    between: str = BETWEEN  # links of one line
    hides: bool = True  # a link shows its label alone: a strange host is named beside it


@dataclass(frozen=True, slots=True)
class Format:
    """One family: how it is written, how long that is and how long it may be, in the family's own measure."""

    write: Callable[[Outline], Message]
    size: Callable[[Message], int]
    most: int

    def fits(self, message: Message) -> bool:
        return self.size(message) <= self.most - RESERVE


def written(outline: Outline, markup: Markup) -> list[str]:
    return [written_line(line, markup) for line in outline.lines]


def written_line(line: Line, markup: Markup) -> str:
    opening, closing = markup.kinds.get(line.kind, ("", ""))
    guard = BREAKER if markup.guards and _BLOCK.match(line.spans[0].text) else ""
    spans = [_parted(span, markup) for span in line.spans] if line.kind == "links" else line.spans
    whole = "".join(_piece(spans, n, markup) for n in range(len(spans)))
    return f"{opening}{guard}{whole}{closing}"


def _piece(spans: Sequence[Span], number: int, markup: Markup) -> str:
    before, after = spans[max(0, number - 1) : number], spans[number + 1 : number + 2]
    return _joint(before, spans[number], markup) + _span(spans[number], before, after, markup)


def _joint(before: Sequence[Span], span: Span, markup: Markup) -> str:
    """What one span ends with and the next begins with makes nothing together."""
    if not before or span.text[:1].isspace():
        return ""
    if before[0].url:
        return "" if markup.hides else " "
    return BREAKER if before[0].text.endswith(OPENING) else ""


def _parted(span: Span, markup: Markup) -> Span:
    return Span(markup.between) if span.text == BETWEEN else span


def _span(span: Span, before: Sequence[Span], after: Sequence[Span], markup: Markup) -> str:
    if span.url:
        return markup.link(markup.escape(span.text), span.url) + _host(span.url, markup)
    escape = markup.code or markup.escape if span.style == "code" else markup.escape
    around = markup.styles.get(span.style)
    inner = span.text.strip()
    if around is None or not inner:
        return escape(span.text)
    lead, _, rest = span.text.partition(inner)
    # A mark works only beside a blank, or one of no width.
    lead = lead or BREAKER * any(each.text[-1:].isalnum() for each in before)
    rest = rest or BREAKER * any(each.text[:1].isalnum() for each in after)
    return f"{lead}{around[0]}{escape(inner)}{around[1]}{rest}"


def _host(url: str, markup: Markup) -> str:
    note = note_on(url) if markup.hides else ""
    return f" ({markup.escape(note)})" if note else ""


def bare(label: str, url: str) -> str:
    """For families without links of their own: the address itself, without its text fragment."""
    joint = BREAKER if label.endswith(OPENING) else ""
    return f"{label}{joint}: {url.partition('#:~:text=')[0]}"
