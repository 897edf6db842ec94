"""`onrecord send-test`: a message through all that an Alert goes through, but for the record."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from alerts.channels import family, recipients
from alerts.messages import Told, render
from alerts.sample import sample_alert
from alerts.sending.breaker import about
from alerts.sending.sender import Sender
from alerts.watches import Channel, Watchlist
from record.errors import Mistaken
from record.problems import did_you_mean
from record.processes import NotStarted, Overdue, WorkerDied
from record.types import Json, Message, SendClass, SendResult

REF = 6  # characters of a key
ACCESS = frozenset({401, 403, 407, 530, 534, 535, 538})
GONE = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class Tested:
    """How it ended for one recipient."""

    key: str
    result: SendResult
    seconds: float

    @property
    def well(self) -> bool:
        return self.result.kind is SendClass.OK


def find_channel(watchlist: Watchlist, name: str) -> Channel:
    """Errors: Mistaken."""
    channel = watchlist.channels.get(name)
    if channel is None:
        hint = did_you_mean(name, watchlist.channels) or f"there are {', '.join(watchlist.channels)}"
        raise Mistaken(f"the watchlist has no channel {name!r}; {hint}")
    if "${" in channel.url:
        variable = channel.url[channel.url.index("${") :].partition("}")[0] + "}"
        raise Mistaken(f"{variable} is not set: export {variable.strip('${}')}=… and say it again")
    return channel


async def send_tests(channel: Channel, now: datetime, zone: ZoneInfo) -> list[Tested]:
    """One to each recipient, one after the other."""
    sender = Sender()
    try:
        with suppress(NotStarted, Overdue, WorkerDied):  # whatever it is, the sending has it too
            await sender.ready()
        return [await _send(sender, channel, url, now, zone) for url in recipients(channel.url)]
    finally:
        sender.stop()


async def _send(sender: Sender, channel: Channel, url: str, now: datetime, zone: ZoneInfo) -> Tested:
    key = secrets.token_hex(16)
    message = make_test(channel, key, now, zone)
    begun = time.monotonic()
    result = await sender.send(url, message, key)
    return Tested(key, result, time.monotonic() - begun)


def make_test(channel: Channel, key: str, now: datetime, zone: ZoneInfo) -> Message:
    """As an Alert to this Channel would be made."""
    return render(
        sample_alert(channel.name, now),
        family(channel.url),
        now=now,
        zone=channel.zone or zone,
        template=channel.template,
        delivery=Told(key, key[:REF]),
    )


def lines_of(channel: Channel, tested: Sequence[Tested]) -> Iterator[str]:
    """ "exec-slack: permanent, HTTP 404, after 0.2 s", and below it the way out."""
    for number, each in enumerate(tested, 1):
        which = f" (recipient {number} of {len(tested)})" if len(tested) > 1 else ""
        status = f", status {each.result.status}" if each.result.status is not None else ""
        detail = f": {each.result.detail}" if each.result.detail and not each.well else ""
        kind = each.result.kind.replace("_", " ")
        ended = f"{kind}{status}, after {each.seconds:.1f} s, ref {each.key[:REF]}"
        yield f"{channel.name}{which}: {ended}{detail}"
        yield f"  {way_out(each.result)}"


def way_out(result: SendResult) -> str:
    """What to do, or where to look."""
    if result.kind is SendClass.PERMANENT:
        return _refused(result)
    if result.kind is SendClass.TRANSIENT and result.retry_after:
        return f"it is too much for now: the other side asks to wait {result.retry_after:.0f} s"
    return {
        SendClass.OK: "the other side has taken it: look whether it is there",
        SendClass.NOT_SENT: "nothing was sent: is the address right, and can this machine reach it?",
        SendClass.TRANSIENT: "the other side cannot take it now: try again in some minutes",
        SendClass.IN_DOUBT: "it may have arrived: look there before you try again",
    }[result.kind]


def _refused(result: SendResult) -> str:
    status = result.status or 0
    if status in ACCESS:
        return "the password or token in the address is not accepted: make a new one and set its ${VARIABLE}"
    if status in GONE:
        return "there is no such place: the webhook was deleted or the address is cut off; make a new one"
    if 300 <= status < 400:
        return "it has moved, and no redirect is followed: put the new address into the watchlist"
    return {
        "recipient": "this recipient is refused: is the mailbox, room or number written right?",
        "message": "this message is refused, which says nothing of others: look at the channel's `template:`",
    }.get(about(result) or "", "it is refused for good: docs/channels.md says what the address must hold")


def as_json(channel: Channel, tested: Sequence[Tested]) -> Json:
    return {
        "channel": channel.name,
        "ok": bool(tested) and all(each.well for each in tested),
        "recipients": [
            {
                "ref": each.key[:REF],
                "class": each.result.kind,
                "status": each.result.status,
                "detail": each.result.detail,
                "seconds": round(each.seconds, 3),
                "way_out": way_out(each.result),
            }
            for each in tested
        ],
    }
