"""The end of a digest: what it cannot have heard, and what was found and not sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import get_args

import pytest

from alerts.messages import render
from alerts.messages.families import Family
from record.ailments import SILENT, Ailment
from record.digests import AilingSource, DigestEnd, Undelivered, Withheld
from record.types import Alert, Message
from tests.alerts.messages.reading import read
from tests.alerts.messages.samples import HITS, gathered
from tests.alerts.messages.test_gathered import FAMILIES
from tests.alerts.messages.test_page import block
from tests.alerts.stories import NOW, PARAPHRASE, REPORTED_STATEMENT, ZONE, hit

COURIER = AilingSource("The Courier", Ailment("blocked", "HTTP 403"), NOW - timedelta(hours=26))
HERALD = AilingSource("The Herald", Ailment(SILENT, "nothing new for 3 days"), NOW - timedelta(days=3))
END = DigestEnd(
    (COURIER, HERALD),
    (Withheld("1 of 2 outlets", ("st_0neOutlet01", "st_0neOutlet02")),),
    (Undelivered("exec-slack", "HTTP 404", 3),),
)


def told(end: DigestEnd, family: Family = "plain", alert: Alert | None = None) -> Message:
    return render(alert or gathered(), family, now=NOW, zone=ZONE, end=end)


def test_it_names_sources_that_bring_nothing_and_what_was_not_sent_and_why() -> None:
    text = told(END).text
    assert text.endswith(
        "\n\nQUIET OR BROKEN SOURCES\n"
        "• The Courier is broken: blocked, HTTP 403 (since 22 Nov 12:05)\n"
        "• The Herald is silent, nothing new for 3 days (since 20 Nov 14:05)\n"
        "\n"
        "NOT SENT\n"
        "• 2 × 1 of 2 outlets: st_0neOutlet01 st_0neOutlet02\n"
        "• 3 messages to exec-slack given up: HTTP 404 · send again: onrecord deliveries replay exec-slack\n"
    )
    assert text.index("CHANGED") < text.index("QUIET OR BROKEN")


def test_it_is_shown_on_the_page_as_it_is_sent() -> None:
    shown = told(replace(END, sources=(COURIER,))).text
    assert shown[shown.index("QUIET") :].rstrip() == block("digest-end")


def test_a_digest_that_has_nothing_to_add_ends_with_what_it_tells() -> None:
    assert told(DigestEnd()) == render(gathered(), "plain", now=NOW, zone=ZONE)
    assert "NOT SENT" not in told(replace(END, withheld=(), undelivered=())).text
    assert "SOURCES" not in told(replace(END, sources=())).text


def test_a_digest_of_one_statement_has_its_end_too() -> None:
    alone = Alert("desk", HITS[:1], gathers="digest", slot=NOW)
    assert told(END, alert=alone).subject == "1 statement, 1 person · Xiaomi in the US · Mon 23 Nov"
    assert "The Courier is broken" in told(END, alert=alone).text


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_shows_it_and_nothing_in_it_is_live(family: Family) -> None:
    hostile = AilingSource(
        "<!channel> @everyone <at user_id='all'>", Ailment("error", "[x](http://x.example)"), NOW
    )
    message = told(replace(END, sources=(hostile, COURIER)), family)
    assert not read(message, family).live
    assert "st_0neOutlet02" in message.text.replace("\\", "")


@pytest.mark.parametrize("family", get_args(Family))
def test_where_there_is_no_room_it_says_how_many(family: Family) -> None:
    ids = [f"st_{n:012}" for n in range(100)]
    hits = [hit(replace(REPORTED_STATEMENT, id=n, public_id=each), PARAPHRASE) for n, each in enumerate(ids)]
    many = replace(END, sources=(COURIER,) * 40, withheld=(Withheld("muted", tuple(ids)),) * 30)
    whole = told(many, family, Alert("desk", tuple(hits), gathers="digest", slot=NOW)).text.replace("\\", "")
    assert [each for each in ids if each not in whole] == []
    in_words = family in ("email", "webhook")
    assert ("and 30 more: " if in_words else "sources that bring nothing: 40, not sent: 3003") in whole


def test_many_are_counted_and_the_rest_is_to_be_found() -> None:
    ids = tuple(f"st_{n:012}" for n in range(7))
    many = DigestEnd((COURIER,) * 12, tuple(Withheld(f"reason {n}", ids) for n in range(9)))
    text = told(many, "email").text
    assert "- and 2 more: onrecord sources\n" in text
    assert "- and 1 more for other reasons\n" in text
    assert "- 7 × reason 7: " in text
    assert "reason 8" not in text
    assert f"{ids[4]} and 2 more" in text
