"""Whether a Hit is told. Each check answers with a reason, for what is sent and for what is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from alerts.messages.evidence import is_own, published_at
from alerts.messages.story import IN_PLACE
from alerts.messages.times import said_day
from alerts.wording import is_minor
from record.told import NO_EDITS, ToldEdits
from record.types import Event, EventKind, Evidence, Hit, Json

RECAP = timedelta(days=3)
FREE_EDITS = 2  # of a Statement, to a watch: they are told as they come
EDIT_PAUSE = timedelta(hours=1)  # between any later ones


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one check said of one Hit."""

    check: str
    passed: bool
    reason: str

    def as_json(self) -> Json:
        return {"check": self.check, "passed": self.passed, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the checks look at besides the Hit itself."""

    evidence: Evidence
    status: Literal["active", "test"]  # of the watch
    repeated: bool  # the watch has a Hit on this Statement already
    together: bool = False  # and on the same words, by somebody who said them with this Speaker
    named: bool = False  # the watch asks for this kind of Event by its name
    edits: ToldEdits = NO_EDITS  # of the Statement, that it was told of
    told_here: bool = False  # it was told of the Statement by this Document
    only_here: bool = False  # no Report in another Document fits the watch


Check = Callable[[Hit, Circumstances], Verdict | None]


def dedup(hit: Hit, around: Circumstances) -> Verdict:
    """One Statement is told once a watch, and so are words that two said together; a later Report only
    raises the count. What else becomes of it is told each time; the same edit in several Documents is one."""
    if around.together:
        return Verdict("dedup", False, "told with whoever said the same words together with this one")
    if _is_told(hit.event, around.edits):
        return Verdict("dedup", False, "the same edit was told before")
    if around.repeated and not around.named:
        return Verdict("dedup", False, "counted with the first")
    return Verdict("dedup", True, "asked for by its kind" if around.repeated else "first")


def _is_told(event: Event, edits: ToldEdits) -> bool:
    return event.kind is EventKind.EDITED and bool(edits.count) and edits.now == event.data.get("now", "")


def throttle(hit: Hit, around: Circumstances) -> Verdict | None:
    """Whoever changes his words every minute is told of now and then, with what they have become since."""
    last = around.edits.at
    if hit.event.kind is not EventKind.EDITED or last is None or around.edits.count < FREE_EDITS:
        return None
    if hit.event.at - last < EDIT_PAUSE:
        return Verdict("throttle", False, "an edit was told within the hour: counted, and told with the next")
    return Verdict("throttle", True, "no edit was told within the last hour")


def baseline(hit: Hit, around: Circumstances) -> Verdict:
    """What stood there before its source was added is recorded and not told; what an edit adds to it later
    is, and so is what becomes of it. The rest of a cut text stood there too, though we see it only now."""
    revision = around.evidence.revision
    edited = revision.added is not None and revision.change != "completed"
    old = revision.document.baseline and not edited and hit.event.kind not in IN_PLACE
    return Verdict("baseline", not old, "was there before the source was added" if old else "new since then")


def bearing(hit: Hit, around: Circumstances) -> Verdict | None:
    """What an outlet does to its article matters only where we tell the Statement by it."""
    event = hit.event
    if event.kind not in IN_PLACE:
        return None
    place = _place(event, around)
    if is_own(around.evidence) or place == "the original stands there":
        return Verdict("bearing", True, place or "the speaker's own words")
    if event.kind is EventKind.EDITED and is_minor(event.data.get("was", ""), event.data.get("now", "")):
        return Verdict("bearing", False, "an outlet mended a slip of the pen")
    if place:
        return Verdict("bearing", True, place)
    done = {EventKind.EDITED: "changed its wording", EventKind.DELETED: "took its article down"}
    stands = "the original stands" if event.statement and event.statement.original else "others report it too"
    return Verdict("bearing", False, f"an outlet {done.get(event.kind, 'put its article back')}; {stands}")


def _place(event: Event, around: Circumstances) -> str:
    """Why this Document matters, or nothing."""
    statement, here = event.statement, around.evidence.revision.document.id
    if statement and statement.original and statement.original.revision.document.id == here:
        return "the original stands there"
    if statement and {each.revision.document.id for each in statement.reports} <= {here}:
        return "nobody else reports it"
    if around.told_here:
        return "the words that were told stand there"
    if not around.repeated and around.only_here:
        return "only these words fit the watch"
    return ""


def recap(hit: Hit, around: Circumstances) -> Verdict | None:
    """What was said days before is told as that, and not as if it were fresh."""
    said_at = around.evidence.report.said_at
    late = said_at is not None and published_at(around.evidence) - said_at > RECAP
    if not late or said_at is None or hit.event.kind not in (EventKind.NEW, EventKind.FIRST_DENIAL):
        return None
    return Verdict("recap", True, f"said on {said_day(said_at)}, and told so")


def status(_: Hit, around: Circumstances) -> Verdict:
    """A watch on trial records its Hits and sends nothing."""
    on_trial = around.status == "test"
    return Verdict("status", not on_trial, "the watch is on trial (status: test)" if on_trial else "active")


CHECKS: tuple[Check, ...] = (dedup, baseline, bearing, throttle, recap, status)


def check(hit: Hit, around: Circumstances) -> tuple[Verdict, ...]:
    """The verdict of every check that has to do with the Hit; it is told when all pass."""
    verdicts = (each(hit, around) for each in CHECKS)
    return tuple(verdict for verdict in verdicts if verdict is not None)
