"""What one language's grammar finds: words, who is named for them, and the cue between the two."""

from __future__ import annotations

from dataclasses import dataclass

from record.types import ReportKind, Span, Stance


@dataclass(frozen=True, slots=True)
class Utterance:
    """Spans into the text of the Revision, before anybody is recognised in them."""

    content: tuple[Span, ...]
    cue: Span | None
    mention: Span | None  # None: the speaker of the utterance before goes on
    sentence: Span
    kind: ReportKind
    stance: Stance | None = None  # that the cue itself carries
    lead: Span | None = None  # from the subject to the words: where the venue stands
    apposition: Span | None = None  # what is said of the subject between commas: title and organisation
    same_subject: bool = False  # `mention` is that of the cue before in the sentence
    stands_for: Span | None = None  # whom a relative `mention` is: "Farley, who said"
    about: Span | None = None  # whom the sentence before a quote is about, where the quote has no mention


def trimmed(text: str, start: int, end: int, also: str = "") -> Span:
    """The span without spaces, commas and the like at its ends."""
    loose = " \t\u3000\u00a0,;:，；：、—–-" + also
    while start < end and text[start] in loose:
        start += 1
    while end > start and text[end - 1] in loose:
        end -= 1
    return start, end
