"""The true host of an address, where its letters could be taken for others."""

from __future__ import annotations

import unicodedata
from urllib.parse import urlsplit

TOGETHER = (  # scripts that are written together, beside digits
    frozenset({"LATIN"}),
    frozenset({"CJK", "HIRAGANA", "KATAKANA", "LATIN"}),
    frozenset({"CJK", "HANGUL", "LATIN"}),
    frozenset({"CJK", "BOPOMOFO", "LATIN"}),
)


def note_on(url: str) -> str:
    """ "xn--l-7sba6dbr.com, mixed letters": of a host in ASCII alone nothing needs to be said."""
    host = urlsplit(url).hostname or ""
    labels = host.split(".")
    if not any(label.startswith("xn--") for label in labels):
        return ""
    return f"{host}, mixed letters" if any(map(_is_mixed, labels)) else host


def _is_mixed(label: str) -> bool:
    scripts = {_script(letter) for letter in _decoded(label) if letter.isalpha()}
    return len(scripts) > 1 and not any(scripts <= kind for kind in TOGETHER)


def _script(letter: str) -> str:
    """The first word of the character's name is its script's; one with none is a script of its own."""
    return unicodedata.name(letter, letter).split(" ")[0].split("-")[0]


def _decoded(label: str) -> str:
    try:
        return label.removeprefix("xn--").encode("ascii").decode("punycode") if label[:4] == "xn--" else label
    except UnicodeError:
        return label
