"""`onrecord people try`: every Source of a person's accounts, each by itself; nothing is recorded."""

from __future__ import annotations

from crawler.trial import Trial
from ops.persons import Persons, unread
from ops.politetrials import Untried, try_politely
from record.clock import Clock
from record.types import Speaker


def try_person(
    persons: Persons, speaker: Speaker, record_url: str, clock: Clock
) -> tuple[list[Trial], list[Untried]]:
    """How each of the Sources did, and what was not asked. Once in a process."""
    sources = [source for account in speaker.accounts for source in persons.sources_of(account)]
    tried, left_out = try_politely(sources, 0, record_url, clock)
    return tried, [*_unread(persons, speaker), *left_out]


def _unread(persons: Persons, speaker: Speaker) -> list[Untried]:
    """The accounts that no mirror shows, or the person where there are none."""
    if not speaker.accounts:
        reason = "no account is known; `onrecord accounts resolve URL` gives what to put into people.yaml"
        return [Untried(speaker.id, reason)]
    return [
        Untried(account.key, unread(account.platform))
        for account in speaker.accounts
        if not persons.sources_of(account)
    ]
