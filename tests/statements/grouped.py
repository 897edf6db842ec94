"""Reports and the Statements that they might belong to, as `place` sees them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from record.placing import Candidate, Located, Member
from record.text import is_cjk
from statements.gists import gist_of_words
from tests.builders import EPOCH, report


def located(text: str, around: str = "", after: timedelta = timedelta(), **changes: Any) -> Located:
    """A Report of these words; `around` is what its sentence says beside them."""
    lang = "zh" if any(map(is_cjk, text)) else "en"
    gist = gist_of_words(text, around or text, lang, EPOCH + after)
    return replace(Located(report(text), gist, document_id=hash(text) % 1000 + 1), **changes)


def member(each: Located, said_at: datetime = EPOCH, number: int = 1) -> Member:
    said = each.report
    return Member(
        report_id=number,
        document_id=each.document_id,
        text=said.text,
        gist=each.gist,
        said_at=said_at,
        stance=said.stance,
        polarity=said.polarity,
        kind=said.kind,
        post=each.post,
        sentence=said.sentence,
        content=said.content,
    )


def candidate(number: int, *texts: str | Located, after: timedelta = timedelta()) -> Candidate:
    found = [each if isinstance(each, Located) else located(each, after=after) for each in texts]
    members = tuple(member(each, EPOCH + after, at) for at, each in enumerate(found, 1))
    return Candidate(number, "lei-jun", members[0].stance, EPOCH + after, members)
