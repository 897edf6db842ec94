"""An Alert in Slack's markup. Everything crawled is escaped; links are our own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from alerts.messages.cleaning import BREAKER, escape_slack, shorten
from alerts.messages.evidence import Said
from alerts.messages.links import Links
from alerts.messages.mail import Note, notes
from alerts.messages.status import happened, said_on, search_line, search_url
from alerts.messages.story import Story
from alerts.messages.times import age, stamp, zoned_time
from alerts.messages.words import TRUNCATED
from alerts.wording import Piece, Sign

MOST_OUTLETS, MOST_OTHERS = 8, 5
MARKS: dict[Sign, str] = {"same": "", "was": "~", "now": "*"}


def slack_text(
    stories: Sequence[Story], quote_limit: int, now: datetime, zone: ZoneInfo, links: Links
) -> str:
    """The best Story whole, the others in a line each."""
    best, *others = stories
    lines = [
        headline(best, quote_limit),
        _retold(best, quote_limit),
        *(f"> {_note(note)}" for note in notes(best, quote_limit)),
        _provenance(best, now, zone),
        _stands(best, now, zone),
        f"*Why:* {why(best)}",
        reports(best),
        _where(best, links),
        *(_other(story, quote_limit // 3, links) for story in others[:MOST_OTHERS]),
        f"and {len(others) - MOST_OTHERS} more" if len(others) > MOST_OTHERS else "",
    ]
    return "\n".join(filter(None, lines))


def headline(story: Story, limit: int) -> str:
    """Blue is first-party; the words say so too."""
    mark = "🔵" if story.posted else "⚪"
    change = f", {escape_slack(story.change)}" if story.change else ""
    joint = ":" if story.change and not story.said.verbatim else ""
    return f"{mark} {escape_slack(story.name)}{change}{joint}{_words(story.said, limit)}"


def _words(said: Said, limit: int) -> str:
    text = escape_slack(shorten(said.text, limit))
    return f": “{text}”" if said.verbatim else f" {said.mark}: {text}"


def _retold(story: Story, limit: int) -> str:
    if story.retold is None:
        return ""
    outlet, said = story.retold
    return f"> {escape_slack(outlet)}{_words(said, limit)}"


def _note(note: Note) -> str:
    """What was struck out and what was put in; a mark works only beside a blank, or one of no width."""
    text = "".join(_marked(piece) for piece in note.pieces).strip(BREAKER)
    label = escape_slack(note.label)
    return f"{label}: “{text}”" if note.verbatim else f"{label}: {text}"


def _marked(piece: Piece) -> str:
    mark, inner = MARKS[piece.sign], piece.text.strip()
    if not mark or not inner:
        return escape_slack(piece.text)
    before, _, after = escape_slack(piece.text).partition(escape_slack(inner))
    return f"{before}{BREAKER}{mark}{escape_slack(inner)}{mark}{BREAKER}{after}"


def _stands(story: Story, now: datetime, zone: ZoneInfo) -> str:
    """What happened where it stood, and what came of the search for the original."""
    searched = search_line(story.search, now, zone)
    lines = [happened(story, now, zone), f"Original: {searched}" if searched else ""]
    return "\n".join(escape_slack(line[:1].upper() + line[1:]) for line in lines if line)


def _provenance(story: Story, now: datetime, zone: ZoneInfo) -> str:
    old = age(story.edited_at or story.at, now)
    old = f" ({old})" if old else ""
    edit = f"{story.came} seen {zoned_time(story.edited_at, story.at, zone)}" if story.edited_at else ""
    when = "; ".join(filter(None, [stamp(story.at, zone), edit])) + old
    cut = TRUNCATED if story.cut else ""
    source, account = _source(story)
    return " · ".join(filter(None, [source, account, when, said_on(story), story.stance, cut]))


def _source(story: Story) -> tuple[str, str]:
    """Who brings it, and what he is worth."""
    where = escape_slack(story.source)
    if story.published:
        return f"*Published by {where}*", ", ".join(filter(None, [story.how, story.standing]))
    if story.original:
        account = filter(None, [story.original.platform, story.standing])
        return "*Original post*", ", ".join(account)
    yet = "" if story.search else "; no original post found yet"
    return f"*Reported by {where}{yet}*", story.how


def why(story: Story) -> str:
    """ "Xiaomi in the US · matched “US market”", for each watch."""
    parts = []
    for reason in story.whys:
        terms = ", ".join(f"“{escape_slack(term)}”" for term in reason.terms)
        parts.append(escape_slack(reason.watch) + (f" · matched {terms}" if terms else ""))
    return "; ".join(parts)


def reports(story: Story) -> str:
    names = [escape_slack(outlet.name) for outlet in story.outlets]
    if not names:
        return "no reports yet"
    more = f" and {len(names) - MOST_OUTLETS} more" if len(names) > MOST_OUTLETS else ""
    noun = "report" if len(names) == 1 else "reports"
    return f"{len(names)} {noun} so far: {', '.join(names[:MOST_OUTLETS])}{more}"


def _where(story: Story, links: Links) -> str:
    places = [
        link(story.original.url, "Original post" if story.posted else "Original") if story.original else "",
        *(link(each.url, "The earlier words") for each in story.against),
        link(search_url(story.search), "The post that contradicts it"),
        link(story.quote_url, f"{story.quote_outlet}, at the quote"),
        link(links.explain(story), "Explain") or f"Explain: `{links.command(story)}`",
        link(links.mute(story), "Mute 24 h"),
    ]
    return " · ".join(filter(None, places))


def link(url: str | None, label: str) -> str:
    """Slack's own form; what would end it early is escaped in the address as well."""
    if not url:
        return ""
    safe = url.replace("|", "%7C").replace("<", "%3C").replace(">", "%3E").replace("&", "&amp;")
    return f"<{safe}|{escape_slack(label)}>"


def _other(story: Story, limit: int, links: Links) -> str:
    watches = ", ".join(escape_slack(reason.watch) for reason in story.whys)
    place = link(links.explain(story), "Explain") or f"`{links.command(story)}`"
    return f"• also{_words(story.said, limit)} · {story.stance} · {watches} · {place}"
