"""Plain values that several of the types hold."""

from __future__ import annotations

from typing import Any, Literal

Span = tuple[int, int]
Json = dict[str, Any]
Stance = Literal["deny", "confirm", "plan", "claim", "judge", "ask"]
ReportKind = Literal["direct", "indirect", "mixed", "nominal"]
Venue = Literal["weibo", "post", "interview", "call", "event", "release"]
Provenance = Literal["own-account", "own-company", "direct-quote", "paraphrase", "spokesperson"]
Polarity = Literal["positive", "negative"]
# The platform says that it was edited; it reads otherwise on this mirror; what was cut is there now.
Change = Literal["edited", "changed", "completed"]
