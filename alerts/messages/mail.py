"""An Alert as mail: subject, plain part and HTML part, in one order, every address written out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from alerts.messages.cleaning import shorten
from alerts.messages.links import Links
from alerts.messages.story import Outlet, Said, Story
from alerts.messages.times import age, full_stamp, short_time, zoned_time
from alerts.messages.words import TRUNCATED

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
class Sheet:
    """What both parts show."""

    story: Story
    said: Said
    opening: str
    under: str
    retold: tuple[str, Said] | None
    rows: tuple[Row, ...]
    others: tuple[Other, ...]
    more: int


def subject(story: Story) -> str:
    """ "Lei Jun: “…” [Xiaomi in the US]"."""
    change = f", {story.change}" if story.change else ""
    watches = story.whys[0].watch + (f" +{len(story.whys) - 1}" if len(story.whys) > 1 else "")
    return f"{story.name}{change}{_words(story.said, SUBJECT_QUOTE)} [{watches}]"


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
        rows=tuple(_rows(best, now, zone, links)),
        others=short,
        more=len(others) - len(short),
    )


def plain_part(page: Sheet) -> str:
    """The same as the HTML part, in lines."""
    lines = [page.opening, f"    {_quoted(page.said)}", f"    {page.under}"]
    if page.retold:
        lines.append(f"    {page.retold[0]}{_words(page.retold[1])}")
    lines.append("")
    for row in page.rows:
        label = row.label.ljust(COLUMN)
        lines.append(f"{label}{'  '.join(filter(None, [row.shown or row.url, row.text]))}")
    if page.others:
        lines += ["", "Also in it"]
    lines += [f"    {_quoted(o.said)}  {o.rest}{f'  {o.url}' if o.url else ''}" for o in page.others]
    if page.more:
        lines.append(f"    and {page.more} more")
    return "\n".join(lines) + "\n"


def html_part(page: Sheet) -> str:
    return _template().render(page=page, quoted=_quoted, words=_words)


@cache
def _template() -> Template:
    """Autoescaped; it has fields only, and nothing crawled is ever part of a template."""
    loader = FileSystemLoader(Path(__file__).parent)
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters["age"] = age
    return environment.get_template("mail.html")


def _opening(story: Story, now: datetime, zone: ZoneInfo) -> str:
    """ "Lei Jun, CEO, Xiaomi: original post on Weibo, 22 Nov 2026, 14:03 CST (06:03 UTC), 2 min ago"."""
    if story.published:
        first_party, ending = f"published by {story.source}", ""
    elif story.original:
        platform = story.original.platform
        first_party, ending = f"original post{f' on {platform}' if platform else ''}", ""
    else:
        first_party, ending = f"reported by {story.source}", "; no original post found yet"
    when = ", ".join(filter(None, [_when(story, zone), age(story.edited_at or story.at, now)]))
    change = f"{story.change}; " if story.change else ""
    return f"{story.who}: {change}{first_party}, {when}{ending}"


def _when(story: Story, zone: ZoneInfo) -> str:
    edit = f"; {story.came} seen {zoned_time(story.edited_at, story.at, zone)}" if story.edited_at else ""
    return full_stamp(story.at, zone) + edit


def _account(story: Story) -> str:
    return ", ".join(filter(None, ["" if story.posted else story.how, story.standing]))


def _rows(story: Story, now: datetime, zone: ZoneInfo, links: Links) -> list[Row]:
    rows = [Row("Why you got this" if not n else "", text) for n, text in enumerate(_whys(story))]
    if story.original:
        recorded = f"(recorded {short_time(story.original.recorded_at, now, zone)})"
        rows.append(Row("Original", recorded, story.original.url))
    if story.quote_url:
        shown = story.quote_url.partition("#:~:text=")[0]
        rows.append(Row("At the quote", story.quote_outlet, story.quote_url, shown))
    rows.append(Row("Reported by", _reported(story.outlets, now, zone)))
    rows.append(Row("Status", _status(story, now, zone)))
    rows.append(Row("Explain", "" if links.page else links.command(story), links.explain(story)))
    return rows + ([Row("Mute 24 h", url=links.mute(story))] if links.page else [])


def _status(story: Story, now: datetime, zone: ZoneInfo) -> str:
    status = story.status or _edited(story, now, zone)
    return f"{status}; {TRUNCATED}" if story.cut else status


def _edited(story: Story, now: datetime, zone: ZoneInfo) -> str:
    what = "post" if story.posted else "article"
    seen = f", seen {zoned_time(story.edited_at, now, zone)}" if story.edited_at else ""
    return story.added.format(what) + seen


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
