"""`onrecord accounts resolve`: Inquiries run over the network, whose accounts they are, and what to paste."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from alerts.messages.times import full_stamp
from crawler.mirrors import weibo
from crawler.process import run_spiders
from crawler.resolving import NOT_ASKED, Inquiry
from ops.crawls import crawl_settings
from ops.turns import end_turn, take_turn
from record.clock import Clock
from record.configuration import Configuration
from record.people import People
from record.store import Record, open_record
from record.types import Account, Json, Outcome, Schedule, Source, Speaker, Wait

SECONDS = 60.0  # for all of them
LATE = f"no answer within {SECONDS:.0f} s"
ONCE = "Weibo has been asked once by this command: run it for this address alone, after some minutes"


@dataclass(frozen=True, slots=True)
class Asking:
    """How platforms are asked."""

    weibo: bool = False  # m.weibo.cn may be asked, once
    base: str = ""  # who is asked in the place of each host
    allow_private: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolved:
    """One address: its account, or why there is none."""

    inquiry: Inquiry
    known: Speaker | None = None  # who has it in people.yaml
    likely: Speaker | None = None  # else who is written like the account's name

    @property
    def account(self) -> Account | None:
        return self.inquiry.resolution.account if self.inquiry.resolution else None


def resolve_all(
    written: Sequence[str], people: People, asking: Asking, configuration: Configuration, clock: Clock
) -> list[Resolved]:
    """Each of them, in their order. Asks, once in a process, where an id does not stand in its address."""
    inquiries = _inquiries(written, "" if asking.weibo else NOT_ASKED)
    # Weibo's turn is kept in the record, which is made where there is none.
    record = open_record(configuration.record_url, clock) if _asks_weibo(inquiries) else None
    if record is None:
        _ask(inquiries, asking)
    else:
        try:
            inquiries = _ask_in_turn(written, inquiries, asking, record, configuration.zone, clock)
        finally:
            record.close()
    return [_known_to(people, inquiry) for inquiry in inquiries]


def _inquiries(written: Iterable[str], no_weibo: str) -> list[Inquiry]:
    """Weibo is asked one question at most."""
    found: list[Inquiry] = []
    for address in written:
        inquiry = Inquiry(address, no_weibo)
        no_weibo = ONCE if inquiry.asks_weibo else no_weibo
        found.append(inquiry)
    return found


def _asks_weibo(inquiries: Iterable[Inquiry]) -> bool:
    return any(inquiry.asks_weibo for inquiry in inquiries)


def _ask(inquiries: Iterable[Inquiry], asking: Asking) -> None:
    open_ones = [inquiry for inquiry in inquiries if inquiry.asking]
    if open_ones:
        arguments = {"inquiries": open_ones, "base": asking.base, "allow_private": asking.allow_private}
        run_spiders([("resolve", arguments)], crawl_settings(), SECONDS)
    for inquiry in open_ones:
        inquiry.broken_off(LATE)


def _ask_in_turn(
    written: Sequence[str],
    inquiries: list[Inquiry],
    asking: Asking,
    record: Record,
    zone: ZoneInfo,
    clock: Clock,
) -> list[Inquiry]:
    """As the service asks Weibo; where it is not our turn, everything else is asked all the same."""
    asked = Source("", "posts", "weibo", asking.base or weibo.BASE, "", "", Schedule())
    turn = take_turn(record, asked)
    if isinstance(turn, Wait):
        again = full_stamp(clock.now() + timedelta(seconds=turn.seconds), zone)
        inquiries = _inquiries(written, f"Weibo may be asked again from {again} ({turn.reason})")
        _ask(inquiries, asking)
        return inquiries
    try:
        _ask(inquiries, asking)
    finally:
        refused = any(inquiry.blocked for inquiry in inquiries)
        end_turn(record, asked, turn, [Outcome.BLOCKED if refused else Outcome.OK])
    return inquiries


def _known_to(people: People, inquiry: Inquiry) -> Resolved:
    resolution = inquiry.resolution
    if resolution is None:
        return Resolved(inquiry)
    platform = resolution.account.platform
    uids = {uid.lower() for uid in (resolution.account.uid, *resolution.also)}
    for speaker in people.all():
        if any(one.platform == platform and one.uid.lower() in uids for one in speaker.accounts):
            return Resolved(inquiry, speaker)
    named = people.by_name(resolution.profile.name or "")
    return Resolved(inquiry, likely=named[0] if len(named) == 1 else None)


# ---------------------------------------------------------------- what it tells


def line(resolved: Resolved) -> str:
    """YAML to paste, with whose it is as a comment."""
    return f"accounts: {_yaml(resolved.account)}  # {_whose(resolved)}" if resolved.account else ""


def _yaml(account: Account | None) -> str:
    """JSON's quotes are YAML's."""
    return f"{{{account.platform}: {json.dumps(account.uid, ensure_ascii=False)}}}" if account else ""


def _whose(resolved: Resolved) -> str:
    profile = resolved.inquiry.resolution and resolved.inquiry.resolution.profile
    parts = [profile.name or "", _verified(profile.verified, profile.verified_reason)] if profile else []
    if resolved.known:
        parts.append(f"in people.yaml under {resolved.known.name} ({resolved.known.id})")
    elif resolved.likely:
        parts.append(f"not in people.yaml yet; {resolved.likely.name} ({resolved.likely.id}) is written so")
    else:
        parts.append("not in people.yaml yet")
    return ", ".join(part for part in parts if part)


def _verified(verified: bool | None, reason: str | None) -> str:
    if verified is None:
        return ""
    words = "verified" if verified else "not verified"
    return f"{words}: {reason}" if reason else words


def as_json(all_resolved: Sequence[Resolved]) -> list[Json]:
    return [_as_json(resolved) for resolved in all_resolved]


def _as_json(resolved: Resolved) -> Json:
    inquiry, account = resolved.inquiry, resolved.account
    profile = inquiry.resolution.profile if inquiry.resolution else None
    return {
        "asked": inquiry.written,
        "platform": account.platform if account else None,
        "uid": account.uid if account else None,
        "yaml": f"accounts: {_yaml(account)}" if account else None,
        "questions": inquiry.questions,
        "name": profile.name if profile else None,
        "verified": profile.verified if profile else None,
        "verified_reason": profile.verified_reason if profile else None,
        "known": resolved.known.id if resolved.known else None,
        "likely": resolved.likely.id if resolved.likely else None,
        "failure": inquiry.failure or None,
    }
