"""Examples in a watchlist, tried: each is judged as words said by the watch's first person."""

from __future__ import annotations

from alerts.rules import Scope, match, matched_words
from alerts.rules.nodes import Rule
from record.people import People
from record.types import Speaker
from record.yamlfile import Value, YamlFile


def judge_examples(
    file: YamlFile,
    rule: Rule | None,
    text: str,
    at: Value,
    fires: bool,
    speaker: Speaker | None,
    people: People,
) -> None:
    """A Problem at the example if it does not behave. Without a rule everything fires."""
    verdict = match(rule, example_scope(text, speaker, people)) if rule else None
    hit = verdict is None or verdict.hit
    if hit == fires:
        return
    if fires and verdict:
        file.problem(
            "T601", f"this example should fire but did not; missing: {', '.join(verdict.missing)}", at
        )
    else:
        words = ", ".join(matched_words(verdict.explanation)) if verdict else "the watch has no rule"
        file.problem("T602", f"this example should be silent but fired: {words}", at)


def example_scope(text: str, speaker: Speaker | None, people: People) -> Scope:
    """The Scope of words that nobody has published."""
    names = [speaker.name, *speaker.names] if speaker else []
    org = people.org_of(speaker) if speaker else None
    every = [*names, *([org.name, *org.names] if org else [])]
    return Scope(text, text, "", "\n".join(every), text, "\n".join(names))
