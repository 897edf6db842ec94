"""What is no success: the class of every answer, and of none."""

from __future__ import annotations

import pytest
import requests
from apprise.plugins.feishu import NotifyFeishu
from apprise.plugins.wecombot import NotifyWeComBot

from alerts import channels
from alerts.sending import transport
from alerts.sending.replies import Exchange
from record.types import SendClass, SendResult
from tests.alerts.channels.sending import KEY, hook_url, mail_url, sent
from tests.receivers import MailReceiver, Reply, Scripted, WebhookReceiver, closed_port

HTTP_ANSWERS: list[tuple[Scripted, SendResult]] = [
    (
        Reply(302, headers={"Location": "/elsewhere"}),
        SendResult(SendClass.PERMANENT, 302, None, "HTTP 302: redirects are not followed"),
    ),
    (
        Reply(307, headers={"Location": "/elsewhere"}),
        SendResult(SendClass.PERMANENT, 307, None, "HTTP 307: redirects are not followed"),
    ),
    (Reply(429, headers={"Retry-After": "17"}), SendResult(SendClass.TRANSIENT, 429, 17.0, "HTTP 429")),
    (Reply(500, b"oops"), SendResult(SendClass.TRANSIENT, 500, None, "HTTP 500")),
    (Reply(408), SendResult(SendClass.TRANSIENT, 408, None, "HTTP 408")),
    (Reply(425), SendResult(SendClass.TRANSIENT, 425, None, "HTTP 425")),
    (Reply(401), SendResult(SendClass.PERMANENT, 401, None, "HTTP 401")),
    (Reply(404), SendResult(SendClass.PERMANENT, 404, None, "HTTP 404")),
    (Reply(404, b"no_service"), SendResult(SendClass.PERMANENT, 404, None, "HTTP 404: no_service")),
    (
        Reply(200, b'{"ok": false, "error": "invalid_blocks"}'),
        SendResult(SendClass.PERMANENT, 200, None, "HTTP 200, but the answer says invalid_blocks"),
    ),
    (
        Reply(200, b'{"ok": false, "error": "ratelimited"}'),
        SendResult(SendClass.TRANSIENT, 200, None, "HTTP 200, but the answer says ratelimited"),
    ),
    ("hang", SendResult(SendClass.IN_DOUBT, None, None, "no answer in time")),
    ("reset", SendResult(SendClass.IN_DOUBT, None, None, "connection lost while sending")),
]


@pytest.mark.parametrize(("answer", "expected"), HTTP_ANSWERS, ids=lambda value: str(value)[:40])
def test_a_webhooks_answer_has_its_class(
    web: WebhookReceiver, answer: Scripted, expected: SendResult
) -> None:
    web.script.append(answer)
    result = sent(hook_url(web.port, "?rto=0.2"))
    assert (result.kind, result.status, result.detail) == (expected.kind, expected.status, expected.detail)
    if expected.retry_after is not None:
        assert result.retry_after == expected.retry_after
    assert len(web.posts) == 1, "nothing is re-sent"


def test_a_redirect_is_no_success_on_a_plain_webhook_either(web: WebhookReceiver) -> None:
    web.script.append(Reply(302, headers={"Location": f"http://127.0.0.1:{web.port}/elsewhere"}))
    assert sent(f"json://127.0.0.1:{web.port}/hook").kind is SendClass.PERMANENT
    assert [post.path for post in web.posts] == ["/hook"]


def test_a_refused_connection_was_not_sent() -> None:
    with closed_port() as port:
        refused = SendResult(SendClass.NOT_SENT, detail="connection refused")
        assert sent(hook_url(port)) == refused
        assert sent(mail_url(port)) == refused


def test_an_unknown_host_was_not_sent() -> None:
    url = "slackhook://no-such-host.invalid/T0/B0/X0"
    assert sent(url) == SendResult(SendClass.NOT_SENT, detail="the host's name was not found")


def test_a_server_without_tls_was_not_sent_to(web: WebhookReceiver) -> None:
    assert sent(hook_url(web.port).replace("slackhook", "slackhooks")) == SendResult(
        SendClass.NOT_SENT, detail="TLS failed"
    )
    assert not web.posts


def test_an_endless_answer_is_read_for_64_kib(web: WebhookReceiver) -> None:
    web.script.append(Reply(200, b"x" * 10_000_000))
    wire = transport.Wire(KEY)
    with transport.attached(wire):
        reply = requests.post(f"http://127.0.0.1:{web.port}/", timeout=5)
    assert len(reply.content) == transport.LONGEST_REPLY
    assert [e.kind for e in wire.exchanges] == [SendClass.OK]


