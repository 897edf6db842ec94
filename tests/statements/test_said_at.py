"""The day on which something was said, where the reporting clause tells it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest

from record.types import Span
from statements import extract
from statements.saidat import said_at
from statements.utterance import Utterance
from tests.builders import revision
from tests.statements.reading import people

PUBLISHED = datetime(2026, 11, 23, 15, tzinfo=UTC)  # a Monday


def marked(sentence: str) -> tuple[str, Utterance]:
    """The text without the marks of [mention], {cue} and <words said>, and the Utterance that they mark."""
    text = ""
    spans: dict[str, list[Span]] = {mark: [] for mark in "[{<"}
    open_at: dict[str, int] = {}
    for char in sentence:
        if char in "[{<":
            open_at[char] = len(text)
        elif char in "]}>":
            opening = "[{<"["]}>".index(char)]
            spans[opening].append((open_at[opening], len(text)))
        else:
            text += char
    mention = spans["["][0] if spans["["] else None
    return text, Utterance(tuple(spans["<"]), spans["{"][0], mention, (0, len(text)), "indirect")


def day_in(sentence: str, lang: str, published_at: datetime | None = PUBLISHED) -> str | None:
    text, utterance = marked(sentence)
    found = said_at(text, utterance, lang, published_at)
    china = timedelta(hours=8 if lang == "zh" else 0)
    return (found + china).date().isoformat() if found else None


ENGLISH: list[tuple[str, str | None]] = [
    ("[Ana Ruiz] {said} on Monday that <the plant would close>.", "2026-11-23"),
    ("[Ana Ruiz] {said} on Tuesday that <the plant would close>.", "2026-11-17"),
    ("[Ana Ruiz] {said} last Monday that <the plant would close>.", "2026-11-16"),
    ("[Ana Ruiz] on Sunday {said} <the plant would close>.", "2026-11-22"),
    ("“<The plant will close>,” {said} [Ana Ruiz] on Friday.", "2026-11-20"),
    ("“<The plant will close>,” [she] {said} in an interview on March 3, 2024.", "2024-03-03"),
    ("[Ana Ruiz] {told} CNBC on March 3 that <the plant would close>.", "2026-03-03"),
    ("[Ana Ruiz] {told} CNBC on December 3 that <the plant would close>.", "2025-12-03"),
    ("Speaking in Oslo on 12 October, [Ana Ruiz] {said} <the plant would close>.", "2026-10-12"),
    ("[Ana Ruiz] {announced} in May 2025 <that the plant would close>.", "2025-05-01"),
    ("[Ana Ruiz] {said} in June that <the plant would close>.", "2026-06-01"),
    ("In a 2023 interview, [Ana Ruiz] {said} <the plant would close>.", "2023-01-01"),
    ("Last year, [Ana Ruiz] {said} <the plant would close>.", "2025-01-01"),
    ("“<The plant will close in May>,” [she] {said} earlier this month.", "2026-11-01"),
    ("[Ana Ruiz] {said} last week that <the plant would close>.", "2026-11-16"),
    ("[Ana Ruiz] {said} yesterday that <the plant would close>.", "2026-11-22"),
    ("[Ana Ruiz] {said} two weeks ago that <the plant would close>.", "2026-11-09"),
    ("Three years ago [Ana Ruiz] {said} that <the plant would close>.", "2023-01-01"),
    # no time of the saying
    ("[Ana Ruiz] {said} that <the plant would close on Friday>.", None),
    ("“<The plant will close>,” [she] {said}, days after a fire in March 2025.", None),
    ("“<The plant will close>,” [she] {said} after a fire on Friday.", None),
    ("[Ana Ruiz], who joined the bank in 2020, {said} <the plant would close>.", None),
    ("After sales fell in 2023, [Ana Ruiz] {said} <the plant would close>.", None),
    ("Asked about the fire in March, [Ana Ruiz] {said} <it was small>.", None),
    ("Since 2021, [Ana Ruiz] has {said} <the plant would close>.", None),
    ("Sales fell on Friday and [Ana Ruiz] {said} <the plant would close>.", None),
    ("In the three months to March, [Ana Ruiz] {said}, <sales fell>.", None),
    ("[Ana Ruiz] {said} in November that <the plant would close>.", None),
    ("[Ana Ruiz] {said} on 30 February that <the plant would close>.", None),
    ("[Ana Ruiz] {said} on March 3, 2027 that <the plant would close>.", None),
    ("[Ana Ruiz] will {say} next Friday that <the plant closes>.", None),
    ("[Ana Ruiz] {said} this week that <the plant would close>.", None),
    ("[Ana Ruiz] {said} recently that <the plant would close>.", None),
]
CHINESE: list[tuple[str, str | None]] = [
    ("[雷军]11月20日晚在微博{表示}，<新车已经准备好>。", "2026-11-20"),
    ("11月20日晚，[雷军]在微博上{表示}，<新车已经准备好>。", "2026-11-20"),
    ("12月3日，[雷军]{表示}，<新车已经准备好>。", "2025-12-03"),
    ("20日，[雷军]{表示}，<新车已经准备好>。", "2026-11-20"),
    ("25日，[雷军]{表示}，<新车已经准备好>。", "2026-10-25"),
    ("周一，[雷军]{表示}，<新车已经准备好>。", "2026-11-23"),
    ("[雷军]上周五在接受采访时{说}，<新车已经准备好>。", "2026-11-20"),
    ("[雷軍]上週五在接受採訪時{說}，<新車已經準備好>。", "2026-11-20"),
    ("去年3月，[雷军]曾{表示}，<新车已经准备好>。", "2025-03-01"),
    ("在2023年的一次采访中，[雷军]{表示}，<新车已经准备好>。", "2023-01-01"),
    ("今年早些时候，[雷军]{表示}，<新车已经准备好>。", "2026-01-01"),
    ("当地时间11月20日，[马斯克]{发文称}，<新车已经准备好>。", "2026-11-20"),
    ("[雷军]昨天{说}，<新车已经准备好>。", "2026-11-22"),
    ("[雷军]三年前曾{说}，<新车已经准备好>。", "2023-01-01"),
    ("“<新车已经准备好>。”[雷军]11月20日{表示}。", "2026-11-20"),
    ("[他]此前在1月{表示}，<新车已经准备好>。", "2026-01-01"),
    ("去年年底，[雷军]{表示}，<新车已经准备好>。", "2025-01-01"),
    ("[雷军]昨（22）日{表示}，<新车已经准备好>。", "2026-11-22"),
    ("[雷軍]今(23)日{表示}，<新車已經準備好>。", "2026-11-23"),
    ("11月20日，针对降价的传闻，[雷军]{回应称}，<新车已经准备好>。", "2026-11-20"),
    ("[雷军]{表示}，<新车将在3月5日发布>。", None),
    ("针对3月5日的事故，[雷军]{回应称}，<公司正在调查>。", None),
    ("[雷军]就3月5日的事故{回应称}，<公司正在调查>。", None),
    ("截至9月30日，[雷军]{表示}，<公司交付了一万台>。", None),
    ("小米11月20日发布财报，[雷军]{表示}，<新车已经准备好>。", None),
    ("自2021年以来，[雷军]多次{表示}，<新车已经准备好>。", None),
    ("近日，[雷军]{表示}，<新车已经准备好>。", None),
]


@pytest.mark.parametrize(("sentence", "day"), ENGLISH)
def test_the_day_is_that_of_the_reporting_clause(sentence: str, day: str | None) -> None:
    assert day_in(sentence, "en") == day


@pytest.mark.parametrize(("sentence", "day"), CHINESE)
def test_the_day_is_that_of_the_chinese_reporting_clause(sentence: str, day: str | None) -> None:
    assert day_in(sentence, "zh") == day


@pytest.mark.parametrize("sentence", [sentence for sentence, day in ENGLISH if day])
def test_without_a_day_of_publication_only_a_written_year_tells_one(sentence: str) -> None:
    year = re.search(r"20\d\d", sentence)
    found = day_in(sentence, "en", None)
    assert found == (dict(ENGLISH)[sentence] if year else None)


def test_the_day_begins_in_the_zone_of_the_publication() -> None:
    text, utterance = marked("[Ana Ruiz] {said} on Monday that <the plant would close>.")
    beijing = datetime(2026, 11, 23, 8, tzinfo=timezone(timedelta(hours=8)))
    assert said_at(text, utterance, "en", beijing) == datetime(2026, 11, 22, 16, tzinfo=UTC)


def test_a_report_carries_the_day_and_never_one_after_its_publication() -> None:
    text = "11月20日晚，雷军在微博上表示，小米没有进入美国的计划。他补充说，新车不卖。"
    found = extract(revision(text, "", published_at=PUBLISHED), people())
    assert [report.said_at for report in found] == [
        datetime(2026, 11, 19, 16, tzinfo=UTC)
    ] * 2  # midnight in China
    assert all(report.said_at <= PUBLISHED for report in found if report.said_at)
    unknown = extract(revision(text, "", published_at=None), people())
    assert [report.said_at for report in unknown] == [None, None]


def test_yesterday_of_a_chinese_morning_is_a_day_of_china() -> None:
    text, utterance = marked("[雷军]昨日{表示}，<新车已经准备好>。")
    seven = datetime(2026, 11, 22, 23, tzinfo=UTC)  # the 23rd, 07:00 there
    assert said_at(text, utterance, "zh", seven) == datetime(2026, 11, 21, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "昨日，雷军表示，小米将建新厂。他此前表示，没有这样的计划。",
        "Elon Musk said on Friday that he would come. He had previously said that there was no such plan.",
    ],
)
def test_what_was_said_before_is_not_of_the_day_that_was_told_last(text: str) -> None:
    first, second = extract(revision(text, "", published_at=PUBLISHED), people())
    assert first.said_at is not None
    assert second.said_at is None
