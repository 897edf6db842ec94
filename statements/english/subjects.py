"""Who stands before or after a cue: noun phrases by closed classes of words, no parse."""

from __future__ import annotations

from dataclasses import dataclass

from statements.english.cues import Cue, is_cue_form
from statements.lexicon import en
from statements.units import Unit, Units

_BARRIERS = (
    en.AUXILIARIES - en.POSSESSIVE
    | en.MODALS
    | en.NEGATIONS
    | en.SUBORDINATORS
    | en.CONJUNCTIONS
    | en.PREPOSITIONS
    | en.LINKS
    | en.PERSON_PRONOUNS
    | en.GROUP_PRONOUNS
    | en.OTHER_PRONOUNS
    | en.REFUSALS
    | {"it", "there"}
)
_SPEAKING = en.PERSON_NOUNS | en.ORG_NOUNS
_SPEAKING_MANY = _SPEAKING | {f"{noun}s" for noun in _SPEAKING}
_INSIDE_NAMES = frozenset({"all", "more", "most", "read", "news", "research"})
_VERBS = en.AUXILIARIES - en.POSSESSIVE | en.MODALS
_LONGEST = 12  # units of a noun phrase
_FARTHEST = 30  # units from a subject to its cue, with what stands between commas


@dataclass(frozen=True, slots=True)
class Subject:
    """Units first..last name the speaker; subject and predicate begin at `left`; `apposition` is a title."""

    first: int
    last: int
    left: int
    apposition: tuple[int, int] | None = None


def is_adverb(unit: Unit) -> bool:
    low = unit.low
    return low in en.ADVERBS or (
        low.endswith("ly") and len(low) > 4 and not unit.capital and low not in en.NOT_ADVERBS
    )


def phrase_before(units: Units, last: int) -> int | None:
    """First unit of the noun phrase that ends at `last`, or None where none ends there."""
    at = last
    while at >= 0 and last - at < _LONGEST and _belongs(units, at, last):
        if units[at].low in en.DETERMINERS:
            return at if at < last else None
        at -= 1
    return at + 1 if at < last else None


def _belongs(units: Units, at: int, last: int) -> bool:
    unit = units[at]
    if unit.kind != "word":
        return False
    if unit.low in en.PARTICLES and unit.low not in en.DETERMINERS:
        return 0 < at < last and _joins(units, at)
    if unit.low in _BARRIERS or is_adverb(unit):
        return False
    return unit.capital or not is_cue_form(unit.low) or unit.low in _SPEAKING


def _joins(units: Units, at: int) -> bool:
    """ "of", "for" and the like inside a name or between a title and its organisation."""
    before, after = units[at - 1], units[at + 1]
    if units[at].low in ("for", "at", "from", "with"):
        return before.low in en.PERSON_NOUNS
    if units[at].low == "and":
        return before.low in en.PERSON_NOUNS and after.low in en.PERSON_NOUNS
    named = before.capital or before.low in _SPEAKING
    return named and (after.capital or after.low in en.DETERMINERS or before.low in _SPEAKING)


def can_speak(units: Units, first: int, last: int) -> bool:
    """A pronoun, a name, or a noun of the lexicon that is definite or has a name in it."""
    head = units[last]
    if head.low in en.POSSESSIVE or head.text[0].isdigit():
        return False
    if first == last:
        pronoun = head.low in en.PERSON_PRONOUNS | en.GROUP_PRONOUNS
        return pronoun or (
            head.capital and head.low not in en.NEVER | en.NOT_NAMES | _BARRIERS | _SPEAKING_MANY
        )
    if not head.capital:
        return _noun_can_speak(units, first, last)
    lows = {unit.low for unit in units[first : last + 1]}
    return head.low not in en.NOT_NAMES | en.NEVER and not lows & en.NEVER - _INSIDE_NAMES


def _noun_can_speak(units: Units, first: int, last: int) -> bool:
    """the company; Ford executives; a spokesperson for Ford"""
    opening = units[first].low
    if not (speaks(units[last].low) or _title_noun(units, first, last)):
        return False
    if any(unit.low in en.SPOKES for unit in units[first : last + 1]):
        return True
    named = any(unit.capital and _can_name(unit.low) for unit in units[first : last + 1])
    return named or opening in en.DETERMINERS - en.INDEFINITE - {"this", "these", "those"}


