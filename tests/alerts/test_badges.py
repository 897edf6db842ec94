"""What the platform last said of an account's badge reaches whoever is told of its posts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from record.clock import Clock
from record.placing import Gist, Located, Placement
from record.store import Record
from record.types import Document, Profile
from statements.grouping import WINDOW
from tests.builders import ACCOUNT, mirror, poll, post, report


@pytest.mark.parametrize(
    ("badges", "verified"),
    [
        ([], None),
        ([None], None),
        ([True], True),
        ([False], False),
        ([True, False], False),  # the newest mirror counts
        ([False, True], True),
        ([False, None], False),  # the newest says nothing of it
    ],
)
def test_a_document_knows_what_the_platform_last_said_of_its_account(
    record: Record, badges: list[bool | None], verified: bool | None
) -> None:
    document = _posted(record)
    assert document.verified is None
    for number, badge in enumerate(badges):
        of = mirror(f"{'hub' if number else 'other'}:lei-jun")
        record.crawl.add_sources([of])
        at = Clock(timedelta(minutes=number + 1)).now()
        record.crawl.record_poll(poll(of, post(), at=at, profile=Profile(ACCOUNT, "雷军", badge)))
    (statement,) = record.reading.statements()
    assert statement.original is not None
    assert statement.original.revision.document.verified is verified


def _posted(record: Record) -> Document:
    hub = mirror()
    record.crawl.add_sources([hub])
    record.crawl.record_poll(poll(hub, post(published_at=Clock().now())))
    own = report("No plan for the US market.", provenance="own-account", kind="direct")
    (claimed,) = record.intake.claim_revisions(1)
    record.intake.record_reports(claimed, [Located(own, Gist("zh"))], lambda *_: Placement(), WINDOW)
    (statement,) = record.reading.statements()
    assert statement.original is not None
    return statement.original.revision.document
