"""Examples in a watchlist, tried: what must fire a watch, and what must not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from alerts import schema
from alerts.rules import Scope, match, matched_words
from alerts.rules.nodes import Rule
from record.people import People
from record.problems import did_you_mean
from record.types import Json, Speaker
from record.yamlfile import Value, YamlFile


@dataclass(frozen=True, slots=True)
class Tested:
    """A watch as far as its examples ask."""

    id: str
    name: str
    people: tuple[str, ...]  # ids
    rule: Rule | None
    readable: bool = True  # its rule could be read: else its examples are only looked through


@dataclass(frozen=True, slots=True)
class Trial:
    """One example, and what its watch makes of it."""

    watch: Tested
    said: str
    fires: bool  # what it should
    file: str
    line: int
    column: int
    hit: bool  # what it did
    explanation: Json  # of alerts/rules/matcher.py; empty where no rule was asked
    deaf: str = ""  # why no rule was asked: "Jim Farley is not one of its people"

    @property
    def passed(self) -> bool:
        return self.hit == self.fires

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    @property
    def missing(self) -> list[str]:
        return [self.deaf] if self.deaf else [str(words) for words in self.explanation.get("missing", ())]

    @property
    def found(self) -> list[str]:
        return matched_words(self.explanation) if self.explanation else ["the watch has no rule"]


def try_examples(file: YamlFile, value: Value, watch: Tested, people: People) -> list[Trial]:
    """A trial of each, and a Problem at each that does not behave. Without a rule everything fires."""
    pairs = file.mapping(value, schema.names(schema.EXAMPLE_KEYS), "`examples:`")
    trials = []
    for key, fires in (("fires", True), ("silent", False)):
        for given, at in _examples(file, pairs[key]) if key in pairs else ():
            if watch.readable:
                trials.append(_try(watch, given, at, fires, people, file))
    return trials


def _complaint(trial: Trial) -> tuple[str, str]:
    if trial.fires:
        return "T601", f"this example should fire but did not; missing: {', '.join(trial.missing)}"
    return "T602", f"this example should be silent but fired: {', '.join(trial.found)}"


def _examples(file: YamlFile, value: Value) -> Iterator[tuple[Mapping[str, str], Value]]:
    """What is given of each, with its place: the words alone, or a mapping of fields."""
    if value.data == []:
        file.problem("W103", "an example must be there: this list is empty", value)
    for item in value.data if isinstance(value.data, list) else [value]:
        given = _fields(file, item) if isinstance(item.data, dict) else _words(file, item)
        if given.get("said"):
            yield given, item


def _words(file: YamlFile, value: Value) -> dict[str, str]:
    said = file.string(value, "an example")
    return {"said": said} if said else {}


def _fields(file: YamlFile, value: Value) -> dict[str, str]:
    pairs = file.mapping(value, schema.names(schema.EXAMPLE_FIELDS), "an example")
    if "said" not in pairs:
        file.problem("W102", "this example has no words", value, "add `said:`")
    keys = [key for key in schema.EXAMPLE_FIELDS if key.name in pairs]
    given = {key.name: file.string(pairs[key.name], f"`{key.name}:`") or "" for key in keys}
    for key in keys:
        allowed = key.shape.get("enum")
        if allowed and given[key.name] and given[key.name] not in allowed:
            hint = did_you_mean(given[key.name], allowed) or f"there are {', '.join(allowed)}"
            file.problem("W107", f"there is no {key.name} '{given[key.name]}'", pairs[key.name], hint)
    return given


def _try(
    watch: Tested, given: Mapping[str, str], at: Value, fires: bool, people: People, file: YamlFile
) -> Trial:
    speaker = speaker_called(given["by"], people) if given.get("by") else _first(watch, people)
    deaf = _why_deaf(watch, speaker, given, people) if given.get("by") else ""
    verdict = match(watch.rule, scope_of_words(given, speaker, people)) if watch.rule and not deaf else None
    trial = Trial(
        watch=watch,
        said=given["said"],
        fires=fires,
        file=file.path,
        line=at.line,
        column=at.column,
        hit=verdict.hit if verdict else not deaf,
        explanation=verdict.explanation if verdict else {},
        deaf=deaf,
    )
    if not trial.passed:
        file.problem(*_complaint(trial), at)
    return trial


def _first(watch: Tested, people: People) -> Speaker | None:
    return people.by_id(watch.people[0]) if watch.people else None


def _why_deaf(watch: Tested, speaker: Speaker | None, given: Mapping[str, str], people: People) -> str:
    if speaker is None or not watch.people:
        return ""
    spoken_for = {speaker.id, *(org.id for org in people.by_name(given.get("org", "")))}
    if any(wanted in spoken_for or people.speaks_for(speaker, wanted) for wanted in watch.people):
        return ""
    return f"{speaker.name} is not one of its people"


def speaker_called(name: str, people: People) -> Speaker:
    """The one who is known by this id or name; else somebody who has only this name."""
    known = people.by_id(name)
    return known or next(iter(people.by_name(name)), Speaker("", "person", name))


def scope_of_words(given: Mapping[str, str], speaker: Speaker | None, people: People) -> Scope:
    """The Scope of words that nobody has published; `given`: of schema.EXAMPLE_FIELDS."""
    said = given.get("said", "")
    names = [speaker.name, *speaker.names] if speaker else []
    org = _organisation(given, speaker, people)
    orgs = [org.name, *org.names] if org else []
    return Scope(
        quote=said,
        sentence=said,
        title=given.get("title", ""),
        names=_lines([*names, *orgs]),
        text=given.get("text", said),
        speaker=_lines(names),
        org=_lines(orgs),
        role=_lines([given["role"]] if "role" in given else _titles(speaker, org)),
        venue=given.get("venue", ""),
        stance=given.get("stance", ""),
        provenance=given.get("provenance", ""),
        source=given.get("source", ""),
        lang=given.get("lang", ""),
        site=given.get("site", ""),
    )


def _organisation(given: Mapping[str, str], speaker: Speaker | None, people: People) -> Speaker | None:
    if given.get("org"):
        return speaker_called(given["org"], people)
    return people.org_of(speaker) if speaker else None


def _titles(speaker: Speaker | None, org: Speaker | None) -> list[str]:
    roles = speaker.roles if speaker and org else ()
    return [title for role in roles if org and role.org == org.id for title in role.titles]


def _lines(names: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(name for name in names if name))
