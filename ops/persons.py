"""`onrecord people`: who is known, where each of them posts, and through which Sources that is read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from alerts.watchlist import Watchlist, load_watchlist
from crawler import catalog
from crawler.catalog import load_catalog
from crawler.mirrors import FORMATS
from record.clock import Clock
from record.configuration import Configuration
from record.people import BUNDLED, People, load_people
from record.platforms import PLATFORMS
from record.problems import Problem, closest
from record.types import Account, AccountState, Json, Role, Source, Speaker

MOST_NAMED = 5  # people of one platform whose accounts are not read


@dataclass(frozen=True, slots=True)
class Persons:
    """The people of all the user's files, and the Sources that show their accounts."""

    people: People
    watchlist: Watchlist | None  # None where there is none: then nobody is watched
    sources: tuple[Source, ...]  # of posts, in the order of sources.yaml

    def watched(self, speaker: Speaker) -> bool:
        if self.watchlist is None:
            return False
        watches = self.watchlist.watches
        speaks_for = self.people.speaks_for
        return any(
            not watch.people or any(speaks_for(speaker, wanted) for wanted in watch.people)
            for watch in watches
        )

    def in_order(self) -> list[Speaker]:
        """Those that a watch names first; of them, those that have an account, and persons."""

        def place(speaker: Speaker) -> tuple[bool, bool, bool]:
            return not self.watched(speaker), not speaker.accounts, speaker.kind == "organisation"

        return sorted(self.people.all(), key=place)

    def sources_of(self, account: Account) -> list[Source]:
        return [source for source in self.sources if source.account == account]


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account of a person."""

    account: Account
    sources: tuple[str, ...]  # ids, in the order in which they are asked
    item: str  # for `mirrors:` in sources.yaml, where no mirror shows it
    state: AccountState


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person or organisation, with the accounts."""

    speaker: Speaker
    watched: bool
    roles: tuple[Role, ...]  # those that still hold
    organisations: Mapping[str, str] = field(default_factory=dict)  # names by id, of every role
    accounts: tuple[AccountRow, ...] = ()


def load_persons(configuration: Configuration) -> tuple[Persons | None, list[Problem]]:
    """The user's files; None where one of them is wrong. No file needs to be there."""
    people, watchlist, problems = _load_watched(configuration)
    accounts = [(speaker, account) for speaker in people.all() for account in speaker.accounts]
    own = _existing(configuration.sources)  # only there are mirrors
    known, found = load_catalog((catalog.BUNDLED, *own), accounts) if own else ({}, [])
    problems += found
    if any(problem.severity == "error" for problem in problems):
        return None, problems
    posts = tuple(source for source in known.values() if source.spider == "posts")
    return Persons(people, watchlist, posts), problems


def load_people_of(configuration: Configuration) -> tuple[People, list[Problem]]:
    """The bundled people, the user's, and those of the watchlist."""
    people, _, problems = _load_watched(configuration)
    return people, problems


def _load_watched(configuration: Configuration) -> tuple[People, Watchlist | None, list[Problem]]:
    people, problems = load_people((BUNDLED, *_existing(configuration.people)))
    if not _existing(configuration.watchlist):
        return people, None, problems
    loaded = load_watchlist(Path(configuration.watchlist), people, os.environ)
    known = loaded.watchlist.people if loaded.watchlist else people
    return known, loaded.watchlist, problems + loaded.problems


def _existing(path: str) -> list[Path]:
    return [Path(path)] if Path(path).exists() else []


# ---------------------------------------------------------------- rows


def rows_of(
    persons: Persons, speakers: Iterable[Speaker], states: Mapping[str, AccountState]
) -> list[PersonRow]:
    """A row of each, with what the record knows of the accounts, by their keys."""
    return [_row(persons, speaker, states) for speaker in speakers]


def _row(persons: Persons, speaker: Speaker, states: Mapping[str, AccountState]) -> PersonRow:
    organisations = {role.org: org.name for role in speaker.roles if (org := persons.people.by_id(role.org))}
    return PersonRow(
        speaker,
        persons.watched(speaker),
        tuple(role for role in speaker.roles if role.until is None),
        organisations,
        tuple(_account_row(persons, account, states) for account in speaker.accounts),
    )


