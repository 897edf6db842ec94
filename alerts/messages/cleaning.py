"""Crawled text made harmless: it is shown, and can do nothing else."""

from __future__ import annotations

import re

_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character: no channel can encode it
_BIDI = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")  # would turn the rest of a line round
_SPACE = re.compile(r"[\s\x1c-\x1f\x85\u2028\u2029]+")  # with VT, FF, NEL: each ends a line somewhere
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ufeff]")
_MENTION = re.compile(r"([@＠])(?=[^\s@＠])")
_LINK = re.compile(r"\](?=[(\[:])")  # Markdown's [shown](address)
_TAG = re.compile(r"<(?=[^\s<])")  # <at user_id="all">, <@123>, <!channel>
_ADDRESS = re.compile(r":(?=//)|[Ww]{3}\.(?=\w)|\.(?=[^\W\d_]{2,})")  # chats make a link of it
_POWERS = (_MENTION, _LINK, _TAG, _ADDRESS)
_QUOTES = (("“", "”"), ('"', '"'), ("「", "」"), ("『", "』"), ("‘", "’"))
BREAKER = "\u200b"  # of no width, and of no name either


def clean(text: str) -> str:
    """One line without controls, turned writing and broken characters."""
    whole = _SURROGATE.sub("\ufffd", text)
    return _CONTROL.sub("", _SPACE.sub(" ", _BIDI.sub("", whole))).strip()


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, cut between words where the script has them."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    words, _, rest = cut.rpartition(" ")
    return (words if words and len(rest) <= limit // 3 else cut).rstrip(" ,;:，；：、") + "…"


def unquoted(text: str) -> str:
    """Without one pair of marks around the whole: we set our own."""
    for opening, closing in _QUOTES:
        inner = text[1:-1]
        if text[:1] == opening and text[-1:] == closing and opening not in inner and closing not in inner:
            return inner.strip()
    return text


def defuse(text: str) -> str:
    """Mentions and links of any chat lose their power; nothing is seen of it."""
    for power in _POWERS:
        text = power.sub(_broken, text)
    return text


def _broken(sign: re.Match[str]) -> str:
    return sign.group() + BREAKER
