"""What others were said to have said, which a Report answers. Pure.

It stands in the sentence that reports the words ("answering gossip about a merger"), or in a neighbour
that this sentence speaks of; where a denial is told by its cue alone ("denied that it would list"), it is the
words themselves.
"""

from __future__ import annotations

from collections.abc import Iterator

from record.placing import Rumour
from record.text import simplify
from record.types import Report, Revision, Span
from statements.gists import gist_of_words
from statements.languages import language
from statements.lexicon import en_rumours, zh_rumours
from statements.parties import neighbourhood
from statements.stance import is_negative

_LONGEST = 160  # characters of a rumour's words
_AROUND = 400  # characters of the sentence that the Gist is read with
_SENTENCE = 1_000  # characters that are read of one
_FEWEST = {"en": 4, "zh": 2}  # characters that can say what it is
_SETTLED = frozenset({"deny", "confirm"})

Answered = tuple[bool, bool]  # does the sentence answer what it names; does it answer it clearly


def rumour_of(report: Report, revision: Revision) -> Rumour | None:
    """The rumour that the Report's sentences say it answers, or None."""
    lang = language(revision.text[slice(*report.sentence)], revision.lang)
    span = _FINDERS[lang](report, revision.text) if lang in _FINDERS else None
    if span is None and lang in _FINDERS and _denied_by_cue(report, lang):
        span = report.content[0][0], report.content[-1][1]
    if span is None:
        return None
    start, end = span
    words = " ".join(revision.text[start : min(end, start + _LONGEST)].split())
    around = revision.text[slice(*report.sentence)][:_AROUND] or words
    said_at = report.said_at or revision.published_at or revision.observed_at
    return Rumour(words, (start, min(end, start + _LONGEST)), gist_of_words(words, around, lang, said_at))


def _denied_by_cue(report: Report, lang: str) -> bool:
    """ "Ford denied holding talks": the words are what others say."""
    cued = report.cue is not None and report.kind != "direct"
    return cued and report.stance == "deny" and not is_negative(report.text, lang)


def _parts(text: str, sentence: Span) -> Iterator[tuple[Span, str]]:
    """The sentence, what stands before it, and what stands behind it."""
    start, end = neighbourhood(text, sentence)
    first, last = sentence[0], min(sentence[1], sentence[0] + _SENTENCE)
    yield (first, last), "own"
    yield (start, sentence[0]), "before"
    yield (sentence[1], max(end, sentence[1])), "behind"


# ---------------------------------------------------------------- English


def _in_english(report: Report, text: str) -> Span | None:
    own = text[slice(*report.sentence)][:_SENTENCE]
    for span, place in _parts(text, report.sentence):
        part = text[slice(*span)]
        settled = report.stance in _SETTLED
        if place == "before" and not (en_rumours.REFERS.search(own) or report.stance == "deny"):
            continue
        if place == "behind" and not en_rumours.ANSWERED.search(part):
            continue
        found = _english_words(part, settled or place != "own")
        if found is not None:
            return span[0] + found[0], span[0] + found[1]
    return None


def _english_words(part: str, settled: bool) -> Span | None:
    """The first words in a sentence that tell of something that goes round."""
    clear = settled or en_rumours.ANSWERS.search(part) is not None
    loose = clear or en_rumours.AMID.search(part) is not None
    patterns = (
        *([en_rumours.HEARD] if loose else []),
        *([en_rumours.REPORTED] if clear else []),
        *([en_rumours.VERBS] if settled else []),
    )
    for pattern in patterns:
        for match in pattern.finditer(part):
            found = _trimmed(part, match.end(), _end(part, match.end()), _FEWEST["en"])
            if found is not None:
                return found
    return _english_compound(part) if loose else None


def _english_compound(part: str) -> Span | None:
    """ "The takeover rumours": what it is stands before the noun."""
    for match in en_rumours.BEFORE.finditer(part):
        words = match["what"].split()
        while words and words[0].lower() in en_rumours.PLAIN:
            words.pop(0)
        if words and words[-1].lower() not in en_rumours.PLAIN:
            end = match.end("what")
            return _trimmed(part, part.index(words[0], match.start("what")), end, _FEWEST["en"])
    return None


def _end(part: str, start: int) -> int:
    stop = en_rumours.END.search(part, start + 1)
    return stop.start() if stop else len(part)


# ---------------------------------------------------------------- Chinese


def _in_chinese(report: Report, text: str) -> Span | None:
    plain = simplify(text)
    own = plain[slice(*report.sentence)][:_SENTENCE]
    settled = report.stance in _SETTLED
    for span, place in _parts(plain, report.sentence):
        part = plain[slice(*span)]
        if place == "before" and not (zh_rumours.REFERS.search(own) or report.stance == "deny"):
            continue
        if place == "behind" and not zh_rumours.ANSWERED.search(part):
            continue
        if place == "own" and not (settled or zh_rumours.ANSWERS.search(part)):
            continue
        found = _chinese_words(part)
        if found is not None:
            return span[0] + found[0], span[0] + found[1]
    return None


def _chinese_words(part: str) -> Span | None:
    for pattern in (zh_rumours.RUMOUR, zh_rumours.MATTER, zh_rumours.TOLD):
        for match in pattern.finditer(part):
            start, end = match.span("what")
            lead, tail = zh_rumours.LEADS.match(part[start:end]), zh_rumours.TAILS.search(part[start:end])
            start, end = start + (lead.end() if lead else 0), end - (len(tail.group()) if tail else 0)
            what = part[start:end] if end > start else ""
            if len(what) >= _FEWEST["zh"] and not zh_rumours.PLAIN.fullmatch(what):
                return _trimmed(part, start, end, _FEWEST["zh"])
    return None


def _trimmed(part: str, start: int, end: int, fewest: int) -> Span | None:
    """Without blanks and marks at its ends; None where too little is left."""
    words = part[start:end]
    inner = words.strip(" \t\n,，:：“”\"'‘’《》「」()（）")
    at = start + words.find(inner)
    return (at, at + len(inner)) if len(inner) >= fewest else None


_FINDERS = {"en": _in_english, "zh": _in_chinese}
