"""Statements that answer each other: who reverses, denies, repeats; on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Event
from time import sleep

import pytest
from sqlalchemy import select, update

from record.clock import Clock
from record.people import People
from record.placing import Answer, AnswerTo, Located, Placement
from record.store import Record
from record.store.engine import write
from record.store.intake import ClaimedRevision
from record.store.members import Members
from record.store.tables import documents, reports, rumours, statements, threads
from record.store.threads import Tied, join_threads, tie
from record.types import Account, EventKind, Post, Role, Source, Speaker, Statement
from statements.changes import amended
from statements.gists import gist_of_words
from statements.grouping import WINDOW, place
from statements.locating import locate_reports
from statements.threads import answers_to
from tests.builders import article, entry, mirror, poll, report, source

LANFENG = Speaker("lanfeng", "organisation", "Lanfeng", ("岚风", "岚风汽车", "Lanfeng Auto"))
NORRLAND = Speaker("norrland", "organisation", "Norrland Motors", ("Norrland", "北境汽车"))
LIN = Speaker(
    "lin-haifeng",
    "person",
    "Lin Haifeng",
    ("林海峰",),
    (Role("lanfeng", ("CEO", "chief executive", "董事长")),),
    (Account("weibo", "77"),),
    "he",
)
BERG = Speaker("ada-berg", "person", "Ada Berg", ("Berg",), (Role("norrland", ("CEO",)),), (), "she")
PEOPLE = People((LANFENG, NORRLAND, LIN, BERG))
NOON = Clock().now() - timedelta(hours=6)
LATER = timedelta(hours=1)

POSTED = "有人说我们在和北境汽车谈合资造车，这个传闻不属实，我们没有和北境汽车谈合资。"
DENIED = (
    "Norrland Motors denied reports that it was in talks with Lanfeng about a joint venture to build cars. "
    "The shares fell."
)
REMARK = (
    "Ada Berg, CEO of Norrland Motors, said the cars that Lanfeng builds are better than anything in a joint "
    "venture of ours."
)


class Outlets:
    """Articles and posts of one record, read as the stage reads them."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._count = 0

    def publish(self, text: str, at: datetime, of: Source | None = None) -> list[Statement]:
        """The Statements that the article is a Report of."""
        self._list(text, at, of)
        return self._read()

    def claim(self, text: str, at: datetime) -> ClaimedRevision:
        """The article, to be read."""
        self._list(text, at, None)
        (claimed,) = self._record.intake.claim_revisions(1)
        return claimed

    def _list(self, text: str, at: datetime, of: Source | None) -> None:
        of = of or source("courier/feed")
        self._record.crawl.add_sources([of])
        self._count += 1
        self._record.crawl.record_poll(poll(of, entry(f"piece{self._count}", at)))
        (listed,) = self._record.crawl.claim_listed([of.id], 1)
        made = article(text, url=listed.url, published_at=at)
        self._record.crawl.record_article(listed, made)

    def post(self, text: str, at: datetime) -> list[Statement]:
        self._post(text, at)
        return self._read()

    def claim_post(self, text: str, at: datetime) -> ClaimedRevision:
        self._post(text, at)
        (claimed,) = self._record.intake.claim_revisions(1)
        return claimed

    def _post(self, text: str, at: datetime) -> None:
        hub = replace(mirror("hub:lin"), origin="weibo:77", account=LIN.accounts[0])
        self._record.crawl.add_sources([hub])
        self._count += 1
        name = str(self._count)
        made = Post(f"weibo:{name}", LIN.accounts[0], f"https://weibo.com/77/{name}", text, published_at=at)
        self._record.crawl.record_poll(poll(hub, made))

    def _read(self) -> list[Statement]:
        found: list[Statement] = []
        for claimed in self._record.intake.claim_revisions(10):
            located = locate_reports(claimed.revision, PEOPLE)
            self._record.intake.record_reports(
                claimed, located, place, WINDOW, answer=answers_to, amend=amended
            )
            found += self._record.reading.statements_at(claimed.revision.document.url)
        return found

    def kinds(self, statement: Statement) -> list[EventKind]:
        return [event.kind for event in self._record.reading.events(statement)]


@pytest.fixture
def outlets(record: Record) -> Outlets:
    return Outlets(record)


def test_a_rumour_two_denials_and_a_remark_are_one_thread_with_one_first_denial(
    outlets: Outlets, record: Record
) -> None:
    first = outlets.post(POSTED, NOON)[0]
    (second,) = outlets.publish(DENIED, NOON + LATER)
    (remark,) = outlets.publish(REMARK, NOON + 4 * LATER)
    thread = record.reading.thread(first)
    assert thread is not None
    ids = [each.statement.public_id for each in thread.entries]
    assert {first.public_id, second.public_id, remark.public_id} <= set(ids)
    assert "合资" in thread.subject
    kinds = [kind for each in thread.entries for kind in outlets.kinds(each.statement)]
    assert kinds.count(EventKind.FIRST_DENIAL) == 1
    assert outlets.kinds(first)[0] is EventKind.FIRST_DENIAL
    assert outlets.kinds(second)[0] is EventKind.NEW
    given = {each.statement.public_id: [a.kind for a in each.answers] for each in thread.entries}
    assert "repeats" in given[second.public_id]
    assert given[remark.public_id] == ["remarks"]


