"""What several Alerts in one tell: a digest, or what quiet hours, a throttle or a burst have gathered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from alerts.messages.brief import explanation, words
from alerts.messages.digestend import end_lines
from alerts.messages.links import Links
from alerts.messages.outline import Line, Outline, Span, code, filled, joined, line, link
from alerts.messages.story import Story
from alerts.messages.times import MONTHS, short_time
from record.digests import DigestEnd
from record.types import Alert, Gathering

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")  # not strftime: %a follows the machine's locale
MOST_NAMED = 2  # watches in the subject
REASONS: dict[Gathering, str] = {
    "digest": "",
    "quiet": " while it was quiet",
    "throttle": " over the number that is told at once",
    "burst": " within a minute",
}


def digest_outline(
    alert: Alert,
    stories: Sequence[Story],
    limit: int,
    now: datetime,
    zone: ZoneInfo,
    links: Links,
    end: DigestEnd,
) -> Outline:
    """Every Statement with its id, however short its words must be."""
    head = subject(alert, stories, zone)
    lines = [line("head", head)]
    for title, part in _sections(stories):
        lines += [line("section", title), *_entries(part, limit, now, zone, links)]
    lines += end_lines(end, limit, now, zone)
    return Outline(head, filled(lines), "digest")


def subject(alert: Alert, stories: Sequence[Story], zone: ZoneInfo) -> str:
    """ "7 statements, 2 people · Xiaomi in the US · Fri 22 Nov"."""
    people = len({story.statement.speaker.id for story in stories})
    told = f"{_counted(len(stories), 'statement', 'statements')}, {_counted(people, 'person', 'people')}"
    watches = list(dict.fromkeys(why.watch for story in stories for why in story.whys))
    more = f" +{len(watches) - MOST_NAMED}" if len(watches) > MOST_NAMED else ""
    reason = REASONS[alert.gathers] if alert.gathers else ""
    day = _day(alert.slot.astimezone(zone)) if alert.slot else ""
    return " · ".join(filter(None, [told + reason, ", ".join(watches[:MOST_NAMED]) + more, day]))


def _sections(stories: Sequence[Story]) -> Iterator[tuple[str, list[Story]]]:
    """Those of one Speaker stand together, in the order in which the first of each came."""
    order = {speaker: n for n, speaker in reversed([*enumerate(s.statement.speaker.id for s in stories)])}
    ordered = sorted(stories, key=lambda story: order[story.statement.speaker.id])
    parts = {
        "FIRST-PARTY": [s for s in ordered if not s.change and (s.posted or s.published)],
        "REPORTED ONLY": [s for s in ordered if not s.change and not (s.posted or s.published)],
        "CHANGED": [s for s in ordered if s.change],
    }
    yield from ((title, part) for title, part in parts.items() if part)


def _entries(
    part: Sequence[Story], limit: int, now: datetime, zone: ZoneInfo, links: Links
) -> Iterator[Line]:
    """Where there is no room for words, the ids alone."""
    if not limit:
        yield line("item", code(" ".join(story.public_id for story in part)))
        return
    yield from (_entry(story, limit, now, zone, links) for story in part)


def _entry(story: Story, limit: int, now: datetime, zone: ZoneInfo, links: Links) -> Line:
    change = f", {story.change}" if story.change else ""
    place = link("Original", story.original.url if story.original else None)
    where = place if place.text else link(story.quote_outlet, story.quote_url)
    rest = [Span(story.stance), Span(short_time(story.at, now, zone)), where, explanation(story, links)]
    return line("item", f"{story.name}{change}{words(story.said, limit)} · ", *joined(rest))


def _counted(number: int, one: str, several: str) -> str:
    return f"{number:,} {one if number == 1 else several}"


def _day(at: datetime) -> str:
    return f"{DAYS[at.weekday()]} {at.day} {MONTHS[at.month - 1]}"
