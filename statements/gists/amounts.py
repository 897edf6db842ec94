"""Numbers with their units, as a plain text writes them in digits and in words."""

from __future__ import annotations

from collections.abc import Iterator

from record.placing import Quantity
from statements.gists import amounts_en, amounts_zh
from statements.gists.reading import languages_of


def read(text: str, lang: str) -> Iterator[Quantity]:
    """Every number of a text in which those of dates and names are blanked."""
    codes = languages_of(text, lang)
    if "zh" in codes:
        found, text = amounts_zh.read(text)
        yield from found
    if "en" in codes or "zh" not in codes:
        yield from amounts_en.read(text)[0]
