"""onrecord.yaml: how the installation runs. Every key is also an environment variable, ONRECORD_KEY."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from record.problems import Problem, did_you_mean
from record.yamlfile import YamlFile, read_yaml

CODES = {
    "C101": "an unknown time zone",
    "C102": "a number is wanted",
    "C103": "the operator's channel is not in the watchlist",
}


@dataclass(frozen=True, slots=True)
class Configuration:
    """One field a key; what is not given keeps its default."""

    record_url: str = "sqlite:///onrecord.db"
    timezone: str = "UTC"  # in which messages and cron lines speak
    watchlist: str = "watchlist.yaml"
    sources: str = "sources.yaml"  # the user's own; the bundled sources/ are always known
    people: str = "people.yaml"  # the user's own, over the bundled ones
    page: str = ""  # address of the page; empty: messages name commands instead of links
    operator: str = ""  # the channel that hears of broken sources; empty: the log only
    workers: int = 1  # processes that extract

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


def load_configuration(path: Path, environment: Mapping[str, str]) -> tuple[Configuration, list[Problem]]:
    """The file (which may be absent), with the environment over it; and every Problem."""
    file = read_yaml(path) if path.exists() else YamlFile(str(path))
    values = _file_values(file)
    for key in KEYS:
        if given := environment.get(f"ONRECORD_{key.upper()}"):
            values[key] = given
    problems = [*file.problems, *_wrong_values(values, str(path))]
    workers = values.pop("workers", "1")
    usable = {**values, "timezone": values.get("timezone", "UTC") if not problems else "UTC"}
    return Configuration(**usable, workers=int(workers) if workers.isdigit() else 1), problems


def operator_problems(configuration: Configuration, channels: Collection[str], path: Path) -> list[Problem]:
    """C103 where the operator's Channel is none of the watchlist's; `path` is that of onrecord.yaml."""
    wanted = configuration.operator
    if not wanted or wanted in channels:
        return []
    file = read_yaml(path) if path.exists() else YamlFile(str(path))
    keys = file.root.data if file.root and isinstance(file.root.data, dict) else {}
    given = keys.get("operator")
    # The environment may have gone over the file: then it has no place in it.
    at = given if given and given.data == wanted else (0, 0)
    hint = did_you_mean(wanted, channels) or f"the watchlist has {', '.join(channels) or 'no channels'}"
    file.problem("C103", f"no channel named '{wanted}'", at, hint)
    return file.problems[-1:]


KEYS = tuple(each.name for each in fields(Configuration))


def _file_values(file: YamlFile) -> dict[str, str]:
    if file.root is None:
        return {}
    values = file.mapping(file.root, KEYS, "onrecord.yaml")
    texts = {
        key: value.raw if isinstance(value.data, int) and key == "workers" else file.string(value, f"'{key}'")
        for key, value in values.items()
    }
    return {key: text for key, text in texts.items() if text is not None}


def _wrong_values(values: Mapping[str, str], path: str) -> list[Problem]:
    problems = []
    zone = values.get("timezone", "UTC")
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        hint = did_you_mean(zone, available_timezones())
        problems.append(Problem("C101", f"unknown time zone '{zone}'", path, 0, hint=hint))
    if not values.get("workers", "1").isdigit() or values.get("workers") == "0":
        problems.append(Problem("C102", "'workers' must be a number from 1 up", path, 0))
    return problems


def is_missing(record_url: str) -> bool:
    """Whether opening this record would make a new one: a file of SQLite that is not there."""
    parts = urlsplit(record_url)
    return parts.scheme.partition("+")[0] == "sqlite" and not Path(parts.path[1:]).exists()
