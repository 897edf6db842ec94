"""YAML whose values know where they stand, read without trust: every mistake is a Problem with its place.

YAML 1.2: `on` and `yes` are text. No anchors, aliases, tags or second documents; 1 MB; twenty levels.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from record.problems import Fix, Problem, Severity, closest, did_you_mean
from record.yamlfixes import quoting, renaming
from record.yamlplaces import line_starts, place_at, source_index, split_lines
from record.yamlscalars import resolved

LARGEST = 1_000_000  # bytes
DEEPEST = 20

OPENING = ("[", "{", "'", '"')

Place = tuple[int, int]

CODES = {
    "Y001": "not valid YAML",
    "Y002": "the file cannot be read",
    "Y003": "the file is larger than 1 MB",
    "Y004": "not UTF-8 text, or a control character in it",
    "Y005": "an anchor, an alias or a tag",
    "Y006": "a key stands twice",
    "Y007": "a value begins with @ or ` and has no quotes",
    "Y008": "nested more than twenty levels deep",
    "Y009": "a second document after ---",
    "Y010": "a key that is not text",
    "Y011": "the file is empty",
    "Y012": "a file that `check --fix` leaves as it is: it may only be read, or was changed meanwhile",
    "W101": "an unknown key",
    "W103": "a value of the wrong kind: a list where text is wanted, a number without quotes, nothing at all",
}

_HALF = re.compile("[\ud800-\udfff]")  # "\\ud83d" in double quotes: nothing can print or store it


@dataclass(frozen=True, slots=True)
class Value:
    """A value and its place: the first character of a scalar (the `|` of a block) or of a collection."""

    data: str | int | float | bool | list[Value] | dict[str, Value] | None
    line: int
    column: int
    key_places: dict[str, Place] = field(default_factory=dict)  # of a mapping
    raw: str = ""  # of a scalar: its text, before `007` became a number
    start: int = 0  # offsets in the file's text
    end: int = 0
    style: str = ""  # "|", ">", "'", '"' or plain


@dataclass(slots=True)
class YamlFile:
    """A file, its values, and every Problem that was found in it so far."""

    path: str
    text: str = ""
    lines: list[str] = field(default_factory=list)
    root: Value | None = None
    problems: list[Problem] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])

    def problem(
        self,
        code: str,
        message: str,
        at: Value | Place,
        hint: str = "",
        severity: Severity = "error",
        length: int = 1,
        fix: Fix | None = None,
    ) -> None:
        """Add a Problem; at a Value that stands on one line the caret underlines all of it."""
        line, column = (at.line, at.column) if isinstance(at, Value) else at
        if isinstance(at, Value) and length == 1:
            length = _length(self.text[at.start : at.end])
        if fix:
            fix = replace(fix, of=self.text)
        self.problems.append(Problem(code, message, self.path, line, column, length, hint, severity, fix))

    def mapping(self, value: Value, known_keys: Iterable[str] | None, what: str) -> dict[str, Value]:
        """The pairs with a known key (all of them, where `known_keys` is None)."""
        if not isinstance(value.data, dict):
            self._wrong_kind(value, what, "a mapping (key: value)")
            return {}
        if known_keys is None:
            return value.data
        known = list(known_keys)
        for key in value.data.keys() - known:
            hint = did_you_mean(key, known) or f"the keys of {what} are {', '.join(known)}"
            place = value.key_places[key]
            fix = renaming(self, value, key, closest(key, known))
            self.problem("W101", f"unknown key '{key}'", place, hint, length=max(1, len(key)), fix=fix)
        return {key: value.data[key] for key in value.data if key in known}

    def items(self, value: Value, what: str) -> list[Value]:
        """The items of a list."""
        if isinstance(value.data, list):
            return value.data
        self._wrong_kind(value, what, "a list")
        return []

    def strings(self, value: Value, what: str) -> list[tuple[str, Value]]:
        """One text, or a list of texts, each with its place."""
        parts = value.data if isinstance(value.data, list) else [value]
        return [(text, part) for part in parts if (text := self.string(part, what)) is not None]

    def string(self, value: Value, what: str) -> str | None:
        """The text, or None and a Problem. A number is not text: ids without quotes lose their zeros."""
        if isinstance(value.data, str) and value.data.strip():
            return value.data
        self._wrong_kind(value, what, "text")
        return None

    def place_in(self, value: Value, offset: int) -> Place:
        """Where the character at `offset` of a text stands in the file, whatever way the text is written."""
        if not isinstance(value.data, str):
            return value.line, value.column
        index = source_index(self.text, value.start, value.end, value.style, value.data, offset)
        return place_at(self.starts, index)

    def _wrong_kind(self, value: Value, what: str, wanted: str) -> None:
        number = isinstance(value.data, int | float) and wanted == "text"
        hint = f'put it in quotes: "{value.raw}"' if number else ""
        fix = Fix(value.start, value.end, f'"{value.raw}"') if number else None
        self.problem("W103", f"{what} must be {wanted}, not {_kind(value)}", value, hint, fix=fix)


def _kind(value: Value) -> str:
    match value.data:
        case None | "":
            return "empty"
        case bool():
            return f"the switch {value.raw}"
        case int() | float():
            return f"the number {value.raw}"
        case list():
            return "a list"
        case dict():
            return "a mapping"
        case str() if not value.data.strip():
            return "empty"
        case _:
            return "text"


def _length(source: str) -> int:
    """Characters of the value's first line; 1 for what goes over several lines."""
    return max(1, len(source)) if "\n" not in source else 1


