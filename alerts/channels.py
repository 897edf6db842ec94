"""Channels: the only file that knows apprise. One URL, one recipient, one attempt.

Beside apprise's own addresses (any that speaks HTTP, SMTP or a message broker) there are two of ours, for a
webhook that understands Slack's payload at another address: Mattermost, Rocket.Chat, a receiver in a test.

    slackhook://127.0.0.1:8065/T0/B0/X0       posts to http://127.0.0.1:8065/T0/B0/X0
    slackhooks://chat.example.org/hooks/KEY   posts to https://chat.example.org/hooks/KEY

A mail server on this machine or network, without TLS and log-in:

    mailto://127.0.0.1:2525?from=onrecord@example.org&to=desk@example.org
"""
# mypy: allow-untyped-calls
# apprise is typed in part only

from __future__ import annotations

import copy
import difflib
import hashlib
import json
import logging
import re
import sys
from collections.abc import Iterable
from functools import cache
from typing import Any, Literal
from urllib.parse import quote

import requests
from apprise import Apprise, AppriseAsset, NotifyFormat
from apprise.exception import AppriseImproperlyConfigured
from apprise.plugins import N_MGR
from apprise.plugins.base import NotifyBase
from apprise.plugins.email.base import NotifyEmail
from apprise.plugins.slack import NotifySlack

from alerts.sending.replies import BODY_CODES, Exchange
from alerts.sending.transport import Wire, attached
from record.types import Message, SendClass, SendResult

Family = Literal["email", "slack", "plain"]

CONNECT_SECONDS, READ_SECONDS = 10.0, 20.0  # unless the address says cto= and rto=
BLIND_SCHEMAS = frozenset(  # far away, but over sockets that leave no Exchange
    {"amqp", "amqps", "irc", "ircs", "mqtt", "mqtts", "smpp", "smpps", "xmpp", "xmpps"}
)
MAIL_SERVICES = frozenset(  # mail over HTTP: they take html and a subject
    {"azure", "brevo", "groundmail", "mailersend", "mailgun", "mailto", "mailtos", "o365", "postmark"}
    | {"resend", "sendgrid", "sendpulse", "ses", "smtp2go", "sparkpost"}
)
SLACK_SCHEMAS = frozenset({"slack", "slackhook", "slackhooks"})
SCHEMA = re.compile(r"[a-z][a-z0-9]{0,19}")  # anything longer may be a secret: it is not repeated
CLOSE = 0.8  # how alike a misspelt schema must be
STAND_INS = {"token_a": "T0", "token_b": "B0", "token_c": "X0"}  # Slack's plugin insists, SlackHook strips
COPIES = frozenset({"to", "cc", "bcc"})
TARGET_NAMES = ("targets", "channels", "phone")  # where plugins keep several recipients

# apprise's warnings name recipients and parts of addresses; what matters is in the SendResult.
logging.getLogger("apprise").addFilter(lambda _record: False)


