"""Users' own texts for a Channel: fixed fields and nothing else.

A field is a name in braces; there is no way to an attribute, an index or a format. What a field holds is
escaped by the Channel's family like any other text. `**strong**` and "> " before a line are understood, `{{`
and `}}` are braces, and all else stands for itself. A line whose fields are all empty is left out.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from alerts.messages.brief import SHORTEST, explanation, headline, mark_of, others_of, reports, words
from alerts.messages.cleaning import shorten
from alerts.messages.links import Links
from alerts.messages.mail import subject
from alerts.messages.outline import Kind, Line, Outline, Span, Style, filled, line, link
from alerts.messages.story import Story
from alerts.messages.times import age, said_day, stamp
from record.types import Severity

FIELDS: Mapping[str, str] = {
    "head": "the first line of the message that we write ourselves: who said what",
    "speaker": "who said it",
    "role": "the speaker's title and organisation",
    "quote": "the words, in quotation marks where they are the speaker's own; else marked as a paraphrase",
    "was": "the words before an edit, or the earlier ones that are reversed or denied",
    "now": "the words after an edit",
    "stance": "plan, claim, denial, confirmation, opinion, question",
    "change": "what happened to it: edited, deleted, reversing earlier words, …; empty where it is new",
    "source": "original post, reported by …, published by …",
    "standing": "what the account is worth: verified account, …",
    "outlet": "whose article or post is shown",
    "reports": "how many outlets report it, and which",
    "original": "a link to the original, where there is one",
    "link": "a link to a report, opened at the quote",
    "explain": "a link to the page, or the command, that says why you got it",
    "mute": "a link to the page that mutes the watch for a day, where there is a page",
    "watches": "the names of the watches that hit",
    "matched": "what their rules found in the text",
    "said": "the day it was said on, where that is an earlier one",
    "time": "when it was published, in the reader's zone",
    "age": "how long ago that was",
    "severity": "of the watch: low, normal, high, critical",
    "id": "the statement's id, for onrecord explain",
}
LONGEST = 4000  # characters of a template
_PIECE = re.compile(r"\{\{|\}\}|\{(?P<name>[^{}]*)\}|[{}]")
_STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_CLOSE = 0.6


@dataclass(frozen=True, slots=True)
class Flaw:
    """A mistake in a template, with its place in the text."""

    start: int
    end: int
    text: str
    closest: str | None = None


def problems_of(text: str) -> list[Flaw]:
    """All of them, in the order of the text."""
    flaws = [flaw for piece in _PIECE.finditer(text) if (flaw := _flaw(piece))]
    if not text.strip():
        flaws.append(Flaw(0, len(text), "this template is empty"))
    elif not flaws and not any(piece["name"] in FIELDS for piece in _PIECE.finditer(text)):
        flaws.append(Flaw(0, len(text), "this template has no field: every message would read the same"))
    if len(text) > LONGEST:
        flaws.append(Flaw(LONGEST, len(text), f"a template has at most {LONGEST:,} characters"))
    return flaws


def _flaw(piece: re.Match[str]) -> Flaw | None:
    name, (start, end) = piece["name"], piece.span()
    if piece.group() in ("{{", "}}") or name in FIELDS:
        return None
    if name is None:
        return Flaw(start, end, f"a brace by itself; to write one, double it: {piece.group() * 2}")
    known = name.strip().partition(".")[0].partition("[")[0].partition(":")[0].partition("!")[0].strip()
    if known in FIELDS:
        return Flaw(start, end, f"a field is a name and nothing else: {{{known}}}", known)
    closest = difflib.get_close_matches(known.lower(), FIELDS, 1, _CLOSE)
    return Flaw(start, end, f"there is no field {shorten(name, 40)!r}", closest[0] if closest else None)


def templated(
    text: str,
    stories: Sequence[Story],
    quote_limit: int,
    now: datetime,
    zone: ZoneInfo,
    links: Links,
    severity: Severity,
) -> Outline:
    """The best Story in the user's words, the others in a line each, so that none is lost."""
    best, *others = stories
    limit = max(quote_limit, SHORTEST)
    fields = _fields(best, limit, now, zone, links, severity)
    written = (_line(each, fields) for each in text.strip("\n").split("\n"))
    told = filled(each for each in written if each)
    if not told or told[0].kind == "quote":
        told = (line("head", headline(best, limit)), *told)
    lines = (replace(told[0], kind="head"), *told[1:], *others_of(others, limit, links))
    return Outline(subject(best), lines, mark_of(best))


