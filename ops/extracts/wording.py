"""What a Report is called beside the marked text, in a terminal as on a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from alerts.messages.cleaning import clean
from alerts.messages.times import day, full_stamp
from alerts.messages.words import PROVENANCES, STANCES, VENUES
from ops.extracts.given import Given
from record.types import Report

# They would turn the rest of a line round, and with it what is marked.
TURNING = dict.fromkeys((0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))


@dataclass(frozen=True, slots=True)
class Row:
    """One statement in words, each in one line."""

    number: int
    words: str
    name: str
    standing: str  # "CEO, Xiaomi"; "not among your people"
    stance: str
    venue: str
    provenance: str
    said: str  # when; empty where the text says nothing of it
    confidence: str
    reasons: tuple[str, ...]

    @property
    def tag(self) -> str:
        """ "Lei Jun · denial · on Weibo"."""
        return " · ".join(filter(None, (self.name, self.stance, self.venue)))

    @property
    def how(self) -> str:
        """ "on Weibo, paraphrase, 22 Nov 2026, 14:03 CST"."""
        return ", ".join(filter(None, (self.venue, self.provenance, self.said)))


def published_of(given: Given, zone: ZoneInfo) -> str:
    """Empty where nobody knows."""
    if given.published is None:
        return ""
    at = given.published.at
    return f"published {full_stamp(at, zone) if given.published.timed else f'{day(at)} {at.year}'}"


def rows_of(reports: Iterable[Report], zone: ZoneInfo) -> list[Row]:
    """The Reports in words, numbered from 1."""
    return [_row(number, report, zone) for number, report in enumerate(reports, 1)]


def _row(number: int, report: Report, zone: ZoneInfo) -> Row:
    return Row(
        number=number,
        words=clean(report.text),
        name=clean(report.speaker.name),
        standing=_standing(report),
        stance=_stance(report),
        venue=VENUES[report.venue] if report.venue else "",
        provenance=PROVENANCES[report.provenance],
        said=full_stamp(report.said_at, zone) if report.said_at else "",
        confidence=f"{report.confidence:.0%}",
        reasons=tuple(clean(reason.text) for reason in report.reasons),
    )


def shown(text: str) -> str:
    """A stretch of the text itself: its spaces are kept, for it is joined to others."""
    return text.translate(TURNING)


def _standing(report: Report) -> str:
    """Role and organisation, how the text writes the name, and whether it is anybody's that is known."""
    speaker = report.speaker
    org = report.org if report.org != speaker.name else None
    written = f"here “{clean(report.who)}”" if report.who != speaker.name else None
    unknown = "not among your people" if speaker.id.startswith("?") else None
    return ", ".join(filter(None, (clean(report.role or ""), clean(org or ""), written, unknown)))


def _stance(report: Report) -> str:
    """A denial says itself that it is negative."""
    negated = report.polarity == "negative" and report.stance != "deny"
    return STANCES[report.stance] + (", negative" if negated else "")
