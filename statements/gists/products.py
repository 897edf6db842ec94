"""The products that the words name: their codes."""

from __future__ import annotations

from collections.abc import Iterable

from statements.gists.dates import date_spans
from statements.gists.kinds import kinds_in, telling
from statements.gists.models import family_of, models_in
from statements.gists.reading import blank, plain


def products_in(text: str, lang: str) -> frozenset[str]:
    """Codes and names of models ("su7", "2nm", "fold 4") and classes ("drug:pill", "battery:sodium-ion")."""
    return codes_in(text, lang) | kinds_in(text, lang)


def codes_in(text: str, lang: str) -> frozenset[str]:
    whole = plain(text)
    return models_in(blank(whole, date_spans(whole, lang)))


def products_agree(one: Iterable[str], other: Iterable[str]) -> bool | None:
    """False where both name models, or kinds of one telling field, and none is the same; True where they
    share a model or a telling kind. Other classes in common do not tell: None."""
    left, right = _families(one), _families(other)
    told = [bool(left[family] & right[family]) for family in left.keys() & right.keys()]
    return all(told) if told else None


def _families(products: Iterable[str]) -> dict[str, set[str]]:
    families: dict[str, set[str]] = {}
    for each in products:
        if ":" not in each or telling(each):
            family = each.partition(":")[0] + ":" if ":" in each else family_of(each)
            families.setdefault(family, set()).add(each)
    return families
