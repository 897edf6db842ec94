"""What a page tells its reader, without what it reports: "users must log in, Apple said" is news."""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(r"(?<=[.!?…])[”’\"']?\s+|(?<=[。！？…])[”’」』]?|\n+")
_SAYING = re.compile(
    r"\b(?:said|says|saying|told|announce[ds]?|announcing|wrote|writes|replie[ds]|added|according to"
    r"|claim(?:s|ed)|warn(?:s|ed)|argue[ds]|report(?:s|ed))\b"
    # Names and novels, and the "that means you agree" of a banner, are no saying.
    r"|(?<![小传傳])说(?!明)|(?<![名昵职職简簡])称(?!号)|(?<!即)表示(?![您你已同])|宣布|宣佈|回应|回應|指出|写道|透露",
    re.IGNORECASE,
)


def sentences_of(text: str) -> list[str]:
    return [found for part in _SENTENCE_END.split(text) if (found := part.strip())]


def without_reports(text: str) -> str:
    """The sentences without a verb of saying, joined by spaces."""
    return " ".join(sentence for sentence in sentences_of(text) if not _SAYING.search(sentence))
