"""The longest form of a name that nobody knows, in one text."""

from __future__ import annotations

from statements.chinese.names import foreign_names
from statements.lexicon import en
from statements.runs import Acronyms, Run

Words = tuple[str, ...]


class FullNames:
    def __init__(self, text: str, runs: list[Run]) -> None:
        self._by_word = _by_words(runs)
        self._acronyms = Acronyms(text, runs)
        self._foreign = tuple(dict.fromkeys(foreign_names(text)))

    def of(self, name: str) -> str:
        """By its last word, of a company by its first; of an acronym what it stands for."""
        words = tuple(name.split())
        if not words:
            return name
        runs = [run for run in self._by_word.get(words[-1], ()) if _ends_with(run, words)]
        runs += [run for run in self._by_word.get(words[0], ()) if _is_company(run, words)]
        if runs:
            return max((" ".join(run) for run in runs), key=len)
        parts = [full for full in self._foreign if full.startswith(name) or full.endswith(name)]
        return max(parts, key=len, default=self._acronyms.whole(name) or name)


def _ends_with(run: Words, words: Words) -> bool:
    return run[-len(words) :] == words and len(run) <= 4


def _is_company(run: Words, words: Words) -> bool:
    return run[: len(words)] == words and len(run) > len(words) and run[-1].lower() in en.ORG_ENDINGS


def _by_words(runs: list[Run]) -> dict[str, list[Words]]:
    """First and last word -> the runs of two to six words."""
    table: dict[str, dict[Words, None]] = {}
    for run in runs:
        if 2 <= len(run.words) <= 6:
            table.setdefault(run.words[-1], {})[run.words] = None
            table.setdefault(run.words[0], {})[run.words] = None
    return {word: list(found) for word, found in table.items()}
