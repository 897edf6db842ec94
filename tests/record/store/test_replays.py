"""Dead letters go again when somebody wants it: as if never tried, but for their doubt."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from record.channelstate import ChannelState
from record.clock import Clock
from record.store import Record
from record.store.engine import write
from record.store.replays import Replayed, ReplayStore
from record.store.sending import SendingStore
from record.store.settling import DEAD_KEPT
from record.store.tables import channels, deliveries
from record.types import SendClass, SendResult
from tests.builders import NOW
from tests.record.store.test_sending import MESSAGE, claim_one, judged
from tests.record.store.test_standbys import GONE, end

DOUBT = SendResult(SendClass.IN_DOUBT, detail="no answer")


def dead(record: Record, result: SendResult = GONE) -> str:
    """The key of one that was given up."""
    judged(record)
    delivery = claim_one(record)
    end(record.sending, delivery, result)
    return delivery.key


def test_one_by_its_ref_is_pending_again_with_all_its_tries_before_it(record: Record) -> None:
    key = dead(record)
    assert record.replays.replay_ref(key[:6]) == Replayed((key,))
    delivery = claim_one(record)
    assert (delivery.key, delivery.attempts, delivery.doubt, delivery.payload) == (key, 1, False, MESSAGE)
    end(record.sending, delivery, SendResult(SendClass.OK, 200))
    (kept,) = record.reading.deliveries(record.reading.statements()[0])
    assert (kept.state, kept.error, len(kept.attempts)) == ("sent", None, 2)


def test_one_that_may_have_arrived_is_still_in_doubt(record: Record) -> None:
    record.replays.replay_ref(dead(record, DOUBT))
    assert claim_one(record).doubt


def test_all_of_a_channel_and_it_is_tried_at_once_though_it_rests(record: Record) -> None:
    key = dead(record)
    with write(record.engine) as connection:
        rests = {"rests_until": NOW + timedelta(hours=1), "failing_since": NOW, "fails": 3}
        connection.execute(update(channels).values(**rests))
    assert record.replays.replay_channel("desk") == Replayed((key,))
    assert claim_one(record).key == key
    (row,) = record.delivery_log.channels()
    assert (row.state.fails, row.state.failing_since) == (3, NOW), "it is not well before something arrives"
    assert record.replays.replay_channel("phone") == Replayed(())


def test_of_a_channel_those_since_a_moment_alone(record: Record) -> None:
    key = dead(record)
    assert record.replays.replay_channel("desk", NOW + timedelta(hours=1)).keys == ()
    assert record.replays.replay_channel("desk", NOW - timedelta(hours=1)).keys == (key,)


def test_what_goes_again_is_due_now_and_nobody_is_told_that_it_is_late(record: Record) -> None:
    record.replays.replay_ref(dead(record))
    with record.engine.connect() as connection:
        assert connection.execute(select(deliveries.c.due_at)).scalar_one() >= NOW
    assert record.sending.tell_late(timedelta(minutes=10)) == 0


def test_one_whose_message_was_thrown_away_is_refused(record: Record) -> None:
    key = dead(record)
    over = Clock(DEAD_KEPT + timedelta(hours=1))
    SendingStore(record.engine, over).forget_dead()
    late = ReplayStore(record.engine, over)
    assert late.replay_channel("desk") == Replayed((), thrown_away=1)
    found = late.replay_ref(key)
    assert isinstance(found, list)
    assert [(each.state, each.error) for each in found] == [("dead", "HTTP 404")]


@pytest.mark.parametrize("made", [True, False], ids=["sent before", "never made"])
def test_one_whose_words_were_forgotten_is_refused(record: Record, made: bool) -> None:
    judged(record)
    delivery = claim_one(record)
    if made:
        end(record.sending, delivery, GONE)
    else:
        record.sending.fail_making(delivery, "no words", timedelta(), most=1)
    (statement,) = record.reading.statements()
    record.forgetting.forget(record.forgetting.of_statement(statement.public_id))
    assert record.replays.replay_channel("desk") == Replayed((), thrown_away=1)


def test_one_that_is_not_dead_stays_as_it_is(record: Record) -> None:
    judged(record)
    delivery = claim_one(record)
    found = record.replays.replay_ref(delivery.key)
    assert isinstance(found, list)
    assert [each.state for each in found] == ["pending"]
    assert record.replays.replay_ref("nobody") == []


# ---------------------------------------------------------------- the log of them


def test_the_log_shows_what_waits_what_failed_and_how_the_channel_is(record: Record) -> None:
    key = dead(record)
    (shown,), count = record.delivery_log.recent(NOW - timedelta(hours=1), 10)
    assert (shown.key, shown.channel, shown.state, shown.tries, shown.error) == (
        *(key, "desk", "dead", 1),
        "HTTP 404",
    )
    (row,) = record.delivery_log.channels()
    assert (count, row.name, row.waiting, row.later, row.dead) == (1, "desk", 0, 0, 1)
    record.replays.replay_ref(key)
    (row,) = record.delivery_log.channels()
    assert (row.waiting, row.dead, row.oldest is not None) == (1, 0, True)


def test_the_log_is_narrowed_and_the_newest_are_kept(record: Record) -> None:
    judged(record, recipients={"desk": ("a", "b"), "phone": ("c",)})
    long_ago, ahead = NOW - timedelta(hours=1), NOW + timedelta(hours=1)
    shown, count = record.delivery_log.recent(long_ago, 2)
    assert ([each.channel for each in shown], count) == (["desk", "phone"], 3)
    assert record.delivery_log.recent(long_ago, 9, channel="phone")[1] == 1
    assert record.delivery_log.recent(long_ago, 9, state="dead")[1] == 0
    assert record.delivery_log.recent(ahead, 9)[1] == 3, "what is open is always shown"
    assert [row.state for row in record.delivery_log.channels()] == [ChannelState(), ChannelState()]
