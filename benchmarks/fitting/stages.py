"""The four rankings of the English reading in their order, each fitted on what the one before would give it
on documents that it has not seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from benchmarks.fitting.documents import GoldDocument, GoldParagraph
from benchmarks.fitting.rankings import fit_ranking
from record.types import Json
from statements.english.fitted import cues, extents, speakers, words
from statements.english.fitted.parsed import Place
from statements.english.fitted.reading import Asked, probable_words
from statements.english.fitted.weights import Odds, Weights, log_odds, read_weights, stem

INNER = 4  # folds within the documents that are fitted on
SAME = 0.8  # overlap from which words are those of the annotators, as the scorer has it
BELIEF = 0.5  # weight of a cue of a belief or a hope: no statement, but near to one
LEAST = {"least_cue": 0.4, "least_found": 0.15, "least_speaker": 0.2}
_NO_TREES = {"roots": [], "depth": 0, "feature": [], "number": [], "right": []}
_NOTHING = {"fields": [], "categories": {}, "usual": 0.5, "trees": _NO_TREES}

Documents = Sequence[GoldDocument]
Fitted = tuple[list[tuple[Any, ...]], list[bool], list[float]]


def fit(documents: Documents) -> Json:
    """The stored form of Weights."""
    for rest, held_out in inner_folds(documents):
        _guess_cues(held_out, _read(fit_cues(rest)))
    stored = fit_cues(documents)
    for rest, held_out in inner_folds(documents):
        _guess_words(held_out, _read({**stored, "words": _fit_words(rest, _read(stored))}))
    known = _read(stored)
    stored["words"] = _fit_words(documents, known)
    stored["extents"] = fit_ranking(
        *_extent_rows(documents, known),
        extents.ExtentRow._fields,
        extents.CATEGORIES,
        trees=80,
        leaves=31,
        rate=0.1,
    )
    stored["speakers"] = fit_ranking(
        *_speaker_rows(documents, known),
        speakers.SpeakerRow._fields,
        speakers.CATEGORIES,
        trees=60,
        leaves=31,
        rate=0.15,
    )
    return stored


def _fit_words(documents: Documents, weights: Weights) -> Json:
    return fit_ranking(
        *_word_rows(documents, weights), words.FIELDS, words.CATEGORIES, trees=80, leaves=63, rate=0.15
    )


def inner_folds(documents: Documents) -> Iterator[tuple[Documents, Documents]]:
    for number in range(INNER):
        yield [each for at, each in enumerate(documents) if at % INNER != number], documents[number::INNER]


def fit_cues(documents: Documents) -> Json:
    """Odds of verbs and the ranking of cues, each row with odds that were counted elsewhere."""
    rows, labels, weights = _empty()
    for rest, held_out in inner_folds(documents):
        more = _cue_rows(held_out, _read({"odds": count_odds(rest)}))
        rows += more[0]
        labels += more[1]
        weights += more[2]
    ranking = fit_ranking(
        rows, labels, weights, cues.CueRow._fields, cues.CATEGORIES, trees=80, leaves=31, rate=0.12
    )
    return {"least": LEAST, "odds": count_odds(documents), "cues": ranking}


def count_odds(documents: Documents) -> dict[str, Odds]:
    """How often each verb that was seen twice, or reports, does so."""
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for paragraph in _paragraphs(documents):
        for place in paragraph.candidates:
            word = stem(paragraph.parsed.doc[place].text)
            seen[word] += 1
            right[word] += _reports(paragraph, place)
    usual = right.total() / seen.total()
    odds = {word: log_odds(right[word], count, usual) for word, count in sorted(seen.items())}
    return {
        word: Odds(round(each.odds, 3), round(each.seen, 3))
        for word, each in odds.items()
        if word.isalpha() and (seen[word] > 1 or right[word])
    }


def _guess_cues(documents: Documents, weights: Weights) -> None:
    for paragraph in _paragraphs(documents):
        rows = cues.cue_rows(paragraph.parsed, paragraph.candidates, weights)
        scores = weights.cues.score(rows)
        paragraph.likely = dict(zip(paragraph.candidates, map(float, scores), strict=True))


def _guess_words(documents: Documents, weights: Weights) -> None:
    for document in documents:
        for each, cue in _said(document):
            asked = [Asked(0, cue, each.likely[cue])]
            each.probable[cue] = probable_words([each.parsed], asked, [each.likely], weights)[0]


def _cue_rows(documents: Documents, weights: Weights) -> Fitted:
    rows, labels, weigh = _empty()
    for document in documents:
        for each in document.paragraphs:
            rows.extend(cues.cue_rows(each.parsed, each.candidates, weights))
            for place in each.candidates:
                labels.append(_reports(each, place))
                belief = place in each.cues and not each.cues[place].said
                weigh.append(document.weight * (BELIEF if belief else 1.0))
    return rows, labels, weigh


def _word_rows(documents: Documents, weights: Weights) -> Fitted:
    rows, labels, weigh = _empty()
    for document in documents:
        for each, cue in _said(document):
            places = words.words_around(each.parsed, cue)
            others = words.others_in(each.parsed, each.likely)
            rows.extend(words.word_rows(each.parsed, cue, places, each.likely, others, weights))
            labels.extend(place in each.cues[cue].content for place in places)
            weigh.extend(document.weight for _ in places)
    return rows, labels, weigh


def _extent_rows(documents: Documents, weights: Weights) -> Fitted:
    rows, labels, weigh = _empty()
    for document in documents:
        for each, cue in _said(document):
            probable = each.probable[cue]
            ways = extents.ways_to_cut(each.parsed, cue, probable)
            rows.extend(extents.extent_rows(each.parsed, cue, each.likely[cue], probable, ways, weights))
            labels.extend(extents.overlap(way, each.cues[cue].content) >= SAME for way in ways)
            weigh.extend(document.weight for _ in ways)
    return rows, labels, weigh


def _speaker_rows(documents: Documents, weights: Weights) -> Fitted:
    rows, labels, weigh = _empty()
    for document in documents:
        for each, cue in _said(document):
            gold = each.cues[cue]
            places = speakers.candidates(each.parsed, cue)
            rows.extend(speakers.speaker_rows(each.parsed, cue, gold.content, places, weights))
            named = each.parsed.words_in([gold.speaker]) if gold.speaker else frozenset()
            labels.extend(place in named for place in places)
            weigh.extend(document.weight for _ in places)
    return rows, labels, weigh


def _said(document: GoldDocument) -> Iterator[tuple[GoldParagraph, Place]]:
    for each in document.paragraphs:
        for place in each.candidates:
            if _reports(each, place):
                yield each, place


def _reports(paragraph: GoldParagraph, place: Place) -> bool:
    return place in paragraph.cues and paragraph.cues[place].said


def _paragraphs(documents: Iterable[GoldDocument]) -> Iterator[GoldParagraph]:
    for document in documents:
        yield from document.paragraphs


def _empty() -> Fitted:
    return [], [], []


def _read(stored: Json) -> Weights:
    """Weights of which not all are fitted yet."""
    return read_weights(
        {
            "odds": {},
            "cues": _NOTHING,
            "words": _NOTHING,
            "extents": _NOTHING,
            "speakers": _NOTHING,
            "least": LEAST,
            **stored,
        }
    )
