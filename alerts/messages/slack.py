"""An Alert in Slack's markup. Everything crawled is escaped; links are our own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from alerts.messages.cleaning import escape_slack, shorten
from alerts.messages.links import Links
from alerts.messages.story import Said, Story
from alerts.messages.times import age, stamp, zoned_time
from alerts.messages.words import TRUNCATED

MOST_OUTLETS, MOST_OTHERS = 8, 5


def slack_text(
    stories: Sequence[Story], quote_limit: int, now: datetime, zone: ZoneInfo, links: Links
) -> str:
    """The best Story whole, the others in a line each."""
    best, *others = stories
    lines = [
        headline(best, quote_limit),
        _retold(best, quote_limit),
        _provenance(best, now, zone),
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
    change = f", {story.change}" if story.change else ""
    return f"{mark} {escape_slack(story.name)}{change}{_words(story.said, limit)}"


def _words(said: Said, limit: int) -> str:
    text = escape_slack(shorten(said.text, limit))
    return f": “{text}”" if said.verbatim else f" {said.mark}: {text}"


def _retold(story: Story, limit: int) -> str:
    if story.retold is None:
        return ""
    outlet, said = story.retold
    return f"> {escape_slack(outlet)}{_words(said, limit)}"


def _provenance(story: Story, now: datetime, zone: ZoneInfo) -> str:
    old = age(story.edited_at or story.at, now)
    edit = f"; {story.came} seen {zoned_time(story.edited_at, story.at, zone)}" if story.edited_at else ""
    when = stamp(story.at, zone) + edit + (f" ({old})" if old else "")
    cut = TRUNCATED if story.cut else ""
    source, account = _source(story)
    return " · ".join(filter(None, [source, account, when, story.stance, cut]))


def _source(story: Story) -> tuple[str, str]:
    """Who brings it, and what he is worth."""
    where = escape_slack(story.source)
    if story.published:
        return f"*Published by {where}*", ", ".join(filter(None, [story.how, story.standing]))
    if story.original:
        account = filter(None, [story.original.platform, story.standing])
        return "*Original post*", ", ".join(account)
    return f"*Reported by {where}; no original post found yet*", story.how


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
