"""What a rule hits, where, and what it says of it."""

from __future__ import annotations

import json
import pickle
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.rules import Scope, match, matched_words, parse, scope_of
from alerts.rules.nodes import Rule
from record.people import People
from record.types import Document, Evidence, Json, Report, Revision, Role, Speaker

BLNS = Path(__file__).parents[4] / "shared/badinput/blns/blns.json"
NOW = datetime(2026, 11, 23, tzinfo=UTC)


def rule(text: str) -> Rule:
    parsed = parse(text, {"us": ("US market", "美国")})
    assert parsed.problems == ()
    assert parsed.rule is not None
    return parsed.rule


def hits(text: str, quote: str) -> bool:
    return match(rule(text), Scope(quote=quote)).hit


TEXTS = [
    # folding
    ("xiaomi", "XIAOMI's phones", True),
    ("Ｘｉａｏｍｉ", "xiaomi", True),
    ("Citroen", "Citroën", True),
    ("dont", "We don’t know.", True),
    ("雷軍", "雷军", True),
    ("計劃", "计划", True),
    # words are whole, Chinese is found anywhere
    ("ai", "training", False),
    ("SU7", "小米SU7在美国", True),
    ("美国", "进入北美国家", True),
    ("小米", "小 米", True),
    # phrases
    ('"US market"', "the US, market", False),
    ('"US market"', "the US\nmarket", False),
    ('"US market"', "the US (market)", True),
    ('"没有 计划"', "没有计划", True),
    ("没有计划", "没有。计划", False),
    ("3.5", "3.5 million", True),
    ("3.5", "3,5", True),
    ('"1 000"', "1,000", True),
    # dots, capitals, signs
    ("U.S.", "the U.S. market", True),
    ("U.S.", "the US market", True),
    ("U.S.", "tell us", False),
    ("U.S.", "the USA", False),
    ("=US", "the US's cars", True),
    ("us", "the U.S. market", True),
    ('="SU7 Ultra"', "SU7 ultra", False),
    ("=小米", "小米", True),
    ("C++", "C++ and C", True),
    ("C++", "C", False),
    # near: words between, in one field, not the same words twice
    ("a NEAR/0 b", "b a", True),
    ("a NEAR/0 b", "a x b", False),
    ("a ONEAR/1 b", "a x b", True),
    ("a ONEAR/1 b", "b x a", False),
    ("a NEAR/5 a", "a", False),
    ("a NEAR/5 a", "a b a", True),
    ('"a b" NEAR/1 "b c"', "a b c", False),
    ("(a OR b) NEAR/1 c", "b c", True),
    ("a NEAR/1 b NEAR/1 c", "a b c", True),
    ("a NEAR/5 b NEAR/1 c", "a b x b c", True),
    ("进入 NEAR/2 市场", "进入北美市场", True),
    ("进入 NEAR/1 市场", "进入北美市场", False),
    # forms of a word, letters left open, patterns
    ("~entered", "We enter.", True),
    ("~livestreamed", "They livestream it.", True),
    ("~go", "He has gone.", True),
    ("wo?d", "word", True),
    ("wo?d", "world", False),
    ("小米S*", "小米SU7", True),
    (r"/\bSU7\b/", "小米SU7在美国", True),
    (r"/[，。]美/", "好。美国", True),
    ("/US/", "us", False),
    ("(~buy OR /chip[sz]/) NEAR/1 car*", "bought a car", True),
    # stretches
    ("SENTENCE(a b)", "a costs 3.5 U.S. dollars, Mr. b", True),
    ("SENTENCE(a b)", "a! b", False),
    ("SENTENCE(a NOT b)", "a b. C", False),
    ("FIRST/2(QUOTE(c))", "a b c", False),
    ("ATLEAST/2(美国)", "美国、美国", True),
    # booleans
    ("(a OR b) -c", "b", True),
    ("(a OR b) -c", "b c", False),
    ("a AND NOT NOT b", "a b", True),
    ("a OR (b NOT a)", "b", True),
]


