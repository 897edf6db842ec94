"""the company, the governor, 该公司: whom a noun with its article means."""

from __future__ import annotations

from dataclasses import replace

from record.text import fold
from record.types import Reason
from statements.attributed import PRONOUN, Attribution, nameless
from statements.chinese.phrases import refers_back
from statements.genders import Gender
from statements.lexicon import en, en_persons, zh
from statements.names import DocumentNames
from statements.references import References
from statements.titles import is_title


class Definites:
    def __init__(self, names: DocumentNames, references: References) -> None:
        self._names, self._references = names, references

    def find(self, low: str, at: int, written: str) -> Attribution | None:
        """the company, the automaker, 该公司; the executive, the governor, the King"""
        if low in zh.COMPANY_WORDS:
            return self._references.topic(at, written)
        if refers_back(low):
            return next(iter(self._references.go_on()), None)
        words = low.split()
        if words[0] != "the" or not self._plain(written):
            return None
        if (
            words[-1] in en.ORG_NOUNS - en.COMPANY_NOUNS
            and len(words) > 2
            and written.split()[1][:1].isupper()
        ):
            return None  # the Norwegian government has a name
        if words[-1] in en.COMPANY_NOUNS | en_persons.KINDS.keys() | en.ORG_NOUNS:
            return self._body(words, at, written) or nameless(written, "organisation")
        if words[-1] in en.PERSON_NOUNS:
            return self._titled(words[-1], at, written) or nameless(written, "person")
        return None

    def _plain(self, written: str) -> bool:
        """Without a name in it: the King, the Republican governor; not the Harbour Police."""
        words = written.split()[1:]
        return all(
            not word[:1].isupper() or is_title(word) or word.lower() in en.NATIONALITIES for word in words
        )

    def _body(self, words: list[str], at: int, written: str) -> Attribution | None:
        noun = words[-1]
        named = self._names.organisation_like(words[1:], at)
        if named is not None:
            reason = Reason("topic", f"“{written}” refers to {named}")
            return self._references.named(named, None, reason, PRONOUN)
        if noun in en.COMPANY_NOUNS and not (noun.endswith("s") and noun != "label"):
            return self._references.topic(at, written)
        found = self._references.organisation(at, written)
        return found if found is not None and noun in fold(found.who).split() else None

    def _titled(self, noun: str, at: int, written: str) -> Attribution | None:
        holders = self._names.holders(noun)
        who = self._names.nearest(holders, at)
        if who is not None:
            reason = Reason("role", f"“{written}” is {who}")
            found = self._references.named(who, None, reason, PRONOUN)
            return replace(found, role=noun if not found.role else found.role).less_sure(tuple(holders))
        gender: Gender | None
        gender = "she" if noun in en_persons.SHE_TITLES else "he" if noun in en_persons.HE_TITLES else None
        return self._references.person(at, written, gender)
