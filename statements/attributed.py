"""Who speaks, and how that is known."""

from __future__ import annotations

from dataclasses import dataclass, replace

from record.text import fold_name
from record.types import Reason, Role, Speaker
from statements.runs import Kind

# How sure each way of knowing is; measured as the share of speakers that were right
SURE = 0.95
WHOLE_NAME, PART_OF_NAME, OF_ROLE = 0.9, 0.9, 0.85
PRONOUN, GOES_ON = 0.85, 0.85
ONE_OF_SEVERAL = 0.65
UNNAMED = 0.3
OUTSIDER = 0.5


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who speaks: the Speaker, the name as this document writes it, and how that is known."""

    speaker: Speaker
    who: str
    org: str | None
    role: str | None
    reason: Reason
    confidence: float
    spokesperson: bool = False
    others: tuple[str, ...] = ()  # who else may be meant

    def less_sure(self, others: tuple[str, ...]) -> Attribution:
        """Not the only one whom the mention may mean."""
        names = tuple(name for name in dict.fromkeys(others) if name != self.who)[:2]
        return replace(self, others=names, confidence=min(self.confidence, ONE_OF_SEVERAL)) if names else self

    def why(self) -> Reason:
        """The reason in words, with who else is possible."""
        if not self.others:
            return self.reason
        verb = "is" if len(self.others) == 1 else "are"
        return Reason(
            self.reason.code, f"{self.reason.text}; {' and '.join(self.others)} {verb} also possible"
        )


def stranger(
    name: str, org_id: str | None, org: str | None, role: str | None, reason: Reason, sure: float = WHOLE_NAME
) -> Attribution:
    """A person whom nobody knows."""
    roles = (Role(org_id, (role,) if role else ()),) if org_id else ()
    speaker = Speaker(f"?{fold_name(name)}", "person", name, roles=roles)
    return Attribution(speaker, name, org, role, reason, sure)


def organisation(name: str, reason: Reason, who: str | None = None, sure: float = WHOLE_NAME) -> Attribution:
    """An organisation that nobody knows."""
    speaker = Speaker(f"?{fold_name(name)}", "organisation", name)
    return Attribution(speaker, who or name, name, None, reason, sure)


def nameless(written: str, kind: Kind) -> Attribution:
    """the brokerage, where the document never names one"""
    reason = Reason("unnamed", f"“{written}” is never named")
    return Attribution(Speaker(f"?{fold_name(written)}", kind, written), written, None, None, reason, UNNAMED)


def unnamed(written: str) -> Attribution:
    """Somebody beside a known name, and without one: a Ford dealer, 苹果供应商"""
    reason = Reason("unnamed", f"“{written}” is never named")
    bare = " ".join(word for word in written.split() if word.lower() not in ("a", "an", "the"))
    return stranger(bare, None, None, None, reason, OUTSIDER)
