"""The operator's digest: the day's seal, which he keeps where nobody who alters the record can reach it."""

from __future__ import annotations

from alerts.messages.cleaning import clean
from alerts.messages.outline import Outline, code, filled, line
from record.types import Event

MOST_NAMED = 8  # broken Sources
KEEP = "Keep this message: what is altered in the record of that day, or before, shows against the root."


def seal_outline(event: Event) -> Outline:
    head = seal_headline(event)
    root = event.data["root"]
    lines = (
        line("head", head),
        line("text", "Root ", code(root)),
        line("text", _covers(event)),
        line("text", KEEP),
        line("text", "To check: ", code(f"onrecord evidence --verify FILE.zip --root {root}")),
        line("text", _broken(event)),
    )
    return Outline(head, filled(lines), "digest")


def seal_headline(event: Event) -> str:
    said = _counted(event.data["statements"], "new statement")
    told = _counted(event.data["alerts"], "alert")
    return f"Record of {event.data['day']} sealed: {said}, {told}"


def is_worth_telling(event: Event) -> bool:
    """A day on which nothing was said, and nothing is wrong, is sealed in silence."""
    return bool(event.data["leaves"] or event.data["broken"])


def _covers(event: Event) -> str:
    before = event.data["previous"]
    covered = _counted(
        event.data["leaves"], "revision of articles and posts", "revisions of articles and posts"
    )
    chain = f", and the root of the day before, {before}" if before else "; it is the first of this record"
    return f"It covers {covered}{chain}."


def _broken(event: Event) -> str:
    names = [clean(str(name)) for name in event.data["broken"]]
    if not names:
        return ""
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return f"Broken now: {' · '.join(names[:MOST_NAMED])}{more}. All of them: onrecord sources"


def _counted(number: int, what: str, several: str = "") -> str:
    return f"{number:,} {what if number == 1 else several or f'{what}s'}"
