"""Which Events hit which watches. Pure: live, backtest and explain ask the same functions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from alerts.knowing import know_speaker
from alerts.rules.matcher import match
from alerts.rules.scope import Scope, scope_of
from alerts.watches import Watch, Watchlist
from record.people import People
from record.types import Event, EventKind, Evidence, Hit, Json

FIRST_HEARD = frozenset(
    {
        EventKind.NEW,
        EventKind.FIRST_DENIAL,
        EventKind.REPORTED,
        EventKind.NEW_WORDS,
        EventKind.UPGRADED,
        EventKind.ORIGINAL,
    }
)
OPENING = frozenset({EventKind.NEW, EventKind.FIRST_DENIAL})
LATER = frozenset(  # what becomes of a Statement that is known
    {EventKind.EDITED, EventKind.DELETED, EventKind.BACK, EventKind.REVERSED, EventKind.DENIED}
)


def match_event(watchlist: Watchlist, event: Event) -> list[tuple[Watch, Hit]]:
    """The Hits of one Event, whatever was told before. Of what becomes of a Statement the explanation names
    the Report that fits, where it is not the Event's evidence."""
    if event.evidence is None:
        return []
    heard: dict[int, _Heard] = {}
    found = []
    for watch in watchlist.watches:
        for evidence in _to_read(watch, event):
            explanation = _fitting(watch, evidence, watchlist, heard)
            if explanation is not None:
                if explanation and evidence.id != event.evidence.id:
                    outlet = evidence.revision.document.outlet
                    explanation = {**explanation, "report": {"id": evidence.id, "outlet": outlet}}
                found.append((watch, Hit(watch.id, watch.name, event, explanation)))
                break
    return found


def _to_read(watch: Watch, event: Event) -> Iterator[Evidence]:
    """The Reports of which one must fit, in the order of asking."""
    if event.evidence is None or not concerns(watch, event):
        return
    yield event.evidence
    if event.kind in LATER & watch.on and event.statement:
        yield from (each for each in event.statement.reports if each.id != event.evidence.id)


def fits_elsewhere(watch: Watch, event: Event, watchlist: Watchlist) -> bool:
    """Whether a Report of the Statement in any other Document fits the watch."""
    if event.statement is None or event.evidence is None:
        return False
    here, heard = event.evidence.revision.document.id, dict[int, _Heard]()
    others = (each for each in event.statement.reports if each.revision.document.id != here)
    return any(_fitting(watch, each, watchlist, heard) is not None for each in others)


@dataclass(slots=True)
class _Heard:
    """One Report as the watches hear it; their rules are judged together, once one is asked for."""

    evidence: Evidence
    watchlist: Watchlist
    _scope: Scope | None = None
    _hits: frozenset[str] = frozenset()

    def explanation(self, watch: Watch) -> Json | None:
        """Why it fits the watch's rule (nothing to say without one), or None where it does not."""
        if watch.rule is None:
            return {}
        if self._scope is None:
            self._scope = scope_of(self.evidence, self.watchlist.people)
            self._hits = frozenset(self.watchlist.index.hits(self._scope))
        return match(watch.rule, self._scope).explanation if watch.id in self._hits else None


def _fitting(watch: Watch, evidence: Evidence, watchlist: Watchlist, heard: dict[int, _Heard]) -> Json | None:
    """Why the Report fits the watch, or None where it does not."""
    if evidence.id not in heard:
        heard[evidence.id] = _Heard(know_speaker(evidence, watchlist.people), watchlist)
    known = heard[evidence.id]
    return known.explanation(watch) if listens_to(watch, known.evidence, watchlist.people) else None


def concerns(watch: Watch, event: Event) -> bool:
    """A watch that wants what is new judges every Report until it has its Hit, also one that an edit brings;
    one that wants only first denials, every Report of such a Statement."""
    return event.kind in watch.on or is_first_heard(watch, event)


def is_first_heard(watch: Watch, event: Event) -> bool:
    """The Event gives the watch words that may be new to it, and it wants those."""
    brought = event.kind is EventKind.EDITED and bool(event.data.get("now"))
    if event.kind not in FIRST_HEARD and not brought:
        return False
    first_denial = event.statement is not None and event.statement.first_denial
    return EventKind.NEW in watch.on or (EventKind.FIRST_DENIAL in watch.on and first_denial)


def is_named(watch: Watch, event: Event) -> bool:
    """The watch asks for this kind of Event by its name, whatever it has heard of the Statement before."""
    return event.kind in watch.on and event.kind not in OPENING


def listens_to(watch: Watch, evidence: Evidence, people: People) -> bool:
    """The speaker is one of the watch's people, or speaks for one of its organisations."""
    if not watch.people:
        return True
    speaker, org = evidence.report.speaker, evidence.report.org
    spoken_for = {speaker.id, *(known.id for known in people.by_name(org or ""))}
    return any(wanted in spoken_for or people.speaks_for(speaker, wanted) for wanted in watch.people)
