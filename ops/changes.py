"""What is other in the user's files, in a few words for the log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace

from alerts.rules.names import Names
from alerts.watches import Watch, Watchlist
from ops.setup import Setup

AT_START = ("record_url",)  # keys of onrecord.yaml that a running service cannot change


def describe_changes(old: Setup, new: Setup) -> list[str]:
    """ "2 watches added", "1 watch changed", …; empty where nothing is other."""
    names = [_names(setup.watchlist) for setup in (old, new)]
    persons = {name for setup in (old, new) for name in _written(setup.watchlist)}
    return [
        *_counted("watch", "watches", _watches(old.watchlist), _watches(new.watchlist)),
        *_counted("term", "terms", *(_terms(each, persons) for each in names)),
        *_counted("channel", "channels", old.watchlist.channels, new.watchlist.channels),
        *_counted("speaker", "speakers", _people(old.watchlist), _people(new.watchlist)),
        *_counted("source", "sources", old.sources, new.sources),
        *_settings(old, new),
    ]


def _counted(one: str, many: str, old: Mapping[str, object], new: Mapping[str, object]) -> list[str]:
    counts = (
        ("added", len(new.keys() - old.keys())),
        ("removed", len(old.keys() - new.keys())),
        ("changed", sum(old[key] != new[key] for key in old.keys() & new.keys())),
    )
    return [f"{count} {one if count == 1 else many} {what}" for what, count in counts if count]


def _watches(watchlist: Watchlist) -> dict[str, tuple[Watch, object]]:
    """By id; a rule by its tree: what its names stand for is told of the terms."""
    return {
        watch.id: (replace(watch, rule=None), watch.rule.node if watch.rule else None)
        for watch in watchlist.watches
    }


def _names(watchlist: Watchlist) -> Names:
    """All rules of a watchlist have one table."""
    return next((watch.rule.names for watch in watchlist.watches if watch.rule), Names())


def _terms(names: Names, persons: set[str]) -> dict[str, object]:
    return {name: names.forms(name) for name in names.known if name not in persons}


def _people(watchlist: Watchlist) -> dict[str, object]:
    return {speaker.id: speaker for speaker in watchlist.people.all()}


def _written(watchlist: Watchlist) -> set[str]:
    """All that people are called in a rule."""
    return {name for each in watchlist.people.all() for name in (each.id, each.name, *each.names)}


def _settings(old: Setup, new: Setup) -> list[str]:
    keys = (field.name for field in fields(old.configuration))
    changed = [key for key in keys if getattr(old.configuration, key) != getattr(new.configuration, key)]
    late = "takes effect at the next start"
    return [f"{key} {late if key in AT_START else 'changed'}" for key in changed]
