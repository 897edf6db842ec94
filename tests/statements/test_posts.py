"""A post by a known account: first-party Reports, one a claim, and nothing of what claims nothing."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from record.people import People
from record.types import Account, Speaker
from statements import extract
from statements.claims import claims
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


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        # a mention or hashtag that is the subject or the object is one of the words
        ("@SpaceX will launch it tomorrow.", ["@SpaceX will launch it tomorrow."]),
        (".@Tesla has not called us.", ["@Tesla has not called us."]),
        ("We are proud to work with @Ford", ["We are proud to work with @Ford"]),
        ("#Cybertruck deliveries start in May.", ["#Cybertruck deliveries start in May."]),
        ("We bring the #SU7 to Europe. #Xiaomi #EV", ["We bring the #SU7 to Europe."]),
        # whom it answers is not
        ("@jane.bsky.social We ship it in March.", ["We ship it in March."]),
        ("@olive@toots.example We ship it in March.", ["We ship it in March."]),
        ("RT @jane: We will build a smaller car.", []),
        # stops that end nothing
        (
            "Our chief Mr. Smith met J. Jones in St. Louis.",
            ["Our chief Mr. Smith met J. Jones in St. Louis."],
        ),
        ("It opens in the U.S. We are glad of it.", ["It opens in the U.S.", "We are glad of it."]),
        ("It opens on Dec. 4 in Texas.", ["It opens on Dec. 4 in Texas."]),
        ("We tried… and we won. There is more to come.", ["We tried… and we won.", "There is more to come."]),
        # links end a sentence where another follows
        ("All here: https://acme.example/a.b We have no debt.", ["We have no debt."]),
        (
            "See https://acme.example/a for the plan of 2027.",
            ["See https://acme.example/a for the plan of 2027."],
        ),
        ("Mail jobs@acme.example to work with us.", ["Mail jobs@acme.example to work with us."]),
        # what stands around the words
        ("🚀 The first one flies today 🚀🎉", ["The first one flies today"]),
        (
            "1/ We close the Berlin office.\n2/ Nobody loses a job.",
            ["We close the Berlin office.", "Nobody loses a job."],
        ),
        ("• Made in the US by our own people", ["Made in the US by our own people"]),
        ("0:00 How it all began\n4:10 What we plan for Texas\n1:02:03 Questions and answers", []),
        # thanks that lead to something
        ("Thanks to our team, we sold 10,000 cars.", ["Thanks to our team, we sold 10,000 cars."]),
        ("感谢大家的支持，明年我们会把汽车带到欧洲。", ["感谢大家的支持，明年我们会把汽车带到欧洲。"]),
        ("Thank you all, good night!", []),
    ],
)
def test_a_short_post_gives_whole_sentences_and_only_what_is_said(text: str, claimed: list[str]) -> None:
    assert [text[slice(*span)] for span in claims(text)] == claimed


@given(st.text(st.sampled_from('aZ 雷军。.!？…@#:/\n-1🚀\ufe0fRT"”'), max_size=80) | st.text(max_size=80))
def test_any_text_gives_spans_in_order_within_it(text: str) -> None:
    spans = list(claims(text))
    ends = [place for span in spans for place in span]
    assert ends == sorted(ends)
    assert all(0 <= start < end <= len(text) for start, end in spans)


@pytest.mark.parametrize(
    "piece", ["@a", "#a ", "#", "hi ", "大家", "a. ", "…", "https://a ", "1/ ", "[a", "U.S. "]
)
def test_a_long_post_is_read_in_no_time(piece: str) -> None:
    begun = time.process_time()
    list(claims(piece * 20_000))
    assert time.process_time() - begun < 10


def test_a_pure_repost_gives_no_report() -> None:
    assert read_post("", quoted="小米将在美国卖车。") == []


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


def test_what_is_added_to_a_post_is_not_told_for_the_words_that_stood_there() -> None:
    text = "我们明年会进入美国市场。其次，感谢大家的支持和等待。"
    added = ((13, len(text)),)
    first, second = read_post(text, added=added)
    assert text[slice(*second.sentence)] == "其次，感谢大家的支持和等待。"
    assert first.sentence == first.content[0]


def test_a_short_post_is_the_sentence_around_each_of_its_claims_and_a_long_one_its_paragraph() -> None:
    text = "我们没有进入美国市场的计划。\n那辆车是别的公司买的。"
    assert {report.sentence for report in read_post(text)} == {(0, len(text))}
    long = f"我们没有进入美国市场的计划。\n{'工厂的产能正在提升。' * 40}\n那辆车是别的公司买的。"
    last = read_post(long)[-1]
    assert long[slice(*last.sentence)] == "那辆车是别的公司买的。"
