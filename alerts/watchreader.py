"""The watches of a watchlist, key by key, and what `defaults:` says for those that do not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar, cast
from zoneinfo import ZoneInfo

from alerts import schema
from alerts.drafts import Draft
from alerts.implying import below
from alerts.rules.names import Names
from alerts.timing.plans import DigestTimes
from alerts.timingreader import TimingReader
from alerts.trial import Tested, Trial, try_examples
from alerts.watches import ANY_SOURCE, DEFAULT_ON, SourceFilter, Watch
from alerts.yamlrule import one_of, rule_text, whole_number
from record.people import People
from record.problems import closest, did_you_mean
from record.speakers import slug
from record.types import EventKind
from record.yamlfile import Value, YamlFile
from record.yamlfixes import rewriting

NAME = re.compile(r"[\w-]+")  # what can stand behind @ in a rule
Routes = Mapping[str, DigestTimes | None]  # Channel -> when it is told, where that is not at once
FirstParty = Literal["any", "prefer", "only"]
Read = TypeVar("Read")


def read_texts(file: YamlFile, value: Value, what: str) -> list[tuple[str, Value]]:
    """One text, or a list of at least one."""
    if value.data == []:
        file.problem("W103", f"{what} must be there: this list is empty", value)
    return file.strings(value, what)


def _has_only(value: Value, keys: Sequence[schema.Key]) -> bool:
    return not isinstance(value.data, dict) or value.data.keys() <= set(schema.names(keys))


@dataclass(slots=True)
class WatchReader:
    """Reads the watches one after the other: two may not have one id."""

    file: YamlFile
    people: People
    names: Names
    channel_lines: Mapping[str, int]
    zone: ZoneInfo
    notify: Routes | None = None  # of `defaults:`
    shared: dict[str, Any] = field(default_factory=dict)  # fields of Watch that `defaults:` gives
    ids: dict[str, int] = field(default_factory=dict)  # with the line of each
    trials: list[Trial] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    sure: bool = True  # whom `defaults:` and the people of the file let it listen to could be read

    def read_defaults(self, value: Value) -> None:
        pairs = self.file.mapping(value, schema.names(schema.DEFAULT_KEYS), "`defaults:`")
        self.shared, sound = self._soundly(lambda: self._shared(pairs))
        self.sure = self.sure and sound and _has_only(value, schema.DEFAULT_KEYS)
        if "notify" in pairs:
            self.notify = self._routes(pairs["notify"])

    def watches(self, root: Value, top: Mapping[str, Value]) -> Iterable[Watch]:
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
        if _has_only(item, schema.WATCH_KEYS):
            self._miss(pairs, item)
        people, known = self._soundly(lambda: self._people(pairs))
        shared, sound = self._soundly(lambda: self._shared(pairs))
        text = rule_text(self.file, pairs["when"]) if "when" in pairs else None
        rule = text.rule(self.names) if text else None
        if rule and any(node.kind == "severity" for node in below(rule.node)):
            hint = "a watch has its severity: it can be asked for in `unless:` of quiet hours"
            self.file.problem("W115", "`severity:` says nothing in `when:`", pairs["when"], hint)
        id = self._id(pairs, name, item)
        routes = self._routes(pairs["notify"]) if "notify" in pairs else self.notify or {}
        self._try(pairs, Tested(id, name, people, rule, readable=rule is not None or "when" not in pairs))
        watch = Watch(
            id=id,
            name=name,
            people=people,
            rule=rule,
            when=text.text.strip() if text else "",
            notify=tuple(routes),
            digests={channel: digest for channel, digest in routes.items() if digest},
            mute_until=self._timing.mute_until(pairs["mute_until"]) if "mute_until" in pairs else None,
            status=self._status(pairs),
            note=self._text(pairs, "note", "a note"),
            owner=self._text(pairs, "owner", "the owner"),
            **(self.shared | shared),
        )
        if text and rule:
            sure = self.sure and known and sound and _has_only(item, schema.WATCH_KEYS)
            self.drafts.append(Draft(watch, rule, text, sure))
        return watch

    def _soundly(self, read: Callable[[], Read]) -> tuple[Read, bool]:
        """(what was read, whether nothing is wrong in it)"""
        before = len(self.file.problems)
        return read(), len(self.file.problems) == before

    def _try(self, pairs: Mapping[str, Value], tested: Tested) -> None:
        if "examples" in pairs:
            self.trials += try_examples(self.file, pairs["examples"], tested, self.people)

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

    # ------------------------------------------------------------ keys

    def _text(self, pairs: Mapping[str, Value], key: str, what: str) -> str:
        return (self.file.string(pairs[key], what) or "").strip() if key in pairs else ""

    def _id(self, pairs: Mapping[str, Value], name: str, item: Value) -> str:
        id = self._text(pairs, "id", "the id of a watch")
        at = pairs.get("id") or pairs.get("name") or item
        if id and not NAME.fullmatch(id):
            hint, fix = f"did you mean '{slug(id)}'?", rewriting(at, slug(id))
            self.file.problem("W108", f"'{id}' cannot be an id", at, hint, fix=fix)
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
            fix = rewriting(pairs["status"], closest(status, schema.STATUSES))
            self.file.problem("W107", f"there is no status '{status}'", pairs["status"], hint, fix=fix)
        return "test" if status == "test" else "active"

    def _shared(self, pairs: Mapping[str, Value]) -> dict[str, Any]:
        """The fields of Watch that stand here: of a watch, or of `defaults:`."""
        found: dict[str, Any] = {"on": self._on(pairs["on"])} if "on" in pairs else {}
        if "first_party" in pairs:
            what = one_of(self.file, pairs["first_party"], "`first_party:`", schema.FIRST_PARTY)
            found["first_party"] = cast(FirstParty, what or "any")
        if "min_reports" in pairs:
            most = schema.MOST_REPORTS
            found["min_reports"] = whole_number(self.file, pairs["min_reports"], "`min_reports:`", 1, most)
        if "sources" in pairs:
            found["sources"] = self._sources(pairs["sources"])
        return found | self._timing.shared(pairs)

    @property
    def _timing(self) -> TimingReader:
        return TimingReader(self.file, self.names, self.zone, self._channel)

    def _on(self, value: Value) -> frozenset[EventKind]:
        kinds = set()
        for text, at in read_texts(self.file, value, "what to tell of"):
            if text in schema.ON:
                kinds.add(EventKind(text))
            else:
                hint = did_you_mean(text, schema.ON) or f"there are {', '.join(schema.ON)}"
                fix = rewriting(at, closest(text, schema.ON))
                self.file.problem("W107", f"nothing is told of as '{text}'", at, hint, fix=fix)
        return frozenset(kinds) or DEFAULT_ON

    def _sources(self, value: Value) -> SourceFilter:
        pairs = self.file.mapping(value, schema.names(schema.SOURCE_KEYS), "`sources:`")
        if not pairs:
            return ANY_SOURCE
        tiers = frozenset(self._tiers(pairs["tier"])) if "tier" in pairs else frozenset()
        given = read_texts(self.file, pairs["not"], "a kind of Source") if "not" in pairs else []
        kinds = (one_of(self.file, at, "a kind of Source", schema.KINDS) for _, at in given)
        return SourceFilter(tiers, frozenset(kind for kind in kinds if kind))

    def _tiers(self, value: Value) -> Iterable[int]:
        if value.data == []:
            self.file.problem("W103", "a tier must be there: this list is empty", value)
        for item in value.data if isinstance(value.data, list) else [value]:
            yield whole_number(self.file, item, "a tier", schema.TIERS[0], schema.TIERS[-1])

    def _routes(self, value: Value) -> Routes:
        """Each Channel once, at once or with its digest."""
        if value.data == []:
            self.file.problem("W103", "a channel's name must be there: this list is empty", value)
        routes: dict[str, DigestTimes | None] = {}
        for item in value.data if isinstance(value.data, list) else [value]:
            named = self._route(item)
            if named and named[0] in routes:
                hint = "a watch tells a channel at once, or with a digest"
                self.file.problem("W111", f"the channel '{named[0]}' is named twice", item, hint)
            elif named:
                routes[named[0]] = named[1]
        return routes

    def _route(self, item: Value) -> tuple[str, DigestTimes | None] | None:
        if not isinstance(item.data, dict):
            name = self._channel(item)
            return (name, None) if name else None
        pairs = self.file.mapping(item, schema.names(schema.NOTIFY_KEYS), "a channel of `notify:`")
        digest = self._timing.digest(pairs["digest"]) if "digest" in pairs else None
        if "channel" not in pairs:
            self.file.problem("W102", "it does not say which channel", item, "channel: the name of a channel")
            return None
        name = self._channel(pairs["channel"])
        return (name, digest) if name else None

    def _channel(self, value: Value) -> str | None:
        """A Channel's name; also one that is not there, with a Problem."""
        name = self.file.string(value, "a channel's name")
        if name is not None and name not in self.channel_lines:
            fix = rewriting(value, closest(name, self.channel_lines))
            found = f"no channel named '{name}'"
            self.file.problem("W204", found, value, self._other_channel(name), fix=fix)
        return name

    def _other_channel(self, name: str) -> str:
        guess = closest(name, self.channel_lines)
        if guess:
            return f"did you mean '{guess}'?  (defined on line {self.channel_lines[guess]})"
        if self.channel_lines:
            return f"the channels here: {', '.join(self.channel_lines)}"
        return "define it under `channels:`"

    def _people(self, pairs: Mapping[str, Value]) -> tuple[str, ...]:
        return tuple(self._persons(pairs["people"])) if "people" in pairs else ()

    def _persons(self, value: Value) -> Iterable[str]:
        for name, at in read_texts(self.file, value, "a person or organisation"):
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
        guess = closest(name, known)
        return f"closest: {guess}. Or add them under people:" if guess else "add them under people:"
