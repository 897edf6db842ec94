"""The user's files, looked at while the service runs: what is changed and right is taken over, or nothing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from ops.changes import describe_changes
from ops.console import show
from ops.setup import Setup, load_setup
from record.configuration import Configuration, load_configuration
from record.problems import Problem

LOOK_SECONDS = 2.0
SETTLE_SECONDS = 0.5  # for which a file has to stay as it is: editors write in several steps

Stamp = tuple[int, int, int]  # mtime_ns, size, inode: most editors write another file and rename it
Digests = Mapping[Path, str]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Files:
    """Where the user's files are, and what stood in them before they were loaded."""

    configuration: Path
    environment: Mapping[str, str]
    digests: Digests
    nudge: asyncio.Event = field(default_factory=asyncio.Event)  # set: look now


class Reload:
    """Looks every two seconds, and when it is nudged (SIGHUP)."""

    def __init__(
        self,
        files: Files,
        setup: Setup,
        adopt: Callable[[Setup], Awaitable[None]],
        *,
        look_seconds: float = LOOK_SECONDS,
        settle_seconds: float = SETTLE_SECONDS,
    ) -> None:
        """`setup` is in force; `adopt` puts another one in force, or raises and changes nothing."""
        self.setup = setup
        self._files, self._adopt = files, adopt
        self._look_seconds, self._settle_seconds = look_seconds, settle_seconds
        self._stamps: dict[Path, Stamp | None] = {}
        self._digests = files.digests  # as last read, whatever came of it
        self._named = setup.configuration  # as last read, though its files may be refused
        self._refused = False

    async def run(self) -> None:
        """Endless."""
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._files.nudge.wait(), self._look_seconds)
            asked = self._files.nudge.is_set()
            self._files.nudge.clear()
            await self._try_to_look(asked)

    async def look(self, asked: bool = False) -> None:
        """Take over what has changed since the last look; `asked`: also where nothing has."""
        stamps = await asyncio.to_thread(_stamps, self._paths())
        if stamps == self._stamps and not asked:
            return
        while (settled := await self._settle()) != stamps:
            stamps = settled
        digests = await asyncio.to_thread(read_digests, self._paths())
        changed = _names(path for path in self._paths() if digests.get(path) != self._digests.get(path))
        # What is written while it is read is seen at the next look: its stamp is another one.
        self._stamps, self._digests = stamps, digests
        if changed or asked:
            await self._read(changed or _names(digests))

    async def _try_to_look(self, asked: bool) -> None:
        try:
            await self.look(asked)
        except Exception:
            self._digests = {}  # a record that cannot be written for a while: tried again
            self._stamps = {}
            logger.exception("the changed files cannot be taken over yet; the old ones stay in force")

    async def _settle(self) -> dict[Path, Stamp | None]:
        await asyncio.sleep(self._settle_seconds)
        return await asyncio.to_thread(_stamps, self._paths())

    async def _read(self, names: str) -> None:
        setup, problems = await asyncio.to_thread(self._load)
        if setup is None:
            self._refuse(names, problems)
            return
        changes = describe_changes(self.setup, setup)
        if not changes and self._refused:
            changes = ["valid again, and as it was"]
        await self._adopt(setup)
        self.setup, self._refused = setup, False
        show(problems)
        logger.info("%s reloaded: %s", names, ", ".join(changes) or "nothing is changed by it")

    def _load(self) -> tuple[Setup | None, list[Problem]]:
        path, environment = self._files.configuration, self._files.environment
        self._named = load_configuration(path, environment)[0]
        setup, problems = load_setup(path, environment, running=True)
        if setup is not None:
            _ = setup.watchlist.index  # built here, where nobody waits for it
        return setup, problems

    def _refuse(self, names: str, problems: list[Problem]) -> None:
        self._refused = True
        errors = sum(problem.severity == "error" for problem in problems)
        found = f"{errors} error{'' if errors == 1 else 's'}"
        logger.error("%s refused (%s): what was loaded before stays in force", names, found)
        show(problems)

    def _paths(self) -> list[Path]:
        """Those that are in force, and those that the configuration names since: they may be mended."""
        named = (self.setup.configuration, self._named)
        return list(
            dict.fromkeys(path for each in named for path in user_files(self._files.configuration, each))
        )


def read_files(path: Path, environment: Mapping[str, str]) -> Files:
    """Before they are loaded: what is changed meanwhile is not missed. `path` is that of onrecord.yaml."""
    paths = user_files(path, load_configuration(path, environment)[0])
    return Files(path, environment, read_digests(paths))


def user_files(path: Path, configuration: Configuration) -> list[Path]:
    """The files of an installation, there or not."""
    named = (configuration.watchlist, configuration.people, configuration.sources)
    return [path, *map(Path, named)]


def read_digests(paths: Iterable[Path]) -> dict[Path, str]:
    """What stands in each file; one that cannot be read is left out."""
    digests = {}
    for path in paths:
        try:
            digests[path] = sha256(path.read_bytes()).hexdigest()
        except OSError:
            continue
    return digests


def _stamps(paths: Iterable[Path]) -> dict[Path, Stamp | None]:
    return {path: _stamp(path) for path in paths}


def _stamp(path: Path) -> Stamp | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _names(paths: Iterable[Path]) -> str:
    """ "watchlist.yaml and people.yaml"."""
    *first, last = [path.name for path in paths] or [""]
    return f"{', '.join(first)} and {last}" if first else last
