"""Reads a text as the extract stage does, with the people who are bundled."""

from __future__ import annotations

from functools import cache

from record.people import People, load_people
from record.types import Account, Report, Span
from statements import extract
from tests.builders import EPOCH, document, revision

Row = tuple[str, str, str, str]  # speaker id, words, stance, polarity


@cache
def people() -> People:
    loaded, problems = load_people()
    assert not problems
    return loaded


def read(text: str, title: str = "") -> list[Report]:
    """The Reports of an article."""
    return extract(revision(text, title, observed_at=EPOCH), people())


def read_post(
    text: str,
    account: Account | None = None,
    quoted: str = "",
    author: str = "",
    added: tuple[Span, ...] | None = None,
) -> list[Report]:
    """The Reports of a post, by Lei Jun where no other account is given."""
    made = document(kind="post", account=account or Account("weibo", "1749127163"))
    authors = (author,) if author else ()
    of = {"document": made, "quoted": quoted, "published_at": EPOCH, "authors": authors, "added": added}
    return extract(revision(text, "", **of), people())


def rows(reports: list[Report]) -> list[Row]:
    return [(report.speaker.id, bare(report.text), report.stance, report.polarity) for report in reports]


def bare(words: str) -> str:
    """Words without the marks around them."""
    return words.strip("“”\"'‘’「」『』，,。. ")