@pytest.mark.parametrize(("text", "quote", "hit"), TEXTS, ids=[f"{t} / {q}" for t, q, _ in TEXTS])
def test_a_rule_hits_these_words(text: str, quote: str, hit: bool) -> None:
    assert hits(text, quote) is hit


FIELDS = [
    ("SU7", Scope(sentence="the SU7"), True),
    ("SU7", Scope(title="the SU7"), True),
    ("小米", Scope(names="Lei Jun\n小米"), True),
    ("SU7", Scope(text="the SU7"), False),
    ("text:SU7", Scope(text="the SU7"), True),
    ("quote:SU7", Scope(sentence="the SU7", title="SU7"), False),
    ("SU7 AND launch", Scope(quote="launch", title="SU7"), True),
    ("quote:(SU7 AND launch)", Scope(quote="launch", title="SU7"), False),
    ("SU7 NEAR/9 launch", Scope(quote="launch", title="SU7"), False),
    ("SU7 NOT rumour", Scope(quote="SU7", title="rumour"), False),
    ("SU7 NOT quote:rumour", Scope(quote="SU7", title="rumour"), True),
    ("speaker:小米", Scope(names="雷军\n小米", speaker="雷军"), False),
    ("quote:(title:SU7)", Scope(title="SU7"), True),
    ('"Lei Jun Xiaomi"', Scope(names="Lei Jun\nXiaomi"), False),
]


@pytest.mark.parametrize(("text", "scope", "hit"), FIELDS, ids=[f"{t} / {s}" for t, s, _ in FIELDS])
def test_a_rule_reads_these_fields(text: str, scope: Scope, hit: bool) -> None:
    assert match(rule(text), scope).hit is hit


def test_the_scope_of_a_report_is_its_words_sentence_title_and_names() -> None:
    speaker = Speaker("lei-jun", "person", "Lei Jun", ("雷军",), (Role("xiaomi", ("CEO",)),))
    xiaomi = Speaker("xiaomi", "organisation", "Xiaomi", ("小米",))
    text = "Elsewhere it rained. “No plans,” Lei said of the SU7."
    report = Report(
        content=((22, 31),),
        cue=None,
        mention=None,
        sentence=(21, len(text)),
        text="No plans,",
        speaker=speaker,
        who="Lei",
        org="xiaomi",
        role=None,
        kind="direct",
        stance="deny",
        polarity="negative",
        provenance="direct-quote",
    )
    document = Document(1, "k", "article", "https://example.org", "Example", NOW)
    revision = Revision(1, document, "s", NOW, "Xiaomi in America", text)
    scope = scope_of(Evidence(1, report, revision), People([speaker, xiaomi]))
    assert scope == Scope(
        quote="No plans,",
        sentence="“No plans,” Lei said of the SU7.",
        title="Xiaomi in America",
        names="Lei Jun\n雷军\nLei\nxiaomi\nXiaomi\n小米",
        text=text,
        speaker="Lei Jun\n雷军\nLei",
        org="xiaomi\nXiaomi\n小米",
        role="CEO",
        stance="deny",
        provenance="direct-quote",
        source="Example\ns",
        site="example.org",
    )
    assert scope_of(Evidence(1, report, revision)).names == "Lei Jun\n雷军\nLei\nxiaomi"


def test_the_explanation_of_a_hit_tells_the_words_and_their_places() -> None:
    quote = "We will bring cars to the US market after 2027."
    verdict = match(
        rule('(("US market" OR 美国) bring ONEAR/1 cars) NOT rumour'), Scope(quote=quote, title="美国")
    )
    tree = verdict.explanation
    phrase = tree["parts"][0]["parts"][0]["parts"][0]
    assert phrase == {
        "operator": "term",
        "source": '"US market"',
        "start": 2,
        "end": 13,
        "hit": True,
        "evidence": [{"field": "quote", "start": 26, "end": 35, "words": "US market"}],
        "missing": [],
        "parts": [],
    }
    assert quote[26:35] == "US market"
    assert tree["parts"][1]["operator"] == "not"
    assert tree["parts"][1]["hit"] is True
    assert matched_words(tree) == ["US market", "美国", "bring cars"]
    assert json.loads(json.dumps(tree)) == tree


