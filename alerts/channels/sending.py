"""Sending: one attempt at one recipient, and what it came to."""

# mypy: allow-untyped-calls
# apprise is typed in part only

from __future__ import annotations

from dataclasses import replace

from apprise import Apprise, NotifyFormat, NotifyType
from apprise.exception import AppriseImproperlyConfigured
from apprise.plugins.base import NotifyBase
from apprise.plugins.email.base import NotifyEmail
from apprise.plugins.slack import NotifySlack

from alerts.channels.addresses import BLIND_SCHEMAS, MAIL_SERVICES, allowed_schemas
from alerts.channels.plugins import RenderedSlack, asset, is_private, load, schema, simplify
from alerts.sending.codes import body_code
from alerts.sending.replies import Exchange
from alerts.sending.transport import Wire, attached
from record.types import Message, SendClass, SendResult

FORMATS = {"text": NotifyFormat.TEXT, "markdown": NotifyFormat.MARKDOWN, "html": NotifyFormat.HTML}
NOTING = frozenset({"jira", "opsgenie"})  # what only informs is a note on an alert that is there: none is
NO_THREAD = ("thread_not_found", "cannot_reply_to_message", "invalid_thread_ts", "HTTP 400")


def send(url: str, message: Message, key: str) -> SendResult:
    """One attempt at one recipient. Blocks up to CONNECT_SECONDS + READ_SECONDS a request; safe to kill.

    `key` is the Delivery's: the same at every attempt, so that a receiver can fold repeats. Where the message
    that it replies to is gone, it goes by itself.
    """
    result = _send(url, message, key)
    if message.reply_to and result.kind is SendClass.PERMANENT and result.detail.endswith(NO_THREAD):
        return _send(url, replace(message, reply_to=None), key)
    return result


def _send(url: str, message: Message, key: str) -> SendResult:
    plugin = load(url)
    name = plugin and schema(plugin)
    if plugin is None or name not in allowed_schemas():
        return SendResult(SendClass.PERMANENT, detail="the channel's address cannot be used", about="channel")
    simplify(plugin)
    text = message.text if isinstance(plugin, NotifyEmail) else None
    wire = Wire(key, body_code(name), text, name, message, is_private(url))
    with attached(wire):
        claimed = _notify(plugin, message)
    return judge(claimed, wire.exchanges, blind=name in BLIND_SCHEMAS)


def _notify(plugin: NotifyBase, message: Message) -> bool:
    """Whether apprise says it went well."""
    sender = Apprise(asset=asset())
    sender.add(plugin)
    title, body, form = _parts(plugin, message)
    kind = NotifyType.WARNING if schema(plugin) in NOTING else NotifyType.INFO
    try:
        return bool(sender.notify(body=body, title=title, body_format=form, notify_type=kind))
    except AppriseImproperlyConfigured:
        return False


def _parts(plugin: NotifyBase, message: Message) -> tuple[str, str, NotifyFormat]:
    """(title, body, format) as this plugin takes them; what they become is put right by sending/bodies.py."""
    if isinstance(plugin, RenderedSlack) and message.fields and _takes_blocks(plugin):
        plugin.fill(message.fields)
    if isinstance(plugin, NotifySlack):
        return "", message.text, NotifyFormat.MARKDOWN
    if (
        schema(plugin) in MAIL_SERVICES
        and message.html
        and plugin.resolve_format(NotifyFormat.HTML) == NotifyFormat.HTML
    ):
        return message.subject, message.html, NotifyFormat.HTML
    return message.subject, message.text, FORMATS[message.form]


def _takes_blocks(plugin: RenderedSlack) -> bool:
    """Slack itself always; what only understands its payload (Mattermost, Rocket.Chat) where that is said."""
    return schema(plugin) == "slack" or bool(plugin.use_blocks)


def judge(claimed: bool, exchanges: list[Exchange], blind: bool) -> SendResult:
    """The class of a send: what apprise claims counts only where what we saw agrees.

    A failure that apprise could see and got over (a look-up that answers 404) does not count; one that it
    cannot see does.
    """
    failed = [e for e in exchanges if e.kind is not SendClass.OK]
    hidden = [e for e in failed if e.hidden]
    if claimed and exchanges and not hidden and exchanges[-1].kind is SendClass.OK:
        named = [e.remote_id for e in exchanges if e.remote_id]
        return replace(exchanges[-1].result(), remote_id=named[-1] if named else None)
    if claimed and blind and not failed:
        return SendResult(SendClass.OK, detail="accepted")
    doubtful = [e for e in failed if e.kind is SendClass.IN_DOUBT]
    if failed:
        return (doubtful or hidden or failed)[-1].result()
    if exchanges or blind or claimed:
        return SendResult(SendClass.IN_DOUBT, detail="the channel gave no clear answer")
    refused = "apprise refused the message before sending it"
    return SendResult(SendClass.PERMANENT, detail=refused, about="message")
