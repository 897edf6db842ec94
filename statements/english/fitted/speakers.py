"""Who might have spoken: each noun and pronoun of the cue's sentence, as a fitted ranking is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from statements.english.fitted.cues import kind_of
from statements.english.fitted.parsed import NOWHERE, ParsedParagraph, Place, subject_of, way_up
from statements.english.fitted.weights import Weights

if TYPE_CHECKING:
    from statements.english.parsing import Token

_LONGEST = 80  # tokens on either side of the cue
_NOMINAL = frozenset(["NOUN", "PROPN", "PRON"])
_OUTSIDE = frozenset(["relcl", "appos", "cc", "conj", "punct", "acl"])  # arcs that lead out of a mention
_INSIDE = frozenset(
    ["compound", "det", "amod", "poss", "nummod", "nmod", "case", "quantmod", "advmod", "neg", "predet"]
)


class SpeakerRow(NamedTuple):
    """A noun or pronoun and a cue. Distances are in tokens, from the cue."""

    odds: float
    cue_tag: str
    cue_dep: str
    after: str  # "by" or "to" behind the cue
    before: str  # "to" before it
    passive: bool
    relation: int  # 1: it hangs from the cue; 2: from a word above the cue; 3: neither
    depth: int
    arc: str
    up: int
    up_arc: str
    up_tag: str
    dep: str
    tag: str
    head_dep: str
    head: str  # the preposition that it hangs from, or what else it hangs from
    offset: int
    found: bool  # the cue grammar's choice
    any_found: bool
    subject: bool  # the parse's choice
    any_subject: bool
    kind: str
    quoted: bool
    in_content: bool
    from_content: int
    commas: int
    nominals: int  # between it and the cue
    from_start: int
    length: int


CATEGORIES = (
    *("cue_tag", "cue_dep", "after", "before"),
    *("arc", "up_arc", "up_tag", "dep", "tag", "head_dep", "head", "kind"),
)


def candidates(parsed: ParsedParagraph, cue: Place) -> list[Place]:
    first, end = parsed.sentence[cue]
    near = range(max(first, cue - _LONGEST), min(end, cue + _LONGEST))
    return [
        place for place in near if place != cue and parsed.is_word[place] and _could_speak(parsed.doc[place])
    ]


def _could_speak(token: Token) -> bool:
    return token.pos_ in _NOMINAL and token.dep_ != "compound"


def speaker_rows(
    parsed: ParsedParagraph, cue: Place, content: frozenset[Place], places: Sequence[Place], weights: Weights
) -> list[SpeakerRow]:
    """One row a place; `content` are the words said."""
    above = way_up(parsed.doc[cue])
    subject, _ = subject_of(parsed.doc[cue])
    utterance = parsed.found.get(cue)
    found = parsed.words_in([utterance.mention]) if utterance and utterance.mention else frozenset()
    of_cue = _of_cue(parsed, cue, weights)
    bounds = (min(content), max(content)) if content else (cue, cue)
    rows = []
    for place in places:
        token = parsed.doc[place]
        first, last = mention_of(token)
        low, high = min(place, cue), max(place, cue)
        rows.append(
            SpeakerRow(
                *of_cue,
                *_relation(token, cue, above),
                dep=token.dep_,
                tag=token.tag_,
                head_dep=token.head.dep_,
                head=token.head.lower_ if token.head.pos_ == "ADP" else token.head.pos_,
                offset=place - cue,
                found=place in found,
                any_found=bool(found),
                subject=subject is not None and subject.i == place,
                any_subject=subject is not None,
                kind=kind_of(token),
                quoted=parsed.quote[place] > 0,
                in_content=place in content,
                from_content=_distance(place, bounds),
                commas=parsed.commas[high] - parsed.commas[low],
                nominals=sum(low < other < high for other in places),
                from_start=first - parsed.sentence[place][0],
                length=last - first + 1,
            )
        )
    return rows


def _of_cue(parsed: ParsedParagraph, cue: Place, weights: Weights) -> tuple[float, str, str, str, str, bool]:
    doc = parsed.doc
    after = doc[cue + 1].lower_ if cue + 1 < len(parsed) else ""
    return (
        weights.odds_of(doc[cue].text).odds,
        doc[cue].tag_,
        doc[cue].dep_,
        after if after in ("by", "to") else "",
        "to" if cue and doc[cue - 1].lower_ == "to" else "",
        any(child.dep_ == "nsubjpass" for child in doc[cue].children),
    )


def _relation(
    token: Token, cue: Place, above: dict[Place, tuple[int, str]]
) -> tuple[int, int, str, int, str, str]:
    """relation, depth, arc, up, up_arc, up_tag"""
    arc = ""
    for depth in range(15):
        if token.i == cue:
            return 1, depth, arc, -1, "", ""
        if token.i in above:
            steps, up_arc = above[token.i]
            return 2, depth, arc, steps, up_arc, token.tag_
        if token.head.i == token.i:
            return 3, depth, arc, -1, "", ""
        arc, token = token.dep_, token.head
    return 3, 15, arc, -1, "", ""


def _distance(place: Place, content: tuple[Place, Place]) -> int:
    first, last = content
    if place < first:
        return place - first
    return place - last if place > last else NOWHERE


def mention_of(head: Token) -> tuple[Place, Place]:
    """First and last token of the noun phrase without what only follows it: appositions, relative clauses."""
    inside = {head.i}
    open_ = [head]
    while open_:
        token = open_.pop()
        for child in token.children:
            if _belongs(child, token, head):
                inside.add(child.i)
                open_.append(child)
    first = last = head.i
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    return first, last


def _belongs(child: Token, parent: Token, head: Token) -> bool:
    if child.dep_ in _OUTSIDE:
        return False
    if parent.i != head.i:
        return True
    if child.i < parent.i:
        return child.dep_ in _INSIDE
    return child.dep_ == "case" or (child.dep_ == "prep" and child.lower_ in ("of", "for"))
