"""The dates that words name, seen from the day they were said."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from record.placing import Period
from statements.gists.dates import dates_agree, dates_in

SAID = datetime(2026, 6, 10, 9, tzinfo=UTC)


def days(text: str, lang: str) -> list[str]:
    return [f"{each.first} {each.last}" for each in dates_in(text, lang, SAID)]


ENGLISH = [
    ("service resumes on 1 April 2027", "2027-04-01 2027-04-01"),
    ("service resumes on July 3", "2026-07-03 2026-07-03"),
    ("on 2026-08-09", "2026-08-09 2026-08-09"),
    ("from the second half of this year", "2026-07-01 2026-12-31"),
    ("in the third quarter of next year", "2027-07-01 2027-09-30"),
    ("in Q3 2027", "2027-07-01 2027-09-30"),
    ("in the back half of 2027", "2027-07-01 2027-12-31"),
    ("H2 revenue", "2026-07-01 2026-12-31"),
    ("by the end of the year", "2026-11-15 2026-12-31"),
    ("before the year is out", "2026-11-15 2026-12-31"),
    ("by the end of 2028", "2028-11-15 2028-12-31"),
    ("early next year", "2027-01-01 2027-05-03"),
    ("in July", "2026-07-01 2026-07-31"),
    ("in May 2027", "2027-05-01 2027-05-31"),
    ("next May", "2027-05-01 2027-05-31"),
    ("October '27", "2027-10-01 2027-10-31"),
    ("this autumn", "2026-09-01 2026-11-30"),
    ("next spring", "2027-03-01 2027-05-31"),
    ("six years from now", "2032-01-01 2032-12-31"),
    ("a plant two years off", "2028-01-01 2028-12-31"),
    ("the end of the decade", "2029-08-16 2030-12-31"),
    ("next month", "2026-07-01 2026-07-31"),
    ("this week", "2026-06-08 2026-06-14"),
    ("tomorrow", "2026-06-11 2026-06-11"),
    ("before 2028 dawns", "2027-07-03 2027-12-31"),
    ("in 2033", "2033-01-01 2033-12-31"),
    ("by Christmas this year", "2026-12-18 2026-12-26"),
]
CHINESE = [
    ("2027年一季度开馆", "2027-01-01 2027-03-31"),
    ("明年第三季度", "2027-07-01 2027-09-30"),
    ("下半年上市", "2026-07-01 2026-12-31"),
    ("年底前完成", "2026-11-15 2026-12-31"),
    ("今年不涨价", "2026-01-01 2026-12-31"),
    ("2027年底", "2027-11-15 2027-12-31"),
    ("二〇二八年投产", "2028-01-01 2028-12-31"),
    ("7月3日开航", "2026-07-03 2026-07-03"),
    ("七月上旬", "2026-07-01 2026-07-11"),
    ("明年元月", "2027-01-01 2027-01-31"),
    ("下月起", "2026-07-01 2026-07-31"),
    ("本周五前", "2026-06-08 2026-06-14"),
    ("两年后", "2028-01-01 2028-12-31"),
    ("再过四年", "2030-01-01 2030-12-31"),
    ("这个年代结束前", "2029-08-16 2030-12-31"),
    ("金秋开业", "2026-09-01 2026-11-30"),
    ("明春交付", "2027-03-01 2027-05-31"),
    ("卖到2033", "2033-01-01 2033-12-31"),
    ("从今天起", "2026-06-10 2026-06-10"),
    ("2027年之前", "2026-07-03 2026-12-31"),
]


@pytest.mark.parametrize(("text", "told"), ENGLISH)
def test_english_dates_mean_these_days(text: str, told: str) -> None:
    assert days(text, "en") == [told]


@pytest.mark.parametrize(("text", "told"), CHINESE)
def test_chinese_dates_mean_these_days(text: str, told: str) -> None:
    assert days(text, "zh") == [told]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("the Q4 phone is ready", "en"),
        ("it may happen, and they march on", "en"),
        ("it costs $2,027", "en"),
        ("we sold 2028 cars", "en"),
        ("one in two nurses", "en"),
        ("Q4手机开箱", "zh"),
        ("贵2000卢比", "zh"),
        ("生日和日前", "zh"),
    ],
)
def test_names_and_numbers_are_no_dates(text: str, lang: str) -> None:
    assert days(text, lang) == []


def test_a_month_without_a_year_may_be_of_two() -> None:
    """Said in June, December is the last one or the next."""
    assert days("in December", "en") == ["2026-12-01 2026-12-31", "2025-12-01 2025-12-31"]


SAME = [
    ("by December", "en", "今年年底", "zh"),
    ("before 2027", "en", "年内", "zh"),
    ("early next year", "en", "2027年一季度", "zh"),
    ("before 2030", "en", "before the end of the decade", "en"),
    ("in two months' time", "en", "8月", "zh"),
    ("at the beginning of July", "en", "7月1日", "zh"),
    ("nine years from now", "en", "2035年", "zh"),
    ("not before October 2027", "en", "要等到2027年10月", "zh"),
    ("by Christmas", "en", "圣诞节前", "zh"),
]
APART = [
    ("in 2027", "en", "2028年", "zh"),
    ("until the end of June", "en", "到九月底", "zh"),
    ("in January 2027", "en", "明年4月", "zh"),
    ("this year", "en", "明年", "zh"),
    ("before 2027", "en", "in 2027", "en"),
    ("上半年", "zh", "下半年", "zh"),
]


@pytest.mark.parametrize(("one", "lang", "other", "lang2"), SAME)
def test_dates_that_can_be_the_same_agree(one: str, lang: str, other: str, lang2: str) -> None:
    assert dates_agree(dates_in(one, lang, SAID), dates_in(other, lang2, SAID)) is True


@pytest.mark.parametrize(("one", "lang", "other", "lang2"), APART)
def test_dates_apart_disagree(one: str, lang: str, other: str, lang2: str) -> None:
    assert dates_agree(dates_in(one, lang, SAID), dates_in(other, lang2, SAID)) is False


def test_where_one_names_none_nothing_is_told() -> None:
    assert dates_agree((), (Period(date(2026, 1, 1), date(2026, 1, 2)),)) is None


def test_a_day_that_no_calendar_has_is_none() -> None:
    assert days("on 30 February 2027", "en") in ([], ["2027-02-01 2027-02-28"])
