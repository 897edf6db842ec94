"""What arrives at each family's service is what the family wrote, byte for byte, in one request."""

from __future__ import annotations

from typing import Any

import pytest

from alerts.messages.formats import FORMATS
from alerts.messages.outline import Outline, line, link, strong
from record.types import Message, SendClass
from tests.alerts.sending.posing import ANSWERS, HTML, KEY, SERVICES, TEXT, sent
from tests.receivers import Reply, WebhookReceiver

SUBJECT = "Ann Lee: “no <b> plan”"
MARKDOWN = Message(SUBJECT, TEXT, form="markdown")
PLAIN = Message(SUBJECT, TEXT)
MARKUP = Message(SUBJECT, HTML, form="html")
PAYLOAD = Message(SUBJECT, TEXT, fields={"schema": "onrecord.alert/1", "text": TEXT, "n": [1, None, "曲"]})


def arrived(service: WebhookReceiver, name: str, message: Message, more: str = "") -> Any:
    service.answer = Reply(body=ANSWERS.get(name, b"ok"))
    assert sent(SERVICES[name] + more, message).kind is SendClass.OK
    [post] = service.posts
    return post.json


@pytest.mark.parametrize(
    ("name", "message", "expected"),
    [
        ("discord", MARKDOWN, {"content": TEXT, "flags": 4, "allowed_mentions": {"parse": []}}),
        ("feishu", PLAIN, {"msg_type": "text", "content": {"text": TEXT}}),
        ("lark", PLAIN, {"msg_type": "text", "content": {"text": TEXT}}),
        ("wecombot", PLAIN, {"msgtype": "text", "text": {"content": TEXT}}),
        ("json", PAYLOAD, PAYLOAD.fields),
    ],
)
def test_the_whole_body_is_ours(
    service: WebhookReceiver, name: str, message: Message, expected: dict[str, Any]
) -> None:
    body = arrived(service, name, message)
    assert {key: value for key, value in body.items() if key != "tts"} == expected


def test_telegram_gets_its_html_and_no_preview(service: WebhookReceiver) -> None:
    body = arrived(service, "tgram", MARKUP, "?image=yes&format=markdown&preview=yes")
    assert (body["text"], body["parse_mode"], body["disable_web_page_preview"]) == (HTML, "HTML", True)
    assert str(body["chat_id"]) == "12315544"


def test_telegram_gets_plain_text_without_a_way_to_read_it(service: WebhookReceiver) -> None:
    body = arrived(service, "tgram", PLAIN)
    assert body["text"] == TEXT
    assert "parse_mode" not in body


def test_discord_answers_once_the_message_is_stored(service: WebhookReceiver) -> None:
    arrived(service, "discord", MARKDOWN, "?thread=42")
    query = service.posts[0].path.partition("?")[2].split("&")
    assert {"thread_id=42", "wait=true"} <= set(query)


def test_discord_keeps_what_its_address_says_and_sends_one_message(service: WebhookReceiver) -> None:
    many = Message(SUBJECT, "".join(f"# head {n}\nwords\n" for n in range(30)), form="markdown")
    body = arrived(service, "discord", many, "?format=markdown&flags=4096&tts=yes&footer=yes&image=yes")
    assert (body["content"], body["flags"], body["tts"]) == (many.text, 4096, True)
    assert "embeds" not in body


def test_teams_gets_one_block_and_nobody_is_mentioned(service: WebhookReceiver) -> None:
    card = arrived(service, "workflows", Message(SUBJECT, "<at>ann@example.org</at> hi", form="markdown"))
    [attachment] = card["attachments"]
    block = {"type": "TextBlock", "text": "<at>ann@example.org</at> hi", "wrap": True}
    assert attachment["content"]["body"] == [block]
    assert attachment["content"]["msteams"] == {"width": "full"}


def test_dingtalks_title_stands_beside_the_text(service: WebhookReceiver) -> None:
    body = arrived(service, "dingtalk", MARKDOWN)
    assert body["msgtype"] == "markdown"
    assert body["markdown"] == {"title": SUBJECT, "text": TEXT}
    assert "text" not in body


