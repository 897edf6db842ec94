"""How much two Gists are about the same thing, whatever they say of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from record.placing import Gist, Located, Other
from statements.gists.dates import dates_agree
from statements.gists.numbers import numbers_agree
from statements.gists.places import places_agree
from statements.gists.products import products_agree
from statements.gists.vectors import cosine
from statements.grouping.overlaps import bridged, containment

AKIN, SAME, SURE = 0.38, 0.5, 0.68  # of the score; see tests/statements/test_threads.py
_OF_TERMS = 0.35  # of the score where the words say the same things in other words
_OF_PRODUCT = 0.08  # what a model that both name is worth


@dataclass(frozen=True, slots=True)
class Alike:
    """Two texts side by side. Of a facet: True agrees, False differs, None cannot be compared."""

    score: float  # 0 to 1
    numbers: bool | None = None
    dates: bool | None = None
    places: bool | None = None
    products: bool | None = None
    lonely: bool = False  # one of them names a model, and the other none

    @property
    def elsewhere(self) -> bool:
        """Another market or another product."""
        return self.places is False or self.products is False

    @property
    def akin(self) -> bool:
        return self.score >= AKIN and not self.elsewhere

    @property
    def same(self) -> bool:
        return self.score >= SAME and not self.elsewhere

    @property
    def surely(self) -> bool:
        return self.score >= SURE and not self.elsewhere and not self.lonely

    def __str__(self) -> str:
        return f"{self.score:.0%} alike"


def alike(located: Located, other: Other) -> Alike:
    return alike_gists(located.gist, other.gist)


def alike_gists(one: Gist, other: Gist) -> Alike:
    products = products_agree(one.products, other.products)
    return Alike(
        _score(one, other, products),
        numbers_agree(one.numbers, other.numbers),
        dates_agree(one.dates, other.dates),
        places_agree(one.places, other.places),
        products,
        bool(one.products) != bool(other.products),
    )


def _score(one: Gist, other: Gist, products: bool | None) -> float:
    """The sentences' likeness, and the terms' where there are enough of them to tell."""
    across = max(cosine(one.vector, other.around), cosine(one.around, other.vector))
    meaning = max(cosine(one.vector, other.vector), across)
    shared = max(containment(one.terms, other.terms), *bridged(one, other))
    few = min(len(one.terms), len(other.terms)) < 2
    weight = 0.0 if few else _OF_TERMS
    return min(1.0, (1 - weight) * meaning + weight * shared + _OF_PRODUCT * (products is True))
