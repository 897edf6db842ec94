"""What an edit changed, and what is no edit."""

from __future__ import annotations

import pytest

from record.paragraphs import ArticleText, Change, compare, fault_in, revision_key

ENGLISH = (
    "The maker of the sedan will not enter the US market, its chief executive said on Monday.",
    "“We have 3.5 million orders to fill first,” Lei Jun told reporters in Beijing.",
    "Shares rose 4% in Hong Kong after the remarks, which ended days of rumours.",
)
CHINESE = (
    "小米汽车目前没有进入美国市场的计划，雷军周一在北京对记者表示，公司首先要把国内市场做好。",
    "“我们还有350万份订单。”他说，工厂的产能要到明年才能提高。",
    "分析人士原本预计该公司会等到需求更加明朗之后再作决定，股价当天上涨百分之四。",
)


def version(*paragraphs: str, title: str = "Xiaomi rules out the US") -> ArticleText:
    return ArticleText(title, "\n".join(paragraphs))


def change(old: tuple[str, ...], new: tuple[str, ...]) -> Change | None:
    return compare(version(*old), version(*new))


FURNITURE = [
    ("Updated 5 minutes ago", "Updated 2 hours ago"),
    ("Last updated: 23 November 2026 at 10:20 GMT", "Last updated: 23 November 2026 at 14:05 GMT"),
    ("Published Mon 23 Nov 2026 10.20 EST", "Published Mon 23 Nov 2026 10.20 EST. Last modified 11.45"),
    ("By Ada Berg · 5 minutes ago", "By Ada Berg · an hour ago"),
    ("1,234 views · 56 comments", "9,876 views · 78 comments"),
    ("Ada Berg 12 comments", "Ada Berg 345 comments"),
    ("3 min read", "4 min read"),
    ("Shares 1.2k", "Shares 1.3k"),
    ("Read more: Ten ways to wash a car", "Read more: Five cars for the winter"),
    ("Read next: Ten ways to wash a car", ""),
    ("Related stories\nTen ways to wash a car\nFive cars", "Related stories\nWhat a battery costs"),
    ("Don’t miss: our newsletter", "Don't miss - the app"),
    ("更新于3小时前", "更新于5小时前"),
    ("2026年11月23日 10:20", "2026年11月23日 11:05"),
    ("更新时间：2026-11-23 10:20", "最后更新：2026-11-23 15:00"),
    ("刚刚", "12分钟前"),
    ("阅读 1.2万 评论 35", "阅读 3.4万 评论 78"),
    ("35人参与 12条评论", "99人参与 60条评论"),
    ("记者 王明 5分钟前", "记者 王明 2小时前"),
    ("相关阅读：冬天怎样洗车", "相关阅读：电池要多少钱"),
    ("延伸阅读\n冬天怎样洗车", "延伸阅读\n电池要多少钱\n五款新车"),
    ("阅读时长约5分钟", "阅读时长约6分钟"),
]


