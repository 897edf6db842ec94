"""Who speaks, in short invented documents: the last words of each are the ones that are asked about."""

from __future__ import annotations

import time

import pytest

from benchmarks.extract_statements import predict
from record.types import Report
from statements.names import DocumentNames
from tests.statements.reading import people, read

Case = tuple[str, str]  # a document, and the id of who says its last words


def last(text: str) -> Report:
    return read(text)[-1]


def speaker(text: str) -> str:
    reports = read(text)
    return reports[-1].speaker.id if reports else ""


NAMESAKES: list[Case] = [
    ("Kimbal Musk visited his brother. Elon Musk said it was late. Musk said it would come.", "elon-musk"),
    ("Elon Musk was away. Kimbal Musk said it was late. Mr. Musk added that it would come.", "?kimbalmusk"),
    ("Bill Ford chairs the board. Mr. Ford said that the plant would stay.", "bill-ford"),
    ("Bill Ford chairs the board of Ford. Ford said in a statement that the plant would stay.", "ford"),
    ("Henry Ford said that the plant would stay.", "?henryford"),
    ("Clara Ford, a teacher, was there. Ms. Ford said that the school would stay.", "?claraford"),
    ("Apple fell. Mary Apple, a baker, said that the shop would stay.", "?maryapple"),
    ("Tom Bell and Anna Bell met. Mr. Bell said that the shop would stay.", "?tombell"),
    ("Tom Bell and Anna Bell met. Ms. Bell said that the shop would stay.", "?annabell"),
    ("John Acme founded Acme Corp. in 1901. Acme Corp. said that it would close.", "?acmecorp"),
    ("小米种植户王大山表示，今年雨水太多。", "?王大山"),
    ("小米集团总裁卢伟冰到访。卢伟冰表示，工厂下周投产。", "lu-weibing"),
    ("刘强东和刘亦舟见面。刘亦舟表示，工厂下周投产。", "?刘亦舟"),
]

PRONOUNS: list[Case] = [
    ("Jim Farley visited Shanghai. He said that the cars were good.", "jim-farley"),
    ("Mary Barra met Jim Farley in Detroit. She said that the talks went well.", "mary-barra"),
    ("Mary Barra met Jim Farley in Detroit. He said that the talks went well.", "jim-farley"),
    ("Jim Farley met Tim Cook in Detroit. He said that the talks went well.", "jim-farley"),
    ("Olive Trent met Ada Okafor. Olive Trent said it was late. She said it would come.", "?olivetrent"),
    ("Jim Farley praised Elon Musk. “He works hard,” he said.", "jim-farley"),
    ("Tim Cook said that Mary Barra was right. He added that the deal was done.", "tim-cook"),
    ("Anna Bell runs the shop. It was sold by Tom Weller. She said that it would stay.", "?annabell"),
    ("Jim Farley said “Elon Musk should be worried.” He said that it was not too late.", "jim-farley"),
    ("Anna Bell read out what Tom Weller had written. She said that it was late.", "?annabell"),
    ("Jim Farley rose. He read a letter from Tom Weller. He said that it was good.", "jim-farley"),
    ("The Silver Horn was there. King Arthur blew it. He said that it was heavy.", "?kingarthur"),
    ("Queen Mathilda met Tom Weller. She said that the hall was cold.", "?queenmathilda"),
    ("Lei Jun arrived. “It is late,” he said.", "lei-jun"),
    ("雷军来到北京。他表示，工厂下周投产。", "lei-jun"),
    ("雷军來到北京。他表示，工廠下週投產。", "lei-jun"),
    ("王女士遇到了张先生。她说，工厂下周投产。", "?王女士"),
    ("雷军接受采访时表示，汽车晚了一个月。他说，工厂下周投产。", "lei-jun"),
]

COMPANIES: list[Case] = [
    ("Ford denied the report. “We are not in talks,” it said.", "ford"),
    ("小米表示，消息不实。它称，目前没有谈判。", "xiaomi"),
    ("Ford denied the report. The company said that it was not in talks.", "ford"),
    ("Ford denied the report. The automaker said that it was not in talks.", "ford"),
    ("Kotara Securities cut its target. The brokerage said that demand was weak.", "?kotarasecurities"),
    ("Ohio Gas & Electric cut the power. The utility said that it was windy.", "?ohiogaselectric"),
    (
        "The Harbour Workers Coalition wrote a letter. The group said that pay was low.",
        "?harbourworkerscoalition",
    ),
    (
        "The Oregon Public Harbours Commission met. The harbours commission said that it was late.",
        "?oregonpublicharbourscommission",
    ),
    ("Xiaomi held a call with Jane Roe. The company said that it was not in talks.", "xiaomi"),
    ("福特否认合作。该公司表示，目前没有谈判。", "ford"),
    ("小米否認合作。該公司表示，目前沒有談判。", "xiaomi"),
    ("The Office for Fair Budgets (OFB) met. The OFB said that the plan was late.", "?officeforfairbudgets"),
]

