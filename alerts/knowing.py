"""Speakers as people.yaml has them today: the record keeps only the written name."""

from __future__ import annotations

from dataclasses import replace

from record.people import People
from record.types import Account, AccountAlert, Alert, AnyAlert, Event, Evidence, Statement


def know_speaker(evidence: Evidence, people: People) -> Evidence:
    """The Report with the Speaker whole: names, roles, accounts."""
    known = people.by_id(evidence.report.speaker.id)
    return replace(evidence, report=replace(evidence.report, speaker=known)) if known else evidence


def know_speakers(alert: AnyAlert, people: People) -> AnyAlert:
    """The same of everything that an Alert tells."""
    if isinstance(alert, AccountAlert):
        data = alert.event.data
        return replace(alert, speaker=people.by_account(Account(data["platform"], data["uid"])))
    if not isinstance(alert, Alert):
        return alert
    return replace(alert, hits=tuple(replace(hit, event=know_event(hit.event, people)) for hit in alert.hits))


def know_statement(statement: Statement, people: People) -> Statement:
    """The same of a Statement and all its Reports."""
    return replace(
        statement,
        speaker=people.by_id(statement.speaker.id) or statement.speaker,
        original=statement.original and know_speaker(statement.original, people),
        reports=tuple(know_speaker(evidence, people) for evidence in statement.reports),
    )


def know_event(event: Event, people: People) -> Event:
    return replace(
        event,
        statement=event.statement and know_statement(event.statement, people),
        evidence=event.evidence and know_speaker(event.evidence, people),
        other=event.other and know_statement(event.other, people),
    )
