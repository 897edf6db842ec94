"""Only what an edit added is judged again."""

from __future__ import annotations

import pytest

from record.paragraphs import ArticleText, compare
from record.types import Span
from statements.changes import added_reports
from statements.extraction import extract
from tests.builders import report, revision
from tests.statements.reading import people

OLD = (
    "Lei Jun said on Monday that Xiaomi has no plan to enter the US market.",
    "The company sells the sedan in China only.",
)


@pytest.mark.parametrize(
    ("content", "cue", "mention", "added", "kept"),
    [
        ((10, 20), None, None, None, True),
        ((10, 20), None, None, (), False),
        ((10, 20), None, None, ((0, 10), (20, 30)), False),
        ((10, 20), None, None, ((19, 20),), True),
        ((10, 20), (22, 26), None, ((22, 30),), True),
        ((10, 20), None, (0, 7), ((0, 8),), True),
        ((10, 20), (22, 26), (0, 7), ((30, 90),), False),
    ],
)
def test_a_report_is_judged_again_when_a_part_of_it_was_added(
    content: Span, cue: Span | None, mention: Span | None, added: tuple[Span, ...] | None, kept: bool
) -> None:
    made = report(content=(content,), cue=cue, mention=mention)
    assert added_reports([made], added) == [made] * kept


def said(old: tuple[str, ...], new: tuple[str, ...]) -> list[tuple[str, str]]:
    """(Speaker, words) of what is judged of the new version."""
    change = compare(ArticleText("t", "\n".join(old)), ArticleText("t", "\n".join(new)))
    assert change is not None
    edited = revision("\n".join(new), added=change.added)
    found = added_reports(extract(edited, people()), edited.added)
    return [(each.speaker.id, each.text) for each in found]


def test_a_pronoun_in_an_added_paragraph_is_read_by_the_paragraphs_above() -> None:
    new = (OLD[0], "He added that the company will build a plant in Spain.", OLD[1])
    assert said(OLD, new) == [("lei-jun", "the company will build a plant in Spain")]


def test_the_same_words_given_to_somebody_else_are_judged_again() -> None:
    new = (OLD[0].replace("Lei Jun", "Lu Weibing"), OLD[1])
    assert [speaker for speaker, _ in said(OLD, new)] == ["lu-weibing"]