def test_what_its_speaker_contradicts_is_reversed_once_with_the_report_that_does_it(
    outlets: Outlets, record: Record
) -> None:
    (before,) = outlets.post("岚风汽车今年没有进入葡萄牙市场的计划。", NOON - timedelta(days=20))
    (after,) = outlets.post("改主意了：岚风汽车今年会进入葡萄牙市场。", NOON)
    assert outlets.publish("林海峰表示，岚风汽车今年会进入葡萄牙市场。他此前曾否认这一计划。", NOON + LATER)
    reversed_ = [each for each in record.reading.events(before) if each.kind is EventKind.REVERSED]
    assert len(reversed_) == 1
    assert reversed_[0].evidence is None or reversed_[0].evidence.statement_id == after.id
    with record.engine.connect() as connection:
        assert connection.scalar(select(statements.c.thread_id).where(statements.c.id == after.id))
    thread = record.reading.thread(after)
    assert thread is not None
    assert [each.statement.id for each in thread.entries][:2] == [before.id, after.id]
    assert [each.kind for each in thread.entries[1].answers] == ["reverses"]
    assert thread.entries[1].answers[0].answered == before.public_id


def watched_long(record: Record) -> None:
    """All that is there was published while it was watched."""
    with write(record.engine) as connection:
        connection.execute(update(documents).values(baseline=False))


def test_how_others_put_it_reverses_nothing_where_the_statement_was_opened_already(
    outlets: Outlets, record: Record
) -> None:
    (before,) = outlets.post("岚风汽车今年没有进入葡萄牙市场的计划。", NOON - timedelta(days=20))
    watched_long(record)
    (plain,) = outlets.post("岚风汽车今年换了新的标志。", NOON)
    with record.engine.connect() as connection:
        report_id = connection.scalar(select(reports.c.id).where(reports.c.statement_id == plain.id))
    answer = Answer("reverses", before.id, None, "as somebody has put it")
    for joins, kinds in ((NOON - LATER, 0), (NOON, 1)):
        opened = joins == NOON
        found = Located(report("岚风汽车今年会进入葡萄牙市场", LIN), gist_of_words("a", "a", "zh", NOON))
        tied = Tied(found, Placement(), plain.id, report_id or 0, opened, NOON, 1, "batch")
        with write(record.engine) as connection:
            connection.execute(update(statements).values(original_id=None))
            tie(connection, tied, lambda *_: [answer], Clock().now())
        assert outlets.kinds(before).count(EventKind.REVERSED) == kinds


