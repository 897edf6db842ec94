"""The generic webhook: JSON with a version, described by the schema beside this file.

All texts are as they were said, cleaned and not escaped: whoever shows them escapes them for where that is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from alerts.messages.changes import Against
from alerts.messages.formats.plain import text
from alerts.messages.links import Links
from alerts.messages.outline import Outline, Told
from alerts.messages.severity import highest
from alerts.messages.status import search_url
from alerts.messages.story import Story
from alerts.wording import Piece
from record.types import AccountAlert, Alert, AnyAlert, Event, Json, Message, OperatorAlert

SCHEMA = "onrecord.alert/1"
SCHEMA_FILE = Path(__file__).with_name("onrecord.alert.1.schema.json")


@dataclass(frozen=True, slots=True)
class Posted:
    """What the payload is made of."""

    alert: AnyAlert
    outline: Outline
    stories: Sequence[Story]
    links: Links
    told: Told | None


def write(posted: Posted) -> Message:
    """The payload whole; subject and text too, for webhooks that send XML or a form."""
    whole = text(posted.outline) + "\n"
    return Message(posted.outline.subject, whole, fields=_payload(posted, whole))


def _payload(posted: Posted, whole: str) -> Json:
    alert, told = posted.alert, posted.told
    body: Json = {
        "schema": SCHEMA,
        "type": _type(alert),
        "channel": alert.channel,
        "subject": posted.outline.subject,
        "text": whole,
        "severity": highest(alert.hits) if isinstance(alert, Alert) else None,
        "delivery": _delivery(told) if told else None,
        "possible_repeat": False,
        "gathers": alert.gathers if isinstance(alert, Alert) else None,
        "slot": _time(alert.slot) if isinstance(alert, Alert) else None,
        "event": _event(alert.event),
        "statements": [_statement(story, posted) for story in posted.stories],
    }
    if isinstance(alert, OperatorAlert):
        body["details"] = alert.event.data
    if isinstance(alert, AccountAlert):
        body["account"] = _account(alert)
    return body


def _type(alert: AnyAlert) -> str:
    if isinstance(alert, OperatorAlert):
        return "operator"
    return "account" if isinstance(alert, AccountAlert) else "statements"


def _delivery(told: Told) -> Json:
    return {
        "key": told.key,
        "ref": told.ref,
        "purpose": told.purpose,
        "stands_for": told.stands_for,
        "due_since": _time(told.since),
        "escalates_to": told.escalates_to,
        "escalates_at": _time(told.escalates_at),
    }


def _event(event: Event) -> Json:
    return {"id": event.id, "kind": event.kind.value, "at": _time(event.at)}


def _account(alert: AccountAlert) -> Json:
    data = alert.event.data
    return {
        "platform": data.get("platform"),
        "uid": data.get("uid"),
        "name": data.get("name"),
        "speaker": alert.speaker.id if alert.speaker else None,
        "changes": data.get("changes") or {},
        "watches": list(alert.watches),
    }


def _statement(story: Story, posted: Posted) -> Json:
    statement, report = story.statement, story.shown.report
    return {
        "id": story.public_id,
        "page": posted.links.explain(story),
        "thread": statement.thread,
        "speaker": _speaker(story),
        "quote": _quote(story),
        "stance": statement.stance,
        "provenance": report.provenance,
        "venue": report.venue,
        "first_party": story.posted or story.published,
        "account": _standing(story),
        "event": _happened(story),
        "contradicts": [_against(each) for each in story.against],
        "times": _times(story),
        "urls": _urls(story),
        "reports": [{"outlet": o.name, "at": _time(o.at), "url": o.url} for o in story.outlets],
        "watches": [_watch(why.watch_id, why.watch, why.terms, posted.alert) for why in story.whys],
        "search": story.search.verdict if story.search else None,
    }


def _speaker(story: Story) -> Json:
    speaker = story.statement.speaker
    return {"id": speaker.id, "name": story.name, "kind": speaker.kind, "role": story.role}


def _quote(story: Story) -> Json:
    return {
        "text": story.said.text,
        "verbatim": story.said.verbatim,
        "verb": story.said.verb,
        "lang": story.said.lang,
        "report": story.shown.report.kind,
    }


def _happened(story: Story) -> Json:
    was, now = (shown.was, shown.now) if (shown := story.edit_shown) else (None, None)
    return {
        "kind": story.kind.value,
        "at": _time(story.happened_at),
        "change": story.change,
        "was": _joined(was),
        "now": _joined(now),
    }


def _joined(pieces: Sequence[Piece] | None) -> str | None:
    return None if pieces is None else "".join(piece.text for piece in pieces)


def _standing(story: Story) -> Json | None:
    original = story.original
    if original is None:
        return None
    return {"platform": original.platform, "verified": original.verified, "denied": original.denied}


def _against(against: Against) -> Json:
    return {
        "id": against.public_id,
        "reverses": against.reverses,
        "text": against.said.text,
        "verbatim": against.said.verbatim,
        "at": _time(against.on or against.at),
        "url": against.url,
    }


def _times(story: Story) -> Json:
    return {
        "said": _time(story.statement.said_at),
        "published": _time(story.at),
        "edited": _time(story.edited_at),
        "first_seen": _time(story.statement.first_seen_at),
        "recorded": _time(story.shown.revision.observed_at),
    }


def _urls(story: Story) -> Json:
    return {
        "original": story.original.url if story.original else None,
        "at_quote": story.quote_url,
        "contradicting_post": search_url(story.search),
    }


def _watch(id: str, name: str, terms: Sequence[str], alert: AnyAlert) -> Json:
    hits = alert.hits if isinstance(alert, Alert) else ()
    severity = next((hit.severity for hit in hits if hit.watch_id == id), "normal")
    return {"id": id, "name": name, "matched": list(terms), "severity": severity}


def _time(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z") if at else None
