"""How much a Channel takes: never more than its rate in any minute."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alerts.sending.pacing import PER_MINUTE, rate, rate_of
from alerts.watches import Channel
from record.channelstate import ChannelState
from record.store.channelstates import Bucket
from tests.builders import NOW

MINUTE = timedelta(minutes=1)
SLACK = "slackhook://127.0.0.1:8065/T0/B0/X0"


@pytest.mark.parametrize("per_minute", [1, 2, 3, 7, 20, 60, 1200])
def test_no_minute_has_more_than_the_rate_and_an_hour_has_most_of_it(per_minute: int) -> None:
    pace = rate(per_minute)
    tokens, refilled_at, sent = pace.capacity, NOW, []
    now = NOW
    while now < NOW + 60 * MINUTE:
        bucket = Bucket("desk", ChannelState(), tokens, refilled_at)
        wait = bucket.wait(pace, now)
        if wait:
            now += max(wait, timedelta(milliseconds=1))
            continue
        tokens, refilled_at = bucket.filled(pace, now) - 1, now
        sent.append(now)
    most = max(
        sum(1 for each in sent if start <= each < start + MINUTE) for start in sent[:: len(sent) // 50 + 1]
    )
    assert most <= per_minute
    assert len(sent) >= 0.7 * 60 * per_minute


def test_the_user_s_rate_comes_before_what_the_kind_is_known_to_take() -> None:
    assert rate_of(Channel("desk", SLACK)) == rate(PER_MINUTE["slack"])
    assert rate_of(Channel("desk", SLACK, per_minute=6)) == rate(6)


def test_a_clock_that_was_put_back_takes_no_token_away() -> None:
    bucket = Bucket("desk", ChannelState(), 3.0, NOW + MINUTE)
    assert bucket.filled(rate(60), NOW) == 3.0
