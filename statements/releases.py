"""A text of many paragraphs that its author publishes himself: a release, a filing, an essay.

Whoever is quoted in it has said what is quoted; all else its author says, but for what stands under every one
of his releases and for what introduces it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from record.people import People
from record.text import fold, is_cjk
from record.types import Account, Reason, Report, Revision, Span, Speaker
from statements.articles import body_of, read_paragraphs
from statements.claims import claims
from statements.lexicon import en, zh
from statements.paragraphs import Paragraph, split_paragraphs
from statements.posts import RELEASES, own_report, owner_of, venue_of

LONG = RELEASES | {"substack", "medium"}  # platforms whose posts are read so
MOST_CONTACT_WORDS = 20  # a line with an address of mail that has more says something
HEADING = 80  # characters; a longer line without a stop is a point of a list
LEAST_POINT = 6  # words of such a point; a shorter one is a heading or a row of a table
MOST_NUMBERS = 0.25  # of the words of a point; more is a row of a table

_STOPS = tuple('.!?。！？…”"」』')
_HEADS = re.compile("|".join((*en.BOILERPLATE_HEADS, *zh.BOILERPLATE_HEADS)), re.IGNORECASE)
_WORDS = re.compile("|".join(map(re.escape, (*en.BOILERPLATE_WORDS, *zh.BOILERPLATE_WORDS))), re.IGNORECASE)
_CONTACT = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.\w|\+?\d[\d\s().-]{8,}\d")


def extract_release(revision: Revision, people: People, account: Account) -> list[Report]:
    """The Reports of a release, in the order of the text."""
    author = owner_of(account, revision, people)
    paragraphs = split_paragraphs(revision.text, revision.lang)
    body = body_of(revision, _without_boilerplate(revision.text, paragraphs))
    quoted = [
        _placed(report, revision, people, author, account)
        for report in read_paragraphs(revision, people, body)
    ]
    told = [report.sentence for report in quoted]
    own = [own_report(revision, people, author, span) for span in _own_claims(revision.text, body, told)]
    return sorted((*quoted, *own), key=lambda report: report.content[0])


def _placed(report: Report, revision: Revision, people: People, author: Speaker, account: Account) -> Report:
    """A Report of an utterance that the author's own text tells."""
    if author.kind == "organisation" and _is_the_company(report, revision.text):
        reason = Reason("own-account", f"“the company” is {author.name}, whose text this is")
        report = replace(report, speaker=author, who=author.name, org=author.name, confidence=0.95)
        report = replace(report, reasons=(*(each for each in report.reasons if each.code == "cue"), reason))
    venue = report.venue or venue_of(account.platform)
    placed = replace(report, venue=venue, said_at=_said_at(report, revision))
    if author.kind == "organisation":
        ours = report.org == author.name or people.speaks_for(report.speaker, author.id)
        return replace(placed, provenance="own-company") if ours else placed
    return replace(placed, provenance="own-account") if report.speaker.id == author.id else placed


def _is_the_company(report: Report, text: str) -> bool:
    """In its own text, whoever else is named there."""
    written = fold(text[slice(*report.mention)]) if report.mention else ""
    article, _, noun = written.partition(" ")
    return written in zh.COMPANY_WORDS or (article == "the" and noun in en.COMPANY_NOUNS)


def _said_at(report: Report, revision: Revision) -> datetime | None:
    """What is said "today" is said with the release."""
    published, said = revision.published_at, report.said_at
    earlier = said is not None and published is not None and published - said >= timedelta(days=1)
    return said if earlier else published


# ---------------------------------------------------------------- what the author says himself


def _own_claims(text: str, body: Sequence[Paragraph], told: Sequence[Span]) -> Iterator[Span]:
    """Spans of the sentences in which nobody is quoted."""
    for paragraph in body:
        start = paragraph.start
        quotes = [(q.start, q.end) for q in paragraph.quotes if _is_speech(text[q.start : q.end])]
        taken = [*quotes, *(span for span in told if _overlap(span, (start, paragraph.end)))]
        for first, last in claims(text[start : paragraph.end]):
            span = start + first, start + last
            if _is_said(text[slice(*span)]) and not any(_overlap(span, other) for other in taken):
                yield span


def _is_said(line: str) -> bool:
    """A sentence, or a point of a list that says as much; no heading and no row of a table."""
    if line.rstrip().endswith(_STOPS):
        return True
    words = line.split()
    numbers = sum(word.strip("()$¥€%,.-–—")[:1].isdigit() for word in words)
    long = len(words) - numbers >= LEAST_POINT or sum(map(is_cjk, line)) > 2 * LEAST_POINT
    return long and numbers <= MOST_NUMBERS * len(words)


def _is_speech(quote: str) -> bool:
    """Words of somebody; a name or a term in quotation marks is none."""
    said = quote.strip("“”\"'‘’「」『』 ")
    return said.endswith((",", "，", *_STOPS)) or len(said.split()) > LEAST_POINT


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


# ---------------------------------------------------------------- what stands under every release


def _without_boilerplate(text: str, paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """A part of it ends at the next heading; in the lower half of the text nothing follows that is news."""
    within = False
    for paragraph in paragraphs:
        line = text[paragraph.start : paragraph.end]
        if _is_head(line):
            within = True
            if 2 * paragraph.start > len(text):
                return
        elif within and _is_heading(line):
            within = False
        if not within and not _is_boilerplate(line):
            yield paragraph


def _is_head(line: str) -> bool:
    return _is_heading(line) and _HEADS.fullmatch(line.strip("*_:： \t")) is not None


def _is_heading(line: str) -> bool:
    return len(line) <= HEADING and not line.endswith(_STOPS)


def _is_boilerplate(line: str) -> bool:
    if line.lower().startswith((*en.BOILERPLATE_LINES, *zh.BOILERPLATE_LINES)) or _WORDS.search(line):
        return True
    return len(line.split()) <= MOST_CONTACT_WORDS and _CONTACT.search(line) is not None
