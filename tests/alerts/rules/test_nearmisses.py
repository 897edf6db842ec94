"""A clause that was no hit says by how much."""

from __future__ import annotations

import pytest

from alerts.rules import Scope, match, parse

FAR = Scope(quote="小米 is here. " + "Word " * 31 + "美国 launch.", title="Sale")
WHYS = [
    ("美国 NEAR/20 小米", "美国 stands 33 characters from 小米, the limit is 20"),
    ("launch ONEAR/9 美国", "launch stands 0 words from 美国, but after it"),
    ("SENTENCE(launch 小米)", "launch and 小米 stand in different sentences"),
    ("FIRST/20(launch)", "launch stands at word 38, the limit is 20"),
    ("ATLEAST/3(launch)", "1 of 3"),
    ("=LAUNCH", "“launch” stands in the words said, not “LAUNCH”"),
    ("quote:sale", "sale stands in the title, not in the words said"),
    ("launch NOT sale", "“Sale” stands in the title"),
    ("launch NEAR/2 sale", "launch stands in the words said, sale in the title"),
]


@pytest.mark.parametrize(("rule", "why"), WHYS, ids=[rule for rule, _ in WHYS])
def test_a_near_miss_is_told(rule: str, why: str) -> None:
    parsed = parse(rule).rule
    assert parsed is not None
    tree = match(parsed, FAR).explanation
    clauses = [tree, *tree["parts"]]
    assert why in [clause.get("why") for clause in clauses]


def test_stretches_within_stretches_cost_no_more_than_their_number() -> None:
    parsed = parse("SENTENCE(" * 90 + "a" + ")" * 90).rule
    assert parsed is not None
    assert not match(parsed, Scope(quote="b. C. d")).hit
