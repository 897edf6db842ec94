"""Which words a reporting clause gives to its subject: after it, before it, or around it."""

from __future__ import annotations

from collections.abc import Sequence

from statements.english.adjuncts import CLAUSAL, is_adjunct, skip_addressee, skip_times, time_at
from statements.english.clauses import Clause, antecedent
from statements.english.cues import is_cue_form
from statements.english.subjects import is_adverb, subject_after
from statements.lexicon import en, words
from statements.units import Unit, Units

Run = tuple[int, int]  # units first..end (exclusive)

_DASHES = ("—", "–", "-")
_WH = frozenset(words("how why what whether where when who which if"))
_WHEN = frozenset(words("while when after as before since until because"))
_LEFT_OF_TITLE = en.AUXILIARIES - en.POSSESSIVE | en.MODALS | en.SUBORDINATORS | en.PERSON_PRONOUNS
_REACH = 24  # units that may stand between a cue and "that" or a quote


def find_contents(units: Units, clause: Clause, floor: int, ceiling: int) -> list[Run]:
    """The runs of words said, in order, between units `floor` and `ceiling` (exclusive)."""
    named = antecedent(units, clause)
    if named is not None:
        return [(named[0], named[1] + 1)] if clause.cue.takes("n") else []
    if clause.order == "according":
        return _according(units, clause, floor, ceiling)
    if clause.order == "after":
        return _around(units, clause, floor, _after_subject(clause, ceiling), ceiling)
    before = _before(units, clause, floor)
    start = _start(units, clause, ceiling)
    opens = units[start].low if start is not None and start < len(units) else ""
    if before and opens in en.PREPOSITIONS | _WHEN:
        start = None  # "…, he said on Weibo, days after an SU7 was seen"
    if before and (
        _said_before(units, clause)
        or (start is None and _closes(units, clause, ceiling))
        or _resumes(units, clause, before)
    ):
        return _around(units, clause, floor, clause.end + 1, ceiling)
    if start is None:
        return []
    run = _forward(units, clause, start, ceiling)
    return [run] if run is not None and run[0] < run[1] else []


# ---------------------------------------------------------------- before and around


def _said_before(units: Units, clause: Clause) -> bool:
    """A quote that ends as before a reporting clause: “…,” he said"""
    at = _lead_in(units, clause)
    if at >= 0 and units[at].text == ",":
        at -= 1
        return at >= 0 and units[at].kind == "quote"
    return at >= 0 and units[at].kind == "quote" and units[at].ending in (",", "?", "!", "")


def _before(units: Units, clause: Clause, floor: int) -> Run | None:
    """The words that lead up to the clause, where it stands after a comma, a dash or a quote."""
    at = _lead_in(units, clause)
    if not clause.cue.takes("q") or clause.order == "shared" or at < floor:
        return None
    if not (units[at].kind == "quote" or units[at].text in (",", "—", "–")):
        return None
    first = _skip_links(units, floor, at)
    first = _after_colon(units, first, at)
    if any(unit.kind == "quote" for unit in units[first : at + 1]):
        return first, at + 1
    words = sum(unit.kind == "word" for unit in units[first:at])
    adverbial = units[first].low in en.PREPOSITIONS | en.SUBORDINATORS | en.TIMES | {
        "asked",
        "speaking",
        "last",
    }
    inner = any(unit.text == "," for unit in units[first:at])
    return (first, at + 1) if words >= 3 and (inner or not adverbial) else None


def _after_colon(units: Units, first: int, at: int) -> int:
    """Elon Musk disagreed: “It can wait,” he said. What leads up to the quote is no part of it."""
    opened = (i for i in range(first + 1, at + 1) if units[i].kind == "quote" and units[i - 1].text == ":")
    return next(opened, first)


def _lead_in(units: Units, clause: Clause) -> int:
    """The unit before the clause; a title may stand between: “…,” minister of roads Tom Weller said"""
    at = clause.start - 1
    for i in range(at, max(at - 9, -1), -1):
        if units[i].kind == "quote" and units[i].ending in (",", "?", "!"):
            return i
        if units[i].kind != "word" or units[i].low in _LEFT_OF_TITLE:
            break
    return at


def _closes(units: Units, clause: Clause, ceiling: int) -> bool:
    """Does nothing follow the cue but when, where and to whom?"""
    at = clause.end + 1
    if clause.cue.takes("t"):
        at = skip_addressee(units, at, ceiling)
    at = skip_times(units, at, ceiling)
    if at >= ceiling or units[at].kind != "word":
        return True
    return units[at].low in en.PREPOSITIONS | en.SUBORDINATORS or is_adverb(units[at])


def _skip_links(units: Units, at: int, end: int) -> int:
    while at < end and (units[at].low in en.LINKS or units[at].text in (",", ";", *_DASHES)):
        at += 1
    return at