ROLES: list[Case] = [
    ("Elon Musk’s lawyer said that the car was late.", "?elonmuskslawyer"),
    ("Alan Singer was there. Mr. Singer said that the car was late.", "?alansinger"),
    (
        "The Oregon Public Harbours Commission met. Oregon’s harbours regulators said it was late.",
        "?oregonpublicharbourscommission",
    ),
    ("Tom Weller, a senator from Vermont, was there. The Vermont senator said it was late.", "?tomweller"),
    ("K&L officials said that the lift was out.", "?kl"),
    ("Xiaomi’s CEO said that the car was late.", "lei-jun"),
    ("The Ford chief said that the car was late.", "jim-farley"),
    ("Acme founder and co-CEO Olive Trent was there. Acme's CEO said that the car was late.", "?olivetrent"),
    ("Olive Trent, the chief executive of Acme, was there. Acme's chief said it was late.", "?olivetrent"),
    ("Ohio Gov. Anna Bell was there. The governor said that the road was closed.", "?annabell"),
    (
        "Sen. Tom Weller was there, and Anna Bell too. The senator said that the road was closed.",
        "?tomweller",
    ),
    ("King Arthur opened the hall. The King said that it was cold.", "?kingarthur"),
    ("A harbour analyst said it was late. That was harbour analyst Ada Okafor.", "?adaokafor"),
    ("小米董事长表示，工厂下周投产。", "lei-jun"),
    ("雷总表示，工厂下周投产。", "lei-jun"),
    ("雷军来了。雷先生表示，工厂下周投产。", "lei-jun"),
    ("吉姆·法利来了。法利表示，工厂下周投产。", "jim-farley"),
]

SPOKESPEOPLE: list[Case] = [
    ("A Ford spokesperson said that the report was wrong.", "ford"),
    ("Ford's spokeswoman Kim Roe said that the report was wrong.", "ford"),
    ("Kim Roe, a spokeswoman for Ford, said that the report was wrong.", "ford"),
    ("“It is wrong,” a spokesman for Acme Holdings said.", "?acmeholdings"),
    ("Acme Holdings closed. A spokesman said that it was late.", "?acmeholdings"),
    ("小米发言人表示，消息不实。", "xiaomi"),
    ("小米方面表示，消息不实。", "xiaomi"),
    ("小米相关负责人表示，消息不实。", "xiaomi"),
    ("小米公關表示，消息不實。", "xiaomi"),
    ("挪威大使馆发言人表示，消息不实。", "?挪威大使馆"),
]

NOBODY: list[str] = [
    "This said it all.",
    "It said that the car was late.",
    "Tim Cook said that",
    "Earlier reports said that the car was late.",
    "Company insiders said that the car was late.",
    "READ MORE: The car is late, the report said.",
    "The report said that the car was late.",
    "Sources said that the car was late.",
    "Experts said that the car was late.",
    "Critics said that the car was late.",
    "Analysts said that the car was late.",
    "I said that the car was late.",
    "We said that the car was late.",
    "The study said that the car was late.",
    "报道称，汽车晚了一个月。",
    "知情人士表示，汽车晚了一个月。",
    "网友表示，汽车晚了一个月。",
    "专家表示，汽车晚了一个月。",
    "數據顯示，汽車晚了一個月。",
]

TOGETHER: list[tuple[str, list[str]]] = [
    ("Lei Jun and Lu Weibing said that the car was late.", ["lei-jun", "lu-weibing"]),
    ("“It is late,” said Lei Jun and Lu Weibing.", ["lei-jun", "lu-weibing"]),
    ("Ford and GM said that the car was late.", ["ford", "gm"]),
    ("Ford, GM and Toyota said that the car was late.", ["ford", "gm", "toyota"]),
    ("Lei Jun and Lu Weibing were there. They said that the car was late.", ["lei-jun", "lu-weibing"]),
    ("雷军和卢伟冰均表示，汽车晚了一个月。", ["lei-jun", "lu-weibing"]),
    ("雷軍、盧偉冰表示，汽車晚了一個月。", ["lei-jun", "lu-weibing"]),
    # one who is only named beside another does not speak
    ("Shares of Ford and GM rose. GM said that the car was late.", ["gm"]),
    ("Lei Jun met Jim Farley, and Mary Barra said that the car was late.", ["mary-barra"]),
    ("On Monday, Jim Farley said that the car was late.", ["jim-farley"]),
    ("Jim Farley, the chief executive of Ford, said that the car was late.", ["jim-farley"]),
    ("中国和平协会表示，汽车晚了一个月。", ["?中国和平协会"]),
]