def _line(text: str, fields: Mapping[str, Span]) -> Line | None:
    kind: Kind = "quote" if text.startswith("> ") else "text"
    named = [piece["name"] for piece in _PIECE.finditer(text) if piece["name"] in fields]
    if named and not any(fields[name].text for name in named):
        return None
    return line(kind, *_spans(text.removeprefix("> "), fields))


def _spans(text: str, fields: Mapping[str, Span]) -> Iterator[Span]:
    """Fields are put in last: what they hold is never read as a template or as markup."""
    for number, part in enumerate(_STRONG.split(text)):
        style: Style = "strong" if number % 2 else "plain"
        yield from _pieces(part, fields, style)


def _pieces(text: str, fields: Mapping[str, Span], style: Style) -> Iterator[Span]:
    literal, at = "", 0
    for piece in _PIECE.finditer(text):
        literal, at = literal + text[at : piece.start()], piece.end()
        found = fields.get(piece["name"] or "")
        if found is None:
            literal += piece.group()[:1] if piece.group() in ("{{", "}}") else piece.group()
            continue
        yield Span(literal, style=style)
        yield Span(found.text, found.url, style if found.style == "plain" else found.style)
        literal = ""
    yield Span(literal + text[at:], style=style)


def _fields(
    story: Story, limit: int, now: datetime, zone: ZoneInfo, links: Links, severity: Severity
) -> dict[str, Span]:
    texts = _said(story, limit) | _beside(story, now, zone) | {"severity": severity}
    return {name: Span(text) for name, text in texts.items()} | _places(story, links)


def _said(story: Story, limit: int) -> dict[str, str]:
    return {
        "head": headline(story, limit),
        "speaker": story.name,
        "role": story.role,
        "quote": words(story.said, limit).lstrip(": "),
        "was": shorten(_was(story), limit),
        "now": shorten(_now(story), limit),
        "stance": story.stance,
        "change": story.change,
    }


def _beside(story: Story, now: datetime, zone: ZoneInfo) -> dict[str, str]:
    return {
        "source": _source(story),
        "standing": story.standing,
        "outlet": story.source,
        "reports": reports(story) if story.outlets else "",
        "watches": ", ".join(why.watch for why in story.whys),
        "matched": ", ".join(f"“{term}”" for why in story.whys for term in why.terms),
        "said": said_day(story.said_on) if story.said_on else "",
        "time": stamp(story.at, zone),
        "age": age(story.at, now),
        "id": story.public_id,
    }


def _places(story: Story, links: Links) -> dict[str, Span]:
    original = story.original.url if story.original else None
    return {
        "original": link("Original post" if story.posted else "Original", original),
        "link": link(f"{story.quote_outlet}, at the quote", story.quote_url),
        "explain": explanation(story, links),
        "mute": link("Mute 24 h", links.mute(story)),
    }


def _source(story: Story) -> str:
    if story.published:
        return f"published by {story.source}"
    if not story.original:
        return f"reported by {story.source}"
    return f"original post on {story.original.platform}" if story.original.platform else "original post"


def _was(story: Story) -> str:
    if story.edit_shown:
        return "".join(piece.text for piece in story.edit_shown.was)
    return " · ".join(against.said.text for against in story.against)


def _now(story: Story) -> str:
    return "".join(piece.text for piece in story.edit_shown.now) if story.edit_shown else ""
