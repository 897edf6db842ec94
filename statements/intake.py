"""Extract, the stage: Revisions are claimed, read in the pool, and what they say is placed and recorded."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from record.errors import LeaseLost
from record.processes import WorkerDied
from record.store.intake import ClaimedRevision, IntakeStore
from record.text import topics_in
from record.types import Candidate, Located, Report, Revision, Topic
from statements.grouping import WINDOW, place
from statements.pool import ExtractionFailed, ExtractPool

ATTEMPTS = 3
PAUSE = timedelta(seconds=5)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Intake:
    """The stage's parts: the record, the pool, and the topics of the user's watches."""

    store: IntakeStore
    pool: ExtractPool
    topics: tuple[Topic, ...]
    batch: int = 8

    async def work(self) -> int:
        """One round; how many Revisions were taken."""
        claimed = await asyncio.to_thread(self.store.claim_revisions, self.batch)
        await asyncio.gather(*(self._read(each) for each in claimed))
        return len(claimed)

    async def _read(self, claimed: ClaimedRevision) -> None:
        try:
            reports = await self.pool.extract(claimed.revision)
            found = [locate(report, claimed.revision, self.topics) for report in reports]
            await asyncio.to_thread(self.store.record_reports, claimed, found, self._place, WINDOW)
        except ExtractionFailed as error:
            await self._set_aside(claimed, str(error))
        except WorkerDied as error:
            await self._try_again(claimed, str(error))
        except LeaseLost as error:
            logger.warning("%s", error)

    def _place(self, located: Located, said_at: datetime, candidates: Sequence[Candidate]) -> int | None:
        return place(located, said_at, candidates, self.topics)

    async def _try_again(self, claimed: ClaimedRevision, error: str) -> None:
        if claimed.attempts >= ATTEMPTS:
            await self._set_aside(claimed, error)
        else:
            await asyncio.to_thread(self.store.postpone, claimed, error, PAUSE)

    async def _set_aside(self, claimed: ClaimedRevision, error: str) -> None:
        logger.error("quarantined %s: %s", claimed.revision.document.url, error)
        await asyncio.to_thread(self.store.quarantine, claimed, error)


def locate(report: Report, revision: Revision, topics: Sequence[Topic]) -> Located:
    """The topics in the words said, and in all that a rule reads of the Report."""
    forms = [(topic.name, topic.forms) for topic in topics]
    start, end = report.sentence
    scope = "\n".join((report.text, revision.text[start:end], revision.title))
    return Located(report, topics_in(report.text, forms), topics_in(scope, forms))
