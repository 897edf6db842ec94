"""English clauses that tell of no saying: "if Musk says", "did Musk say", "Musk may say", "a rumour that"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from record.types import Span
from statements.lexicon import en, en_unsaid
from statements.utterance import Utterance

_REACH = 160  # characters before a mention or a cue


def _any(listed: Iterable[str]) -> str:
    return "(?:" + "|".join(listed) + ")"


# ------------------------------------------------------- between who speaks and the cue

_ADVERB = (
    r"(?:\w{2,20}ly|also|even|soon|now|then|again|first|never|ever|still|just|well|yet|have|has|be|been)"
)
_MODAL = re.compile(
    rf"(?:^|\s){_any(en_unsaid.MODALS)}\s+(?!{_any(en_unsaid.ACTUAL)}\b)(?:{_ADVERB}\s+){{0,3}}$"
)
_AHEAD = re.compile(rf"\b{_any(en_unsaid.AHEAD)}\s+to\s+(?:{_ADVERB}\s+){{0,3}}$", re.IGNORECASE)
_TO = re.compile(r"\s*,?\s*to\s+$", re.IGNORECASE)
_BE = ("is", "are", "was", "were", "be", "been", "being")
_PASSIVE = re.compile(
    rf"(?:,[^,]*,|,?\s+(?:who|which))?\s+(?:(?:has|have|had|\w{{2,20}}ly|also|again|once)\s+){{0,3}}{_any(_BE)}\s+"
    rf"(?:(?:\w{{2,20}}ly|also|not|never|again|once|first|then|being|been)\s+){{0,2}}",
    re.IGNORECASE,
)
_PASSIVE_CUE = re.compile(rf"{_any(en_unsaid.PASSIVES)}\b(?!\s+by\b)", re.IGNORECASE)

# ------------------------------------------------------------------ before who speaks

_NAMED = r"(?:\s+(?:the|a|an|its|his|her|their|any|either|both|[A-Z][\w'’&.-]{0,30})){0,4}\s*$"
_START = r"(?:^|[.!?;:,—–(“”\"]\s*)"
_THAT = r"(?:[^,;:.!?“”\"]{0,60}\bthat)?"
_CONDITION = re.compile(rf"\b(?i:{_any(en_unsaid.CONDITIONS)}){_THAT}{_NAMED}")
_TEMPORAL = re.compile(rf"\b(?i:{_any(en_unsaid.TEMPORAL)}|as\s+soon\s+as){_NAMED}")
_INVERTED = re.compile(
    rf"(?:{_START}|\b(?i:{_any(en_unsaid.BEFORE_INVERTED)})\s+)"
    rf"(?:(?P<perfect>(?i:{_any(en_unsaid.PERFECT)}))|(?i:{_any(en_unsaid.INVERTING)})){_NAMED}"
)
_OF = (
    r"(?:\s+(?:at|in|from|of|inside|within|nor|or|and|else|other|people|executives|"
    r"[A-Z][\w'’&.-]{0,30})){0,6}"
)
_NOBODY = re.compile(
    rf"(?:{_START}|\b(?:and|but|that|so|yet|because|as|said|says)\s+)(?i:{_any(en_unsaid.NOBODY)})\b"
    rf"{_OF}(?:\s+(?:the|its|a))?\s*$"
)
_NOBODY_SPEAKS = re.compile(rf"{_any(en_unsaid.NOBODY)}\b", re.IGNORECASE)
_RUMOUR = re.compile(
    rf"\b(?i:{_any(en_unsaid.RUMOURS)})(?:\s+[\w'’]{{1,20}}){{0,3}}?"
    rf"\s+(?i:that|how|has\s+it(?:\s+that)?|(?:say|claim|suggest|alleg)\w{{0,4}}|said){_NAMED}"
)
_ACCORDING = re.compile(
    rf"\b(?i:according\s+to)\s[^,;.!?]{{0,40}}\b(?i:{_any(en_unsaid.RUMOURS)})\b[^,;.!?]{{0,60}},{_NAMED}"
)
_FAKE = re.compile(
    rf"\b(?i:{_any(en_unsaid.FAKES)}|{_any(en_unsaid.IMPOSTORS)})\b[^,;:.!?]{{0,60}}"
    rf"\b(?i:show\w{{0,3}}|depict\w{{0,3}}|quot\w{{1,3}}|claim\w{{0,3}}|has|had|where|in\s+which|of|as|be){_NAMED}"
)
_REPORT = re.compile(
    rf"(?:{_START}|\b(?:(?i:{_any(en_unsaid.BEFORE_NOUN)})|[a-z]{{2,20}}ed)\s+)"
    rf"(?i:{_any(en_unsaid.REPORTS)})\s+that{_NAMED}"
)
_DOUBT = re.compile(
    rf"\b(?i:{_any(en_unsaid.DOUBTS)})\b[^,;:.!?“”\"]{{0,20}}\b(?i:that|whether|if|how|what|when){_NAMED}"
)
_FRAMES = (_CONDITION, _NOBODY, _RUMOUR, _ACCORDING, _FAKE, _REPORT, _DOUBT)
_FEIGNED = re.compile(
    rf"\b(?:{_any(en_unsaid.IMPOSTORS)}|{_any(en_unsaid.FAKES)}\s+"
    r"(?:\w+\s+){0,2}(?:accounts?|profiles?|videos?|posts?|recordings?|clips?|quotes?|pages?))\b",
    re.IGNORECASE,
)

# ------------------------------------------------------------------------- who is asked

_OPENS = re.compile(
    r"(?:^|[.!?;—–“”\"]\s*|\b(?:when|if|once|after\s+being|on\s+being|while\s+being)\s+)$", re.IGNORECASE
)
_TOPIC = (
    r"\s+(?:(?:by|on|in|at|during|repeatedly)\s[^,.;]{0,40}\s)?"
    r"(?:whether|if|about|why|how|what|when|for|on|by)\b"
)
_ASKED = re.compile(rf"(?:asked|pressed|questioned|quizzed|grilled){_TOPIC}", re.IGNORECASE)
_ANSWERED = re.compile(
    r"[^.;?!]{0,160},\s+(?:\w+\s+){0,2}?"
    r"(?:said|says|replied|answered|responded|told|denied|declined|confirmed|insisted|added|called|dismissed)\b",
    re.IGNORECASE,
)
_UNNAMED = re.compile(r"ask(?:ed|ing|s)?\s+(?:not\s+to\s+be|to\s+remain|for\s+anonymity)\b", re.IGNORECASE)


def is_supposed(text: str, utterance: Utterance, cue: Span) -> bool:
    """Does the clause of the cue ask, suppose, foretell or rumour that somebody speaks?"""
    if _is_of_the_asked(text, utterance.sentence[0], cue):
        return True
    mention = utterance.mention
    if mention is None:
        return False
    if _FEIGNED.search(text, *mention) or _NOBODY_SPEAKS.match(text, *mention):
        return True
    if mention[1] > cue[0]:
        return False
    between = text[max(mention[1], cue[0] - _REACH) : cue[0]]
    return _is_ahead(text, between, cue) or _is_framed(text, between, utterance.sentence[0], mention[0], cue)


def _is_ahead(text: str, between: str, cue: Span) -> bool:
    """may say, is expected to say, to say, is said to"""
    if _MODAL.search(between) or _AHEAD.search(between) or _TO.fullmatch(between):
        return True
    passive = _PASSIVE_CUE.match(text, *_longer(text, cue)) and _PASSIVE.fullmatch(between)
    return passive is not None


def _is_framed(text: str, between: str, start: int, at: int, cue: Span) -> bool:
    """if X says, did X say, a rumour that X said; but "if X, who said …, goes" tells of a saying"""
    if re.search(r"\bwho\b", between):
        return False
    left = text[max(start, at - _REACH) : at]
    if any(frame.search(left) for frame in _FRAMES) or _is_inverted(text, left, cue):
        return True
    return not _is_past(text, between, cue) and _TEMPORAL.search(left) is not None


def _is_inverted(text: str, left: str, cue: Span) -> bool:
    """did X say, has X said; but Will Estrada said"""
    found = _INVERTED.search(left)
    if found is None or found["perfect"]:
        return found is not None
    first = _first(text, cue)
    return not (_is_preterite(first) or (first.endswith("s") and not first.endswith("ss")))


def _is_past(text: str, between: str, cue: Span) -> bool:
    if re.search(r"\b(?:has|have)\b", between):
        return False
    return _is_preterite(_first(text, cue)) or bool(re.search(r"\bhad\b", between))


def _is_preterite(first: str) -> bool:
    return first.endswith(("ed", "ing")) or first in _PAST


def _first(text: str, cue: Span) -> str:
    return text[slice(*cue)].partition(" ")[0].lower()


_PAST = frozenset(
    form
    for verb, forms in en.IRREGULAR.items()
    for form in forms.split()
    if not form.endswith(("s", "ing")) and form != verb
)


def _is_of_the_asked(text: str, start: int, cue: Span) -> bool:
    """Asked whether …, she said; Barra, asked if …, said; who asked not to be named"""
    whole = _longer(text, cue)
    if _UNNAMED.match(text, *whole):
        return True
    if not _ASKED.match(text, *whole):
        return False
    left = text[max(start, cue[0] - _REACH) : cue[0]]
    if _OPENS.search(left):
        return True
    return left.endswith(", ") and _ANSWERED.match(text, *whole) is not None


def _longer(text: str, cue: Span) -> Span:
    return cue[0], min(len(text), cue[1] + 200)
