"""A command with bounds on its time and memory: it keeps to them, or is killed with all that it started."""

from __future__ import annotations

import asyncio
import logging
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import Awaitable, Mapping, Sequence

import psutil

# Between asking a process to end and killing it: at our own end, and where it had its time.
GRACE_SECONDS, LAST_SECONDS = 10.0, 2.0
LONGEST_LINE = 1024 * 1024
MOST_MEMORY = 3 * 1024**3  # bytes of the whole family; what Chromium's processes share counts in each of them
LOOK_SECONDS = 1.0  # between looks at the memory

logger = logging.getLogger(__name__)


async def run_killable(
    command: Sequence[str],
    given: bytes,
    environment: Mapping[str, str],
    *,
    seconds: float,
    stop: asyncio.Event,
    most_memory: int = MOST_MEMORY,
) -> str:
    """Why it did not end well: "was killed after 120 s"; empty where it did, or where `stop` ended it.

    Its input stays open after what it is given, for as long as we live, so that it can tell when we do not.
    What it says goes to the log, as warnings. Raises OSError where it cannot be started.
    """
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=PIPE,
        stdout=PIPE,
        stderr=STDOUT,
        env=environment,
        limit=LONGEST_LINE,
        start_new_session=True,  # a Ctrl-C at the terminal is the service's to pass on
    )
    talking = asyncio.ensure_future(_listen(process))
    if process.stdin:
        process.stdin.write(given)
    growing = asyncio.ensure_future(_grows_over(process, most_memory))
    in_time = await _first(seconds, process.wait(), stop.wait(), growing)
    too_much = growing.done() and not growing.cancelled()
    if process.returncode is None:
        await _end(process, GRACE_SECONDS if in_time and not too_much else LAST_SECONDS)
    last = await talking
    if too_much:
        return f"was killed at {most_memory >> 20:,} MB of memory"
    if stop.is_set() or not process.returncode:
        return ""
    return f"ended with status {process.returncode}: {last}" if in_time else f"was killed after {seconds:g} s"


async def _first(seconds: float, *awaited: Awaitable[object]) -> bool:
    """Until one of them is over, or time is: then False. The others are cancelled."""
    waiting = [asyncio.ensure_future(each) for each in awaited]
    done, late = await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    for each in late:
        each.cancel()
    await asyncio.gather(*late, return_exceptions=True)
    return bool(done)


async def _grows_over(process: Process, most: int) -> None:
    """Ends when the family holds more than that."""
    while await asyncio.to_thread(_memory_of, process) <= most:
        await asyncio.sleep(LOOK_SECONDS)


def _memory_of(process: Process) -> int:
    """Bytes of the process and all that it started."""
    total = 0
    for member in _family(process):
        try:
            total += member.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total


async def _end(process: Process, grace: float) -> None:
    """Ask first, and then kill. Chromium leaves the group of who starts it: only its family tree is sure."""
    family = _family(process)
    process.terminate()
    await _first(grace, process.wait())
    for member in {*family, *_family(process)}:
        try:
            member.kill()
        except psutil.NoSuchProcess:
            continue
    await process.wait()


def _family(process: Process) -> list[psutil.Process]:
    """The process and all that it started, directly or not."""
    try:
        head = psutil.Process(process.pid)
        return [head, *head.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


async def _listen(process: Process) -> str:
    """Log every line; the last one."""
    last = ""
    while process.stdout:
        try:
            line = await process.stdout.readline()
        except ValueError:
            continue  # a line without an end was thrown away
        if not line:
            break
        last = line.decode(errors="replace").rstrip() or last
        logger.warning("%s", last)
    return last
