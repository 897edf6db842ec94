"""Which Events hit which watches. Pure: live, backtest and explain ask the same functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from alerts.hearing import listeners_of, reads_there
from alerts.knowing import know_speaker
from alerts.rules.matcher import match
from alerts.rules.scope import Scope, scope_of
from alerts.watches import Watch, Watchlist
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


def match_event(watchlist: Watchlist, event: Event, explaining: bool = True) -> list[tuple[Watch, Hit]]:
    """The Hits of one Event, whatever was told before. Of what becomes of a Statement the explanation names
    the Report that fits, where it is not the Event's evidence; without `explaining` there is none."""
    if event.evidence is None:
        return []
    reports = _Reports(watchlist)
    found = []
    for watch in _candidates(watchlist, event, event.evidence, reports):
        read = _to_read(watch, event, watchlist)
        fitting = next((each for each in read if watch.id in reports.heard(each).fitting), None)
        if fitting is not None:
            explanation = _explanation(watch, event.evidence, fitting, reports) if explaining else {}
            found.append((watch, Hit(watch.id, watch.name, event, explanation, watch.severity)))
    return found


def _candidates(watchlist: Watchlist, event: Event, evidence: Evidence, reports: _Reports) -> Iterable[Watch]:
    """The watches that may have a Hit, each once: all of them are asked only where other Reports count."""
    if event.kind in LATER:
        return watchlist.watches
    fitting = reports.heard(evidence).fitting
    return (fitting | {watch.id: watch for watch in watchlist.patient}).values()


def _explanation(watch: Watch, evidence: Evidence, fitting: Evidence, reports: _Reports) -> Json:
    """Nothing where the watch has no rule."""
    explanation = reports.heard(fitting).explanation(watch)
    if not explanation or fitting.id == evidence.id:
        return explanation
    return {**explanation, "report": {"id": fitting.id, "outlet": fitting.revision.document.outlet}}


def _to_read(watch: Watch, event: Event, watchlist: Watchlist) -> Iterator[Evidence]:
    """The Reports of which one must fit, in the order of asking. What a watch does not read tells it nothing,
    though it may read of the same elsewhere."""
    evidence, statement = event.evidence, event.statement
    if evidence is None or not concerns(watch, event) or not reads_there(watch, evidence, watchlist):
        return
    yield evidence
    later = event.kind in LATER & watch.on
    if statement and (later or watch.min_reports > 1):
        others = (each for each in statement.reports if each.id != evidence.id)
        yield from (each for each in others if reads_there(watch, each, watchlist))


def fits_elsewhere(watch: Watch, event: Event, watchlist: Watchlist) -> bool:
    """Whether a Report of the Statement in any other Document fits the watch."""
    if event.statement is None or event.evidence is None:
        return False
    here, known = event.evidence.revision.document.id, _Reports(watchlist)
    others = (each for each in event.statement.reports if each.revision.document.id != here)
    return any(
        watch.id in known.heard(each).fitting for each in others if reads_there(watch, each, watchlist)
    )


@dataclass(slots=True)
class _Heard:
    """One Report as the watches hear it; their rules are judged together."""

    evidence: Evidence  # its Speaker as people.yaml has them
    watchlist: Watchlist
    fitting: dict[str, Watch] = field(init=False)  # by id: they listen to the Speaker, and the rule hits
    _scope: Scope | None = None

    def __post_init__(self) -> None:
        listeners = listeners_of(self.watchlist, self.evidence)
        asked = {watch.id for watch in listeners if watch.rule}
        hits = self.watchlist.index.hits(self.scope, asked) if asked else ()
        self.fitting = {watch.id: watch for watch in listeners if watch.rule is None or watch.id in hits}

    @property
    def scope(self) -> Scope:
        if self._scope is None:
            self._scope = scope_of(self.evidence, self.watchlist.people)
        return self._scope

    def explanation(self, watch: Watch) -> Json:
        return match(watch.rule, self.scope).explanation if watch.rule else {}


@dataclass(frozen=True, slots=True)
class _Reports:
    """The Reports that were asked about, each heard once."""

    watchlist: Watchlist
    _heard: dict[int, _Heard] = field(default_factory=dict)

    def heard(self, evidence: Evidence) -> _Heard:
        if evidence.id not in self._heard:
            known = know_speaker(evidence, self.watchlist.people)
            self._heard[evidence.id] = _Heard(known, self.watchlist)
        return self._heard[evidence.id]


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
