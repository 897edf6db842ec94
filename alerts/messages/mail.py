"""An Alert as mail: subject, plain part and HTML part, in one order, every address written out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from alerts.messages.changes import cut_pieces, introduction, when_said
from alerts.messages.cleaning import shorten
from alerts.messages.evidence import Outlet, Said
from alerts.messages.links import Links
from alerts.messages.status import said_on, search_line, search_url, status_of
from alerts.messages.story import Story
from alerts.messages.times import age, full_stamp, short_time, zoned_time
from alerts.wording import Piece

SUBJECT_QUOTE = 80  # characters: what a phone shows of a subject
MOST_OUTLETS, MOST_OTHERS = 20, 10
COLUMN = 19  # of the labels in the plain part


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled line of both parts; an address stands by itself and may lead further than it shows."""

    label: str
    text: str = ""
    url: str | None = None
    shown: str | None = None  # the address as written, where it is not `url`


@dataclass(frozen=True, slots=True)
class Other:
    """A further Story of the same Document, in short."""

    said: Said
    rest: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Note:
    """Words beside the ones that lead: as they were, or those that they contradict."""

    label: str
    pieces: tuple[Piece, ...]
    verbatim: bool
    lang: str | None

    def __str__(self) -> str:
        text = "".join(piece.text for piece in self.pieces)
        return f"{self.label}: “{text}”" if self.verbatim else f"{self.label}: {text}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What both parts show."""

    story: Story
    said: Said
    opening: str
    under: str
    retold: tuple[str, Said] | None
    notes: tuple[Note, ...]
    rows: tuple[Row, ...]
    others: tuple[Other, ...]
    more: tuple[str, ...]  # ids of those that there is no room for


def subject(story: Story) -> str:
    """ "Lei Jun: “…” [Xiaomi in the US]"."""
    change = f", {story.change}" if story.change else ""
    watches = story.whys[0].watch + (f" +{len(story.whys) - 1}" if len(story.whys) > 1 else "")
    joint = ":" if story.change and not story.said.verbatim else ""
    return f"{story.name}{change}{joint}{_words(story.said, SUBJECT_QUOTE)} [{watches}]"