@pytest.mark.parametrize(("watched", "told"), [(True, 1), (False, 0)])
def test_what_was_said_before_it_was_watched_is_reversed_by_name_alone(
    outlets: Outlets, record: Record, watched: bool, told: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{__name__}.place", lambda *_: Placement())
    said = "Lin Haifeng said that Lanfeng would not open a store in Porto."
    (before,) = outlets.publish(said, NOON - timedelta(days=20))
    if watched:
        watched_long(record)
    outlets.publish("Lin Haifeng said that Lanfeng would open a store in Porto.", NOON)
    assert outlets.kinds(before).count(EventKind.REVERSED) == told


def test_a_later_denial_of_one_matter_by_somebody_else_is_not_the_first(outlets: Outlets) -> None:
    (first,) = outlets.publish("Ada Berg denied that the Kite 3 had caught fire in a tunnel near Oslo.", NOON)
    (second,) = outlets.publish(
        "Lin Haifeng denied that the Kite 3 had caught fire in a tunnel near Oslo.", NOON + 2 * LATER
    )
    (other,) = outlets.publish("Lin Haifeng denied that Lanfeng would buy a bank.", NOON + 3 * LATER)
    assert outlets.kinds(first)[0] is EventKind.FIRST_DENIAL
    assert outlets.kinds(second)[0] is EventKind.NEW
    assert outlets.kinds(other)[0] is EventKind.FIRST_DENIAL


def test_runners_that_answer_each_other_do_not_wait_for_each_other(outlets: Outlets, record: Record) -> None:
    """One has written a Statement's row and is about to tie; the other ties and writes that row."""
    (mine,) = outlets.publish("Lin Haifeng said that Lanfeng would build cars in Porto.", NOON)
    (theirs,) = outlets.publish("Ada Berg said sales of trucks rose by a tenth in spring.", NOON)
    post = outlets.claim_post("岚风会在波尔图造车。", NOON + LATER)
    piece = outlets.claim("Norrland Motors denied that it would build cars with Lanfeng.", NOON + LATER)
    written = Event()

    def linger(*_: object) -> list[Answer]:
        written.set()
        sleep(0.5)
        return [Answer("remarks", theirs.id, None, "of the same")]

    def read(claim: ClaimedRevision, placement: Placement, answer: AnswerTo) -> int:
        found = locate_reports(claim.revision, PEOPLE)
        return record.intake.record_reports(claim, found, lambda *_: placement, WINDOW, answer=answer)

    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(read, post, Placement(mine.id), linger)
        assert written.wait(20)
        other = pool.submit(read, piece, Placement(), lambda *_: [Answer("remarks", mine.id, None, "too")])
        assert (one.result(20), other.result(20)) == (1, 1)


def test_a_wording_that_was_forgotten_is_given_to_nobody(outlets: Outlets, record: Record) -> None:
    members = Members()
    (said,) = outlets.publish("Lin Haifeng said that Lanfeng would build cars in Porto.", NOON)
    with record.engine.connect() as connection:
        (before,) = members.candidates(connection, LIN.id, NOON, WINDOW)
    assert "Porto" in before.members[0].text
    record.forgetting.forget(record.forgetting.of_statement(said.public_id))
    with record.engine.connect() as connection:
        assert members.candidates(connection, LIN.id, NOON, WINDOW) == []
        assert members.of_statement(connection, said.id) == []


def test_an_id_that_is_given_again_brings_no_words_of_before(outlets: Outlets, record: Record) -> None:
    members = Members()
    (said,) = outlets.publish("Lin Haifeng said that Lanfeng would build cars in Porto.", NOON)
    with record.engine.connect() as connection:
        (before,) = members.of_statement(connection, said.id)
    with write(record.engine) as connection:
        body = connection.scalars(select(reports.c.body)).one()
        changed = {"fingerprint": "another", "body": {**body, "text": "other words"}}
        connection.execute(update(reports).values(**changed))
    with record.engine.connect() as connection:
        (after,) = members.of_statement(connection, said.id)
    assert (before.report_id, after.text) == (after.report_id, "other words")


def test_another_market_reverses_nothing(outlets: Outlets, record: Record) -> None:
    (before,) = outlets.post("岚风汽车今年没有进入葡萄牙市场的计划。", NOON - timedelta(days=20))
    (after,) = outlets.post("岚风汽车今年会进入挪威市场。", NOON)
    assert before.id != after.id
    assert EventKind.REVERSED not in outlets.kinds(before)
    assert record.reading.thread(after) is None


def test_what_somebody_else_denies_is_denied_on_the_earlier_statement(
    outlets: Outlets, record: Record
) -> None:
    (claim,) = outlets.publish(
        "Lin Haifeng, CEO of Lanfeng, said that Norrland Motors would build cars with Lanfeng in Porto.", NOON
    )
    (denial,) = outlets.publish(
        "Norrland Motors denied that it would build cars with Lanfeng in Porto.", NOON + LATER
    )
    denied = [each for each in record.reading.events(claim) if each.kind is EventKind.DENIED]
    assert len(denied) == 1
    thread = record.reading.thread(claim)
    assert thread is not None
    assert {each.statement.id for each in thread.entries} == {claim.id, denial.id}


def test_the_denial_of_a_rumour_opens_a_thread_that_is_called_after_it(
    outlets: Outlets, record: Record
) -> None:
    (denial,) = outlets.publish("Lin Haifeng denied reports that Lanfeng would buy a bank.", NOON)
    thread = record.reading.thread(denial)
    assert thread is not None
    assert thread.subject == "Lanfeng would buy a bank"
    assert [(each.kind, each.rumour) for each in thread.entries[0].answers] == [("denies", thread.subject)]
    assert thread.public_id.startswith("th_")


def test_words_that_answer_nothing_stand_in_no_thread(outlets: Outlets, record: Record) -> None:
    (plain,) = outlets.publish("Ada Berg said sales of trucks rose by a tenth in spring.", NOON)
    assert record.reading.thread(plain) is None
    assert outlets.kinds(plain) == [EventKind.NEW]


def test_two_statements_that_are_one_bring_their_threads_together(outlets: Outlets, record: Record) -> None:
    (one,) = outlets.publish("Lin Haifeng denied reports that Lanfeng would buy a bank.", NOON)
    (other,) = outlets.publish("Ada Berg denied reports that trucks would be sold.", NOON + LATER)
    with write(record.engine) as connection:
        join_threads(connection, one.id, other.id, Clock().now())
        assert len(connection.execute(select(threads)).all()) == 1
        assert len(set(connection.scalars(select(rumours.c.thread_id)))) == 1
    thread = record.reading.thread(one)
    assert thread is not None
    assert len(thread.entries[-1].answers) + len(thread.entries[0].answers) >= 2
