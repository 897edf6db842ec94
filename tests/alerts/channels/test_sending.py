"""What arrives at real receivers on loopback, and what no log may hold."""

from __future__ import annotations

import logging

import pytest
import requests

from alerts import channels
from alerts.sending import transport
from record.types import SendClass, SendResult
from tests.alerts.channels.sending import KEY, MESSAGE, hook_url, mail_url, sent
from tests.receivers import MailReceiver, Reply, WebhookReceiver


def test_a_mail_arrives_with_both_parts_as_rendered(mail: MailReceiver) -> None:
    result = sent(mail_url(mail.port))
    assert result == SendResult(SendClass.OK, 250, None, "SMTP 250", f"<{KEY}@example.org>")
    [arrived] = mail.mails
    assert arrived.recipients == ("desk@example.org",)
    assert arrived.message["Subject"] == "Lei Jun: “no plan”"
    assert arrived.part("plain").strip() == "plain words <!channel> & more"
    assert arrived.part("html").strip() == "<p>html words</p>"


def test_every_attempt_carries_the_same_message_id(mail: MailReceiver) -> None:
    sent(mail_url(mail.port))
    sent(mail_url(mail.port))
    assert [m.message.get_all("Message-ID") for m in mail.mails] == [[f"<{KEY}@example.org>"]] * 2


def test_several_recipients_are_one_mail_each(mail: MailReceiver) -> None:
    several = mail_url(mail.port, "a@example.org,b@example.org") + "&cc=c@example.org&bcc=d@example.org"
    parts = channels.recipients(several)
    assert [sent(part).kind for part in parts] == [SendClass.OK] * 4
    assert [m.recipients for m in mail.mails] == [(f"{name}@example.org",) for name in "abcd"]
    assert all(m.message["Cc"] is None for m in mail.mails)


def test_a_refused_recipient_fails_nobody_else(mail: MailReceiver) -> None:
    mail.rcpt.append("550 5.1.1 no such user")
    parts = channels.recipients(mail_url(mail.port, "gone@example.org,here@example.org"))
    assert [sent(part).kind for part in parts] == [SendClass.PERMANENT, SendClass.OK]
    assert [m.recipients for m in mail.mails] == [("here@example.org",)]


def test_a_webhook_gets_slacks_payload_with_our_text_untouched(web: WebhookReceiver) -> None:
    assert sent(hook_url(web.port)).kind is SendClass.OK
    [post] = web.posts
    assert (post.method, post.path) == ("POST", "/T0SECRET/B0SECRET/X0SECRET")
    assert post.json["attachments"][0]["text"] == MESSAGE.text
    assert post.headers["Idempotency-Key"] == KEY


def test_slack_itself_gets_the_same_payload(web: WebhookReceiver, monkeypatch: pytest.MonkeyPatch) -> None:
    address = f"http://127.0.0.1:{web.port}/services"
    monkeypatch.setattr(channels.RenderedSlack, "webhook_url", address)
    assert sent("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7").kind is SendClass.OK
    assert sent(hook_url(web.port)).kind is SendClass.OK
    assert web.posts[0].path == "/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7"
    assert web.posts[0].json == web.posts[1].json


def test_a_peer_of_slack_that_answers_in_json_is_understood(web: WebhookReceiver) -> None:
    web.script.append(Reply(body=b'{"success": true}'))
    assert sent(hook_url(web.port)).kind is SendClass.OK


def test_a_plain_channel_gets_subject_and_text(web: WebhookReceiver) -> None:
    assert sent(f"json://127.0.0.1:{web.port}/hook").kind is SendClass.OK
    assert web.posts[0].json["title"] == MESSAGE.subject
    assert web.posts[0].json["message"] == MESSAGE.text


def test_no_secret_reaches_a_log_or_a_detail(
    web: WebhookReceiver, mail: MailReceiver, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    web.script.extend(
        [Reply(500, b"T0SECRET"), Reply(403), "reset", Reply(200, b'{"ok":false,"error":"T0SECRET"}')]
    )
    mail.rcpt.append("550 5.1.1 <secret@example.org> unknown")
    results = [sent(hook_url(web.port, "?+X-Token=SECRET")) for _ in range(4)]
    results.append(sent(mail_url(mail.port, "secret@example.org")))
    results.append(sent("slack://SECRET"))
    assert all(result.kind is not SendClass.OK for result in results)
    assert "secret" not in " ".join(result.detail for result in results).lower()
    ours = [r.getMessage() for r in caplog.records if r.name != "mail.log"]  # the receiver's own
    assert "secret" not in " ".join(ours).lower()


def test_what_others_send_by_requests_is_left_alone(web: WebhookReceiver) -> None:
    transport.install()
    web.script.append(Reply(302, headers={"Location": f"http://127.0.0.1:{web.port}/elsewhere"}))
    reply = requests.get(f"http://127.0.0.1:{web.port}/start", timeout=5)
    assert [post.path for post in web.posts] == ["/start", "/elsewhere"]
    assert "Idempotency-Key" not in reply.request.headers