def sheet(stories: Sequence[Story], quote_limit: int, now: datetime, zone: ZoneInfo, links: Links) -> Sheet:
    best, *others = stories
    short = tuple(_other(story, quote_limit // 3, links) for story in others[:MOST_OTHERS])
    retold = (best.retold[0], _cut(best.retold[1], quote_limit)) if best.retold else None
    return Sheet(
        story=best,
        said=_cut(best.said, quote_limit),
        opening=_opening(best, now, zone),
        under=" · ".join(filter(None, [best.stance, _account(best)])),
        retold=retold,
        notes=tuple(notes(best, quote_limit)),
        rows=tuple(_rows(best, now, zone, links)),
        others=short,
        more=tuple(story.public_id for story in others[len(short) :]),
    )


def plain_part(page: Sheet) -> str:
    """The same as the HTML part, in lines."""
    lines = [page.opening, f"    {_quoted(page.said)}", f"    {page.under}"]
    if page.retold:
        lines.append(f"    {page.retold[0]}{_words(page.retold[1])}")
    lines += [f"    {note}" for note in page.notes]
    lines.append("")
    for row in page.rows:
        label = row.label.ljust(COLUMN)
        lines.append(f"{label}{'  '.join(filter(None, [row.shown or row.url, row.text]))}")
    if page.others:
        lines += ["", "Also in it"]
    lines += [f"    {_quoted(o.said)}  {o.rest}{f'  {o.url}' if o.url else ''}" for o in page.others]
    if page.more:
        lines.append(f"    and {len(page.more)} more: {', '.join(page.more)}")
    return "\n".join(lines) + "\n"


def html_part(page: Sheet) -> str:
    return _templates().get_template("mail.html").render(page=page, title=page.story.name)


def framed(title: str, body: str) -> str:
    """A whole HTML part around `body`, which is HTML and escaped already."""
    return _templates().get_template("mail_page.html").render(title=title, body=body)


@cache
def _templates() -> Environment:
    """Autoescaped; they have fields only, and nothing crawled is ever part of a template."""
    loader = FileSystemLoader(Path(__file__).parent)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)


def _opening(story: Story, now: datetime, zone: ZoneInfo) -> str:
    """ "Lei Jun, CEO, Xiaomi: original post on Weibo, 22 Nov 2026, 14:03 CST (06:03 UTC), 2 min ago"."""
    if story.published:
        first_party, ending = f"published by {story.source}", ""
    elif story.original:
        platform = story.original.platform
        first_party, ending = f"original post{f' on {platform}' if platform else ''}", ""
    else:
        ending = "" if story.search else "; no original post found yet"
        first_party = f"reported by {story.source}"
    when = ", ".join(filter(None, [_when(story, zone), age(story.edited_at or story.at, now)]))
    change = f"{story.change}; " if story.change else ""
    said = f"; {said_on(story)}" if story.said_on else ""
    return f"{story.who}: {change}{first_party}, {when}{said}{ending}"


def _when(story: Story, zone: ZoneInfo) -> str:
    edit = f"{story.came} seen {zoned_time(story.edited_at, story.at, zone)}" if story.edited_at else ""
    return "; ".join(filter(None, [full_stamp(story.at, zone), edit]))


def _account(story: Story) -> str:
    return ", ".join(filter(None, ["" if story.posted else story.how, story.standing]))


def _rows(story: Story, now: datetime, zone: ZoneInfo, links: Links) -> list[Row]:
    rows = [Row("Why you got this" if not n else "", text) for n, text in enumerate(_whys(story))]
    if story.original:
        recorded = f"(recorded {short_time(story.original.recorded_at, now, zone)})"
        rows.append(Row("Original", recorded, story.original.url))
    searched = search_line(story.search, now, zone)
    if searched:
        rows.append(Row("" if story.original else "Original", searched, search_url(story.search)))
    for each in story.against:
        where = ", ".join(filter(None, [each.outlet, when_said(each, story.at.year)]))
        rows.append(Row("Reverses" if each.reverses else "Denies", where, each.url))
    if story.quote_url:
        shown = story.quote_url.partition("#:~:text=")[0]
        rows.append(Row("At the quote", story.quote_outlet, story.quote_url, shown))
    rows.append(Row("Reported by", _reported(story.outlets, now, zone)))
    rows.append(Row("Status", status_of(story, now, zone)))
    rows.append(Row("Explain", "" if links.page else links.command(story), links.explain(story)))
    return rows + ([Row("Mute 24 h", url=links.mute(story))] if links.page else [])


def notes(story: Story, limit: int) -> Iterator[Note]:
    """What an edit changed, and what the words contradict."""
    edit = story.edit_shown
    if edit:
        by = f" ({edit.outlet})" if edit.outlet else ""
        for label, pieces in (("was", edit.was), ("now", edit.now)):
            if pieces:
                yield Note(label + by, cut_pieces(pieces, limit), edit.verbatim, edit.lang)
    for against in story.against:
        lead, said = introduction(against, story.at.year), _cut(against.said, limit)
        lead += f" {said.mark}" if not said.verbatim else ""
        yield Note(lead, (Piece("same", said.text),), said.verbatim, said.lang)


def _whys(story: Story) -> list[str]:
    return [
        f"watch “{reason.watch}”: {story.name}"
        + (f", matched {', '.join(f'“{term}”' for term in reason.terms)}" if reason.terms else "")
        for reason in story.whys
    ]


def _reported(outlets: Sequence[Outlet], now: datetime, zone: ZoneInfo) -> str:
    if not outlets:
        return "nobody yet"
    shown = [f"{outlet.name} {short_time(outlet.at, now, zone)}" for outlet in outlets[:MOST_OUTLETS]]
    more = [f"and {len(outlets) - MOST_OUTLETS} more"] if len(outlets) > MOST_OUTLETS else []
    return " · ".join(shown + more)


def _other(story: Story, limit: int, links: Links) -> Other:
    watches = ", ".join(reason.watch for reason in story.whys)
    rest = " · ".join([story.stance, watches, *([] if links.page else [links.command(story)])])
    return Other(_cut(story.said, limit), rest, links.explain(story))


def _cut(said: Said, limit: int) -> Said:
    return replace(said, text=shorten(said.text, limit))


def _quoted(said: Said) -> str:
    return f"“{said.text}”" if said.verbatim else f"{said.mark}: {said.text}"


def _words(said: Said, limit: int = 100_000) -> str:
    text = shorten(said.text, limit)
    return f": “{text}”" if said.verbatim else f" {said.mark}: {text}"
