"""The memory of processes: of this one while something runs, and of one of the extract pool's."""

from __future__ import annotations

import asyncio
import resource
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from record.people import People
from record.types import Document, Revision
from statements.pool import ExtractionFailed, ExtractPool

_PROCESS = Path("/proc/self")
_RESET_PEAK = "5"  # of clear_refs: see proc(5)
_DAY = datetime(2026, 1, 1, tzinfo=UTC)
LONGEST = 200_000  # characters of a text that the crawler records


def forget_peak() -> float | None:
    """Megabytes that this process takes, from which a new peak is counted; None where the system has no such
    count."""
    try:
        (_PROCESS / "clear_refs").write_text(_RESET_PEAK, "ascii")
    except OSError:
        return None
    return peak_megabytes()


def peak_megabytes() -> float | None:
    """The most that was taken since `forget_peak`."""
    try:
        lines = (_PROCESS / "status").read_text("ascii", "replace").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), None)


def worker_peak(texts: Iterable[str], people: People) -> tuple[float, int]:
    """The most megabytes of a pool's only process that reads these texts, and how many were set aside."""
    return asyncio.run(_worker_peak(texts, people))


async def _worker_peak(texts: Iterable[str], people: People) -> tuple[float, int]:
    pool, most, overdue = ExtractPool(people), 0.0, 0
    try:
        for text in texts:
            try:
                await pool.extract(_revision(text[:LONGEST]))
            except ExtractionFailed as error:
                print(f"set aside: {error}", file=sys.stderr)
                overdue += 1
            most = max(most, await pool._pool.run(60, most_megabytes))
    finally:
        pool.stop()
    return most, overdue


def most_megabytes() -> float:
    """Of the process that it runs in, ever."""
    units = 1024**2 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / units


def _revision(text: str) -> Revision:
    return Revision(0, Document(0, "bench", "article", "", "", _DAY), "", _DAY, "", text)
