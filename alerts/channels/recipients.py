"""Who is behind an address: one recipient a Delivery, found again by who he is."""

# mypy: allow-untyped-calls
# apprise is typed in part only

from __future__ import annotations

import copy
import hashlib
from urllib.parse import quote

from apprise.plugins.base import NotifyBase
from apprise.plugins.email.base import NotifyEmail

from alerts.channels.plugins import OURS, is_private, load, schema

COPIES = frozenset({"to", "cc", "bcc"})
TARGET_NAMES = ("targets", "channels", "phone", "rooms")  # where plugins keep several recipients
GROUPED = frozenset({"dingtalk"})  # its targets are whom one message mentions
HOW = frozenset({*NotifyBase.template_args, OURS, "blocks"})  # how to send, not to whom


def recipients(url: str) -> tuple[str, ...]:
    """One address a recipient, always in the same order: one Delivery each, so that none can fail another."""
    plugin = load(url)
    if plugin is None:
        return (url,)
    parts = _split_mail(url, plugin) if isinstance(plugin, NotifyEmail) else _split_targets(url, plugin)
    alone = [p for p in map(load, parts) if p is not None and len(p) == 1]
    return parts if len(alone) > 1 and len(alone) == len(parts) else (url,)


def recipient_ids(url: str) -> tuple[str, ...]:
    """Who each of the recipients is, as a hash, in the same order: to find one again in a changed Channel.

    Mail is known by its mailbox alone, so that what waits for a new password or server goes out through it.
    Any other address is known by all of it but how to send: its secret is what says whose it is.
    """
    return tuple(hashlib.sha256(_addressee(part).encode()).hexdigest() for part in recipients(url))


def _addressee(url: str) -> str:
    plugin = load(url)
    if isinstance(plugin, NotifyEmail):
        boxes = [*(address for _, address in plugin.targets), *plugin.cc, *plugin.bcc]
        return ",".join(sorted(address.lower() for address in boxes))
    place, _, query = url.partition("?")
    told = [part for part in query.split("&") if part.partition("=")[0].lower() not in HOW]
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


def _split_targets(url: str, plugin: NotifyBase) -> tuple[str, ...]:
    """A part for each target, where the plugin keeps them as one list and writes each back alone."""
    name = next((n for n in TARGET_NAMES if _is_many(getattr(plugin, n, None))), None)
    if name is None or schema(plugin) in GROUPED or len(getattr(plugin, name)) != len(plugin):
        return ()
    parts = []
    for target in getattr(plugin, name):
        single = copy.copy(plugin)
        setattr(single, name, [target])
        parts.append(str(single.url()))
    return tuple(f"{part}&{OURS}=yes" for part in parts) if is_private(url) else tuple(parts)


def _is_many(value: object) -> bool:
    return isinstance(value, list) and len(value) > 1
