"""What is told of a watched account: that its badge, its name or the reason of its badge changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from alerts.messages.cleaning import clean, shorten
from alerts.messages.outline import Outline, Span, filled, line, link, strong
from alerts.messages.places import account_page
from alerts.messages.times import age, full_stamp, stamp
from alerts.messages.words import platform_name
from record.types import Account, AccountAlert, Message

LONGEST_VALUE = 100  # characters; whoever has the account writes what he likes
MOST_WATCHES = 10  # named
MIRRORS = ("rsshub",)  # formats that show a platform; every other one asks the platform itself
COLUMN = 19  # of the labels, as in the mail of a Statement


@dataclass(frozen=True, slots=True)
class Move:
    """One field: what it is called, what it was, what it is now."""

    label: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


def account_outline(alert: AccountAlert, now: datetime, zone: ZoneInfo) -> Outline:
    """Who, what changed (the badge first), where to look, why you got it."""
    seen = stamp(alert.event.at, zone) + (f" ({old})" if (old := age(alert.event.at, now)) else "")
    account = _account(alert)
    page = account_page(account)
    place = [link(_whose(alert), page)] if page else [Span(f"{_whose(alert)}, {account.uid}")]
    mirror = f", {shown}" if (shown := _mirror(alert)) else ""
    lines = [
        line("head", f"⚪ {_headline(alert)}"),
        *(line("quote", f"{move.label}: {move}") for move in _moves(alert)),
        line("small", *place, f"{mirror} · seen {seen}"),
        line("text", strong("Why:"), f" {'; '.join(_watches(alert))}") if alert.watches else line("text"),
    ]
    return Outline(_subject(alert), filled(lines), "changed")


def account_mail(alert: AccountAlert, now: datetime, zone: ZoneInfo) -> Message:
    return Message(_subject(alert), "\n".join(_lines(alert, now, zone)) + "\n")


def _subject(alert: AccountAlert) -> str:
    """ "Lei Jun's Weibo account is no longer verified [Xiaomi in the US]"."""
    names = [clean(name) for name in alert.watches]
    watches = names[:1] + ([f"+{len(names) - 1}"] if len(names) > 1 else [])
    return _headline(alert) + (f" [{' '.join(watches)}]" if watches else "")


def _headline(alert: AccountAlert) -> str:
    first, *others = _told(alert.event.data.get("changes") or {}) or ["changed"]
    more = f", and {len(others)} more change{'s' if len(others) > 1 else ''}" if others else ""
    return f"{_whose(alert)} {first}{more}"


def _whose(alert: AccountAlert) -> str:
    return f"{_owner(alert)}'s {platform_name(alert.event.data['platform'])} account"


def _owner(alert: AccountAlert) -> str:
    """By the watchlist's name for him; who is no longer in it, by the account's own."""
    data = alert.event.data
    name = alert.speaker.name if alert.speaker else data.get("name") or data["uid"]
    return shorten(clean(str(name)), LONGEST_VALUE)


def _told(changes: dict[str, Sequence[object]]) -> list[str]:
    """What is said of each change, what matters most first."""
    said: dict[str, Callable[[object], str]] = {
        "verified": lambda after: "is now verified" if after else "is no longer verified",
        "verified_reason": lambda after: (
            "is verified as something else" if after else "no longer says what it is verified as"
        ),
        "name": lambda _: "has another name",
    }
    return [tell(changes[field][1]) for field, tell in said.items() if field in changes]


def _moves(alert: AccountAlert) -> Iterator[Move]:
    changes = alert.event.data.get("changes") or {}
    labels = {"verified": "verified", "verified_reason": "verified as", "name": "name"}
    for field, label in labels.items():
        if field in changes:
            before, after = map(_shown, changes[field])
            yield Move(label, before, after)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = shorten(clean(str(value)), LONGEST_VALUE) if value is not None else "not known"
    return text or "nothing"


def _lines(alert: AccountAlert, now: datetime, zone: ZoneInfo) -> Iterator[str]:
    """Of a mail."""
    seen = ", ".join(filter(None, [full_stamp(alert.event.at, zone), age(alert.event.at, now)]))
    yield f"{_headline(alert)}: seen {seen}"
    for move in _moves(alert):
        yield f"    {move.label.ljust(COLUMN - 4)}{move}"
    yield ""
    account = _account(alert)
    where = [_whose(alert), account_page(account) or account.uid, _mirror(alert)]
    yield f"{'Account'.ljust(COLUMN)}{', '.join(filter(None, where))}"
    for number, name in enumerate(_watches(alert)):
        label = "" if number else "Why you got this"
        yield f"{label.ljust(COLUMN)}watch “{name}”: {_owner(alert)}"


def _watches(alert: AccountAlert) -> list[str]:
    return [shorten(clean(name), LONGEST_VALUE) for name in alert.watches[:MOST_WATCHES]]


def _mirror(alert: AccountAlert) -> str:
    """Which mirror shows it; nothing where the platform itself was asked."""
    data = alert.event.data
    name, _, _ = clean(str(data.get("source") or "")).partition(":")
    return f"as the mirror “{name}” shows it" if name and data.get("format") in (None, *MIRRORS) else ""


def _account(alert: AccountAlert) -> Account:
    return Account(clean(str(alert.event.data["platform"])), clean(str(alert.event.data["uid"])))
