"""Texts with hand-made Reports, so that a test shows what is shown and not what is found."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from ops.extracts.given import Given, Moment
from ops.extracts.understood import Understood
from record.types import Reason, Report, Speaker
from tests.builders import report

ADA = Speaker("?ada lin", "person", "Ada Lin")
TEXT = "Ada Lin said the plant will not open.\n“We,” she added, “will wait.”\nShares fell."


def said(text: str, *words: str, by: str, cue: str, **changes: Any) -> Report:
    """The Report of words in a text, where each of them stands first."""

    def place(part: str) -> tuple[int, int]:
        return text.index(part), text.index(part) + len(part)

    given: dict[str, Any] = {
        "speaker": ADA,
        "content": tuple(map(place, words)),
        "cue": place(cue),
        "mention": place(by),
        "reasons": (Reason("cue", f"reported by “{cue}”"),),
    }
    return report(" … ".join(words), **{**given, **changes})


def understood(text: str = TEXT, *reports: Report, **changes: Any) -> Understood:
    moment = Moment(datetime(2026, 11, 22, 6, 3, tzinfo=UTC))
    fields: dict[str, Any] = {"title": "Ada Lin waits", "url": "https://h.example/a", "published": moment}
    return Understood(Given(text, **{**fields, **changes}), reports)


def two() -> Understood:
    denial = said(TEXT, "the plant will not open", by="Ada Lin", cue="said", org="Nordlys", role="CEO")
    wait = said(TEXT, "“We,”", "“will wait.”", by="she", cue="added", kind="direct", stance="plan")
    return understood(TEXT, denial, wait)