MISSING = [
    ("@us AND (launch OR 进入) NOT rumour", "the US market", ["launch | 进入"]),
    ("@us AND launch", "nothing", ["@us", "launch"]),
    ("SU7 NOT (rumour OR 传闻)", "SU7 rumour", ["no (rumour OR 传闻)"]),
    ("enter NEAR/2 market", "enter the very large market", ["enter NEAR/2 market"]),
    ('title:"US market"', "US market", ["title:US market"]),
]


@pytest.mark.parametrize(("text", "quote", "missing"), MISSING, ids=[text for text, _, _ in MISSING])
def test_the_explanation_of_no_hit_tells_what_was_missing(text: str, quote: str, missing: list[str]) -> None:
    verdict = match(rule(text), Scope(quote=quote))
    assert not verdict.hit
    assert list(verdict.missing) == missing


def test_the_words_of_a_clause_that_missed_are_not_reasons() -> None:
    verdict = match(rule("(a b) OR c"), Scope(quote="a c"))
    assert matched_words(verdict.explanation) == ["c"]


def depth(clause: Json) -> int:
    return 1 + max(map(depth, clause["parts"]), default=0)


def test_the_deepest_rule_is_judged_and_explained() -> None:
    text = "(a OR (b AND " * 99 + "c" + "))" * 99
    verdict = match(rule(text), Scope(quote="c"))
    assert not verdict.hit
    assert depth(verdict.explanation) == 199
    assert json.dumps(verdict.explanation)
    assert pickle.loads(pickle.dumps(rule(text))).node == rule(text).node


def test_a_hostile_text_costs_no_more_than_its_length() -> None:
    scope = Scope(quote="a b " * 50_000)
    begun = time.process_time()
    verdict = match(rule('a NEAR/3 b NEAR/3 a AND "a b a b a b a b c"'), scope)
    assert not verdict.hit
    assert time.process_time() - begun < 20


RULE = '("US market" OR =US OR C++ OR 美国 OR a NEAR/2 b OR title:x OR "é") -rumour'


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(), st.text(), st.sampled_from(["", "US", "C++", "a b", "美国", "é"]))
def test_nothing_makes_the_matcher_raise(quote: str, title: str, piece: str) -> None:
    scope = Scope(quote + piece + quote, quote, title, title, quote, title)
    for evidence in match(rule(RULE), scope).explanation["evidence"]:
        text = getattr(scope, evidence["field"])
        assert text[evidence["start"] : evidence["end"]] == evidence["words"] != ""


@pytest.mark.skipif(not BLNS.exists(), reason=f"{BLNS.name} is not beside this checkout")
def test_naughty_strings_are_rules_and_texts_like_any_other() -> None:
    for text in json.loads(BLNS.read_text("utf-8")):
        parsed = parse(text)
        match(rule(RULE), Scope(text, text, text, text, text, text))
        if parsed.rule is not None:
            assert match(parsed.rule, Scope(quote=text)).hit or "-" in text or "NOT" in text or "=" in text


def test_an_address_that_is_none_has_no_site() -> None:
    document = Document(1, "k", "article", "http://[bad", "Example", NOW)
    revision = Revision(1, document, "s", NOW, "", "No.")
    speaker = Speaker("a", "person", "A")
    report = Report(
        content=((0, 3),),
        cue=None,
        mention=None,
        sentence=(0, 3),
        text="No.",
        speaker=speaker,
        who="A",
        org=None,
        role=None,
        kind="direct",
        stance="deny",
        polarity="negative",
        provenance="direct-quote",
    )
    assert scope_of(Evidence(1, report, revision)).site == ""
