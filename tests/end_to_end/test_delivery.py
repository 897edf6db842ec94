"""From a newsroom to a receiver with every fault it can have: what it got, in which order, and marked how.

The newsroom is really crawled and read. Each round is another runner on the same record, so that what one
leaves undone the next one finds; the clock is moved, and nobody sleeps.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest
from _pytest.mark import ParameterSet

from record.types import SendClass
from tests.end_to_end.desk import Desk
from tests.end_to_end.receiving import ALL, DAY, HOUR, REPEAT, hook, keys, mailbox, subjects, told
from tests.receivers import MailReceiver, Scripted, WebhookReceiver, closed_port, limited
from tests.receivers.faults import ENDLESS, MAIL_FAULTS, WEB_FAULTS, WELL_ENOUGH, MailFault, WebFault

QUICK = {"429 for seconds", "silence", "302 to itself", "451 at rcpt", "a cut after the mail"}


def cases(faults: Mapping[str, WebFault | MailFault]) -> list[ParameterSet]:
    """All of them; each takes a second or two, so that most are for `make test-all`."""
    return [
        pytest.param(fault, id=name, marks=() if name in QUICK else pytest.mark.slow)
        for name, fault in faults.items()
    ]


LATER = cases({name: fault for name, fault in WEB_FAULTS.items() if fault.kind is not SendClass.PERMANENT})
REFUSED = cases({name: fault for name, fault in WEB_FAULTS.items() if fault.kind is SendClass.PERMANENT})


# ---------------------------------------------------------------- a fault, and then none


def test_what_was_said_arrives_once_and_stays_told(desk: Desk, web: WebhookReceiver) -> None:
    desk.write_files({"desk": hook(web.port)})
    desk.work()
    desk.work(DAY)
    assert len(web.posts) == len(set(keys(web))) == ALL
    assert desk.states() == {"sent": ALL}
    assert not any(REPEAT in words for words in told(web))


@pytest.mark.parametrize("fault", LATER)
def test_after_a_fault_that_passes_everything_arrives_and_doubt_is_marked(
    desk: Desk, web: WebhookReceiver, fault: WebFault
) -> None:
    web.script.append(fault.answer)
    desk.write_files({"desk": hook(web.port)})
    desk.work()
    assert len(web.posts) == 1, "the channel rests: nothing is thrown after it"
    desk.work(HOUR)
    desk.work(HOUR)
    assert desk.states() == {"sent": ALL}
    assert len(set(keys(web))) == ALL
    assert len(web.posts) == ALL + 1
    marked = {post.headers["Idempotency-Key"] for post in web.posts if REPEAT in post.body.decode()}
    assert marked == ({keys(web)[0]} if fault.kind is SendClass.IN_DOUBT else set())


@pytest.mark.slow
@pytest.mark.parametrize("fault", ENDLESS.values(), ids=ENDLESS)
def test_an_answer_without_an_end_costs_a_process_and_is_in_doubt(
    desk: Desk, web: WebhookReceiver, fault: WebFault
) -> None:
    web.script.append(fault.answer)
    desk.write_files({"desk": hook(web.port)})
    desk.work()
    assert ("desk", "alert", "in_doubt", True, 1) in desk.deliveries()
    desk.work(HOUR)
    assert desk.states() == {"sent": ALL}
    assert sum(REPEAT in words for words in told(web)) == 1


@pytest.mark.parametrize("answer", WELL_ENOUGH.values(), ids=WELL_ENOUGH)
def test_an_answer_that_says_well_is_believed_whatever_its_body_is(
    desk: Desk, web: WebhookReceiver, answer: Scripted
) -> None:
    web.script.append(answer)
    desk.write_files({"desk": hook(web.port)})
    desk.work()
    assert (desk.states(), len(web.posts)) == ({"sent": ALL}, ALL)
    assert web.streamed < 64 * 1024**2, "not read to its end"


@pytest.mark.parametrize("fault", REFUSED)
def test_a_refusal_is_kept_and_followed_nowhere_and_the_rest_waits_for_the_channel(
    desk: Desk, web: WebhookReceiver, fault: WebFault
) -> None:
    web.answer = fault.answer
    desk.write_files({"desk": hook(web.port)})
    desk.work()
    assert {post.path for post in web.posts} == {"/T0/B0/X0"}
    assert set(desk.states()) <= {"dead", "pending"}
    web.answer = limited(0, 200)
    for _ in range(3):
        desk.work(HOUR)
    assert set(desk.states()) <= {"dead", "sent"}
    assert not any(REPEAT in words for words in told(web)), "a refusal leaves no doubt"


@pytest.mark.parametrize("fault", cases(MAIL_FAULTS))
def test_a_mail_servers_fault_loses_nothing(desk: Desk, mail: MailReceiver, fault: MailFault) -> None:
    getattr(mail, fault.step).append(fault.answer)
    desk.write_files({"desk": mailbox(mail.port)})
    for _ in range(4):
        desk.work(HOUR)
    dead = desk.states()["dead"]
    assert dead <= (1 if fault.kind is SendClass.PERMANENT else 0)
    assert desk.states()["sent"] == ALL - dead
    assert len(mail.mails) == ALL - dead + int(fault.taken)
    assert sum(REPEAT in subject for subject in subjects(mail)) == int(fault.taken)
    ids = [str(each.message["Message-ID"]) for each in mail.mails]
    assert len(set(ids)) == ALL - dead, "a repeat has the Message-ID of the first"


def test_a_server_that_says_when_is_asked_no_sooner(desk: Desk, web: WebhookReceiver) -> None:
    web.script.append(limited(7200))
    desk.write_files({"desk": hook(web.port)})
    desk.work()
    desk.work(HOUR)
    assert len(web.posts) == 1
    desk.work(HOUR + timedelta(minutes=1))
    assert len(web.posts) == 1 + ALL


# ---------------------------------------------------------------- a Channel that is down


@pytest.mark.slow
def test_a_channel_that_is_down_for_a_day_gets_everything_when_it_is_back(
    desk: Desk, mail: MailReceiver
) -> None:
    with closed_port() as nobody:
        desk.write_files({"desk": mailbox(nobody)})
        for _ in range(24):
            desk.work(HOUR)
    assert desk.states() == {"pending": ALL}
    desk.write_files({"desk": mailbox(mail.port)})  # a mailbox is the same wherever its server is
    desk.work(HOUR)
    desk.work(HOUR)
    assert len(set(subjects(mail))) == len(mail.mails) == ALL
    assert not any(REPEAT in subject for subject in subjects(mail))
    assert desk.states() == {"sent": ALL}


def test_one_that_is_down_holds_no_other(desk: Desk, web: WebhookReceiver) -> None:
    with closed_port() as nobody:
        desk.write_files({"desk": hook(nobody), "phone": hook(web.port)}, "notify: [desk, phone]")
        desk.work()
    assert len(web.posts) == ALL
    assert desk.states() == {"pending": ALL, "sent": ALL}


def test_the_operator_hears_of_it_by_another_channel_and_again_when_it_is_well(
    desk: Desk, web: WebhookReceiver, mail: MailReceiver
) -> None:
    web.answer = limited(None, 404)
    channels = {"desk": hook(web.port), "ops": mailbox(mail.port)}
    desk.write_files(channels, settings="operator: ops\n")
    for _ in range(3):
        desk.work(HOUR)
    (failing,) = subjects(mail)
    assert "desk" in failing
    web.answer = limited(0, 200)
    for _ in range(3):
        desk.work(HOUR)
    assert len(mail.mails) == 2, "once each"
    assert "desk" in subjects(mail)[1]


def test_where_the_operators_own_channel_fails_he_hears_of_it_by_another(
    desk: Desk, web: WebhookReceiver, mail: MailReceiver
) -> None:
    web.answer = limited(None, 404)
    desk.write_files({"desk": hook(web.port), "mail": mailbox(mail.port)}, settings="operator: desk\n")
    for _ in range(3):
        desk.work(HOUR)
    assert len(mail.mails) == 1
