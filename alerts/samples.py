"""One Hit of the past, as a backtest shows it: who, when, what, where, and why it fires or does not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from alerts.hearing import why_deaf
from alerts.knowing import know_speaker
from alerts.matching import concerns, match_event
from alerts.rules.matcher import has_rule, match, matched_words
from alerts.rules.scope import scope_of
from alerts.watches import Watch, Watchlist
from record.types import Event, EventKind, Json

LONGEST = 120  # characters of a quote


@dataclass(frozen=True, slots=True)
class Sample:
    """One Event that a watch fires on."""

    statement: str  # its public id
    kind: EventKind
    at: datetime
    speaker: str
    quote: str
    outlet: str
    url: str
    why: str

    def because(self, why: str) -> Sample:
        return replace(self, why=why)

    def as_json(self) -> Json:
        return {
            "statement": self.statement,
            "kind": self.kind.value,
            "at": self.at.isoformat(),
            "speaker": self.speaker,
            "quote": self.quote,
            "outlet": self.outlet,
            "url": self.url,
            "why": self.why,
        }


def sample_of(event: Event, watch: Watch, watchlist: Watchlist) -> Sample:
    """The Event, and what of the watch's rule it holds."""
    statement, evidence = event.statement, event.evidence
    known = know_speaker(evidence, watchlist.people) if evidence else None
    return Sample(
        statement.public_id if statement else "",
        event.kind,
        event.at,
        known.report.speaker.name if known else "",
        known.report.text if known else "",
        known.revision.document.outlet if known else "",
        known.revision.document.url if known else "",
        _matched(event, watch, watchlist),
    )


def _matched(event: Event, watch: Watch, watchlist: Watchlist) -> str:
    if watch.rule is None:
        return "the watch has no rule: all they say"
    hits = (hit for each, hit in match_event(watchlist, event) if each.id == watch.id)
    hit = next(hits, None)
    if hit is None or not has_rule(hit.explanation):
        return ""
    return "matched " + ", ".join(f"“{words}”" for words in matched_words(hit.explanation))


def why_silent(event: Event, watch: Watch, watchlist: Watchlist) -> str:
    """Why the watch does not tell the Event."""
    if event.evidence is None:
        return ""
    evidence = know_speaker(event.evidence, watchlist.people)
    if deaf := why_deaf(watch, evidence, watchlist):
        return deaf
    if not concerns(watch, event):
        return "nothing that it asks for (on:)"
    verdict = match(watch.rule, scope_of(evidence, watchlist.people)) if watch.rule else None
    if verdict is None or verdict.hit:
        return "told before"
    return f"missing {', '.join(verdict.missing)}" if verdict.missing else "the rule does not hold"
