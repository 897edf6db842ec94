"""What the checker says of messages, by table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from examples.demo.checker import Told, Verdict, judge
from examples.newsroom.scenario import Expectation
from examples.receivers import Received

DENIAL = Expectation(
    "the denial", "lei-jun", "Lei Jun", (("US market", "美国市场"),), True, 2, ("mail", "slack")
)
POST = "https://weibo.com/1749127163/R1"
TOLD = Told("st_1", "lei-jun", "no plan for the US market", POST, 2, frozenset({"k-mail", "k-slack"}))
MAIL = Received(
    "2026-11-23T07:00:00+00:00", "mail", "Lei Jun: “…”", f"no plan for the US market {POST}", "<k-mail@x>"
)
SLACK = replace(MAIL, channel="slack", subject="", text=f"Lei Jun: “US market” {POST}", key="k-slack")
MARKED = replace(SLACK, text=SLACK.text + "\nPossible repeat · ref k-slac")
STRANGE = replace(MAIL, subject="Somebody: else", key="<other@x>")


def verdict(messages: list[Received], told: Told = TOLD, kills: int = 0) -> Verdict:
    return judge([DENIAL], messages, [told], kills)


def test_one_message_on_each_channel_is_fine() -> None:
    assert verdict([MAIL, SLACK]).fine


@pytest.mark.parametrize(
    ("messages", "kills", "wrong"),
    [
        ([], 0, ["missing", "missing"]),
        ([MAIL], 0, ["missing"]),
        ([MAIL, SLACK, STRANGE], 0, ["extra"]),
        ([MAIL, SLACK, SLACK], 0, ["unmarked repeat"]),
        ([MAIL, SLACK, SLACK], 3, ["unmarked repeat"]),
        ([MAIL, SLACK, MARKED], 0, ["needless repeat"]),
        ([MAIL, MARKED], 0, ["needless repeat"]),
        ([MAIL, SLACK, MARKED], 1, []),
        ([MAIL, MARKED], 1, []),
        ([MAIL, MARKED, MARKED], 2, []),
        ([replace(MAIL, text="something else"), SLACK], 0, ["missing", "extra"]),
        ([replace(MAIL, subject="Somebody: “…”"), SLACK], 0, ["missing", "extra"]),
        ([replace(MAIL, text="the US market"), SLACK], 0, ["not first-party"]),
        ([replace(MAIL, text="the US market"), SLACK], 1, []),
    ],
)
def test_a_wrong_set_of_messages_is_named(messages: list[Received], kills: int, wrong: list[str]) -> None:
    assert [finding.wrong for finding in verdict(messages, kills=kills).findings] == wrong


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        (replace(TOLD, reports=1), ["too few reports"]),
        (replace(TOLD, original=None), ["not first-party"]),
        (replace(TOLD, speaker_id="lu-weibing"), ["missing", "missing", "extra", "extra"]),
        (replace(TOLD, keys=frozenset({"k-mail"})), ["missing", "extra"]),
    ],
)
def test_what_the_record_says_counts_as_well(told: Told, wrong: list[str]) -> None:
    assert [finding.wrong for finding in verdict([MAIL, SLACK], told).findings] == wrong


def test_repeats_are_counted_with_and_without_a_mark() -> None:
    counted = verdict([MAIL, SLACK, MARKED, SLACK, SLACK], kills=1)
    assert (counted.repeats, counted.unmarked) == (3, 2)


def test_a_second_statement_told_in_the_same_message_does_not_hide_the_first() -> None:
    remark = replace(TOLD, public_id="st_2", words="bought by another company", reports=0, original=POST)
    assert judge([DENIAL], [MAIL, SLACK], [remark, TOLD], 0).fine
