"""A marked text is the text, whatever overlaps, nests, pauses or runs over the end of a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.marks import Line, Mark, cut_lines, marks_of
from tests.builders import report

TEXT = "No, said Ada Lin, we will not go."

marks = st.lists(
    st.builds(
        Mark,
        st.integers(-3, 30),
        st.integers(-3, 30),
        st.sampled_from(["words", "cue", "speaker"]),
        st.integers(1, 4),
    ),
    max_size=8,
)
texts = st.text(alphabet="ab 中\n\r\u2028", max_size=25)


def drawn(text: str, lines: list[Line]) -> list[str]:
    """Every line with `1[` and `]1` around words said, {} around a speaker and <> around a cue."""
    return ["".join(_drawn(text, line)) for line in lines]


def _drawn(text: str, line: Line) -> list[str]:
    parts = []
    for run in line.runs:
        parts += [f"{number}[" for number in run.begun]
        for piece in run.pieces:
            words = text[piece.start : piece.end]
            words = f"{{{words}}}" if piece.speaker else words
            parts.append(f"<{words}>" if piece.cue else words)
        parts += [f"]{number}" for number in reversed(run.ended)]
    return parts


@pytest.mark.parametrize(
    ("marked", "shown"),
    [
        ([], TEXT),
        ([Mark(18, 32, "words", 1)], "No, said Ada Lin, 1[we will not go]1."),
        ([Mark(0, 2, "words", 1), Mark(18, 32, "words", 1)], "1[No]1, said Ada Lin, 1[we will not go]1."),
        (
            [Mark(18, 32, "words", 1), Mark(26, 32, "words", 2)],
            "No, said Ada Lin, 1[we will 2[not go]2]1.",
        ),
        (
            [Mark(18, 29, "words", 1), Mark(21, 32, "words", 2)],
            "No, said Ada Lin, 1[we 2[will not]1 go]2.",
        ),
        (
            [Mark(0, 33, "words", 1), Mark(4, 8, "cue", 2), Mark(9, 16, "speaker", 2)],
            "1[No, <said> {Ada Lin}, we will not go.]1",
        ),
        ([Mark(4, 16, "cue", 1), Mark(9, 16, "speaker", 1)], "No, <said ><{Ada Lin}>, we will not go."),
        ([Mark(18, 25, "words", 1), Mark(25, 32, "words", 1)], "No, said Ada Lin, 1[we will not go]1."),
        ([Mark(18, 20, "words", 1), Mark(20, 25, "words", 2)], "No, said Ada Lin, 1[we]12[ will]2 not go."),
        ([Mark(-9, 2, "words", 1), Mark(40, 50, "words", 2), Mark(5, 5, "cue", 3)], f"1[No]1{TEXT[2:]}"),
    ],
)
def test_words_may_nest_overlap_and_pause(marked: list[Mark], shown: str) -> None:
    assert drawn(TEXT, cut_lines(TEXT, marked)) == [shown]


def test_what_goes_on_in_the_next_line_is_marked_there_again_but_begins_once() -> None:
    text = "Ada Lin said: we go\r\n\r\nand we come back."
    lines = cut_lines(text, [Mark(14, len(text) - 1, "words", 1)])
    assert drawn(text, lines) == ["Ada Lin said: 1[we go]1", "1[and we come back]1."]
    assert [run.first for line in lines for run in line.runs if run.numbers] == [(1,), ()]


def test_a_report_is_marked_under_its_number_with_its_cue_and_its_mention() -> None:
    reports = [
        report("No", content=((0, 2), (18, 32)), cue=(4, 8), mention=(9, 16)),
        report("go", content=((30, 32),)),
    ]
    assert marks_of(reports) == [
        Mark(0, 2, "words", 1),
        Mark(18, 32, "words", 1),
        Mark(4, 8, "cue", 1),
        Mark(9, 16, "speaker", 1),
        Mark(30, 32, "words", 2),
    ]


@given(texts, marks)
def test_the_pieces_of_all_lines_are_the_text_without_its_breaks(text: str, marked: list[Mark]) -> None:
    pieces = [piece for line in cut_lines(text, marked) for run in line.runs for piece in run.pieces]
    joined = "".join(text[piece.start : piece.end] for piece in pieces)
    assert joined == "".join(char for char in text if char not in "\n\r\u2028")
    assert all(piece.start < piece.end for piece in pieces)


@given(texts, marks)
def test_every_character_is_in_exactly_the_marks_that_hold_it(text: str, marked: list[Mark]) -> None:
    for line in cut_lines(text, marked):
        for run in line.runs:
            for piece in run.pieces:
                for at in range(piece.start, piece.end):
                    held = {(mark.part, mark.number) for mark in marked if mark.start <= at < mark.end}
                    assert run.numbers == tuple(sorted(n for part, n in held if part == "words"))
                    assert piece.cue == any(part == "cue" for part, _ in held)
                    assert piece.speaker == any(part == "speaker" for part, _ in held)


@given(texts, marks)
def test_what_begins_in_a_line_ends_in_it(text: str, marked: list[Mark]) -> None:
    first: list[int] = []
    for line in cut_lines(text, marked):
        opened: set[int] = set()
        for run in line.runs:
            assert not opened & set(run.begun)
            opened |= set(run.begun)
            assert opened == set(run.numbers)
            opened -= set(run.ended)
            first += run.first
        assert not opened
    assert len(first) == len(set(first))


def test_thousands_of_statements_are_cut_in_no_time() -> None:
    text = "ab cd\n" * 20_000
    lines = cut_lines(text, [Mark(at, at + 2, "words", at) for at in range(0, len(text), 6)])
    assert sum(len(run.begun) for line in lines for run in line.runs) == 20_000
