"""Rules tried on words that nobody has published: the user's files as far as that needs them.

No record is opened, nothing is fetched, and nobody asks whether a channel's address could work.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from alerts.rules.names import Names
from alerts.trial import Tested, Trial
from alerts.watchlist import Loaded, load_watchlist
from record.people import BUNDLED, People, load_people
from record.problems import Problem

PEOPLE = "people.yaml"
OF_EXAMPLES = ("T601", "T602")


@dataclass(frozen=True, slots=True)
class Tried:
    """The examples of one watchlist."""

    trials: tuple[Trial, ...]
    untried: tuple[str, ...]  # names of the watches without an example
    problems: list[Problem]  # those of the examples among them


def try_watchlist(path: Path) -> Tried:
    """Every example that can be tried, whatever else is wrong with the file."""
    loaded, people_problems = _load(path, path.with_name(PEOPLE))
    tried = {trial.watch.id for trial in loaded.trials}
    watches = loaded.watchlist.watches if loaded.watchlist else ()
    untried = tuple(watch.name for watch in watches if watch.id not in tried)
    return Tried(loaded.trials, untried, [*people_problems, *loaded.problems])


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a rule that is written on the command line can name."""

    names: Names
    people: People
    watches: tuple[Tested, ...] = ()
    problems: tuple[Problem, ...] = ()  # of the user's files


def surroundings_of(watchlist: Path, people_file: Path) -> Surroundings:
    """The @entities, people and watches of the user's files, as far as they are there and can be read."""
    loaded, problems = _load(watchlist, people_file)
    if not watchlist.exists():
        return Surroundings(Names(_written(_people(people_file)[0])), _people(people_file)[0])
    people = loaded.watchlist.people if loaded.watchlist else _people(people_file)[0]
    wrong = [problem for problem in (*problems, *loaded.problems) if problem.severity == "error"]
    found = [problem for problem in wrong if problem.code not in OF_EXAMPLES]
    return Surroundings(loaded.names, people, _watches(loaded), tuple(found))


def _watches(loaded: Loaded) -> tuple[Tested, ...]:
    """Those that can be read: an example that fails is no reason to try no rule."""
    if loaded.watchlist is None:
        return tuple({trial.watch.id: trial.watch for trial in loaded.trials}.values())
    return tuple(Tested(each.id, each.name, each.people, each.rule) for each in loaded.watchlist.watches)


def _load(watchlist: Path, people_file: Path) -> tuple[Loaded, list[Problem]]:
    people, problems = _people(people_file)
    loaded = load_watchlist(watchlist, people, os.environ, problem_of=lambda _: None)
    # What the environment lacks for the channels is no matter here.
    kept = [problem for problem in loaded.problems if problem.code != "W402"]
    return replace(loaded, problems=kept), problems


def _people(path: Path) -> tuple[People, list[Problem]]:
    return load_people([BUNDLED, *([path] if path.exists() else [])])


def _written(people: People) -> dict[str, tuple[str, ...]]:
    """Every @entity where there is no watchlist: people by id and by name."""
    everyone = people.all()
    by_name = {name: (s.name, *s.names) for s in everyone for name in (*s.names, s.name)}
    return by_name | {s.id: (s.name, *s.names) for s in everyone}
