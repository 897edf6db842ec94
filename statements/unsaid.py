"""Cues that report nothing: "did not deny", "would not say", "declined to comment", "if he says", "may say".
But whoever "refused to endorse the plan" has said so."""

from __future__ import annotations

import re

from record.types import Span
from statements import lexicon
from statements.chinese import unsaid as chinese
from statements.english import unsaid as english
from statements.plain import unsaid as plain
from statements.utterance import Utterance

_REACH = 48  # characters before a cue
_BETWEEN = r"(?:(?!only\b|merely\b|simply\b)(?:\w+ly|even|yet|ever|to|be|been|have|has|immediately)\s+){0,3}"
_NEGATED = re.compile(
    r"\b(?:not|never|nor|neither|no\s+longer|cannot|without|unable|reluctant|\w{1,12}n['’]t|(?:refus|declin|fail|hesitat)\w{1,3}|"
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
    """Does the clause say that the words were not said, or not yet, or only perhaps?"""
    cue = utterance.cue
    if cue is None:
        return False
    grammar = lexicon.of(lang).grammar
    if grammar == "chinese":
        return chinese.is_supposed(text, utterance, cue)
    if grammar != "english":
        return plain.is_supposed(text, utterance, lexicon.of(lang))
    return _is_negated(text, utterance, cue) or english.is_supposed(text, utterance, cue)


def _is_negated(text: str, utterance: Utterance, cue: Span) -> bool:
    """Did not deny; refused to say. Chinese cues know their own negations."""
    start, end = cue
    if _REFUSAL.match(text, start, end):
        return _SPEECH.search(text, start, end + _REACH) is not None
    return _NEGATED.search(text[max(utterance.sentence[0], start - _REACH) : start]) is not None
