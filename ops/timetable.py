"""When each Source is due: one job of APScheduler's a Source, changed while it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from crawler.polling import next_after
from record.types import Schedule, Source


class SourceTrigger(BaseTrigger):  # type: ignore[misc]  # apscheduler ships no types
    """A Source's schedule for APScheduler, with cron as cron means it (see crawler/polling.py)."""

    def __init__(self, schedule: Schedule, last: datetime | None) -> None:
        self._schedule = schedule
        self._last = last  # the record knows what was missed while nothing ran

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime:
        return next_after(self._schedule, previous or self._last, now)


def start_timetable(
    sources: Iterable[Source], last: Mapping[str, datetime], due: Callable[[Source], object]
) -> AsyncIOScheduler:
    """One job a Source, in memory only: they are made anew from the files at every start.

    A Source that stands in for another is due when that one fails, which its agenda sees.
    """
    timer = AsyncIOScheduler(timezone="UTC")
    for source in (source for source in sources if not source.stands_in):
        _add_job(timer, source, last, due)
    timer.start()
    return timer


def change_timetable(
    timer: AsyncIOScheduler,
    sources: Mapping[str, Source],
    last: Mapping[str, datetime],
    due: Callable[[Source], object],
) -> None:
    """The jobs of these Sources, and no others'; one whose Source is as it was goes on."""
    wanted = {id: source for id, source in sources.items() if not source.stands_in}
    for job in [job for job in timer.get_jobs() if job.args and isinstance(job.args[0], Source)]:
        if wanted.get(job.id) == job.args[0]:
            del wanted[job.id]
        else:
            job.remove()
    for source in wanted.values():
        _add_job(timer, source, last, due)


def _add_job(
    timer: AsyncIOScheduler, source: Source, last: Mapping[str, datetime], due: Callable[[Source], object]
) -> None:
    """However late a poll is, it is made, and made once."""
    trigger = SourceTrigger(source.schedule, last.get(source.id))
    timer.add_job(due, trigger, args=[source], id=source.id, coalesce=True, misfire_grace_time=None)
