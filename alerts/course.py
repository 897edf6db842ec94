"""What became of a Statement, in order, and what it answers: for explain, as lines and as plain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from alerts.messages.changes import CONTRADICTING
from alerts.messages.cleaning import clean, shorten
from alerts.messages.evidence import Said, first_shown, published_at, said_before, said_of
from alerts.messages.status import search_line, search_url
from alerts.messages.times import said_day
from alerts.wording import Piece, compare
from record.originals import Search
from record.placing import AnswerKind
from record.threads import Entry, RecordedAnswer, Thread
from record.types import Event, EventKind, Statement

MOST_COUNTED = 5  # reports that bring nothing new, by name; of the others only how many
SHOWN = 160  # characters of one wording
WHATS: Mapping[EventKind, str] = {
    EventKind.NEW: "first seen",
    EventKind.FIRST_DENIAL: "first seen, the first denial",
    EventKind.REPORTED: "reported",
    EventKind.NEW_WORDS: "reported with new words",
    EventKind.UPGRADED: "quoted directly for the first time",
    EventKind.ORIGINAL: "original located",
    EventKind.EDITED: "edited",
    EventKind.DELETED: "deleted",
    EventKind.BACK: "back again",
    EventKind.REVERSED: "reversed",
    EventKind.DENIED: "denied",
}
ANSWERS: Mapping[AnswerKind, str] = {
    "reverses": "reverses",
    "denies": "denies",
    "confirms": "confirms",
    "repeats": "says the same as",
    "remarks": "remarks on",
}


@dataclass(frozen=True, slots=True)
class Course:
    """What the record holds of it."""

    events: tuple[Event, ...] = ()
    thread: Thread | None = None
    search: Search | None = None


NO_COURSE = Course()


@dataclass(frozen=True, slots=True)
class Moment:
    """One Event as it is shown."""

    at: datetime
    kind: EventKind
    outlet: str  # where it was seen
    was: str = ""  # of an edit
    now: str = ""
    by: str = ""  # the public id of the Statement that reverses or denies it
    words: str = ""  # which says so


@dataclass(frozen=True, slots=True)
class Answered:
    """What a Statement of the thread answers."""

    kind: AnswerKind
    what: str  # a public id, or the words for a rumour
    reason: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One Statement of the thread."""

    statement: str
    day: str  # "4 Jun", where only that is stated
    at: datetime
    words: str  # with whose they are
    first_denial: bool
    answers: tuple[Answered, ...]


@dataclass(frozen=True, slots=True)
class ThreadShown:
    """Who answered whom about what."""

    id: str
    subject: str
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class SearchShown:
    """Whether the Speaker's own post was found."""

    verdict: str
    account: str | None
    looked_at: datetime | None
    words: str  # empty where it was found
    url: str | None  # of the post that contradicts


def moments(events: Sequence[Event]) -> tuple[Moment, ...]:
    return tuple(_moment(event) for event in events if event.kind in WHATS)


def _moment(event: Event) -> Moment:
    outlet = clean(event.evidence.revision.document.outlet) if event.evidence else ""
    if event.kind is EventKind.EDITED:
        was, now = (clean(str(event.data.get(key, ""))) for key in ("was", "now"))
        return Moment(event.at, event.kind, outlet, was, now)
    if event.kind in CONTRADICTING and event.other:
        return Moment(event.at, event.kind, outlet, by=event.other.public_id, words=_words_of(event.other))
    return Moment(event.at, event.kind, outlet)


def _words_of(statement: Statement) -> str:
    """ "Lei Jun: “…”"."""
    name = clean(statement.speaker.name)
    return f"{name}: {_said(said_of(first_shown(statement)))}" if statement.reports else name


def _said(said: Said) -> str:
    text = shorten(said.text, SHOWN)
    return f"“{text}”" if said.verbatim else f"{said.mark}: {text}"


def thread_shown(thread: Thread | None) -> ThreadShown | None:
    if thread is None:
        return None
    turns = tuple(_turn(entry) for entry in thread.entries if entry.statement.reports)
    return ThreadShown(thread.public_id, shorten(clean(thread.subject), SHOWN), turns)


def _turn(entry: Entry) -> Turn:
    shown = first_shown(entry.statement)
    before = said_before(shown)
    return Turn(
        statement=entry.statement.public_id,
        day=said_day(before) if before else "",
        at=published_at(shown),
        words=_words_of(entry.statement),
        first_denial=entry.statement.first_denial,
        answers=tuple(map(_answered, entry.answers)),
    )


def _answered(answer: RecordedAnswer) -> Answered:
    what = answer.answered or f"“{shorten(clean(answer.rumour or ''), SHOWN)}”"
    return Answered(answer.kind, what, clean(answer.reason))


def search_shown(search: Search | None, zone: ZoneInfo) -> SearchShown | None:
    if search is None:
        return None
    words = search_line(search, search.claimed_at, zone)
    return SearchShown(search.verdict, search.account, search.looked_at, words, search_url(search))


# ---------------------------------------------------------------- lines


def course_lines(happened: Sequence[Moment], zone: ZoneInfo) -> list[str]:
    """None where it was only seen once."""
    if len(happened) < 2:
        return []
    counted = [moment for moment in happened if moment.kind is EventKind.REPORTED]
    hidden = counted[MOST_COUNTED:]
    shown = ["what happened"]
    for moment in happened:
        if moment not in hidden:
            shown += _moment_lines(moment, zone)
    more = f"{'':24}and {len(hidden)} more report{'s' if len(hidden) > 1 else ''} that only count"
    return shown + ([more] if hidden else [])


def _moment_lines(moment: Moment, zone: ZoneInfo) -> Iterator[str]:
    what = WHATS[moment.kind]
    if moment.kind is EventKind.EDITED and not moment.now:
        what = "taken out"
    by = f" by {moment.by}" if moment.by else ""
    outlet = f" ({moment.outlet})" if moment.outlet else ""
    yield f"  {_time(moment.at, zone):<22}{what}{by}{outlet}{f'  {moment.words}' if moment.words else ''}"
    if moment.was:
        wording = compare(moment.was, moment.now)
        yield f"{'':24}was: {_marked(wording.was)}"
        if moment.now:
            yield f"{'':24}now: {_marked(wording.now)}"


def _marked(pieces: Sequence[Piece]) -> str:
    """What differs, in brackets with a sign: a terminal may have no colours."""
    marks = {"was": ("[−", "]"), "now": ("[+", "]"), "same": ("", "")}
    return "".join(marks[piece.sign][0] + piece.text + marks[piece.sign][1] for piece in pieces)


def thread_lines(thread: ThreadShown | None, statement: str, zone: ZoneInfo) -> list[str]:
    """`statement`: the public id of the one that is explained."""
    if thread is None:
        return []
    shown = [f"thread {thread.id}   {thread.subject}"]
    for turn in thread.turns:
        note = [turn.statement + (" (this one)" if turn.statement == statement else "")]
        note += ["first denial"] if turn.first_denial else []
        when = turn.day or _time(turn.at, zone)
        shown.append(f"  {when:<22}{turn.words}   {' · '.join(note)}")
        for answer in turn.answers:
            reason = f": {answer.reason}" if answer.reason else ""
            shown.append(f"{'':24}{ANSWERS[answer.kind]} {answer.what}{reason}")
    return shown


def search_lines(search: SearchShown | None) -> list[str]:
    return [f"original   {search.words}"] if search and search.words else []


def _time(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M %Z}"
