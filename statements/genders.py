"""Is somebody he or she, as far as a text and a given name tell?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from statements.lexicon import en_persons
from statements.runs import Run

Gender = Literal["he", "she"]

_WOMAN = re.compile("女士|小姐|太太|夫人|母亲|妈妈|阿姨|奶奶")
_MAN = re.compile("先生|父亲|爸爸|爷爷|叔叔")


class Genders:
    """Of the persons of one text; each is looked up once."""

    def __init__(self, text: str, runs: Iterable[Run]) -> None:
        self._text = text
        self._titles: dict[str, set[str]] = {}  # of a whole name, and of a family name
        for run in runs:
            self._titles.setdefault(run.name, set()).add(run.title)
        self._known: dict[str, Gender | None] = {}

    def of(self, name: str, alone: bool) -> Gender | None:
        """By the title before it, by what stands around it in Chinese, else by the given name, else by a
        title before the family name. `alone`: nobody else bears that."""
        if name not in self._known:
            self._known[name] = self._latin(name, alone) if name[:1].isascii() else self._chinese(name)
        return self._known[name]

    def _latin(self, name: str, alone: bool) -> Gender | None:
        words = name.split() or [""]
        own = self._titles.get(name, set()) | {words[0].lower()}
        family = self._titles.get(words[-1], set()) if alone else set()
        return _titled(own) or _given(words[0].lower()) or _titled(family)

    def _chinese(self, name: str) -> Gender | None:
        for match in re.finditer(re.escape(name), self._text):
            around = self._text[max(0, match.start() - 4) : match.end() + 2]
            if _WOMAN.search(around):
                return "she"
            if _MAN.search(around):
                return "he"
        return None


def _titled(titles: set[str]) -> Gender | None:
    if titles & en_persons.SHE_TITLES:
        return "she"
    return "he" if titles & en_persons.HE_TITLES else None


def _given(name: str) -> Gender | None:
    if name in en_persons.MALE:
        return "he"
    return "she" if name in en_persons.FEMALE else None