# ---------------------------------------------------------------- reading


def read_yaml(path: Path) -> YamlFile:
    """The file's values and Problems; never raises for what the file holds, or because it is not there."""
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return YamlFile(str(path), problems=[Problem("Y002", f"cannot be read: {reason}", str(path), 0)])
    if len(data) > LARGEST:
        return YamlFile(str(path), problems=[Problem("Y003", CODES["Y003"], str(path), 0)])
    try:
        return parse_yaml(data.decode("utf-8-sig"), str(path))
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8-sig")
        line, column = place_at(line_starts(good), len(good))
        found = f"this is not UTF-8 (byte 0x{data[error.start]:02x})"
        problem = Problem("Y004", found, str(path), line, column, hint="save the file as UTF-8")
        return YamlFile(str(path), good, split_lines(good), problems=[problem])


def parse_yaml(text: str, path: str = "watchlist.yaml") -> YamlFile:
    """As `read_yaml`, of a text in hand."""
    file = YamlFile(path, text, split_lines(text), starts=line_starts(text))
    composer = _Composer(file)
    try:
        root = composer.compose()
    except ReaderError as error:
        found = f"the control character U+{int(error.character):04X} is not allowed"
        file.problem("Y004", found, place_at(file.starts, error.position))
    except MarkedYAMLError as error:
        _syntax_problem(file, error)
    except (YAMLError, ValueError, OverflowError, IndexError, AssertionError) as error:
        # What the scanner itself trips over, as an escape beyond Unicode: its place is where reading stopped.
        file.problem("Y001", f"this is not valid YAML ({error})", composer.place)
    else:
        file.root = root
        if root is None and not file.problems:
            file.problem("Y011", CODES["Y011"], (0, 0))
    return file


def _syntax_problem(file: YamlFile, error: MarkedYAMLError) -> None:
    words = str(error.problem or error.context)
    ended = "end of stream" in words or "<stream end>" in words
    mark = (error.context_mark if ended else None) or error.problem_mark or error.context_mark
    index = mark.index if mark else 0
    found = file.text[index : index + 1]
    place = place_at(file.starts, index)
    if ended and found in OPENING:
        file.problem("Y001", f"this {found} is never closed", place)
    elif found in ("@", "`") and "cannot start" in words:
        hint = "put the whole value in quotes, or write it on the lines below a `|`"
        fix = quoting(file, place[0])
        file.problem("Y007", f"a value cannot begin with {found} in YAML", place, hint, fix=fix)
    elif found == "\t":
        file.problem("Y001", "a tab stands where spaces are needed", place, "indent with spaces")
    else:
        hint = _syntax_hint(file, index, words)
        fix = quoting(file, place[0]) if "<block end>" in words and hint else None
        file.problem("Y001", f"this is not valid YAML: {words}", place, hint, fix=fix)


