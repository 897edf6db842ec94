"""Discord, in its Markdown."""

from __future__ import annotations

import re

from alerts.messages.cleaning import defuse
from alerts.messages.formats.markup import Format, Markup, written
from alerts.messages.outline import Outline
from record.types import Message

MOST = 2000  # characters
_SPECIAL = re.compile(r"[\\*_~`|>#\[\]()<]|:(?=[\w~]+:)|&(?=#?\w+;)")
_IN_ADDRESS = str.maketrans({"<": "%3C", ">": "%3E", "(": "%28", ")": "%29", "\\": "%5C"})


def escape(text: str) -> str:
    """A backslash before what has a meaning: Discord shows the sign alone."""
    return _SPECIAL.sub(lambda sign: f"\\{sign.group()}", defuse(text))


MARKUP = Markup(
    escape,
    lambda label, url: f"[{label}](<{url.translate(_IN_ADDRESS)}>)",  # <>: no preview below
    code=lambda text: text.replace("`", "'"),
    styles={"strong": ("**", "**"), "struck": ("~~", "~~"), "code": ("`", "`")},
    kinds={"quote": ("> ", ""), "item": ("- ", ""), "section": ("**", "**")},
    guards=True,
)


def write(outline: Outline) -> Message:
    return Message(outline.subject, "\n".join(written(outline, MARKUP)), form="markdown")


FORMAT = Format(write, lambda message: len(message.text), MOST)
