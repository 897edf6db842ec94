"""Entries of RSSHub's feeds without content: some operators leave the words in the title only."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

from crawler.reading.feeds import Item
from crawler.reading.markup import one_line

# What somebody else said: all of a repost on X, what follows the own words on Weibo.
_PASSED_ON = re.compile(r"\A(?:RT|🔁)\s.*|(?:\A|\s)-\s转发\s.*", re.DOTALL)
_DOTS = re.compile(r"\s{0,3}(?:\.{3}|…)$")
_LONGEST = 150  # of width: RSSHub cuts titles there


def width_of(text: str) -> int:
    """As Weibo and RSSHub count what they cut: a Chinese sign for two letters."""
    return len(text) + sum(not char.isascii() for char in text)


def read_title(item: Item, uid: str) -> tuple[Item, bool]:
    """(the entry with its title as its content, whether the own words are all there)."""
    title = one_line(item.title).removeprefix(f"@{uid}: ")
    shown = _DOTS.sub("", title)
    passed_on = _PASSED_ON.search(shown)
    own = shown[: passed_on.start()] if passed_on else shown
    quote = f"<blockquote>{escape(passed_on[0])}</blockquote>" if passed_on else ""
    whole = bool(passed_on) or (shown == title and width_of(title) < _LONGEST)
    return replace(item, html=escape(own) + quote), whole
