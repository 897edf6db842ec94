"""Text alone: chats that know no markup, or whose markup we do not know. Addresses stand by themselves."""

from __future__ import annotations

from alerts.messages.cleaning import defuse
from alerts.messages.formats.markup import Format, Markup, bare, written
from alerts.messages.outline import Outline
from record.types import Message

MOST = 1900  # bytes: the smallest that is usual is 2,000 characters, or 2,048 bytes with a title

MARKUP = Markup(
    defuse,
    bare,
    code=str,
    kinds={"quote": ("    ", ""), "section": ("\n", ""), "item": ("• ", "")},
    hides=False,
    between="\n",
)


def write(outline: Outline) -> Message:
    return Message(defuse(outline.subject), text(outline) + "\n")


def text(outline: Outline) -> str:
    return "\n".join(written(outline, MARKUP)).lstrip("\n")


def size(message: Message) -> int:
    return len(message.text.encode())


FORMAT = Format(write, size, MOST)
