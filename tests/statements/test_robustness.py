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
        "who",
        "We won't build there",
        "“We have no plan,” he said.",
        "The vote is on Friday.",
        "DETROIT (Reuters) -",
        "（记者 ",
        "he",
        "told",
        "“",
        "”",
        "''",
        "……",
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
        assert report.sentence == (min(start for start, _ in spans), max(end for _, end in spans))
        assert any(map(str.isalnum, report.text))
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


@pytest.mark.parametrize(
    "text", ["Berg, who said that Berg, who said that ", "Lei Jun (   (", "」 who DETROIT said 雷军"]
)
def test_a_text_that_is_cut_where_something_should_follow_does_not(text: str) -> None:
    check(text, read(text))


@pytest.mark.parametrize(
    "text",
    [
        "The vote is on Friday. ''We won't build there,'' Lei Jun said on Friday.",
        "The vote is on Friday. 'Nobody knows what it costs,' Lei Jun said on Friday.",
    ],
)
def test_the_sentence_of_a_report_begins_no_later_than_its_words(text: str) -> None:
    reports = read(text)
    assert reports
    check(text, reports)


@pytest.mark.parametrize(
    "text", ["雷军说，“……”", "雷军表示“！”。", "雷军说：“？”", "雷军表示，…… - ", "“…,” Lei Jun said."]
)
def test_words_without_a_letter_or_a_digit_are_no_statement(text: str) -> None:
    assert read(text) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["a", "中", "“", "'", '"', " ", "\n", ".", "said ", "雷军表示，", "“a” said X, "]
)
def test_a_megabyte_of_one_thing_takes_seconds(piece: str) -> None:
    begun = time.process_time()
    read((piece * 1_000_000)[:1_000_000])
    assert time.process_time() - begun < 60


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", [":", "'", "''", "“a b c,” Berg said. ", "Berg, who said ", "（记者 ", "A "]
)
def test_a_line_in_which_everything_may_report_takes_seconds(piece: str) -> None:
    begun = time.process_time()
    read((piece * 100_000)[:100_000])
    assert time.process_time() - begun < 25
