"""Which Statement a Report joins."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from record.placing import Candidate, Located, Topic
from statements.grouping import place
from tests.builders import EPOCH, LEI_JUN, report

HOUR = timedelta(hours=1)
TOPICS = (
    Topic("us", frozenset({("us", "market"), ("united", "states"), ("美", "国")})),
    Topic("cars", frozenset({("cars",)})),
)
US, CARS, NOTHING = frozenset({"us"}), frozenset({"cars"}), frozenset[str]()
DENIAL = Candidate(1, "lei-jun", "negative", "deny", EPOCH, US, US)


def joins(
    *candidates: Candidate,
    text: str = "no plan for the US market",
    content_topics: frozenset[str] = US,
    topics: frozenset[str] = US,
    after: timedelta = timedelta(),
    **changes: Any,
) -> int | None:
    located = Located(report(text, **changes), content_topics, topics)
    return place(located, EPOCH + after, candidates or (DENIAL,), TOPICS)


@pytest.mark.parametrize(
    ("changes", "joined"),
    [
        ({}, True),
        ({"after": 48 * HOUR}, True),
        ({"after": -48 * HOUR}, True),
        ({"after": 49 * HOUR}, False),
        ({"polarity": "positive"}, False),
        ({"speaker": replace(LEI_JUN, id="jim-farley")}, False),
        ({"content_topics": CARS, "topics": CARS}, False),
        (
            {"content_topics": NOTHING, "topics": US},
            True,
        ),  # "such an expansion"
        ({"content_topics": NOTHING, "topics": NOTHING}, False),
    ],
)
def test_a_report_joins_when_speaker_polarity_topic_and_time_agree(
    changes: dict[str, Any], joined: bool
) -> None:
    assert joins(**changes) == (1 if joined else None)


@pytest.mark.parametrize(
    ("post", "text", "joined"),
    [
        (None, "he has no such plan for the US market, he said", True),
        (("weibo:1", 7), "no plan for the US market, really", True),  # another mirror writes it otherwise
        (("weibo:1", 7), "not one worker will be hired for the US market", False),  # its next sentence
        (("weibo:1", 8), "no intention of entering the US market", False),
        (("x:lei", 8), "no intention of entering the US market", False),
        (("x:lei", 8), "No plan for the US market!", True),  # the same is posted on another network
    ],
)
def test_what_one_posts_in_other_words_is_said_for_itself(
    post: tuple[str, int] | None, text: str, joined: bool
) -> None:
    posted = replace(DENIAL, texts=("no plan for the US market",), posts=frozenset({("weibo:1", 7)}))
    located = Located(report(text), US, US, post)
    assert place(located, EPOCH, [posted], TOPICS) == (1 if joined else None)


def test_the_statement_that_shares_most_words_said_wins() -> None:
    other = replace(DENIAL, statement_id=2, content_topics=CARS, topics=US | CARS)
    assert joins(other, DENIAL, topics=US | CARS) == 1
    assert joins(other, DENIAL, content_topics=CARS, topics=US | CARS) == 2


def test_among_equals_the_nearest_in_time_wins() -> None:
    late = replace(DENIAL, statement_id=2, said_at=EPOCH + 10 * HOUR)
    assert joins(DENIAL, late, after=9 * HOUR) == 2


@pytest.mark.parametrize(("stance", "joined"), [("claim", True), ("judge", True), ("plan", False)])
def test_a_plan_is_never_counted_with_a_remark(stance: str, joined: bool) -> None:
    remark = replace(DENIAL, polarity="positive", stance="claim")
    assert joins(remark, polarity="positive", stance=stance) == (1 if joined else None)


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Xiaomi is not planning to sell in the United States", True),  # planning, plan
        ("there will be no job cuts in the United States", False),
        ("小米没有进入美国市场的计划", True),  # another script: nothing to compare
    ],
)
def test_words_that_share_nothing_but_the_topic_are_another_claim(text: str, joined: bool) -> None:
    told = replace(DENIAL, texts=("Xiaomi has no plan to enter the US market",))
    assert joins(told, text=text) == (1 if joined else None)


def test_chinese_words_are_compared_by_pairs_of_characters() -> None:
    told = replace(DENIAL, texts=("小米汽车目前没有进入美国市场的计划",))
    assert joins(told, text="公司的汽车业务暂时没有进入美国的打算") == 1
    assert joins(told, text="美国员工不会被裁") is None


def test_once_a_statement_is_translated_its_words_are_no_longer_compared() -> None:
    told = replace(DENIAL, texts=("小米汽车目前没有进入美国市场的计划", "the quality of the US market"))
    assert joins(told, text="nothing in the United States is better") == 1


def test_words_that_name_another_topic_are_another_claim_in_any_script() -> None:
    told = replace(DENIAL, texts=("No plan for the US market",))
    assert joins(told, text="没有计划", content_topics=CARS, topics=US | CARS) is None


def test_the_own_house_is_no_topic_that_tells_claims_apart() -> None:
    house = Topic("xiaomi", frozenset({("xiaomi",), ("小", "米")}))
    told = replace(DENIAL, content_topics=frozenset({"xiaomi", "cars"}), topics=frozenset({"xiaomi", "cars"}))
    located = Located(
        report("小米没有计划", org="Xiaomi"), frozenset({"xiaomi", "us"}), frozenset({"xiaomi", "us"})
    )
    assert place(located, EPOCH, [told], (*TOPICS, house)) is None
