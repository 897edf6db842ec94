"""Processes that outlive their starter, known again by pid and creation time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import psutil

from .workdir import ROOT

Mark = list[float]  # [pid, creation time]: a pid alone may be somebody else's by now

_children: dict[int, subprocess.Popen[bytes]] = {}  # of this driver; whoever forgets them loses their status


def start(arguments: Sequence[str], log: Path, environment: Mapping[str, str] | None = None) -> Mark:
    """Start `python ARGUMENTS` in a session of its own, its output appended to a log."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": _path(), "PYTHONUNBUFFERED": "1", **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    _children[process.pid] = process
    return _mark_of(process.pid)


def own_mark() -> Mark:
    return _mark_of(os.getpid())


def _mark_of(pid: int) -> Mark:
    return [pid, psutil.Process(pid).create_time()]


def _path() -> str:
    return os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))


def find(mark: Sequence[float] | None) -> psutil.Process | None:
    """The process of that mark, if it still runs."""
    if not mark:
        return None
    exit_status(mark)  # a child that ended is reaped here
    try:
        process = psutil.Process(int(mark[0]))
        same = abs(process.create_time() - mark[1]) < 0.01
        return process if same and process.status() != psutil.STATUS_ZOMBIE else None
    except psutil.NoSuchProcess:
        return None


def exit_status(mark: Sequence[float]) -> int | None:
    """How a child of this driver ended, below 0 for a signal; None while it runs, or where nobody knows."""
    child = _children.get(int(mark[0]))
    return child.poll() if child else None


def stop(mark: Sequence[float] | None, patience: float = 20.0) -> bool:
    """SIGTERM, and SIGKILL for the whole tree where that does not help. False when it had to be killed."""
    process = find(mark)
    if process is None:
        return True
    process.terminate()
    if _ended(process, patience):
        return True
    kill_tree(mark)
    return False


def kill_tree(mark: Sequence[float] | None) -> int:
    """SIGKILL for a process and all its descendants; how many there were."""
    process = find(mark)
    if process is None:
        return 0
    tree = [process, *process.children(recursive=True)]
    for each in tree:
        _kill(each)
    for each in tree:
        _ended(each, 5)
    return len(tree)


def _ended(process: psutil.Process, patience: float) -> bool:
    try:
        child = _children.get(process.pid)
        if child:
            child.wait(patience)
        else:
            process.wait(patience)
    except (psutil.TimeoutExpired, subprocess.TimeoutExpired):
        return False
    return True


def _kill(process: psutil.Process) -> None:
    try:
        process.kill()
    except psutil.NoSuchProcess:
        return  # it was quicker
