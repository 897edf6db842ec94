"""Slack: its markup, and the fixed fields of the Block Kit template beside this file.

The head goes above the blocks, where the notification reads it; each other block has one field, and where
that is empty the block falls away.
"""

from __future__ import annotations

import re
from pathlib import Path

from alerts.messages.cleaning import BREAKER, defuse
from alerts.messages.formats.markup import Format, Markup, written
from alerts.messages.outline import Kind, Mark, Outline
from record.types import Message

MOST = 3000  # characters: Slack takes more, but folds it away, and a block takes no more
TEMPLATE = Path(__file__).with_name("slack.json")
COLOURS: dict[Mark, str] = {
    "first-party": "#1d5fbf",
    "reported": "#8a8a8a",
    "changed": "#b36b00",
    "warning": "#b3261e",
    "well": "#2e7d32",
    "digest": "#5b4a9c",
}
BLOCKS: dict[Kind, str] = {
    "head": "text",
    "quote": "told",
    "small": "source",
    "section": "why",
    "text": "why",
    "item": "why",
    "links": "look",
}
_EMOJI = re.compile(r":(?=[a-z0-9_+'-]+:)")
_CODE = re.compile(r"`(?=`)")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_IN_ADDRESS = str.maketrans({"|": "%7C", "<": "%3C", ">": "%3E", "&": "&amp;"})


def escape(text: str) -> str:
    """It cannot mention anybody, forge a link or open a block of code."""
    broken = _CODE.sub("`" + BREAKER, _EMOJI.sub(":" + BREAKER, defuse(text)))
    return broken.translate(_ENTITIES)


def _link(label: str, url: str) -> str:
    """Slack's own form; what would end it early is escaped in the address as well."""
    return f"<{url.translate(_IN_ADDRESS)}|{label.replace('|', '¦')}>"


MARKUP = Markup(
    escape,
    _link,
    code=lambda text: text.replace("`", "'").translate(_ENTITIES),
    styles={"strong": ("*", "*"), "struck": ("~", "~"), "code": ("`", "`")},
    kinds={"quote": ("> ", ""), "item": ("• ", ""), "section": ("*", "*")},
)


def write(outline: Outline) -> Message:
    lines = written(outline, MARKUP)
    fields = dict.fromkeys(BLOCKS.values(), "")
    for line, text in zip(outline.lines, lines, strict=True):
        name = BLOCKS[line.kind]
        fields[name] = f"{fields[name]}\n{text}".lstrip("\n")
    return Message(
        outline.subject,
        "\n".join(lines) + "\n",
        form="markdown",
        fields={**fields, "color": COLOURS[outline.mark]},
    )


FORMAT = Format(write, lambda message: len(message.text), MOST)
