"""A later Event of a Statement hangs below the first message about it, where a service knows how."""

from __future__ import annotations

from dataclasses import replace

import pytest

from alerts import channels
from record.types import Message, SendClass
from tests.alerts.sending.posing import ANSWERS, KEY, SERVICES, sent
from tests.receivers import MailReceiver, Reply, WebhookReceiver

MESSAGE = Message("Ann Lee: “no plan”", "words", "<p>words</p>")
LATER = "f" * 32


def test_a_later_mail_replies_to_the_first(mail: MailReceiver) -> None:
    url = f"mailto://127.0.0.1:{mail.port}?from=onrecord@example.org&to=desk@example.org"
    first = channels.send(url, MESSAGE, KEY)
    channels.send(url, replace(MESSAGE, reply_to=first.remote_id), LATER)
    before, after = (each.message for each in mail.mails)
    assert first.remote_id == before["Message-ID"]
    assert after.get_all("In-Reply-To") == after.get_all("References") == [before["Message-ID"]]
    assert after["Message-ID"] == f"<{LATER}@example.org>"
    assert before["In-Reply-To"] is None


@pytest.mark.parametrize("forged", ["x", "<a@b>\r\nBcc: all@example.org", "<a b@c>", "<@>"])
def test_what_is_no_message_id_starts_no_thread(mail: MailReceiver, forged: str) -> None:
    url = f"mailto://127.0.0.1:{mail.port}?from=onrecord@example.org&to=desk@example.org"
    channels.send(url, replace(MESSAGE, reply_to=forged), KEY)
    [arrived] = mail.mails
    assert arrived.message["In-Reply-To"] is None
    assert arrived.message["Bcc"] is None


@pytest.mark.parametrize(
    ("name", "remote_id"),
    [("bot", "1700000000.000100"), ("tgram", "77"), ("discord", "1234567890"), ("slack", None)],
)
def test_what_a_service_calls_the_message_is_kept(
    service: WebhookReceiver, name: str, remote_id: str | None
) -> None:
    service.answer = Reply(body=ANSWERS.get(name, b"ok"))
    assert sent(SERVICES[name], MESSAGE).remote_id == remote_id


def test_slacks_bot_answers_in_the_thread(service: WebhookReceiver) -> None:
    service.answer = Reply(body=ANSWERS["bot"])
    sent(SERVICES["bot"], replace(MESSAGE, reply_to="1700000000.000100"))
    assert service.posts[0].json["thread_ts"] == "1700000000.000100"


def test_a_thread_that_the_address_names_stays(service: WebhookReceiver) -> None:
    service.answer = Reply(body=ANSWERS["bot"])
    sent("slack://xoxb-1234-1234-abc124/#desk:1600000000.000100", replace(MESSAGE, reply_to="1700000000.1"))
    assert service.posts[0].json["thread_ts"] == "1600000000.000100"


def test_telegram_replies_even_where_the_first_is_gone(service: WebhookReceiver) -> None:
    service.answer = Reply(body=ANSWERS["tgram"])
    sent(SERVICES["tgram"], replace(MESSAGE, reply_to="77"))
    expected = {"message_id": 77, "allow_sending_without_reply": True}
    assert service.posts[0].json["reply_parameters"] == expected


def test_a_thread_that_is_gone_holds_nothing_back(service: WebhookReceiver) -> None:
    service.script.append(Reply(body=b'{"ok": false, "error": "thread_not_found"}'))
    service.answer = Reply(body=ANSWERS["bot"])
    result = sent(SERVICES["bot"], replace(MESSAGE, reply_to="1700000000.000100"))
    assert result.kind is SendClass.OK
    assert [post.json.get("thread_ts") for post in service.posts] == ["1700000000.000100", None]


@pytest.mark.parametrize("answer", [Reply(500), Reply(401), "reset"])
def test_nothing_else_is_sent_twice_for_a_thread(service: WebhookReceiver, answer: Reply) -> None:
    service.script.append(answer)
    sent(SERVICES["bot"], replace(MESSAGE, reply_to="1700000000.000100"))
    assert len(service.posts) == 1


def test_mattermosts_bot_answers_in_the_thread(service: WebhookReceiver) -> None:
    service.answer = Reply(201, b'{"id": "abc"}')
    url = "mmost://team@127.0.0.1/tokentokentokentokentokento/?mode=bot&to=%2Babcdefghijklmnopqrstuvwxyz"
    assert sent(url, replace(MESSAGE, reply_to="root1")).remote_id == "abc"
    assert service.posts[0].json["root_id"] == "root1"


# ---------------------------------------------------------------- Matrix: its own transactions

LOGIN = Reply(body=b'{"access_token": "TOKEN", "user_id": "@u:h", "device_id": "D", "home_server": "h"}')
JOINED = Reply(body=b'{"room_id": "!r:h"}')
SAID = Reply(body=b'{"event_id": "$e1"}')


def matrix(service: WebhookReceiver, message: Message) -> tuple[str | None, list[tuple[str, str]]]:
    del service.posts[:]
    service.script.extend([LOGIN, JOINED, SAID])
    service.answer = Reply(body=b"{}")
    result = sent("matrix://u:pSECRET@127.0.0.1/!r:h?discovery=no&e2ee=no", message)
    return result.remote_id, [(post.method, post.path) for post in service.posts]


def test_a_matrix_server_sees_one_transaction_of_one_device(service: WebhookReceiver) -> None:
    remote_id, requests = matrix(service, MESSAGE)
    assert remote_id == "$e1"
    assert ("PUT", f"/_matrix/client/v3/rooms/%21r%3Ah/send/m.room.message/{KEY}") in requests
    assert service.posts[0].json["device_id"] == f"ONRECORD{KEY[:16].upper()}"
    assert matrix(service, MESSAGE)[1] == requests, "the next attempt is the same"


def test_matrix_answers_in_the_thread(service: WebhookReceiver) -> None:
    matrix(service, replace(MESSAGE, reply_to="$e0"))
    [said] = [post.json for post in service.posts if "/send/m.room.message/" in post.path]
    assert said["m.relates_to"]["rel_type"] == "m.thread"
    assert said["m.relates_to"]["event_id"] == "$e0"
