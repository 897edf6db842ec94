"""Match and decide, the stage: rules give Hits, checks pass them, and Alerts go to the outbox."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from alerts.checks import Circumstances, Verdict, check
from alerts.knowing import know_speaker
from alerts.messages.operator import headline
from alerts.rules.matcher import match, matches_words_said, scope_of
from alerts.watchlist import Watch, Watchlist
from record.errors import LeaseLost
from record.people import People
from record.store.judging import ClaimedEvents, JudgingStore
from record.types import (
    Account,
    AccountAlert,
    Alert,
    AnyAlert,
    Event,
    EventKind,
    Evidence,
    Hit,
    OperatorAlert,
    Span,
    Speaker,
)

FIRST_HEARD = frozenset({EventKind.NEW, EventKind.REPORTED, EventKind.ORIGINAL})
OF_SOURCES = frozenset({EventKind.SOURCE_BROKEN, EventKind.SOURCE_RECOVERED})
ATTEMPTS = 3
PAUSE = timedelta(seconds=5)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Judged:
    """A Hit and what every check said of it."""

    hit: Hit
    watch: Watch
    verdicts: tuple[Verdict, ...]

    @property
    def told(self) -> bool:
        return all(verdict.passed for verdict in self.verdicts)


def match_event(watchlist: Watchlist, event: Event) -> list[tuple[Watch, Hit]]:
    """The Hits of one Event, whatever was told before. Pure: live, backtest and explain call it."""
    if event.evidence is None:
        return []
    evidence = know_speaker(event.evidence, watchlist.people)
    scope = scope_of(evidence, watchlist.people)
    found = []
    for watch in watchlist.watches:
        if not (concerns(watch, event) and listens_to(watch, evidence, watchlist.people)):
            continue
        verdict = match(watch.rule, scope) if watch.rule else None
        if verdict is None or verdict.hit:
            explanation = verdict.explanation if verdict else {}
            found.append((watch, Hit(watch.id, watch.name, event, explanation)))
    return found


def judge(watchlist: Watchlist, events: Iterable[Event], known: frozenset[tuple[str, int]]) -> list[Judged]:
    """Hits on Statements that the watch has none on yet, with their checks. Pure.

    Where several Reports of one Document give the same Statement, the best one that satisfies the rule
    counts: a reader wants the quote, not its paraphrase. Of several who said it together one is told.
    """
    seen = set(known)
    told: dict[tuple[str, int, tuple[Span, ...]], str] = {}  # words of a Revision, told to a watch -> whose
    judged = []
    for event in sorted(events, key=_rank):
        if event.evidence is None or event.statement is None:
            continue
        for watch, hit in match_event(watchlist, event):
            pair = (watch.id, event.statement.id)
            report = event.evidence.report
            words = (watch.id, event.evidence.revision.id, report.content)
            together = told.get(words, report.speaker.id) != report.speaker.id
            around = Circumstances(event.evidence, watch.status, pair in seen, together)
            if pair not in seen:
                judged.append(Judged(hit, watch, check(hit, around)))
                if judged[-1].told:
                    told[words] = report.speaker.id
            seen.add(pair)
    return judged


def decide(judged: Sequence[Judged]) -> list[Alert]:
    """One Alert for the Hits of one Speaker in one Document to one Channel, best first. Pure."""
    groups: dict[tuple[str, str, int], list[Hit]] = {}
    for each in judged:
        evidence = each.hit.event.evidence
        if not each.told or evidence is None:
            continue
        for channel in each.watch.notify:
            key = (channel, evidence.report.speaker.id, evidence.revision.document.id)
            groups.setdefault(key, []).append(each.hit)
    return [Alert(channel, tuple(sorted(hits, key=_best_first))) for (channel, _, _), hits in groups.items()]


def _best_first(hit: Hit) -> tuple[bool, tuple[bool, bool, float, int]]:
    """What the rule found in the words said leads, before what stands beside them."""
    return bool(hit.explanation) and not matches_words_said(hit.explanation), _rank(hit.event)


def tell_operator(operator: str | None, events: Iterable[Event]) -> list[OperatorAlert]:
    """Each Event of a Source to the operator's Channel, where he has named one. Pure."""
    return [OperatorAlert(operator, event) for event in events if operator and event.kind in OF_SOURCES]


