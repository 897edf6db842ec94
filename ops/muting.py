"""Silencing by command: what is meant, until when, and what is silenced now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from alerts.messages.times import full_stamp, stamp
from alerts.timing.written import read_moment, read_while
from alerts.watches import Watchlist
from ops.persons import find, shared
from record.errors import Mistaken
from record.problems import did_you_mean
from record.store import Record
from record.store.muting import Muted, RecordedMute
from record.types import Json

ALL = "all"
KINDS = ("watch", "person")  # written in front, they say which is meant: watch:lei-jun
WANTED = "90m, 24h or 7d"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a mute is of."""

    of: Muted
    typed: str  # that `mute` and `unmute` understand
    shown: str


@dataclass(frozen=True, slots=True)
class Silence:
    """A mute that is not over, by command or by the watchlist."""

    subject: Subject
    until: datetime
    since: datetime | None = None  # None: the watchlist says so
    note: str = ""

    def as_json(self) -> Json:
        by = "watchlist" if self.since is None else "command"
        since = self.since.isoformat() if self.since else None
        named = {"what": self.subject.typed, "until": self.until.isoformat(), "since": since}
        return {**named, "by": by, "note": self.note}


# ---------------------------------------------------------------- what is meant


def find_subject(record: Record, watchlist: Watchlist, wanted: str) -> Subject:
    """A watch by id or name, a person by any name, a Statement, or all. Errors: Mistaken."""
    if wanted == ALL:
        return _everything()
    if wanted.startswith("st_"):
        return _statement(record, wanted)
    kind, _, name = wanted.partition(":")
    chosen, name = ((kind,), name) if kind in KINDS and name else (KINDS, wanted)
    found = [each for kind in chosen for each in _SEEK[kind](watchlist, name)]
    if len(found) > 1:
        listed = ", ".join(f"{each.typed} ({each.shown})" for each in found)
        raise Mistaken(f"{wanted!r} may mean several: {listed}; say which")
    if not found:
        hint = did_you_mean(name, _names(watchlist)) or "`onrecord people` lists whom a watch names"
        raise Mistaken(f"no watch and no person is called {name!r}; {hint}")
    return found[0]


def _everything() -> Subject:
    return Subject(Muted(), ALL, "everything")


def _statement(record: Record, public_id: str) -> Subject:
    statement = record.reading.statement(public_id)
    if statement is None:
        raise Mistaken(f"the record knows nothing of {public_id}")
    return Subject(Muted(statement_id=statement.id), public_id, f"the statement {public_id}")


def _watches(watchlist: Watchlist, name: str) -> list[Subject]:
    by_id = [watch for watch in watchlist.watches if watch.id == name]
    by_name = [watch for watch in watchlist.watches if watch.name.casefold() == name.casefold()]
    return [_watch(watch.id, watch.name) for watch in by_id or by_name]


def _watch(id: str, name: str) -> Subject:
    return Subject(Muted(watch_id=id), f"watch:{id}", f"the watch {name!r}")


def _persons(watchlist: Watchlist, name: str) -> list[Subject]:
    speakers = find(watchlist.people, name)
    if len(speakers) > 1:
        raise Mistaken(shared(speakers, name))
    return [_person(each.id, each.name) for each in speakers]


def _person(id: str, name: str) -> Subject:
    return Subject(Muted(speaker_id=id), f"person:{id}", name)


_SEEK = {"watch": _watches, "person": _persons}


def _names(watchlist: Watchlist) -> Iterator[str]:
    for watch in watchlist.watches:
        yield from (watch.id, watch.name)
    for speaker in watchlist.people.all():
        yield from (speaker.name, *speaker.names, speaker.id)
    yield ALL


def read_end(lasting: str | None, until: str | None, now: datetime, zone: ZoneInfo) -> datetime:
    """When a mute is over. Errors: ValueError."""
    if (lasting is None) == (until is None):
        raise ValueError("say how long: either --for 24h or --until 2026-12-01")
    if lasting is not None:
        long = read_while(lasting)
        if long is None:
            raise ValueError(f"--for: {lasting!r} is no while: write {WANTED}")
        return now + long
    end = read_moment(str(until), zone)
    if end is None:
        raise ValueError(f'--until: {until!r} is no moment: write 2026-12-01 or "2026-12-01 08:00"')
    if end <= now:
        raise ValueError(f"--until: {full_stamp(end, zone)} is over")
    return end


# ---------------------------------------------------------------- what is silenced


def silences(record: Record, watchlist: Watchlist, now: datetime) -> list[Silence]:
    """By command and by the watchlist, the one that ends first first."""
    by_command = [silence_of(each, watchlist) for each in record.muting.mutes()]
    own = [
        Silence(_watch(watch.id, watch.name), watch.mute_until)
        for watch in watchlist.watches
        if watch.mute_until is not None and watch.mute_until > now
    ]
    return sorted([*by_command, *own], key=lambda each: each.until)


def silence_of(mute: RecordedMute, watchlist: Watchlist) -> Silence:
    return Silence(_subject_of(mute, watchlist), mute.until, mute.at, mute.note)


def _subject_of(mute: RecordedMute, watchlist: Watchlist) -> Subject:
    """Also of a watch or a person that is gone from the watchlist."""
    of = mute.of
    if mute.statement is not None:
        return Subject(of, mute.statement, f"the statement {mute.statement}")
    if of.watch_id is not None:
        names = {watch.id: watch.name for watch in watchlist.watches}
        return _watch(of.watch_id, names.get(of.watch_id, of.watch_id))
    if of.speaker_id is not None:
        speaker = watchlist.people.by_id(of.speaker_id)
        return _person(of.speaker_id, speaker.name if speaker else of.speaker_id)
    return _everything()


def still_silencing(left: Sequence[Silence], subject: Subject) -> list[Silence]:
    """What keeps it silent, or part of it, though it was lifted."""
    every = subject.of == Muted()
    return [each for each in left if every or each.subject.of in (subject.of, Muted())]


def line_of(silence: Silence, zone: ZoneInfo) -> str:
    """ "the watch 'Recalls'  until 1 Dec 2026, 08:00 CST (00:00 UTC)  by command, 24 Nov 09:00 CST: why"."""
    by = f"by command, {stamp(silence.since, zone)}" if silence.since else "by `mute_until:` in the watchlist"
    note = f": {silence.note}" if silence.note else ""
    return f"{silence.subject.shown}  until {full_stamp(silence.until, zone)}  {by}{note}"
