"""Other finders of statements, each as a function from a document's row to the scorer's statements.

textacy and sayswho find direct quotes in English, by the parse that our own model gives with its lemmas. They
are given a document a paragraph at a time, since more is read so: an unclosed quote makes textacy raise, and
a blank line sayswho. Of sayswho this is the quote finder; what it adds to textacy, a model that follows
pronouns, is not to be had from a package index. Neither tells a stance. A peer is imported when it is asked
for: make peers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from record.types import Json

Finder = Callable[[Json], list[Json]]  # a document's row to its statements
Quotes = Callable[[Any], Iterable[Any]]  # a Doc to triples of speaker, cue and content

_PARAGRAPH = re.compile(r"[^\n]+")


def load_textacy() -> Finder:
    from textacy.extract.triples import direct_quotations

    return _by_paragraph(direct_quotations)


def load_sayswho() -> Finder:
    from sayswho.quote_finder import quote_finder

    return _by_paragraph(quote_finder)


def _by_paragraph(quotes: Quotes) -> Finder:
    from importlib import import_module

    from statements.english.parsing import find_model

    nlp = import_module(find_model()).load(exclude=["ner"])

    def find(row: Json) -> list[Json]:
        found: list[Json] = []
        for paragraph in _PARAGRAPH.finditer(row["text"]):
            try:
                triples = list(quotes(nlp(paragraph.group())))
            except (ValueError, TypeError):  # what they raise at quotes that they cannot pair
                continue
            found.extend(_of_triple(triple, paragraph.start()) for triple in triples)
        return found

    return find


def _of_triple(triple: Any, offset: int) -> Json:
    first, last = triple.speaker[0], triple.speaker[-1]
    return {
        "content": [[offset + triple.content.start_char, offset + triple.content.end_char]],
        "speaker": [offset + first.idx, offset + last.idx + len(last)],
        "who": " ".join(token.text for token in triple.speaker),
    }


# ---------------------------------------------------------------- the plain baseline

_NAME = r"(?P<name>[A-Z][\w’'-]{1,30}(?: [A-Z][\w’'-]{0,30}){0,4}|[Hh]e|[Ss]he|[Tt]hey)"
_SAID = r"(?:has |had )?(?:said|says|told|added|adds|wrote|writes|announced|claimed|denied|confirmed)"
_QUOTE = r"[“\"](?P<content>[^“”\"\n]{10,600})[”\"]"
_ENGLISH = (
    rf"{_QUOTE},? {_NAME} {_SAID}",
    rf"{_QUOTE},? {_SAID} {_NAME}",
    rf"{_NAME} {_SAID}[,:]? {_QUOTE}",
    rf"{_NAME} {_SAID} (?:that )?(?P<content>[^“”\"\n.;]{{10,400}})",
)
_HAN_NAME = r"(?P<name>[\u4e00-\u9fffA-Za-z·]{2,12}?)"
_HAN_SAID = r"(?:表示|指出|认为|透露|强调|回应称|回应|称|说)"
_CHINESE = (
    rf"{_HAN_NAME}{_HAN_SAID}[，,：:]?[“「](?P<content>[^“”「」\n]{{4,400}})[”」]",
    rf"{_HAN_NAME}{_HAN_SAID}[，,：:]?(?P<content>[^“”「」\n。！？]{{4,300}})",
)
_PATTERNS = {
    "en": tuple(map(re.compile, _ENGLISH)),
    "zh": tuple(map(re.compile, _CHINESE)),
}


def load_regex() -> Finder:
    """What one would write in an afternoon: a name, a verb of saying, a quote or the rest of the sentence."""

    def find(row: Json) -> list[Json]:
        taken = [False] * (len(row["text"]) + 1)
        return [
            _of_match(match)
            for pattern in _PATTERNS[row["lang"]]
            for match in pattern.finditer(row["text"])
            if _take(taken, match)
        ]

    return find


def _take(taken: list[bool], match: re.Match[str]) -> bool:
    start, end = match.span()
    if any(taken[start:end]):
        return False
    taken[start:end] = [True] * (end - start)
    return True


def _of_match(match: re.Match[str]) -> Json:
    content, speaker = list(match.span("content")), list(match.span("name"))
    return {"content": [content], "speaker": speaker, "who": match["name"]}


PEERS: dict[str, Callable[[], Finder]] = {
    "regex": load_regex,
    "textacy": load_textacy,
    "sayswho": load_sayswho,
}
READS: dict[str, frozenset[str]] = {  # languages
    "regex": frozenset(_PATTERNS),
    "textacy": frozenset(["en"]),
    "sayswho": frozenset(["en"]),
}
