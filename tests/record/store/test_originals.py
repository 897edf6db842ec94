"""A report that says where it was said looks for the Speaker's own post; on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from record.originals import Search
from record.store import Record
from record.types import EventKind, Statement
from statements.originals import search
from tests.builders import mirror, poll
from tests.record.store.test_threads import LATER, LIN, NOON, Outlets

REPORTED = "岚风汽车董事长林海峰在微博发文称：“岚风汽车今年没有进入葡萄牙市场的计划。”"
SAID = "岚风汽车今年没有进入葡萄牙市场的计划。"


@pytest.fixture
def outlets(record: Record) -> Outlets:
    return Outlets(record)


def searched(record: Record, statement: Statement) -> Search:
    (current,) = [each for each in record.reading.statements() if each.id == statement.id]
    sought = record.reading.sought(current, LIN.accounts)
    assert sought is not None
    return search(sought)


def test_the_post_that_comes_after_its_report_is_the_original_and_no_new_statement(
    outlets: Outlets, record: Record
) -> None:
    (reported,) = outlets.publish(REPORTED, NOON)
    before = searched(record, reported)
    assert (before.verdict, before.account, before.looked_at) == ("not found yet", "weibo:77", None)
    assert before.why == "no source shows the account on Weibo"
    (posted,) = outlets.post(SAID, NOON - timedelta(minutes=5))
    assert posted.id == reported.id
    assert outlets.kinds(posted) == [EventKind.FIRST_DENIAL, EventKind.ORIGINAL]
    after = searched(record, reported)
    assert after.verdict == "found"
    assert after.post is not None
    assert after.post.report.text == SAID.strip("。") or after.post.report.text == SAID


def test_an_account_that_is_polled_tells_when_it_was_looked_at(outlets: Outlets, record: Record) -> None:
    outlets.post("新工厂的食堂今天开张了。", NOON - LATER)
    (reported,) = outlets.publish(REPORTED, NOON)
    found = searched(record, reported)
    assert found.verdict == "not found yet"
    assert found.looked_at is not None
    assert found.why == ""


def test_without_an_account_there_is_nowhere_to_look(outlets: Outlets, record: Record) -> None:
    (reported,) = outlets.publish(REPORTED, NOON)
    sought = record.reading.sought(reported, ())
    assert sought is not None
    assert search(sought).why == "no account on Weibo is known"


def test_nothing_is_looked_for_where_nobody_says_that_it_was_posted(outlets: Outlets, record: Record) -> None:
    (said,) = outlets.publish("Lin Haifeng told reporters in Porto that sales rose by a tenth.", NOON)
    assert record.reading.sought(said, LIN.accounts) is None


def test_an_original_that_is_gone_is_deleted(outlets: Outlets, record: Record) -> None:
    (posted,) = outlets.post(SAID, NOON)
    hub = replace(mirror("hub:lin"), origin="weibo:77", account=LIN.accounts[0])
    key = posted.reports[0].revision.document.key
    for _ in range(2):  # what is said once may be a slip
        record.crawl.record_poll(poll(hub, gone=(key,)))
    found = searched(record, posted)
    assert found.verdict == "deleted"
    assert found.deleted_at is not None


def test_an_own_post_of_that_day_that_says_otherwise_contradicts_the_report(
    outlets: Outlets, record: Record
) -> None:
    outlets.post("岚风汽车今年会进入葡萄牙市场，里斯本的第一家门店九月开业。", NOON - LATER)
    (reported,) = outlets.publish(REPORTED, NOON)
    found = searched(record, reported)
    assert found.verdict == "contradicted"
    assert found.post is not None
    assert "葡萄牙" in found.post.report.text
