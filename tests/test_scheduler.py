"""The clock has a job for every Source that is asked on a schedule of its own."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from ops.timetable import change_timetable, start_timetable
from record.types import Schedule, Source
from scheduler import _described

FIRST = Source("a:x", "posts", "rsshub", "https://a/", "weibo:1", "Weibo", Schedule(every=60))


def test_what_stands_in_for_another_has_no_job() -> None:
    async def run() -> list[str]:
        sources = [FIRST, replace(FIRST, id="b:x", stands_in=True), replace(FIRST, id="c:x")]
        timer = start_timetable(sources, {}, lambda _: None)
        jobs = [job.id for job in timer.get_jobs()]
        timer.shutdown(wait=False)
        return jobs

    assert asyncio.run(run()) == ["a:x", "c:x"]


def test_one_source_and_one_watch_are_not_told_as_many() -> None:
    assert _described(1, 1) == "1 source for 1 watch"
    assert _described(7, 2) == "7 sources for 2 watches"


def test_changed_sources_change_their_jobs_and_no_others() -> None:
    kept, moved = FIRST, replace(FIRST, id="b:x")
    later = replace(moved, schedule=Schedule(every=600))

    async def run() -> tuple[list[str], list[Source], bool]:
        timer = start_timetable([kept, moved, replace(FIRST, id="c:x")], {}, lambda _: None)
        timer.add_job(print, "interval", seconds=900, id="seal")
        before = timer.get_job(kept.id).trigger
        sources = {each.id: each for each in (kept, later, replace(FIRST, id="d:x"))}
        change_timetable(timer, sources, {}, lambda _: None)
        jobs = sorted(timer.get_jobs(), key=lambda job: str(job.id))
        timer.shutdown(wait=False)
        asked = [job.args[0] for job in jobs if job.args]
        return [job.id for job in jobs], asked, jobs[0].trigger is before

    ids, asked, goes_on = asyncio.run(run())
    assert ids == ["a:x", "b:x", "d:x", "seal"]
    assert asked[1] == later
    assert goes_on
