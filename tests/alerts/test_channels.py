"""Channels against real receivers on loopback: what arrives, and the class of what does not."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
import requests
from apprise.plugins.feishu import NotifyFeishu
from apprise.plugins.wecombot import NotifyWeComBot

from alerts import channels
from alerts.sending import transport
from alerts.sending.replies import Exchange
from record.types import Message, SendClass, SendResult
from tests.receivers import MailReceiver, Reply, Scripted, WebhookReceiver, closed_port

KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
MESSAGE = Message("Lei Jun: “no plan”", "plain words <!channel> & more", "<p>html words</p>")


@pytest.fixture
def mail() -> Iterator[MailReceiver]:
    with MailReceiver() as receiver:
        yield receiver


@pytest.fixture
def web() -> Iterator[WebhookReceiver]:
    with WebhookReceiver() as receiver:
        yield receiver


def mail_url(port: int, to: str = "desk@example.org") -> str:
    return f"mailto://127.0.0.1:{port}?from=onrecord@example.org&to={to}"


def hook_url(port: int, more: str = "") -> str:
    return f"slackhook://127.0.0.1:{port}/T0SECRET/B0SECRET/X0SECRET{more}"


def sent(url: str) -> SendResult:
    return channels.send(url, MESSAGE, KEY)


# ---------------------------------------------------------------- what arrives


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


# ---------------------------------------------------------------- what does not

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


# ---------------------------------------------------------------- what an address is


@pytest.mark.parametrize(
    "url",
    [
        mail_url(2525),
        "mailtos://user:pass@example.org?to=desk@example.org",
        "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7",
        "https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7",
        "slackhook://127.0.0.1:8065/T0/B0/X0",
        "slackhooks://chat.example.org/hooks/abc-def",
        "json://127.0.0.1/x",
        "tgram://123456789:abcdefghijklmnop_qrstuvw/12315544/",
        "ircs://irc.example.org/#desk",
    ],
)
def test_these_addresses_are_channels(url: str) -> None:
    assert channels.problem_of(url) is None


@pytest.mark.parametrize(
    "schema",
    ["syslog", "rsyslog", "dbus", "kde", "gnome", "glib", "macosx", "windows", "blink1", "growl", "aprs"],
)
def test_addresses_of_this_machine_are_refused(schema: str) -> None:
    url = f"{schema}://localhost/x"
    assert "tells this machine" in (channels.problem_of(url) or "")
    assert sent(url).kind is SendClass.PERMANENT


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("", "begins with a schema"),
        ("SECRET", "begins with a schema"),
        ("secretsecretsecretsecret://x", "begins with a schema"),
        ("slak://SECRET/B/C", "did you mean 'slack://'?"),
        ("file:///etc/SECRET", "no channel speaks 'file://'"),
        ("http://SECRET.example.org/", "no channel speaks 'http://': a webhook of your own is json://"),
        ("https://SECRET.example.org/", "jsons:// over https"),
        ("webhook://SECRET", "jsons://host/path"),
        ("smtp://SECRET@host", "a mailbox is mailto://"),
        ("SECRET@example.org", "not an apprise address: a mailbox is mailto://"),
        ("slack://SECRET", "a part is missing or misspelt"),
        ("slackhook://127.0.0.1:80", "a part is missing or misspelt"),
        ("mailto://127.0.0.1?from=a@example.org&to=b@example.org,SECRET", "not a mail address"),
        ("mailto://127.0.0.1?from=a@example.org&to=SECRET", "not a mail address"),
        ("json://h/x?Template=/etc/SECRET", "the channel's own key 'template'"),
        ("mailto://127.0.0.1:99999?from=a@example.org&to=b@example.org", "from 1 to 65535"),
    ],
)
def test_a_wrong_address_is_explained_without_repeating_it(url: str, says: str) -> None:
    problem = channels.problem_of(url) or ""
    assert says in problem
    assert "secret" not in problem.lower()


FAMILIES = [
    (mail_url(25), "email"),
    ("sendgrid://key:from@example.org/to@example.org", "email"),
    ("https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlaz", "slack"),
    ("slackhook://127.0.0.1/T0/B0/X0", "slack"),
    ("tgram://123456789:abcdefghijklmnop_qrstuvw/1/", "telegram"),
    ("discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js", "discord"),
    ("https://discord.com/api/webhooks/4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js", "discord"),
    ("workflows://host.example.org/WFID/SIGNATURE/", "teams"),
    ("feishu://abcdef0123", "feishu"),
    ("lark://abcdef0123", "feishu"),
    ("wecombot://botkey", "wecom"),
    ("dingtalk://abcdef0123", "dingtalk"),
    ("jsons://host.example.org/hook", "webhook"),
    ("form://host.example.org/hook", "webhook"),
    ("xml://host.example.org/hook", "webhook"),
    ("ntfy://topic", "plain"),
    ("nonsense", "plain"),
]


@pytest.mark.parametrize(("url", "family"), FAMILIES)
def test_the_family_says_how_to_render(url: str, family: str) -> None:
    assert channels.family(url) == family


def test_a_splitted_mail_address_keeps_what_the_user_wrote() -> None:
    url = "mailtos://user:p%40ss@gmail.com?name=On+record&to=Ann Lee <a@example.org>,b@example.org&cto=3"
    assert channels.recipients(url) == (
        "mailtos://user:p%40ss@gmail.com?name=On+record&cto=3&to=%22Ann%20Lee%22%20%3Ca%40example.org%3E",
        "mailtos://user:p%40ss@gmail.com?name=On+record&cto=3&to=b%40example.org",
    )


def test_addresses_with_several_targets_are_one_each_where_apprise_can_write_them() -> None:
    several = channels.recipients("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7/#one/#two")
    assert [part.partition("/?")[0][-7:] for part in several] == ["/%23one", "/%23two"]
    assert len(channels.recipients("matrix://:token@127.0.0.1/%23one/%23two?discovery=no")) == 2
    assert len(channels.recipients("tgram://123456789:abcdefghijklmnop_qrstuvw/1/2/")) == 2
    assert channels.recipients("json://127.0.0.1/x") == ("json://127.0.0.1/x",)
    assert channels.recipients("nonsense") == ("nonsense",)


def test_whom_one_message_mentions_is_no_second_recipient() -> None:
    assert len(channels.recipients("dingtalk://abcdef0123/13800000000/13900000000")) == 1


# ---------------------------------------------------------------- secrets


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


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        (mail_url(25), "mailtos://user:new@mail.example.org?to=Desk%20%3CDesk@Example.org%3E", True),
        (mail_url(25), mail_url(25, "boss@example.org"), False),
        (mail_url(25), mail_url(25) + "&cto=3", True),
        (hook_url(80), hook_url(80, "?rto=5"), True),
        (hook_url(80), hook_url(81), False),
        ("json://h/x?token=1", "json://h/x?token=2", False),
    ],
)
def test_a_recipient_is_known_by_who_it_is_and_not_by_how_to_send(
    before: str, after: str, same: bool
) -> None:
    assert (channels.recipient_ids(before) == channels.recipient_ids(after)) is same


def test_a_recipient_keeps_its_name_when_the_others_change() -> None:
    one, two, three = channels.recipient_ids(mail_url(25, "a@example.org,b@example.org,c@example.org"))
    assert channels.recipient_ids(mail_url(25, "c@example.org,b@example.org")) == (three, two)
    slack = "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7"
    both = channels.recipient_ids(f"{slack}/#one/#two")
    assert set(channels.recipient_ids(f"{slack}/#two/#three/#one")) > set(both)
    assert len({one, two, three, *both}) == 5
