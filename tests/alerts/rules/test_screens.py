"""What a rule hits passes its screen; and where the screen is exact, what passes is hit."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.rules import Scope, parse
from alerts.rules.forms import find
from alerts.rules.matcher import judge
from alerts.rules.names import Names
from alerts.rules.operator import registered
from alerts.rules.screens import Literal, Screen, Screener

NAMES = Names({"us": ("America", "美国")})
ATOMS = ["a", "b", "ab*", "美国", "=US", "~go", "/a+/", "@us", '"a b"', "title:a", "stance:plan", "site:b.cn"]
AROUND = ["SENTENCE({})", "QUOTE({})", "FIRST/2({})", "ATLEAST/2({})", "NOT {}", "({})"]
BETWEEN = ["({} AND {})", "({} OR {})", "({} NOT {})"]
WORDS = ["a", "b", "abc", "美国", "US", "us", "went", "“", "”", ".", "！", "A"]


def _wider(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    alone = st.builds(str.format, st.sampled_from(AROUND), inner)
    return alone | st.builds(str.format, st.sampled_from(BETWEEN), inner, inner)


RULES = st.recursive(st.sampled_from(ATOMS) | st.just("(a NEAR/1 b)"), _wider, max_leaves=5)
TEXTS = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)


def passes(screen: Screen, scope: Scope) -> bool:
    return all(
        any(stands(literal, scope) for literal in clause.literals) is clause.wanted
        for clause in screen.clauses
    )


def stands(literal: Literal, scope: Scope) -> bool:
    forms = [literal.form] if literal.form else NAMES.forms(literal.name)
    return any(any(find(form, scope.field(field))) for form in forms for field in literal.fields)


@settings(max_examples=500, deadline=None, derandomize=True)
@given(RULES, TEXTS, TEXTS, st.booleans())
def test_a_hit_passes_its_screen(text: str, quote: str, title: str, verbatim: bool) -> None:
    rule = parse(text, NAMES).rule
    if rule is None:
        return
    scope = Scope(quote=quote, title=title, stance="plan", site="x.b.cn", verbatim=verbatim)
    screen = Screener(registered()).of(rule.node)
    hit = judge(rule, scope).hit
    assert not hit or passes(screen, scope)
    assert not screen.exact or hit == passes(screen, scope)


@pytest.mark.parametrize(
    ("text", "clauses", "exact"),
    [
        ("a OR b", 1, True),
        ("(a AND b) OR c", 2, True),
        ("(a AND b) OR (c AND d AND e)", 6, True),
        ("(a NOT b) OR c", 1, False),
        ("(a NEAR/1 b) OR (c AND d)", 4, False),
        (" OR ".join(f"(a{n} AND b{n})" for n in range(3)), 8, True),
        (" OR ".join(f"(a{n} AND b{n})" for n in range(90)), 8, False),
    ],
)
def test_an_or_keeps_the_clauses_of_its_parts_as_long_as_they_are_few(
    text: str, clauses: int, exact: bool
) -> None:
    rule = parse(text).rule or pytest.fail("no rule")
    screen = Screener(registered()).of(rule.node)
    assert (len(screen.clauses), screen.exact) == (clauses, exact)
