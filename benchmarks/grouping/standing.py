"""Statements as they stand after some reports: the record's part of placing, in memory."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from benchmarks.grouping.rows import Row
from record.placing import Candidate, Member, Placement
from statements.grouping import WINDOW, place


class Standing:
    """What the store does with a Placement, of one run."""

    def __init__(self, window: timedelta = WINDOW) -> None:
        self._window = window
        self._statements: dict[int, list[Member]] = {}
        self._speakers: dict[int, str] = {}
        self._reports: dict[str, int] = {}

    def add(self, row: Row) -> Placement:
        """Errors: none; a Placement of the product's own `place`."""
        speaker = row.located.report.speaker.id
        placement = place(row.located, row.said_at, self._candidates(speaker, row))
        joined = placement.statement_id
        if joined is None:
            joined = len(self._reports) + 1
            self._statements[joined], self._speakers[joined] = [], speaker
        for other in placement.merges:
            self._merge(joined, other)
        if not placement.copy:
            self._statements[joined].append(_member(row, len(self._reports) + 1))
        self._reports[row.name] = joined
        return placement

    def clusters(self) -> dict[str, int]:
        """The Statement of each report."""
        return dict(self._reports)

    def _merge(self, kept: int, merged: int) -> None:
        self._statements[kept] += self._statements.pop(merged)
        self._statements[kept].sort(key=lambda member: member.report_id)
        self._reports = {name: kept if at == merged else at for name, at in self._reports.items()}

    def _candidates(self, speaker: str, row: Row) -> list[Candidate]:
        return [
            Candidate(at, speaker, members[0].stance, members[0].said_at, tuple(members))
            for at, members in self._statements.items()
            if self._speakers[at] == speaker
            and any(abs(each.said_at - row.said_at) <= self._window for each in members)
        ]


def _member(row: Row, number: int) -> Member:
    located, report = row.located, row.located.report
    return Member(
        report_id=number,
        document_id=located.document_id,
        text=report.text,
        gist=located.gist,
        said_at=row.said_at,
        stance=report.stance,
        polarity=report.polarity,
        kind=report.kind,
        post=located.post,
        sentence=report.sentence,
        content=report.content,
    )


def group(rows: Iterable[Row]) -> dict[str, int]:
    """The Statement of each report, placed one after the other in the order given."""
    standing = Standing()
    for row in rows:
        standing.add(row)
    return standing.clusters()
