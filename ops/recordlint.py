"""Doubts that the record raises: rules that match too much of it, and words that nobody says."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from alerts.drafts import Draft
from alerts.hearing import listens_to
from alerts.lint import told
from alerts.lintclauses import doubt
from alerts.rules.index import Index
from alerts.rules.nodes import Node, Rule
from alerts.rules.scope import scope_of
from ops.checking import CONFIGURATION, Checked
from record.clock import Clock
from record.configuration import is_missing, load_configuration
from record.errors import RecordError
from record.people import People
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
    url = _record_url(paths, checked) if checked.drafts else None
    if url is None:
        return checked.problems
    from record.store.replaying import newest_reports  # here: without a record nothing of it is needed

    try:
        reports = newest_reports(url, clock.now() - timedelta(days=DAYS), MOST)
    except RecordError:
        return checked.problems  # `onrecord run` says what is wrong with it
    return in_order([*checked.problems, *doubts_of_reports(reports, checked.drafts, checked.people)])


def _record_url(paths: Sequence[Path], checked: Checked) -> str | None:
    """Of the record beside these files; checking makes none."""
    path = paths[0].with_name(CONFIGURATION)
    if any(problem.file == str(path) and problem.severity == "error" for problem in checked.problems):
        return None  # it may be what should say where the record is
    url = load_configuration(path, os.environ)[0].record_url
    is_ours = path in paths or url.startswith("sqlite")
    return url if is_ours and not is_missing(url) else None


def doubts_of_reports(reports: Iterable[Evidence], drafts: Sequence[Draft], people: People) -> list[Problem]:
    """What the newest Reports say of the watches; nothing where they are few."""
    leaves = dict(_leaves(drafts))
    words = Index({key: Rule(node, drafts[at].rule.names) for key, (at, node) in leaves.items()})
    sure = {str(at): draft for at, draft in enumerate(drafts) if draft.sure}
    rules = Index({key: draft.rule for key, draft in sure.items()})
    seen, hits, count = set[str](), Counter[str](), 0
    for evidence in reports:
        scope, count = scope_of(evidence, people), count + 1
        seen.update(words.hits(scope))
        hits.update(key for key in rules.hits(scope) if listens_to(sure[key].watch, evidence, people))
    if count < FEWEST:
        return []
    unseen = [each for key, each in leaves.items() if key not in seen]
    return [*_broad([(draft, hits[key] / count) for key, draft in sure.items()]), *_unseen(drafts, unseen)]


def _broad(shares: Iterable[tuple[Draft, float]]) -> Iterator[Problem]:
    for draft, share in shares:
        if share > BROAD:
            found = f"matched {share:.0%} of the last {DAYS} days: probably too broad".replace("%", " %")
            hint = "`onrecord backtest` shows what it fires on"
            yield from told(draft.text, [doubt("L502", found, draft.rule.node, hint)])


def _unseen(drafts: Sequence[Draft], unseen: Sequence[tuple[int, Node]]) -> Iterator[Problem]:
    """One doubt for a watch, at the first of them."""
    for at, draft in enumerate(drafts):
        nodes = [node for other, node in unseen if other == at]
        if not nodes:
            continue
        named = ", ".join(dict.fromkeys(node.source for node in nodes[:MOST_NAMED]))
        more = f" and {len(nodes) - MOST_NAMED} more" if len(nodes) > MOST_NAMED else ""
        found = f"never seen in the last {DAYS} days: {named}{more}"
        yield from told(draft.text, [doubt("L506", found, nodes[0], "is it how they say it?")])


def _leaves(drafts: Sequence[Draft]) -> Iterator[tuple[str, tuple[int, Node]]]:
    """The words of each rule that are wanted, by a name for each: (the number of the draft, the word)."""
    for at, draft in enumerate(drafts):
        for number, node in enumerate(_wanted(draft.rule.node)):
            yield f"{at}\n{number}", (at, node)


def _wanted(node: Node) -> Iterator[Node]:
    if node.kind in NOT_WORDS:
        return
    if not node.parts:
        yield node
    for part in node.parts:
        yield from _wanted(part)