def _can_name(low: str) -> bool:
    return low not in en.NOT_NAMES | en.GENERIC | en.DETERMINERS | en.LINKS and not speaks(low)


def speaks(noun: str) -> bool:
    """Is it a noun of the lexicon, in singular or plural?"""
    return noun in _SPEAKING or (noun.endswith("s") and noun[:-1] in _SPEAKING)


def _title_noun(units: Units, first: int, last: int) -> bool:
    """ "a spokesperson for the company": the noun that counts stands before the preposition."""
    return any(
        speaks(units[at].low) and units[at + 1].low in ("for", "of", "at", "from")
        for at in range(first, last)
    )


def skip_auxiliaries(units: Units, at: int) -> tuple[int, bool]:
    """(index of the unit before adverbs and auxiliaries that end at `at`, may it report?)"""
    good = True
    while at >= 0 and units[at].kind == "word":
        low = units[at].low
        if low in en.MODALS or low in en.NEGATIONS or low in en.REFUSALS:
            good = False
        elif (
            low not in en.AUXILIARIES and not (is_adverb(units[at]) or low in en.LINKS - en.CONJUNCTIONS)
        ) or (low in en.POSSESSIVE and not _contracted(units, at)):
            break
        at -= 1
    return at, good


def _contracted(units: Units, at: int) -> bool:
    return at > 0 and units[at - 1].low in en.PERSON_PRONOUNS | {"who"}


def subject_before(units: Units, cue: Cue) -> Subject | None:
    at, good = skip_auxiliaries(units, cue.first - 1)
    if not good or at < 0 or (cue.form == "finite" and _passive(units, at + 1, cue.first)):
        return None
    if units[at].low == "who" and at:
        return _antecedent(units, at)
    if units[at].kind == "mark" and at:
        return _around_commas(units, at)
    subject = _phrase(units, at)
    return subject if subject is None or _agrees(units, cue, subject) else None


def _phrase(units: Units, last: int) -> Subject | None:
    """The noun phrase that ends at `last`, with "from Harbour Watch in Port Ellen" behind its name."""
    if units[last].low in en.PERSON_PRONOUNS | en.GROUP_PRONOUNS:
        return Subject(last, last, last)
    first = phrase_before(units, last)
    for _ in range(3):
        if first is None or first < 2 or units[first - 1].low not in en.PREPOSITIONS:
            break
        last = first - 2
        first = phrase_before(units, last)
    if first is None or not can_speak(units, first, last):
        return None
    return Subject(first, last, first)


def _agrees(units: Units, cue: Cue, subject: Subject) -> bool:
    """A verb in its base form needs a plural: "a LinkedIn post" does not post."""
    word, head = units[cue.first].low, units[subject.last].low
    if cue.form != "finite" or word != cue.verb.split()[0] or word in en.SAME_PAST:
        return True
    plural = head in en.GROUP_PRONOUNS or head.endswith("s") or head in ("police", "people")
    return plural or any(unit.low == "and" for unit in units[max(0, subject.first - 3) : subject.last])


def _passive(units: Units, first: int, cue: int) -> bool:
    return any(units[at].low in en.BE - {"had"} for at in range(first, cue))


def _antecedent(units: Units, who: int) -> Subject | None:
    """Ford's CEO, who said …"""
    last = who - 1 - (units[who - 1].text == ",")
    subject = _phrase(units, last) if last >= 0 else None
    return subject and Subject(subject.first, subject.last, who)


