"""DingTalk, in its Markdown: it promises no escapes; what has power becomes the wide sign like it."""

from __future__ import annotations

import re

from alerts.messages.cleaning import BREAKER, defuse
from alerts.messages.formats.feishu import size
from alerts.messages.formats.markup import Format, Markup, written
from alerts.messages.outline import Outline
from record.types import Message

MOST = 18_000  # bytes of JSON: a request may have 20,000
_LOOKALIKES = str.maketrans("[]`\\", "［］ˋ＼")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_IN_ADDRESS = str.maketrans({"(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\\": "%5C"})


def escape(text: str) -> str:
    return _ENTITY.sub("&" + BREAKER, defuse(text.translate(_LOOKALIKES)))


MARKUP = Markup(
    escape,
    lambda label, url: f"[{label}]({url.translate(_IN_ADDRESS)})",
    styles={"strong": ("**", "**")},
    kinds={"quote": ("> ", ""), "section": ("### ", ""), "item": ("- ", "")},
    guards=True,
)


def write(outline: Outline) -> Message:
    """The subject is what a phone shows of it before it is opened."""
    return Message(outline.subject, "\n\n".join(written(outline, MARKUP)), form="markdown")


FORMAT = Format(write, size, MOST)
