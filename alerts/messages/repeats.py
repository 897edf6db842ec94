"""What is sent once more, and may have arrived before, says so."""

from __future__ import annotations

from html import escape

from record.types import Json, Message

PLACE = "<!--repeat-->"  # in the HTML of a mail; crawled text is escaped and cannot hold it


def mark_repeat(message: Message, ref: str) -> Message:
    """The same Message, saying in subject, body and fields that it may have arrived before."""
    note = f"possible repeat · ref {ref}"
    html = message.html and message.html.replace(PLACE, f"<p>{escape(note)}</p>", 1)
    fields = _marked_fields(message.fields, note) if message.fields else None
    return Message(
        f"{message.subject} ({note})",
        _marked_text(message.text, note),
        html,
        message.form,
        fields,
        message.reply_to,
    )


def _marked_text(text: str, note: str) -> str:
    """Below the first line; an empty line stays between where the family needs one."""
    first, end, rest = text.partition("\n")
    between = "\n\n" if rest.startswith("\n") else end or "\n"
    return f"{first}{between}{note}{end}{rest}"


def _marked_fields(fields: Json, note: str) -> Json:
    """Of Slack's template, or of a webhook's payload."""
    if "schema" not in fields:
        return {**fields, "text": _marked_text(fields["text"], note)}
    return {
        **fields,
        "possible_repeat": True,
        "subject": f"{fields['subject']} ({note})",
        "text": _marked_text(fields["text"], note),
    }