def _around_commas(units: Units, close: int) -> Subject | None:
    """Jim Farley, the chief executive of Ford, said …; Xiaomi (1810.HK) said …"""
    mark = units[close].text
    opening = {",": ",", ")": "(", "—": "—", "–": "–", "-": "-"}.get(mark)
    if opening is None:
        return None
    for at in range(close - 1, max(close - _FARTHEST, 0), -1):
        if units[at].kind == "quote":
            return None
        if units[at].text != opening or not _describes(units, at + 1, close):
            continue
        subject = _phrase(units, at - 1)
        own = _own_name(units, at + 1, close - 1) if mark == "," else None
        if own is not None and (subject is None or _is_title(units, subject)):
            return Subject(
                subject.first if subject else own.first, own.last, subject.left if subject else own.left
            )
        if subject is not None:
            return Subject(subject.first, subject.last, subject.left, (at + 1, close - 1))
    return None


def _own_name(units: Units, first: int, last: int) -> Subject | None:
    """The name between the commas of "Ford's CEO, Jim Farley, said"; of a title there is none."""
    start = phrase_before(units, last)
    if start is None or start < first or not can_speak(units, start, last):
        return None
    capitals = sum(unit.capital and unit.low not in en.TITLES for unit in units[start : last + 1])
    named = units[last].capital and units[last].low not in en.TITLES and capitals >= 2
    return Subject(start, last, start) if named and start == first else None


def _is_title(units: Units, subject: Subject) -> bool:
    """Ford's CEO; Norway's minister of roads; the company that owns the ferry: no name of a person."""
    words = units[subject.first : subject.last + 1]
    return any(speaks(unit.low) for unit in words) or units[subject.first].low in en.DETERMINERS


def _describes(units: Units, first: int, close: int) -> bool:
    """Is units[first:close] a title or a who-clause, not a clause of its own?"""
    if first >= close:
        return False
    if units[first].low in ("who", "whose", "which", "speaking", "citing", "asked", "responding", "also"):
        return True
    return (
        not any(unit.low in _VERBS for unit in units[first:close]) and units[first].low not in en.CONJUNCTIONS
    )


def subject_after(units: Units, at: int) -> Subject | None:
    """The noun phrase that begins at `at`: said Ada Berg, a pilot and founder of …"""
    if at >= len(units):
        return None
    if units[at].low in en.PERSON_PRONOUNS | en.GROUP_PRONOUNS:
        return Subject(at, at, at)
    end = at
    while end < len(units) and end - at < _LONGEST and _goes_on(units, at, end):
        end += 1
    last = end - 1
    while last > at and units[last].low in en.POSSESSIVE | en.PARTICLES | en.CONJUNCTIONS:
        last -= 1
    if last < at or not can_speak(units, at, last) or units[at].low in en.NEVER - {"the"}:
        return None
    return Subject(at, last, at, _apposition_after(units, last + 1))


def _goes_on(units: Units, first: int, at: int) -> bool:
    unit = units[at]
    if unit.kind != "word" or (
        at > first and unit.low in en.DETERMINERS and units[at - 1].low not in en.PARTICLES
    ):
        return False
    if unit.low in en.PARTICLES - en.DETERMINERS:
        return at > first and at + 1 < len(units) and _joins(units, at)
    if unit.low in _BARRIERS or unit.low in en.TIMES or is_adverb(unit):
        return False
    if at > first and not unit.capital and unit.low not in en.POSSESSIVE:  # the name or the noun is over
        return speaks(unit.low) or not (units[at - 1].capital or speaks(units[at - 1].low))
    return unit.capital or not is_cue_form(unit.low) or speaks(unit.low)


def _apposition_after(units: Units, at: int) -> tuple[int, int] | None:
    if at + 1 >= len(units) or units[at].text != ",":
        return None
    end = at + 1
    while end < len(units) and units[end].kind == "word" and end - at < 20:
        end += 1
    return at + 1, end - 1


def sentence_subject(units: Units, before: int) -> Subject | None:
    """The subject of the main clause: the first noun phrase after links and phrases between commas."""
    at = 0
    while at < before:
        lead = units[at]
        if lead.low in en.LINKS or lead.text == ",":
            at += 1
        elif lead.low in en.PREPOSITIONS | en.SUBORDINATORS:
            comma = next((i for i in range(at, before) if units[i].text == ","), None)
            if comma is None:
                return None
            at = comma + 1
        else:
            break
    subject = subject_after(units, at) if at < before else None
    return subject if subject is not None and subject.last < before else None
