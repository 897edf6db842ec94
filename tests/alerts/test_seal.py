"""The operator's digest of a sealed day."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from alerts.messages import render
from alerts.telling import tell_operator
from record.types import Event, EventKind, OperatorAlert
from tests.builders import EPOCH

ROOT, BEFORE = "ab" * 32, "cd" * 32


def sealed(**data: Any) -> Event:
    told: dict[str, Any] = {
        "day": "2026-11-22",
        "root": ROOT,
        "previous": BEFORE,
        "leaves": 40,
        "statements": 12,
        "alerts": 1,
        "broken": [],
        "ref": "0123456789abcdef",
    }
    return Event(7, EventKind.SEALED, EPOCH, "seal:2026-11-22", data={**told, **data})


def told(event: Event, family: Any = "plain") -> str:
    return render(OperatorAlert("ops", event), family, now=EPOCH, zone=ZoneInfo("UTC")).text


def test_the_message_holds_the_root_and_how_to_check_it() -> None:
    assert told(sealed()) == (
        "Record of 2026-11-22 sealed: 12 new statements, 1 alert\n"
        f"Root {ROOT}\n"
        f"It covers 40 revisions of articles and posts, and the root of the day before, {BEFORE}.\n"
        "Keep this message: what is altered in the record of that day, or before, shows against the root.\n"
        f"To check: onrecord evidence --verify FILE.zip --root {ROOT}\n"
    )


def test_the_first_day_says_so_and_broken_sources_are_named() -> None:
    text = told(sealed(previous="", leaves=1, broken=[f"Source {at}" for at in range(10)]))
    assert "It covers 1 revision of articles and posts; it is the first of this record." in text
    assert "Broken now: Source 0 · " in text
    assert "Source 7 and 2 more. All of them: onrecord sources" in text


def test_the_name_of_a_source_can_do_nothing_on_slack() -> None:
    assert "<!channel>" not in told(sealed(broken=["<!channel>"]), "slack")


@pytest.mark.parametrize(
    ("changes", "heard"),
    [({}, True), ({"leaves": 0}, False), ({"leaves": 0, "broken": ["The Courier"]}, True)],
)
def test_a_silent_day_without_trouble_is_not_told(changes: dict[str, Any], heard: bool) -> None:
    assert bool(tell_operator("ops", [sealed(**changes)])) is heard
    assert tell_operator(None, [sealed(**changes)]) == []
