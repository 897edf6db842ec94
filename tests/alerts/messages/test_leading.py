"""What will be escalated says so to those who can stop it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from alerts.messages import render
from alerts.messages.families import Family
from alerts.messages.outline import Told
from tests.alerts.messages.samples import KEY, TOLD
from tests.alerts.messages.test_gathered import FAMILIES
from tests.alerts.stories import ALERTS, NOW, ZONE

ESCALATES = replace(TOLD, escalates_to="duty-phone", escalates_at=NOW + timedelta(minutes=15))
WORDS = "Acknowledge before 14:20, or duty-phone is told too"


def words(family: Family, told: Told) -> str:
    message = render(ALERTS["original_post"], family, now=NOW, zone=ZONE, delivery=told)
    return f"{message.text}\n{message.html or ''}".replace("\\", "")


@pytest.mark.parametrize("family", FAMILIES)
def test_a_message_that_will_be_escalated_says_until_when_and_how_it_is_stopped(family: Family) -> None:
    told = words(family, ESCALATES)
    assert told.count(WORDS) == (2 if family == "email" else 1)
    assert f"onrecord ack {KEY[:6]}" in told
    assert "Acknowledge" not in words(family, TOLD)


def test_a_fallback_that_will_be_escalated_says_both() -> None:
    told = words("email", replace(ESCALATES, purpose="fallback", stands_for="exec-slack"))
    assert told.count("By fallback: exec-slack has not taken it") == 2
    assert told.count(WORDS) == 2


def test_the_webhook_has_it_as_fields() -> None:
    message = render(ALERTS["original_post"], "webhook", now=NOW, zone=ZONE, delivery=ESCALATES)
    assert message.fields is not None
    delivery = message.fields["delivery"]
    assert (delivery["escalates_to"], delivery["escalates_at"]) == ("duty-phone", "2026-11-23T06:20:00Z")
