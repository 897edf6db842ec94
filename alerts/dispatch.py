"""Match and decide, the stage: rules give Hits, checks pass them, and Alerts go to the outbox."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from alerts.backing import NO_BACKING, Backing, backing_of
from alerts.checks import Circumstances, check, waits_until
from alerts.matching import FIRST_HEARD, fits_elsewhere, is_named, match_event
from alerts.messages.operator import headline
from alerts.messages.story import IN_PLACE
from alerts.rules.matcher import has_rule, matches_words_said
from alerts.telling import OF_CHANNELS, tell_accounts, tell_operator
from alerts.timing.mutes import mind_mutes
from alerts.timing.routes import Leg, Timing, Traffic, counted_since
from alerts.timing.standbys import standbys_of
from alerts.verdicts import Verdict
from alerts.watches import Watch, Watchlist
from record.errors import Crossed, LeaseLost, RecordAway
from record.failpoints import reach
from record.store.judging import ClaimedEvents, Judging, JudgingStore
from record.told import NO_EDITS, NOTHING_TOLD, PACED, Told, ToldEdits
from record.types import Alert, AnyAlert, Event, EventKind, Evidence, Hit, Json, OperatorAlert, Span

OF_SOURCES = frozenset({EventKind.SOURCE_BROKEN, EventKind.SOURCE_RECOVERED})
STILL_NEW = frozenset({"bearing", "min_reports"})  # a Report beside it may be told, where these withhold it
ATTEMPTS = 3
PAUSE = timedelta(seconds=5)
UTC = ZoneInfo("UTC")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Judged:
    """A Hit and what every check said of it."""

    hit: Hit
    watch: Watch
    verdicts: tuple[Verdict, ...]
    until: datetime | None = None  # its Alert waits for the original

    @property
    def told(self) -> bool:
        return not self.failed

    @property
    def failed(self) -> list[str]:
        """The checks that withhold it."""
        return [verdict.check for verdict in self.verdicts if not verdict.passed]


def judge(
    watchlist: Watchlist,
    events: Iterable[Event],
    known: frozenset[tuple[str, int]],
    told: Told = NOTHING_TOLD,
    explaining: bool = True,
) -> list[Judged]:
    """Hits on Statements that the watch has none on yet, and on what becomes of any, with their checks. Pure.

    Where several Reports of one Document give the same Statement, the best one that satisfies the rule
    counts: a reader wants the quote, not its paraphrase. Of several who said it together one is told. Without
    `explaining` no Hit says why it fits.
    """
    course = _Course(watchlist, set(known), told, explaining)
    return [judged for event in sorted(events, key=_rank) for judged in course.judge(event)]


@dataclass(frozen=True, slots=True)
class _Course:
    """One judgement under way: what its earlier Events have told counts for the later ones."""

    watchlist: Watchlist
    seen: set[tuple[str, int]]  # (watch, Statement) with a Hit
    told: Told
    explaining: bool = True
    words: dict[tuple[str, int, EventKind, tuple[Span, ...]], str] = field(default_factory=dict)  # whose
    edits: dict[tuple[str, int], ToldEdits] = field(default_factory=dict)

    def judge(self, event: Event) -> Iterator[Judged]:
        if event.evidence is None or event.statement is None:
            return
        for watch, hit in match_event(self.watchlist, event, self.explaining):
            pair = (watch.id, event.statement.id)
            if pair in self.seen and not is_named(watch, event):
                continue  # it only counts
            around = self._around(watch, event, event.evidence, pair)
            until = waits_until(hit, around)
            judged = Judged(_since_told(hit, around), watch, check(hit, around), until)
            self._note(judged, around, pair)
            yield judged

    def _around(self, watch: Watch, event: Event, evidence: Evidence, pair: tuple[str, int]) -> Circumstances:
        speaker = evidence.report.speaker.id
        return Circumstances(
            evidence,
            watch,
            repeated=pair in self.seen,
            together=self.words.get(_words(watch, event, evidence), speaker) != speaker,
            named=is_named(watch, event),
            edits=self.edits.get(pair, self.told.edits.get(pair, NO_EDITS)),
            told_here=(*pair, evidence.revision.document.id) in self.told.documents,
            only_here=event.kind in IN_PLACE and not fits_elsewhere(watch, event, self.watchlist),
            backing=self._backing(watch, event),
            waiting=pair in self.told.waiting,
            mutes=self.told.mutes,
        )

    def _backing(self, watch: Watch, event: Event) -> Backing:
        asked = watch.min_reports > 1 or watch.first_party == "prefer"
        return backing_of(watch, event, self.watchlist) if asked else NO_BACKING

    def _note(self, judged: Judged, around: Circumstances, pair: tuple[str, int]) -> None:
        event, evidence = judged.hit.event, around.evidence
        if judged.told:
            self.words[_words(judged.watch, event, evidence)] = evidence.report.speaker.id
        if event.kind is EventKind.EDITED:
            self.edits[pair] = _edits_after(judged, around)
        if not STILL_NEW & set(judged.failed):
            self.seen.add(pair)


def _since_told(hit: Hit, around: Circumstances) -> Hit:
    """An edit after others that were withheld: the reader knows the words as they stood before those."""
    was = around.edits.untold.get(around.evidence.revision.document.id)
    if hit.event.kind is not EventKind.EDITED or was is None:
        return hit
    return replace(hit, explanation={**hit.explanation, "was": was})


def _edits_after(judged: Judged, around: Circumstances) -> ToldEdits:
    """A watch on trial counts as told."""
    event, document_id = judged.hit.event, around.evidence.revision.document.id
    if judged.failed in ([], ["status"]):
        return around.edits.with_told(document_id, event.at, event.data.get("now", ""))
    if judged.failed[0] == PACED:
        return around.edits.with_withheld(document_id, event.data.get("was", ""))
    return around.edits


def _words(watch: Watch, event: Event, evidence: Evidence) -> tuple[str, int, EventKind, tuple[Span, ...]]:
    """Of a Revision, told to a watch. A reversal is told beside the new words that bring it."""
    kind = EventKind.NEW if event.kind in FIRST_HEARD else event.kind
    return watch.id, evidence.revision.id, kind, evidence.report.content


def decide(judged: Sequence[Judged], timing: Timing | None = None) -> list[Alert]:
    """One Alert for the Hits of one Speaker in one Document to one Channel, best first. Pure.

    `timing` says which of them go out later, and keeps why; without it all go at once.
    """
    groups: dict[tuple[str, str, int], list[Judged]] = {}
    for each in judged:
        evidence = each.hit.event.evidence
        if not each.told or evidence is None:
            continue
        for channel in each.watch.notify:
            key = (channel, evidence.report.speaker.id, evidence.revision.document.id)
            groups.setdefault(key, []).append(each)
    return [_alert(channel, group, timing) for (channel, _, _), group in groups.items()]


def _alert(channel: str, group: Sequence[Judged], timing: Timing | None) -> Alert:
    """It waits only where every Hit of it does, and no longer than the first of them."""
    hits = tuple(sorted((each.hit for each in group), key=_best_first))
    standbys = standbys_of(channel, [each.watch for each in group])
    legs = [Leg(each.watch, each.hit, each.until) for each in group]
    slot = timing.route(channel, legs) if timing else None
    if slot:
        return Alert(channel, hits, gathers=slot.gathers, slot=slot.at, standbys=standbys)
    waits = [each.until for each in group if each.until]
    return Alert(channel, hits, min(waits) if len(waits) == len(group) else None, standbys=standbys)


def _best_first(hit: Hit) -> tuple[bool, tuple[bool, bool, float, int]]:
    """What the rule found in the words said leads, before what stands beside them."""
    return has_rule(hit.explanation) and not matches_words_said(hit.explanation), _rank(hit.event)


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
    zone: ZoneInfo = UTC  # of the user
    batch: int = 8

    async def work(self) -> int:
        """One round; how many batches of Events were taken."""
        await asyncio.to_thread(self._try_to_readdress)
        claimed = await asyncio.to_thread(self.store.claim_events, self.batch)
        if claimed:
            reach("judge.claimed")
        for each in claimed:
            await asyncio.to_thread(self._judge, each)
        return len(claimed)

    def _try_to_readdress(self) -> None:
        """A watch may have other Channels than when its Alert was made: no Hit is lost with the old ones."""
        active = (watch for watch in self.watchlist.watches if watch.status == "active" and watch.notify)
        notify = {watch.id: watch.notify for watch in active}
        try:
            moved = self.store.readdress(notify, self.recipients)
        except Exception:
            logger.exception("what waits for channels that are gone cannot be told to others yet")
            return  # what is new is judged nevertheless
        if moved:
            logger.warning(
                "%d told to the channels that their watches have now: the old ones are gone", moved
            )

    def _judge(self, claimed: ClaimedEvents) -> None:
        try:
            with self.store.judging(claimed) as judging:
                told = mind_mutes(judging.told(), self.watchlist, judging.now, self.zone)
                judged = judge(self.watchlist, claimed.events, judging.known_hits(), told)
                timing = self._timing(judging)
                decided = self._told(judged, claimed.events, timing, judging)
                judging.record(
                    [(each.hit, self._checks(each, timing)) for each in judged], decided, self.recipients
                )
                reach("judge.judged")
            reach("judge.recorded")
            self._log(claimed.events)
        except Crossed as error:
            self._give_back(claimed, error)
        except LeaseLost as error:
            logger.warning("%s", error)
        except RecordAway as error:  # however often: nothing is wrong with the batch
            logger.error("%s", error)
            self.store.postpone(claimed, str(error), PAUSE)
        except Exception as error:  # noqa: BLE001 - logged, and kept with the batch
            self._set_aside(claimed, error)

    def _give_back(self, claimed: ClaimedEvents, error: Crossed) -> None:
        logger.warning("%s", error)
        try:
            self.store.give_back(claimed)
        except LeaseLost as lost:
            logger.warning("%s", lost)

    def _timing(self, judging: Judging) -> Timing:
        zones = {name: each.zone for name, each in self.watchlist.channels.items() if each.zone}
        since, lately = counted_since(self.watchlist, judging.now, self.zone)
        traffic = Traffic(*judging.traffic(since, lately))
        return Timing(judging.now, self.zone, zones, traffic, self.watchlist.people)

    def _checks(self, judged: Judged, timing: Timing) -> list[Json]:
        said = (*judged.verdicts, *timing.said(judged.hit))
        return [verdict.as_json() for verdict in said]

    def _told(
        self, judged: Sequence[Judged], events: Sequence[Event], timing: Timing, judging: Judging
    ) -> list[AnyAlert]:
        accounts = tell_accounts(self.watchlist, events, timing)
        return [*decide(judged, timing), *accounts, *self._tell_operator(events, judging)]

    def _tell_operator(self, events: Sequence[Event], judging: Judging) -> list[OperatorAlert]:
        of_channels = any(event.kind in OF_CHANNELS for event in events)
        failing = judging.failing_channels() if of_channels else frozenset[str]()
        return tell_operator(self.operator, events, tuple(self.recipients), failing)

    def _log(self, events: Iterable[Event]) -> None:
        for event in events:
            if event.kind in OF_SOURCES | OF_CHANNELS and not self.operator:
                logger.warning("%s", headline(event, UTC))

    def _set_aside(self, claimed: ClaimedEvents, error: Exception) -> None:
        """A poisonous batch holds nobody else: tried again, then kept with its error."""
        words = f"{type(error).__name__}: {error}"
        logger.exception("judging %s failed", claimed.events[0].batch)
        if claimed.attempts >= ATTEMPTS:
            self.store.quarantine(claimed, words)
        else:
            self.store.postpone(claimed, words, PAUSE)