def _syntax_hint(file: YamlFile, index: int, words: str) -> str:
    line, column = place_at(file.starts, index)
    before = file.lines[line - 1][: column - 1].rstrip()
    if "<block end>" in words and before.endswith(('"', "'")):
        return "what begins with a quote ends with it: put the whole rule in single quotes, or below `|`"
    if "mapping values are not allowed" in words:
        return "a text with a colon and a space in it needs quotes, or an item is indented too far"
    return ""


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read."""

    event: MappingStartEvent | SequenceStartEvent
    items: list[Value] = field(default_factory=list)
    pairs: dict[str, Value] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    key: Value | None = None


class _Composer:
    """Events to Values, without recursion and without trust."""

    def __init__(self, file: YamlFile) -> None:
        self.file = file
        self.stack: list[_Open] = []
        self.root: Value | None = None
        self.refused = False
        self.place: Place = (1, 1)

    def compose(self) -> Value | None:
        documents = 0
        for event in YAML(typ="safe", pure=True).parse(self.file.text):
            self.place = place_at(self.file.starts, event.start_mark.index)
            documents += isinstance(event, DocumentStartEvent)
            if documents > 1:
                self.file.problem("Y009", "a second document begins here", self.place, "keep one in a file")
                return None
            if len(self.stack) > DEEPEST:
                self.file.problem("Y008", CODES["Y008"], self.place)
                return None
            self._take(event)
        return None if self.refused else self.root

    def _take(self, event: Event) -> None:
        if isinstance(event, NodeEvent):
            self._refuse_indirection(event)
        match event:
            case MappingStartEvent() | SequenceStartEvent():
                self.stack.append(_Open(event))
            case MappingEndEvent() | SequenceEndEvent():
                self._add(self._closed(self.stack.pop(), event.end_mark.index))
            case ScalarEvent():
                self._add(self._scalar(event))
            case AliasEvent():
                self._add(Value(None, *self.place))

    def _refuse_indirection(self, event: NodeEvent) -> None:
        """Anchors make bombs, aliases make far effects, tags make objects."""
        name = event.anchor or ""
        if isinstance(event, AliasEvent):
            self.refused = True
            found = f"the alias *{name} is not allowed"
        elif event.anchor is not None:
            found = f"the anchor &{name} is not allowed"
        elif getattr(event, "tag", None) is not None:
            found = "a tag is not allowed"
        else:
            return
        self.file.problem("Y005", found, self.place, "write the value out")

    def _closed(self, opened: _Open, end: int) -> Value:
        start = opened.event.start_mark.index
        mapping = isinstance(opened.event, MappingStartEvent)
        data: list[Value] | dict[str, Value] = opened.pairs if mapping else opened.items
        line, column = place_at(self.file.starts, start)
        return Value(data, line, column, opened.places, "", start, end)

    def _scalar(self, event: ScalarEvent) -> Value:
        start, end = event.start_mark.index, event.end_mark.index
        style = event.style or ""
        if _HALF.search(event.value):
            self.file.problem("Y004", "half a surrogate pair is no character", self.place)
        data = event.value if style else resolved(event.value)
        return Value(data, *self.place, raw=event.value, start=start, end=end, style=style)

    def _add(self, value: Value) -> None:
        if not self.stack:
            self.root = value
        elif isinstance(self.stack[-1].event, SequenceStartEvent):
            self.stack[-1].items.append(value)
        elif self.stack[-1].key is None:
            self.stack[-1].key = value
        else:
            self._pair(self.stack[-1], self.stack[-1].key, value)

    def _pair(self, opened: _Open, key: Value, value: Value) -> None:
        opened.key = None
        place = (key.line, key.column)
        if isinstance(key.data, list | dict):
            self.file.problem("Y010", "a key must be text", place)
        elif key.raw in opened.pairs:
            hint = f"it is first on line {opened.places[key.raw][0]}"
            self.file.problem("Y006", f"the key '{key.raw}' stands twice", place, hint, length=len(key.raw))
        else:
            # What is left empty has no place of its own: the scanner gives that of whatever comes next.
            empty = value.start == value.end
            there = replace(key, data=value.data, raw="", style="") if empty else value
            opened.pairs[key.raw] = there
            opened.places[key.raw] = place
