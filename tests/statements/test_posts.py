"""A post by a known account: first-party Reports, one a claim, and nothing of what claims nothing."""

from __future__ import annotations

import pytest

from record.people import People
from record.types import Account, Speaker
from statements import extract
from tests.builders import EPOCH, document, revision
from tests.statements.reading import people, read_post


def test_each_claim_of_a_post_is_a_first_party_report_with_its_span() -> None:
    text = (
        "大家好！小米汽车没有进入美国市场的计划。照片里的车很可能是别的公司买去做测试的。谢谢大家！#小米SU7#"
    )
    first, second = read_post(text)
    assert first.text == "小米汽车没有进入美国市场的计划。"
    assert text[slice(*first.content[0])] == first.text
    assert (first.speaker.id, first.stance, first.polarity) == ("lei-jun", "deny", "negative")
    assert (first.provenance, first.venue, first.said_at) == ("own-account", "weibo", EPOCH)
    assert first.first_party
    assert second.polarity == "positive"


@pytest.mark.parametrize(
    "text",
    [
        "大家好！",
        "早上好，各位朋友",
        "Good morning everyone!",
        "#小米SU7# #小米汽车#",
        "https://weibo.com/1749127163/abc",
        "@小米汽车 @卢伟冰",
        "谢谢大家的支持！",
        "Thank you all for your support.",
        "🎉🎉🎉",
        "[鼓掌][鼓掌]",
        "转发微博",
        "",
        "   \n  ",
    ],
)
def test_what_claims_nothing_gives_no_report(text: str) -> None:
    assert read_post(text) == []


def test_the_words_of_a_reposted_post_are_not_the_authors() -> None:
    reports = read_post("说得对，我们会努力。//@网友甲:小米明年去美国", quoted="小米将在美国卖车。")
    assert [report.text for report in reports] == ["说得对，我们会努力。"]


def test_links_mentions_and_hashtags_around_a_claim_do_not_count_as_words() -> None:
    (report,) = read_post("#小米汽车# 工厂明天开始三班生产。https://example.org/x")
    assert report.text == "工厂明天开始三班生产。"


def test_an_english_post_is_cut_at_its_sentences_and_not_at_its_dots() -> None:
    reports = read_post("We sold 3.5 million phones in the U.S. market last year. There is no plan for cars.")
    assert [report.text for report in reports] == [
        "We sold 3.5 million phones in the U.S. market last year.",
        "There is no plan for cars.",
    ]


def test_the_account_of_an_organisation_speaks_for_the_organisation() -> None:
    account = Account("weibo", "42")
    ford = Speaker("ford", "organisation", "Ford", accounts=(account,))
    made = revision("我们没有与小米谈判。", "", document=document(kind="post", account=account))
    (report,) = extract(made, People([ford]))
    assert (report.speaker.id, report.provenance, report.org) == ("ford", "own-company", "Ford")


def test_an_account_that_nobody_knows_speaks_under_its_own_name() -> None:
    (report,) = read_post("We will build a smaller car.", Account("mastodon", "9"), author="Olive Trent")
    assert (report.speaker.id, report.who, report.venue) == ("?olivetrent", "Olive Trent", "post")
    assert people().by_id(report.speaker.id) is None


def test_a_short_post_is_the_sentence_around_each_of_its_claims_and_a_long_one_its_paragraph() -> None:
    text = "我们没有进入美国市场的计划。\n那辆车是别的公司买的。"
    assert {report.sentence for report in read_post(text)} == {(0, len(text))}
    long = f"我们没有进入美国市场的计划。\n{'工厂的产能正在提升。' * 40}\n那辆车是别的公司买的。"
    last = read_post(long)[-1]
    assert long[slice(*last.sentence)] == "那辆车是别的公司买的。"