def _account_row(persons: Persons, account: Account, states: Mapping[str, AccountState]) -> AccountRow:
    ids = tuple(source.id for source in persons.sources_of(account))
    item = "" if ids else mirror_for(account.platform)
    return AccountRow(account, ids, item, states.get(account.key, AccountState()))


def mirror_for(platform: str) -> str:
    """An item for `mirrors:` that shows accounts of the platform; empty where no format does."""
    formats = [name for name, mirror in FORMATS.items() if platform in mirror.PLATFORMS]
    # One that needs no leave and no mirror of one's own is the shorter way.
    formats.sort(key=lambda name: (FORMATS[name].MANNERS.opt_in, not FORMATS[name].BASE))
    if not formats:
        return ""
    manners, base = FORMATS[formats[0]].MANNERS, FORMATS[formats[0]].BASE
    parts = [f"name: {formats[0]}", f"format: {formats[0]}"]
    parts += [] if base else ["url: http://127.0.0.1:1200", "allow_private: [127.0.0.0/8]"]
    parts += ["direct: true"] if manners.opt_in else []
    parts += ["contact: you@your-domain.example"] if manners.contact else []
    return f"{{{', '.join(parts)}}}"


def unread(platform: str) -> str:
    """That no mirror shows an account, and the way out."""
    item = mirror_for(platform)
    way_out = f"add to `mirrors:` in sources.yaml  - {item}" if item else "no format can yet"
    return f"no mirror shows it: {way_out}"


@dataclass(frozen=True, slots=True)
class Unread:
    """Those whom a watch takes, and whose accounts on one platform no mirror shows."""

    platform: str
    speakers: tuple[Speaker, ...]  # persons before organisations
    add: str  # an item for `mirrors:`; empty where no format shows the platform

    @property
    def told(self) -> str:
        """ "not read: Lei Jun's Weibo account: no mirror in sources.yaml shows it; add for example - {…}"."""
        name, one = PLATFORMS.get(self.platform, self.platform), len(self.speakers) == 1
        more = f" and {len(self.speakers) - MOST_NAMED} more" if len(self.speakers) > MOST_NAMED else ""
        names = ", ".join(speaker.name for speaker in self.speakers[:MOST_NAMED])
        whose = f"{names}'s {name} account" if one else f"the {name} accounts of {names}{more}"
        way_out = f"add for example - {self.add}" if self.add else "no format can yet"
        return f"not read: {whose}: no mirror in sources.yaml shows {'it' if one else 'them'}; {way_out}"

    def as_json(self) -> Json:
        ids = [speaker.id for speaker in self.speakers]
        return {"platform": self.platform, "people": ids, "add": self.add or None}


def unread_of(persons: Persons) -> list[Unread]:
    """One a platform, in the order of the platforms; nobody where there is no watchlist."""
    found: dict[str, dict[str, Speaker]] = {}
    for speaker in sorted(persons.people.all(), key=lambda each: each.kind == "organisation"):
        for account in speaker.accounts if persons.watched(speaker) else ():
            if not persons.sources_of(account):
                found.setdefault(account.platform, {})[speaker.id] = speaker
    return [
        Unread(name, tuple(found[name].values()), mirror_for(name)) for name in PLATFORMS if name in found
    ]


# ---------------------------------------------------------------- one of them


def find(people: People, wanted: str) -> list[Speaker]:
    """Whoever has the id or is written like this; several where a name is shared."""
    known = people.by_id(wanted)
    return [known] if known else list(people.by_name(wanted))


def unknown(people: People, wanted: str) -> str:
    names = (name for speaker in people.all() for name in (speaker.name, *speaker.names, speaker.id))
    guess = closest(wanted, names)
    return f"nobody is known as {wanted!r}{f'; did you mean {guess!r}?' if guess else ''}"


def shared(found: Iterable[Speaker], wanted: str) -> str:
    listed = ", ".join(f"{speaker.id} ({speaker.name})" for speaker in found)
    return f"{wanted!r} is the name of several; say which by the id: {listed}"


# ---------------------------------------------------------------- the record


def states_in(url: str, clock: Clock) -> dict[str, AccountState]:
    """What the record knows of accounts; nothing where there is no record."""
    from record.store import open_existing  # here: the files are checked without it

    record = open_existing(url, clock)
    if record is None:
        return {}
    try:
        return record.reading.accounts()
    finally:
        record.close()
