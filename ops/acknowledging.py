"""Saying that an Alert was seen, and what that stopped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from alerts.messages.times import stamp
from record.errors import Mistaken
from record.store import Record
from record.store.acknowledging import Acknowledged, Escalated
from record.store.naming import SHORTEST_REF
from record.types import Json


def acknowledge(record: Record, wanted: str, note: str) -> Acknowledged:
    """By a Statement's id, or by the ref of a message. Errors: Mistaken."""
    if wanted.startswith("st_"):
        statement = record.reading.statement(wanted)
        if statement is None:
            raise Mistaken(f"the record knows nothing of {wanted}")
        return record.acknowledging.acknowledge_statement(statement.id, note)
    if len(wanted) < SHORTEST_REF:
        raise Mistaken(f"{wanted!r} is too short for a ref: it has at least {SHORTEST_REF} characters")
    ended = record.acknowledging.acknowledge_ref(wanted, note)
    if not isinstance(ended, Acknowledged):
        raise Mistaken(
            f"several messages have refs that begin with {wanted}: {', '.join(ended)}; write more of it"
        )
    if not ended.found:
        raise Mistaken(f"no message has the ref {wanted}; a statement begins with st_")
    return ended


def lines_of(ended: Acknowledged, zone: ZoneInfo) -> Iterator[str]:
    """What was said and what came of it."""
    if not ended.found:
        yield "nobody was told of it, so there is nothing to acknowledge"
        return
    count = f"{ended.alerts} alert{'' if ended.alerts == 1 else 's'}"
    yield f"acknowledged: {count}{' (before, too)' if ended.already == ended.alerts else ''}"
    for each in ended.stopped:
        yield f"stopped: the escalation to {each.channel}, due {stamp(each.due_at, zone)}"
    for each in ended.too_late:
        yield f"too late: the escalation to {each.channel} has gone out, ref {each.key[:SHORTEST_REF]}"
    if not ended.stopped and not ended.too_late:
        yield "no escalation was waiting"


def as_json(ended: Acknowledged) -> Json:
    return {
        "alerts": ended.alerts,
        "already": ended.already,
        "stopped": _listed(ended.stopped),
        "too_late": _listed(ended.too_late),
    }


def _listed(found: Sequence[Escalated]) -> list[Json]:
    return [{"key": each.key, "channel": each.channel, "due_at": each.due_at.isoformat()} for each in found]
