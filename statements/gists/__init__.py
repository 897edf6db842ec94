"""What the words of a Report come to: everything that grouping compares. Pure."""

from __future__ import annotations

from datetime import datetime

from record.placing import Gist
from record.types import Report, Revision
from statements.gists import glosses, vectors
from statements.gists.conditions import is_conditional
from statements.gists.dates import dates_in
from statements.gists.glosses import glosses_of
from statements.gists.kinds import kinds_in
from statements.gists.naming import names_of, without_names
from statements.gists.negation import is_negative
from statements.gists.numbers import numbers_in
from statements.gists.opposites import moves_in
from statements.gists.phases import is_settled, phase_of
from statements.gists.places import places_in
from statements.gists.products import products_in
from statements.gists.terms import terms_of


def load() -> None:
    """What a process needs before its first text."""
    vectors.load()
    glosses.load()


def gist_of(report: Report, revision: Revision) -> Gist:
    """The Gist of the words said, read with the sentences that report them."""
    names = tuple(names_of(report))
    start, end = report.sentence
    words = without_names(report.text, names)
    said_at = report.said_at or revision.published_at or revision.observed_at
    around = without_names(revision.text[start:end], names) or words
    return gist_of_words(words, around, revision.lang or "", said_at)


def gist_of_words(words: str, around: str, lang: str, said_at: datetime) -> Gist:
    """The Gist of any words: those of a rumour too."""
    said, beside = vectors.encode([words, around])
    return Gist(
        lang=lang,
        vector=said,
        around=beside,
        terms=terms_of(words),
        numbers=numbers_in(words, lang),
        dates=dates_in(words, lang, said_at),
        places=places_in(words, lang),
        products=products_in(words, lang),
        phase=phase_of(words, lang),
        conditional=is_conditional(words, lang),
        negative=is_negative(words, lang),
        kinds=kinds_in(words, lang),
        glosses=glosses_of(words),
        moves=moves_in(words, lang),
        settled=is_settled(words, lang),
    )
