"""Rows to types and back: the only place that knows both."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from record.text import fold
from record.types import (
    Account,
    Document,
    Evidence,
    Json,
    Message,
    PostFacts,
    Reason,
    Report,
    Revision,
    Span,
    Speaker,
    Statement,
)

Row = Mapping[Any, Any]


def content_hash(title: str, text: str, quoted: str) -> str:
    """Equal for two versions that say the same; white space and width do not count."""
    plain = "\x00".join(" ".join(fold(part).split()) for part in (title, text, quoted))
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()


def fingerprint(report: Report) -> str:
    """Equal for the same words given to the same Speaker in one Document."""
    plain = f"{report.speaker.id}\x00{' '.join(fold(report.text).split())}"
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()


def report_body(report: Report) -> Json:
    """A Report as JSON; the Speaker only by what the document knows of it."""
    body = asdict(report)
    body["speaker"] = {"id": report.speaker.id, "kind": report.speaker.kind, "name": report.speaker.name}
    body["said_at"] = report.said_at.isoformat() if report.said_at else None
    return body


def report_of(body: Json) -> Report:
    """The inverse of report_body."""
    said_at = datetime.fromisoformat(body["said_at"]) if body["said_at"] else None
    fields = {
        **body,
        "content": tuple(_span(piece) for piece in body["content"]),
        "cue": _optional_span(body["cue"]),
        "mention": _optional_span(body["mention"]),
        "sentence": _span(body["sentence"]),
        "speaker": Speaker(**body["speaker"]),
        "said_at": said_at,
        "reasons": tuple(Reason(**reason) for reason in body["reasons"]),
    }
    return Report(**fields)


def _span(pair: list[int]) -> Span:
    return pair[0], pair[1]


def _optional_span(pair: list[int] | None) -> Span | None:
    return _span(pair) if pair else None


def account_of(key: str | None) -> Account | None:
    """platform:uid as an Account."""
    if key is None:
        return None
    platform, _, uid = key.partition(":")
    return Account(platform, uid)


def document_of(row: Row, verified: bool | None = None) -> Document:
    """A Document from a row of `documents`; `verified`: its account, as the platform last said."""
    return Document(
        id=row["id"],
        key=row["key"],
        kind=row["kind"],
        url=row["url"],
        outlet=row["outlet"],
        first_seen_at=row["first_seen_at"],
        baseline=row["baseline"],
        account=account_of(row["account"]),
        verified=verified,
        copy_of=row.get("copy_of"),
    )


def revision_of(row: Row, document: Document, first: bool = True, last: bool = True) -> Revision:
    """A Revision from a row of `revisions`; `first` and `last` of its Document on its Source."""
    changes = row["changes"]
    return Revision(
        id=row["id"],
        document=document,
        source_id=row["source_id"],
        observed_at=row["observed_at"],
        title=row["title"],
        text=row["text"],
        quoted=row["quoted"],
        lang=row["lang"],
        published_at=row["published_at"],
        authors=tuple(row["authors"]),
        gone=row["gone"],
        added=tuple(_span(pair) for pair in changes["added"]) if changes else None,
        change=changes.get("change") if changes else None,
        facts=facts_of(row["facts"]),
        first=first,
        last=last,
    )


def facts_body(facts: PostFacts) -> Json:
    """PostFacts as JSON."""
    return {**asdict(facts), "edited_at": facts.edited_at.isoformat() if facts.edited_at else None}


def facts_of(body: Json | None) -> PostFacts | None:
    """The inverse of facts_body; None for what was recorded before there were any."""
    if body is None:
        return None
    edited_at = datetime.fromisoformat(body["edited_at"]) if body["edited_at"] else None
    return PostFacts(**{**body, "edited_at": edited_at, "media": tuple(body["media"])})


def statement_of(
    row: Row, speaker: Speaker, reports: tuple[Evidence, ...], thread: str | None = None
) -> Statement:
    """A Statement from its row, its Speaker and its Reports in the order of their recording; `thread` is the
    public id of the one it stands in."""
    original = next((evidence for evidence in reports if evidence.id == row["original_id"]), None)
    return Statement(
        id=row["id"],
        public_id=row["public_id"],
        speaker=speaker,
        text=row["text"],
        stance=row["stance"],
        said_at=row["said_at"],
        first_seen_at=row["first_seen_at"],
        original=original,
        reports=reports,
        merged_into=row["merged_into"],
        thread=thread,
        first_denial=row["first_denial"],
    )


def message_of(payload: Json | None) -> Message | None:
    """A frozen payload as a Message."""
    return Message(**payload) if payload else None
