"""Doubts that the record raises: rules that match too much of it, and words that nobody says."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from alerts.hearing import listens_to
from alerts.lint import told
from alerts.lintclauses import doubt
from alerts.rules.index import Index
from alerts.rules.nodes import Node, Rule
from alerts.rules.scope import scope_of
from alerts.ruletext import RuleText
from alerts.watches import Watch, Watchlist
from ops.checking import CONFIGURATION, Checked
from record.clock import Clock
from record.configuration import load_configuration
from record.errors import RecordError
from record.problems import Problem, in_order
from record.types import Evidence

DAYS = 30
BROAD = 0.1  # of the Statements
FEWEST = 100  # Statements: of fewer nothing is said
MOST = 2_000
MOST_NAMED = 5
NOT_WORDS = frozenset(
    {"not", "regex", "speaker", "org", "role", "venue", "stance", "provenance", "source", "lang", "site"}
)


def lint_against_record(paths: Sequence[Path], checked: Checked, clock: Clock) -> list[Problem]:
    """All Problems, with those that the record beside the files raises, if there is one. It is only read."""
    wrong = any(problem.severity == "error" for problem in checked.problems)
    url = None if wrong or checked.watchlist is None else _record_url(paths)
    if url is None or checked.watchlist is None:
        return checked.problems
    from sqlalchemy.exc import SQLAlchemyError  # here: without a record nothing of it is needed

    from record.store.engine import open_engine
    from record.store.replaying import ReplayingStore

    try:
        engine = open_engine(url)
    except RecordError:
        return checked.problems  # `onrecord run` says what is wrong with it
    try:
        reports = ReplayingStore(engine).latest(clock.now() - timedelta(days=DAYS), MOST)
        return in_order([*checked.problems, *doubts_of_reports(reports, checked.watchlist, checked.rules)])
    except SQLAlchemyError:
        return checked.problems  # empty, or of another version
    finally:
        engine.dispose()


def _record_url(paths: Sequence[Path]) -> str | None:
    """Of a record that is there already: checking makes none."""
    path = paths[0].with_name(CONFIGURATION)
    url = load_configuration(path, os.environ)[0].record_url
    if not url.startswith("sqlite"):
        return url if path in paths else None
    return url if Path(url.removeprefix("sqlite:///")).exists() else None


def doubts_of_reports(
    reports: Iterable[Evidence], watchlist: Watchlist, rules: Mapping[str, RuleText]
) -> list[Problem]:
    """What the newest Reports say of the watches; nothing where they are few."""
    leaves = dict(_leaves(watchlist))
    words = Index({key: rule for key, (_, rule) in leaves.items()})
    seen, hits, count = set[str](), Counter[str](), 0
    for evidence in reports:
        scope, count = scope_of(evidence, watchlist.people), count + 1
        seen.update(words.hits(scope))
        hits.update(_heard(watchlist, evidence, watchlist.index.hits(scope)))
    if count < FEWEST:
        return []
    unseen = [each for key, each in leaves.items() if key not in seen]
    return [*_broad(watchlist, rules, hits, count), *_unseen(watchlist, rules, unseen)]


def _heard(watchlist: Watchlist, evidence: Evidence, ids: Sequence[str]) -> Iterator[str]:
    hit = set(ids)
    for watch in watchlist.watches:
        if watch.id in hit and listens_to(watch, evidence, watchlist.people):
            yield watch.id


def _broad(
    watchlist: Watchlist, rules: Mapping[str, RuleText], hits: Mapping[str, int], count: int
) -> Iterator[Problem]:
    for watch in watchlist.watches:
        share = hits.get(watch.id, 0) / count
        if share > BROAD and watch.rule and watch.id in rules:
            found = f"matched {share:.0%} of the last {DAYS} days: probably too broad".replace("%", " %")
            hint = "`onrecord backtest` shows what it fires on"
            yield from told(rules[watch.id], [doubt("L502", found, watch.rule.node, hint)])


def _unseen(
    watchlist: Watchlist, rules: Mapping[str, RuleText], unseen: Sequence[tuple[Watch, Rule]]
) -> Iterator[Problem]:
    """One doubt for a watch, at the first of them."""
    for watch in watchlist.watches:
        nodes = [rule.node for other, rule in unseen if other is watch]
        if not nodes or watch.id not in rules:
            continue
        named = ", ".join(dict.fromkeys(node.source for node in nodes[:MOST_NAMED]))
        more = f" and {len(nodes) - MOST_NAMED} more" if len(nodes) > MOST_NAMED else ""
        found = f"never seen in the last {DAYS} days: {named}{more}"
        yield from told(rules[watch.id], [doubt("L506", found, nodes[0], "is it how they say it?")])


def _leaves(watchlist: Watchlist) -> Iterator[tuple[str, tuple[Watch, Rule]]]:
    """The words of each rule that are wanted, by a name for each."""
    for watch in watchlist.watches:
        if watch.rule:
            for number, node in enumerate(_wanted(watch.rule.node)):
                yield f"{watch.id}\n{number}", (watch, Rule(node, watch.rule.names))


def _wanted(node: Node) -> Iterator[Node]:
    if node.kind in NOT_WORDS:
        return
    if not node.parts:
        yield node
    for part in node.parts:
        yield from _wanted(part)
