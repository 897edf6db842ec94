"""What an address is: whether a Channel can have it, and which family of messages it takes."""

# mypy: allow-untyped-calls
# apprise is typed in part only

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from urllib.parse import parse_qsl

from apprise.plugins import N_MGR
from apprise.plugins.base import NotifyBase
from apprise.plugins.email.base import NotifyEmail

from alerts.channels.plugins import load, schema, schema_of
from alerts.messages.families import Family

BLIND_SCHEMAS = frozenset(  # far away, but over sockets that leave no Exchange
    {"amqp", "amqps", "irc", "ircs", "mqtt", "mqtts", "smpp", "smpps", "xmpp", "xmpps"}
)
MAIL_SERVICES = frozenset(  # mail over HTTP: they take html and a subject
    {"azure", "brevo", "groundmail", "mailersend", "mailgun", "mailto", "mailtos", "o365", "postmark"}
    | {"resend", "sendgrid", "sendpulse", "ses", "smtp2go", "sparkpost"}
)
FAMILIES: Mapping[str, Family] = {
    **dict.fromkeys(MAIL_SERVICES, "email"),
    **dict.fromkeys(("slack", "slackhook", "slackhooks"), "slack"),
    "tgram": "telegram",
    "discord": "discord",
    **dict.fromkeys(("workflow", "workflows"), "teams"),
    **dict.fromkeys(("feishu", "lark"), "feishu"),
    "wecombot": "wecom",
    "dingtalk": "dingtalk",
    **dict.fromkeys(("json", "jsons", "form", "forms", "xml", "xmls"), "webhook"),
}
MEANT = {  # what people write for it, and close to no schema or to a wrong one
    "http": "a webhook of your own is json://host/path, or jsons:// over https",
    "mail": "a mailbox is mailto://user:password@host?to=you@example.org",
    "webhook": "a webhook of your own is jsons://host/path",
}
MEANT |= {"https": MEANT["http"], "webhooks": MEANT["webhook"], "email": MEANT["mail"], "smtp": MEANT["mail"]}
SCHEMA = re.compile(r"[a-z][a-z0-9]{0,19}")  # anything longer may be a secret: it is not repeated
CLOSE = 0.8  # how alike a misspelt schema must be


def family(url: str) -> Family:
    """How a Message for this address is rendered."""
    plugin = load(url)
    return FAMILIES.get(schema_of(url) if plugin is None else schema(plugin), "plain")


def problem_of(url: str) -> str | None:
    """Why no Channel can have this address, in words that repeat nothing of it but the schema."""
    schema = schema_of(url)
    if "://" not in url and "@" in url:
        return f"not an apprise address: {MEANT['mail']}"
    if "://" not in url or not SCHEMA.fullmatch(schema):
        return "not an apprise address: it begins with a schema, as in slack:// or mailto://"
    if schema in N_MGR and schema not in allowed_schemas():
        return f"'{schema}://' tells this machine, not a person; use a channel that goes elsewhere"
    if schema not in N_MGR and not _is_native(url):
        return f"no channel speaks '{schema}://'{_way_out(schema)}"
    plugin = load(url)
    return _reason(schema) if plugin is None else _wrong_part(url, plugin)


def _way_out(schema: str) -> str:
    if schema in MEANT:
        return f": {MEANT[schema]}"
    close = difflib.get_close_matches(schema, allowed_schemas(), 1, CLOSE)
    return f"; did you mean '{close[0]}://'?" if close else ""


def _wrong_part(url: str, plugin: NotifyBase) -> str | None:
    """What apprise passes over in silence, or what is ours to say."""
    if "template" in (name.lower() for name, _ in parse_qsl(url.partition("?")[2])):
        return "a template in an address is not read: use the channel's own key 'template'"
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


def _is_native(url: str) -> bool:
    return any(plugin.parse_native_url(url) for plugin in N_MGR.plugins())
