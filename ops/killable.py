"""A command with a clock on the wall: it ends in time, or it is killed with everything that it started."""

from __future__ import annotations

import asyncio
import logging
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import Mapping, Sequence

import psutil

# Between asking a process to end and killing it: at our own end, and where it had its time.
GRACE_SECONDS, LAST_SECONDS = 10.0, 2.0
LONGEST_LINE = 1024 * 1024

logger = logging.getLogger(__name__)


async def run_killable(
    command: Sequence[str],
    given: bytes,
    environment: Mapping[str, str],
    *,
    seconds: float,
    stop: asyncio.Event,
) -> str:
    """Why it did not end well: "was killed after 120 s"; empty where it did, or where `stop` ended it.

    Its input stays open after what it is given, for as long as we live, so that it can tell when we do not.
    What it says goes to the log. Raises OSError where it cannot be started.
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
    overdue = not await _ends(process, seconds, stop)
    if process.returncode is None:
        await _end(process, LAST_SECONDS if overdue else GRACE_SECONDS)
    last = await talking
    if stop.is_set() or not process.returncode:
        return ""
    return f"was killed after {seconds:g} s" if overdue else f"ended with status {process.returncode}: {last}"


async def _ends(process: Process, seconds: float, stop: asyncio.Event) -> bool:
    """Until the process ends, `stop` is set, or time is up: then False."""
    waiting = [asyncio.ensure_future(process.wait()), asyncio.ensure_future(stop.wait())]
    done, late = await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    for each in late:
        each.cancel()
    return bool(done)


async def _end(process: Process, grace: float) -> None:
    """Ask first, and then kill. Chromium leaves the group of who starts it: only its family tree is sure."""
    family = _family(process)
    process.terminate()
    await _ends(process, grace, asyncio.Event())
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
        logger.debug("%s", last)
    return last
