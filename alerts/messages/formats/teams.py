"""Microsoft Teams: one text block of an adaptive card, whose Markdown knows bold, links and lists alone."""

from __future__ import annotations

import re

from alerts.messages.cleaning import BREAKER, defuse
from alerts.messages.formats.markup import Format, Markup, written
from alerts.messages.outline import Outline
from record.types import Message

MOST = 4000  # characters: a card may hold 28 KB, but is folded away long before
_SPECIAL = re.compile(r"[\\*_~`|>#\[\]()]")
_TEMPLATE = re.compile(r"\{(?=\{)|\$(?=\{)")  # a card's own: {{DATE(…)}}, ${…}
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;"})
_IN_ADDRESS = str.maketrans({"(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\\": "%5C", " ": "%20"})


def escape(text: str) -> str:
    whole = _TEMPLATE.sub(lambda sign: sign.group() + BREAKER, defuse(text))
    return _SPECIAL.sub(lambda sign: f"\\{sign.group()}", whole).translate(_ENTITIES)


MARKUP = Markup(
    escape,
    lambda label, url: f"[{label}]({url.translate(_IN_ADDRESS)})",
    styles={"strong": ("**", "**")},
    kinds={"quote": ("» ", ""), "section": ("**", "**"), "item": ("• ", "")},
    guards=True,
)


def write(outline: Outline) -> Message:
    """A line of its own needs an empty one before it."""
    return Message(outline.subject, "\n\n".join(written(outline, MARKUP)), form="markdown")


FORMAT = Format(write, lambda message: len(message.text), MOST)
