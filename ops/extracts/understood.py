"""What was understood of a text: its Reports, and why there are none where there are none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ops.extracts.given import Given
from record.people import People
from record.types import Document, Json, Report, Revision, Span
from statements import extract
from statements.languages import is_prose
from statements.paragraphs import Paragraph, split_paragraphs

NO_SPEAKER = "words stand in quote marks, but nobody was found who is named as their speaker"
NO_VERB = "no reporting verb (said, denied, 表示, 否认) with a speaker was found"


@dataclass(frozen=True, slots=True)
class Understood:
    """A text and its Reports, in the order of the text."""

    given: Given
    reports: tuple[Report, ...]

    @property
    def silence(self) -> str:
        """Why nothing was found; empty where something was."""
        if self.reports:
            return ""
        return NO_SPEAKER if any(paragraph.quotes for paragraph in self._paragraphs()) else NO_VERB

    @property
    def has_english(self) -> bool:
        return any(paragraph.lang == "en" for paragraph in self._paragraphs())

    @property
    def lang(self) -> str | None:
        """That of most of the text, as it was read; what the site says where that has no file."""
        letters: Counter[str] = Counter()
        for paragraph in self._paragraphs():
            letters[paragraph.lang] += paragraph.end - paragraph.start
        most = max(letters, key=lambda lang: letters[lang], default=None)
        return most if most and is_prose([self.given.text], most) else self.given.lang

    def _paragraphs(self) -> Iterator[Paragraph]:
        return split_paragraphs(self.given.text, self.given.lang)


def understand(given: Given, people: People, now: datetime) -> Understood:
    """As the service reads an article; `now` is the day on which roles hold where the text has no date."""
    document = Document(0, given.url, "article", given.url, "", now)
    published_at = given.published.at if given.published else None
    revision = Revision(
        0, document, "", now, given.title, given.text, lang=given.lang, published_at=published_at
    )
    reports = sorted(extract(revision, people), key=lambda report: report.content)
    return Understood(given, tuple(reports))


def as_json(understood: Understood) -> Json:
    """Offsets are Python character offsets into `text`, end exclusive; times are ISO 8601 in UTC."""
    given = understood.given
    return {
        "url": given.url or None,
        "title": given.title,
        "lang": understood.lang,
        "published_at": _iso(given.published.at if given.published else None),
        "text": given.text,
        "statements": [_report_json(number, each) for number, each in enumerate(understood.reports, 1)],
        "silence": understood.silence,
    }


def _report_json(number: int, report: Report) -> Json:
    return {
        "number": number,
        "words": report.text,
        "content": [list(span) for span in report.content],
        "cue": _span(report.cue),
        "mention": _span(report.mention),
        "who": report.who,
        "speaker": report.speaker.name,
        "speaker_id": report.speaker.id,
        "org": report.org,
        "role": report.role,
        "kind": report.kind,
        "stance": report.stance,
        "polarity": report.polarity,
        "venue": report.venue,
        "provenance": report.provenance,
        "said_at": _iso(report.said_at),
        "confidence": round(report.confidence, 3),
        "reasons": [{"code": reason.code, "text": reason.text} for reason in report.reasons],
    }


def _span(span: Span | None) -> list[int] | None:
    return list(span) if span else None


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
