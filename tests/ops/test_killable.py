"""A command that ends well, one that does not, and one that has to be killed."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import time
from uuid import uuid4

import pytest

from ops import killable
from ops.killable import MOST_MEMORY, run_killable
from tests.ops.leftovers import running

STUBBORN = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)", sys.argv[1]], start_new_session=True)
time.sleep(600)
"""


def run(
    code: str,
    given: bytes = b"",
    seconds: float = 30.0,
    stop_after: float | None = None,
    most_memory: int = MOST_MEMORY,
) -> str:
    """What came of a Python program; nothing that it started is left."""
    mark = uuid4().hex

    async def watched() -> str:
        stop = asyncio.Event()
        if stop_after is not None:
            asyncio.get_running_loop().call_later(stop_after, stop.set)
        command = (sys.executable, "-c", code, mark)
        return await run_killable(
            command, given, os.environ, seconds=seconds, stop=stop, most_memory=most_memory
        )

    ended = asyncio.run(watched())
    assert not running(mark)
    return ended


def test_a_command_that_ends_well_needs_no_words() -> None:
    assert run("import sys; assert sys.stdin.readline() == 'given\\n'", b"given\n") == ""


def test_a_command_that_fails_says_its_last_line() -> None:
    assert run("import sys; sys.exit('no Chromium')") == "ended with status 1: no Chromium"


def test_what_it_says_reaches_the_log_of_the_service(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    assert run("import sys; print('WARNING crawler.agenda: not read: /a', file=sys.stderr)") == ""
    assert [record.getMessage() for record in caplog.records] == ["WARNING crawler.agenda: not read: /a"]


def test_what_is_said_without_an_end_is_thrown_away() -> None:
    assert run("print('x' * 3_000_000); raise SystemExit(3)").startswith("ended with status 3")


def test_a_command_that_hangs_is_killed_with_all_that_it_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(killable, "LAST_SECONDS", 0.2)
    started = time.monotonic()
    assert run(STUBBORN, seconds=0.5) == "was killed after 0.5 s"
    assert time.monotonic() - started < 10.0


def test_a_command_that_takes_all_memory_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(killable, "LAST_SECONDS", 0.2)
    monkeypatch.setattr(killable, "LOOK_SECONDS", 0.05)
    hungry = "import time; held = b'x' * 200_000_000; time.sleep(600)"
    assert run(hungry, most_memory=100 << 20) == "was killed at 100 MB of memory"


def test_at_our_own_end_it_is_asked_and_nothing_went_wrong() -> None:
    assert run("import time; time.sleep(600)", stop_after=0.3) == ""


def test_the_end_of_its_input_is_the_end_of_the_service() -> None:
    """The input stays open for as long as the command runs: who waits for its end waits for ours."""
    waits = "import sys; sys.stdin.read()"
    assert run(waits, b"given\n", seconds=0.5) == "was killed after 0.5 s"
