"""How a Statement stands now: what happened where it stood, and whether its original was found."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from alerts.messages.changes import pronoun_of
from alerts.messages.cleaning import clean
from alerts.messages.evidence import said_of
from alerts.messages.places import web_address
from alerts.messages.story import Story
from alerts.messages.times import said_day, zoned_time
from alerts.messages.words import TRUNCATED, platform_name
from record.originals import Search
from record.types import EventKind

POSSESSIVES = {"he": "his", "she": "her", "it": "its"}


def status_of(story: Story, now: datetime, zone: ZoneInfo) -> str:
    """One line, of the place where it happened; else of the one that is shown."""
    status = happened(story, now, zone) or story.status or _added(story, now, zone)
    return f"{status}; {TRUNCATED}" if story.cut else status


def happened(story: Story, now: datetime, zone: ZoneInfo) -> str:
    """What was done to the words where they stood, and when we noticed; empty where nothing was."""
    by = "" if story.in_shown else f" by {story.happened_in}"
    noticed = f"noticed {zoned_time(story.happened_at, now, zone)}"
    if story.kind is EventKind.DELETED:
        where = by or " where it was first seen"
        return f"deleted{where}, {noticed}; the words are kept: onrecord evidence {story.public_id}"
    if story.kind is EventKind.BACK:
        return f"deleted before, and put back{by}, {noticed}"
    if story.kind is EventKind.EDITED:
        what = "edited" if story.edit_shown and story.edit_shown.now else "taken out"
        return f"{what}{by}, {noticed}"
    return ""


def _added(story: Story, now: datetime, zone: ZoneInfo) -> str:
    what = "post" if story.posted else "article"
    seen = f", seen {zoned_time(story.edited_at, now, zone)}" if story.edited_at else ""
    return story.added.format(what) + seen


def said_on(story: Story) -> str:
    """ "said on 4 Jun", where that is an earlier day; with the year where it is another."""
    if story.said_on is None:
        return ""
    year = "" if story.said_on.year == story.at.year else f" {story.said_on.year}"
    return f"said on {said_day(story.said_on)}{year}"


def search_line(search: Search | None, now: datetime, zone: ZoneInfo) -> str:
    """What came of the search for the Speaker's own post; empty where it was found, for then it is shown."""
    if search is None or search.verdict == "found":
        return ""
    if search.verdict == "contradicted" and search.post:
        return _contradicted(search)
    if search.verdict == "deleted":
        seen = f", noticed {zoned_time(search.deleted_at, now, zone)}" if search.deleted_at else ""
        return f"found, and deleted since{seen}"
    where = f" on {platform_name(search.venue)}" if search.venue and search.venue != "post" else ""
    looked = f"account looked at {zoned_time(search.looked_at, now, zone)}" if search.looked_at else ""
    why = search.why or looked
    return f"not found yet{where}{f' ({clean(why)})' if why else ''}"


def _contradicted(search: Search) -> str:
    if search.post is None:
        return "contradicted by a post of the speaker's own"
    speaker = search.post.report.speaker
    whose = POSSESSIVES.get(pronoun_of(speaker), f"{clean(speaker.name)}'s")
    return f"contradicted: {whose} own post of that day says “{said_of(search.post).text}”"


def search_url(search: Search | None) -> str | None:
    """The post that contradicts."""
    found = search.post if search and search.verdict == "contradicted" else None
    return web_address(found.revision.document.url) if found else None
