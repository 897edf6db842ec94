"""Services that answer 200 whatever happened, and what each of their codes comes to."""

from __future__ import annotations

import pytest
from apprise.plugins import N_MGR

from alerts import channels
from alerts.sending.codes import BODY_CODES
from record.types import Message, SendClass
from tests.alerts.sending.posing import SERVICES, sent, short
from tests.receivers import Reply, WebhookReceiver, limited

MESSAGE = Message("Ann Lee: “no plan”", "words")
OK, LATER, NO, DOUBT = SendClass.OK, SendClass.TRANSIENT, SendClass.PERMANENT, SendClass.IN_DOUBT

OTHERS = {
    "wechat": "wechat://corp:secretSECRET@1000002/user1",
    "schan": "schan://abcdefSECRET",
    "bark": "bark://127.0.0.1/deviceSECRET",
    "pushdeer": "pushdeer://keySECRET",
    "pushplus": "pushplus://abcdef0123abcdef0123abcdef0123ab",
    "wxpusher": "wxpusher://AT_appidSECRET/123",
    "wpush": "wpush://WPUSHabcdefabcdefabcdefabcSECRET",
    "spugpush": "spugpush://abcdef0123abcdef0123abcdef0123ab",
    "pushme": "pushme://tokenSECRET",
    "qq": "qq://abcdef0123abcdef0123abcdef0123ab",
    "viber": "viber://tokenSECRET/target/",
    "synology": "synology://127.0.0.1/tokenSECRET",
    "push": "push://12345678-1234-4234-8234-123456789012",
    "onebot": "onebot://127.0.0.1/@123456",
    "vonage": "vonage://abcdef:secretsecretSECRE@15551233456/15551231234",
    "guilded": "guilded://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js",
}

ANSWERS = [
    ("slack", b"ok", OK, None),
    ("slack", b"<html>please log in</html>", DOUBT, None),
    ("slack", b'{"ok": false, "error": "channel_not_found"}', NO, "channel"),
    ("bot", b'{"ok": false, "error": "invalid_auth"}', NO, "channel"),
    ("bot", b'{"ok": false, "error": "msg_too_long"}', NO, "message"),
    ("bot", b'{"ok": false, "error": "ratelimited"}', LATER, None),
    ("tgram", b'{"ok": true, "result": {"message_id": 1}}', OK, None),
    ("tgram", b'{"ok": false, "error_code": 400}', NO, None),
    ("tgram", b'{"ok": false, "error_code": 429, "parameters": {"retry_after": 3}}', LATER, None),
    ("tgram", b"", DOUBT, None),
    ("feishu", b'{"StatusCode": 0, "code": 0}', OK, None),
    ("feishu", b'{"code": 9499, "msg": "too many"}', LATER, None),
    ("feishu", b'{"code": 11232}', LATER, None),
    ("feishu", b'{"code": 19024, "msg": "key words not found"}', NO, "channel"),
    ("feishu", b"<html>portal</html>", DOUBT, None),
    ("lark", b'{"code": 19001}', NO, "channel"),
    ("dingtalk", b'{"errcode": 0}', OK, None),
    ("dingtalk", b'{"errcode": 130101, "errmsg": "too fast"}', LATER, None),
    ("dingtalk", b'{"errcode": 310000, "errmsg": "key words"}', NO, "channel"),
    ("wecombot", b'{"errcode": 45009}', LATER, None),
    ("wecombot", b'{"errcode": 93000}', NO, "channel"),
    ("wecombot", b'{"errcode": 40058}', NO, "message"),
    ("wechat", b'{"errcode": 40001}', NO, "channel"),
    ("schan", b'{"code": 0}', OK, None),
    ("schan", b'{"code": 40001, "message": "bad key"}', NO, None),
    ("bark", b'{"code": 200}', OK, None),
    ("bark", b'{"code": 400, "message": "no device"}', NO, "channel"),
    ("pushdeer", b'{"code": 0}', OK, None),
    ("pushdeer", b'{"code": 80501}', NO, None),
    ("pushplus", b'{"code": 200}', OK, None),
    ("pushplus", b'{"code": 903}', NO, None),
    ("wxpusher", b'{"code": 1000, "data": []}', OK, None),
    ("wxpusher", b'{"code": 1001}', NO, None),
    ("wpush", b'{"code": 0}', OK, None),
    ("wpush", b'{"code": 4001}', NO, None),
    ("spugpush", b'{"code": 200}', OK, None),
    ("spugpush", b'{"code": 4}', NO, None),
    ("pushme", b"success", OK, None),
    ("pushme", b"wrong key", DOUBT, None),
    ("qq", b'{"success": true, "code": 0}', OK, None),
    ("qq", b'{"success": false, "code": 500}', NO, None),
    ("viber", b'{"status": 0}', OK, None),
    ("viber", b'{"status": 2}', NO, "channel"),
    ("viber", b'{"status": 12}', LATER, None),
    ("synology", b'{"success": true}', OK, None),
    ("synology", b'{"success": false, "error": {"code": 407}}', NO, None),
    ("push", b'{"success": false}', NO, None),
    ("onebot", b'{"status": "ok", "retcode": 0}', OK, None),
    ("onebot", b'{"status": "failed", "retcode": 100}', NO, None),
    ("vonage", b'{"messages": [{"status": "0"}]}', OK, None),
    ("vonage", b'{"messages": [{"status": "4"}]}', NO, None),
    ("vonage", b'{"messages": [{"status": "1"}]}', LATER, None),
    ("guilded", b'{"success": false}', NO, None),
    ("guilded", b"anything else", OK, None),
    ("json", b'{"success": false}', OK, None),
]


