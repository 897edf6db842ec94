"""The sentences of a text in its author's own words that say something."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from record.text import is_cjk
from record.types import Span
from statements.english.units import begins_afresh
from statements.lexicon import en, zh

_SENTENCE = re.compile(r"[^。！？!?\n.…]+(?:\.(?=\S|\s[a-z])[^。！？!?\n.…]+)*[。！？!?.…]*[”」』\"]*")
_LINK = r"https?://\S+"
_MENTION = r"(?<![A-Za-z0-9_])@[\w\-·]{1,30}(?:[.@][A-Za-z0-9-]{1,40}){0,4}"
_TAG = r"#[^#\s](?:[^#\n]{0,58}[^#\s])?#|#\w+"
_NUMBER = r"(?m:^[^\S\n]*\d{1,2}/\d{0,2}(?=\s))"  # 1/ or 2/5: a post of a thread
_NOT_WORDS = re.compile(rf"\ART @(?s:.*)|{_LINK}|{_TAG}|//@.*|{_MENTION}|\[[^\[\]\n]{{1,8}}\]|{_NUMBER}")
_NAMED = re.compile(rf"(?:{_MENTION}|#\w+)[^\S\n]*$")  # what a sentence without its subject begins after
_OBJECT = re.compile(rf"[^\S\n]*{_MENTION}")
_CHAPTER = re.compile(r"(?m)^[^\S\n]*\(?\d{1,2}:\d{2}(?::\d{2})?\)?[^\S\n].*$")  # of a video
_CHAPTERS = 3  # so many of them are a list
_GREETING = "|".join((*zh.GREETINGS, *en.GREETINGS))
_GREETED = "|".join((*zh.GREETED, *en.GREETED))
_GREETINGS = re.compile(rf"^(?:{_GREETED}|[\s,，])*(?:{_GREETING})(?:{_GREETED}|[\s,，])*$", re.IGNORECASE)
_CLAUSE = re.compile("[,，;；]")
_CLAUSE_MARKS = "，,；;、 "
_POINTS = "-*•·▪‣–—"  # before a point of a list
_AFTER_EMOJI = "\ufe0f\u20e3"
_LONGEST_NAME = 120  # characters of a mention


def claims(text: str) -> Iterator[Span]:
    """Spans of the sentences that say something: no greeting, hashtag, link, mention or emoji alone."""
    bare = _bare(text)
    for first, last in _sentences(bare):
        start, end = _trimmed(bare, first, last)
        if _says_something(bare[start:end]):
            yield _with_names(text, bare, start, end)


def _bare(text: str) -> str:
    """Blanks for what are no words; a line break for a link that another sentence follows."""
    blank = list(text)
    chapters = list(_CHAPTER.finditer(text))
    for match in (*_NOT_WORDS.finditer(text), *(chapters if len(chapters) >= _CHAPTERS else ())):
        start, end = match.span()
        blank[start:end] = " " * (end - start)
        after = text[end : end + 2].strip()[:1]
        if match.group().startswith("http") and (after.isupper() or (after and is_cjk(after))):
            blank[end - 1] = "\n"
    return "".join(blank)


def _sentences(bare: str) -> Iterator[Span]:
    """Cut at stops, but not behind an abbreviation, and not where a lower-case word follows the dots."""
    start = end = 0
    for match in _SENTENCE.finditer(bare):
        if start < end and not _goes_on(bare, start, end, match):
            yield start, end
            start = match.start()
        elif start == end:
            start = match.start()
        end = match.end()
    if start < end:
        yield start, end


def _goes_on(bare: str, start: int, end: int, following: re.Match[str]) -> bool:
    if following.start() != end or not bare[end].isspace():
        return False
    next_word = following.group().split(maxsplit=1)[:1]
    if not next_word:
        return False
    if bare[end - 1] == "…" or bare[max(start, end - 3) : end] == "...":
        return next_word[0][0].islower()
    words = bare[max(start, end - 20) : end].split()
    return bool(words) and not begins_afresh(words[-1], next_word[0])


def _trimmed(text: str, start: int, end: int) -> Span:
    """Without the space, the marks of a clause or a list and the emoji around it."""
    while start < end and (_is_loose(text[start]) or _is_point(text, start)):
        start += 1
    while end > start and _is_loose(text[end - 1]):
        end -= 1
    return start, end


def _is_loose(char: str) -> bool:
    if char.isalnum():
        return False
    emoji = unicodedata.category(char) in ("So", "Sk", "Cf") or char in _AFTER_EMOJI
    return char.isspace() or char in _CLAUSE_MARKS or emoji


def _is_point(text: str, at: int) -> bool:
    return text[at] in _POINTS and text[at + 1 : at + 2].isspace()


def _with_names(text: str, bare: str, start: int, end: int) -> Span:
    """A mention or hashtag that is the subject or the last object of a sentence is one of its words."""
    if bare[start].isascii() and bare[start].islower():
        before = _NAMED.search(text, max(0, start - _LONGEST_NAME), start)
        start = before.start() if before else start
    if bare[end - 1].isascii() and bare[end - 1].isalpha():
        after = _OBJECT.match(text, end)
        end = after.end() if after else end
    return start, end


def _says_something(words: str) -> bool:
    bare = words.strip(" \t。！？!?.…~～，,、:：；;”“\"'")
    if _GREETINGS.match(bare):
        return False
    if bare.lower().startswith((*zh.THANKS, *en.THANKS)):
        beside = _CLAUSE.split(bare, maxsplit=1)[1:]
        return bool(beside) and _weighs(beside[0], han=8, words=4)
    return _weighs(bare, han=4, words=3)


def _weighs(text: str, han: int, words: int) -> bool:
    if sum(map(is_cjk, text)) >= han:
        return True
    return sum(any(char.isalnum() for char in word) for word in text.split()) >= words
