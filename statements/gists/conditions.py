"""Is a claim made only for the case that something else happens?"""

from __future__ import annotations

from typing import Any

from statements.gists.reading import blank, languages_of, plain
from statements.lexicon import en_phases, zh_phases

_WORDS: dict[str, Any] = {"en": en_phases, "zh": zh_phases}


def is_conditional(text: str, lang: str) -> bool:
    """ "If tariffs fall we would sell there", and not "even if"."""
    whole = plain(text)
    return any(_in(_WORDS[code], whole) for code in languages_of(whole, lang))


def _in(words: Any, text: str) -> bool:
    left = blank(text, (match.span() for match in words.NO_CONDITION.finditer(text)))
    return words.CONDITION.search(left) is not None
