"""The user's files, read together: what the service, the commands and the checks begin with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from alerts.watchlist import Watchlist, load_watchlist
from crawler.catalog import load_catalog
from record.configuration import Configuration, load_configuration
from record.people import BUNDLED, People, load_people
from record.problems import Problem
from record.types import Source


@dataclass(frozen=True, slots=True)
class Setup:
    """Everything the user's files say."""

    configuration: Configuration
    people: People
    watchlist: Watchlist
    sources: Mapping[str, Source]


def load_setup(
    configuration_path: Path, environment: Mapping[str, str]
) -> tuple[Setup | None, list[Problem]]:
    """The user's files, read together; None where a Problem is an error."""
    configuration, problems = load_configuration(configuration_path, environment)
    own = [path for path in (Path(configuration.people),) if path.exists()]
    people, found = load_people((BUNDLED, *own))
    problems += found
    loaded = load_watchlist(Path(configuration.watchlist), people, environment, running=True)
    problems += loaded.problems
    people = loaded.watchlist.people if loaded.watchlist else people
    accounts = [(speaker, account) for speaker in people.all() for account in speaker.accounts]
    sources, found = load_catalog([Path(configuration.sources)], accounts)
    problems += found
    if loaded.watchlist is None or any(problem.severity == "error" for problem in problems):
        return None, problems
    return Setup(configuration, people, loaded.watchlist, sources), problems
