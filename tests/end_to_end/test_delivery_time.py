"""From a newsroom to a receiver when the user wants it: digests, quiet hours, throttles, fallbacks.

Every round is another runner: whatever waits, waits in its row. The clock is moved, and nobody sleeps.
"""

from __future__ import annotations

from datetime import timedelta

from tests.end_to_end.desk import Desk
from tests.end_to_end.receiving import ALL, DAY, HOUR, hook, keys
from tests.receivers import WebhookReceiver, closed_port, limited

# ---------------------------------------------------------------- fallback


FALLBACK = "notify: [desk], fallback: {channel: phone, after: 10m}"


def test_a_fallback_is_told_what_the_channel_did_not_take_in_time(desk: Desk, web: WebhookReceiver) -> None:
    with closed_port() as nobody:
        desk.write_files({"desk": hook(nobody), "phone": hook(web.port)}, FALLBACK)
        desk.work()
        assert web.posts == []
        desk.work(timedelta(minutes=11))
    assert len(set(keys(web))) == len(web.posts) == ALL


def test_a_fallback_is_told_nothing_where_the_channel_takes_it(
    desk: Desk, web: WebhookReceiver, other: WebhookReceiver
) -> None:
    desk.write_files({"desk": hook(web.port), "phone": hook(other.port)}, FALLBACK)
    desk.work()
    desk.work(DAY)
    assert (len(web.posts), other.posts) == (ALL, [])
    assert desk.states() == {"sent": ALL, "suppressed": ALL}


def test_a_fallback_is_told_at_once_of_what_was_refused_for_good(
    desk: Desk, web: WebhookReceiver, other: WebhookReceiver
) -> None:
    web.answer = limited(None, 404)
    desk.write_files({"desk": hook(web.port), "phone": hook(other.port)}, FALLBACK)
    desk.work()
    assert len(other.posts) >= 1


# ---------------------------------------------------------------- the user's time


def test_a_digest_is_one_message_at_its_hour_over_any_number_of_restarts(
    desk: Desk, web: WebhookReceiver
) -> None:
    watch = 'notify: [{channel: desk, digest: "mon-fri 18:00"}]'
    desk.write_files({"desk": hook(web.port)}, watch)
    desk.move_to(weekday=2, hour=12)
    for _ in range(5):
        desk.work(HOUR)
    assert web.posts == [], "it is 17:00 and some"
    desk.work(HOUR + timedelta(minutes=1))
    desk.work(DAY)
    assert len(web.posts) == 1
    assert desk.states() == {"sent": 1}


def test_quiet_hours_hold_back_and_nothing_is_lost_in_the_morning(desk: Desk, web: WebhookReceiver) -> None:
    desk.write_files({"desk": hook(web.port)}, 'notify: [desk], quiet: {hours: "22:00-07:00"}')
    desk.move_to(weekday=2, hour=23)
    desk.work()
    desk.work(HOUR * 3)
    assert web.posts == []
    desk.work(HOUR * 6)
    assert len(web.posts) == 1, "gathered in one"


def test_what_is_critical_breaks_the_quiet(desk: Desk, web: WebhookReceiver) -> None:
    quiet = 'quiet: {hours: "22:00-07:00", unless: "severity:critical"}'
    desk.write_files({"desk": hook(web.port)}, f"notify: [desk], severity: critical, {quiet}")
    desk.move_to(weekday=2, hour=23)
    desk.work()
    assert len(web.posts) == ALL


def test_over_a_throttle_the_rest_comes_in_one_message(desk: Desk, web: WebhookReceiver) -> None:
    desk.write_files({"desk": hook(web.port)}, "notify: [desk], throttle: {max: 1, per: day}")
    desk.work()
    assert len(web.posts) == 1
    desk.work(DAY)
    desk.work(DAY)
    assert len(web.posts) == 2


def test_a_watch_on_trial_and_a_muted_one_send_nothing(desk: Desk, web: WebhookReceiver) -> None:
    desk.write_files({"desk": hook(web.port)}, "notify: [desk], status: test")
    desk.work()
    desk.work(DAY)
    assert (web.posts, desk.deliveries()) == ([], [])
