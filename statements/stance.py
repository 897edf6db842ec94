"""What is done with the words: deny, confirm, plan, claim, judge, ask; and whether they are negative."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any

from record.text import fold, is_cjk
from record.types import Polarity, Stance
from statements import lexicon
from statements.lexicon import en_stance, zh_stance

_OWN: dict[str, Any] = {"en": en_stance, "zh": zh_stance}  # others have what every language's file can say
_NOTHING = re.compile(r"(?!)")
_CLAUSE = re.compile(r"[.,;:!?…—“”\"，。；：！？、「」]")
_REACH = 60  # characters before a future in which its clause begins
_LONGEST = 8_000  # characters of the words said in which judgements are counted
_NEAR = 25  # characters, at most, between its subject and it


def is_negative(words: str, lang: str) -> bool:
    """Is something negated in the words said, or called false? Conditions and idioms negate nothing."""
    text = _plain(words, lang)
    return any(_sign(lang, name).search(text) for name in ("NOT", "FALSE"))


def polarity_of(words: str, lang: str, cue: Stance | None) -> Polarity:
    """Negative exactly when the cue denies or the words negate."""
    return "negative" if cue == "deny" or is_negative(words, lang) else "positive"


def stance_of(
    words: str,
    lang: str,
    cue: Stance | None,
    nominal: bool = False,
    own: Iterable[str | None] = (),
    reported: bool = False,
) -> Stance:
    """The cue's own stance, or what the words show. `own` names the speaker's side; `reported` says that they
    are another's words for what he said."""
    if cue is None:
        return _shown(words, lang, [_folded(name, lang) for name in own if name and name.strip()], reported)
    if cue == "confirm" and nominal and _weighs(words, lang):
        return "judge"  # "acknowledging their competitive nature"
    if cue == "plan" and _opens(_plain(words, lang), lang, "REFUSED"):
        return "deny"  # "announced that there are no plans"
    if cue == "judge" and _sign(lang, "FALSE").search(_plain(words, lang)):
        return "deny"  # "called the report false"
    if cue == "plan" and not nominal and _sign(lang, "DONE").search(_folded(words, lang)):
        return "claim"
    return cue


def stance_of_cue(cue: str, lang: str, nominal: bool) -> Stance | None:
    """What a cue carries that the language's grammar does not list."""
    listed = getattr(_signs(lang), "CUES", ())
    for stance, only_nominal, pattern in listed if lang in _OWN else ():
        if pattern.fullmatch(cue.partition(" ")[0]) and (nominal or not only_nominal):
            found: Stance = stance
            return found
    return None


def _denies(words: str, lang: str, own: Collection[str], reported: bool) -> bool:
    """Are plans, talks or a deed negated, a report called false, or does the speaker's side hold back?"""
    text = _plain(words, lang)
    if any(_opens(text, lang, name) for name in ("REFUSED", "FALSE", "DECLINED")):
        return True
    held = ("WITHHELD", "REPORTED_WITHHELD") if reported else ("WITHHELD",)
    return any(
        _is_own(text, match.start(), lang, own, reported)
        for name in held
        for match in _sign(lang, name).finditer(text[: _opening(lang, text)])
    )


def _opens(text: str, lang: str, name: str) -> bool:
    """In a long quotation what comes late is said by the way."""
    match = _sign(lang, name).search(text)
    return match is not None and match.start() < _opening(lang, text)


def _opening(lang: str, text: str) -> int:
    opening: int = getattr(_signs(lang), "OPENING", len(text) + 1)
    return opening


def _shown(words: str, lang: str, own: Collection[str], reported: bool) -> Stance:
    text = _folded(words, lang)
    if _denies(words, lang, own, reported):
        return "deny"
    if _asks(text, lang):
        return "ask"
    if _sign(lang, "CONFIRM").search(text):
        return "confirm"
    if _judges(words, lang):
        return "judge"
    return "plan" if _plans(text, lang, own, reported) else "claim"


def _asks(text: str, lang: str) -> bool:
    question = text.rstrip("”\"'’」』 ").endswith(("?", "？")) and not _sign(lang, "TAG").search(text)
    return (question and len(text) < _opening(lang, text)) or _opens(text, lang, "ASK")


def _judges(words: str, lang: str) -> bool:
    """Where the language weighs them, one word of praise or blame in a long paragraph makes no judgement."""
    text = _folded(words, lang)[:_LONGEST]
    found = sum(1 for _ in _sign(lang, "JUDGE").finditer(text))
    return found > 0 and found * getattr(_signs(lang), "REACH", len(text)) >= len(text)


def _weighs(words: str, lang: str) -> bool:
    """In a noun phrase even a weak word judges."""
    return _judges(words, lang) or _sign(lang, "WEAK").search(_folded(words, lang)) is not None


def _plans(text: str, lang: str, own: Collection[str], reported: bool) -> bool:
    """Is a future act the speaker's own, or is something announced?"""
    for match in _sign(lang, "DECIDED").finditer(text):
        if not _sign(lang, "SUBORDINATE").search(_clause_before(text, match.start())):
            return True
    futures = ("FUTURE", "REPORTED_FUTURE") if reported else ("FUTURE",)
    return any(
        _is_own(text, match.start(), lang, own, reported)
        for name in futures
        for match in _sign(lang, name).finditer(text)
    )


def _clause_before(text: str, at: int) -> str:
    """What stands between the last mark and a future: its subject."""
    return _CLAUSE.split(text[max(0, at - _REACH) : at])[-1]


def _is_own(text: str, at: int, lang: str, own: Collection[str], reported: bool) -> bool:
    before = _clause_before(text, at)
    if _sign(lang, "SUBORDINATE").search(before):
        return False
    if (
        reported
        and at < _REACH * 2
        and text.count(",", 0, at) < 2
        and _sign(lang, "REPORTED_OWN").search(before)
    ):
        return True  # "it will close the plant", "while sales fell, it will go on"
    return _names(before[-_NEAR:], own) or any(
        len(before) - match.end() <= _NEAR for match in _sign(lang, "OWN").finditer(before)
    )


def _names(subject: str, own: Collection[str]) -> bool:
    return any(
        short in subject if is_cjk(short[-1]) else re.search(rf"(?<!\w){re.escape(short)}(?!\w)", subject)
        for short in map(_short, own)
    )


def _short(name: str) -> str:
    """Ford Motor Co. is Ford in the words said, and 北光集团 is 北光."""
    if any(map(is_cjk, name)):
        return zh_stance.BODY.sub("", name) or name
    return name.split()[0]


def _signs(lang: str) -> Any:
    return _OWN.get(lang) or lexicon.of(lang).stance


def _sign(lang: str, name: str) -> re.Pattern[str]:
    """A pattern of the language; one that it does not have matches nothing."""
    pattern: re.Pattern[str] = getattr(_signs(lang), name, _NOTHING)
    return pattern


def _folded(words: str, lang: str) -> str:
    return fold(words) if lexicon.of(lang).script == "han" else words


def _plain(words: str, lang: str) -> str:
    """Without conditions and without idioms that negate nothing."""
    text = _sign(lang, "IDLE").sub(" ", _folded(words, lang))
    return _sign(lang, "CONDITION").sub(" ", text)