class RenderedSlack(NotifySlack):
    """Slack with text that is already Slack's own: apprise's converter would let `<!channel>` through."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{k: v for k, v in options.items() if k != "format"})
        self.include_image = self.include_footer = False

    def dialect_convert(self, body: str, *_args: Any, **_options: Any) -> str:
        return body


class SlackHook(RenderedSlack):
    """Slack's payload at any address; a 2xx counts unless the body says no."""

    service_name = "Slack-shaped webhook"  # type: ignore[assignment]  # None upstream
    protocol = "slackhook"  # type: ignore[assignment]  # None upstream
    secure_protocol = "slackhooks"  # type: ignore[assignment]  # None upstream

    def __init__(self, **options: Any) -> None:
        super().__init__(**STAND_INS, **options)
        self.webhook_url = f"{'https' if self.secure else 'http'}://{self._place()}"

    def _send(self, url: str, payload: dict[str, Any], *_args: Any, **_options: Any) -> dict[str, Any]:
        reply = requests.post(
            url.removesuffix("/" + "/".join(STAND_INS.values())),
            data=json.dumps(payload),
            headers={"User-Agent": self.app_id, "Content-Type": "application/json; charset=utf-8"},
            verify=self.verify_certificate,
            timeout=self.request_timeout,
        )
        return {"ok": True} if reply.ok else {}

    def _place(self) -> str:
        """Host, port and path, as in the address."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}{f':{self.port}' if self.port else ''}{self.fullpath.rstrip('/')}"

    def url(self, privacy: bool = False, **options: Any) -> str:
        place = f"{self.host}/..." if privacy else self._place()
        query = self.urlencode(self.url_parameters(privacy=privacy, **options))
        return f"{self.secure_protocol if self.secure else self.protocol}://{place}?{query}"

    @staticmethod
    def parse_url(url: str, *_args: Any, **_options: Any) -> dict[str, Any] | None:
        results = NotifyBase.parse_url(url)
        return results if results and results.get("fullpath") else None

    @staticmethod
    def parse_native_url(url: str) -> None:
        """No web address is ours by its look."""


N_MGR.add(RenderedSlack, force=True)
N_MGR.add(SlackHook, force=True)


# ---------------------------------------------------------------- what an address is


def problem_of(url: str) -> str | None:
    """Why no Channel can have this address, in words that repeat nothing of it but the schema."""
    schema = _schema(url)
    if "://" not in url or not SCHEMA.fullmatch(schema):
        return "not an apprise address: it begins with a schema, as in slack:// or mailto://"
    if schema in N_MGR and schema not in allowed_schemas():
        return f"'{schema}://' tells this machine, not a person; use a channel that goes elsewhere"
    if schema not in N_MGR and not _is_native(url):
        close = difflib.get_close_matches(schema, allowed_schemas(), 1, CLOSE)
        return f"no channel speaks '{schema}://'" + (f"; did you mean '{close[0]}://'?" if close else "")
    plugin = _plugin(url)
    return _reason(schema) if plugin is None else _wrong_part(url, plugin)


def _wrong_part(url: str, plugin: NotifyBase) -> str | None:
    """What apprise passes over in silence."""
    if plugin.port and not 0 < plugin.port < 65_536:
        return "a port is a number from 1 to 65535"
    if isinstance(plugin, NotifyEmail) and not all("@" in a for a in _written_addresses(url)):
        return "one of its recipients is not a mail address"
    return None


def _written_addresses(url: str) -> list[str]:
    parts = NotifyEmail.parse_url(url) or {}
    written = [*parts.get("targets", ()), parts.get("cc", ""), parts.get("bcc", "")]
    unnamed = (re.sub(r'"[^"]*"', "", text) for text in written)
    return [a for text in unnamed for a in re.split(r"[,;]", text) if a.strip()]


def _reason(schema: str) -> str:
    if schema in N_MGR and not N_MGR[schema].enabled:
        needs = ", ".join(_packages(N_MGR[schema]))
        return f"'{schema}://' is not available here" + (f": it needs {needs}" if needs else "")
    return f"apprise cannot read this '{schema}://' address: a part is missing or misspelt"


def _packages(plugin: type[NotifyBase]) -> Iterable[str]:
    needed = plugin.requirements.get("packages_required") or []
    return [needed] if isinstance(needed, str) else [str(package) for package in needed]


@cache
def allowed_schemas() -> frozenset[str]:
    """Schemas that go to somebody by a way we can watch, or by a broker."""
    return frozenset(s for s in N_MGR.schemas() if s in BLIND_SCHEMAS or _speaks_http_or_smtp(N_MGR[s]))


def _speaks_http_or_smtp(plugin: type[NotifyBase]) -> bool:
    modules = (sys.modules.get(base.__module__) for base in plugin.__mro__ if base is not NotifyBase)
    return any(hasattr(m, "requests") or hasattr(m, "smtplib") for m in modules)


def family(url: str) -> Family:
    """How a Message for this address is rendered."""
    plugin = _plugin(url)
    schema = _schema(url) if plugin is None else plugin.schema
    if schema in MAIL_SERVICES:
        return "email"
    return "slack" if schema in SLACK_SCHEMAS else "plain"


def recipients(url: str) -> tuple[str, ...]:
    """One address a recipient, always in the same order: one Delivery each, so that none can fail another."""
    plugin = _plugin(url)
    if plugin is None:
        return (url,)
    parts = _split_mail(url, plugin) if isinstance(plugin, NotifyEmail) else _split_targets(plugin)
    alone = [p for p in map(_plugin, parts) if p is not None and len(p) == 1]
    return parts if len(alone) > 1 and len(alone) == len(parts) else (url,)


def recipient_ids(url: str) -> tuple[str, ...]:
    """Who each of the recipients is, as a hash, in the same order: to find one again in a changed Channel.

    Mail is known by its mailbox alone, so that what waits for a new password or server goes out through it.
    Any other address is known by all of it but how to send: its secret is what says whose it is.
    """
    return tuple(hashlib.sha256(_addressee(part).encode()).hexdigest() for part in recipients(url))


def _addressee(url: str) -> str:
    plugin = _plugin(url)
    if isinstance(plugin, NotifyEmail):
        boxes = [*(address for _, address in plugin.targets), *plugin.cc, *plugin.bcc]
        return ",".join(sorted(address.lower() for address in boxes))
    place, _, query = url.partition("?")
    told = [
        part for part in query.split("&") if part.partition("=")[0].lower() not in NotifyBase.template_args
    ]
    return f"{place}?{'&'.join(told)}"


def _split_mail(url: str, plugin: NotifyEmail) -> tuple[str, ...]:
    """The address again for each of to, cc and bcc; all else stays as the user wrote it.

    apprise's own url() would lose how a known provider wants its user to log in.
    """
    copied = (*sorted(plugin.cc), *sorted(plugin.bcc))  # sets: without sorting the order would change
    named = {address: name for name, address in plugin.targets} | plugin.names
    addresses = dict.fromkeys([address for _, address in plugin.targets] + [*copied])
    return tuple(_address_to(url, f'"{named[a]}" <{a}>' if named.get(a) else a) for a in addresses)


def _address_to(url: str, recipient: str) -> str:
    place, _, query = url.partition("?")
    schema, _, rest = place.partition("://")
    kept = [part for part in query.split("&") if part.partition("=")[0].lower() not in COPIES]
    return f"{schema}://{rest.partition('/')[0]}?{'&'.join([*filter(None, kept), f'to={quote(recipient)}'])}"


def _split_targets(plugin: NotifyBase) -> tuple[str, ...]:
    """A part for each target, where the plugin keeps them as one list and writes each back alone."""
    name = next((n for n in TARGET_NAMES if _is_many(getattr(plugin, n, None))), None)
    if name is None or len(getattr(plugin, name)) != len(plugin):
        return ()
    parts = []
    for target in getattr(plugin, name):
        single = copy.copy(plugin)
        setattr(single, name, [target])
        parts.append(str(single.url()))
    return tuple(parts)


def _is_many(value: object) -> bool:
    return isinstance(value, list) and len(value) > 1


def _schema(url: str) -> str:
    return url.partition("://")[0].strip().lower()


def _is_native(url: str) -> bool:
    return any(plugin.parse_native_url(url) for plugin in N_MGR.plugins())


@cache
def _asset() -> AppriseAsset:
    return AppriseAsset(
        app_id="Onrecord",
        app_desc="Onrecord",
        app_url="",
        async_mode=False,
        http_redirects=False,
        pgp_autogen=False,
        service_timeout=0,  # no worker thread: the sender process is killed instead
        storage_mode="memory",
    )


def _plugin(url: str) -> NotifyBase | None:
    """A fresh apprise object: its throttle, its retries and its `optional` must not outlive one send."""
    plugin = Apprise.instantiate(url, asset=_asset())
    if plugin is None:
        return None
    plugin.request_rate_per_sec, plugin.retry, plugin.optional = 0, 0, False
    connect = READ_SECONDS if isinstance(plugin, NotifyEmail) else CONNECT_SECONDS  # mail knows only one
    plugin.socket_connect_timeout = _seconds(plugin, "socket_connect_timeout", connect)
    plugin.socket_read_timeout = _seconds(plugin, "socket_read_timeout", READ_SECONDS)
    return plugin


def _seconds(plugin: NotifyBase, name: str, ours: float) -> float:
    """The address's own value, else ours."""
    return float(vars(plugin).get(name, ours))


