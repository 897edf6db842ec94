"""How much of one text stands in another: shingles and terms in one language, glosses across two."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from record.placing import Gist
from record.text import fold, is_cjk

LONG, SHORT = 4, 2  # characters of a shingle: of Latin letters, of Han
MOST = 1_000  # characters of the words said that are compared


@lru_cache(maxsize=20_000)
def shingles_of(text: str) -> frozenset[str]:
    """Of its letters and digits alone: quotation marks, spaces and full stops differ between reprints."""
    letters = "".join(filter(str.isalnum, fold(text[:MOST])))
    size = SHORT if 2 * sum(map(is_cjk, letters)) > len(letters) else LONG
    return frozenset(letters[at : at + size] for at in range(max(1, len(letters) - size + 1)))


def jaccard(one: Collection[str], other: Collection[str]) -> float:
    """0 to 1; 0 where both are empty."""
    shared = len(set(one) & set(other))
    return shared / max(len(one) + len(other) - shared, 1)


def containment(one: Collection[str], other: Collection[str]) -> float:
    """How much of the smaller one stands in the other."""
    return len(set(one) & set(other)) / max(min(len(one), len(other)), 1)


def bridged(one: Gist, other: Gist) -> tuple[float, float]:
    """Of a Chinese text beside one in another script: (the share of its words that have a gloss there, the
    share of the other's terms that are among its glosses); the better way round, 0 where there is none."""
    return max(_bridged(one, other), _bridged(other, one))


def _bridged(chinese: Gist, other: Gist) -> tuple[float, float]:
    terms = {term for term in other.terms if not is_cjk(term[0])}
    if not terms or not chinese.glosses:
        return 0.0, 0.0
    senses = [frozenset(gloss.split()) for gloss in chinese.glosses]
    weights = [len(each) ** -0.5 for each in senses]  # a character of twenty senses meets something anywhere
    met = sum(weight for weight, each in zip(weights, senses, strict=True) if each & terms)
    return met / sum(weights), len(terms & frozenset().union(*senses)) / len(terms)
