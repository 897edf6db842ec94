"""What one check said of one Hit: a reason, for sends and non-sends alike."""

from __future__ import annotations

from dataclasses import dataclass

from record.types import Json


@dataclass(frozen=True, slots=True)
class Verdict:
    """`passed`: it is told; when, the reason says where that is not at once."""

    check: str
    passed: bool
    reason: str

    def as_json(self) -> Json:
        return {"check": self.check, "passed": self.passed, "reason": self.reason}