@pytest.mark.parametrize(("before", "after"), FURNITURE)
@pytest.mark.parametrize("body", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_furniture_is_no_change(body: tuple[str, ...], before: str, after: str) -> None:
    assert change((before, *body), (after, *body)) is None
    assert change((*body, before), (*body, after)) is None


SPELLINGS = [
    ("“We have 3.5 million orders”, he said.", '"We have 3.5 million orders," he said'),
    ("It isn’t so.", "It isn't  so ."),
    ("“我们没有计划。”他说。", "「我們沒有計劃」，他說。"),
    ("小米SU7在美国，很受欢迎！", "小米 SU7 在美国很受欢迎。"),
    ("Ｘｉａｏｍｉ　ｓａｙｓ　ｎｏ．", "Xiaomi says no."),
    ("A dash – here — and there.", "A dash - here, and there."),
]


@pytest.mark.parametrize(("before", "after"), SPELLINGS)
def test_another_spelling_is_no_change(before: str, after: str) -> None:
    assert change((before,), (after,)) is None


def test_another_order_and_other_cuts_are_no_change() -> None:
    one, two, three = ENGLISH
    assert change(ENGLISH, (two, one, three)) is None
    assert change(ENGLISH, (f"{one} {two}", three)) is None
    first, second, third = CHINESE
    assert change((first + second, third), CHINESE) is None
    assert change(ENGLISH, (*ENGLISH, two)) is None, "a pulled quote"


EDITS = [
    ("3.5 million", "3.6 million"),
    ("3.5 million", "35 million"),
    ("4% in", "14% in"),
    ("4% in", "4 in"),
    ("rose 4%", "rose -4%"),
    ("will not enter", "will enter"),
    ("Lei Jun told", "Lu Weibing told"),
    ("orders to fill first", "orders"),
    ("on Monday", "5 minutes ago"),
]


@pytest.mark.parametrize(("was", "became"), EDITS)
def test_a_number_a_name_and_a_word_within_a_sentence_is_a_change(was: str, became: str) -> None:
    new = tuple(paragraph.replace(was, became) for paragraph in ENGLISH)
    found = change(ENGLISH, new)
    assert found is not None
    ((start, end),) = found.added
    assert became in "\n".join(new)[start:end]
    assert len(found.removed) == 1
    assert was in found.removed[0]


def test_a_clock_within_a_sentence_is_read_as_it_stands() -> None:
    assert change(("He founded it 10 years ago, he said.",), ("He founded it 11 years ago, he said.",))
    assert change(("It began 5 minutes ago.",), ("It began 6 minutes ago.",))


def test_a_paragraph_that_was_added_is_where_it_says() -> None:
    new = (ENGLISH[0], "  “Nor Europe,” he said.  ", *ENGLISH[1:])
    found = change(ENGLISH, new)
    assert found is not None
    assert [("\n".join(new))[start:end] for start, end in found.added] == ["“Nor Europe,” he said."]
    assert found.removed == ()
    assert found.as_json() == {"added": [list(span) for span in found.added], "removed": []}


def test_a_paragraph_that_was_taken_out_is_kept_as_removed() -> None:
    found = change(CHINESE, CHINESE[:2])
    assert found == Change((), (CHINESE[2],), retitled=False)


def test_an_item_of_a_list_is_no_furniture() -> None:
    found = change((*ENGLISH, "Price: $25,000"), (*ENGLISH, "Price: $29,000"))
    assert found is not None
    assert found.removed == ("Price: $25,000",)


def test_another_title_is_a_change_where_it_says_something_else() -> None:
    old, spelt, other = (
        version(*ENGLISH, title="Xiaomi: “no US plan”"),
        version(*ENGLISH, title="Xiaomi: 'No US plan'"),
        version(*ENGLISH, title="Xiaomi: US plan is off"),
    )
    assert compare(old, spelt) is None
    assert compare(old, other) == Change((), (), retitled=True)
    assert compare(old, version(*ENGLISH, title="")) is None, "a title that was not found says nothing"


def test_versions_that_say_the_same_have_one_key() -> None:
    one = version("Updated 5 minutes ago", *ENGLISH)
    assert revision_key(one) == revision_key(version(*reversed(ENGLISH), "Updated an hour ago"))
    assert revision_key(one) != revision_key(version(*ENGLISH[:2]))
    assert revision_key(one) != revision_key(version(*ENGLISH, title="Another"))


@pytest.mark.parametrize("body", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_a_teaser_a_wall_and_another_page_are_no_version(body: tuple[str, ...]) -> None:
    whole = version(*body)
    assert fault_in(whole, version(body[0][:40] + "…")) is not None
    assert fault_in(whole, version("This page cannot be shown.", title="Error")) is not None
    home = version(*("Ten ways to wash a car in winter, by those who know." for _ in range(9)), title="Home")
    assert fault_in(whole, home) == "another page stands there"


@pytest.mark.parametrize("body", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_an_edit_is_a_version_however_much_it_adds(body: tuple[str, ...]) -> None:
    whole = version(*body)
    assert fault_in(whole, whole) is None
    assert fault_in(whole, version(*body[:2])) is None
    assert fault_in(whole, version(*body, *("A new paragraph, and another." for _ in range(50)))) is None
    assert fault_in(whole, version("All of it was written anew, and says less. " * 9)) is None, (
        "its title stayed"
    )
    assert fault_in(version("Short."), version("Shorter.", title="Other")) is not None
