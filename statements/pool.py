"""Extraction in processes that know the people."""

from __future__ import annotations

import logging
import resource
from concurrent.futures import Future

import psutil

from record.errors import OnrecordError
from record.people import People
from record.placing import Located
from record.processes import KillablePool, Overdue, WorkerDied
from record.types import Revision
from statements import gists, lexicon
from statements.english import parsing
from statements.locating import locate_reports

LIMIT_SECONDS = 10.0
MOST_MEMORY = 400 * 1024**2  # bytes that one document may take above what a process has loaded

logger = logging.getLogger(__name__)

_people: People | None = None


class ExtractionFailed(OnrecordError):
    """The extractor raised or ran too long on this text; it would again."""


class ExtractPool:
    """Reads Revisions; a text that makes the extractor hang costs its process and nothing else."""

    def __init__(self, people: People, workers: int = 1, limit_seconds: float = LIMIT_SECONDS) -> None:
        self._limit = limit_seconds
        self._pool = KillablePool(workers, _begin, people)

    def start(self) -> None:
        """The processes, with all that they need; what they lack is told in the log. Errors: LexiconError,
        before a text is read."""
        lexicon.languages()
        self._pool.start(_lacking).add_done_callback(_tell)

    async def extract(self, revision: Revision) -> list[Located]:
        """The Reports with a part in what is new in a Revision. Errors: ExtractionFailed, WorkerDied."""
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


def _tell(lacking: Future[str | None]) -> None:
    if not lacking.cancelled() and lacking.exception() is None and lacking.result():
        logger.warning("%s", lacking.result())


# ---------------------------------------------------------------- in the processes


def _begin(people: People) -> None:
    _know(people)
    _bound_memory()


def _know(people: People) -> None:
    """Before a process takes its first task: no model is loaded within the limits of a document."""
    global _people
    _people = people
    parsing.load()
    gists.load()


def _bound_memory() -> None:
    """A document that asks for more fails with a MemoryError. Linux alone keeps to it."""
    data = getattr(psutil.Process().memory_info(), "data", None)
    if data is not None:
        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        most = data + MOST_MEMORY
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _lacking() -> str | None:
    return parsing.why_missing()


def _extract(revision: Revision) -> list[Located]:
    if _people is None:
        raise OnrecordError("the process was started without people")
    with parsing.zone():
        return locate_reports(revision, _people)
