"""Who speaks: from what stands beside the cue to a Speaker, over one whole document."""

from __future__ import annotations

import pytest

from record.types import Report
from tests.statements.reading import read


def only(text: str) -> Report:
    (report,) = read(text)
    return report


@pytest.mark.parametrize(
    ("mention", "speaker"),
    [
        ("Lei Jun", "lei-jun"),
        ("LEI JUN", "lei-jun"),
        ("Xiaomi's CEO", "lei-jun"),
        ("The Xiaomi founder", "lei-jun"),
        ("The chief executive of Xiaomi", "lei-jun"),
        ("Xiaomi", "xiaomi"),
        ("Xiaomi EV", "xiaomi"),
        ("Xiaomi executives", "xiaomi"),
        ("A spokesperson for Xiaomi", "xiaomi"),
        ("Richard Yu", "yu-chengdong"),
        ("C.C. Wei", "cc-wei"),
        ("TSMC chairman C.C. Wei", "cc-wei"),
        ("Ford Motor Co.", "ford"),
        ("GM's chief executive", "mary-barra"),
        ("Ola Källenius", "ola-kallenius"),
        ("Ola Kallenius", "ola-kallenius"),
    ],
)
def test_a_known_speaker_is_found_by_name_role_and_company(mention: str, speaker: str) -> None:
    assert only(f"{mention} said that the factory would open on Monday.").speaker.id == speaker


@pytest.mark.parametrize(
    ("mention", "speaker"),
    [
        ("雷军", "lei-jun"),
        ("雷總", "lei-jun"),
        ("小米创始人雷军", "lei-jun"),
        ("小米董事长", "lei-jun"),
        ("小米集团总裁卢伟冰", "lu-weibing"),
        ("小米汽车", "xiaomi"),
        ("小米方面", "xiaomi"),
        ("福特汽车发言人", "ford"),
        ("埃隆·马斯克", "elon-musk"),
        ("英伟达首席执行官黄仁勋", "jensen-huang"),
    ],
)
def test_a_known_speaker_is_found_in_chinese(mention: str, speaker: str) -> None:
    assert only(f"{mention}表示，工厂将于周一投产。").speaker.id == speaker


def test_a_given_name_is_enough_once_the_full_name_has_been_seen() -> None:
    report = only("Xiaomi is led by Lei Jun. Jun said that the car was not for sale.")
    assert (report.speaker.id, report.who) == ("lei-jun", "Lei Jun")


@pytest.mark.parametrize("mention", ["Mr. Farley", "Farley", "He", "The chief executive"])
def test_a_person_is_known_again_by_less_than_the_name(mention: str) -> None:
    text = (
        f"Jim Farley visited Shanghai last week.\n\n{mention} said that the cars were the best he had seen."
    )
    assert only(text).speaker.id == "jim-farley"


def test_the_company_is_the_organisation_that_was_named_last() -> None:
    reports = read("Ford denied the report.\n\nThe automaker said that it was not in talks with anyone.")
    assert [report.speaker.id for report in reports] == ["ford", "ford"]


def test_the_words_of_others_do_not_change_who_he_is() -> None:
    text = "Jim Farley praised Lei Jun's new car.\n\n“Elon Musk should be worried,” he said."
    assert [report.speaker.id for report in read(text)] == ["jim-farley", "jim-farley"]


def test_who_is_the_fullest_name_that_the_document_writes() -> None:
    text = "Ford Motor Co. shares fell. Ford denied a collaboration with Xiaomi."
    assert only(text).who == "Ford Motor Co."


def test_a_spokesperson_speaks_for_the_organisation_and_is_marked_as_one() -> None:
    report = only("A spokesperson for Ford said that the company was not in talks with Xiaomi.")
    assert (report.speaker.id, report.provenance, report.role) == ("ford", "spokesperson", "spokesperson")


def test_an_unknown_person_has_the_fullest_name_with_role_and_organisation() -> None:
    text = (
        "“The tariff decides,” said Ada Okafor, an analyst at Harbour Research.\n\n"
        "Okafor said that prices would fall."
    )
    first, second = read(text)
    assert (first.speaker.id, first.who, first.org) == ("?adaokafor", "Ada Okafor", "Harbour Research")
    assert second.who == "Ada Okafor"
    assert second.speaker.id == "?adaokafor"


def test_an_unknown_person_of_a_known_company_bears_its_id() -> None:
    report = only("Ford vice president Kim Lindgren said that the factory would open on Monday.")
    assert report.who == "Kim Lindgren"
    assert [role.org for role in report.speaker.roles] == ["ford"]


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("Lei Jun wrote on Weibo that the car was late.", "weibo"),
        ("Elon Musk posted on X that the car was late.", "post"),
        ("Tim Cook told CNBC in an interview that the phone was late.", "interview"),
        ("On an earnings call, Mary Barra said the truck was late.", "call"),
        ("At a press conference, Wang Chuanfu said the ship was late.", "event"),
        ("Ford said in a statement that the truck was late.", "release"),
        ("Ford said that the truck was late.", None),
        ("雷军在微博表示，汽车晚了。", "weibo"),
        ("王传福在接受采访时表示，汽车晚了。", "interview"),
        ("余承东在发布会上表示，手机晚了一个月。", "event"),
    ],
)
def test_the_venue_is_read_from_the_words_around_the_cue(text: str, venue: str | None) -> None:
    assert only(text).venue == venue


def test_provenance_tells_a_quote_from_a_paraphrase() -> None:
    quote, paraphrase = read("“It is late,” Tim Cook said.\n\nTim Cook said that it would come in May.")
    assert (quote.provenance, paraphrase.provenance) == ("direct-quote", "paraphrase")


def test_every_report_says_why_and_how_surely() -> None:
    known, unknown = read("Tim Cook said it was late.\n\nOlive Trent said it was early.")
    assert known.confidence > unknown.confidence > 0
    assert {reason.code for reason in known.reasons} == {"cue", "known-name"}
    assert all(reason.text for reason in (*known.reasons, *unknown.reasons))
