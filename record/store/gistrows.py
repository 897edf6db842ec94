"""Gists to columns and back."""

from __future__ import annotations

from datetime import date
from typing import Any

from record.placing import Gist, Period, Quantity
from record.types import Json


def gist_body(gist: Gist) -> Json:
    """A Gist as JSON, without its vectors."""
    return {
        "lang": gist.lang,
        "terms": sorted(gist.terms),
        "numbers": [[each.low, each.high, each.unit] for each in gist.numbers],
        "dates": [[each.first.isoformat(), each.last.isoformat()] for each in gist.dates],
        "places": sorted(gist.places),
        "products": sorted(gist.products),
        "phase": gist.phase,
        "conditional": gist.conditional,
        "negative": gist.negative,
        "kinds": sorted(gist.kinds),
        "glosses": sorted(gist.glosses),
        "moves": sorted(gist.moves),
        "settled": gist.settled,
    }


def gist_vectors(gist: Gist) -> bytes | None:
    """The two vectors in one: they are of one length."""
    return gist.vector + gist.around or None


def gist_of(body: Json | None, vectors: bytes | None) -> Gist:
    """The inverse of both; of a Report that was recorded before there were any, an empty Gist."""
    if body is None:
        return Gist(lang="")
    half = len(vectors or b"") // 2
    fields: dict[str, Any] = {
        "lang": body["lang"],
        "vector": (vectors or b"")[:half],
        "around": (vectors or b"")[half:],
        "terms": frozenset(body["terms"]),
        "numbers": tuple(Quantity(*each) for each in body["numbers"]),
        "dates": tuple(Period(*map(date.fromisoformat, each)) for each in body["dates"]),
        "places": frozenset(body["places"]),
        "products": frozenset(body["products"]),
        "phase": body["phase"],
        "conditional": body["conditional"],
        "negative": body["negative"],
        "kinds": frozenset(body["kinds"]),
        "glosses": frozenset(body["glosses"]),
        "moves": frozenset(body.get("moves", ())),
        "settled": body.get("settled", False),
    }
    return Gist(**fields)
