"""The message of `onrecord send-test` is made as an Alert's is, for every family, and says what it is."""

from __future__ import annotations

from typing import get_args

import pytest

from alerts.messages import Told, render
from alerts.messages.families import Family
from alerts.sample import sample_alert
from tests.alerts.stories import NOW, ZONE


@pytest.mark.parametrize("family", get_args(Family))
def test_it_says_that_it_is_a_test_and_of_which_channel(family: Family) -> None:
    told = Told("a1b2c3d4", "a1b2c3")
    message = render(sample_alert("desk", NOW), family, now=NOW, zone=ZONE, delivery=told)
    words = "This is a test of the channel desk. Nobody has said anything."
    assert words in f"{message.text} {message.fields}".replace("\\", "")