# ---------------------------------------------------------------- sending


def send(url: str, message: Message, key: str) -> SendResult:
    """One attempt at one recipient. Blocks up to CONNECT_SECONDS + READ_SECONDS a request; safe to kill.

    `key` is the Delivery's: the same at every attempt, so that a receiver can fold repeats.
    """
    plugin = _plugin(url)
    if plugin is None or plugin.schema not in allowed_schemas():
        return SendResult(SendClass.PERMANENT, detail="the channel's address cannot be used")
    text = message.text if isinstance(plugin, NotifyEmail) else None
    with attached(Wire(key, BODY_CODES.get(plugin.schema), text)) as wire:
        claimed = _notify(plugin, message)
    return judge(claimed, wire.exchanges, blind=plugin.schema in BLIND_SCHEMAS)


def _notify(plugin: NotifyBase, message: Message) -> bool:
    """Whether apprise says it went well."""
    sender = Apprise(asset=_asset())
    sender.add(plugin)
    title, body, form = _parts(plugin, message)
    try:
        return bool(sender.notify(body=body, title=title, body_format=form))
    except AppriseImproperlyConfigured:
        return False


def _parts(plugin: NotifyBase, message: Message) -> tuple[str, str, NotifyFormat]:
    """(title, body, format) as this plugin takes them."""
    if isinstance(plugin, NotifySlack):
        return "", message.text, NotifyFormat.MARKDOWN
    if (
        plugin.schema in MAIL_SERVICES
        and message.html
        and plugin.resolve_format(NotifyFormat.HTML) == NotifyFormat.HTML
    ):
        return message.subject, message.html, NotifyFormat.HTML
    return message.subject, message.text, NotifyFormat.TEXT


def judge(claimed: bool, exchanges: list[Exchange], blind: bool) -> SendResult:
    """The class of a send: what apprise claims counts only where what we saw agrees.

    A failure that apprise could see and got over (a look-up that answers 404) does not count; one that it
    cannot see does.
    """
    failed = [e for e in exchanges if e.kind is not SendClass.OK]
    hidden = [e for e in failed if e.hidden]
    if claimed and not hidden and (not exchanges or exchanges[-1].kind is SendClass.OK):
        return exchanges[-1].result() if exchanges else SendResult(SendClass.OK, detail="accepted")
    doubtful = [e for e in failed if e.kind is SendClass.IN_DOUBT]
    if failed:
        return (doubtful or hidden or failed)[-1].result()
    if exchanges or blind:
        return SendResult(SendClass.IN_DOUBT, detail="the channel gave no clear answer")
    return SendResult(SendClass.PERMANENT, detail="apprise refused the message before sending it")
