"""Corrections at the borders of what is said that need no weights, only the parse."""

from __future__ import annotations

from statements.english.cues import frames_of
from statements.english.fitted.parsed import ParsedParagraph, Place
from statements.english.fitted.speakers import mention_of
from statements.english.fitted.utterances import cue_at, is_nominal
from statements.lexicon import en

Words = frozenset[Place]

_WHERE = frozenset(["to", "on", "at", "with", "in", "before", "from"])
_RELATIVE = frozenset(["WDT", "WP"])
_ATTACHED = frozenset(["prep", "npadvmod", "advmod", "dobj", "pobj"])  # arcs within a clause
_TERMS = frozenset(["before", "until", "till", "by"])  # of a promise or a denial, whatever they hang from


def trim(parsed: ParsedParagraph, cue: Place, words: Words) -> Words:
    """The words without a relative pronoun and without the cue's own day, but with all that hangs from them;
    none where they only name a topic."""
    kept = _without_day(parsed, cue, _with_rest(parsed, cue, _without_pronoun(parsed, cue, words)))
    none = not kept or _is_topic(parsed, cue, kept) or _is_place(parsed, cue, kept)
    return frozenset() if none else kept


def _without_pronoun(parsed: ParsedParagraph, cue: Place, words: Words) -> Words:
    """ "The deal, which Ford denied": what is denied is the deal."""
    first = min(words)
    pronoun = parsed.doc[first]
    if pronoun.tag_ not in _RELATIVE or pronoun.lower_ == "what":
        return words
    clause = next((token for token in pronoun.ancestors if token.dep_ == "relcl"), None)
    if len(words) > 1 or clause is None:
        return words - {first} if clause is not None else words
    found = parsed.found_words.get(cue)
    if found and max(found) < first:  # the parser takes the nearest noun for what "which" means
        return found
    start, end = mention_of(clause.head)
    return frozenset(place for place in range(start, end + 1) if parsed.is_word[place])


def _with_rest(parsed: ParsedParagraph, cue: Place, words: Words) -> Words:
    """ "… to close no plant | before 2030": what follows without a mark and hangs from what is said."""
    kept = set(words)
    while kept and (place := max(kept) + 1) < len(parsed) and parsed.is_word[place]:
        token = parsed.doc[place]
        subtree = [below.i for below in token.subtree]
        attached = token.dep_ in _ATTACHED and (
            token.head.i in kept or (token.head.i == cue and token.lower_ in _TERMS)
        )
        if not attached or min(subtree) < place or cue in subtree or not _is_one_run(parsed, subtree):
            break
        kept.update(subtree)
    return frozenset(kept)


def _is_one_run(parsed: ParsedParagraph, places: list[Place]) -> bool:
    return all(parsed.is_word[place] for place in range(min(places), max(places) + 1))


def _without_day(parsed: ParsedParagraph, cue: Place, words: Words) -> Words:
    """ "denied talks on Friday", "said on Friday it would go": a day that hangs from the cue is the cue's."""
    kept = set(words)
    for place in (max(words), min(words) + 1) if len(words) > 2 else ():
        day, before = parsed.doc[place], parsed.doc[place - 1]
        mine = before.head.i == cue or place - 1 == cue + 1
        if day.lower_ in en.DAYS and before.lower_ == "on" and mine:
            kept -= {place, place - 1}
    return frozenset(kept)


def _is_place(parsed: ParsedParagraph, cue: Place, words: Words) -> bool:
    """To whom and where it was said: "spoke to voters in Ohio", "took to the platform to answer"."""
    first = min(words)
    before = parsed.doc[first - 1] if first else parsed.doc[first]
    return (
        before.lower_ in _WHERE
        and before.dep_ in ("prep", "dative")
        and before.head.i == cue
        and not parsed.quote[first]
        and before.i not in parsed.places_in(cue_at(parsed, cue)[0])
    )


def _is_topic(parsed: ParsedParagraph, cue: Place, words: Words) -> bool:
    """A noun phrase after a verb of the lexicon that takes none: "clarified the company's stance"."""
    frames = frames_of(parsed.doc[cue].lower_)
    return bool(frames) and "n" not in frames and is_nominal(parsed, words)