def _around(units: Units, clause: Clause, floor: int, after: int, ceiling: int) -> list[Run]:
    before = _before(units, clause, floor)
    if before is None:
        return []
    rest = _resumed(units, after, ceiling, clause.order == "after")
    return [before, rest] if rest is not None else [before]


def closes_sentence(units: Units, clause: Clause) -> bool:
    """Does the clause come last, behind a comma and without words of its own: "…, Lei Jun said."?"""
    at = clause.start - 1
    if (
        clause.order not in ("before", "after")
        or not clause.cue.takes("q")
        or at < 1
        or units[at].text != ","
    ):
        return False
    return clause.order == "after" or (
        _start(units, clause, len(units)) is None and _closes(units, clause, len(units))
    )


def _resumes(units: Units, clause: Clause, before: Run) -> bool:
    """The older ferries, he said, would carry mail."""
    after = clause.end + 1
    if after >= len(units) or units[after].text != "," or units[clause.start - 1].text != ",":
        return False
    quoted = after + 1 < len(units) and units[after + 1].kind == "quote"
    return not quoted or any(unit.kind == "quote" for unit in units[before[0] : before[1]])


def _after_subject(clause: Clause, ceiling: int) -> int:
    """Where words may go on after "said Ada Berg, a pilot,"."""
    if clause.subject.apposition is None:
        return clause.end + 1
    return min(clause.subject.apposition[1] + 1, ceiling)


def _resumed(units: Units, at: int, ceiling: int, quotes_only: bool) -> Run | None:
    """What goes on after a clause that stands inside the words: a quote, or right after a comma the rest."""
    quotes_only = quotes_only or (at < ceiling and units[at].kind == "word")
    while at < ceiling and units[at].kind == "word":
        at += 1
    if at >= ceiling:
        return None
    if units[at].kind == "quote":
        return at, at + 1
    if units[at].text not in (",", ":", "—", "–") or at + 1 >= ceiling:
        return None
    following = units[at + 1]
    if following.kind == "quote":
        return at + 1, _end(units, at + 1, ceiling, nominal=False)
    if (
        quotes_only
        or _gloss(following)
        or following.low in ("and", "who", "which", "while", "after", "according", "as", "in")
    ):
        return None
    return at + 1, _end(units, at + 1, ceiling, nominal=False)


def _gloss(unit: Unit) -> bool:
    return (
        unit.low.endswith("ing") or is_adverb(unit) or unit.low in ("who", "whose", "a", "an", "the", "with")
    )


def _according(units: Units, clause: Clause, floor: int, ceiling: int) -> list[Run]:
    at = clause.start
    if not any(unit.kind != "mark" for unit in units[floor:at]):
        comma = next((i for i in range(clause.end + 1, ceiling) if units[i].text == ","), None)
        return [(comma + 1, ceiling)] if comma is not None else []
    last = at - 1 if units[at - 1].text == "," else at
    run = (_skip_links(units, floor, last), last)
    after = clause.end + 1
    if units[at - 1].text == "," and after + 1 < ceiling and units[after].text == ",":
        tail = units[after + 1]
        if not _gloss(tail) and tail.low not in ("which", "who", "and", "but"):
            return [run, (after + 1, ceiling)]
    return [run] if run[0] < run[1] else []


# ---------------------------------------------------------------- after


def _start(units: Units, clause: Clause, ceiling: int) -> int | None:
    """First unit of the words that follow a cue, or None where none follow."""
    cue, at = clause.cue, clause.end + 1
    if cue.takes("t"):
        at = skip_addressee(units, at, ceiling)
    marked = _marked(units, at, ceiling, cue.takes("n"))
    if marked is not None:
        return marked
    if cue.takes("h") and not cue.takes("c"):
        return None if not cue.takes("n") or not _plain(units, at, ceiling) else at
    at = skip_times(units, at, ceiling)
    if at >= ceiling or units[at].kind == "mark":
        return None
    if units[at].low == "to":
        asked = cue.verb in en.INFINITIVE_OBJECT
        return at if cue.takes("i") or asked else None
    if units[at].low in en.PREPOSITIONS | _WHEN and not (
        cue.takes("c") and _clause_follows(units, at, ceiling)
    ):
        return None
    return at if cue.takes("c") or cue.takes("n") or _asks_someone(units, clause, at, ceiling) else None


def _plain(units: Units, at: int, ceiling: int) -> bool:
    return (
        at < ceiling and units[at].kind == "word" and units[at].low not in en.PREPOSITIONS | en.SUBORDINATORS
    )


def _asks_someone(units: Units, clause: Clause, at: int, ceiling: int) -> bool:
    return clause.cue.verb in en.INFINITIVE_OBJECT and any(
        unit.low in ("to", "about", "for") for unit in units[at + 1 : min(at + 9, ceiling)]
    )


