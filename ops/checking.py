"""Every Problem of the user's files, without starting anything."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from alerts.drafts import Draft
from alerts.lint import lint
from alerts.watchlist import Watchlist, load_watchlist
from crawler import catalog
from ops.persons import Persons, Unread, unread_of
from record import people
from record.configuration import load_configuration, operator_problems
from record.people import People, load_people
from record.problems import Problem, in_order
from record.types import Account, Source, Speaker

# The names under which they stand beside a watchlist.
PEOPLE, SOURCES, CONFIGURATION = "people.yaml", "sources.yaml", "onrecord.yaml"


@dataclass(slots=True)
class Checked:
    """What the user's files say, as far as they can be read."""

    problems: list[Problem]
    people: People  # those of the watchlists, too
    sources: dict[str, Source] = field(default_factory=dict)
    watchlist: Watchlist | None = None  # the last one
    channels: set[str] = field(default_factory=set)
    drafts: tuple[Draft, ...] = ()  # of that watchlist, also where there are errors

    @property
    def unread(self) -> list[Unread]:
        """Whose accounts nobody reads; nobody's while a file is wrong."""
        if any(problem.severity == "error" for problem in self.problems):
            return []
        return unread_of(Persons(self.people, self.watchlist, tuple(self.sources.values())))


def check(paths: Sequence[Path], env: Mapping[str, str] | None = None) -> list[Problem]:
    """The Problems of these files, by file and place; each is what its name says, a watchlist by default.

    `env` holds the variables that channels name; the process's own where it is left out.
    """
    return look_at(paths, env).problems


def look_at(paths: Sequence[Path], env: Mapping[str, str] | None = None) -> Checked:
    """As `check`, with what stands in the files."""
    known, problems = load_people([people.BUNDLED, *(path for path in paths if path.name == PEOPLE)])
    checked = Checked(problems, known)
    for path in paths:
        if path.name not in (PEOPLE, SOURCES, CONFIGURATION):
            _add_watchlist(checked, path, known, os.environ if env is None else env)
    for path in paths:
        if path.name == SOURCES:
            checked.sources, found = catalog.load_catalog([catalog.BUNDLED, path], _accounts(checked.people))
            problems += found
        elif path.name == CONFIGURATION:
            problems += load_configuration(path, {})[1]
    if checked.channels:
        problems += [wrong for path in paths for wrong in _operator_problems(path, checked.channels)]
    checked.problems = in_order(problems)
    return checked


def _add_watchlist(checked: Checked, path: Path, known: People, env: Mapping[str, str]) -> None:
    loaded = load_watchlist(path, known, env)
    checked.problems += [*loaded.problems, *lint(loaded.drafts, loaded.people)]
    checked.drafts = loaded.drafts
    checked.people = checked.people.with_added(loaded.people.all())
    if loaded.watchlist:
        checked.watchlist = loaded.watchlist
        checked.channels.update(loaded.watchlist.channels)


def _operator_problems(path: Path, channels: set[str]) -> list[Problem]:
    if path.name != CONFIGURATION:
        return []
    return operator_problems(load_configuration(path, {})[0], channels, path)


def _accounts(known: People) -> list[tuple[Speaker, Account]]:
    return [(speaker, account) for speaker in known.all() for account in speaker.accounts]


def with_neighbours(watchlist: Path) -> list[Path]:
    """The watchlist, and the user's other files beside it."""
    beside = (watchlist.with_name(name) for name in (PEOPLE, SOURCES, CONFIGURATION))
    return [watchlist, *(path for path in beside if path != watchlist and path.exists())]


def summary(problems: Sequence[Problem]) -> str:
    """`3 errors, 1 warning`, or that all is well."""
    errors = sum(problem.severity == "error" for problem in problems)
    counts = ((errors, "error"), (len(problems) - errors, "warning"))
    told = [f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count]
    return ", ".join(told) or "no problems"
