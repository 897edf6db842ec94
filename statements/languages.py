"""Which language a text is in: its script first, then its most frequent words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from record.text import is_cjk
from statements import lexicon
from statements.lexicon import Language

REACH = 20_000  # characters of a document that tell its language
_LETTERS = 400  # that tell a script
_MARGIN = 2  # frequent words that a paragraph must have more of another language than of its document's
_FEWEST = 30  # words that tell whether a text is in a language
_LEAST_SHARE = 0.12  # of frequent words; English news has 0.22 and more, its neighbours at most 0.1
_WORD = re.compile(r"[^\W\d_]+['’]?")

Languages = tuple[Language, ...]


def language(text: str, document: str | None = None) -> str:
    """The code of a language that has a file. `document` is that of what the text stands in, or what a site
    says: words that are too few to tell are in it. A Han character weighs as much as four letters."""
    han = sum(map(is_cjk, text))
    letters = sum(char.isalpha() for char in text) - han
    present = lexicon.languages()
    script = "han" if han and han * 4 >= letters else _script(text, present)
    among = tuple(each for each in present if each.script == script)
    return _by_words(text, among, document) if len(among) > 1 else (*among, *present)[0].code


def document_language(text: str, said: str | None) -> str | None:
    """The language of a whole text, for paragraphs too short to tell; None where a script has but one.
    `said` is what the site says."""
    scripts = Counter(each.script for each in lexicon.languages())
    return language(text[:REACH], said) if max(scripts.values()) > 1 else None


def is_prose(texts: Iterable[str], lang: str) -> bool:
    """Is it in that language at all? What has no file falls to the first language, and is not read in it."""
    frequent = lexicon.of(lang).function_words.whole
    words = [word for text in texts for word in _words(text)]
    return len(words) < _FEWEST or sum(word in frequent for word in words) >= _LEAST_SHARE * len(words)


def _words(text: str) -> list[str]:
    return [word.replace("’", "'") for word in _WORD.findall(text[:REACH].lower())]


def _script(text: str, present: Languages) -> str:
    """That of most letters; Latin where no language is written otherwise."""
    others = {each.script for each in present} - {"han", "latin"}
    if not others:
        return "latin"
    letters = [char for char in text[:REACH] if char.isalpha()][:_LETTERS]
    scripts = Counter(unicodedata.name(char, "").partition(" ")[0].lower() for char in letters)
    return max(sorted(others | {"latin"}), key=lambda script: scripts[script])


def _by_words(text: str, among: Languages, document: str | None) -> str:
    """Where nothing tells, that of the document, or the first of these."""
    words = _words(text)
    votes = {each.code: sum(word in each.function_words.whole for word in words) for each in among}
    best = max(votes, key=lambda code: votes[code])
    if document not in votes:
        return best
    return best if votes[best] - votes[document] >= _MARGIN else document
