"""What `onrecord check --fix` may write in a YAML file: a name for a name, where only that can be meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from record.problems import Fix
from record.yamlplaces import source_index
from record.yamlscalars import resolved

if TYPE_CHECKING:
    from record.yamlfile import Value, YamlFile

_WHOLE_LINE = re.compile(r"(\s*(?:- )?[\w-]+: +)(\S.*?)\s*")  # a key and the text behind it
_PLAIN = re.compile(r"[^\W_][\w .-]*(?<! )")  # what needs no quotes wherever it stands


def renaming(file: YamlFile, mapping: Value, key: str, name: str | None) -> Fix | None:
    """To call a key otherwise, where that name is free and the key is written as it is."""
    if not key or name is None or (isinstance(mapping.data, dict) and name in mapping.data):
        return None
    line, column = mapping.key_places[key]
    start = file.starts[line - 1] + column - 1
    start += file.text[start : start + 1] in ("'", '"')
    written = file.text[start : start + len(key)] == key
    return Fix(start, start + len(key), name) if written else None


def rewriting(value: Value, text: str | None) -> Fix | None:
    """To write another short text in the place of a scalar, in the quotes that it has."""
    if not text or not isinstance(value.data, str) or value.style in ("|", ">"):
        return None
    if value.style or not _PLAIN.fullmatch(text) or resolved(text) != text:
        quote = value.style or '"'
        if quote in text or "\\" in text:
            return None
        text = f"{quote}{text}{quote}"
    return Fix(value.start, value.end, text)


def replacing(file: YamlFile, value: Value, offset: int, length: int, new: str) -> Fix | None:
    """To write `new` in the place of a part of a text; None where it is not written as it is read."""
    if not new or not isinstance(value.data, str):
        return None
    old = value.data[offset : offset + length]
    start = source_index(file.text, value.start, value.end, value.style, value.data, offset)
    as_read = old and file.text[start : start + len(old)] == old
    means_something = {*new} & {"'", '"', "\\", ":", "#"} - {*old}  # to YAML
    return Fix(start, start + len(old), new) if as_read and not means_something else None


def quoting(file: YamlFile, line: int) -> Fix | None:
    """To put all that stands behind the key of a line (from 1) in single quotes."""
    match = _WHOLE_LINE.fullmatch(file.lines[line - 1])
    below = file.lines[line] if line < len(file.lines) else ""
    goes_on = below.strip() and len(below) - len(below.lstrip()) > len(match.group(1)) if match else True
    if match is None or goes_on or " #" in match.group(2):
        return None
    start = file.starts[line - 1] + match.start(2)
    text = match.group(2).replace("'", "''")
    return Fix(start, start + len(match.group(2)), f"'{text}'")
