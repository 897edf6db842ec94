"""How much it matters, as the watches say."""

from __future__ import annotations

from collections.abc import Iterable

from record.types import Hit, Severity

SEVERITIES: tuple[Severity, ...] = ("low", "normal", "high", "critical")


def highest(hits: Iterable[Hit]) -> Severity:
    return max((hit.severity for hit in hits), key=SEVERITIES.index, default="normal")
