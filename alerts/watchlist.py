"""The user's watchlist: what to look for, and whom to tell. A wrong one gives all of its Problems at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from alerts import schema
from alerts.addresses import AddressCheck, read_channels
from alerts.rules import parse
from alerts.rules.forms import crosses_break, form_of
from alerts.rules.names import Names
from alerts.rules.nodes import Rule
from alerts.trial import judge_examples
from alerts.watches import DEFAULT_ON, Channel, Watch, Watchlist
from record.people import People
from record.problems import Problem, did_you_mean, in_order
from record.speakers import Claim, check_claims, read_speakers, slug
from record.types import EventKind
from record.yamlfile import Value, YamlFile, read_yaml

CODES = {
    "W101": "an unknown key",
    "W102": "a key that must be there",
    "W103": "a value of the wrong kind",
    "W104": "a watchlist without a watch",
    "W105": "two watches with one id",
    "W106": "a watch with neither people nor a rule",
    "W107": "a value that is not one of those allowed",
    "W108": "a name of a term or an id of a watch that holds more than letters, digits, - and _",
    "W204": "no channel of that name",
    "W205": "a channel's address that cannot work",
    "W206": "a watch that would tell nobody",
    "W210": "nobody of that name is known",
    "W211": "more than one of that name is known",
    "W402": "a ${VARIABLE} that is not set: a warning in check, an error in run",
    "W403": "a variable that is not written as ${VARIABLE}",
    "T601": "an example that should fire and does not",
    "T602": "an example that should be silent and is not",
}

_NAME = re.compile(r"[\w-]+")  # what can stand behind @ in a rule

__all__ = ["CODES", "DEFAULT_ON", "Channel", "Loaded", "Watch", "Watchlist", "load_watchlist"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """`watchlist` is None where there is any error; warnings let it through."""

    watchlist: Watchlist | None
    problems: list[Problem]
    lines: list[str]


def load_watchlist(
    path: Path,
    people: People,
    env: Mapping[str, str],
    running: bool = False,
    problem_of: AddressCheck | None = None,
) -> Loaded:
    """Read a watchlist. `running`: an unset variable is an error, since nothing could be sent.

    `problem_of` says what is wrong with a channel's address; left out, alerts.channels does.
    """
    file = read_yaml(path)
    if not path.exists():
        hint = "`onrecord init` writes one to begin with"
        file.problems = [replace(problem, hint=hint) for problem in file.problems]
    watchlist = _Reader(file, people, env, running, problem_of or _ask_channels).read(file.root)
    problems = in_order(file.problems)
    bad = any(problem.severity == "error" for problem in problems)
    return Loaded(None if bad else watchlist, problems, file.lines)


def _ask_channels(url: str) -> str | None:
    from alerts.channels import problem_of  # apprise takes half a second to import: only where it is needed

    return problem_of(url)


@dataclass(slots=True)
class _Reader:
    """What the sections of the file give to each other."""

    file: YamlFile
    people: People
    env: Mapping[str, str]
    running: bool
    problem_of: AddressCheck
    terms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    channel_lines: dict[str, int] = field(default_factory=dict)
    notify: tuple[str, ...] | None = None  # of `defaults:`
    on: frozenset[EventKind] = DEFAULT_ON
    names: Names = field(default_factory=Names)
    ids: dict[str, int] = field(default_factory=dict)  # of watches, with the line of each

    def read(self, root: Value | None) -> Watchlist | None:
        if root is None:
            return None
        top = self.file.mapping(root, schema.names(schema.TOP_KEYS), "a watchlist")
        if "people" in top:
            self._add_people(top["people"])
        if "terms" in top:
            self._read_terms(top["terms"])
        if "channels" in top:
            self.channels = read_channels(self.file, top["channels"], self.env, self.running, self.problem_of)
            self.channel_lines = {name: line for name, (line, _) in top["channels"].key_places.items()}
        if "defaults" in top:
            self._read_defaults(top["defaults"])
        self.names = self._names()
        watches = tuple(self._watches(root, top))
        return Watchlist(watches, self.channels, self.people)

    def _add_people(self, value: Value) -> None:
        before, claims = self.people, list[Claim]()
        self.people = before.with_added(read_speakers(self.file, value, claims=claims))
        check_claims(self.file, claims, before.kept_in(self.people))

    # ------------------------------------------------------------ terms, channels, defaults

    def _read_terms(self, value: Value) -> None:
        pairs = self.file.mapping(value, None, "`terms:`")
        for name, forms in pairs.items():
            if not _NAME.fullmatch(name):
                hint = "letters, digits, - and _ can stand behind @ in a rule"
                found = f"'{name}' cannot be the name of a term"
                self.file.problem("W108", found, value.key_places[name], hint, length=len(name))
            texts = self._texts(forms, f"a form of '{name}'")
            self.terms[name] = tuple(text for text, at in texts if self._sound(text, at))

    def _sound(self, form: str, at: Value) -> bool:
        if not form_of(form).words:
            self.file.problem("R113", f"there is no letter or digit to look for in {form}", at)
        elif crosses_break(form):
            hint = "leave out what follows the comma or full stop"
            self.file.problem("R114", "a term ends at a comma and at the end of a sentence", at, hint)
        else:
            return True
        return False

    def _read_defaults(self, value: Value) -> None:
        pairs = self.file.mapping(value, schema.names(schema.DEFAULT_KEYS), "`defaults:`")
        if "notify" in pairs:
            self.notify = tuple(self._notify(pairs["notify"]))
        if "on" in pairs:
            self.on = self._on(pairs["on"])

    # ------------------------------------------------------------ watches

    def _watches(self, root: Value, top: Mapping[str, Value]) -> Iterable[Watch]:
        if "watches" not in top:
            if isinstance(root.data, dict) and root.data.keys() <= set(schema.names(schema.TOP_KEYS)):
                hint = "a watch is `- name: …` with `people:` or `when:`"
                self.file.problem("W102", "there is no `watches:`", root, hint)
            return
        items = self.file.items(top["watches"], "`watches:`")
        if items == [] and isinstance(top["watches"].data, list):
            self.file.problem("W104", "there is no watch in it", top["watches"], "add `- name: …`")
        for item in items:
            watch = self._watch(item)
            if watch is not None:
                yield watch

    def _watch(self, item: Value) -> Watch | None:
        pairs = self.file.mapping(item, schema.names(schema.WATCH_KEYS), "a watch")
        if not isinstance(item.data, dict):
            return None
        name = self._text(pairs, "name", "the name of a watch")
        # Where a key is misspelt, what seems to be missing is most likely that.
        if item.data.keys() <= set(schema.names(schema.WATCH_KEYS)):
            self._miss(pairs, item)
        people = tuple(self._persons(pairs["people"])) if "people" in pairs else ()
        rule = self._rule(pairs["when"]) if "when" in pairs else None
        if "examples" in pairs:
            readable = rule is not None or "when" not in pairs
            self._judge(pairs["examples"], rule, people, readable)
        status = self._status(pairs)
        return Watch(
            id=self._id(pairs, name, item),
            name=name,
            people=people,
            rule=rule,
            when=str(pairs["when"].data).strip() if "when" in pairs else "",
            notify=tuple(self._notify(pairs["notify"])) if "notify" in pairs else self.notify or (),
            on=self._on(pairs["on"]) if "on" in pairs else self.on,
            status=status,
            note=self._text(pairs, "note", "a note"),
            owner=self._text(pairs, "owner", "the owner"),
        )

    def _miss(self, pairs: Mapping[str, Value], item: Value) -> None:
        """What every watch needs and this one has not."""
        if "name" not in pairs:
            self.file.problem("W102", "this watch has no name", item, "add `name:`")
        if not {"people", "when"} & pairs.keys():
            hint = "say whose words (`people:`), or which (`when:`)"
            self.file.problem("W106", "this watch would hit everything", item, hint)
        told = "notify" in pairs or self.notify is not None
        if not told and ("status" not in pairs or pairs["status"].data != "test"):
            hint = "add `notify: [a channel]`, here or under `defaults:`"
            self.file.problem("W206", "this watch would tell nobody", pairs.get("name", item), hint)

    def _text(self, pairs: Mapping[str, Value], key: str, what: str) -> str:
        return (self.file.string(pairs[key], what) or "").strip() if key in pairs else ""

    def _texts(self, value: Value, what: str) -> list[tuple[str, Value]]:
        """One text, or a list of at least one."""
        if value.data == []:
            self.file.problem("W103", f"{what} must be there: this list is empty", value)
        return self.file.strings(value, what)

    def _id(self, pairs: Mapping[str, Value], name: str, item: Value) -> str:
        id = self._text(pairs, "id", "the id of a watch")
        at = pairs.get("id") or pairs.get("name") or item
        if id and not _NAME.fullmatch(id):
            self.file.problem("W108", f"'{id}' cannot be an id", at, f"did you mean '{slug(id)}'?")
        id = id or slug(name)
        if id and id in self.ids:
            hint = f"the other is on line {self.ids[id]}: give this one a name or `id:` of its own"
            self.file.problem("W105", f"two watches have the id '{id}'", at, hint)
        self.ids.setdefault(id, at.line)
        return id

    def _status(self, pairs: Mapping[str, Value]) -> Literal["active", "test"]:
        status = self._text(pairs, "status", "the status")
        if status and status not in schema.STATUSES:
            hint = did_you_mean(status, schema.STATUSES) or "active or test"
            self.file.problem("W107", f"there is no status '{status}'", pairs["status"], hint)
        return "test" if status == "test" else "active"

    def _on(self, value: Value) -> frozenset[EventKind]:
        kinds = set()
        for text, at in self._texts(value, "what to tell of"):
            if text in schema.ON:
                kinds.add(EventKind(text))
            else:
                hint = did_you_mean(text, schema.ON) or f"there are {', '.join(schema.ON)}"
                self.file.problem("W107", f"nothing is told of as '{text}'", at, hint)
        return frozenset(kinds)

    def _notify(self, value: Value) -> Iterable[str]:
        for name, at in self._texts(value, "a channel's name"):
            if name not in self.channel_lines:
                self.file.problem("W204", f"no channel named '{name}'", at, self._other_channel(name))
            yield name

    def _other_channel(self, name: str) -> str:
        guess = did_you_mean(name, self.channel_lines)
        if guess:
            line = next(line for known, line in self.channel_lines.items() if f"'{known}'" in guess)
            return f"{guess}  (defined on line {line})"
        if self.channel_lines:
            return f"the channels here: {', '.join(self.channel_lines)}"
        return "define it under `channels:`"

    def _persons(self, value: Value) -> Iterable[str]:
        for name, at in self._texts(value, "a person or organisation"):
            by_id = self.people.by_id(name)
            found = (by_id,) if by_id else self.people.by_name(name)
            if len(found) > 1:
                hint = f"write the id: {', '.join(speaker.id for speaker in found)}"
                self.file.problem("W211", f"more than one is called '{name}'", at, hint)
            elif not found:
                self.file.problem("W210", f"nobody called '{name}' is known", at, self._closest_person(name))
            yield from (speaker.id for speaker in found[:1])

    def _closest_person(self, name: str) -> str:
        known = (text for speaker in self.people.all() for text in (speaker.name, *speaker.names))
        guess = did_you_mean(name, known, mark="").removeprefix("did you mean ").removesuffix("?")
        return f"closest: {guess}. Or add them under people:" if guess else "add them under people:"

    def _rule(self, value: Value) -> Rule | None:
        text = self.file.string(value, "a rule")
        if text is None:
            return None
        parsed = parse(text, self.names)
        for mistake in parsed.problems:
            place = self.file.place_in(value, mistake.offset)
            self.file.problem(
                mistake.code, mistake.message, place, mistake.hint, mistake.severity, mistake.length
            )
        return parsed.rule

    def _names(self) -> Names:
        """Every @entity: people by id and name, then terms, which come first where they are called alike."""
        everyone = self.people.all()
        by_name = {name: (s.name, *s.names) for s in everyone for name in (*s.names, s.name)}
        return Names(by_name | {s.id: (s.name, *s.names) for s in everyone} | self.terms)

    def _judge(self, value: Value, rule: Rule | None, people: tuple[str, ...], readable: bool) -> None:
        pairs = self.file.mapping(value, schema.names(schema.EXAMPLE_KEYS), "`examples:`")
        speaker = self.people.by_id(people[0]) if people else None
        for key, fires in (("fires", True), ("silent", False)):
            texts = self._texts(pairs[key], "an example") if key in pairs else []
            for text, at in texts if readable else ():
                judge_examples(self.file, rule, text, at, fires, speaker, self.people)
