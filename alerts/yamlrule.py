"""`when:` as a mapping: all, any, none, near, … Written as one rule text, so that nothing else need know."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from alerts import schema
from alerts.ruletext import RuleText
from record.problems import closest, did_you_mean
from record.yamlfile import Place, Value, YamlFile
from record.yamlfixes import rewriting

_SIMPLE = re.compile(r'[@=]?\w+|"[^"]*"')  # a leaf that needs no brackets
JOINED = {"all": " AND ", "any": " OR ", "none": " OR "}


def rule_text(file: YamlFile, value: Value) -> RuleText | None:
    """The text of `when:`, whichever way it is written; None, and Problems, where there is none."""
    written = RuleText(file)
    before = len(file.problems)
    if isinstance(value.data, dict):
        _Writer(file, written).clause(value, alone=True)
    elif (text := file.string(value, "a rule")) is not None:
        written.add(text, value)
    return written if len(file.problems) == before and written.pieces else None


class _Writer:
    """Writes clauses one after the other; each is safe beside any other."""

    def __init__(self, file: YamlFile, written: RuleText) -> None:
        self.file = file
        self.written = written

    def clause(self, value: Value, alone: bool = False) -> None:
        """A rule text, or a mapping: all of its keys. `alone`: nothing stands beside it."""
        if isinstance(value.data, dict):
            self._mapping(value, alone)
            return
        text = self.file.string(value, "a clause of a rule")
        if text is None:
            return
        if alone or _SIMPLE.fullmatch(text):
            self.written.add(text, value)
        else:
            self._bracketed(lambda: self.written.add(text, value), (value.line, value.column))

    def _mapping(self, value: Value, alone: bool) -> None:
        pairs = self.file.mapping(value, schema.clause_names(), "a clause")
        if value.data == {}:
            self.file.problem("W103", "a clause must say something: this mapping is empty", value)
        keys = list(pairs)
        place = (value.line, value.column)
        if len(keys) > 1 and not alone:
            self._bracketed(lambda: self._keys(keys, pairs, value), place)
        else:
            self._keys(keys, pairs, value, alone)

    def _keys(self, keys: Sequence[str], pairs: dict[str, Value], value: Value, alone: bool = False) -> None:
        for number, key in enumerate(keys):
            place = value.key_places[key]
            if number:
                self.written.add(" AND ", place)
            # The keys are joined by AND: a list of all needs no brackets among them.
            row = pairs[key].data if key == "all" and len(keys) > 1 else None
            flat = isinstance(row, list) and len(row) > 1
            self._key(key, pairs[key], place, flat or (alone and len(keys) == 1))

    def _key(self, key: str, value: Value, place: Place, alone: bool) -> None:
        if key in ("all", "any"):
            self._joined(JOINED[key], value, place, alone)
        elif key == "none":
            self.written.add("NOT ", place)
            self._joined(JOINED[key], value, place)
        elif key == "near":
            self._near(value, place, alone)
        elif key in schema.COUNTED:
            self._counted(key, value, place)
        elif key in schema.WITHIN:
            self.written.add(schema.WITHIN[key], place)
            self._bracketed(lambda: self.clause(value, alone=True), place)
        else:
            self.written.add(f"{key}:", place)
            self._joined(" OR ", value, place)

    def _joined(self, sign: str, value: Value, place: Place, alone: bool = False) -> None:
        """One clause, or several with the sign between them."""
        if not isinstance(value.data, list):
            self.clause(value, alone)
            return
        if not value.data:
            self.file.problem("W103", "a clause must be there: this list is empty", value)
        several = len(value.data) > 1
        if several and not alone:
            self._bracketed(lambda: self._row(sign, value, place), place)
        else:
            self._row(sign, value, place, alone and not several)

    def _row(self, sign: str, value: Value, place: Place, alone: bool = False) -> None:
        for number, item in enumerate(self.file.items(value, "the clauses")):
            if number:
                self.written.add(sign, place)
            self.clause(item, alone)

    def _near(self, value: Value, place: Place, alone: bool) -> None:
        pairs = self.file.mapping(value, schema.names(schema.NEAR_KEYS), "`near:`")
        of = self._of(pairs, value, "near")
        words = self._number(pairs, "words", value, "near")
        ordered = pairs.get("ordered")
        if ordered is not None and not isinstance(ordered.data, bool):
            self.file.problem("W103", "`ordered:` must be true or false", ordered)
        if of is None:
            return
        if not isinstance(of.data, list) or len(of.data) < 2:
            hint = "near: {of: [enter, market], words: 8}"
            self.file.problem("W103", "`of:` of `near:` must be a list of two or more", of, hint)
            return
        sign = f" {'O' if ordered and ordered.data is True else ''}NEAR/{words} "
        if alone:
            self._row(sign, of, place)
        else:
            self._bracketed(lambda: self._row(sign, of, place), place)

    def _counted(self, key: str, value: Value, place: Place) -> None:
        name, number, _ = schema.COUNTED[key]
        pairs = self.file.mapping(value, schema.names(schema.counted_keys(key)), f"`{key}:`")
        of = self._of(pairs, value, key)
        self.written.add(f"{name}/{self._number(pairs, number, value, key)}", place)
        if of is not None:
            self._bracketed(lambda: self.clause(of, alone=True), place)

    def _of(self, pairs: dict[str, Value], value: Value, key: str) -> Value | None:
        if "of" not in pairs and isinstance(value.data, dict):
            self.file.problem("W102", f"`{key}:` has no `of:`", value, "say what is looked for: `of:`")
        return pairs.get("of")

    def _number(self, pairs: dict[str, Value], name: str, value: Value, key: str) -> int:
        """1 where there is none, and a Problem."""
        least, most = schema.BOUNDS[key]
        if name not in pairs:
            if isinstance(value.data, dict):
                self.file.problem("W102", f"`{key}:` has no `{name}:`", value, f"say how many: `{name}: 8`")
            return 1
        return whole_number(self.file, pairs[name], f"`{name}:`", least, most)

    def _bracketed(self, write: Callable[[], None], place: Place) -> None:
        self.written.add("(", place)
        write()
        self.written.add(")", place)


def whole_number(file: YamlFile, value: Value, what: str, least: int, most: int) -> int:
    """`least` where it is none, and a Problem."""
    if not isinstance(value.data, int) or isinstance(value.data, bool):
        hint = "leave out the quotes" if isinstance(value.data, str) and value.data.isdecimal() else ""
        file.problem("W103", f"{what} must be a whole number", value, hint)
    elif not least <= value.data <= most:
        file.problem("W109", f"{what} must be a number from {least} to {most}", value)
    else:
        return value.data
    return least


def one_of(file: YamlFile, value: Value, what: str, allowed: Sequence[str]) -> str | None:
    """A text of those allowed; None, and a Problem, for any other."""
    odd = isinstance(value.data, bool | int | float)  # quotes would not make it right
    text = value.raw if odd else file.string(value, what)
    if text is None or text in allowed:
        return text
    hint = did_you_mean(text, allowed) or f"there are {', '.join(allowed)}"
    fix = rewriting(value, closest(text, allowed))
    file.problem("W107", f"{what} cannot be '{text}'", value, hint, fix=fix)
    return None
