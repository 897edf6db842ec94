"""The channels of a watchlist: addresses of apprise, with ${VARIABLES} for what is secret."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal

from alerts.watches import Channel
from record.yamlfile import Value, YamlFile

AddressCheck = Callable[[str], str | None]  # what is wrong with an address, or None

_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_ODD_VARIABLE = re.compile(r"\$\{[^}]*\}?|\$[A-Z_][A-Z0-9_]*")


def read_channels(
    file: YamlFile, value: Value, env: Mapping[str, str], running: bool, problem_of: AddressCheck
) -> dict[str, Channel]:
    """The channels by name, variables filled in. `running`: one that is not set is an error."""
    channels = {}
    for name, address in file.mapping(value, None, "`channels:`").items():
        written = file.string(address, f"the address of '{name}'")
        if written is not None:
            url = _filled(file, written, address, env, running)
            wrong = problem_of(url) if url is not None else None
            if wrong:
                file.problem("W205", f"this address cannot work: {wrong}", address)
            channels[name] = Channel(name, written if url is None else url)
    return channels


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
