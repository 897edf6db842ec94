"""Retry-After as servers write it, and as they should not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from record.retryafter import LONGEST_WAIT, http_date, retry_after

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("17", 17.0),
        (" 17 ", 17.0),
        ("0", 0.0),
        ("1.5", 1.5),
        ("86401", LONGEST_WAIT),
        ("9" * 5000, LONGEST_WAIT),
        ("Mon, 23 Nov 2026 07:01:30 GMT", 90.0),
        ("Mon, 23 Nov 2026 15:01:30 +0800", 90.0),
        ("Mon, 23 Nov 2026 07:01:30 -0000", 90.0),  # email's parser leaves this one without a zone
        ("Monday, 23-Nov-26 07:01:30 GMT", 90.0),
        ("Mon, 23 Nov 2026 06:00:00 GMT", 0.0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST_WAIT),
        ("Fri, 31 Dec 9999 23:59:59 -2300", None),  # past the last day there is
        ("Mon, 23 Nov 2026 07:01:30 +99999999999", None),
        ("Mon, 99 Nov 2026 07:01:30 GMT", None),
        ("Mon, 23 Nov 99999999999 07:01:30 GMT", None),
        ("²", None),  # str.isdigit says yes
        ("١٧", None),
        ("-5", None),
        ("1e9", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_it_gives_seconds_or_nothing(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


def test_without_a_now_only_seconds_say_something() -> None:
    assert retry_after("17", None) == 17.0
    assert retry_after("Mon, 23 Nov 2026 07:01:30 GMT", None) is None


@pytest.mark.parametrize("value", ["Mon, 23 Nov 2026 07:00:00 GMT", "Mon, 23 Nov 2026 15:00:00 +0800"])
def test_a_date_header_is_read_as_aware_utc(value: str) -> None:
    read = http_date(value)
    assert read == NOW
    assert read.tzinfo is UTC
