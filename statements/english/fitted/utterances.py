"""From chosen tokens to an Utterance: spans of the text, and what else is told of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from record.types import ReportKind, Span, Stance
from statements.english.cues import look_up
from statements.english.fitted.extents import runs, whole_quote
from statements.english.fitted.parsed import ParsedParagraph, Place
from statements.english.fitted.speakers import mention_of
from statements.utterance import Utterance, trimmed

if TYPE_CHECKING:
    from statements.english.fitted.reading import Choice
    from statements.english.parsing import Token

_LEAD = 400  # characters in which the venue is looked for
_LONGEST_APPOSITION = 25  # tokens
_NOMINAL = frozenset(["NOUN", "PROPN", "PRON"])
_VERBAL = frozenset(["VERB", "AUX"])
_FINITE = frozenset(["VBZ", "VBD", "VBP", "MD"])
_RELATIVE = frozenset(["who", "whom", "that", "which"])


def make_utterance(text: str, parsed: ParsedParagraph, choice: Choice) -> Utterance:
    content = tuple(_spans(text, parsed, choice.content))
    cue, stance = cue_at(parsed, choice.cue)
    mention, apposition = _speaker(parsed, choice)
    sentence = _sentence(parsed, choice)
    return Utterance(
        content=content,
        cue=cue,
        mention=mention,
        sentence=_widened(sentence, (*content, cue, *([mention] if mention else ()))),
        kind=_kind(parsed, choice.content),
        stance=stance,
        lead=_lead(content, cue, mention, sentence),
        apposition=apposition,
        stands_for=_stands_for(parsed, choice.speaker),
    )


def _spans(text: str, parsed: ParsedParagraph, content: frozenset[Place]) -> Iterator[Span]:
    """Runs of words, with the marks of the quotes that lie in them whole."""
    for first, last in runs(parsed, sorted(content)):
        start, end = parsed.span_of(first, last)
        for number in sorted({parsed.quote[first], parsed.quote[last]} - {0}):
            quote = parsed.paragraph.quotes[number - 1]
            if whole_quote(parsed, number, content):
                start, end = min(start, quote.start), max(end, quote.end)
        yield trimmed(text, start, end)


def cue_at(parsed: ParsedParagraph, place: Place) -> tuple[Span, Stance | None]:
    """The span of a cue with the words that belong to it, and the stance that the lexicon gives it."""
    found = parsed.found.get(place)
    if found is not None and found.cue is not None:
        return found.cue, found.stance
    token = parsed.doc[place]
    behind = [other.lower_ for other in parsed.doc[place + 1 : place + 6]]
    stance, more = look_up(token.lower_, behind)
    if (
        not more
        and behind
        and (parsed.doc[place + 1].dep_ == "prt" or (token.lower_, behind[0]) == _ACCORDING)
    ):
        more = 1
    return parsed.span_of(place, place + more), stance


_ACCORDING = ("according", "to")


def _speaker(parsed: ParsedParagraph, choice: Choice) -> tuple[Span | None, Span | None]:
    """Mention and apposition: the cue grammar's where it chose the same one."""
    if choice.speaker is None:
        return None, None
    found = parsed.found.get(choice.cue)
    if found is not None and found.mention and choice.speaker in parsed.places_in(found.mention):
        return found.mention, found.apposition
    head = parsed.doc[choice.speaker]
    return parsed.span_of(*mention_of(head)), _apposition(parsed, head)


def _apposition(parsed: ParsedParagraph, head: Token) -> Span | None:
    """Title and organisation behind the name: Jim Farley, the chief executive of Ford."""
    beside = next((child for child in head.children if child.dep_ == "appos" and child.i > head.i), None)
    if beside is None:
        return None
    places = [token.i for token in beside.subtree]
    return parsed.span_of(min(places), min(max(places), min(places) + _LONGEST_APPOSITION))


def _stands_for(parsed: ParsedParagraph, speaker: Place | None) -> Span | None:
    """The noun phrase that a relative pronoun stands for: "Farley, who said …"."""
    if speaker is None or parsed.doc[speaker].lower_ not in _RELATIVE:
        return None
    clause = parsed.doc[speaker].head
    while clause.dep_ in ("conj", "xcomp", "aux", "auxpass", "prep", "pobj") and clause.head.i != clause.i:
        clause = clause.head
    if clause.dep_ != "relcl":
        return None
    return parsed.span_of(*mention_of(clause.head))


def _sentence(parsed: ParsedParagraph, choice: Choice) -> Span:
    places = (choice.cue, min(choice.content), max(choice.content))
    first = min(parsed.sentence[place][0] for place in places)
    last = max(parsed.sentence[place][1] for place in places) - 1
    return parsed.span_of(first, last)


def _widened(sentence: Span, spans: tuple[Span, ...]) -> Span:
    """The parser cuts a sentence behind the mark that opens its quote, and a speaker may stand before it."""
    return min(sentence[0], *(start for start, _ in spans)), max(sentence[1], *(end for _, end in spans))


def _lead(content: tuple[Span, ...], cue: Span, mention: Span | None, sentence: Span) -> Span:
    """The sentence without the words said: where the venue is named."""
    start, end = content[0]
    if end <= cue[0]:
        clause = min(cue[0], mention[0]) if mention and mention[0] >= end else cue[0]
        return clause, min(sentence[1], clause + _LEAD)
    return max(sentence[0], start - _LEAD), max(sentence[0], start)


def _kind(parsed: ParsedParagraph, content: frozenset[Place]) -> ReportKind:
    quoted = sum(parsed.quote[place] > 0 for place in content)
    if quoted == len(content):
        return "direct"
    if quoted:
        return "mixed"
    return "nominal" if is_nominal(parsed, content) else "indirect"


def is_nominal(parsed: ParsedParagraph, content: frozenset[Place]) -> bool:
    """A noun phrase without a quote or a finite verb: "a deal with Ford on Friday"."""
    tokens = [parsed.doc[place] for place in sorted(content)]
    if any(token.tag_ in _FINITE or parsed.quote[token.i] for token in tokens):
        return False
    heads = [token.pos_ for token in tokens if token.head.i not in content]
    return bool(heads) and heads[0] in _NOMINAL and not _VERBAL.intersection(heads)
