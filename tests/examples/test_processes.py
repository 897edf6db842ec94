"""Processes are known again by pid and creation time, and end with all their descendants."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from examples.demo import processes

# It starts a child, says so in its log, and waits for ever.
PARENT = """
import subprocess, sys, threading
subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
print("ready")
threading.Event().wait()
"""
DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready'); signal.pause()"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "process.log"


@pytest.fixture
def started(log: Path) -> Iterator[processes.Mark]:
    mark = processes.start(["-c", PARENT], log)
    wait_until_ready(mark, log)
    yield mark
    processes.kill_tree(mark)


def wait_until_ready(mark: processes.Mark, log: Path) -> None:
    while "ready" not in log.read_text():
        assert processes.find(mark), log.read_text()


def test_a_process_is_known_by_pid_and_creation_time(started: processes.Mark) -> None:
    pid, created = started
    assert processes.find(started) is not None
    assert processes.find([pid, created - 5]) is None, "the pid was given to another process since"
    assert processes.find(None) is None


def test_it_lives_in_a_session_of_its_own(started: processes.Mark) -> None:
    assert os.getsid(int(started[0])) == int(started[0])


def test_a_kill_takes_all_descendants_along(started: processes.Mark) -> None:
    (child,) = psutil.Process(int(started[0])).children()
    assert processes.kill_tree(started) == 2
    assert processes.find(started) is None
    assert processes.exit_status(started) == -9
    assert not child.is_running() or child.status() == psutil.STATUS_ZOMBIE


def test_who_does_not_listen_to_sigterm_is_killed(log: Path) -> None:
    mark = processes.start(["-c", DEAF], log)
    wait_until_ready(mark, log)
    assert processes.stop(mark, patience=0.1) is False
    assert processes.find(mark) is None
    assert processes.stop(mark) is True, "it has ended already"
