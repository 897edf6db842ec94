"""Doubts about a watchlist that is right: warnings, each with the way out. Never an error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from alerts.drafts import Draft
from alerts.lintclauses import doubt, doubts_of
from alerts.rules.matcher import judge
from alerts.rules.mistakes import Mistake
from alerts.rules.nodes import Form, Node, Rule
from alerts.rules.scope import FieldName, Scope
from alerts.ruletext import RuleText
from alerts.watches import Watch
from record.people import People
from record.problems import Problem, in_order
from record.text import fold
from record.types import Speaker
from record.yamlfile import read_yaml

CODES = {
    "L502": "a rule that more than a tenth of the last 30 days' statements match (a warning)",
    "L503": "a clause that can never hit (a warning)",
    "L504": "a name that alone also means something else (a warning)",
    "L505": "a part of a rule that adds nothing (a warning)",
    "L506": "words that were never seen in the last 30 days (a warning)",
    "L507": "a wildcard or a regular expression that is dear to look for (a warning)",
    "L508": "only own words of people whose accounts are not known (a warning)",
}
AMBIGUOUS = Path(__file__).parent / "ambiguous.yaml"


def lint(drafts: Sequence[Draft], people: People) -> list[Problem]:
    """What is doubtful about each watch; about its people only where all of them could be read."""
    found: list[Problem] = []
    for draft in drafts:
        of_people = _doubts(draft.watch, draft.rule, people) if draft.sure else ()
        found += told(draft.text, [*doubts_of(draft.rule), *of_people])
    return in_order(found)


def told(text: RuleText, doubts: list[Mistake]) -> list[Problem]:
    """The doubts as Problems of the file, whose own are left alone."""
    before = len(text.file.problems)
    text.tell(doubts)
    found = text.file.problems[before:]
    del text.file.problems[before:]
    return found


def _doubts(watch: Watch, rule: Rule, people: People) -> Iterator[Mistake]:
    speakers = [speaker for id in watch.people if (speaker := people.by_id(id))]
    if not speakers:
        for node in alone(rule.node):
            yield from _ambiguous(node, rule)
    else:
        yield from _others(rule.node, rule, speakers, people)
        yield from _silent(watch, rule, speakers, people)


# ------------------------------------------------------------ names that mean something else


def alone(node: Node) -> Iterator[Node]:
    """The words each of which suffices for a Hit."""
    if node.kind in ("or", "quote", "title", "text"):
        for part in node.parts:
            yield from alone(part)
    elif node.kind in ("term", "exact", "entity"):
        yield node


def _ambiguous(node: Node, rule: Rule) -> Iterator[Mistake]:
    forms = rule.names.forms(node.name) if node.kind == "entity" else node.forms
    for form in forms:
        meaning = _other_meaning(form)
        if meaning:
            of = f" (of {node.source})" if node.kind == "entity" else ""
            hint = "add a second word with AND or NEAR/8, or `people:`"
            yield doubt("L504", f"'{form.written}'{of} alone is also {meaning}", node, hint)


def _other_meaning(form: Form) -> str | None:
    entry = other_meanings().get(" ".join(form.folded))
    if entry is None or form.tail:
        return None
    meaning, is_word = entry
    return None if is_word and form.exact else meaning


@cache
def other_meanings() -> Mapping[str, tuple[str, bool]]:
    """Of names, folded: (what else they mean, whether capitals tell them apart)."""
    root = read_yaml(AMBIGUOUS).root
    top = root.data if root and isinstance(root.data, dict) else {}
    found = {}
    for item in top["names"].data if "names" in top and isinstance(top["names"].data, list) else ():
        entry = item.data if isinstance(item.data, dict) else {}
        name = " ".join(token for token in _tokens(str(entry["name"].data)))
        found[name] = (str(entry["also"].data), "word" in entry)
    return found


def _tokens(name: str) -> list[str]:
    folded = fold(name)
    return [folded] if folded.isascii() else list(folded)


# ------------------------------------------------------------ who is listened to


def _others(node: Node, rule: Rule, speakers: list[Speaker], people: People) -> Iterator[Mistake]:
    """speaker: and org: that none of the watch's people can be."""
    for part in node.parts if node.kind == "and" else (node,):
        if part.kind in ("speaker", "org") and not _any_fits(part, rule, speakers, people):
            who = "is called so" if part.kind == "speaker" else "is known to speak for it"
            hint = "take it out, or look at `people:`"
            yield doubt("L503", f"this can hardly ever hit: none of this watch's people {who}", part, hint)


def _any_fits(part: Node, rule: Rule, speakers: list[Speaker], people: People) -> bool:
    field: FieldName = "speaker" if part.kind == "speaker" else "org"
    scopes = (Scope.of(field, "\n".join(each)) for each in _called(field, speakers, people))
    return any(judge(Rule(part, rule.names), scope).hit for scope in scopes)


def _called(field: str, speakers: list[Speaker], people: People) -> Iterator[list[str]]:
    for speaker in speakers:
        for one in _who(speaker, field, people):
            yield [one.name, *one.names]


def _who(speaker: Speaker, field: str, people: People) -> list[Speaker]:
    """The speaker, or those they speak for; who speaks for an organisation stands under it."""
    if speaker.kind == "organisation":
        staff = (each for each in people.all() if any(role.org == speaker.id for role in each.roles))
        return [speaker, *staff] if field == "speaker" else [speaker]
    if field == "speaker":
        return [speaker]
    return [org for role in speaker.roles if (org := people.by_id(role.org))]


def _silent(watch: Watch, rule: Rule, speakers: list[Speaker], people: People) -> Iterator[Mistake]:
    if watch.first_party != "only":
        return
    everyone = [each for speaker in speakers for each in _who(speaker, "speaker", people)]
    if not any(each.accounts for each in everyone):
        hint = "add `accounts:` to them in people.yaml, or write `first_party: prefer`"
        yield doubt("L508", "only own words are told, and no account of theirs is known", rule.node, hint)
