"""What goes over the wire: the body of the request that carries a message, as the family has written it.

apprise makes the request; what it made of the text is put right here, one function a service: nothing is
converted twice, no title stands before it and no preview below, it replies to what it belongs to, and it has
the Delivery's key where a service folds repeats by a field of its own. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from alerts.sending.replies import look_up, read_json
from record.types import Json, Message

SUPPRESS_EMBEDS = 4  # Discord: no previews of links
DISCORD_OWN = ("tts", "username", "avatar_url", "flags", "allowed_mentions")  # what an address may ask for
_MATRIX_SEND = re.compile(r"(/rooms/[^/]+/send/m\.room\.(?:message|encrypted)/)[^/]+$")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A request with a JSON body."""

    method: str
    url: str
    body: Json

    def with_body(self, **changes: object) -> Outgoing:
        return replace(self, body={**self.body, **changes})


@dataclass(frozen=True, slots=True)
class Letter:
    """What is to be said, and for which Delivery."""

    message: Message
    key: str


Shape = Callable[[Outgoing, Letter], Outgoing]


def shaped(schema: str, sent: Outgoing, letter: Letter) -> Outgoing:
    """The request as it is to go out; one that carries no message stays as it is."""
    shape = SHAPES.get(schema)
    return shape(sent, letter) if shape else sent


def remote_id(schema: str, body: bytes | None) -> str | None:
    """What the service calls the message that it took."""
    path = REMOTE_IDS.get(schema)
    value = look_up(read_json(body), path) if path else None
    return str(value) if isinstance(value, int | str) and not isinstance(value, bool) else None


# ---------------------------------------------------------------- chats


def _slack(sent: Outgoing, letter: Letter) -> Outgoing:
    body, message = sent.body, letter.message
    if "attachments" not in body:
        return sent
    if body["attachments"] and "blocks" in body["attachments"][0] and message.fields:
        block = body["attachments"][0]
        kept = [each for each in block["blocks"] if _says(each)]
        attachments = [{**block, "blocks": kept}] if kept else []
        sent = sent.with_body(
            attachments=attachments,
            text=message.fields["text"],
            mrkdwn=True,
            unfurl_links=False,
            unfurl_media=False,
        )
    if message.reply_to and body.get("channel") and not body.get("thread_ts"):
        return sent.with_body(thread_ts=message.reply_to)
    return sent


def _says(block: Json) -> bool:
    texts = [block["text"]] if "text" in block else block.get("elements", [])
    return any(str(each.get("text", "")).strip() for each in texts)


def _telegram(sent: Outgoing, letter: Letter) -> Outgoing:
    message = letter.message
    if "text" not in sent.body:
        return sent
    body = {k: v for k, v in sent.body.items() if k != "parse_mode"}
    if message.form == "html":
        body["parse_mode"] = "HTML"
    if message.reply_to and message.reply_to.isdigit():
        told = {"message_id": int(message.reply_to), "allow_sending_without_reply": True}
        body["reply_parameters"] = told
    preview = {"disable_web_page_preview": True}
    return replace(sent, body={**body, **preview, "text": message.text})


def _discord(sent: Outgoing, letter: Letter) -> Outgoing:
    """By a webhook nothing can be replied to. With `wait` it answers only once the message is stored."""
    kept = {name: sent.body[name] for name in DISCORD_OWN if name in sent.body}
    own: Json = {"flags": SUPPRESS_EMBEDS, "allowed_mentions": {"parse": []}}
    parts = urlsplit(sent.url)
    query = dict(parse_qsl(parts.query)) | {"wait": "true"}
    url = urlunsplit(parts._replace(query=urlencode(query)))
    return replace(sent, url=url, body={**own, **kept, "content": letter.message.text})


def _teams(sent: Outgoing, letter: Letter) -> Outgoing:
    """The text alone: what looks like a mention in crawled words is none."""
    card = look_up(sent.body, "attachments.0.content")
    if not isinstance(card, dict):
        return sent
    block = {"type": "TextBlock", "text": letter.message.text, "wrap": True}
    content = {**card, "body": [block], "msteams": {"width": "full"}}
    return sent.with_body(attachments=[{**sent.body["attachments"][0], "content": content}])


