"""The marked text and its statements as one HTML page without scripts, which needs no other file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from ops.extracts.understood import Understood
from ops.extracts.wording import published_of, rows_of, shown
from record.urls import is_web_address
from statements.languages import document_language, language
from statements.marks import Piece, Run, cut_lines, marks_of


@dataclass(frozen=True, slots=True)
class Stretch:
    """A Piece with its text."""

    text: str
    speaker: bool
    cue: bool


@dataclass(frozen=True, slots=True)
class Words:
    """A Run with its text."""

    run: Run
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text."""

    lang: str
    parts: tuple[Words, ...]


def page_of(understood: Understood, zone: ZoneInfo) -> str:
    """All that is shown is escaped: nothing of the text is ever part of the page's markup."""
    given = understood.given
    lang_of = partial(language, document=document_language(given.text, given.lang))
    return _template().render(
        title=shown(given.title),
        lang_of=lang_of,
        url=given.url,
        is_link=is_web_address(given.url),
        published=published_of(given, zone),
        paragraphs=_paragraphs(understood, lang_of),
        rows=rows_of(understood.reports, zone),
        silence=understood.silence,
    )


def _paragraphs(understood: Understood, lang_of: Callable[[str], str]) -> list[Paragraph]:
    text = understood.given.text
    lines = cut_lines(text, marks_of(understood.reports))
    written = [(line, text[line.start : line.end]) for line in lines]
    return [
        Paragraph(lang_of(words), tuple(_words(text, run) for run in line.runs))
        for line, words in written
        if words.strip()
    ]


def _words(text: str, run: Run) -> Words:
    return Words(run, tuple(_stretch(text, piece) for piece in run.pieces))


def _stretch(text: str, piece: Piece) -> Stretch:
    return Stretch(shown(text[piece.start : piece.end]), piece.speaker, piece.cue)


@cache
def _template() -> Template:
    loader = FileSystemLoader(Path(__file__).parent)
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return environment.get_template("page.html")
