"""Telegram, in its HTML: five tags, three entities."""

from __future__ import annotations

import re
from html import escape as entities

from alerts.messages.cleaning import BREAKER, defuse
from alerts.messages.formats.markup import Format, Markup, written
from alerts.messages.outline import Outline
from record.types import Message

MOST = 4096  # UTF-16 units; counted with the tags, though Telegram counts without
_COMMAND = re.compile(r"(?<!\w)/(?=\w)")  # "/stop" would be something to press


def escape(text: str) -> str:
    return entities(_COMMAND.sub("/" + BREAKER, defuse(text)), quote=False)


MARKUP = Markup(
    escape,
    lambda label, url: f'<a href="{entities(url)}">{label}</a>',
    code=lambda text: entities(text, quote=False),
    styles={
        "strong": ("<b>", "</b>"),
        "struck": ("<s>", "</s>"),
        "code": ("<code>", "</code>"),
    },
    kinds={
        "quote": ("<blockquote>", "</blockquote>"),
        "section": ("<b>", "</b>"),
        "item": ("• ", ""),
    },
)


def write(outline: Outline) -> Message:
    return Message(outline.subject, "\n".join(written(outline, MARKUP)), form="html")


def units(message: Message) -> int:
    return len(message.text.encode("utf-16-le")) // 2


FORMAT = Format(write, units, MOST)
