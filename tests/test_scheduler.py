"""The clock has a job for every Source that is asked on a schedule of its own."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from record.types import Schedule, Source
from scheduler import _described, start_clock

FIRST = Source("a:x", "posts", "rsshub", "https://a/", "weibo:1", "Weibo", Schedule(every=60))


def test_what_stands_in_for_another_has_no_job() -> None:
    async def run() -> list[str]:
        sources = [FIRST, replace(FIRST, id="b:x", stands_in=True), replace(FIRST, id="c:x")]
        timer = start_clock(sources, {}, lambda _: None)
        jobs = [job.id for job in timer.get_jobs()]
        timer.shutdown(wait=False)
        return jobs

    assert asyncio.run(run()) == ["a:x", "c:x"]


def test_one_source_and_one_watch_are_not_told_as_many() -> None:
    assert _described(1, 1) == "1 source for 1 watch"
    assert _described(7, 2) == "7 sources for 2 watches"