@pytest.mark.parametrize(("name", "body", "kind", "about"), ANSWERS)
def test_the_code_in_a_200_counts(
    service: WebhookReceiver, name: str, body: bytes, kind: SendClass, about: str | None
) -> None:
    service.answer = Reply(body=body)
    result = sent({**SERVICES, **OTHERS}[name], MESSAGE)
    assert (result.kind, result.about) == (kind, about)
    assert service.posts, "it was asked"


REFUSALS = [
    ("slack", 404, b"no_service", "HTTP 404: no_service", "channel"),
    ("slack", 400, b"invalid_blocks", "HTTP 400: invalid_blocks", "message"),
    ("slack", 400, b"hush_hush", "HTTP 400", None),
    ("discord", 404, b'{"message": "Unknown Webhook", "code": 10015}', "HTTP 404: 10015", "channel"),
    ("discord", 400, b'{"content": ["too long"], "code": 50035}', "HTTP 400: 50035", "message"),
    (
        "tgram",
        400,
        b'{"ok": false, "error_code": 400, "description": "Bad Request: chat not found"}',
        "HTTP 400: Bad Request: chat not found",
        "channel",
    ),
    ("tgram", 403, b'{"ok": false, "description": "Forbidden: hush"}', "HTTP 403", None),
]


@pytest.mark.parametrize(("name", "status", "body", "detail", "about"), REFUSALS)
def test_a_refusal_that_we_know_says_what_of(
    service: WebhookReceiver, name: str, status: int, body: bytes, detail: str, about: str | None
) -> None:
    service.answer = Reply(status, body)
    result = sent(SERVICES[name], MESSAGE)
    assert (result.kind, result.detail, result.about) == (NO, detail, about)


def test_every_rule_is_for_a_schema_that_apprise_has() -> None:
    assert sorted(schema for schema in BODY_CODES if schema not in N_MGR) == []


@pytest.mark.parametrize(("url", "seconds"), [(SERVICES["discord"], 1.5), (SERVICES["tgram"], 4)])
def test_how_long_to_wait_may_stand_in_the_body(service: WebhookReceiver, url: str, seconds: float) -> None:
    said = b'{"retry_after": 1.5}' if "discord" in url else b'{"ok": false, "parameters": {"retry_after": 4}}'
    service.answer = Reply(429, said)
    result = sent(url, MESSAGE)
    assert (result.kind, result.retry_after) == (LATER, seconds)
    assert len(service.posts) == 1


def test_a_matrix_server_says_it_in_milliseconds_and_is_not_asked_again(
    service: WebhookReceiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("apprise.url.time.sleep", lambda seconds: pytest.fail(f"slept {seconds} s"))
    service.answer = Reply(429, b'{"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 2500}')
    result = sent("matrix://u:p@127.0.0.1/!r:h?discovery=no&e2ee=no", MESSAGE)
    assert (result.kind, result.retry_after) == (LATER, 2.5)
    assert len(service.posts) == 1


@pytest.mark.parametrize("name", [*SERVICES, *OTHERS])
@pytest.mark.parametrize(
    "answer", [limited(7), Reply(500), "hang", "reset"], ids=["429", "500", "hang", "cut"]
)
def test_no_plugin_sleeps_or_tries_again_by_itself(
    service: WebhookReceiver, monkeypatch: pytest.MonkeyPatch, name: str, answer: Reply
) -> None:
    monkeypatch.setattr("apprise.url.time.sleep", lambda seconds: pytest.fail(f"slept {seconds} s"))
    service.script.append(answer)
    result = channels.send(short({**SERVICES, **OTHERS}[name]), MESSAGE, "k" * 32)
    assert result.kind in (LATER, DOUBT)
    assert len(service.posts) == 1
