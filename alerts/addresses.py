"""The channels of a watchlist: addresses of apprise, with ${VARIABLES} for what is secret."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo, available_timezones

from alerts import schema
from alerts.messages.templates import FIELDS, problems_of
from alerts.watches import Channel
from alerts.yamlrule import whole_number
from record.problems import closest, did_you_mean
from record.yamlfile import Value, YamlFile
from record.yamlfixes import rewriting

AddressCheck = Callable[[str], str | None]  # what is wrong with an address, or None

_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_ODD_VARIABLE = re.compile(r"\$\{[^}]*\}?|\$[A-Z_][A-Z0-9_]*")


def read_templates(file: YamlFile, value: Value) -> dict[str, str]:
    """The user's own texts by name, with every Problem of their fields."""
    texts = {}
    for name, item in file.mapping(value, None, "`templates:`").items():
        text = file.string(item, f"the template '{name}'")
        for flaw in problems_of(text) if text is not None else ():
            hint = f"did you mean {{{flaw.closest}}}?" if flaw.closest else f"there are {', '.join(FIELDS)}"
            place = file.place_in(item, flaw.start)
            file.problem("W112", flaw.text, place, hint, length=max(1, flaw.end - flaw.start))
        texts[name] = text or ""
    return texts


@dataclass(frozen=True, slots=True)
class Addresses:
    """Reads the channels of a watchlist. `running`: a variable that is not set is an error."""

    file: YamlFile
    env: Mapping[str, str]
    running: bool
    problem_of: AddressCheck
    templates: Mapping[str, str]

    def read(self, value: Value) -> dict[str, Channel]:
        """The channels by name, variables filled in."""
        channels = {}
        for name, item in self.file.mapping(value, None, "`channels:`").items():
            channel = self._channel(name, item)
            if channel is not None:
                channels[name] = channel
        return channels

    def _channel(self, name: str, item: Value) -> Channel | None:
        """An address, or a mapping that says more."""
        if not isinstance(item.data, dict):
            url = self._url(name, item)
            return Channel(name, url) if url is not None else None
        pairs = self.file.mapping(item, schema.names(schema.CHANNEL_KEYS), f"the channel '{name}'")
        if "url" not in pairs:
            self.file.problem("W102", f"the channel '{name}' has no address", item, "add `url:`")
            return None
        url = self._url(name, pairs["url"])
        template = self._template(pairs["template"]) if "template" in pairs else None
        most = schema.MOST_A_MINUTE
        rate = (
            whole_number(self.file, pairs["per_minute"], "`per_minute:`", 1, most)
            if "per_minute" in pairs
            else None
        )
        zone = self._zone(pairs["timezone"]) if "timezone" in pairs else None
        return Channel(name, url, template, rate, zone) if url is not None else None

    def _url(self, name: str, at: Value) -> str | None:
        """As it is written, where a variable in it has no value."""
        written = self.file.string(at, f"the address of '{name}'")
        if written is None:
            return None
        url = _filled(self.file, written, at, self.env, self.running)
        wrong = self.problem_of(url) if url is not None else None
        if wrong:
            self.file.problem("W205", f"this address cannot work: {wrong}", at)
        return written if url is None else url

    def _rate(self, at: Value) -> int:
        return whole_number(self.file, at, "`per_minute:`", 1, schema.MOST_A_MINUTE)

    def _template(self, at: Value) -> str | None:
        name = self.file.string(at, "the name of a template")
        if name is not None and name not in self.templates:
            hint = did_you_mean(name, self.templates) or "define it under `templates:`"
            fix = rewriting(at, closest(name, self.templates))
            self.file.problem("W113", f"no template named '{name}'", at, hint, fix=fix)
        return self.templates.get(name) if name is not None else None

    def _zone(self, at: Value) -> ZoneInfo | None:
        name = self.file.string(at, "a time zone")
        try:
            return ZoneInfo(name) if name is not None else None
        except (KeyError, ValueError, OSError):
            hint = did_you_mean(str(name), available_timezones()) or "as in Asia/Shanghai"
            self.file.problem("W114", f"unknown time zone '{name}'", at, hint)
            return None


def _filled(file: YamlFile, written: str, at: Value, env: Mapping[str, str], running: bool) -> str | None:
    """The address, or None where a variable in it has no value."""
    are_set = [_is_set(file, variable, at, env, running) for variable in _ODD_VARIABLE.finditer(written)]
    if not all(are_set):
        return None
    return _VARIABLE.sub(lambda match: env[match.group(1)], written)


def _is_set(
    file: YamlFile, variable: re.Match[str], at: Value, env: Mapping[str, str], running: bool
) -> bool:
    place = file.place_in(at, variable.start())
    written, known = variable.group(), _VARIABLE.fullmatch(variable.group())
    if known is None:
        name = re.sub(r"\W", "_", written.strip("${}")) or "NAME"
        hint = f"did you mean ${{{name}}}? A dollar sign of its own is %24"
        file.problem("W403", f"{written} is not a variable", place, hint, length=len(written))
        return False
    if env.get(known.group(1)):
        return True
    severity: Literal["error", "warning"] = "error" if running else "warning"
    hint = f"export {known.group(1)}=… before `onrecord run`"
    file.problem("W402", f"{written} is not set", place, hint, severity, len(written))
    return False