KNOWN_AS: list[tuple[str, str, str | None, str | None]] = [  # document, who, role, organisation
    (
        "Ada Okafor, an analyst at Harbour Research, said it was late.",
        "Ada Okafor",
        "analyst",
        "Harbour Research",
    ),
    (
        "Ada Okafor came. Okafor is head of research at Harbour Bank. Okafor said it was late.",
        "Ada Okafor",
        "head of research",
        "Harbour Bank",
    ),
    ("Jane Doe, who leads policy at Acme Labs, said it was late.", "Jane Doe", None, "Acme Labs"),
    ("Acme analyst John Roe said it was late.", "John Roe", "analyst", "Acme"),
    (
        "Acme Holdings’ chief engineer John Roe was there. Roe said it was late.",
        "John Roe",
        "chief engineer",
        "Acme Holdings",
    ),
    ("Ford vice president Kim Lindgren said it was late.", "Kim Lindgren", "vice president", "Ford"),
    ("Ohio Gov. Anna Bell was there. Bell said it was late.", "Anna Bell", "Gov.", "Ohio"),
    ("Secretary of State Tom Weller said it was late.", "Tom Weller", "Secretary of State", None),
    (
        "Minister of roads and harbours Tom Weller said it was late.",
        "Tom Weller",
        "Minister of roads and harbours",
        None,
    ),
    ("Acme’s chief planner, Olive Trent, said it was late.", "Olive Trent", "chief planner", "Acme"),
    ("Olive Trent of the Harbour Mail said it was late.", "Olive Trent", None, "Harbour Mail"),
    ("Tom Weller of Springfield said it was late.", "Tom Weller", None, None),
    (
        "Tropical fish keeper Ines Halden was there. “It is late,” Halden said.",
        "Ines Halden",
        "Tropical fish keeper",
        None,
    ),
    (
        "Acme Motors closed. Olive Trent, the company’s founder, said it was late.",
        "Olive Trent",
        "founder",
        "Acme Motors",
    ),
    (
        "Tim Cook, Apple's chief executive, was there. Cook said it was late.",
        "Tim Cook",
        "chief executive",
        "Apple",
    ),
    (
        "Trade Union of Harbour Pilots said it was late.",
        "Trade Union of Harbour Pilots",
        None,
        "Trade Union of Harbour Pilots",
    ),
    ("Nomoto said it was late.", "Nomoto", None, "Nomoto"),
    (
        "Norway's fisheries ministry said it was late.",
        "Norway's fisheries ministry",
        None,
        "Norway's fisheries ministry",
    ),
    ("远帆科技资深产品总监何晓岚表示，工厂下周投产。", "何晓岚", "资深产品总监", "远帆科技"),
    ("远帆科技的资深产品总监何晓岚表示，工厂下周投产。", "何晓岚", "资深产品总监", "远帆科技"),
    ("小米集团副总裁王大山来了。王大山表示，工厂下周投产。", "王大山", "副总裁", "Xiaomi"),
    (
        "远山集团首席财务官兼远山物流总裁张小锋表示，工厂下周投产。",
        "张小锋",
        "首席财务官兼远山物流总裁",
        "远山集团",
    ),
    ("行业资深人士张小凡表示，工厂下周投产。", "张小凡", "行业资深人士", None),
    ("王大山主席表示，工厂下周投产。", "王大山", "主席", None),
    ("秦先生来了。秦先生表示，工厂下周投产。", "秦先生", None, None),
]


def _known_as(text: str) -> tuple[str, str | None, str | None]:
    report = last(text)
    return report.who, report.role, report.org


PROVENANCE: list[tuple[str, str, str | None]] = [  # a document, provenance, venue
    ("“It is late,” Jim Farley said.", "direct-quote", None),
    ("Jim Farley called the car “the best of the year” on Monday.", "direct-quote", None),
    ("Jim Farley said that the car was late.", "paraphrase", None),
    ("Ford denied a collaboration with Xiaomi.", "paraphrase", None),
    ("Ford said in a statement that the car was late.", "paraphrase", "release"),  # the press repeats it
    ("“It is late,” a Ford spokesman said.", "spokesperson", None),
    ("雷军在微博表示，汽车晚了一个月。", "paraphrase", "weibo"),
    ("福特发言人表示，汽车晚了一个月。", "spokesperson", None),
]


