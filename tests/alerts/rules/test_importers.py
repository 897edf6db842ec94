"""Queries of other tools become rules that hit and miss the same, or Problems."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.rules import Scope, match, parse
from alerts.rules.importers import LANGUAGES, import_rule
from alerts.rules.importers.importing import CODES, LARGEST

PAGE = Path(__file__).parents[3] / "docs" / "importing.md"
ROW = re.compile(r"^\| `(.+?)` \| `(.+?)` \| ?(.*?) ?\|$")


def table() -> list[tuple[str, str, str, str]]:
    """(language, query, rule, code or nothing) of every line of the page."""
    rows, language = [], ""
    for line in PAGE.read_text("utf-8").splitlines():
        language = line.removeprefix("## ") if line.startswith("## ") else language
        if found := ROW.match(line):
            code = re.search(r"I\d{3}", found[3])
            rows.append((language, found[1].replace("\\|", "|"), found[2], code[0] if code else ""))
    return rows


@pytest.mark.parametrize(("language", "query", "rule", "code"), table())
def test_the_page_says_what_becomes_of_a_query(language: str, query: str, rule: str, code: str) -> None:
    imported = import_rule(language, query)
    assert imported.rule == rule
    own = [wrong.code for wrong in imported.problems if not wrong.message.endswith("around them")]
    assert set(own) == ({code} if code else set())
    assert imported.whole == (code in ("", "I110"))


def test_the_page_has_every_language() -> None:
    assert {row[0] for row in table()} == set(LANGUAGES)


# Both scripts, brackets, and what is left of a query that is wrong; None: nothing is left.
MORE = [
    ("google", "小米 汽车", "小米 AND 汽车", ()),
    ("google", "“小米 汽车”", '"小米 汽车"', ()),
    ("google", "小米 | 雷军 -手机", "(小米 OR 雷军) AND NOT 手机", ()),
    ("google", "xiaomi AND car", "xiaomi AND car", ()),
    ("google", "(car OR truck) price", "(car OR truck) AND price", ()),
    ("google", '"car', "car", ("I104",)),
    ("google", "(car", "car", ("I103",)),
    ("google", "car)", "car", ("I103",)),
    ("google", "car OR", "car", ("I106",)),
    ("google", "OR car", "car", ("I106",)),
    ("google", "", None, ("I107",)),
    ("google", "filetype:pdf car", "car", ("I102",)),
    ("google", "-site:example.com car", "NOT site:example.com AND car", ()),
    ("brandwatch", "小米 AND (汽车 OR 手机)", "小米 AND (汽车 OR 手机)", ()),
    ("brandwatch", '"小米 汽车"~3', "小米 NEAR/3 汽车", ()),
    ("brandwatch", "a and b", "a AND b", ("I106",)),
    ("brandwatch", "a or b", "a OR b", ("I106",)),
    ("brandwatch", "a AND not b", "a AND NOT b", ("I106",)),
    ("brandwatch", "a near/3 b", "a NEAR/3 b", ("I106",)),
    ("brandwatch", "a NEAR b", "a NEAR/4 b", ("I106",)),
    ("brandwatch", "car AND near", 'car AND "near"', ()),
    ("brandwatch", "at_mentions:ann AND a", "a", ("I102",)),
    ("brandwatch", "#car", '"#car"', ("I110",)),
    ("brandwatch", '"electric car* price"~5', "(electric NEAR/5 car*) NEAR/5 price", ("I110",)),
    ("meltwater", '"a b"~3', '"a b"', ("I101",)),
    ("meltwater", "a NEAR/3f b", "a AND b", ("I101", "I110")),
    ("factiva", "a and date after 20240101", "a", ("I102",)),
    ("factiva", "a and fds=ford", "a", ("I102",)),
    ("factiva", "ford.hd. and a", "a", ("I102",)),
    ("factiva", "a.b.c and x.com", "a.b.c AND x.com", ()),
    ("brandwatch", "(a NEAR/3 b) NEAR/4 c", "(a NEAR/3 b) NEAR/4 c", ()),
    ("brandwatch", '"near" OR a', '"near" OR a', ()),
    ("brandwatch", '{"Big Apple"}', '="Big Apple"', ()),
    ("brandwatch", "(a AND b", "a AND b", ("I103",)),
    ("brandwatch", '"a b', '"a b"', ("I104",)),
    ("brandwatch", "a AND", "a", ("I106",)),
    ("brandwatch", "<<<only a note>>>", None, ("I107",)),
    ("meltwater", "小米 NEAR/3 汽车", "小米 NEAR/3 汽车", ()),
    ("meltwater", "(a OR b) AND c", "(a OR b) AND c", ()),
    ("meltwater", "a NOT (b OR c)", "a AND NOT (b OR c)", ()),
    ("meltwater", '"US market" OR 美国', '"US market" OR 美国', ()),
    ("meltwater", "near AND a", '"near" AND a', ()),
    ("meltwater", "author:x AND a", "a", ("I102",)),
    ("meltwater", "(a AND b) NEAR/3 c", "a AND b AND c", ("I101",)),
    ("meltwater", "a AND )", "a", ("I103", "I106")),
    ("factiva", "小米 near6 汽车", "小米 NEAR/5 汽车", ("I110",)),
    ("factiva", "electric car price", '"electric car price"', ()),
    ("factiva", "electric car near9 price", '"electric car" NEAR/8 price', ("I110",)),
    ("factiva", "a AND b OR c", "(a AND b) OR c", ()),
    ("factiva", "atleast2 (a or b)", "ATLEAST/2(a OR b)", ()),
    ("factiva", "a adj1 b", '"a b"', ()),
    ("factiva", "hd=a same b", "title:(a AND b)", ("I101",)),
    ("factiva", "ns=e21 and a", "a", ("I102",)),
    ("factiva", "co=apple and a", "a", ("I102",)),
]


@pytest.mark.parametrize(("language", "query", "rule", "codes"), MORE)
def test_a_query_becomes_a_rule(language: str, query: str, rule: str | None, codes: tuple[str, ...]) -> None:
    imported = import_rule(language, query)
    own = [wrong.code for wrong in imported.problems if not wrong.message.endswith("around them")]
    assert (imported.rule, tuple(sorted(own))) == (rule, codes)


WILD = [
    ("brandwatch", "pric*", "It was priced at ten.", True),
    ("brandwatch", "wom?n", "The women spoke.", True),
    ("factiva", "earn$2", "It earned it.", True),
    ("factiva", "earn$2", "The earnings rose.", False),
    ("factiva", "electric car*", "electric cars", True),
    ("meltwater", '"electric car*"', "an electric carmaker", True),
]
HITS = [
    ("google", "car -rumour", "The car is a rumour.", False),
    ("google", "car price OR cost", "The car has a cost.", True),
    ("google", "car price OR cost", "The cost rose.", False),
    ("brandwatch", "enter NEAR/2f market", "We enter the US market.", True),
    ("brandwatch", "market NEAR/2f enter", "We enter the US market.", False),
    ("brandwatch", '"enter market"~1', "We enter the US market.", False),
    ("brandwatch", '"进入 市场"~2', "我们进入美国市场。", True),
    ("brandwatch", "{US} AND cars", "They told us of cars.", False),
    ("meltwater", "enter NEAR market", "We enter the very large US market.", True),
    ("meltwater", "enter NEAR market", "We enter the very large new US market.", False),
    ("meltwater", "a OR car NOT rumour", "The car is a rumour.", True),
    ("factiva", "enter near3 market", "We enter the US market.", True),
    ("factiva", "enter near2 market", "We enter the US market.", False),
    ("factiva", "us market", "We enter the US market.", True),
    ("factiva", "market us", "We enter the US market.", False),
    ("factiva", "atleast2 car", "A car is a car.", True),
    ("factiva", "atleast2 car", "A car is here.", False),
]


@pytest.mark.parametrize(("language", "query", "text", "hits"), HITS + WILD)
def test_the_rule_hits_what_the_query_would(language: str, query: str, text: str, hits: bool) -> None:
    imported = import_rule(language, query)
    parsed = parse(imported.rule or "")
    assert parsed.rule is not None, imported
    assert match(parsed.rule, Scope.of("quote", text)).hit is hits


def test_a_problem_stands_at_its_place_in_the_query() -> None:
    problems = import_rule("brandwatch", "a AND country:us").problems
    assert [(each.offset, each.length) for each in problems if each.code == "I102"] == [(6, 10)]


def test_what_ours_refuses_is_said_of_the_term_that_it_was_made_of() -> None:
    imported = import_rule("meltwater", 'car AND "one, two"')
    assert imported.rule == "car"
    assert [(each.code, each.offset) for each in imported.problems if each.severity == "error"] == [
        ("I109", 8)
    ]


def test_a_query_that_is_too_long_or_too_deep_is_refused() -> None:
    for query in ("a" * (LARGEST + 1), "(" * 5000 + "a"):
        imported = import_rule("google", query)
        assert [each.code for each in imported.problems] == ["I108"]


@pytest.mark.parametrize(
    ("language", "query"),
    [
        ("meltwater", "a NEAR/2 " * 700 + "b"),
        ("brandwatch", '"' + "a " * 3000 + '"~5'),
        ("brandwatch", "a NEAR/2f " * 700 + "b"),
        ("factiva", "a" + "/f3/ " * 1400),
        ("google", '"' + "a * " * 3000 + 'a"'),
        ("factiva", '"' + "a* " * 3000 + '"'),
    ],
)
def test_a_long_chain_of_distances_is_refused_and_not_followed(language: str, query: str) -> None:
    assert not import_rule(language, query).whole


WORDS = """a b 小米 "c d" "e ( ) AND OR NOT NEAR/2 NEAR/2f ~3 * ? wo?d t* {B} title: site: x: raw: <<< >>>
    w/3 near4 adj2 same /f3/ atleast2 hd= la=en $2 % ^2 ONEAR - | AROUND(2) 1..2 : , and or not é"""
SIGNS = st.sampled_from(WORDS.split())
QUERIES = st.text(max_size=60) | st.lists(SIGNS, max_size=14).map(" ".join)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@settings(max_examples=150, deadline=None)
@given(query=QUERIES)
def test_any_text_gives_a_rule_that_parses_or_problems(language: str, query: str) -> None:
    imported = import_rule(language, query)
    assert imported.rule or imported.problems
    assert all(each.code in CODES and 0 <= each.offset <= len(query) for each in imported.problems)
    if imported.rule:
        wrong = [each for each in parse(imported.rule).problems if each.severity == "error"]
        assert wrong == []
