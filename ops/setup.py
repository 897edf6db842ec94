"""The user's files, read together: what the service, the commands and the checks begin with."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from alerts.watchlist import Watchlist, load_watchlist
from crawler import catalog
from crawler.catalog import load_catalog
from record.configuration import Configuration, load_configuration, operator_problems
from record.people import BUNDLED, load_people
from record.problems import Problem
from record.types import Account, Source, Speaker

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Setup:
    """Everything the user's files say."""

    configuration: Configuration
    watchlist: Watchlist
    sources: Mapping[str, Source]


def load_setup(
    configuration_path: Path, environment: Mapping[str, str], *, running: bool
) -> tuple[Setup | None, list[Problem]]:
    """The user's files, read together; None where a Problem is an error.

    `running`: a variable that is not set is an error, since nothing could be sent.
    """
    configuration, problems = load_configuration(configuration_path, environment)
    people, found = load_people((BUNDLED, *_existing(configuration.people)))
    problems += found
    loaded = load_watchlist(
        Path(configuration.watchlist), people, environment, running=running, zone=configuration.zone
    )
    problems += loaded.problems
    accounts = watched_accounts(loaded.watchlist) if loaded.watchlist else None
    if not Path(configuration.sources).exists():
        logger.info("there is no %s: the bundled sites are polled", configuration.sources)
    sources, found = load_catalog((catalog.BUNDLED, *_existing(configuration.sources)), accounts)
    problems += found
    channels = loaded.watchlist.channels if loaded.watchlist else {configuration.operator}
    problems += operator_problems(configuration, channels, configuration_path)
    if loaded.watchlist is None or any(problem.severity == "error" for problem in problems):
        return None, problems
    return Setup(configuration, replace(loaded.watchlist, sources=sources), sources), problems


def watched_accounts(watchlist: Watchlist) -> list[tuple[Speaker, Account]]:
    """The accounts whose posts some watch could hit: mirrors are asked for no others."""
    people = watchlist.people
    return [
        (speaker, account)
        for speaker in people.all()
        for account in speaker.accounts
        if any(
            not watch.people or any(people.speaks_for(speaker, wanted) for wanted in watch.people)
            for watch in watchlist.watches
        )
    ]


def _existing(path: str) -> list[Path]:
    """The file, if the user has one: only the watchlist is needed."""
    return [Path(path)] if Path(path).exists() else []