@pytest.mark.parametrize(("text", "provenance", "venue"), PROVENANCE)
def test_the_press_quotes_paraphrases_or_names_a_spokesperson(
    text: str, provenance: str, venue: str | None
) -> None:
    report = last(text)
    assert (report.provenance, report.venue) == (provenance, venue)


def test_a_pronoun_that_may_mean_another_says_whom_and_is_less_sure() -> None:
    clear = last("Jim Farley visited Detroit. He said that the talks went well.")
    unclear = last("Jim Farley met Tim Cook in Detroit. He said that the talks went well.")
    assert unclear.reasons[-1].text.endswith("; Tim Cook is also possible")
    assert clear.confidence > unclear.confidence
    assert "possible" not in clear.reasons[-1].text


def test_a_family_name_that_two_bear_says_who_else_may_be_meant() -> None:
    unclear = last("Elon Musk met Kimbal Musk. Musk said that it was late.")
    assert unclear.reasons[-1].text.endswith("; Kimbal Musk is also possible")


def test_one_whom_a_quote_names_is_not_the_pronoun_after_it() -> None:
    text = "Jim Farley was there. “Tom Weller sold it,” Jim Farley said. “It was late,” he added."
    assert speaker(text) == "jim-farley"


def test_those_who_say_it_together_are_named_to_each_other() -> None:
    first, second = read("Lei Jun and Lu Weibing said that the car was late.")
    assert first.content == second.content
    assert first.reasons[-1].text.endswith("said together with Lu Weibing")
    assert second.reasons[-1].text.endswith("said together with Lei Jun")


def test_the_benchmark_counts_what_several_say_together_once() -> None:
    text = "Lei Jun and Lu Weibing said that the car was late."
    (row,) = predict({"doc_id": "a", "lang": "en", "text": text}, people())["statements"]
    assert row["speaker_id"] == "lei-jun"


def test_a_stranger_in_a_known_company_is_heard_by_a_watch_on_it() -> None:
    report = last("Ford engineer Kim Lindgren was there. Lindgren said that the car was late.")
    assert people().speaks_for(report.speaker, "ford")


@pytest.mark.parametrize(("text", "id"), NAMESAKES)
def test_namesakes_are_told_apart(text: str, id: str) -> None:
    assert speaker(text) == id


@pytest.mark.parametrize(("text", "id"), PRONOUNS)
def test_a_pronoun_is_the_latest_who_fits_it(text: str, id: str) -> None:
    assert speaker(text) == id


@pytest.mark.parametrize(("text", "id"), COMPANIES)
def test_the_company_is_the_organisation_that_its_noun_fits(text: str, id: str) -> None:
    assert speaker(text) == id


@pytest.mark.parametrize(("text", "id"), ROLES)
def test_a_role_is_whoever_the_document_or_the_people_say_holds_it(text: str, id: str) -> None:
    assert speaker(text) == id


@pytest.mark.parametrize(("text", "id"), SPOKESPEOPLE)
def test_a_spokesperson_named_or_not_is_the_organisations(text: str, id: str) -> None:
    report = last(text)
    assert (report.speaker.id, report.provenance) == (id, "spokesperson")


@pytest.mark.parametrize("text", NOBODY)
def test_who_is_nobody_never_speaks(text: str) -> None:
    assert speaker(text) == ""


@pytest.mark.parametrize(("text", "ids"), TOGETHER)
def test_each_of_those_who_say_it_together_has_a_report(text: str, ids: list[str]) -> None:
    assert [report.speaker.id for report in read(text)] == ids


@pytest.mark.parametrize(("text", "who", "role", "org"), KNOWN_AS)
def test_a_stranger_has_the_fullest_name_with_role_and_organisation(
    text: str, who: str, role: str | None, org: str | None
) -> None:
    assert _known_as(text) == (who, role, org)


@pytest.mark.parametrize(
    "piece",
    [
        "Tom Bell and Anna Roe met Al Cox of Acme Corp. He left. ",
        "Acme Motors fell. Tom Bell, the company's founder, left. ",
        "A B ",
        "Tom Bell, a planner, ",
        "President ",
        "Tom Bell's ",
        "Tom Bell — ",
        "Office for Fair ",
        "Mr. ",
        "阿·",
        "总裁",
        "王女士和李先生，",
    ],
)
def test_the_names_of_a_long_text_are_found_in_no_time(piece: str) -> None:
    begun = time.process_time()
    names = DocumentNames(piece * (60_000 // len(piece)), people(), ("王大山", "李小明"))
    assert names.fullest("Tom Bell")
    assert time.process_time() - begun < 4
