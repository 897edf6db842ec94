"""When an article is looked at again after it was read. Pure.

What was told of, and what holds an original, is looked at by its age, often at first; any other article once
after an hour and once after a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BY_AGE = (
    (3 * HOUR, timedelta(minutes=15)),
    (DAY, HOUR),
    (7 * DAY, 3 * HOUR),
    (30 * DAY, 3 * DAY),
)
OLD = BY_AGE[-1][0]  # from here on nothing is looked at again
FIRST, SECOND = HOUR, DAY  # after it was first seen
MISSING_PAUSE = 3 * HOUR  # between the two answers that say that it is gone
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=15), 12 * HOUR
GIVEN_UP = 3 * DAY  # after it was first seen: of what is not important and cannot be read again


@dataclass(frozen=True, slots=True)
class Course:
    """What the next look depends on."""

    first_seen_at: datetime
    published_at: datetime | None
    important: bool  # it has a Hit, or holds the original of a Statement

    def age(self, now: datetime) -> timedelta:
        return max(timedelta(), now - (self.published_at or self.first_seen_at))


def pause_at(age: timedelta) -> timedelta | None:
    """Between two looks at an important article of that age; None once it is old."""
    return next((pause for limit, pause in BY_AGE if age < limit), None)


def next_recheck(course: Course, now: datetime) -> datetime | None:
    """When to look again after a look that brought an answer; None: never."""
    if course.important:
        pause = pause_at(course.age(now))
        return now + pause if pause else None
    second = course.first_seen_at + SECOND
    return second if now < second else None


def next_try(course: Course, now: datetime, failed: int) -> datetime | None:
    """When to look again after so many looks in a row that failed; None once it could not matter."""
    if is_over(course, now):
        return None
    doublings = min(max(0, failed - 1), 10)  # a site may be away for weeks
    return now + min(LONGEST_PAUSE, FIRST_PAUSE * (1 << doublings))


def is_over(course: Course, now: datetime) -> bool:
    """Whether a look that failed need not be made up for."""
    return course.age(now) >= OLD if course.important else now >= course.first_seen_at + GIVEN_UP


def is_old(published_at: datetime | None, now: datetime) -> bool:
    """Dated so long ago that not even an important article of that age is looked at."""
    return published_at is not None and now - published_at >= OLD