def _feishu(sent: Outgoing, letter: Letter) -> Outgoing:
    return sent.with_body(msg_type="text", content={"text": letter.message.text})


def _wecom(sent: Outgoing, letter: Letter) -> Outgoing:
    return sent.with_body(msgtype="text", text={"content": letter.message.text})


def _dingtalk(sent: Outgoing, letter: Letter) -> Outgoing:
    message = letter.message
    body = {k: v for k, v in sent.body.items() if k not in ("text", "markdown")}
    if message.form != "markdown":
        return replace(sent, body={**body, "msgtype": "text", "text": {"content": message.text}})
    written = {"title": message.subject, "text": message.text}
    return replace(sent, body={**body, "msgtype": "markdown", "markdown": written})


def _mattermost(sent: Outgoing, letter: Letter) -> Outgoing:
    """A bot's post; a webhook there knows no threads."""
    if letter.message.reply_to and "channel_id" in sent.body:
        return sent.with_body(root_id=letter.message.reply_to)
    return sent


def _matrix(sent: Outgoing, letter: Letter) -> Outgoing:
    """The transaction is the Delivery's, and so is the device of a log-in: a server folds repeats by both."""
    if sent.method == "POST" and sent.url.endswith("/login"):
        return sent.with_body(device_id=f"ONRECORD{letter.key[:16].upper()}")
    if not _MATRIX_SEND.search(sent.url):
        return sent
    sent = replace(sent, url=_MATRIX_SEND.sub(rf"\g<1>{letter.key}", sent.url))
    reply_to = letter.message.reply_to
    if not reply_to or "msgtype" not in sent.body:  # encrypted: what it says cannot be changed
        return sent
    thread = {"rel_type": "m.thread", "event_id": reply_to, "is_falling_back": True}
    return sent.with_body(**{"m.relates_to": {**thread, "m.in_reply_to": {"event_id": reply_to}}})


# ---------------------------------------------------------------- webhooks and on-call services


def _webhook(sent: Outgoing, letter: Letter) -> Outgoing:
    """The user's own: the documented payload, and nothing else."""
    return replace(sent, body=letter.message.fields) if letter.message.fields else sent


def _named(name: str, condition: str) -> Shape:
    """For a service that folds by a field of its own, unless the address names one."""

    def shape(sent: Outgoing, letter: Letter) -> Outgoing:
        if condition not in sent.body or sent.body.get(name):
            return sent
        return sent.with_body(**{name: letter.key})

    return shape


def _overruled(name: str) -> Shape:
    """apprise makes one up, anew for each Attempt."""

    def shape(sent: Outgoing, letter: Letter) -> Outgoing:
        return sent.with_body(**{name: letter.key}) if name in sent.body else sent

    return shape


SHAPES: Mapping[str, Shape] = {
    "slack": _slack,
    "slackhook": _slack,
    "slackhooks": _slack,
    "tgram": _telegram,
    "discord": _discord,
    "workflow": _teams,
    "workflows": _teams,
    "feishu": _feishu,
    "lark": _feishu,
    "wecombot": _wecom,
    "dingtalk": _dingtalk,
    "mmost": _mattermost,
    "mmosts": _mattermost,
    "matrix": _matrix,
    "matrixs": _matrix,
    "json": _webhook,
    "jsons": _webhook,
    "pagerduty": _named("dedup_key", "routing_key"),
    "opsgenie": _named("alias", "message"),
    "incidentio": _overruled("deduplication_key"),
    "firehydrant": _overruled("idempotency_key"),
}
REMOTE_IDS: Mapping[str, str] = {
    "slack": "ts",
    "tgram": "result.message_id",
    "discord": "id",
    "mmost": "id",
    "mmosts": "id",
    "matrix": "event_id",
    "matrixs": "event_id",
}
