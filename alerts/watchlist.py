"""The user's watchlist: what to look for, and whom to tell. A wrong one gives all of its Problems at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from alerts import schema
from alerts.addresses import AddressCheck, Addresses, read_templates
from alerts.drafts import Draft
from alerts.implying import below
from alerts.lint import CODES as LINT_CODES
from alerts.rules.forms import crosses_break, form_of
from alerts.rules.names import Names
from alerts.trial import Trial
from alerts.watches import DEFAULT_ON, Channel, Watch, Watchlist
from alerts.watchreader import NAME, WatchReader, read_texts
from record.people import People
from record.problems import Problem, in_order
from record.speakers import Claim, check_claims, read_speakers
from record.yamlfile import Value, YamlFile, read_yaml

CODES = {
    "W101": "an unknown key",
    "W102": "a key that must be there",
    "W103": "a value of the wrong kind",
    "W104": "a watchlist without a watch",
    "W105": "two watches with one id",
    "W106": "a watch with neither people nor a rule",
    "W107": "a value that is not one of those allowed",
    "W109": "a number that is too small or too large",
    "W108": "a name of a term or an id of a watch that holds more than letters, digits, - and _",
    "W110": "a time, a day or a while that cannot be read",
    "W111": "a channel that one watch names twice",
    "W112": "a template that has an unknown field, or none",
    "W113": "no template of that name",
    "W114": "an unknown time zone",
    "W115": "`severity:` in a rule of `when:`",
    "W204": "no channel of that name",
    "W205": "a channel's address that cannot work",
    "W206": "a watch that would tell nobody",
    "W210": "nobody of that name is known",
    "W211": "more than one of that name is known",
    "W402": "a ${VARIABLE} that is not set: a warning in check, an error in run",
    "W403": "a variable that is not written as ${VARIABLE}",
    **LINT_CODES,
    "T601": "an example that should fire and does not",
    "T602": "an example that should be silent and is not",
}

UTC = ZoneInfo("UTC")

__all__ = ["CODES", "DEFAULT_ON", "Channel", "Loaded", "Watch", "Watchlist", "load_watchlist"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """`watchlist` is None where there is any error; warnings let it through."""

    watchlist: Watchlist | None
    problems: list[Problem]
    lines: list[str]
    trials: tuple[Trial, ...] = ()  # of every example, also where there are errors
    names: Names = field(default_factory=Names)  # likewise
    drafts: tuple[Draft, ...] = ()  # likewise: what doubts are raised about
    people: People = field(default_factory=People)  # likewise: those of the file too


def load_watchlist(
    path: Path,
    people: People,
    env: Mapping[str, str],
    running: bool = False,
    problem_of: AddressCheck | None = None,
    zone: ZoneInfo = UTC,
) -> Loaded:
    """Read a watchlist. `running`: an unset variable is an error, since nothing could be sent. `zone`: of the
    times in it.

    `problem_of` says what is wrong with a channel's address; left out, alerts.channels does.
    """
    file = read_yaml(path)
    if not path.exists():
        hint = "`onrecord init` writes one to begin with"
        file.problems = [replace(problem, hint=hint) for problem in file.problems]
    reader = _Reader(file, people, env, running, problem_of or _ask_channels, zone)
    watchlist = reader.read(file.root)
    problems = in_order(file.problems)
    bad = any(problem.severity == "error" for problem in problems)
    return Loaded(
        None if bad else watchlist,
        problems,
        file.lines,
        tuple(reader.trials),
        reader.names,
        tuple(reader.drafts),
        reader.people,
    )


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
    zone: ZoneInfo
    terms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    names: Names = field(default_factory=Names)
    trials: list[Trial] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)  # @terms that lack a form

    def read(self, root: Value | None) -> Watchlist | None:
        if root is None:
            return None
        top = self.file.mapping(root, schema.names(schema.TOP_KEYS), "a watchlist")
        before = len(self.file.problems)
        if "people" in top:
            self._add_people(top["people"])
        sure = len(self.file.problems) == before
        if "terms" in top:
            self._read_terms(top["terms"])
        if "channels" in top:
            texts = read_templates(self.file, top["templates"]) if "templates" in top else {}
            addresses = Addresses(self.file, self.env, self.running, self.problem_of, texts)
            self.channels = addresses.read(top["channels"])
        self.names = self._names()
        places = top["channels"].key_places if "channels" in top else {}
        lines = {name: line for name, (line, _) in places.items()}
        reader = WatchReader(self.file, self.people, self.names, lines, self.zone, sure=sure)
        if "defaults" in top:
            reader.read_defaults(top["defaults"])
        watches = tuple(reader.watches(root, top))
        self.trials, self.drafts = reader.trials, [each for each in reader.drafts if self._whole(each)]
        return Watchlist(watches, self.channels, self.people)

    def _whole(self, draft: Draft) -> bool:
        """Of a rule whose @term lacks a form nothing certain can be said."""
        return not any(node.kind == "entity" and node.name in self.broken for node in below(draft.rule.node))

    def _add_people(self, value: Value) -> None:
        before, claims = self.people, list[Claim]()
        self.people = before.with_added(read_speakers(self.file, value, claims=claims))
        check_claims(self.file, claims, before.kept_in(self.people))

    def _read_terms(self, value: Value) -> None:
        pairs = self.file.mapping(value, None, "`terms:`")
        for name, forms in pairs.items():
            if not NAME.fullmatch(name):
                hint = "letters, digits, - and _ can stand behind @ in a rule"
                found = f"'{name}' cannot be the name of a term"
                self.file.problem("W108", found, value.key_places[name], hint, length=len(name))
            before = len(self.file.problems)
            texts = read_texts(self.file, forms, f"a form of '{name}'")
            self.terms[name] = tuple(text for text, at in texts if self._sound(text, at))
            if len(self.file.problems) > before:
                self.broken.add(f"@{name}")

    def _sound(self, form: str, at: Value) -> bool:
        if not form_of(form).words:
            self.file.problem("R113", f"there is no letter or digit to look for in {form}", at)
        elif crosses_break(form):
            hint = "leave out what follows the comma or full stop"
            self.file.problem("R114", "a term ends at a comma and at the end of a sentence", at, hint)
        else:
            return True
        return False

    def _names(self) -> Names:
        """Every @entity: people by id and name, then terms, which come first where they are called alike."""
        everyone = self.people.all()
        by_name = {name: (s.name, *s.names) for s in everyone for name in (*s.names, s.name)}
        return Names(by_name | {s.id: (s.name, *s.names) for s in everyone} | self.terms)
