"""Where the words of a paragraph begin."""

from __future__ import annotations

import pytest

from statements.datelines import after_dateline
from tests.statements.reading import read

CUT = """
DETROIT, Nov 20 (Reuters) - |Ford will not build there.
DETROIT/OSLO, Nov 20 (Reuters Breakingviews) - |Ford will not build there.
TOKYO (AP) — |Nordlys will not build there.
BEIJING, Nov. 20 (Xinhua) -- |“We will not build there,” Berg said.
BEIJING, Nov. 23, 2026 /PRNewswire/ -- |Nordlys opens a plant.
SAN FRANCISCO--(BUSINESS WIRE)--|Nordlys opens a plant.
GRAND FORKS, N.D. – |The bridge is closed.
WASHINGTON — |Nordlys opens a plant.
ROME — |Nordlys opens a plant.
Oslo, 20 November 2026 – |Nordlys opens a plant.
Detroit (AP) — |Nordlys opens a plant.
(Newswire) -- |Nordlys opens a plant.
Nov. 20 - |Nordlys opens a plant.
By Anna Weber|
By Anna Weber and Ole Strand|
（记者 王小明）|远山集团21日发布声明称
(记者王小明 李四)|远山集团表示
本报讯 |雷军表示
本报讯（记者 王小明）|雷军表示
本报北京11月20日电 （记者王小明）|雷军表示
新华社北京11月20日电（记者王小明）|雷军表示
新华社北京11月20日电 |雷军表示
中新网11月20日电 (记者 王小明)|雷军表示
【远山网科技综合报道】|雷军表示
【远山科技讯】|雷军表示
远山科技讯 11月20日下午消息，|雷军表示
远山之家 11 月 20 日消息，|雷军表示
〔記者王小明／台北報導〕|遠山電子表示
（中央社記者王小明台北20日電）|遠山電子表示
記者王小明／台北報導 |遠山電子表示
本报记者 王小明 北京报道|
本报记者王小明报道：|雷军表示
深圳，2026年11月23日 —— |远山集团公布业绩。
（北京，2026年11月23日）——|远山集团公布业绩。
"""
KEPT = """
TSMC — Apple's supplier — said it would wait.
Berg said the two firms — Ford and Nordlys — would wait.
Ford - Xiaomi talks have ended, Berg said.
Nordlys AS said on Nov. 20 - the day of the fire - that it would wait.
Sen. Ada Berg (D-Va.) — Oslo's own — said it would wait.
GM said it would wait.
By Monday, Ford had said it would wait.
Xiaomi 发布 SU7 - 雷军出席
本报记者了解到，雷军表示
记者：雷军先生，您怎么看？
（记者会）雷军表示
据新华社北京11月20日电，雷军表示
据中新网9月9日报道，雷军表示
雷军11月20日电话会议上表示
远山通讯，一家手机公司
11月20日，雷军表示
雷军在接受记者采访时表示，媒体报道不实
【雷军：小米不会进入美国】雷军表示
雷军20日讯问了员工
"""


def lines(table: str) -> list[str]:
    return table.strip().splitlines()


@pytest.mark.parametrize("line", lines(CUT))
def test_a_dateline_or_a_byline_stands_before_the_words(line: str) -> None:
    head, _, words = line.partition("|")
    text = f"\n{head}{words}"
    assert text[after_dateline(text, 1, len(text)) :] == words


@pytest.mark.parametrize("text", lines(KEPT))
def test_what_only_looks_like_one_belongs_to_the_words(text: str) -> None:
    assert after_dateline(text, 0, len(text)) == 0


@pytest.mark.parametrize(
    ("text", "who", "words"),
    [
        (
            "DETROIT, Nov 20 (Reuters) - Ford will not build cars in Mexico, its chief Jim Farley said.",
            "Jim Farley",
            "Ford will not build cars in Mexico",
        ),
        (
            "DETROIT, Nov 20 (Newswire) -- Ford will not build cars in Mexico, Jim Farley said.",
            "Jim Farley",
            "Ford will not build cars in Mexico",
        ),
        ("TOKYO (AP) — “We will wait,” Lei Jun said.", "Lei Jun", "“We will wait,”"),
        (
            "（记者 王小明）远山集团21日发布声明称，没有进入美国市场的计划。",
            "远山集团",
            "没有进入美国市场的计划",
        ),
        ("【远山科技讯】雷军表示，没有进入美国市场的计划。", "雷军", "没有进入美国市场的计划"),
    ],
)
def test_neither_place_nor_agency_nor_reporter_is_part_of_a_statement(
    text: str, who: str, words: str
) -> None:
    [report] = read(text)
    assert (report.who, report.text) == (who, words)
    assert (report.venue == "release") == ("声明" in text)


@pytest.mark.parametrize(
    "piece", ["A", "A ", "A, ", "A (", "记者", "日", "（记者", "报 ", "1日", "By A ", "—", "A-"]
)
def test_any_start_of_a_paragraph_is_looked_at_in_no_time(piece: str) -> None:
    text = piece * 4_000
    assert 0 <= after_dateline(text, 0, len(text)) <= len(text)
