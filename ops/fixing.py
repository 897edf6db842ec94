"""`onrecord check --fix`: what can only be meant is written into the file; all else of it stays as it is."""

from __future__ import annotations

import os
import re
import tempfile
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from record.problems import Fix, Problem
from record.yamlfile import parse_yaml

MOST_ROUNDS = 5  # one mistake may hide another: a file that is not YAML hides all of its rules
MEANWHILE = "it was changed while it was checked"
_ADDRESS = re.compile(r"(?<=://)[^\s\"']+")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a file would become, and what it was when it was checked."""

    path: Path
    old: str
    new: str

    @property
    def difference(self) -> str:
        """As `diff -U0` shows it: the lines about it, and the rest of every address, may be secret."""
        before, after = (_masked(text).splitlines(keepends=True) for text in (self.old, self.new))
        rows = unified_diff(before, after, str(self.path), str(self.path), n=0)
        return "".join(row if row.endswith("\n") else f"{row}\n" for row in rows)


class _LeftAloneError(Exception):
    """Why the file is not written."""


def apply_fixes(text: str, fixes: Iterable[Fix]) -> str:
    """The text with each Fix in it; of two that overlap the first."""
    pieces, at = [], 0
    for fix in sorted(set(fixes), key=lambda fix: (fix.start, fix.end)):
        if fix.start >= at:
            pieces += [text[at : fix.start], fix.text]
            at = fix.end
    return "".join([*pieces, text[at:]])


def propose(problems: Sequence[Problem]) -> list[Proposal]:
    """The new text of each file that has anything to fix."""
    found = []
    for name in dict.fromkeys(problem.file for problem in problems if problem.fix):
        fixes = [each.fix for each in problems if each.file == name and each.fix]
        old = fixes[0].of
        # What was read twice, with a change between, has places that mean two things.
        new = apply_fixes(old, (fix for fix in fixes if fix.of == old))
        if new != old and not _breaks(old, new):
            found.append(Proposal(Path(name), old, new))
    return found


def _breaks(old: str, new: str) -> bool:
    """The text was YAML and is none any more: two keys have become one."""
    return not parse_yaml(old).problems and bool(parse_yaml(new).problems)


def _masked(text: str) -> str:
    """`json://…`: an address is a secret behind its scheme. As many lines as before."""
    return _ADDRESS.sub("…", text)


def repair(check: Callable[[], list[Problem]], tell: Callable[[str], None]) -> list[Problem]:
    """Fix, and check again, until nothing is left that can be fixed. What could not be written, and why."""
    left: dict[Path, Problem] = {}
    for _ in range(MOST_ROUNDS):
        proposals = [each for each in propose(check()) if each.path not in left]
        for proposal in proposals:
            try:
                _write(proposal)
            except (_LeftAloneError, OSError) as error:
                left[proposal.path] = _problem(proposal.path, error)
            else:
                tell(proposal.difference)
        if not proposals:
            break
    return list(left.values())


def _problem(path: Path, error: Exception) -> Problem:
    reason = (error.strerror or str(error)).lower() if isinstance(error, OSError) else str(error)
    hint = (
        "run `onrecord check --fix` again" if reason == MEANWHILE else "--dry-run shows what it would write"
    )
    return Problem("Y012", f"nothing is written in it: {reason}", str(path), 0, hint=hint)


def _write(proposal: Proposal) -> None:
    """All of it or nothing, with the mode, the owner and the byte order mark that the file had."""
    target = proposal.path.resolve()
    held = target.stat()
    if not held.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise _LeftAloneError("it may only be read")
    if held.st_nlink > 1:
        raise _LeftAloneError("it has another name too (a hard link), which would keep the old text")
    mark = BOM_UTF8 if target.read_bytes().startswith(BOM_UTF8) else b""
    number, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(mark + proposal.new.encode())
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(PermissionError):  # only root may give it to its owner
            os.chown(name, held.st_uid, held.st_gid)
        Path(name).chmod(held.st_mode & 0o777)
        if target.read_bytes() != mark + proposal.old.encode():
            raise _LeftAloneError(MEANWHILE)
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)
