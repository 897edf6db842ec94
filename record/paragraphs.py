"""What changed between two versions of an article, paragraph by paragraph. Pure.

Two paragraphs are the same when their folded words are: space, width, punctuation and quote marks do not
count, nor does their order, nor furniture (see record/furniture.py). A paragraph that was cut in two, or two
that were joined, are what they were.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from record.furniture import (
    RUNNING,
    is_pointer,
    is_pointer_alone,
    is_running,
    is_sentence,
    join_words,
    weight_of,
    words_of,
)
from record.text import fold, tokenize
from record.types import Json, Span

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_LONG_ENOUGH = 40  # to stand elsewhere in a text by no chance
_SHINGLE = 4  # words, or Chinese characters
KEPT_AT_LEAST = 0.5  # of an article that becomes shorter than half
STILL_THE_SAME = 0.2  # of an article under another title


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line that says something, without the space around it."""

    start: int
    end: int
    words: str  # its key: equal keys say the same


@dataclass(frozen=True, slots=True)
class ArticleText:
    """What is compared of a Revision, or of an Article that may become one."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a version has that the one before had not, and the other way round."""

    added: tuple[Span, ...]  # in the new text
    removed: tuple[str, ...]  # paragraphs of the old text
    retitled: bool

    def as_json(self) -> Json:
        return {"added": [list(span) for span in self.added], "removed": list(self.removed)}


def compare(old: ArticleText, new: ArticleText) -> Change | None:
    """What an edit changed; None where it changed nothing that is said."""
    before, after = split_paragraphs(old.text), split_paragraphs(new.text)
    added = tuple((each.start, each.end) for each in _missing_from(before, after))
    removed = tuple(old.text[each.start : each.end] for each in _missing_from(after, before))
    titles = words_of(fold(old.title)), words_of(fold(new.title))
    retitled = bool(titles[1]) and titles[0] != titles[1]
    return Change(added, removed, retitled) if added or removed or retitled else None


def revision_key(version: ArticleText) -> str:
    """Equal for two versions that say the same, paragraph by paragraph."""
    said = sorted({each.words for each in split_paragraphs(version.text)})
    return sha256("\n".join((words_of(fold(version.title)), *said)).encode()).hexdigest()


def fault_in(old: ArticleText, new: ArticleText) -> str | None:
    """Why a page is no version of the article that was read there: a teaser, a wall, another page."""
    before, after = _shingles(old.text), _shingles(new.text)
    kept = len(before & after) / len(before) if before else 1.0
    if len(new.text) < len(old.text) / 2 and kept < KEPT_AT_LEAST:
        return f"only {kept:.0%} of the article is left: a teaser or an error page"
    if kept < STILL_THE_SAME and words_of(fold(old.title)) != words_of(fold(new.title)):
        return "another page stands there"
    return None


def split_paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs that say something, in order."""
    return list(_paragraphs(text))


def _paragraphs(text: str) -> Iterator[Paragraph]:
    below_pointer = False
    for match in _LINE.finditer(text):
        line = match.group().strip()
        folded = fold(line)
        sentence, words = is_sentence(line), words_of(folded)
        below_pointer = is_pointer_alone(folded) or (below_pointer and not sentence)
        if below_pointer or is_pointer(folded) or is_running(words):
            continue
        start = match.start() + match.group().index(line)
        yield Paragraph(start, start + len(line), words if sentence else _standing(words))


def _standing(words: str) -> str:
    """A byline or a heading without the clock and the counters in it."""
    return " ".join(RUNNING.sub(" ", words).split())


def _missing_from(known: Iterable[Paragraph], these: Iterable[Paragraph]) -> list[Paragraph]:
    keys = {each.words: None for each in known}
    whole = join_words(keys)
    return [each for each in these if each.words not in keys and not _stands_in(each.words, whole)]


def _stands_in(words: str, whole: str) -> bool:
    """Cut or joined differently, it is there."""
    return weight_of(words) >= _LONG_ENOUGH and words in whole


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = [token.text for token in tokenize(text)]
    return frozenset(tuple(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1)))
