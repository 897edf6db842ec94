"""Persons as a table, one by one, and as JSON."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text

from alerts.messages.times import age, full_stamp
from ops.persons import AccountRow, PersonRow, unread
from ops.sourcetable import PIPE_WIDTH
from record.platforms import PLATFORMS
from record.types import AccountState, Json, Role

_HEADINGS = ("person", "is", "account", "read through", "last seen as", "posts", "newest")
_TITLES = 2  # of a role, in the table


def print_table(rows: Sequence[PersonRow], now: datetime) -> None:
    """One line an account; those whom a watch names come first. A pipe gets the lines whole."""
    console = Console(highlight=False, width=None if sys.stdout.isatty() else PIPE_WIDTH)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in _HEADINGS:
        table.add_column(heading, overflow="fold", justify="right" if heading == "posts" else "left")
    for row in rows:
        for cells in _lines(row, now):
            table.add_row(*map(Text, cells))
    console.print(table if rows else "nobody is known")


def _lines(row: PersonRow, now: datetime) -> Iterator[list[str]]:
    """The person stands on the first line only."""
    who = [row.speaker.name, "; ".join(_role(row, role, _TITLES) for role in row.roles)]
    for account in row.accounts:
        state = account.state
        newest = (age(state.newest, now) or "just now") if state.newest else ""
        posts = f"{state.posts:,}" if state.posts else ""
        yield [*who, account.account.key, _through(row, account), seen_as(state), posts, newest]
        who = ["", ""]
    if not row.accounts:
        yield [*who, "", "", "", "", ""]


def _role(row: PersonRow, role: Role, most: int | None = None) -> str:
    titles = ", ".join(role.titles[:most])
    org = row.organisations.get(role.org, role.org)
    return f"{org}: {titles}" if titles else org


def _through(row: PersonRow, account: AccountRow) -> str:
    if not account.sources:
        return "no mirror shows it: add one to sources.yaml"
    through = ", ".join(account.sources)
    return through if row.watched else f"no watch names them; it would be {through}"


def seen_as(state: AccountState) -> str:
    """`雷军, verified: 小米创始人`; empty where no mirror has shown it."""
    words = {True: "verified", False: "not verified", None: ""}[state.verified]
    if words and state.verified_reason:
        words += f": {state.verified_reason}"
    return ", ".join(part for part in (state.name, words) if part)


# ---------------------------------------------------------------- one person


def lines_of(row: PersonRow, zone: ZoneInfo) -> Iterator[str]:
    """A person whole."""
    speaker = row.speaker
    yield f"{speaker.name} · {speaker.kind} · {speaker.id} · {'watched' if row.watched else 'not watched'}"
    if speaker.names:
        yield f"  also written  {', '.join(speaker.names)}"
    for role in speaker.roles:
        yield f"  {_span(role):<24}  {_role(row, role)}"
    for account in row.accounts:
        yield from _account_lines(account, zone)
    if not row.accounts:
        yield "  no account is known: `onrecord accounts resolve URL` gives what to put into people.yaml"


def _span(role: Role) -> str:
    if role.until is None:
        return f"since {role.since}" if role.since else "now"
    return f"{role.since or '…'} to {role.until}"


def _account_lines(row: AccountRow, zone: ZoneInfo) -> Iterator[str]:
    account, state = row.account, row.state
    yield f"  {PLATFORMS.get(account.platform, account.platform)}  {account.uid}"
    if row.sources:
        yield f"    read through  {', '.join(row.sources)}"
    else:
        yield f"    {unread(account.platform)}"
    if state.seen_at:
        yield f"    last seen as  {seen_as(state)} (since {full_stamp(state.seen_at, zone)})"
    if state.newest:
        yield f"    in the record  {state.posts:,} posts, the newest of {full_stamp(state.newest, zone)}"


# ---------------------------------------------------------------- JSON


def as_json(rows: Iterable[PersonRow]) -> list[Json]:
    return [person_json(row) for row in rows]


def person_json(row: PersonRow) -> Json:
    speaker = row.speaker
    return {
        "id": speaker.id,
        "kind": speaker.kind,
        "name": speaker.name,
        "names": list(speaker.names),
        "watched": row.watched,
        "roles": [
            {"org": role.org, "organisation": row.organisations.get(role.org), "titles": list(role.titles)}
            | {"since": role.since, "until": role.until}
            for role in speaker.roles
        ],
        "accounts": [_account_json(account) for account in row.accounts],
    }


def _account_json(row: AccountRow) -> Json:
    state = row.state
    return {
        "platform": row.account.platform,
        "uid": row.account.uid,
        "sources": list(row.sources),
        "add": row.item or None,
        "name": state.name,
        "verified": state.verified,
        "verified_reason": state.verified_reason,
        "seen_at": state.seen_at.isoformat() if state.seen_at else None,
        "posts": state.posts,
        "newest": state.newest.isoformat() if state.newest else None,
    }
