"""English paragraphs to Utterances: by the cue grammar, and better where there is a parser."""

from __future__ import annotations

import re
from collections.abc import Sequence

from statements.english import parsing
from statements.english.cues import is_cue_form
from statements.english.fitted.reading import read
from statements.english.fitted.shipped import load_weights
from statements.english.fitted.weights import Weights
from statements.english.grammar import find_utterances as find_by_grammar
from statements.paragraphs import Paragraph
from statements.utterance import Utterance

REACH = 100_000  # characters of a text that are parsed; behind them the cue grammar reads alone
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_ODDS = -4.0  # of a verb that is worth a parse: it reports once in fifty times


def find_utterances(text: str, paragraphs: Sequence[Paragraph]) -> list[list[Utterance]]:
    """What each paragraph reports, in the order of its cues; a quote without a cue has no mention."""
    found = [find_by_grammar(text, paragraph) for paragraph in paragraphs]
    parser, weights = parsing.load(), load_weights()
    if parser is None or weights is None:
        return found
    worth = [
        at
        for at, paragraph in enumerate(paragraphs)
        if paragraph.end <= REACH and _may_report(text, paragraph, weights)
    ]
    better = read(text, [paragraphs[at] for at in worth], [found[at] for at in worth], parser, weights)
    for at, utterances in zip(worth, better, strict=True):
        found[at] = utterances
    return found


def _may_report(text: str, paragraph: Paragraph, weights: Weights) -> bool:
    """A paragraph without a quote and without a verb that reports is never parsed."""
    words = {match.group().lower() for match in _WORD.finditer(text, paragraph.start, paragraph.end)}
    if paragraph.quotes or ":" in text[paragraph.start : paragraph.end]:
        return bool(words)
    return any(is_cue_form(word) or weights.odds_of(word).odds > _LEAST_ODDS for word in words)
