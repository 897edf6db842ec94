"""Any text at all: no error, spans in the text and in order, time in proportion to the length."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from record.types import Report
from tests.statements.reading import read, read_post

PIECES = st.sampled_from(
    [
        "Lei Jun",
        "Ford",
        "said",
        "denied",
        "that",
        "which",
        "according to",
        "he",
        "told",
        "“",
        "”",
        '"',
        "'",
        "’",
        "‘",
        ",",
        ".",
        "—",
        "(",
        ")",
        "\n",
        "\r\n",
        "\u2028",
        "雷军",
        "表示",
        "，",
        "。",
        "：",
        "「",
        "」",
        "《",
        "告诉",
        "他",
        "U.S.",
        "Co.",
        "ß",
        "İ",
        "ﬀ",
        "\x00",
        "🙂",
        " ",
    ]
)


def check(text: str, reports: list[Report]) -> None:
    for report in reports:
        spans = [*report.content, report.sentence, *filter(None, (report.cue, report.mention))]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert list(report.content) == sorted(report.content)
        assert report.sentence[0] <= report.content[0][0]
        assert report.content[-1][1] <= report.sentence[1]
        assert report.text == " … ".join(" ".join(text[s:e].split()) for s, e in report.content)
        assert report.who
        assert 0 < report.confidence <= 1


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_no_text_makes_the_extractor_fail(text: str) -> None:
    check(text, read(text))
    check(text, read_post(text))


@given(st.lists(PIECES, max_size=60).map(" ".join) | st.lists(PIECES, max_size=60).map("".join))
@settings(max_examples=300, deadline=None)
def test_no_mixture_of_names_cues_and_marks_does(text: str) -> None:
    check(text, read(text))
    check(text, read_post(text))


@given(st.lists(PIECES, max_size=30).map(" ".join))
@settings(max_examples=60, deadline=None)
def test_the_same_text_gives_the_same_reports(text: str) -> None:
    assert read(text) == read(text)


def test_a_text_that_is_cut_at_its_cue_does_not() -> None:
    text = "Berg, who said that Berg, who said that "
    check(text, read(text))


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["a", "中", "“", "'", '"', " ", "\n", ".", "said ", "雷军表示，", "“a” said X, "]
)
def test_a_megabyte_of_one_thing_takes_seconds(piece: str) -> None:
    begun = time.process_time()
    read((piece * 1_000_000)[:1_000_000])
    assert time.process_time() - begun < 60