def _marked(units: Units, at: int, ceiling: int, nominal: bool) -> int | None:
    """After "that", a colon or a quote, with adjuncts before it: said in a statement on Friday that …"""
    for i in range(at, min(at + _REACH, ceiling)):
        unit = units[i]
        if unit.kind == "quote":
            fits = i == at or units[i - 1].text in (",", ":")
            return i if fits and is_adjunct(units, at, i) else None
        if unit.low == "that" and (i == at or is_adjunct(units, at, i)):
            return i + 1
        if unit.text == ":":
            return i + 1 if i + 1 < ceiling and is_adjunct(units, at, i) else None
        if (
            unit.text == ","
            and i + 1 < ceiling
            and units[i + 1].kind != "quote"
            and units[i + 1].low != "that"
        ):
            return None
        if unit.kind == "mark" and unit.text not in (",", *_DASHES):
            return None
        if i == at and unit.low in _WH and not nominal:
            return i
    return None


def _clause_follows(units: Units, at: int, ceiling: int) -> bool:
    """Is there a comma or a finite verb after a preposition: "said for now it has no plans"?"""
    if units[at].low in _WHEN:
        return any(unit.text == "," for unit in units[at:ceiling])
    verbs = en.AUXILIARIES - en.POSSESSIVE | en.MODALS
    return any(unit.low in verbs for unit in units[at + 2 : min(at + 12, ceiling)])


def _forward(units: Units, clause: Clause, at: int, ceiling: int) -> Run | None:
    if at >= len(units):  # "Tim Cook said that", where a text is cut
        return None
    quote = units[at].kind == "quote"
    if quote and (units[at].ending in (".", "?", "!", ",", "…") or at + 1 >= ceiling):
        return at, at + 1
    nominal = clause.cue.takes("n") and not _is_clause(units, clause, at)
    if nominal and units[at].kind == "word" and units[at].low in _WH | {"so"}:
        return None
    return at, _end(units, at, ceiling, nominal, clause.cue.verb in en.WITH_AS)


def _is_clause(units: Units, clause: Clause, at: int) -> bool:
    if units[at - 1].low == "that" or units[at - 1].text == ":" or units[at].low == "to":
        return True
    if not clause.cue.takes("c"):
        return False
    verbs = en.AUXILIARIES - en.POSSESSIVE | en.MODALS | {"will", "plans", "intends"}
    return any(unit.low in verbs for unit in units[at : at + 10])


def _leaves_phrase(units: Units, at: int, with_as: bool) -> bool:
    """Words that belong to the reporting verb, not to the noun phrase after it."""
    low = units[at].low
    if low == "as":
        return not with_as and units[at - 1].low != "such"
    return low in en.NOMINAL_ENDS or (time_at(units, at) > 0 and not units[at].capital) or low in en.DAYS


def _end(units: Units, at: int, ceiling: int, nominal: bool, with_as: bool = False) -> int:
    """Where the words end and the narrator goes on."""
    for i in range(at + 1, ceiling):
        unit = units[i]
        if unit.text in ("—", "–") and not any(
            u.text in ("—", "–") for u in [*units[at:i], *units[i + 1 : ceiling]]
        ):
            return i
        if unit.kind == "quote" and unit.ending in (",", ".") and not nominal:
            return i + 1
        if unit.text == "," and i + 1 < ceiling and _narrates(units, i + 1, ceiling, nominal):
            return i
        if nominal and unit.kind == "word" and _leaves_phrase(units, i, with_as):
            return i
    return ceiling


def _lists(units: Units, at: int) -> bool:
    """low growth, unemployment and growing inequality"""
    for unit in units[at : at + 7]:
        if unit.kind != "word" or unit.low in CLAUSAL | en.SUBORDINATORS or unit.low.endswith("ing"):
            return False
        if unit.low in ("and", "or"):
            return True
    return False


def _narrates(units: Units, at: int, ceiling: int, nominal: bool) -> bool:
    """Does the article's own voice go on after a comma?"""
    low = units[at].low
    if nominal:
        return low in en.LINKS - en.CONJUNCTIONS or not (
            units[at].capital or low in ("and", "or") or _lists(units, at)
        )
    if low in ("who", "whose", "according") or low in en.GLOSSES:
        return True
    if low in ("though", "too", "however") and at + 1 >= ceiling:
        return True
    follow: Sequence[Unit] = units[at + 1 : at + 3]
    refused = {"declined", "did", "didn't", "didn’t", "gave", "refused"}
    if low in ("but", "though", "although") and len(follow) > 1:
        return follow[0].low in en.PERSON_PRONOUNS | en.GROUP_PRONOUNS and follow[1].low in refused
    return (
        is_cue_form(low) and low.endswith("ing") and subject_after(units, at + 1) is None and low != "going"
    )
