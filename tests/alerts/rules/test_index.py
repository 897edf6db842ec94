"""The index says of many rules what judging each of them says."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.rules.index import Index
from alerts.rules.matcher import judge
from alerts.rules.names import Names
from alerts.rules.nodes import Found, Rule
from alerts.rules.parser import parse
from alerts.rules.scope import Scope

NAMES = Names({"us": ["US market", "美国", "U.S."], "cars": ["car", "C++", "小米SU7"]})
WORDS = ["us", "US", "U.S.", "market", "markets", "car", "C++", "C", "小米", "美国", "米", "enter", "x"]
TERMS = [
    *WORDS, "=US", "=us", '"US market"', '"us car"', "mark*", "c?r", '"US mark*"', "小米*", "@us", "@cars",
    "quote:car", "title:US", 'title:(="US" OR 米)', "text:market", "/mar[k]/", "~enter", "speaker:US",
    "stance:plan", "site:x.com",
]  # fmt: skip
JOINS = [" AND ", " OR ", " NEAR/1 ", " ONEAR/2 ", " ", " AND NOT "]
AROUND = ["({})", "NOT {}", "SENTENCE({})", "QUOTE({})", "FIRST/3({})", "ATLEAST/2({})", "title:({})"]
BETWEEN = [" ", "-", ", ", ". ", "\n", "", " “", "” "]


def clauses() -> st.SearchStrategy[str]:
    return st.recursive(
        st.sampled_from(TERMS),
        lambda part: st.one_of(
            st.builds(lambda a, join, b: f"({a}{join}{b})", part, st.sampled_from(JOINS), part),
            st.builds(lambda around, a: around.format(a), st.sampled_from(AROUND), part),
        ),
        max_leaves=6,
    )


def texts() -> st.SearchStrategy[str]:
    pieces = st.tuples(st.sampled_from([*WORDS, "Entered", "MARKET", "美國"]), st.sampled_from(BETWEEN))
    return st.lists(pieces, max_size=10).map(lambda row: "".join(map("".join, row)))


def scopes() -> st.SearchStrategy[Scope]:
    fields: dict[str, Any] = dict.fromkeys(
        ("quote", "sentence", "title", "names", "text", "speaker"), texts()
    )
    return st.builds(
        Scope, stance=st.sampled_from(["plan", "denial"]), site=st.sampled_from(["x.com", ""]), **fields
    )


def rules() -> st.SearchStrategy[Rule]:
    made = clauses().map(lambda text: parse(text, NAMES).rule)
    return made.filter(lambda rule: rule is not None).map(lambda rule: rule or pytest.fail("no rule"))


def naive(rules: dict[str, Rule], scope: Scope) -> set[str]:
    return {id for id, rule in rules.items() if judge(rule, scope).hit}


@settings(max_examples=150, deadline=None)
@given(
    st.lists(rules(), min_size=1, max_size=8),
    st.lists(scopes(), min_size=1, max_size=3),
    st.lists(st.tuples(st.integers(0, 9), st.one_of(st.none(), rules())), max_size=8),
)
def test_it_agrees_with_judging_each_rule_also_after_changes(
    first: list[Rule], scopes: list[Scope], changes: list[tuple[int, Rule | None]]
) -> None:
    kept = {str(number): rule for number, rule in enumerate(first)}
    index = Index(kept)
    for scope in scopes:
        assert set(index.hits(scope)) == naive(kept, scope)
    for number, rule in changes:
        if rule is not None:
            kept[str(number)] = rule
            index.put(str(number), rule)
        elif str(number) in kept:
            del kept[str(number)]
            index.drop(str(number))
        for scope in scopes:
            hits = index.hits(scope)
            assert len(hits) == len(set(hits))
            assert set(hits) == naive(kept, scope)


def rule_of(text: str, names: Names | None = None) -> Rule:
    return parse(text, names).rule or pytest.fail(f"no rule: {text}")


def test_a_dropped_rule_hits_no_more_and_cannot_be_dropped_twice() -> None:
    index = Index({"a": rule_of("car")})
    index.drop("a")
    assert index.hits(Scope.of("quote", "a car")) == []
    with pytest.raises(KeyError):
        index.drop("a")


def test_what_was_struck_out_is_not_carried_along_for_ever() -> None:
    index = Index({"kept": rule_of("car NEAR/1 market")})
    for number in range(3 * Index.SPARSE):
        index.put("changing", rule_of(f"w{number}"))
    assert len(index._ids) < 2 * Index.SPARSE
    assert set(index.hits(Scope.of("quote", f"car market w{3 * Index.SPARSE - 1}"))) == {"kept", "changing"}
    assert index.hits(Scope.of("quote", "w5")) == []


def test_forms_that_fold_alike_and_differ_in_writing_are_told_apart() -> None:
    index = Index({"any": rule_of("us"), "exact": rule_of("=US"), "dotted": rule_of("U.S.")})
    assert index.hits(Scope.of("quote", "they told us")) == ["any"]
    assert set(index.hits(Scope.of("quote", "in the US"))) == {"any", "exact", "dotted"}


def test_a_new_alias_is_found_and_an_old_one_no_more_though_no_rule_is_touched() -> None:
    names = Names({"us": ["America"]})
    index = Index({"term": rule_of("America", names), "entity": rule_of("@us", names)})
    names.change("us", ["北美"])
    index.rename("@us")
    assert index.hits(Scope.of("quote", "进入北美市场")) == ["entity"]
    assert index.hits(Scope.of("quote", "in America")) == ["term"]


def test_only_those_among_which_are_asked_for_are_answered_or_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    index = Index({"near": rule_of("car NEAR/1 market"), "far": rule_of("car NEAR/9 market")})
    index.put("unscreened", rule_of("/mar[k]/"))
    judged = list[str]()

    def noting(rule: Rule, scope: Scope) -> Found:
        judged.append(rule.node.source)
        return judge(rule, scope)

    monkeypatch.setattr("alerts.rules.index.judge", noting)
    scope = Scope.of("quote", "a car market")
    assert index.hits(scope, {"near", "elsewhere"}) == ["near"]
    assert judged == ["car NEAR/1 market"]
    assert index.hits(scope, {"unscreened"}) == ["unscreened"]
    assert index.hits(scope, ()) == []


def test_a_rule_whose_screen_is_exact_is_not_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    index = Index({"exact": rule_of("(car AND market) OR (tram AND plan)")})
    monkeypatch.setattr("alerts.rules.index.judge", lambda *_: pytest.fail("it was judged"))
    assert index.hits(Scope.of("quote", "a car market")) == ["exact"]
    assert index.hits(Scope.of("quote", "a car plan")) == []