def tell_accounts(watchlist: Watchlist, events: Iterable[Event]) -> list[AccountAlert]:
    """Each change of an account to each Channel of the watches that name its owner, once a Channel. Pure.

    A watch of everybody is one of words, and an account's name or badge is none.
    """
    told = []
    for event in events:
        if event.kind is not EventKind.ACCOUNT_CHANGED:
            continue
        account = Account(event.data["platform"], event.data["uid"])
        owner = watchlist.people.by_account(account)
        by_channel: dict[str, list[str]] = {}
        for watch in _watches_of(owner, event, watchlist) if owner else ():
            for channel in watch.notify:
                by_channel.setdefault(channel, []).append(watch.name)
        told += [AccountAlert(channel, event, tuple(names)) for channel, names in by_channel.items()]
    return told


def _watches_of(owner: Speaker, event: Event, watchlist: Watchlist) -> list[Watch]:
    return [
        watch
        for watch in watchlist.watches
        if watch.status == "active"
        and concerns(watch, event)
        and any(watchlist.people.speaks_for(owner, wanted) for wanted in watch.people)
    ]


def concerns(watch: Watch, event: Event) -> bool:
    """A watch that wants what is new judges every Report until it has its Hit."""
    kind = EventKind.NEW if event.kind in FIRST_HEARD else event.kind
    return kind in watch.on


def listens_to(watch: Watch, evidence: Evidence, people: People) -> bool:
    """The speaker is one of the watch's people, or speaks for one of its organisations."""
    if not watch.people:
        return True
    speaker, org = evidence.report.speaker, evidence.report.org
    spoken_for = {speaker.id, *(known.id for known in people.by_name(org or ""))}
    return any(wanted in spoken_for or people.speaks_for(speaker, wanted) for wanted in watch.people)


def _rank(event: Event) -> tuple[bool, bool, float, int]:
    """Own words first, then quotes, then the surest, then the earliest."""
    if event.evidence is None:
        return (True, True, 0.0, event.id)
    report = event.evidence.report
    return (not report.first_party, report.kind != "direct", -report.confidence, event.id)


@dataclass(frozen=True, slots=True)
class Dispatch:
    """The stage's parts: the record, the watchlist, and the recipients of each Channel, hashed."""

    store: JudgingStore
    watchlist: Watchlist
    recipients: Mapping[str, Sequence[str]]
    operator: str | None = None  # his Channel; without one the log is told what is wrong with Sources
    batch: int = 8

    async def work(self) -> int:
        """One round; how many batches of Events were taken."""
        claimed = await asyncio.to_thread(self.store.claim_events, self.batch)
        for each in claimed:
            await asyncio.to_thread(self._judge, each)
        return len(claimed)

    def _judge(self, claimed: ClaimedEvents) -> None:
        try:
            with self.store.judging(claimed) as judging:
                judged = judge(self.watchlist, claimed.events, judging.known_hits())
                checked = [(each.hit, [verdict.as_json() for verdict in each.verdicts]) for each in judged]
                judging.record(checked, self._told(judged, claimed.events), self.recipients)
            self._log(claimed.events)
        except LeaseLost as error:
            logger.warning("%s", error)
        except Exception as error:  # noqa: BLE001 - logged, and kept with the batch
            self._set_aside(claimed, error)

    def _told(self, judged: Sequence[Judged], events: Sequence[Event]) -> list[AnyAlert]:
        accounts = tell_accounts(self.watchlist, events)
        return [*decide(judged), *accounts, *tell_operator(self.operator, events)]

    def _log(self, events: Iterable[Event]) -> None:
        for event in events:
            if event.kind in OF_SOURCES and not self.operator:
                logger.warning("%s", headline(event, ZoneInfo("UTC")))

    def _set_aside(self, claimed: ClaimedEvents, error: Exception) -> None:
        """A poisonous batch holds nobody else: tried again, then kept with its error."""
        words = f"{type(error).__name__}: {error}"
        logger.exception("judging %s failed", claimed.events[0].batch)
        if claimed.attempts >= ATTEMPTS:
            self.store.quarantine(claimed, words)
        else:
            self.store.postpone(claimed, words, PAUSE)
