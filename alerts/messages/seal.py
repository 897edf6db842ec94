"""The operator's digest: the day's seal, which he keeps where nobody who alters the record can reach it."""

from __future__ import annotations

from collections.abc import Callable

from alerts.messages.cleaning import clean
from record.types import Event, Message

MOST_NAMED = 8  # broken Sources


def seal_message(event: Event, made_safe: Callable[[str], str]) -> Message:
    head = seal_headline(event)
    lines = [head, f"Root {event.data['root']}", _covers(event), *_check(event), *_broken(event, made_safe)]
    return Message(head, "\n".join(lines) + "\n")


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
        event.data["leaves"], "version of articles and posts", "versions of articles and posts"
    )
    chain = f", and the root of the day before, {before}" if before else "; it is the first of this record"
    return f"It covers {covered}{chain}."


def _check(event: Event) -> list[str]:
    return [
        "Keep this message: what is altered in the record of that day, or before, shows against the root.",
        f"To check: onrecord evidence --verify FILE.zip --root {event.data['root']}",
    ]


def _broken(event: Event, made_safe: Callable[[str], str]) -> list[str]:
    names = [made_safe(clean(str(name))) for name in event.data["broken"]]
    if not names:
        return []
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return [f"Broken now: {' · '.join(names[:MOST_NAMED])}{more}. All of them: onrecord sources"]


def _counted(number: int, what: str, several: str = "") -> str:
    return f"{number:,} {what if number == 1 else several or f'{what}s'}"
