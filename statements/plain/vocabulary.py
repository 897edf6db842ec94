"""What a word is in its language."""

from __future__ import annotations

from functools import lru_cache

from statements.lexicon import Language
from statements.lexicon.language import Words


def is_pronoun(low: str, own: Language) -> bool:
    return low in own.person_pronouns or low in own.group_pronouns


def is_head(low: str, own: Language) -> bool:
    """The noun of a phrase that can speak: title, spokesperson, company or another body."""
    return low in own.titles or low in own.spokes or low in own.company_nouns or low in own.org_nouns


def is_common(low: str, own: Language) -> bool:
    """No part of a name, even with a capital at the start of a sentence."""
    return low in _common(own)


@lru_cache(maxsize=8)
def _common(own: Language) -> Words:
    lists = (
        *(own.function_words, own.adverbs, own.prepositions, own.conjunctions, own.that, own.months),
        *(own.auxiliaries, own.negations, own.determiners, own.as_said, own.according_after),
    )
    according = [phrase.split()[0] for phrase in own.according]
    endings = [f"*{ending}" for each in lists for ending in each.endings]
    return Words([*(word for each in lists for word in each.whole), *according, *endings])
