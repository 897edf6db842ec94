"""Releases, filings and essays: whoever is quoted has said it, the author says the rest, and boilerplate is
nobody's. The words are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from record.people import People
from record.types import Account, Report, Role, Speaker
from statements import extract
from tests.builders import EPOCH, document, revision
from tests.statements.reading import people

NEWSROOM = Account("newsroom", "https://news.acme.example/rss")
ACME = Speaker("acme", "organisation", "Acme", ("Acme Motor Corp",), accounts=(NEWSROOM,))
JANE = Speaker("jane-doe", "person", "Jane Doe", roles=(Role("acme", ("CEO",)),))
KNOWN = people().with_added([ACME, JANE])
TITLE = "Acme opens its second factory in Texas"
RELEASE = """Acme opens its second factory in Texas
BEIJING, Nov. 23, 2026 /PRNewswire/ -- Acme Motor Corp today announced that it will open a factory in Texas. \
The plant will build 200,000 cars a year.
“We have waited for this day for a long time,” said Jane Doe, CEO of Acme. “The US market is ready for us.”
“Texas welcomes Acme,” said Tom Weller, mayor of Austin.
We expect to hire 3,000 people by the end of next year.
Highlights of the quarter
- Revenue rose to 12 billion dollars in the third quarter, 20% more than a year ago
Total cost of revenue 8,123 7,456 12%
The company said the “Model Q” stays on sale. There is no plan for a pick-up truck.
"""
BOILERPLATE = """About Acme
Acme Motor Corp was founded in 2001 and builds cars on three continents.
Forward-Looking Statements
This press release contains forward-looking statements. Actual results may differ from what is expected.
Media Contact
Anna Bell, Head of Communications
press@acme.example, +1 555 010 2000
"""
Said = tuple[str, str, str]


def read(
    text: str, account: Account = NEWSROOM, title: str = "", known: People = KNOWN, author: str = ""
) -> list[Report]:
    made = document(kind="post", account=account)
    authors = (author,) if author else ()
    return extract(revision(text, title, document=made, published_at=EPOCH, authors=authors), known)


def said(reports: list[Report]) -> list[Said]:
    return [(report.speaker.id, report.provenance, report.text) for report in reports]


def test_a_release_is_its_quotes_and_what_the_company_says_in_its_order() -> None:
    assert said(read(RELEASE + BOILERPLATE, title=TITLE)) == [
        ("acme", "own-company", "it will open a factory in Texas"),
        ("acme", "own-company", "The plant will build 200,000 cars a year."),
        (
            "jane-doe",
            "own-company",
            "“We have waited for this day for a long time,” … “The US market is ready for us.”",
        ),
        ("?tomweller", "direct-quote", "“Texas welcomes Acme,”"),
        ("acme", "own-company", "We expect to hire 3,000 people by the end of next year."),
        (
            "acme",
            "own-company",
            "Revenue rose to 12 billion dollars in the third quarter, 20% more than a year ago",
        ),
        ("acme", "own-company", "the “Model Q” stays on sale"),
        ("acme", "own-company", "There is no plan for a pick-up truck."),
    ]


def test_every_report_of_a_release_is_of_its_time_and_place_and_none_is_first_party() -> None:
    for report in read(RELEASE, title=TITLE):
        assert (report.venue, report.said_at, report.first_party) == ("release", EPOCH, False)
        assert "".join(report.text.split()) in "".join(RELEASE.split()) or "…" in report.text


@pytest.mark.parametrize("platform", ["newsroom", "edgar"])
def test_a_publisher_that_nobody_knows_is_an_organisation(platform: str) -> None:
    (report,) = read("The plant will build cars.", Account(platform, "0000012345"), author="Zephyr Inc")
    assert (report.speaker.id, report.speaker.kind, report.venue) == ("?zephyrinc", "organisation", "release")


def test_the_company_in_its_own_release_is_the_one_that_publishes_it() -> None:
    (report,) = read("The company said that it would close the plant.", author="Acme")
    assert (report.speaker.id, report.who) == ("acme", "Acme")


@pytest.mark.parametrize(
    "text",
    [
        "Acme agreed with Ford. Ford said that it was glad. The company said that it would close the plant.",
        "Acme与福特达成合作。福特表示，非常高兴。该公司表示，明年将关闭工厂。",
    ],
)
def test_the_company_in_its_own_release_is_it_whoever_else_is_named(text: str) -> None:
    report = read(text)[-1]
    assert (report.speaker.id, report.provenance) == ("acme", "own-company")
    assert report.reasons[-1].code == "own-account"


@pytest.mark.parametrize("part", [BOILERPLATE, "About Acme Motor Corp:\nIt builds cars in Texas."])
def test_what_stands_under_every_release_is_no_report(part: str) -> None:
    text = f"The plant will build cars.\nIt is our second one in Texas.\n{part}"
    assert [report.text for report in read(text)] == [
        "The plant will build cars.",
        "It is our second one in Texas.",
    ]


def test_a_quote_of_nobody_is_not_the_companys() -> None:
    text = "“The best car is the one that you drive every day.”\nOur “Model Q” is built in Texas."
    assert [report.text for report in read(text)] == ["Our “Model Q” is built in Texas."]


def test_a_menu_above_a_release_does_not_hide_it() -> None:
    text = f"About us\nMedia contact\nNews\n{RELEASE}"
    assert len(read(text, title=TITLE)) == len(read(RELEASE, title=TITLE))


def test_a_chinese_release_is_read_like_an_english_one() -> None:
    xiaomi = people().by_id("xiaomi")
    assert xiaomi is not None
    known = people().with_added([replace(xiaomi, accounts=(NEWSROOM,))])
    text = (
        "（北京，2026年11月23日）——小米集团今日公布第三季度业绩。公司表示，明年将进入欧洲汽车市场。\n"
        "小米集团总裁卢伟冰表示：“我们目前没有进入美国市场的计划。”\n"
        "工厂产能正在稳步提升。\n"
        "关于小米集团\n小米集团成立于2010年4月，是一家消费电子公司。\n"
        "媒体联系\npress@xiaomi.example\n"
    )
    assert said(read(text, known=known)) == [
        ("xiaomi", "own-company", "小米集团今日公布第三季度业绩。"),
        ("xiaomi", "own-company", "明年将进入欧洲汽车市场"),
        ("lu-weibing", "own-company", "“我们目前没有进入美国市场的计划。”"),
        ("xiaomi", "own-company", "工厂产能正在稳步提升。"),
    ]


@pytest.mark.parametrize("platform", ["substack", "medium"])
def test_in_an_essay_the_author_says_only_what_he_quotes_of_nobody(platform: str) -> None:
    text = (
        "I think robots will change the way we work."
        " Last week Jane Doe said that Acme would sell cars in Texas.\n"
        "“I do not believe it,” said Tom Weller.\n"
        "We publish our plans in March.\nSubscribe to get the next letter."
    )
    assert said(read(text, Account(platform, "olive"), author="Olive Trent")) == [
        ("?olivetrent", "own-account", "I think robots will change the way we work."),
        ("jane-doe", "paraphrase", "Acme would sell cars in Texas"),
        ("?tomweller", "direct-quote", "“I do not believe it,”"),
        ("?olivetrent", "own-account", "We publish our plans in March."),
    ]


@given(st.text(st.sampled_from("aZ 雷军。.!？“”—-:\n1$@About Acme"), max_size=200))
def test_any_text_is_read_with_its_spans_within_it(text: str) -> None:
    for report in read(text):
        assert all(0 <= start < end <= len(text) for start, end in report.content)
