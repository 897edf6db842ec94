"""What an edit added: only that is judged again. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from record.types import Report, Span


def added_reports(reports: Sequence[Report], added: Sequence[Span] | None) -> list[Report]:
    """The Reports with a part in what was added; all of them where nothing is known of a version before.

    The cue and the mention count as well as the words: where a name was corrected, the same words are now
    given to another Speaker. What the Document has given to the same Speaker before, the record knows.
    """
    if added is None:
        return list(reports)
    return [report for report in reports if any(_overlap(part, added) for part in _parts(report))]


def _parts(report: Report) -> Iterator[Span]:
    yield from report.content
    yield from (part for part in (report.cue, report.mention) if part)


def _overlap(part: Span, added: Sequence[Span]) -> bool:
    return any(part[0] < end and start < part[1] for start, end in added)
