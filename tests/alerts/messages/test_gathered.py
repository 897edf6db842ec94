"""What several Alerts in one tell; and how much it matters, and why this Channel hears of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import get_args

import pytest

from alerts.channels import send
from alerts.messages import mark_repeat, render
from alerts.messages.families import Family
from alerts.messages.outline import Told
from record.types import Alert, Gathering, Message, Purpose, SendClass
from tests.alerts.messages.reading import read
from tests.alerts.messages.samples import HITS, gathered
from tests.alerts.stories import NOW, PARAPHRASE, REPORTED_STATEMENT, ZONE, hit
from tests.receivers import MailReceiver

FAMILIES: tuple[Family, ...] = get_args(Family)


def told(alert: Alert, family: Family = "plain", delivery: Told | None = None) -> Message:
    return render(alert, family, now=NOW, zone=ZONE, delivery=delivery)


def test_a_digest_tells_first_party_then_reported_then_changed() -> None:
    message = told(gathered())
    assert message.subject == "3 statements, 2 people · Xiaomi in the US, Ford · Mon 23 Nov"
    places = [message.text.index(f"\n{word}\n") for word in ("FIRST-PARTY", "REPORTED ONLY", "CHANGED")]
    assert places == sorted(places)
    assert "• Lei Jun, deleted by Reuters" in message.text


@pytest.mark.parametrize(
    ("why", "words"),
    [("quiet", "while it was quiet"), ("throttle", "over the number"), ("burst", "within a minute")],
)
def test_it_says_why_it_was_gathered(why: Gathering, words: str) -> None:
    assert words in told(gathered(why)).subject


def test_one_statement_is_told_like_any_other() -> None:
    alone = Alert("desk", HITS[:1], gathers="digest", slot=NOW)
    assert told(alone) == told(Alert("desk", HITS[:1]))


@pytest.mark.parametrize("family", FAMILIES)
def test_a_hundred_statements_are_all_named_in_every_family(family: Family) -> None:
    ids = [f"st_{n:012}" for n in range(100)]
    hits = [hit(replace(REPORTED_STATEMENT, id=n, public_id=each), PARAPHRASE) for n, each in enumerate(ids)]
    message = mark_repeat(told(Alert("desk", tuple(hits), gathers="burst", slot=NOW), family), "a1b2c3")
    whole = message.text.replace("\\", "")
    assert [each for each in ids if each not in whole] == []
    assert not read(message, family).live


@pytest.mark.parametrize("family", FAMILIES)
def test_what_matters_much_says_so_in_words(family: Family) -> None:
    loud = replace(HITS[0], severity="critical")
    message = told(Alert("desk", (loud,)), family)
    assert message.subject.startswith("[critical] Lei Jun: “")
    assert message.html is None or "<strong>[critical]</strong>" in message.html
    assert (
        "[critical]" in message.text.replace("\\", "").replace("［", "[").replace("］", "]").splitlines()[0]
    )
    assert "[" not in told(Alert("desk", (replace(loud, severity="low"),)), family).text.splitlines()[0]


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize(
    ("purpose", "words"),
    [
        ("fallback", "By fallback: exec-slack has not taken it since 13:55"),
        ("escalation", "Not acknowledged by exec-slack since 13:55 · acknowledge: "),
    ],
)
def test_a_stand_in_says_for_whom_and_since_when(family: Family, purpose: Purpose, words: str) -> None:
    delivery = Told("0f" * 16, "0f0f0f", purpose, "exec-slack", NOW - timedelta(minutes=10))
    message = told(Alert("desk", HITS[:1]), family, delivery)
    assert words in message.text
    assert ("onrecord ack 0f0f0f" in message.text) == (purpose == "escalation")
    assert message.html is None or words in message.html
    assert words not in told(Alert("desk", HITS[:1]), family, replace(delivery, purpose="alert")).text


def test_a_digest_arrives_as_mail_with_both_parts() -> None:
    url = "mailto://127.0.0.1:{}?from=onrecord@example.org&to=desk@example.org"
    with MailReceiver() as mail:
        assert send(url.format(mail.port), told(gathered(), "email"), "0f" * 16).kind is SendClass.OK
    [arrived] = mail.mails
    assert arrived.message["Subject"] == "3 statements, 2 people · Xiaomi in the US, Ford · Mon 23 Nov"
    for part in (arrived.part("plain"), arrived.part("html")):
        assert part.index("FIRST-PARTY") < part.index("REPORTED ONLY") < part.index("CHANGED")
        assert "https://weibo.com/1749127163/Abc" in part
        assert "onrecord explain st_F0rddenies01" in part
