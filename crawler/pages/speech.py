"""Sentences that report what somebody says: what an article is read for, and never left out of it lightly."""

from __future__ import annotations

import re

_ENDS = re.compile(r"[.!?。！？…][)\]”\"’'」』）】]*$")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[”’\"']?\s+|(?<=[。！？…])[”’」』]?|\n+")
_SAYING = re.compile(
    r"\b(?:says|said|saying|tells|told|adds|added|asks|asked|answer(?:s|ed)|repl(?:ies|ied)|writes?|wrote"
    r"|warn(?:s|ed)|insist(?:s|ed)|announc(?:e[sd]?|ing)|den(?:ies|ied)|stress(?:es|ed)|argue[sd]?"
    r"|explain(?:s|ed)|acknowledge[sd]?|admit(?:s|ted)|promise[sd]|claim(?:s|ed)|thanked|report(?:s|ed)"
    r"|according to)\b"
    # Names and novels, and the "that means you agree" of a banner, are no saying.
    r"|(?<!即)表示(?![您你已同])|表明|指出|强调|強調|回应|回應|认为|認為|透露|补充|補充|否认|否認|坦言|直言|宣布|宣佈"
    r"|承认|承認|提到|写道|寫道|回答|(?<![小传傳])[说說](?![明法])|(?<![名昵职職简簡俗])[称稱](?![号號呼])",
    re.IGNORECASE,
)
_QUOTATION = re.compile(r"[“「『\"][^“”「」『』\"]{2,}[”」』\"]")


def ends_sentence(text: str) -> bool:
    return _ENDS.search(text) is not None


def is_reported(text: str) -> bool:
    """Does it end as a sentence does, and have a verb of saying?"""
    return ends_sentence(text) and _SAYING.search(text) is not None


def is_quotation(text: str) -> bool:
    return ends_sentence(text) and _QUOTATION.search(text) is not None


def is_speech(text: str) -> bool:
    """Is it a sentence that quotes somebody or reports his words?"""
    return is_quotation(text) or is_reported(text)


def sentences_of(text: str) -> list[str]:
    return [found for part in _SENTENCE_END.split(text) if (found := part.strip())]


def without_reports(text: str) -> str:
    """The sentences without a verb of saying, joined by spaces: "users must log in, Apple said" is news."""
    return " ".join(sentence for sentence in sentences_of(text) if not _SAYING.search(sentence))
