"""Reports with all that decides which Statement each belongs to. Pure."""

from __future__ import annotations

import logging

from record.people import People
from record.placing import Located, own_post
from record.types import Report, Revision
from statements.changes import added_reports
from statements.extraction import extract
from statements.gists import gist_of
from statements.parties import context_of, parties_of
from statements.rumours import rumour_of

NOBODY = People()
MOST_REPORTS = 200  # of one Revision; a page with more is no article

logger = logging.getLogger(__name__)


def locate_reports(revision: Revision, people: People) -> list[Located]:
    """The whole text is read, for the names and pronouns in it; only what was added is new."""
    reports = added_reports(extract(revision, people), revision.added)
    if len(reports) > MOST_REPORTS:
        logger.warning("%s: only the first %d reports", revision.document.url, MOST_REPORTS)
    return [locate(report, revision, people) for report in reports[:MOST_REPORTS]]


def locate(report: Report, revision: Revision, people: People = NOBODY) -> Located:
    document, account = revision.document, revision.document.account
    return Located(
        report,
        gist_of(report, revision),
        own_post(account.key if account else None, document.id, report.provenance),
        rumour_of(report, revision),
        parties_of(report, revision, people),
        context_of(report, revision),
        document.id,
    )
