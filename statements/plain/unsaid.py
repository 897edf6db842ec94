"""Clauses of a language without a grammar of its own that only suppose a saying: "falls Musk sagt"."""

from __future__ import annotations

from statements.lexicon import Language
from statements.utterance import Utterance

_REACH = 60  # characters before a mention


def is_supposed(text: str, utterance: Utterance, language: Language) -> bool:
    """Does a word of condition open the clause that names who speaks?"""
    mention, cue = utterance.mention, utterance.cue
    if mention is None or cue is None or mention[1] > cue[0]:
        return False
    written = text[slice(*mention)].lower().split()
    if len(written) > 1 and written[0] in language.conditions:
        return True  # its capital made it part of the name
    before = text[max(utterance.sentence[0], mention[0] - _REACH) : mention[0]].lower().split()
    while before and (before[-1] in language.determiners or before[-1] in language.titles):
        before.pop()
    return bool(before) and before[-1] in language.conditions
