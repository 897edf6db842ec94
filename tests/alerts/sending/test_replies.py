"""What an answer means, without a connection."""

from __future__ import annotations

from alerts.sending.replies import read_reply


def test_an_endless_wait_in_a_body_is_cut_to_a_day() -> None:
    assert read_reply(429, {}, b'{"retry_after": %s}' % (b"9" * 400)).retry_after == 86_400.0


def test_a_retry_after_date_is_measured_by_the_servers_own_clock() -> None:
    dates = {"Date": "Mon, 23 Nov 2026 07:00:00 GMT", "Retry-After": "Mon, 23 Nov 2026 07:01:30 GMT"}
    assert read_reply(503, dates, b"").retry_after == 90.0
    assert read_reply(503, {**dates, "Retry-After": "soon"}, b"").retry_after is None
