"""Whether a Hit is told. Each check answers with a reason, for what is sent and for what is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from record.types import Evidence, Hit, Json


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


Check = Callable[[Hit, Circumstances], Verdict]


def dedup(_: Hit, around: Circumstances) -> Verdict:
    """One Statement is told once a watch, and so are words that two said together; a later Report only
    raises the count."""
    if around.repeated:
        return Verdict("dedup", False, "counted with the first")
    if around.together:
        return Verdict("dedup", False, "told with whoever said the same words together with this one")
    return Verdict("dedup", True, "first")


def baseline(_: Hit, around: Circumstances) -> Verdict:
    """What stood there before its source was added is recorded and not told; what an edit adds to it later
    is. The rest of a cut text stood there too, though we see it only now."""
    revision = around.evidence.revision
    edited = revision.added is not None and revision.change != "completed"
    old = revision.document.baseline and not edited
    return Verdict("baseline", not old, "was there before the source was added" if old else "new since then")


def status(_: Hit, around: Circumstances) -> Verdict:
    """A watch on trial records its Hits and sends nothing."""
    on_trial = around.status == "test"
    return Verdict("status", not on_trial, "the watch is on trial (status: test)" if on_trial else "active")


CHECKS: tuple[Check, ...] = (dedup, baseline, status)


def check(hit: Hit, around: Circumstances) -> tuple[Verdict, ...]:
    """Every check's verdict; the Hit is told when all pass."""
    return tuple(each(hit, around) for each in CHECKS)
