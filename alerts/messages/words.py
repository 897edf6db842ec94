"""What the types are called in a message."""

from __future__ import annotations

from collections.abc import Mapping

from record.platforms import PLATFORMS
from record.types import Change, EventKind, Provenance, Stance, Venue

STANCES: Mapping[Stance, str] = {
    "deny": "denial",
    "confirm": "confirmation",
    "plan": "plan",
    "claim": "claim",
    "judge": "opinion",
    "ask": "question",
}
VERBS: Mapping[Stance, str] = {  # where the text gives none: "Ford denies: a collaboration with Xiaomi"
    "deny": "denies",
    "confirm": "confirms",
    "plan": "plans",
    "claim": "on",
    "judge": "on",
    "ask": "asks for",
}
VENUES: Mapping[Venue, str] = {
    "weibo": "on Weibo",
    "post": "in a post",
    "interview": "interview",
    "call": "earnings call",
    "event": "event",
    "release": "press release",
}
PROVENANCES: Mapping[Provenance, str] = {
    "own-account": "own words",
    "own-company": "the company's own words",
    "direct-quote": "direct quote",
    "paraphrase": "paraphrase",
    "spokesperson": "through a spokesperson",
}
CHANGES: Mapping[EventKind, str] = {
    EventKind.NEW_WORDS: "new words",
    EventKind.UPGRADED: "now quoted directly",
    EventKind.ORIGINAL: "original post found",
    EventKind.EDITED: "edited",
    EventKind.DELETED: "deleted",
    EventKind.REVERSED: "reversing earlier words",
    EventKind.DENIED: "denying it",
    EventKind.BACK: "back again",
}
# What brought the words, where they came later than the post or article: of a post the platform says that it
# was edited, or it only reads otherwise; of an article nobody says more than that. `{}`: post or article.
EDITS: Mapping[Change | None, tuple[str, str]] = {
    None: ("in an edit", "added to the {} by an edit"),
    "edited": ("in an edit", "added to the {} by an edit"),
    "changed": ("in a change", "changed, as this mirror shows the {}"),
}
UNCHANGED = "not edited since first seen"
OUTDATED = "edited or gone since first seen"
TRUNCATED = "the mirror shows only the beginning of this post"


def platform_name(platform: str) -> str:
    return PLATFORMS.get(platform, platform.capitalize())
