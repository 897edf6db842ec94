"""Extraction in processes that know the people."""

from __future__ import annotations

from record.errors import OnrecordError
from record.people import People
from record.processes import KillablePool, Overdue, WorkerDied
from record.types import Report, Revision
from statements.extraction import extract

LIMIT_SECONDS = 10.0

_people: People | None = None


class ExtractionFailed(OnrecordError):
    """The extractor raised or ran too long on this text; it would again."""


class ExtractPool:
    """Reads Revisions; a text that makes the extractor hang costs its process and nothing else."""

    def __init__(self, people: People, workers: int = 1, limit_seconds: float = LIMIT_SECONDS) -> None:
        self._limit = limit_seconds
        self._pool = KillablePool(workers, _know, people)

    def start(self) -> None:
        self._pool.start(_ready)

    async def extract(self, revision: Revision) -> list[Report]:
        """The Reports of a Revision. Errors: ExtractionFailed, WorkerDied."""
        try:
            return await self._pool.run(self._limit, _extract, revision)
        except WorkerDied:
            raise
        except Overdue as error:
            raise ExtractionFailed(f"the extractor came to no end: {error}") from error
        except Exception as error:
            raise ExtractionFailed(f"the extractor failed: {type(error).__name__}: {error}") from error

    def stop(self) -> None:
        self._pool.stop()


def _know(people: People) -> None:
    global _people
    _people = people


def _ready() -> bool:
    return _people is not None


def _extract(revision: Revision) -> list[Report]:
    if _people is None:
        raise OnrecordError("the process was started without people")
    return extract(revision, _people)
