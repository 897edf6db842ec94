"""Hostile rules, texts, watchlists and queries: a clean error or a normal answer, and never a crash."""

from __future__ import annotations

from pathlib import Path

import pytest

from alerts.rules import Scope, match, parse
from alerts.rules.importers import LANGUAGES, import_rule
from alerts.watchlist import load_watchlist
from record.people import People
from tests.conftest import SHARED

BAD = SHARED / "badinput"
DEEP = 20_000
RULES = {
    "deep brackets": "(" * DEEP + "a" + ")" * DEEP,
    "deep NOT": "NOT " * DEEP + "a",
    "deep minus": "-" * DEEP + "a",
    "deep fields": "title:(" * DEEP,
    "deep functions": "SENTENCE(" * DEEP,
    "a long chain": " OR ".join(["a"] * DEEP),
    "a megabyte": "a " * 500_000,
    "a megabyte in quotes": '"' + "a " * 500_000,
    "a number without end": "a NEAR/" + "9" * 5_000 + " b",
    "a nested regex": "/(a+)+$/",
    "a regex of repetitions": "/((a{0,100}){0,100}){0,100}/",
    "a regex of alternatives": "/(a|a|aa)*b/",
    "a regex that is never closed": "/" + "(" * DEEP,
    "stars": "*" * DEEP,
    "a glob of stars": "a" + "*a" * 5_000,
    "a glob of marks": "a" + "?" * DEEP,
    "combining marks": "e" + "\u0301" * DEEP,
    "half a pair": "\ud800 OR \udfff",
    "zeros": "\x00" * DEEP,
    "right to left": "\u202e(a OR b\u202c",
}
TEXTS = [
    "",
    "a" * 200_000,
    "a " * 20_000,
    "美" * 20_000,
    "\ud800",
    "\x00" * 1000,
    "e" + "\u0301" * DEEP,
]


def judge(rule: str, text: str) -> None:
    parsed = parse(rule)
    assert parsed.rule or parsed.problems
    if parsed.rule:
        match(parsed.rule, Scope.of("quote", text))


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_hostile_rule_is_refused_or_judged(name: str) -> None:
    judge(RULES[name], "a text with aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa! in it")


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_a_hostile_text_is_judged(text: str) -> None:
    for rule in (
        "a",
        '"a a" NEAR/9 a',
        "美国 OR a",
        "ATLEAST/3(a)",
        "FIRST/5(a)",
        "SENTENCE(a b)",
        "NOT b a",
    ):
        judge(rule, text)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("name", sorted(RULES))
def test_a_hostile_query_is_refused_or_carried_over(language: str, name: str) -> None:
    imported = import_rule(language, RULES[name])
    assert imported.rule or imported.problems


@pytest.mark.skipif(not BAD.exists(), reason="shared/badinput is not here")
def test_naughty_strings_are_rules_texts_and_queries_like_others() -> None:
    lists = sorted((BAD / "blns").rglob("*.txt"))
    assert lists
    for path in lists:
        for line in path.read_text("utf-8", errors="surrogateescape").splitlines():
            judge(line, line)
            judge("a OR NOT a b", line)
            for language in LANGUAGES:
                import_rule(language, line)


@pytest.mark.skipif(not BAD.exists(), reason="shared/badinput is not here")
def test_the_yaml_suite_is_refused_or_read_as_a_watchlist() -> None:
    files = [path for path in sorted((BAD / "yaml-test-suite").rglob("*")) if path.is_file()]
    assert files
    for path in files:
        loaded = load_watchlist(path, People(), {})
        assert loaded.watchlist or loaded.problems, path


NESTED = zip("abcdefgh", "bcdefghi", strict=True)
BOMB = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}, *{a}]\n" for a, b in NESTED)
WATCHLISTS = {
    "aliases": BOMB,
    "brackets": "watches: " + "[" * DEEP,
    "dashes": "- " * DEEP,
    "keys": "? " * DEEP,
    "one id": "watches:\n" + "  - {name: a, when: a}\n" * 2_000,
}


@pytest.mark.parametrize("text", WATCHLISTS.values(), ids=WATCHLISTS)
def test_a_hostile_watchlist_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "watchlist.yaml"
    path.write_text(text, "utf-8")
    loaded = load_watchlist(path, People(), {})
    assert loaded.watchlist is None
    assert loaded.problems
