"""Posts over time: edits, completions, deletions and absences, each within one mirror."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from record.clock import Clock
from record.placing import Gist, Located, Placement
from record.store import Record
from record.store.engine import read, write
from record.store.tables import absences, documents, origins, revisions, sources
from record.types import (
    Account,
    Event,
    EventKind,
    KnownPost,
    Outcome,
    Poll,
    Post,
    PostFacts,
    Source,
    Validators,
)
from tests.builders import ACCOUNT, entry, mirror, poll, post, report, source
from tests.record.store.test_intake import read_all

NOW = Clock().now().replace(microsecond=0)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
CUT = PostFacts(complete=False)
WHOLE = "We build in Wuhan. We will bring cars to the US market."
BEGIN = "We build in Wuhan. We will br"


@pytest.fixture
def hub(record: Record) -> Source:
    return moved_in(record, "hub:lei-jun")


def moved_in(record: Record, id: str, account: Account = ACCOUNT) -> Source:
    """A mirror of the account that is watched since yesterday."""
    made = replace(mirror(id, mirror=id.partition(":")[0]), account=account, origin=account.key)
    record.crawl.add_sources([made])
    with write(record.engine) as connection:
        connection.execute(update(origins).values(added_at=NOW - DAY, baseline_at=NOW - DAY))
        connection.execute(update(sources).values(listed_at=NOW - DAY))
    return made


def show(record: Record, of: Source, *posts: Post, **changes: Any) -> int:
    return record.crawl.record_poll(poll(of, *posts, **changes))


def delete(record: Record, of: Source, key: str, *posts: Post) -> None:
    """The platform says that it is deleted, and says so again."""
    for _ in range(2):
        show(record, of, *posts, gone=(key,))


def dated(name: str, hours: int, **facts: Any) -> Post:
    """A post of so many hours ago."""
    return post(name, f"Words {name}.", published_at=NOW - timedelta(hours=hours), facts=PostFacts(**facts))


def versions(record: Record) -> list[tuple[str, Any, bool]]:
    """(text, change, whether it waits to be read) of every Revision."""
    with read(record.engine) as connection:
        rows = connection.execute(select(revisions).order_by(revisions.c.id)).all()
    return [
        (row.text, row.changes["change"] if row.changes else None, row.done_at is None)
        for row in rows
        if not row.gone
    ]


def known(record: Record, of: Source) -> dict[str, KnownPost]:
    return {each.key: each for each in record.crawl.remembered(of.id).known}


# ---------------------------------------------------------------- versions


def test_two_new_posts_between_two_polls_both_arrive_behind_a_pinned_one(record: Record, hub: Source) -> None:
    pinned = dated("1", 900, pinned=True)
    assert show(record, hub, pinned, dated("2", 20)) == 2
    assert show(record, hub, pinned, dated("4", 1), dated("3", 2), dated("2", 20)) == 2
    assert [each.document.key for each in read_all(record)] == ["weibo:1", "weibo:2", "weibo:3", "weibo:4"]


def test_what_the_platform_says_of_a_post_is_kept(record: Record, hub: Source) -> None:
    facts = PostFacts(True, 2, NOW, True, "weibo:9", ("p1", "p2"), "北京", "Phone", 1, 2, 71_648_000)
    show(record, hub, post(facts=facts))
    (revision,) = read_all(record)
    assert (revision.facts, revision.change, revision.added) == (facts, None, None)


def test_an_edit_is_a_revision_with_what_it_added(record: Record, hub: Source) -> None:
    show(record, hub, post(text=WHOLE, facts=PostFacts(edits=0)))
    read_all(record)
    text = "We build in Wuhan. We will not bring cars to the US market."
    assert show(record, hub, post(text=text, facts=PostFacts(edits=1))) == 1
    (revision,) = read_all(record)
    assert revision.change == "edited"
    assert revision.added is not None
    assert [text[start:end] for start, end in revision.added] == ["We will not bring cars to the US market"]
    assert show(record, hub, post(text=text, facts=PostFacts(edits=1))) == 0


def test_an_edit_that_a_mirror_does_not_speak_of_is_a_change(record: Record, hub: Source) -> None:
    for hours, text in enumerate((WHOLE, "We build.", WHOLE)):
        show(record, hub, post(text=text), at=NOW + timedelta(hours=hours))
    assert versions(record) == [
        (WHOLE, None, True),
        ("We build.", "changed", True),
        (WHOLE, "changed", True),
    ], "an edit back is one too"


def test_a_mirror_that_shows_two_versions_in_turn_fills_neither_the_record_nor_the_queue(
    record: Record, hub: Source
) -> None:
    texts = "We will enter the US.", "We will not enter the US."
    for number in range(12):
        show(record, hub, post(text=texts[number % 2]), at=NOW + number * 7 * MINUTE)
    assert versions(record) == [
        (texts[0], None, True),
        (texts[1], "changed", True),
        (texts[0], "changed", True),
    ], "the first is back after an hour: until then the second may be back at once"


def test_what_the_platform_calls_an_edit_back_is_one_at_once(record: Record, hub: Source) -> None:
    for edits, text in enumerate((WHOLE, "We build.", WHOLE)):
        show(record, hub, post(text=text, facts=PostFacts(edits=edits)))
    assert [change for _, change, _ in versions(record)] == [None, "edited", "edited"]


def test_an_edit_without_other_words_is_kept_and_there_is_nothing_to_read(
    record: Record, hub: Source
) -> None:
    show(record, hub, post(text=WHOLE, facts=PostFacts(edits=0, media=("p1",))))
    assert show(record, hub, post(text=WHOLE, facts=PostFacts(edits=1, media=("p2",)))) == 0
    assert versions(record) == [(WHOLE, None, True), (WHOLE, "edited", False)]


def test_two_runners_that_record_one_source_at_once_see_one_edit(record: Record, hub: Source) -> None:
    show(record, hub, post(text=WHOLE))
    edited = poll(hub, post(text="We build."))
    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(record.crawl.record_poll, [edited] * 4)) == 1
    assert [version[:2] for version in versions(record)] == [(WHOLE, None), ("We build.", "changed")]


def test_two_mirrors_that_are_recorded_at_once_bring_one_post(record: Record, hub: Source) -> None:
    other = moved_in(record, "other:lei-jun")
    posts = [dated(str(number), number) for number in range(8)]
    polls = [poll(hub, *posts), poll(other, *reversed(posts))] * 2
    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(record.crawl.record_poll, polls)) == 8


def test_what_others_write_or_count_makes_no_revision(record: Record, hub: Source) -> None:
    show(record, hub, post(text=WHOLE, quoted="Their words", author="Lei Jun"))
    facts = PostFacts(reposted=1, liked=2, region="武汉", pinned=True)
    assert show(record, hub, post(text=WHOLE, quoted="Deleted.", author="LeiJun", facts=facts)) == 0
    assert len(versions(record)) == 1


def test_a_revision_of_before_there_were_facts_has_no_change_by_them(record: Record, hub: Source) -> None:
    show(record, hub, post(text=WHOLE))
    with write(record.engine) as connection:
        connection.execute(update(revisions).values(facts=None))
    show(record, hub, post(text=WHOLE, facts=PostFacts(edits=3, edited_at=NOW, media=("p1",))))
    (revision,) = read_all(record)
    assert revision.facts is None


def test_the_rest_of_a_post_that_was_cut_is_read_and_is_no_edit(record: Record, hub: Source) -> None:
    show(record, hub, post(text=BEGIN, facts=CUT))
    assert not known(record, hub)["weibo:1"].complete
    assert show(record, hub, post(text=WHOLE)) == 1
    assert versions(record) == [(BEGIN, None, True), (WHOLE, "completed", True)]
    assert known(record, hub)["weibo:1"].complete
    assert show(record, hub, post(text=BEGIN, facts=CUT)) == 0, "the next listing cuts it again"
    assert known(record, hub)["weibo:1"].complete


def test_a_completed_post_was_not_edited(record: Record, hub: Source) -> None:
    show(record, hub, post(text=BEGIN, facts=CUT))
    show(record, hub, post(text=WHOLE))
    assert record.reading.activity(NOW - DAY)["edited"] == 0
    show(record, hub, post(text="Other words."))
    assert record.reading.activity(NOW - DAY)["edited"] == 1


def test_another_mirror_makes_no_edit_and_what_it_cuts_is_not_read(record: Record, hub: Source) -> None:
    other, third = moved_in(record, "other:lei-jun"), moved_in(record, "third:lei-jun")
    show(record, hub, post(text=WHOLE))
    assert show(record, other, post(text=BEGIN, facts=CUT)) == 0
    assert show(record, third, post(text="We build in Wuhan! We will bring cars to the US market")) == 0
    assert show(record, other, post(text=WHOLE)) == 0, "read where the other mirror showed it"
    assert [version[1:] for version in versions(record)] == [
        (None, True),
        (None, False),
        (None, False),
        ("completed", False),
    ]
    state = record.reading.document(post().url)
    assert state is not None
    assert [(seen.source_id, seen.change) for seen in state.history] == [
        ("hub:lei-jun", None),
        ("other:lei-jun", "completed"),
    ], "what a mirror shows first is no version of another's"


# ---------------------------------------------------------------- whose post it is


def account_of(record: Record, uid: str) -> Source:
    account = Account("weibo", uid)
    return moved_in(record, f"hub:{uid}", account)


def posted(account: Source, name: str, text: str = "Words.", hours: int = 0) -> Post:
    assert account.account
    return replace(dated(name, hours), text=text, account=account.account)


def test_a_post_that_another_account_is_said_to_have_is_its_own_accounts_all_the_same(
    record: Record, caplog: pytest.LogCaptureFixture
) -> None:
    evil, good = account_of(record, "1"), account_of(record, "2")
    show(record, evil, posted(evil, "5", "x"))
    read_all(record)
    for _ in range(2):
        show(record, good, posted(good, "5", "We will never sell."))
    (revision,) = read_all(record)
    assert (revision.text, revision.document.account) == ("We will never sell.", good.account)
    assert [(each.key, each.shown) for each in record.crawl.remembered(good.id).known] == [("weibo:5", True)]
    (line,) = caplog.messages
    assert "weibo:2 shows post weibo:5, which is one of weibo:1 already" in line
    show(record, good, posted(good, "5", "We will sell."))
    assert [revision.change for revision in read_all(record)] == ["changed"], "found again under its account"


def test_two_accounts_that_share_a_post_miss_and_lose_it_apart(record: Record) -> None:
    one, two = account_of(record, "1"), account_of(record, "2")
    for account in (one, two):
        show(
            record,
            account,
            posted(account, "7"),
            posted(account, "6", hours=1),
            posted(account, "5", hours=2),
        )
    show(record, two, posted(two, "7"), posted(two, "5", hours=2))
    assert (absent(record, one), absent(record, two)) == ([], ["weibo:6"])
    delete(record, two, "weibo:6", posted(two, "7"))
    gone = {each.id: known(record, each)["weibo:6"].gone for each in (one, two)}
    assert gone == {one.id: False, two.id: True}
    show(record, two, posted(two, "7"), posted(two, "6", hours=1), posted(two, "5", hours=2))
    assert absent(record, two) == []


# ---------------------------------------------------------------- gone, and back


def test_a_deletion_that_the_platform_states_is_kept_once(record: Record, hub: Source) -> None:
    show(record, hub, dated("1", 3), dated("2", 4))
    for _ in range(4):
        assert show(record, hub, dated("1", 3), gone=("weibo:2", "weibo:nobody")) == 0
    state = record.reading.document(post("2").url)
    assert state is not None
    assert [seen.gone for seen in state.history] == [False, True]
    assert (known(record, hub)["weibo:2"].gone, known(record, hub)["weibo:1"].gone) == (True, False)


def test_what_one_answer_calls_deleted_is_not_before_it_is_said_again(record: Record, hub: Source) -> None:
    show(record, hub, dated("1", 3), dated("2", 4))
    show(record, hub, dated("1", 3), gone=("weibo:2",))
    assert not known(record, hub)["weibo:2"].gone
    show(record, hub, dated("1", 3), dated("2", 4))
    show(record, hub, dated("1", 3), gone=("weibo:2",))
    assert not known(record, hub)["weibo:2"].gone, "it was there in between"
    show(record, hub, dated("1", 3), gone=("weibo:2",))
    assert known(record, hub)["weibo:2"].gone


def test_a_deletion_that_two_mirrors_state_is_one(record: Record, hub: Source) -> None:
    other = moved_in(record, "other:lei-jun")
    for each in (hub, other):
        show(record, each, dated("1", 3), dated("2", 4))
    show(record, hub, dated("1", 3), gone=("weibo:2",))
    show(record, other, dated("1", 3), gone=("weibo:2",))
    assert [known(record, each)["weibo:2"].gone for each in (hub, other)] == [False, True]


def test_what_another_mirror_has_shown_is_not_gone_on_this_one(record: Record, hub: Source) -> None:
    show(record, hub, post())
    other = moved_in(record, "other:lei-jun")
    delete(record, other, "weibo:1", dated("2", 1))
    assert not known(record, hub)["weibo:1"].gone
    assert not known(record, other)["weibo:1"].gone


def test_a_post_that_is_back_is_a_revision_and_only_other_words_are_read(record: Record, hub: Source) -> None:
    show(record, hub, dated("1", 3), dated("2", 4))
    delete(record, hub, "weibo:2", dated("1", 3))
    read_all(record)
    assert show(record, hub, dated("1", 3), dated("2", 4)) == 0
    state = record.reading.document(post("2").url)
    assert state is not None
    assert [(seen.gone, seen.back) for seen in state.history] == [
        (False, False),
        (True, False),
        (False, True),
    ]
    delete(record, hub, "weibo:2", dated("1", 3))
    assert show(record, hub, dated("1", 3), replace(dated("2", 4), text="Others.")) == 1


@pytest.mark.parametrize("outcome", [Outcome.EMPTY, Outcome.BLOCKED, Outcome.ERROR])
def test_an_empty_or_refused_answer_deletes_nothing_and_misses_nothing(
    record: Record, hub: Source, outcome: Outcome
) -> None:
    show(record, hub, dated("1", 1), dated("2", 2), dated("3", 3), validators=Validators('"1"'))
    before = record.crawl.remembered(hub.id)
    show(record, hub, outcome=outcome, gone=("weibo:2",), validators=Validators('"2"'))
    after = record.crawl.remembered(hub.id)
    assert (after.known, after.well_at, after.validators) == (before.known, before.well_at, before.validators)
    assert (before.fails, after.fails) == (0, 1)


def test_a_talk_that_broke_off_brings_its_posts_and_moves_nothing_else(record: Record) -> None:
    hub = mirror()
    record.crawl.add_sources([hub])
    old, new = dated("1", 20), post("2", published_at=NOW + DAY)
    broken = poll(hub, old, new, outcome=Outcome.BLOCKED, validators=Validators('"1"'))
    assert record.crawl.record_poll(broken) == 2
    remembered = record.crawl.remembered(hub.id)
    assert (remembered.well_at, remembered.validators, remembered.fails) == (None, None, 1)
    show(record, hub, old, new, dated("3", 21))
    assert baseline(record) == {"weibo:1": True, "weibo:2": False, "weibo:3": True}


def test_an_earlier_part_of_a_listing_that_broke_off_misses_nothing(record: Record, hub: Source) -> None:
    show(record, hub, dated("1", 1), dated("2", 2), dated("3", 3))
    show(record, hub, dated("1", 1), dated("3", 3), outcome=Outcome.BLOCKED)
    assert not any(each.absent for each in known(record, hub).values())


# ---------------------------------------------------------------- absences


def absent(record: Record, of: Source) -> list[str]:
    return sorted(key for key, each in known(record, of).items() if each.absent)


def test_a_post_that_is_left_out_between_its_neighbours_is_no_longer_seen_and_not_deleted(
    record: Record, hub: Source
) -> None:
    show(record, hub, dated("3", 1), dated("2", 2), dated("1", 3))
    missing = poll(hub, dated("3", 1), dated("1", 3))
    record.crawl.record_poll(missing)
    record.crawl.record_poll(replace(missing, at=missing.at + MINUTE))
    assert absent(record, hub) == ["weibo:2"]
    state = record.reading.document(post("2").url)
    assert state is not None
    assert state.absent == ((hub.id, missing.at),)
    assert [seen.gone for seen in state.history] == [False]
    show(record, hub, dated("3", 1), dated("2", 2), dated("1", 3))
    assert absent(record, hub) == []


def test_a_post_that_turns_out_to_be_deleted_is_no_longer_only_absent(record: Record, hub: Source) -> None:
    show(record, hub, dated("3", 1), dated("2", 2), dated("1", 3))
    for gone in ((), ("weibo:2",), ("weibo:2",), ()):
        show(record, hub, dated("3", 1), dated("1", 3), gone=gone)
    assert absent(record, hub) == []
    assert known(record, hub)["weibo:2"].gone


@pytest.mark.parametrize(
    ("listed", "missed"),
    [
        ([dated("4", 1), dated("3", 2)], []),
        ([dated("1", 4, pinned=True), dated("4", 1), dated("3", 2)], []),
        ([dated("1", 4), dated("4", 1), dated("3", 2)], []),
        ([dated("3", 2), dated("2", 3), dated("1", 4)], []),
        ([dated("1", 4), dated("2", 3), dated("4", 1)], []),
        ([dated("4", 1)], []),
        ([dated("3", 2, pinned=True), dated("4", 1), dated("1", 4)], ["weibo:2"]),
        ([dated("4", 1), dated("1", 4)], ["weibo:2", "weibo:3"]),
    ],
    ids=["older", "pinned", "pinned, unsaid", "newer", "oldest first", "one", "pinned between", "between"],
)
def test_only_what_stands_between_listed_posts_is_missed(
    record: Record, hub: Source, listed: list[Post], missed: list[str]
) -> None:
    show(record, hub, dated("4", 1), dated("3", 2), dated("2", 3), dated("1", 4))
    show(record, hub, *listed)
    assert absent(record, hub) == missed


def test_a_mirror_misses_only_what_it_has_shown_itself(record: Record, hub: Source) -> None:
    show(record, hub, dated("3", 1), dated("2", 2), dated("1", 3))
    other = moved_in(record, "other:lei-jun")
    for _ in range(2):
        show(record, other, dated("3", 1), dated("1", 3))
    assert absent(record, other) == []


def test_a_listing_whose_posts_lie_years_apart_misses_the_newest_only(record: Record, hub: Source) -> None:
    posts = [dated(str(number), number) for number in range(1, 300)]
    show(record, hub, *posts, dated("month", 31 * 24), dated("old", 24_000))
    for _ in range(3):
        show(record, hub, dated("0", 0), dated("older", 24_001))
    with read(record.engine) as connection:
        missed = select(documents.c.key).join(absences, absences.c.document_id == documents.c.id)
        assert set(connection.scalars(missed)) == {each.key for each in posts}, "at most 200 of them at once"


def test_one_listing_misses_no_more_than_two_hundred(record: Record, hub: Source) -> None:
    show(record, hub, *(dated(str(number), number) for number in range(1, 300)))
    show(record, hub, dated("0", 0), dated("older", 24_001))
    with read(record.engine) as connection:
        assert connection.scalar(select(func.count()).select_from(absences)) == 200


# ---------------------------------------------------------------- baseline


def baseline(record: Record) -> dict[str, bool]:
    with read(record.engine) as connection:
        rows = connection.execute(select(documents.c.key, documents.c.baseline))
        return {row.key: row.baseline for row in rows}


def test_an_old_post_is_baseline_whenever_it_comes_and_a_new_one_never(record: Record) -> None:
    one, two = mirror("one:lei-jun"), mirror("two:lei-jun")
    record.crawl.add_sources([one, two])
    show(record, one, dated("1", 2))
    show(record, one, dated("old, pinned later", 900, pinned=True), dated("late", 2), dated("1", 2))
    show(record, two, dated("old", 800), dated("missed", 3), post("new", published_at=NOW + DAY))
    show(record, two, dated("older", 801), dated("shown late", 4), post("undated"))
    assert {key.removeprefix("weibo:"): is_old for key, is_old in baseline(record).items()} == {
        "1": True,
        "old, pinned later": True,
        "late": False,
        "old": True,
        "missed": True,
        "new": False,
        "older": True,
        "shown late": False,
        "undated": False,
    }


@pytest.mark.parametrize(("platform", "is_old"), [("newsroom", False), ("medium", False), ("weibo", True)])
def test_what_a_site_shows_now_may_bear_the_date_of_its_draft(
    record: Record, platform: str, is_old: bool
) -> None:
    account = Account(platform, "1")
    hub = moved_in(record, "hub:1", account)
    draft, old = (
        replace(dated(str(days), days * 24), key=f"{platform}:{days}", account=account) for days in (9, 16)
    )
    show(record, hub, draft, old)
    assert baseline(record) == {draft.key: is_old, old.key: True}


def test_a_post_that_one_mirror_dates_wrongly_is_news_where_another_dates_it_now(
    record: Record, hub: Source
) -> None:
    evil = moved_in(record, "evil:lei-jun")
    show(record, evil, replace(post(), published_at=NOW - 900 * DAY))
    assert baseline(record) == {"weibo:1": True}
    (claimed,) = record.intake.claim_revisions(1)
    found = Located(report(), Gist("en"))
    record.intake.record_reports(claimed, [found], lambda *_: Placement(), DAY)
    assert [event.kind for event in judged(record)] == [EventKind.FIRST_DENIAL]
    for _ in range(2):
        show(record, hub, replace(post(), published_at=NOW))
    (event,) = judged(record)
    assert event.kind is EventKind.REPORTED
    assert event.evidence
    assert not event.evidence.revision.document.baseline
    assert known(record, hub)["weibo:1"].published_at == NOW


def test_what_stood_there_before_the_account_was_added_stays_old_whatever_its_date_becomes(
    record: Record,
) -> None:
    hub = mirror()
    record.crawl.add_sources([hub])
    show(record, hub, dated("1", 30), at=NOW)
    show(record, hub, replace(dated("1", 30), published_at=NOW + DAY))
    assert baseline(record) == {"weibo:1": True}


def judged(record: Record) -> list[Event]:
    claimed = record.judging.claim_events(100)
    for each in claimed:
        with record.judging.judging(each):
            pass
    return [event for each in claimed for event in each.events]


def test_an_old_article_of_a_site_is_news_as_ever(record: Record) -> None:
    feed = source()
    record.crawl.add_sources([feed])
    record.crawl.record_poll(poll(feed, entry("a")))
    record.crawl.record_poll(poll(feed, entry("b", NOW - 40 * DAY)))
    with read(record.engine) as connection:
        rows = connection.execute(select(documents.c.baseline).order_by(documents.c.id))
        assert list(rows.scalars()) == [True, False]


# ---------------------------------------------------------------- what the next poll is told


def test_the_next_poll_is_told_of_the_newest_posts_of_the_account_by_whomever(
    record: Record, hub: Source
) -> None:
    edited = replace(dated("2", 2), facts=PostFacts(edits=3))
    show(record, hub, dated("3", 1), edited, post("undated"))
    other = moved_in(record, "other:lei-jun")
    show(record, other, dated("4", 0), replace(dated("1", 3), facts=CUT))
    times = {name: NOW - timedelta(hours=hours) for name, hours in (("4", 0), ("3", 1), ("2", 2), ("1", 3))}
    assert record.crawl.remembered(hub.id).known == (
        KnownPost("weibo:4", times["4"], shown=False, complete=False, edits=None),
        KnownPost("weibo:3", times["3"], shown=True, complete=True, edits=None),
        KnownPost("weibo:2", times["2"], shown=True, complete=True, edits=3),
        KnownPost("weibo:1", times["1"], shown=False, complete=False, edits=None),
        KnownPost("weibo:undated", None, shown=True, complete=True, edits=None),
    )
    assert not known(record, other)["weibo:1"].complete
    assert known(record, other)["weibo:1"].shown


def test_only_the_newest_hundred_are_told(record: Record, hub: Source) -> None:
    show(record, hub, *(dated(str(number), number) for number in range(130)))
    remembered = record.crawl.remembered(hub.id).known
    assert [each.key for each in remembered] == [f"weibo:{number}" for number in range(100)]


def test_what_another_mirror_invents_does_not_take_the_place_of_what_this_one_has_shown(
    record: Record, hub: Source
) -> None:
    evil = moved_in(record, "evil:lei-jun")
    mine = [dated(str(number), number) for number in range(1, 5)]
    show(record, hub, *mine)
    show(record, evil, *(dated(f"invented {number}", 0) for number in range(120)))
    shown = [each.key for each in record.crawl.remembered(hub.id).known if each.shown]
    assert shown == [each.key for each in mine]


def test_a_mirror_that_was_never_asked_goes_on_where_another_stopped(record: Record, hub: Source) -> None:
    other = moved_in(record, "other:lei-jun")
    asked = poll(hub, dated("1", 1))
    record.crawl.record_poll(asked)
    record.crawl.record_poll(poll(other, outcome=Outcome.BLOCKED))
    assert record.crawl.remembered(other.id).well_at == asked.at
    assert record.crawl.remembered(other.id).fails == 1


def test_a_site_is_told_of_no_posts_and_every_source_of_its_fails(record: Record) -> None:
    feed = source(account=ACCOUNT)
    record.crawl.add_sources([feed])
    good = Poll(feed, NOW, Outcome.OK, entries=(entry("a"),))
    record.crawl.record_poll(good)
    for _ in range(2):
        record.crawl.record_poll(poll(feed, outcome=Outcome.ERROR))
    remembered = record.crawl.remembered(feed.id)
    assert (remembered.known, remembered.fails, remembered.well_at) == ((), 2, NOW)
