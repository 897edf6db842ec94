"""The language of an article: of what was read, not of the page around it."""

from __future__ import annotations

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from crawler.pages.declared import Declared
from record.text import is_cjk

_LOOKED_AT = 5000  # characters
_CHINESE = 0.3  # of the letters: a Chinese text with many foreign names has more
_KANA = 0.1  # of the Chinese characters: with so many kana it is Japanese
_ENGLISH = 0.12  # of the words
_ENGLISH_WORDS = frozenset(("the", "of", "and", "to", "that", "with", "was", "for", "is", "on", "said"))
_ENOUGH = 30  # words to judge by


def read_language(tree: HtmlElement, declared: Declared, text: str) -> str:
    """Two letters: "zh" where Chinese characters prevail, "en" where English words do; otherwise what the
    page declares, or "en"."""
    letters = [char for char in text[:_LOOKED_AT] if char.isalpha()]
    chinese = [char for char in letters if is_cjk(char)]
    if len(chinese) > _CHINESE * len(letters):
        kana = sum(1 for char in chinese if "\u3040" <= char <= "\u30ff")
        return "ja" if kana > _KANA * len(chinese) else "zh"
    said = _declared(tree, declared)
    return "en" if said in ("", "zh", "ja") or _is_english(text) else said


def _is_english(text: str) -> bool:
    words = text[:_LOOKED_AT].lower().split()
    common = sum(1 for word in words if word in _ENGLISH_WORDS)
    return len(words) >= _ENOUGH and common > _ENGLISH * len(words)


def _declared(tree: HtmlElement, declared: Declared) -> str:
    linked = next(declared.linked("inLanguage"), "")
    said = (tree.get("lang"), declared.meta("og:locale", "content-language", "language"), linked)
    codes = ((one or "").replace("_", "-").split("-")[0].strip().lower() for one in said)
    return next((code for code in codes if len(code) == 2 and code.isalpha()), "")
