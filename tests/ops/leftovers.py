"""Processes that outlived who started them."""

from __future__ import annotations

import psutil


def running(mark: str) -> list[str]:
    """The names of processes with this text in their command line or their HOME, zombies left out."""
    return [process.name() for process in psutil.process_iter() if _is_marked(process, mark)]


def _is_marked(process: psutil.Process, mark: str) -> bool:
    try:
        if process.status() == psutil.STATUS_ZOMBIE:
            return False
        return mark in " ".join(process.cmdline()) or mark in process.environ().get("HOME", "")
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return False  # it has ended meanwhile, or is somebody else's
