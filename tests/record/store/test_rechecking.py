"""Articles over time: when they are due, what is a Revision, and when they are gone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update

from record.clock import Clock
from record.errors import LeaseLost
from record.paragraphs import ArticleText, revision_key
from record.store import Record
from record.store.crawling import CrawlStore
from record.store.engine import read, write
from record.store.rechecking import RecheckStore, _shown
from record.store.tables import documents, rechecks, revisions, sources
from record.types import Article, Hit, Outcome, Recheck, Validators
from statements.grouping import WINDOW
from tests.builders import article, entry, poll, record_articles, report, source
from tests.record.store.test_intake import claim_all, never_join, placed, read_all

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
FEED = source()
WORDS = (
    "Lei Jun said on Monday that there is no plan for the US market.",
    "The company sells its sedan in China only, and will begin elsewhere with Europe.",
    "Its shares rose two per cent in Hong Kong after the remarks of the founder.",
)
MORE = "“We may think of it in 2030,” he added in the evening."
TAGS = Validators('"1"', None)


def version(*paragraphs: str, title: str = "No plan for the US") -> Article:
    return article("\n".join(paragraphs), title=title)


FIRST = version(*WORDS)
EDITED = version(*WORDS, MORE)


def at(record: Record, later: timedelta) -> RecheckStore:
    """The store as it will be."""
    return RecheckStore(record.engine, Clock(later))


def recorded(record: Record, published: timedelta = MINUTE, first: Article = FIRST) -> None:
    """One article, listed and fetched now; `published` is from now."""
    record.crawl.add_sources([FEED])
    when = Clock().now() + published
    record.crawl.record_poll(poll(FEED, entry("a", when)))
    (listed,) = record.crawl.claim_listed([FEED.id], 10)
    record.crawl.record_article(listed, first)


def due(record: Record, later: timedelta) -> list[Recheck]:
    return at(record, later).claim([FEED.id], 10)


def looked(record: Record, later: timedelta, found: Article = FIRST) -> bool:
    """The article is due, and this is what stands there."""
    (recheck,) = due(record, later)
    return at(record, later).record_version(recheck, found, TAGS)


def texts(record: Record) -> list[str]:
    with read(record.engine) as connection:
        return list(connection.scalars(select(revisions.c.text).order_by(revisions.c.id)))


def becomes_important(record: Record) -> None:
    (claimed,) = claim_all(record)
    record.intake.record_reports(claimed, [placed(report())], never_join, WINDOW)
    (events,) = record.judging.claim_events(10)
    with record.judging.judging(events) as judging:
        judging.record([(Hit("us", "US", events.events[0], {}), [])], [], {})


def read_at(record: Record, later: timedelta) -> None:
    """The Source answers well."""
    with write(record.engine) as connection:
        connection.execute(update(sources).values(last_ok_at=Clock(later).now()))


def test_an_article_is_due_after_an_hour_and_after_a_day_and_never_again(record: Record) -> None:
    recorded(record)
    assert due(record, HOUR - MINUTE) == []
    assert not looked(record, HOUR + MINUTE)
    assert due(record, DAY - MINUTE) == []
    assert not looked(record, DAY + MINUTE)
    assert due(record, 40 * DAY) == []
    assert len(texts(record)) == 1


def test_a_hit_brings_the_next_look_forward_and_others_follow_by_age(record: Record) -> None:
    recorded(record)
    becomes_important(record)
    assert due(record, 14 * MINUTE) == []
    assert not looked(record, 16 * MINUTE)
    assert not looked(record, 32 * MINUTE)
    assert not looked(record, 5 * HOUR)
    assert due(record, 5 * HOUR + 59 * MINUTE) == []
    assert not looked(record, 6 * HOUR + MINUTE)
    assert not looked(record, 29 * DAY)
    assert not looked(record, 32 * DAY + MINUTE)
    assert due(record, 40 * DAY) == []


def test_a_hit_wakes_what_was_looked_at_for_the_last_time(record: Record) -> None:
    recorded(record)
    looked(record, 25 * HOUR)
    assert due(record, 30 * HOUR) == []
    becomes_important(record)
    assert len(due(record, 30 * HOUR)) == 1


def test_a_first_run_is_followed_by_no_storm(record: Record) -> None:
    record.crawl.add_sources([FEED])
    now = Clock().now()
    old = [entry(f"n{days}", now - days * DAY) for days in range(1, 60)]
    record.crawl.record_poll(poll(FEED, *old))
    while claimed := record.crawl.claim_listed([FEED.id], 100):
        for listed in claimed:
            record.crawl.record_article(listed, article(url=listed.url))
    assert due(record, 40 * DAY) == []
    with read(record.engine) as connection:
        assert len(connection.execute(select(rechecks)).all()) == 29, "the younger ones sleep"


def test_a_baseline_article_with_a_hit_is_looked_at_by_its_age(record: Record) -> None:
    recorded(record, published=-2 * DAY)
    assert due(record, 2 * HOUR) == []
    becomes_important(record)
    assert due(record, 2 * HOUR) == []
    assert len(due(record, 3 * HOUR + MINUTE)) == 1


def test_an_edit_is_a_revision_of_which_only_the_added_waits_to_be_read(record: Record) -> None:
    recorded(record)
    read_all(record)
    assert looked(record, 2 * HOUR, EDITED)
    (claimed,) = claim_all(record)
    revision = claimed.revision
    assert revision.text == EDITED.text
    assert revision.added is not None
    assert [revision.text[start:end] for start, end in revision.added] == [MORE]
    assert (revision.published_at, revision.document.id) == (published_at(record), 1)


def test_a_report_knows_whether_an_edit_brought_it_and_whether_one_came_after(record: Record) -> None:
    recorded(record)
    assert reported(record, "the words of the morning") == [(True, True)]
    looked(record, 2 * HOUR, EDITED)
    assert reported(record, "the words of the edit") == [(True, False), (False, True)]


def reported(record: Record, words: str) -> list[tuple[bool, bool]]:
    """One more Statement; of the Revision of each, whether it is the first and whether the last."""
    (claimed,) = claim_all(record)
    record.intake.record_reports(claimed, [placed(report(words))], never_join, WINDOW)
    shown = [each.revision for statement in record.reading.statements() for each in statement.reports]
    return [(revision.first, revision.last) for revision in shown]


def test_a_round_counts_what_it_looked_at_again_and_what_had_changed(record: Record) -> None:
    recorded(record)
    becomes_important(record)
    before = Clock().now()
    assert looked(record, 2 * HOUR, EDITED)
    missing(record, 4 * HOUR)
    read_at(record, 5 * HOUR)
    assert missing(record, 8 * HOUR)
    counted = record.reading.activity(before)
    assert (record.reading.looks(), counted["edited"], counted["gone"]) == (3, 1, 1)


def published_at(record: Record) -> datetime | None:
    with read(record.engine) as connection:
        return connection.scalar(select(documents.c.published_at))


@pytest.mark.parametrize(
    "same",
    [
        version("Updated 5 minutes ago", *WORDS, "Read more: Ten ways to wash a car"),
        version(*reversed(WORDS), title="“No plan” for the US"),
    ],
)
def test_furniture_is_no_revision(record: Record, same: Article) -> None:
    recorded(record)
    assert not looked(record, 2 * HOUR, same)
    assert texts(record) == [FIRST.text]


def test_a_new_title_and_a_paragraph_less_are_revisions_and_the_loss_is_looked_into(record: Record) -> None:
    recorded(record)
    read_all(record)
    assert not looked(record, 2 * HOUR, version(*WORDS, title="The US can wait"))
    becomes_important_again(record)
    assert not looked(record, 30 * HOUR, version(*WORDS[:2], title="The US can wait"))
    assert len(texts(record)) == 3
    assert [each.text for each in read_all(record)] == ["\n".join(WORDS[:2])]
    state = record.reading.document("https://reuters.example/a")
    assert state is not None
    assert [(seen.title, seen.added, seen.removed) for seen in state.history[1:]] == [
        ("The US can wait", (), ()),
        ("", (), (WORDS[2],)),
    ]


def becomes_important_again(record: Record) -> None:
    with write(record.engine) as connection:
        connection.execute(update(rechecks).values(done_at=None, not_before=None))


def test_a_teaser_is_a_look_that_failed_and_no_edit(record: Record) -> None:
    recorded(record)
    assert not looked(record, 2 * HOUR, version(WORDS[0][:50] + " … Subscribe to read on."))
    assert texts(record) == [FIRST.text]
    assert "is left" in error(record)
    assert not looked(record, 2 * HOUR + 16 * MINUTE)
    assert error(record) == ""


def error(record: Record) -> str:
    with read(record.engine) as connection:
        return connection.scalar(select(rechecks.c.error)) or ""


def test_caches_that_differ_do_not_make_revisions_for_ever(record: Record) -> None:
    recorded(record)
    becomes_important(record)
    hours = iter(range(4, 40))

    def look(found: Article) -> bool:
        return looked(record, next(hours) * HOUR + MINUTE, found)

    assert look(EDITED)
    for _ in range(4):
        assert not look(FIRST)
        assert not look(EDITED)
    assert texts(record) == [FIRST.text, EDITED.text]
    assert not look(FIRST)
    assert not look(FIRST), "it stays: taken back, and nothing added"
    assert texts(record) == [FIRST.text, EDITED.text, FIRST.text]


def test_what_the_server_gave_is_asked_with_but_for_every_fourth_look(record: Record) -> None:
    recorded(record)
    becomes_important(record)
    asked = []
    for hour in range(4, 9):
        (recheck,) = due(record, hour * HOUR + MINUTE)
        asked.append(recheck.validators)
        at(record, hour * HOUR + MINUTE).unchanged(recheck, TAGS)
    assert asked == [None, TAGS, TAGS, None, TAGS]
    with write(record.engine) as connection:
        connection.execute(update(sources).values(validators_believed=False))
    assert due(record, 20 * HOUR)[0].validators is None


def missing(record: Record, later: timedelta) -> bool:
    (recheck,) = due(record, later)
    return at(record, later).missing(recheck, "error: HTTP 404")


def failed(record: Record, later: timedelta) -> bool:
    (recheck,) = due(record, later)
    at(record, later).failed(recheck, "error: HTTP 503")
    return False


def gone(record: Record) -> bool:
    state = record.reading.document("https://reuters.example/a")
    assert state is not None
    return state.history[-1].gone


def test_gone_is_what_is_missing_twice_hours_apart_while_the_site_answers(record: Record) -> None:
    recorded(record)
    read_all(record)
    assert not missing(record, 2 * HOUR)
    assert due(record, 5 * HOUR - MINUTE) == []
    read_at(record, 3 * HOUR)
    assert not gone(record)
    assert missing(record, 5 * HOUR + MINUTE)
    assert gone(record)
    assert [each.gone for each in read_all(record)] == [True]
    assert texts(record) == [FIRST.text, ""]
    assert not missing(record, 25 * HOUR), "gone once is enough"
    assert texts(record) == [FIRST.text, ""]


def test_a_site_that_answers_nothing_else_has_not_deleted_its_articles(record: Record) -> None:
    recorded(record)
    for look in range(4):
        assert not missing(record, (2 + 4 * look) * HOUR)
    read_at(record, 15 * HOUR)
    assert missing(record, 18 * HOUR)


@pytest.mark.parametrize("between", [looked, failed])
def test_any_other_answer_in_between_begins_the_count_anew(
    record: Record, between: Callable[[Record, timedelta], bool]
) -> None:
    recorded(record)
    becomes_important(record)
    assert not missing(record, 2 * HOUR)
    read_at(record, 3 * HOUR)
    assert not between(record, 6 * HOUR)
    assert not missing(record, 8 * HOUR)
    read_at(record, 9 * HOUR)
    assert missing(record, 12 * HOUR)


@pytest.mark.parametrize("found", [FIRST, EDITED])
def test_what_is_back_is_a_revision_and_only_what_was_added_is_read(record: Record, found: Article) -> None:
    recorded(record)
    becomes_important(record)
    missing(record, 2 * HOUR)
    read_at(record, 3 * HOUR)
    missing(record, 6 * HOUR)
    assert looked(record, 30 * HOUR, found) == (found is EDITED)
    assert not gone(record)
    state = record.reading.document("https://reuters.example/a")
    assert state is not None
    assert state.history[-1].back
    went, came = read_all(record)
    assert (went.gone, came.text) == (True, found.text)
    assert bool(came.added) == (found is EDITED)


def test_a_look_that_fails_is_put_off_longer_and_longer_and_at_last_given_up(record: Record) -> None:
    recorded(record)
    later = timedelta(hours=1, minutes=1)
    for pause in (15, 30, 60, 120):
        failed(record, later)
        assert due(record, later + (pause - 1) * MINUTE) == []
        later += (pause + 1) * MINUTE
    failed(record, 4 * DAY)
    assert due(record, 40 * DAY) == []
    assert texts(record) == [FIRST.text]


def test_the_server_may_ask_for_more_patience(record: Record) -> None:
    recorded(record)
    (recheck,) = due(record, 2 * HOUR)
    at(record, 2 * HOUR).failed(recheck, "blocked: HTTP 429", 5 * HOUR)
    assert due(record, 6 * HOUR) == []
    assert len(due(record, 8 * HOUR)) == 1


def test_a_runner_that_lost_its_claim_records_nothing(record: Record) -> None:
    recorded(record)
    (stale,) = due(record, 2 * HOUR)
    (taken,) = due(record, 3 * HOUR)
    store = at(record, 3 * HOUR)
    for verb in (
        lambda: store.record_version(stale, EDITED, None),
        lambda: store.unchanged(stale, None),
        lambda: store.missing(stale, "HTTP 404"),
        lambda: store.failed(stale, "HTTP 503"),
    ):
        with pytest.raises(LeaseLost):
            verb()
    assert store.record_version(taken, EDITED, None)
    assert texts(record) == [FIRST.text, EDITED.text]


def test_only_the_last_text_is_loaded_however_many_there_were(record: Record) -> None:
    recorded(record)
    becomes_important(record)
    for hour in range(4, 8):
        assert looked(record, hour * HOUR + MINUTE, version(*WORDS, f"{MORE} It is {hour} o'clock there."))
    with read(record.engine) as connection:
        rows = connection.execute(select(revisions)).all()
        shown = _shown(connection, rows[0].document_id)
    assert shown.last.text == rows[-1].text
    assert shown.former == {revision_key(ArticleText(row.title, row.text)) for row in rows[:-1]}


def test_a_source_with_much_to_look_at_holds_no_other(record: Record) -> None:
    slow, other = source("slow"), source("other")
    record_articles(record, *(f"Text {number}." for number in range(6)), of=slow)
    record_articles(record, "Another text.", of=other)
    claimed = at(record, 2 * HOUR).claim([slow.id, other.id], 4)
    assert sorted(recheck.source_id for recheck in claimed) == [other.id, slow.id]


def test_a_source_that_is_asked_for_by_nobody_is_not_looked_at(record: Record) -> None:
    recorded(record)
    assert at(record, 2 * HOUR).claim(["other/feed"], 10) == []
    assert at(record, 2 * HOUR).claim([], 10) == []


def test_a_post_has_no_recheck(record: Record) -> None:
    from tests.builders import mirror, post

    hub = mirror()
    record.crawl.add_sources([hub])
    record.crawl.record_poll(poll(hub, post(), outcome=Outcome.OK))
    assert at(record, DAY).claim([hub.id], 10) == []
    assert CrawlStore(record.engine, Clock()).claim_listed([hub.id], 1) == []
