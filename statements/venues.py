"""Where something was said, as the words around the cue tell it; whoever goes on says more there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from record.text import fold, is_cjk
from record.types import Report, Span, Venue
from statements import lexicon
from statements.lexicon import en, en_venues, zh, zh_venues
from statements.paragraphs import Paragraph
from statements.saidat import is_earlier
from statements.utterance import Utterance

_VENUES = {"en": en_venues.VENUES, "zh": zh_venues.VENUES}
_PRONOUNS = {"en": en.PERSON_PRONOUNS | en.GROUP_PRONOUNS | {"it"}, "zh": frozenset(zh.PRONOUNS)}
_STOPS = "。！？.!?"
_QUOTES = frozenset('“”"「」『』‘’')
_BREAK = re.compile(r"\n+")
_ASIDE = re.compile(r", (?:which|whose) [^,“”\"]{1,80},")  # tells of the speaker, not of where he spoke
_FARTHEST = 400  # characters of the sentence before


def find_venue(text: str, paragraph: Paragraph, utterance: Utterance) -> Venue | None:
    """What the reporting clause names; for "he", also what the sentence before does."""
    lead = _ASIDE.sub(", ", text[slice(*utterance.lead)]) if utterance.lead else ""
    found = venue_in(lead, paragraph.lang)
    if found is not None or utterance.mention is None:
        return found
    if text[slice(*utterance.mention)].lower() not in _PRONOUNS.get(paragraph.lang, ()):
        return None
    start = min(utterance.mention[0], utterance.content[0][0])
    before = text[slice(*_sentence_before(text, paragraph.start, start))]
    return None if _QUOTES & set(before) else venue_in(before, paragraph.lang)


def _sentence_before(text: str, floor: int, at: int) -> Span:
    """The whole sentence that ends at or before `at`; an empty span where there is none."""
    floor = max(floor, at - _FARTHEST)
    end = max(text.rfind(stop, floor, at) for stop in _STOPS) + 1
    start = max(text.rfind(stop, floor, max(floor, end - 1)) for stop in _STOPS) + 1
    return max(start, floor), max(end, floor)


def venue_in(text: str, lang: str) -> Venue | None:
    """The first venue of the lexicon that the text names."""
    words = fold(text) if lexicon.of(lang).script == "han" else text
    listed = _VENUES[lang] if lang in _VENUES else lexicon.of(lang).venues
    return next((venue for venue, pattern in listed if pattern.search(words)), None)


def carry_on(reports: Sequence[Report], text: str) -> list[Report]:
    """The same Reports in the same order, which is that of the text. Whoever speaks again in the paragraph,
    before anybody else does, speaks where and when he did; in the next paragraph "he" speaks where he did."""
    carried: list[Report] = []
    for here in _told_together(reports):
        before = {report.speaker.id: report for report in _last(carried)}
        carried.extend(_continued(report, before.get(report.speaker.id), text) for report in here)
    return carried


def _told_together(reports: Sequence[Report]) -> Iterator[list[Report]]:
    """Reports of one utterance: of several speakers, each has one."""
    here: list[Report] = []
    for report in reports:
        if here and here[0].content != report.content:
            yield here
            here = []
        here.append(report)
    if here:
        yield here


def _last(reports: Sequence[Report]) -> list[Report]:
    return [report for report in reports[-3:] if report.content == reports[-1].content]


def _continued(report: Report, before: Report | None, text: str) -> Report:
    if before is None or report.said_at is not None or report.venue not in (None, before.venue):
        return report
    between = text[before.content[-1][1] : report.content[0][0]]
    breaks = sum(1 for _ in _BREAK.finditer(between))
    if breaks > 1 or (breaks and not _goes_on(report, text)):
        return report
    if is_earlier(between) or is_earlier(_clause(report, text)):
        return report
    return replace(report, venue=before.venue, said_at=None if breaks else before.said_at)


def _clause(report: Report, text: str) -> str:
    """Mention and cue, with what stands between them."""
    spans = [span for span in (report.mention, report.cue) if span is not None]
    start, end = (min(s for s, _ in spans), max(e for _, e in spans)) if spans else (0, 0)
    return text[start:end] if end - start <= _FARTHEST else ""


def _goes_on(report: Report, text: str) -> bool:
    """Nobody is named, or "he" is. Chinese says the name again where others say "he"."""
    mention = text[slice(*report.mention)].lower() if report.mention else ""
    pronouns = (each.person_pronouns for each in lexicon.languages())
    return (
        not mention
        or is_cjk(mention[-1])
        or mention in _PRONOUNS["en"]
        or any(mention in each for each in pronouns)
    )
