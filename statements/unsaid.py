"""Cues that report nothing: "did not deny", "would not say", "declined to comment"; but whoever "refused to
endorse the plan" has said so."""

from __future__ import annotations

import re

from statements.utterance import Utterance

_REACH = 48  # characters before a cue
_BETWEEN = r"(?:(?!only\b|merely\b|simply\b)(?:\w+ly|even|yet|ever|to|be|been|have|has|immediately)\s+){0,3}"
_NEGATED = re.compile(
    r"\b(?:not|never|nor|neither|cannot|without|unable|reluctant|\w{1,12}n['’]t|(?:refus|declin|fail|hesitat)\w{1,3}|"
    rf"stopp?\w{{0,3}} short of)\s+{_BETWEEN}$",
    re.IGNORECASE,
)
_REFUSAL = re.compile(r"(?:declin|refus)(?:e[sd]?|ing)\b", re.IGNORECASE)
_SPEECH = re.compile(
    r"\b(?:declin|refus)\w{1,3}\W+(?:to\s+)?(?:\w+ly\s+)?(?:be\s+(?:named|identified|quoted|drawn|interviewed)|"
    r"comment|say|speak|talk|answer|respond|repl|discuss|elaborat|specif|confirm|deny|disclos|reveal|explain|"
    r"identif|name|give|provid|state|tell|an?\s+(?:interview|comment|request)|requests?|interviews?|further)",
    re.IGNORECASE,
)


def is_unsaid(text: str, utterance: Utterance, lang: str) -> bool:
    """Does the clause say that the words were not said? Chinese cues know their own negations."""
    if utterance.cue is None or lang != "en":
        return False
    start, end = utterance.cue
    if _REFUSAL.match(text, start, end):
        return _SPEECH.search(text, start, end + _REACH) is not None
    return _NEGATED.search(text[max(utterance.sentence[0], start - _REACH) : start]) is not None
