"""What is done with the words: deny, confirm, plan, claim, judge, ask; and whether they are negative."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from record.text import fold, is_cjk
from record.types import Polarity, Stance
from statements.lexicon import en_stance, zh_stance

_LEXICON: dict[str, Any] = {"en": en_stance, "zh": zh_stance}


def is_negative(words: str, lang: str) -> bool:
    """Is something negated in the words said, or called false? Conditions and idioms negate nothing."""
    lexicon = _LEXICON[lang]
    text = lexicon.IDLE.sub(" ", fold(words) if lang == "zh" else words)
    text = lexicon.CONDITION.sub(" ", text)
    return bool(lexicon.NOT.search(text) or lexicon.FALSE.search(text))


def polarity_of(words: str, lang: str, cue: Stance | None) -> Polarity:
    """Negative exactly when the cue denies or the words negate."""
    return "negative" if cue == "deny" or is_negative(words, lang) else "positive"


def stance_of(
    words: str, lang: str, cue: Stance | None, nominal: bool = False, own: Iterable[str | None] = ()
) -> Stance:
    """The cue's own stance, or what the words show; `own` names the speaker's side."""
    if cue == "confirm":
        return "judge" if nominal else "confirm"  # "acknowledging their competitive nature"
    if cue == "plan" and denies(words, lang):
        return "deny"
    return cue if cue is not None else _shown(words, lang, own)


def denies(words: str, lang: str) -> bool:
    """Are plans, talks or a report negated?"""
    lexicon = _LEXICON[lang]
    text = lexicon.CONDITION.sub(" ", lexicon.IDLE.sub(" ", fold(words) if lang == "zh" else words))
    return bool(lexicon.REFUSED.search(text) or lexicon.FALSE.search(text))


def _shown(words: str, lang: str, own: Iterable[str | None]) -> Stance:
    lexicon = _LEXICON[lang]
    text = fold(words) if lang == "zh" else words
    if denies(words, lang):
        return "deny"
    if text.rstrip("”\"'’」 ").endswith(("?", "？")) or lexicon.ASK.search(text):
        return "ask"
    if lexicon.JUDGE.search(text):
        return "judge"
    if (
        lexicon.FUTURE.search(text)
        and not is_negative(words, lang)
        and (lexicon.OWN.search(text) or _names(text, own))
    ):
        return "plan"
    return "claim"


def _names(text: str, own: Iterable[str | None]) -> bool:
    return any(name is not None and _short(name) in text for name in own)


def _short(name: str) -> str:
    """Ford Motor Co. is Ford in the words said."""
    return name if any(map(is_cjk, name)) else name.split()[0]