def test_dingtalk_mentions_its_phones_in_one_message(service: WebhookReceiver) -> None:
    body = arrived(service, "dingtalk", PLAIN, "/13800000000/13900000000")
    assert body["at"]["atMobiles"] == ["13800000000", "13900000000"]
    assert body["text"] == {"content": TEXT}


OUTLINE = Outline(
    "Ann Lee: “no plan”",
    (
        line("head", strong("Ann Lee"), ": “no plan”"),
        line("quote", "“no <!channel> plan”"),
        line("text", "Why: Pricing"),
        line("links", link("post", "https://a.example/p?x=1&y=2")),
    ),
)


def test_slack_gets_the_blocks_of_the_template(service: WebhookReceiver) -> None:
    message = FORMATS["slack"].write(OUTLINE)
    assert message.fields
    body = arrived(service, "slack", message)
    [attachment] = body["attachments"]
    assert body["text"] == message.fields["text"]
    assert (body["unfurl_links"], body["unfurl_media"]) == (False, False)
    assert [block["type"] for block in attachment["blocks"]] == ["section", "section", "context"], (
        "none empty"
    )
    assert attachment["blocks"][0]["text"]["text"] == message.fields["told"]
    assert attachment["color"] == message.fields["color"]


def test_slack_gets_a_text_where_there_are_no_fields(service: WebhookReceiver) -> None:
    body = arrived(service, "slack", MARKDOWN)
    assert body["attachments"][0]["text"] == TEXT


def test_a_field_cannot_name_another_one_or_leave_its_string(service: WebhookReceiver) -> None:
    message = FORMATS["slack"].write(OUTLINE)
    assert message.fields
    hostile = '"}], "x": [{"{{app_url}} {{ color }} {{told}}'
    body = arrived(service, "slack", Message("s", "t", fields={**message.fields, "told": hostile}))
    assert body["attachments"][0]["blocks"][0]["text"]["text"] == hostile


@pytest.mark.parametrize(("more", "blocks"), [("", False), ("?blocks=yes", True), ("?blocks=no", False)])
def test_what_understands_slacks_payload_says_whether_it_takes_blocks(
    web: WebhookReceiver, more: str, blocks: bool
) -> None:
    message = FORMATS["slack"].write(OUTLINE)
    assert sent(f"slackhook://127.0.0.1:{web.port}/a/b{more}", message).kind is SendClass.OK
    assert ("blocks" in web.posts[0].json["attachments"][0]) is blocks


@pytest.mark.parametrize("schema", ["form", "xml"])
def test_other_webhooks_get_subject_and_text(web: WebhookReceiver, schema: str) -> None:
    assert sent(f"{schema}://127.0.0.1:{web.port}/", PAYLOAD).kind is SendClass.OK
    assert b"Ann" in web.posts[0].body
    assert b"onrecord.alert" not in web.posts[0].body


@pytest.mark.parametrize("name", [name for name in SERVICES if name != "json"])
def test_a_long_message_is_never_split(service: WebhookReceiver, name: str) -> None:
    service.answer = Reply(body=ANSWERS.get(name, b"ok"))
    long = Message(SUBJECT, "words " * 8_000, form="text")
    sent(SERVICES[name] + "?overflow=split", long)
    assert len(service.posts) == 1


# ---------------------------------------------------------------- keys


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("pagerduty://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@key1", "dedup_key"),
        ("opsgenie://a1b2c3d4-a1b2-a1b2-a1b2-a1b2c3d4e5f6", "alias"),
        ("incidentio://source/token", "deduplication_key"),
        ("firehydrant://token@source/", "idempotency_key"),
    ],
)
def test_the_deliverys_key_is_what_a_service_folds_by(service: WebhookReceiver, url: str, name: str) -> None:
    service.answer = Reply(202, b'{"status": "success", "requestId": "r"}')
    sent(url, PLAIN)
    assert service.posts[0].json[name] == KEY
    assert service.posts[0].headers["Idempotency-Key"] == KEY


def test_no_address_can_make_all_messages_one(web: WebhookReceiver) -> None:
    url = f"json://127.0.0.1:{web.port}/?+Idempotency-Key=always"
    sent(url, PAYLOAD, "a" * 32)
    sent(url, PAYLOAD, "b" * 32)
    assert [post.headers["Idempotency-Key"] for post in web.posts] == ["a" * 32, "b" * 32]
