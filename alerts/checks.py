"""Whether a Hit is told. Each check answers with a reason, for what is sent and for what is not."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from alerts.backing import NO_BACKING, Backing
from alerts.matching import FIRST_HEARD
from alerts.messages.evidence import is_own, published_at
from alerts.messages.story import IN_PLACE
from alerts.messages.times import said_day
from alerts.verdicts import Verdict
from alerts.watches import Watch
from alerts.wording import is_minor
from record.told import NO_EDITS, Mute, ToldEdits
from record.types import Event, EventKind, Evidence, Hit

RECAP = timedelta(days=3)
PATIENCE = timedelta(minutes=10)  # for the original, from when the Statement was recorded
FREE_EDITS = 2  # of a Statement, to a watch: they are told as they come
EDIT_PAUSE = timedelta(hours=1)  # between any later ones


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the checks look at besides the Hit itself."""

    evidence: Evidence
    watch: Watch
    repeated: bool  # the watch has a Hit on this Statement already
    together: bool = False  # and on the same words, by somebody who said them with this Speaker
    named: bool = False  # the watch asks for this kind of Event by its name
    edits: ToldEdits = NO_EDITS  # of the Statement, that it was told of
    told_here: bool = False  # it was told of the Statement by this Document
    only_here: bool = False  # no Report in another Document fits the watch
    backing: Backing = NO_BACKING  # where the watch asks for one
    waiting: bool = False  # an Alert to the watch of this Statement waits for the original
    mutes: Collection[Mute] = ()  # by command, that are not over


Check = Callable[[Hit, Circumstances], Verdict | None]


def dedup(hit: Hit, around: Circumstances) -> Verdict:
    """One Statement is told once a watch, and so are words that two said together; a later Report only
    raises the count. What else becomes of it is told each time; the same edit in several Documents is one."""
    if around.together:
        return Verdict("dedup", False, "told with whoever said the same words together with this one")
    if around.waiting and hit.event.kind is EventKind.ORIGINAL:
        return Verdict("dedup", False, "the alert that waited for the original shows it")
    if _is_told(hit.event, around.edits):
        return Verdict("dedup", False, "the same edit was told before")
    if around.repeated and not around.named:
        return Verdict("dedup", False, "counted with the first")
    return Verdict("dedup", True, "asked for by its kind" if around.repeated else "first")


def _is_told(event: Event, edits: ToldEdits) -> bool:
    return event.kind is EventKind.EDITED and bool(edits.count) and edits.now == event.data.get("now", "")


def pace(hit: Hit, around: Circumstances) -> Verdict | None:
    """Whoever changes his words every minute is told of now and then, with what they have become since."""
    last = around.edits.at
    if hit.event.kind is not EventKind.EDITED or last is None or around.edits.count < FREE_EDITS:
        return None
    if hit.event.at - last < EDIT_PAUSE:
        return Verdict("pace", False, "an edit was told within the hour: counted, and told with the next")
    return Verdict("pace", True, "no edit was told within the last hour")


def baseline(hit: Hit, around: Circumstances) -> Verdict:
    """What stood there before its source was added is recorded and not told; what an edit adds to it later
    is, and so is what becomes of it. The rest of a cut text stood there too, though we see it only now."""
    revision = around.evidence.revision
    edited = revision.added is not None and revision.change != "completed"
    old = revision.document.baseline and not edited and hit.event.kind not in IN_PLACE
    if old and around.watch.min_reports > 1 and around.backing.fresh:
        return Verdict("baseline", True, "others report it since the source was added")
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


def min_reports(_: Hit, around: Circumstances) -> Verdict | None:
    """Whoever asks for several outlets is told once there are so many; the speaker's own words need none."""
    wanted, outlets = around.watch.min_reports, around.backing.outlets
    if wanted < 2:
        return None
    if around.backing.own:
        return Verdict("min_reports", True, "the speaker's own words need no outlet")
    if outlets < wanted:
        return Verdict("min_reports", False, f"{outlets} of {wanted} outlets")
    return Verdict("min_reports", True, f"{outlets} outlets, {wanted} are asked for")


def first_party(hit: Hit, around: Circumstances) -> Verdict | None:
    """What is told at once, and what waits; only telling waits, the Hit is decided."""
    if around.watch.first_party != "prefer" or not _waits_at_all(hit.event, around):
        return None
    if around.backing.own:
        return Verdict("first_party", True, "the speaker's own words are there")
    until = waits_until(hit, around)
    reason = (
        f"waits until {until:%H:%M} UTC for the original" if until else "the original did not come in time"
    )
    return Verdict("first_party", True, reason)


def waits_until(hit: Hit, around: Circumstances) -> datetime | None:
    """Until when an Alert of the Hit waits for the original; None where it need not.

    From when the Statement was recorded: what is reported again later has waited long enough."""
    event = hit.event
    patient = around.watch.first_party == "prefer" and _waits_at_all(event, around)
    if not patient or around.backing.own or event.statement is None:
        return None
    until = event.statement.first_seen_at + PATIENCE
    return until if event.at < until else None


def _waits_at_all(event: Event, around: Circumstances) -> bool:
    """What becomes of a Statement is told at once; an edit waits that gives the watch its first words."""
    return event.kind in FIRST_HEARD or (event.kind is EventKind.EDITED and not around.repeated)


def status(_: Hit, around: Circumstances) -> Verdict:
    """A watch on trial records its Hits and sends nothing."""
    on_trial = around.watch.status == "test"
    return Verdict("status", not on_trial, "the watch is on trial (status: test)" if on_trial else "active")


def mute(hit: Hit, around: Circumstances) -> Verdict | None:
    """Silenced for a while, by the watch or by command: recorded, and not told later either."""
    ends = [each.until for each in around.mutes if _is_muted(hit, around, each)]
    return Verdict("mute", False, f"muted until {max(ends):%Y-%m-%d %H:%M %Z}") if ends else None


def _is_muted(hit: Hit, around: Circumstances, each: Mute) -> bool:
    """What a mute names must be that of the Hit; one that names nothing is for all."""
    statement, speaker = hit.event.statement, around.evidence.report.speaker
    return (
        each.watch_id in (None, around.watch.id)
        and each.speaker_id in (None, speaker.id)
        and (each.statement_id is None or (statement is not None and each.statement_id == statement.id))
    )


CHECKS: tuple[Check, ...] = (
    dedup,
    baseline,
    bearing,
    pace,
    recap,
    min_reports,
    first_party,
    mute,
    status,
)


def check(hit: Hit, around: Circumstances) -> tuple[Verdict, ...]:
    """The verdict of every check that has to do with the Hit; it is told when all pass."""
    verdicts = (each(hit, around) for each in CHECKS)
    return tuple(verdict for verdict in verdicts if verdict is not None)
