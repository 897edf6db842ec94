"""Extract, the stage: Revisions are claimed, read in the pool, and what they say is placed and recorded."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from record.errors import LeaseLost
from record.placing import Candidate, Located, Topic, own_post
from record.processes import NotStarted
from record.store.intake import ClaimedRevision, IntakeStore
from record.text import topics_in
from record.types import Report, Revision
from statements.changes import added_reports
from statements.grouping import WINDOW, place
from statements.pool import ExtractionFailed, ExtractPool

ATTEMPTS = 3
MOST_REPORTS = 200  # of one Revision; a page with more is no article
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
        """Whatever is raised, this Revision is put back or set aside, and holds no other one."""
        try:
            await self._settle(claimed)
        except LeaseLost as error:
            logger.warning("%s", error)
        except ExtractionFailed as error:
            await self._put_back(claimed, str(error), ATTEMPTS)
        except NotStarted as error:  # the machine's fault, however often
            await self._put_back(claimed, str(error), attempts=0)
        except Exception as error:  # noqa: BLE001 - kept with the Revision
            await self._put_back(claimed, f"{type(error).__name__}: {error}", claimed.attempts)

    async def _settle(self, claimed: ClaimedRevision) -> None:
        # The whole text is read, for the names and pronouns in it.
        reports = added_reports(await self.pool.extract(claimed.revision), claimed.revision.added)
        if len(reports) > MOST_REPORTS:
            url = claimed.revision.document.url
            logger.warning("%s: only the first %d of %d reports", url, MOST_REPORTS, len(reports))
        found = await asyncio.to_thread(self._locate, reports[:MOST_REPORTS], claimed.revision)
        await asyncio.to_thread(self.store.record_reports, claimed, found, self._place, WINDOW)

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

    def _locate(self, reports: Sequence[Report], revision: Revision) -> list[Located]:
        return [locate(report, revision, self.topics) for report in reports]

    def _place(self, located: Located, said_at: datetime, candidates: Sequence[Candidate]) -> int | None:
        return place(located, said_at, candidates, self.topics)


def locate(report: Report, revision: Revision, topics: Sequence[Topic]) -> Located:
    """The topics in the words said, and in all that a rule reads of the Report."""
    forms = [(topic.name, topic.forms) for topic in topics]
    start, end = report.sentence
    scope = "\n".join((report.text, revision.text[start:end], revision.title))
    document, account = revision.document, revision.document.account
    post = own_post(account.key if account else None, document.id, report.provenance)
    return Located(report, topics_in(report.text, forms), topics_in(scope, forms), post)
