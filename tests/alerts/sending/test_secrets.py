"""No part of an address, and nothing that a server says, reaches a detail, a log or an error."""

from __future__ import annotations

import logging

import pytest

from alerts import channels
from record.types import Message, SendClass
from tests.receivers import Broken, MailReceiver, Reply, Scripted, WebhookReceiver, closed_port

# In every place where an address of its kind keeps one: user, password, token, path, header, recipient, room.
SECRET = "hush7hush8hush9hush0"
PLACE = "{place}"
WEB = [
    f"json://user:{SECRET}@{PLACE}/{SECRET}?+X-Token={SECRET}&-q={SECRET}&:extra={SECRET}",
    f"jsons://user:{SECRET}@{PLACE}/{SECRET}",
    f"form://user:{SECRET}@{PLACE}/{SECRET}?+X-Token={SECRET}",
    f"xml://user:{SECRET}@{PLACE}/{SECRET}",
    f"slackhook://{PLACE}/T0/{SECRET}",
    f"slackhooks://{PLACE}/T0/{SECRET}",
    f"ntfy://{SECRET}:{SECRET}@{PLACE}/{SECRET}",
    f"gotify://{PLACE}/{SECRET}",
    f"mmost://{PLACE}/{SECRET}{SECRET[:6]}",
    f"rocket://user:{SECRET}@{PLACE}/#{SECRET}",
    f"mastodon://{SECRET}@{PLACE}",
    f"misskey://{SECRET}@{PLACE}",
    f"matrix://user:{SECRET}@{PLACE}/!{SECRET}:h?discovery=no&e2ee=no",
    f"bark://{PLACE}/{SECRET}",
    f"pushdeer://{PLACE}/{SECRET}",
    f"synology://{PLACE}/{SECRET}",
    f"nctalk://user:{SECRET}@{PLACE}/{SECRET}",
    f"kodi://user:{SECRET}@{PLACE}",
    f"onebot://{SECRET}@{PLACE}/@123456",
]
FIXED = [
    f"slack://T1JJ3T3L2/A1BRTD4JD/{SECRET}abcd",
    f"slack://xoxb-1234-1234-{SECRET}/#{SECRET}",
    f"tgram://123456789:{SECRET}{SECRET}/12315544/",
    f"discord://4174216298/{SECRET}",
    f"workflows://prod.example.org/{SECRET}/{SECRET}/",
    f"feishu://{SECRET}",
    f"lark://{SECRET}",
    f"wecombot://{SECRET}",
    f"dingtalk://{SECRET}@{SECRET}",
    f"schan://{SECRET}",
    f"pushme://{SECRET}",
    f"viber://{SECRET}/{SECRET}/",
    f"pagerduty://{SECRET}{SECRET[:12]}@{SECRET}",
    f"opsgenie://{SECRET}",
    f"sendgrid://{SECRET}:from@example.org/{SECRET}@example.org",
]
FAULTS: list[Scripted] = [
    Reply(200, f'{{"ok": false, "error": "{SECRET}", "errmsg": "{SECRET}", "code": 5}}'.encode()),
    Reply(302, b"", {"Location": f"http://127.0.0.1/{SECRET}"}),
    Reply(401, SECRET.encode()),
    Reply(404, f'{{"error": "{SECRET}"}}'.encode()),
    Reply(429, SECRET.encode(), {"Retry-After": SECRET}),
    Reply(500, SECRET.encode()),
    Broken(f"HTTP/1.1 {SECRET}\r\n\r\n".encode()),
    "reset",
]
MAIL_STEPS = ["connect", "mail", "rcpt", "begin", "data"]
MESSAGE = Message("Ann Lee: “no plan”", "words", "<p>words</p>", fields={"text": "words"})


def assert_silent(caplog: pytest.LogCaptureFixture, said: str) -> None:
    assert SECRET not in said.lower()
    ours = [r for r in caplog.records if r.name != "mail.log"]  # the receiver's own
    assert SECRET not in " ".join(f"{r.getMessage()} {r.exc_text or ''}" for r in ours).lower()


@pytest.mark.parametrize("url", WEB, ids=lambda url: url.partition(":")[0])
def test_what_is_sent_to_a_place_of_the_users_own(
    web: WebhookReceiver, caplog: pytest.LogCaptureFixture, url: str
) -> None:
    caplog.set_level(logging.DEBUG)
    faults(web, url.format(place=f"127.0.0.1:{web.port}"), caplog)
    with closed_port() as port:
        assert_silent(caplog, repr(channels.send(url.format(place=f"127.0.0.1:{port}"), MESSAGE, "k" * 32)))


@pytest.mark.parametrize("url", FIXED, ids=lambda url: url.partition(":")[0])
def test_what_is_sent_to_a_service(
    service: WebhookReceiver, caplog: pytest.LogCaptureFixture, url: str
) -> None:
    caplog.set_level(logging.DEBUG)
    faults(service, url, caplog)


def faults(web: WebhookReceiver, url: str, caplog: pytest.LogCaptureFixture) -> None:
    for fault in FAULTS:
        web.answer = fault
        asked = f"{url}{'&' if '?' in url else '?'}cto=1&rto=0.5"
        result = channels.send(asked, MESSAGE, "k" * 32)
        assert_silent(caplog, f"{result!r} {channels.problem_of(asked)} {channels.recipient_ids(asked)}")


@pytest.mark.parametrize("step", MAIL_STEPS)
@pytest.mark.parametrize("answer", [f"451 {SECRET}", f"550 5.1.1 {SECRET}", "drop"])
def test_what_is_mailed(mail: MailReceiver, caplog: pytest.LogCaptureFixture, step: str, answer: str) -> None:
    caplog.set_level(logging.DEBUG)
    getattr(mail, step).append(answer)
    url = f"mailto://127.0.0.1:{mail.port}?from=a@example.org&to={SECRET}@example.org"
    result = channels.send(url, MESSAGE, "k" * 32)
    assert result.kind is not SendClass.OK
    assert_silent(caplog, repr(result))


def test_a_log_in_that_cannot_be(mail: MailReceiver, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    url = f"mailto://user:{SECRET}@127.0.0.1:{mail.port}?from=a@example.org&to=b@example.org"
    result = channels.send(url, MESSAGE, "k" * 32)
    assert (result.kind, result.about) == (SendClass.PERMANENT, "channel")
    assert_silent(caplog, repr(result))


@pytest.mark.parametrize("url", [*WEB, *FIXED], ids=lambda url: url.partition(":")[0])
def test_a_broken_address_is_not_repeated(url: str) -> None:
    url = url.format(place="127.0.0.1:99999")
    for broken in (
        url.replace("://", ":/"),
        url.replace("://", "x://"),
        f"{url}?template={SECRET}",
        url[:-4],
    ):
        assert SECRET not in (channels.problem_of(broken) or "")
