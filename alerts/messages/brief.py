"""An Alert in brief, as chats show it: who, said what, first-party or not, why, where to look, what else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from alerts.messages.cleaning import shorten
from alerts.messages.evidence import Said
from alerts.messages.links import Links
from alerts.messages.mail import Note, notes, subject
from alerts.messages.outline import Line, Mark, Outline, Span, Style, code, filled, joined, line, link, strong
from alerts.messages.status import happened, said_on, search_line, search_url
from alerts.messages.story import Story
from alerts.messages.times import age, stamp, zoned_time
from alerts.messages.words import TRUNCATED
from alerts.wording import Sign

MOST_OUTLETS, MOST_OTHERS = 8, 5
SHORTEST = 20  # characters of a quote
STYLES: dict[Sign, Style] = {"same": "plain", "was": "struck", "now": "strong"}


def brief(stories: Sequence[Story], quote_limit: int, now: datetime, zone: ZoneInfo, links: Links) -> Outline:
    """The best Story whole, the others in a line each."""
    limit = max(quote_limit, SHORTEST)
    best, *others = stories
    lines = [
        line("head", headline(best, limit)),
        *_words_beside(best, limit),
        line("small", *_provenance(best, now, zone)),
        *_stands(best, now, zone),
        line("text", strong("Why:"), f" {why(best)}"),
        line("text", reports(best)),
        line("links", *joined(_places(best, links))),
        *others_of(others, limit, links),
    ]
    return Outline(subject(best), filled(lines), mark_of(best))


def mark_of(story: Story) -> Mark:
    if story.change:
        return "changed"
    return "first-party" if story.posted else "reported"


def headline(story: Story, limit: int) -> str:
    """Blue is first-party; the words say so too."""
    mark = "🔵" if story.posted else "⚪"
    change = f", {story.change}" if story.change else ""
    joint = ":" if story.change and not story.said.verbatim else ""
    return f"{mark} {story.name}{change}{joint}{words(story.said, limit)}"


def words(said: Said, limit: int) -> str:
    text = shorten(said.text, limit)
    return f": “{text}”" if said.verbatim else f" {said.mark}: {text}"


def _words_beside(story: Story, limit: int) -> Iterator[Line]:
    """Those of the report that was heard, what an edit changed, what they contradict."""
    if story.retold:
        outlet, said = story.retold
        yield line("quote", f"{outlet}{words(said, limit)}")
    for note in notes(story, limit):
        yield line("quote", *_note(note))


def _note(note: Note) -> Iterator[Span]:
    """What was struck out and what was put in."""
    yield Span(f"{note.label}: “" if note.verbatim else f"{note.label}: ")
    for piece in note.pieces:
        yield Span(piece.text, style=STYLES[piece.sign])
    yield Span("”" if note.verbatim else "")


def _stands(story: Story, now: datetime, zone: ZoneInfo) -> Iterator[Line]:
    """What happened where it stood, and what came of the search for the original."""
    searched = search_line(story.search, now, zone)
    for text in (happened(story, now, zone), f"Original: {searched}" if searched else ""):
        yield line("small", text[:1].upper() + text[1:])


def _provenance(story: Story, now: datetime, zone: ZoneInfo) -> list[Span]:
    old = age(story.edited_at or story.at, now)
    old = f" ({old})" if old else ""
    edit = f"{story.came} seen {zoned_time(story.edited_at, story.at, zone)}" if story.edited_at else ""
    when = "; ".join(filter(None, [stamp(story.at, zone), edit])) + old
    cut = TRUNCATED if story.cut else ""
    source, account = _source(story)
    return joined([strong(source), *map(Span, (account, when, said_on(story), story.stance, cut))])


def _source(story: Story) -> tuple[str, str]:
    """Who brings it, and what he is worth."""
    if story.published:
        return f"Published by {story.source}", ", ".join(filter(None, [story.how, story.standing]))
    if story.original:
        return "Original post", ", ".join(filter(None, [story.original.platform, story.standing]))
    yet = "" if story.search else "; no original post found yet"
    return f"Reported by {story.source}{yet}", story.how


def why(story: Story) -> str:
    """ "Xiaomi in the US · matched “US market”", for each watch."""
    parts = []
    for reason in story.whys:
        terms = ", ".join(f"“{term}”" for term in reason.terms)
        parts.append(reason.watch + (f" · matched {terms}" if terms else ""))
    return "; ".join(parts)


def reports(story: Story) -> str:
    names = [outlet.name for outlet in story.outlets]
    if not names:
        return "no reports yet"
    more = f" and {len(names) - MOST_OUTLETS} more" if len(names) > MOST_OUTLETS else ""
    noun = "report" if len(names) == 1 else "reports"
    return f"{len(names)} {noun} so far: {', '.join(names[:MOST_OUTLETS])}{more}"


def _places(story: Story, links: Links) -> Iterator[Span]:
    if story.original:
        yield link("Original post" if story.posted else "Original", story.original.url)
    for each in story.against:
        yield link("The earlier words", each.url)
    yield link("The post that contradicts it", search_url(story.search))
    yield link(f"{story.quote_outlet}, at the quote", story.quote_url)
    yield explanation(story, links)
    yield link("Mute 24 h", links.mute(story))


def explanation(story: Story, links: Links) -> Span:
    """The page's, or the command that shows the same."""
    url = links.explain(story)
    return Span("Explain", url) if url else code(links.command(story))


def others_of(others: Sequence[Story], limit: int, links: Links) -> Iterator[Line]:
    for story in others[:MOST_OTHERS]:
        watches = ", ".join(reason.watch for reason in story.whys)
        said = f"also{words(story.said, max(limit // 3, SHORTEST))} · {story.stance} · {watches} · "
        yield line("item", said, explanation(story, links))
    ids = ", ".join(story.public_id for story in others[MOST_OTHERS:])
    if ids:
        yield line("item", f"and {len(others) - MOST_OTHERS} more: ", code(ids))
