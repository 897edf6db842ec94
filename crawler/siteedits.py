"""Small changes in the files of Sources that leave the rest as people wrote it: comments, order, quotes.

Each is made on the text, at the place that the reader of the file gives, and read again before it is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from crawler.sitefiles import SiteDraft, flow, scalar, write_item, write_items
from record.errors import OnrecordError
from record.yamlfile import Value, YamlFile, parse_yaml, read_yaml

_LINE_END = re.compile(r"\r\n|\r|\n|\Z")


class UnchangeableFile(OnrecordError):
    """A file of Sources that cannot be changed; the text says what to write by hand."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a site is defined: a file, and the mapping in it."""

    path: Path
    site: Value
    file: YamlFile


def place_of(site: str, own: Path, bundled: Path) -> Place | None:
    """Where the site of this id is defined: the user's own file before the bundled ones."""
    if own.exists():
        file = read_yaml(own)
        for item in _items(_get(file.root, "sources")):
            if _id(item) == site:
                return Place(own, item, file)
    for path in sorted(bundled.glob("*.yaml")):
        file = read_yaml(path)
        if file.root and _id(file.root) == site:
            return Place(path, file.root, file)
    return None


def set_checked(place: Place, day: date) -> None:
    """Write the day into `checked` of a site. Raises UnchangeableFile."""
    text, site, word = place.file.text, place.site, scalar(day.isoformat())
    value = _get(site, "checked")
    if value is not None:
        changed = text[: value.start] + word + text[value.end :]
    else:
        changed = _with_key(text, site, f"checked: {word}")
    _write(place.path, changed, lambda file: _at_same_place(file, place.site, day.isoformat()))


def add_use(own: Path, site: str) -> bool:
    """Put the id into `use:` of the user's file; False where it is there already. Raises UnchangeableFile."""
    file = read_yaml(own)
    if file.root is None or not isinstance(file.root.data, dict):
        raise UnchangeableFile(f"{own} cannot be read; `onrecord check` says why")
    use = _get(file.root, "use")
    used = _strings(use)
    if "all" in used or site in used:
        return False
    _write(
        own,
        _with_use(file.text, file.root, use, site),
        lambda new: _strings(_get(new.root, "use")) == [*used, site],
    )
    return True


def add_sites(own: Path, drafts: Sequence[SiteDraft]) -> None:
    """Put sites at the end of `sources:` of the user's file. Raises UnchangeableFile.

    A file that was not there begins with `use: all`: the bundled sites were all in use without it.
    """
    file = read_yaml(own) if own.exists() else parse_yaml("use: all\n", str(own))
    sources = _get(file.root, "sources")
    before = [_id(item) for item in _items(sources)]
    changed = _with_sites(file, sources, drafts)
    wanted = [*before, *(draft.id for draft in drafts)]
    _write(own, changed, lambda new: [_id(item) for item in _items(_get(new.root, "sources"))] == wanted)


def _with_sites(file: YamlFile, sources: Value | None, drafts: Sequence[SiteDraft]) -> str:
    text = file.text
    if sources is None:
        gap = _newline(text) if text and not text.endswith("\n") else ""
        return f"{text}{gap}{write_items(drafts)}"
    if not _items(sources):
        block = "".join(map(write_item, drafts)).rstrip("\n")
        return f"{text[: sources.start].rstrip()}\n{block}{text[sources.end :]}"
    last = _items(sources)[-1]
    indent = _indent_of(text, last)
    end = _notes_end(text, _line_end(text, _last_end(text, last)), indent)
    items = "".join(write_item(draft, indent) for draft in drafts).rstrip("\n")
    return f"{text[:end]}\n{items}{text[end:]}"


def _notes_end(text: str, at: int, indent: int) -> int:
    """Behind the comments below an item that stand further in than its dash: they are the item's."""
    notes = re.compile(rf"(?:\r?\n {{{indent + 1},}}#[^\r\n]*)*").match(text, at)
    return notes.end() if notes else at


def _last_end(text: str, value: Value) -> int:
    """Where the last word of a value stands: a block's own end is the beginning of what follows."""
    parts = list(value.data.values()) if isinstance(value.data, dict) else value.data
    if not isinstance(parts, list) or not parts or text.startswith(("{", "["), value.start):
        return value.end
    return _last_end(text, parts[-1])


def _indent_of(text: str, item: Value) -> int:
    """Spaces before the dash of an item."""
    dash = text.rfind("-", 0, item.start)
    return dash - (text.rfind("\n", 0, dash) + 1)


def _with_use(text: str, root: Value, use: Value | None, site: str) -> str:
    word = scalar(site, within=True)
    if use is None:
        start = root.start + text.startswith("{", root.start)
        return f"{text[:start]}use: [{word}]{', ' if start > root.start else _newline(text)}{text[start:]}"
    if not isinstance(use.data, list):
        return text[: use.start] + flow([*_strings(use), site]) + text[use.end :]
    if text.startswith("[", use.start):
        inside = text[use.start + 1 : use.end - 1].rstrip().rstrip(",")
        joined = f"{inside}, {word}" if inside.strip() else word
        return f"{text[: use.start + 1]}{joined}{text[use.end - 1 :]}"
    last = use.data[-1]
    end = _line_end(text, last.end)
    return f"{text[:end]}{_newline(text)}{' ' * _indent_of(text, last)}- {word}{text[end:]}"


def _with_key(text: str, site: Value, line: str) -> str:
    """The line put below the site's id; within braces before their end."""
    if text.startswith("{", site.start):
        inside = text[site.start + 1 : site.end - 1].rstrip().rstrip(",")
        return f"{text[: site.start + 1]}{inside}, {line}{text[site.end - 1 :]}"
    id = _get(site, "id")
    end = _line_end(text, id.end if id else site.start)
    indent = " " * (site.key_places["id"][1] - 1)
    return f"{text[:end]}{_newline(text)}{indent}{line}{text[end:]}"


def _write(path: Path, text: str, is_right: Callable[[YamlFile], bool]) -> None:
    """Only what reads back as it was meant."""
    if not is_right(parse_yaml(text, str(path))):
        raise UnchangeableFile(f"{path} is written in a way that cannot be changed safely: change it by hand")
    try:
        path.write_bytes(text.encode("utf-8"))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UnchangeableFile(
            f"{path} cannot be written: {reason} (copy the site into `sources:` of your own sources.yaml)"
        ) from error


def _at_same_place(file: YamlFile, site: Value, day: str) -> bool:
    """Whether the one site with this id has the day now."""
    sites = [*_items(_get(file.root, "sources")), *([file.root] if file.root else [])]
    return [_text(each, "checked") for each in sites if _id(each) == _id(site)] == [day]


def _items(value: Value | None) -> list[Value]:
    return value.data if value and isinstance(value.data, list) else []


def _get(value: Value | None, key: str) -> Value | None:
    return value.data.get(key) if value and isinstance(value.data, dict) else None


def _text(value: Value, key: str) -> str | None:
    found = _get(value, key)
    return found.data if found and isinstance(found.data, str) else None


def _id(site: Value) -> str | None:
    return _text(site, "id")


def _strings(value: Value | None) -> list[str]:
    parts = value.data if value and isinstance(value.data, list) else [value] if value else []
    return [part.data for part in parts if isinstance(part.data, str) and part.data]


def _line_end(text: str, at: int) -> int:
    found = _LINE_END.search(text, at)
    return found.start() if found else len(text)


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