@pytest.mark.parametrize(
    ("plugin", "url", "body", "kind"),
    [
        (NotifyFeishu, "feishu://abcdef0123", b'{"code": 9499, "msg": "too many"}', SendClass.TRANSIENT),
        (NotifyFeishu, "feishu://abcdef0123", b'{"code": 19024, "msg": "bad key"}', SendClass.PERMANENT),
        (NotifyFeishu, "feishu://abcdef0123", b'{"StatusCode": 0, "code": 0}', SendClass.OK),
        (NotifyWeComBot, "wecombot://botkey", b'{"errcode": 45009, "errmsg": "x"}', SendClass.TRANSIENT),
        (NotifyWeComBot, "wecombot://botkey", b'{"errcode": 93000, "errmsg": "x"}', SendClass.PERMANENT),
        (NotifyWeComBot, "wecombot://botkey", b'{"errcode": 0, "errmsg": "ok"}', SendClass.OK),
    ],
)
def test_an_error_code_inside_a_200_is_no_success(
    web: WebhookReceiver,
    monkeypatch: pytest.MonkeyPatch,
    plugin: type,
    url: str,
    body: bytes,
    kind: SendClass,
) -> None:
    redirect_to(f"http://127.0.0.1:{web.port}/", monkeypatch)
    web.script.append(Reply(200, body))
    assert sent(url).kind is kind
    assert len(web.posts) == 1


def redirect_to(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those services have one fixed address each: the request is turned round below the plugin."""
    real = requests.Session.prepare_request

    def prepare(session: requests.Session, request: requests.Request) -> requests.PreparedRequest:
        request.url = address
        return real(session, request)

    monkeypatch.setattr(requests.Session, "prepare_request", prepare)


MAIL_ANSWERS = [
    ("connect", "421 4.3.2 full", SendResult(SendClass.TRANSIENT, 421, None, "SMTP 421")),
    ("mail", "530 5.7.0 log in", SendResult(SendClass.PERMANENT, 530, None, "SMTP 530", about="channel")),
    ("rcpt", "451 4.3.0 later", SendResult(SendClass.TRANSIENT, 451, None, "SMTP 451", about="recipient")),
    ("rcpt", "550 5.1.1 nobody", SendResult(SendClass.PERMANENT, 550, None, "SMTP 550", about="recipient")),
    ("rcpt", "530 5.7.0 log in", SendResult(SendClass.PERMANENT, 530, None, "SMTP 530", about="channel")),
    ("begin", "451 4.3.0 later", SendResult(SendClass.TRANSIENT, 451, None, "SMTP 451")),
    ("data", "421 4.3.2 closing", SendResult(SendClass.TRANSIENT, 421, None, "SMTP 421")),
    ("data", "554 5.7.1 spam", SendResult(SendClass.PERMANENT, 554, None, "SMTP 554", about="message")),
    ("data", "drop", SendResult(SendClass.IN_DOUBT, None, None, "connection lost after DATA")),
    ("rcpt", "drop", SendResult(SendClass.NOT_SENT, None, None, "no connection")),
]


@pytest.mark.parametrize(("step", "answer", "expected"), MAIL_ANSWERS)
def test_a_mail_servers_answer_has_its_class(
    mail: MailReceiver, step: str, answer: str, expected: SendResult
) -> None:
    getattr(mail, step).append(answer)
    assert sent(mail_url(mail.port)) == expected


def test_what_apprise_got_over_is_a_success_and_what_it_cannot_see_is_not() -> None:
    fine = Exchange(SendClass.OK, 200)
    missing = Exchange(SendClass.PERMANENT, 404, detail="HTTP 404")
    moved = Exchange(SendClass.PERMANENT, 302, detail="HTTP 302", hidden=True)
    lost = Exchange(SendClass.IN_DOUBT)
    assert channels.judge(True, [missing, fine], blind=False).kind is SendClass.OK
    assert channels.judge(True, [moved, fine], blind=False).status == 302
    assert channels.judge(True, [fine, missing], blind=False).status == 404
    assert channels.judge(False, [lost, missing], blind=False).kind is SendClass.IN_DOUBT
    assert channels.judge(False, [fine], blind=False).kind is SendClass.IN_DOUBT
    assert channels.judge(False, [], blind=True).kind is SendClass.IN_DOUBT
    assert channels.judge(False, [], blind=False).kind is SendClass.PERMANENT
    assert channels.judge(True, [], blind=True).kind is SendClass.OK
    assert channels.judge(True, [], blind=False).kind is SendClass.IN_DOUBT, "nothing was seen to go out"


def test_options_of_the_address_cannot_turn_a_failure_into_a_success(web: WebhookReceiver) -> None:
    web.script.extend([Reply(500), Reply(500), Reply(500)])
    result = sent(hook_url(web.port, "?optional=yes&retry=2&wait=0&redirect=yes"))
    assert result.kind is SendClass.TRANSIENT
    assert len(web.posts) == 1


def test_sends_in_a_row_are_not_throttled_by_apprise(
    web: WebhookReceiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("apprise.url.time.sleep", lambda seconds: pytest.fail(f"slept {seconds} s"))
    results = [sent(f"json://127.0.0.1:{web.port}/{n}").kind for n in range(5)]
    assert results == [SendClass.OK] * 5
