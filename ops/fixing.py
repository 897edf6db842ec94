"""`onrecord check --fix`: what can only be meant is written into the file; all else of it stays as it is."""

from __future__ import annotations

import os
import tempfile
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Sequence
from difflib import unified_diff
from pathlib import Path

from record.problems import Fix, Problem
from record.yamlfile import parse_yaml

MOST_ROUNDS = 5  # one mistake may hide another: a file that is not YAML hides all of its rules


def apply_fixes(text: str, fixes: Iterable[Fix]) -> str:
    """The text with each Fix in it; of two that overlap the first."""
    pieces, at = [], 0
    for fix in sorted(set(fixes), key=lambda fix: (fix.start, fix.end)):
        if fix.start >= at:
            pieces += [text[at : fix.start], fix.text]
            at = fix.end
    return "".join([*pieces, text[at:]])


def propose(problems: Sequence[Problem]) -> dict[Path, str]:
    """The new text of each file that has anything to fix."""
    found: dict[Path, str] = {}
    for name in dict.fromkeys(problem.file for problem in problems if problem.fix):
        path = Path(name)
        old = _read(path)
        new = apply_fixes(old, (each.fix for each in problems if each.file == name and each.fix))
        if new != old and not _breaks(old, new):
            found[path] = new
    return found


def _breaks(old: str, new: str) -> bool:
    """The text was YAML and is none any more: two keys have become one."""
    return not parse_yaml(old).problems and bool(parse_yaml(new).problems)


def difference(path: Path, new: str) -> str:
    """As `diff -u` shows it; nothing where nothing changes."""
    before, after = (text.splitlines(keepends=True) for text in (_read(path), new))
    rows = unified_diff(before, after, str(path), str(path))
    return "".join(row if row.endswith("\n") else f"{row}\n" for row in rows)


def repair(check: Callable[[], list[Problem]], tell: Callable[[str], None]) -> int:
    """Fix, and check again, until nothing is left that can be fixed. How many files were written."""
    written = set()
    for _ in range(MOST_ROUNDS):
        texts = propose(check())
        for path, text in texts.items():
            tell(difference(path, text))
            _write(path, text)
            written.add(path)
        if not texts:
            break
    return len(written)


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig")


def _write(path: Path, text: str) -> None:
    """All of it or nothing, with the mode and the byte order mark that the file had."""
    target = path.resolve()
    mark = BOM_UTF8 if target.read_bytes().startswith(BOM_UTF8) else b""
    number, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(mark + text.encode())
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(target.stat().st_mode & 0o777)
        Path(name).replace(target)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
