"""What a post says now against what the same Source last showed of it. Pure.

A version is its words, its pictures and what it reposts. Space, punctuation and emoji do not count, nor do
the reposted words, counts, names and addresses of pictures: mirrors change those by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from record.furniture import words_of
from record.text import fold
from record.types import Change, Json, Post, PostFacts, Span

# A full stop ends a sentence only before a space: 3.5, example.com.
_SENTENCE = re.compile(r"(?:[^\n\r\u2028\u2029。！？!?….]|\.(?!\s|$))+")
# Who is named renames himself, and old posts name him anew. What begins with a digit may be a price.
_MENTION = re.compile(r"(?<![A-Za-z0-9._-])[@＠](?![0-9])[\w-]{1,30}")
_SOMEBODY = " ꙮ "  # a letter that stands in no word
_UNKNOWN = PostFacts()
JITTER = timedelta(minutes=2)  # "edited 5 minutes ago" is another time at each poll


@dataclass(frozen=True, slots=True)
class Shown:
    """What a Source last showed of a post."""

    title: str
    text: str
    facts: PostFacts | None = None  # None: it was recorded before there were any
    gone: bool = False  # since

    @property
    def complete(self) -> bool:
        return (self.facts or _UNKNOWN).complete


@dataclass(frozen=True, slots=True)
class Difference:
    """What makes another Revision of it."""

    change: Change | None  # None: it is back, and says what it said
    added: tuple[Span, ...] = ()  # sentences of the new text
    removed: tuple[str, ...] = ()  # sentences of the old text

    def as_json(self) -> Json:
        added = [list(span) for span in self.added]
        return {"added": added, "removed": list(self.removed), "change": self.change}


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    words: str  # equal words say the same


def compare(was: Shown, post: Post) -> Difference | None:
    """None where it says what it said, or less of it."""
    change = _change(was, post)
    if change is None and not was.gone:
        return None
    before, after = list(_sentences(was.text)), list(_sentences(post.text))
    added = tuple((each.start, each.end) for each in _added(before, after, post.facts.complete))
    removed = _removed(before, after, was.complete) if post.facts.complete else []
    return Difference(change, added, tuple(was.text[each.start : each.end] for each in removed))


def is_said(words: str, others: Iterable[str], complete: bool = True) -> bool:
    """Whether one of the others says these words; where they are cut, whether one begins with them."""
    mine = _words(words)
    return any(other == mine or (not complete and other.startswith(mine)) for other in map(_words, others))


def brings(text: str, added: Iterable[Span], former: Iterable[str]) -> bool:
    """Whether one of these sentences of the text stands in none of the former ones."""
    left = {_words(text[start:end]) for start, end in added}
    for other in former if left else ():
        left -= {each.words for each in _sentences(other)}
    return bool(left)


def _change(was: Shown, post: Post) -> Change | None:
    """The platform's word comes first. What was cut and is there now was there before: that is no edit."""
    if was.facts and _is_older(post.facts, was.facts):
        return None
    if was.facts and _moved(was.facts, post.facts):
        return "edited"
    same = was.text == post.text  # as nearly always
    before, after = ("", "") if same else (_nameless(was.text), _nameless(post.text))
    if not was.complete and after.startswith(before):
        return "completed" if post.facts.complete or after != before else None
    if not post.facts.complete and before.startswith(after):
        return None
    return None if before == after and not _differ_otherwise(was, post) else "changed"


def _moved(was: PostFacts, now: PostFacts) -> bool:
    if _is_older(was, now):
        return True
    if was.edited_at is None or now.edited_at is None:
        return now.edited_at is not None
    return now.edited_at > was.edited_at + JITTER


def _is_older(facts: PostFacts, other: PostFacts) -> bool:
    """Whether these are of a copy with fewer edits, as caches keep it."""
    return facts.edits is not None and other.edits is not None and facts.edits < other.edits


def _differ_otherwise(was: Shown, post: Post) -> bool:
    """Only what both say counts."""
    titles = _words(was.title), _words(post.title)
    if all(titles) and titles[0] != titles[1]:
        return True
    if was.facts is None or not (was.complete and post.facts.complete):
        return False
    reposts = was.facts.reposts, post.facts.reposts
    return was.facts.media != post.facts.media or (all(reposts) and reposts[0] != reposts[1])


def _added(before: list[_Sentence], after: list[_Sentence], complete: bool) -> Iterator[_Sentence]:
    """The last sentence of a text that is cut may be half of a known one."""
    known = {each.words for each in before}
    for each in after:
        half = not complete and each is after[-1] and _begins_one(each, before)
        if each.words not in known and not half:
            yield each


def _removed(before: list[_Sentence], after: list[_Sentence], complete: bool) -> list[_Sentence]:
    left = {each.words for each in after}
    gone = [each for each in before if each.words not in left]
    if gone and not complete and gone[-1] is before[-1] and _begins_one(gone[-1], after):
        return gone[:-1]
    return gone


def _begins_one(half: _Sentence, others: list[_Sentence]) -> bool:
    return any(each.words.startswith(half.words) for each in others)


def _sentences(text: str) -> Iterator[_Sentence]:
    """Those that say something, in order."""
    for match in _SENTENCE.finditer(text):
        words = _words(match.group())
        if words:
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            yield _Sentence(start, start + len(match.group().strip()), words)


def _words(text: str) -> str:
    return words_of(fold(text))


def _nameless(text: str) -> str:
    """What is said, whatever those who are named in it call themselves today."""
    return _words(_MENTION.sub(_SOMEBODY, text))
