"""A change of who an account says it is: told once, by whichever mirror shows it first."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from record.store import Record
from record.types import Event, EventKind, Outcome, Profile, Source
from tests.builders import ACCOUNT, NOW, mirror, poll, post

REASON = "小米创始人，董事长兼CEO"


@pytest.fixture
def hubs(record: Record) -> tuple[Source, Source]:
    made = mirror("hub:lei-jun"), mirror("other:lei-jun")
    record.crawl.add_sources(made)
    return made


def show(record: Record, of: Source, outcome: Outcome = Outcome.OK, **fields: Any) -> list[dict[str, Any]]:
    """What is told of after a poll that shows this profile."""
    profile = Profile(ACCOUNT, **fields)
    record.crawl.record_poll(poll(of, *[post()] * outcome.healthy, profile=profile, outcome=outcome))
    return [event.data["changes"] for event in told(record)]


def told(record: Record) -> list[Event]:
    claimed = record.judging.claim_events(100)
    for each in claimed:
        with record.judging.judging(each):
            pass
    return [event for each in claimed for event in each.events]


def test_a_change_is_an_event_with_both_values(record: Record, hubs: tuple[Source, Source]) -> None:
    assert show(record, hubs[0], name="雷军", verified=True, verified_reason=REASON) == []
    record.crawl.record_poll(
        poll(hubs[0], post(), profile=Profile(ACCOUNT, "雷军", verified=False, verified_reason=""))
    )
    (event,) = told(record)
    assert event.kind is EventKind.ACCOUNT_CHANGED
    assert event.data.pop("ref")
    assert event.data == {
        "account": "weibo:1749127163",
        "platform": "weibo",
        "uid": "1749127163",
        "source": "hub:lei-jun",
        "format": "rsshub",
        "name": "雷军",
        "changes": {"verified": [True, False], "verified_reason": [REASON, ""]},
    }
    assert show(record, hubs[0], name="雷军", verified=False, verified_reason="") == []


def test_what_a_mirror_does_not_show_is_no_change_nor_is_what_it_begins_to_show(
    record: Record, hubs: tuple[Source, Source]
) -> None:
    assert show(record, hubs[0], name="雷军", verified=True) == []
    assert show(record, hubs[0]) == []
    assert show(record, hubs[0], name="雷军", verified=True, verified_reason=REASON) == []
    assert show(record, hubs[0], verified_reason="CEO") == [{"verified_reason": [REASON, "CEO"]}]


def test_a_name_in_another_width_is_the_same(record: Record, hubs: tuple[Source, Source]) -> None:
    show(record, hubs[0], name="Lei Jun")
    assert show(record, hubs[0], name="Ｌｅｉ　Ｊｕｎ") == []
    assert show(record, hubs[0], name="LeiJun") == []
    assert show(record, hubs[0], name="Lei Jun Fans") == [{"name": ["Lei Jun", "Lei Jun Fans"]}]


def test_another_mirror_does_not_tell_the_same_again(record: Record, hubs: tuple[Source, Source]) -> None:
    for hub in hubs:
        assert show(record, hub, name="雷军", verified=True) == []
    assert show(record, hubs[0], name="雷军", verified=False) == [{"verified": [True, False]}]
    assert show(record, hubs[1], name="雷軍 CEO", verified=False) == [{"name": ["雷军", "雷軍 CEO"]}]
    assert show(record, hubs[0], verified=True) == [{"verified": [False, True]}]
    assert show(record, hubs[1], verified=True) == []


def test_a_value_that_swings_to_another_and_back_is_told_once_a_day(
    record: Record, hubs: tuple[Source, Source]
) -> None:
    def day(number: int) -> list[str]:
        """The names that are told of over ten polls of that day."""
        for turn in range(10):
            profile = Profile(ACCOUNT, "AB"[turn % 2])
            at = NOW + timedelta(days=number, minutes=turn)
            record.crawl.record_poll(poll(hubs[0], post(), profile=profile, at=at))
        return [event.data["changes"]["name"][1] for event in told(record)]

    assert day(0) == ["B", "A"]
    assert sorted(day(2)) == ["A", "B"]


def test_a_mirror_that_shows_another_name_from_the_start_tells_nothing(
    record: Record, hubs: tuple[Source, Source]
) -> None:
    assert show(record, hubs[0], name="雷军") == []
    assert show(record, hubs[1], name="Lei Jun") == []
    assert show(record, hubs[0], name="雷军") == []


def test_a_mark_that_is_lost_is_told_though_no_post_is_listed_any_more(
    record: Record, hubs: tuple[Source, Source]
) -> None:
    show(record, hubs[0], verified=True)
    assert show(record, hubs[0], Outcome.BLOCKED, verified=False) == [{"verified": [True, False]}]
