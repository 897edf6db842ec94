"""One document in the languages that have nothing but their file."""

from __future__ import annotations

from datetime import date

from record.people import People
from statements import lexicon
from statements.lexicon import Language
from statements.paragraphs import Paragraph
from statements.plain.grammar import find_utterances
from statements.plain.speakers import PlainResolver
from statements.utterance import Utterance


class PlainReader(PlainResolver):
    """A Resolver that also finds what there is to resolve."""

    def __init__(self, text: str, people: People, on: date | None, language: Language) -> None:
        super().__init__(text, people, on, language)
        self._names = self.names()

    def find_utterances(self, paragraph: Paragraph) -> list[Utterance]:
        return find_utterances(self.text, paragraph, self.language, self._names)


class PlainReaders:
    """The reader of each language that has no grammar of its own, made when the document needs it."""

    def __init__(self, text: str, people: People, on: date | None) -> None:
        self._document = text, people, on
        self._readers: dict[str, PlainReader] = {}

    def of(self, lang: str) -> PlainReader | None:
        """None for a language with a grammar of its own."""
        language = lexicon.of(lang)
        if language.grammar:
            return None
        if lang not in self._readers:
            self._readers[lang] = PlainReader(*self._document, language)
        return self._readers[lang]
