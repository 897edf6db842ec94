"""Mail of what has no layout of its own: operator's notices and users' templates, as text and as HTML."""

from __future__ import annotations

from html import escape

from alerts.messages.formats.markup import Format, Markup, bare, written
from alerts.messages.outline import Outline
from alerts.messages.repeats import PLACE
from record.types import Message

MOST = 100_000  # characters

TEXT = Markup(
    str,
    bare,
    kinds={"quote": ("    ", ""), "section": ("\n", ""), "item": ("- ", "")},
    hides=False,
    between="\n",
)
HTML = Markup(
    escape,
    lambda label, url: f'{label}: <a href="{escape(url)}" style="color:#1d5fbf">{escape(_shown(url))}</a>',
    styles={
        "strong": ("<strong>", "</strong>"),
        "struck": ("<del>", "</del>"),
        "code": ("<code>", "</code>"),
    },
    kinds={
        "quote": ('<span style="border-left:4px solid #8a8a8a;padding-left:12px">', "</span>"),
        "section": ("<strong>", "</strong>"),
        "item": ("• ", ""),
    },
    hides=False,
)
PARAGRAPH = '<p style="margin:0 0 12px;overflow-wrap:anywhere">{}</p>\n'
PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
</head>
<body style="margin:0;padding:16px;font:16px/1.5 sans-serif;color:#1a1a1a;background:#ffffff">
<div style="max-width:36em;margin:0 auto">
{body}</div>
</body>
</html>
"""


def write(outline: Outline) -> Message:
    first, *rest = map(PARAGRAPH.format, _paragraphs(outline))
    html = PAGE.format(title=escape(outline.subject), body="".join([first, f"{PLACE}\n", *rest]))
    return Message(outline.subject, "\n".join(written(outline, TEXT)) + "\n", html)


def write_text(outline: Outline) -> Message:
    return Message(outline.subject, "\n".join(written(outline, TEXT)) + "\n")


def _paragraphs(outline: Outline) -> list[str]:
    return written(outline, HTML)


def _shown(url: str) -> str:
    return url.partition("#:~:text=")[0]


FORMAT = Format(write, lambda message: len(message.text), MOST)
NOTICE = Format(write_text, lambda message: len(message.text), MOST)
