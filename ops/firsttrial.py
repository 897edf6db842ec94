"""`onrecord init`: which of the sites answer from here, and the `sources.yaml` that uses those."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from rich.console import Console

from alerts.rules.nodes import Rule
from alerts.watches import Watchlist
from alerts.watchlist import load_watchlist
from crawler import catalog
from crawler.catalog import load_catalog
from crawler.sitefiles import scalar
from crawler.trial import Trial, try_sources
from ops.crawls import crawl_settings
from record.people import BUNDLED, load_people
from record.problems import Problem
from record.text import is_cjk
from record.types import Source

SECONDS = 43.0  # for all of them; closing may take two more


def first_sources(own: Path) -> tuple[list[Source], list[Problem]]:
    """The first Source of each site that would be polled, and the Problems of the user's file."""
    sources, problems = load_catalog([catalog.BUNDLED, *([own] if own.exists() else [])])
    sites: dict[str, Source] = {}
    for source in sources.values():
        sites.setdefault(source.origin, source)
    return list(sites.values()), problems


def languages_for(folder: Path) -> frozenset[str] | None:
    """As `needed_languages`, of the watchlist in a folder; None too where it cannot be read."""
    own = folder / "people.yaml"
    people, _ = load_people((BUNDLED, *([own] if own.exists() else [])))
    watchlist = load_watchlist(folder / "watchlist.yaml", people, {}, problem_of=lambda _: None).watchlist
    return needed_languages(watchlist) if watchlist else None


def needed_languages(watchlist: Watchlist) -> frozenset[str] | None:
    """In which the people and terms of a watchlist can be met; None is all: it watches everyone."""
    if not all(watch.people for watch in watchlist.watches):
        return None
    watched = (watchlist.people.by_id(id) for watch in watchlist.watches for id in watch.people)
    names = (name for speaker in watched if speaker for name in (speaker.name, *speaker.names))
    rules = (watch.when for watch in watchlist.watches)
    words = (word for watch in watchlist.watches if watch.rule for word in _words(watch.rule))
    chinese = any(is_cjk(char) for text in (*names, *rules, *words) for char in text)
    return frozenset({"en", "zh"} if chinese else {"en"})


def _words(rule: Rule) -> Iterator[str]:
    """Every form that a rule looks for."""
    nodes = [rule.node]
    while nodes:
        node = nodes.pop()
        yield from (form.written for form in (*node.forms, *rule.names.forms(node.name)))
        nodes += node.parts


def needed(sources: Sequence[Source], languages: frozenset[str] | None) -> list[Source]:
    """Those in one of these languages, and those that say none."""
    return [one for one in sources if languages is None or one.lang is None or one.lang in languages]


def left_out(sources: Sequence[Source], tried: Sequence[Source]) -> str:
    """How many are not tried and why, in one line; empty where all are."""
    langs = sorted({source.lang or "" for source in sources if source not in tried})
    count = len(sources) - len(tried)
    why = f"nobody and nothing in the watchlist is written in their language ({', '.join(langs)})"
    return f"{count} of {len(sources)} sites are left out: {why}" if count else ""


def try_first(sources: Sequence[Source]) -> list[Trial]:
    """Each is asked once, all at the same time, with a line of progress on a terminal. Once in a process."""
    console = Console(stderr=True, highlight=False)
    with console.status("") as status:
        return try_sources(
            sources, crawl_settings(), limit=0, seconds=SECONDS, on_change=_progress(status.update)
        )


def _progress(tell: Callable[[str], None]) -> Callable[[Sequence[Trial]], None]:
    def changed(trials: Sequence[Trial]) -> None:
        done = sum(trial.poll is not None for trial in trials)
        tell(f"trying the sources: {done} of {len(trials)} have answered")

    return changed


def site_of(trial: Trial) -> str:
    return trial.source.origin.removeprefix("site:")


def lines(trials: Sequence[Trial], written: Path | None) -> Iterable[str]:
    """What came of it, in words."""
    silent = [trial for trial in trials if not trial.healthy]
    yield f"{len(trials) - len(silent)} of {len(trials)} sites answer from here"
    reasons = dict.fromkeys(_why(trial) for trial in silent)
    for reason in reasons:
        yield f"  {reason}: {', '.join(site_of(trial) for trial in silent if _why(trial) == reason)}"
    if written:
        yield f"wrote {written}: it uses those that answer"
    elif trials and len(silent) == len(trials):
        yield "is this machine offline? Nothing is left out: try again with `onrecord init`"


def _why(trial: Trial) -> str:
    return f"{trial.state}{f', {trial.reason}' if trial.reason else ''}"


def write_used(own: Path, trials: Sequence[Trial], today: date) -> Path | None:
    """A `sources.yaml` that uses what answered; None where there is one already, or nothing answered."""
    if own.exists() or not any(trial.healthy for trial in trials):
        return None
    own.write_text(used_yaml(trials, today), "utf-8")
    return own


def used_yaml(trials: Sequence[Trial], today: date) -> str:
    used = [f"  - {scalar(site_of(trial))}" for trial in trials if trial.healthy]
    others = [f"#  - {scalar(site_of(trial))}  # {_why(trial)}" for trial in trials if not trial.healthy]
    head = (
        f"# Bundled sites that answered on {today.isoformat()}; `onrecord sources try ID --enable` adds one."
    )
    tail = ["# These did not:", *others] if others else []
    return "".join(f"{line}\n" for line in [head, "use:", *used, *tail])
