"""Extract, the stage: Revisions are claimed, read in the pool, and what they say is placed and recorded."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from record.errors import Crossed, LeaseLost, RecordAway
from record.failpoints import reach
from record.processes import NotStarted
from record.store.intake import ClaimedRevision, IntakeStore
from record.types import Revision
from statements.changes import amended
from statements.grouping import WINDOW, place
from statements.pool import ExtractionFailed, ExtractPool
from statements.threads import answers_to

ATTEMPTS = 3
PAUSE = timedelta(seconds=5)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Intake:
    """The stage's parts: the record and the pool."""

    store: IntakeStore
    pool: ExtractPool
    batch: int = 8

    async def work(self) -> int:
        """One round; how many Revisions were taken."""
        claimed = await asyncio.to_thread(self.store.claim_revisions, self.batch)
        if claimed:
            reach("extract.claimed")
        await asyncio.gather(*(self._read(each) for each in claimed))
        return len(claimed)

    async def _read(self, claimed: ClaimedRevision) -> None:
        """Whatever is raised, this Revision is put back or set aside, and holds no other one."""
        try:
            await self._settle(claimed)
        except Crossed as error:
            await self._give_back(claimed, error)
        except LeaseLost as error:
            logger.warning("%s", error)
        except ExtractionFailed as error:
            await self._put_back(claimed, str(error), ATTEMPTS)
        except (NotStarted, RecordAway) as error:  # the machine's fault, however often
            await self._put_back(claimed, str(error), attempts=0)
        except Exception as error:  # noqa: BLE001 - kept with the Revision
            await self._put_back(claimed, f"{type(error).__name__}: {error}", claimed.attempts)

    async def _settle(self, claimed: ClaimedRevision) -> None:
        found = await self.pool.extract(claimed.revision) if _brings(claimed.revision) else []
        reach("extract.read")
        record = partial(self.store.record_reports, answer=answers_to, amend=amended)
        await asyncio.to_thread(record, claimed, found, place, WINDOW)
        reach("extract.recorded")

    async def _give_back(self, claimed: ClaimedRevision, error: Crossed) -> None:
        logger.warning("%s", error)
        try:
            await asyncio.to_thread(self.store.give_back, claimed)
        except LeaseLost as lost:
            logger.warning("%s", lost)

    async def _put_back(self, claimed: ClaimedRevision, error: str, attempts: int) -> None:
        """Tried again, or after the last attempt kept with its error. A kill of the service does not get
        here, however often it comes."""
        logger.error("%s: %s", claimed.revision.document.url, error)
        try:
            if attempts >= ATTEMPTS:
                await asyncio.to_thread(self.store.quarantine, claimed, error)
            else:
                await asyncio.to_thread(self.store.postpone, claimed, error, PAUSE)
        except LeaseLost as lost:
            logger.warning("%s", lost)


def _brings(revision: Revision) -> bool:
    """Whether there is a text, or something new in it."""
    return not revision.gone and revision.added != ()
