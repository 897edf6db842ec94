"""Problems for GitHub and for code scanning."""

from __future__ import annotations

import json

from ops.checkformats import CODES, github, sarif
from record.problems import Fix, Problem

WRONG = Problem(
    "W101", "unknown key 'a,b:c'", "my, list.yaml", 4, 5, 6, "50 %\nor so", fix=Fix(9, 15, "people")
)
DOUBT = Problem("L501", "mixed", "/tmp/w.yaml", 2, severity="warning")
WHOLE = Problem("Y002", "cannot be read", "w.yaml", 0)


def test_annotations_are_escaped_and_one_a_line() -> None:
    assert github([WRONG, DOUBT, WHOLE]).splitlines() == [
        "::error file=my%2C list.yaml,line=4,col=5,title=W101,endColumn=11"
        "::unknown key 'a,b:c': 50 %25%0Aor so",
        "::warning file=/tmp/w.yaml,line=2,title=L501::mixed",
        "::error file=w.yaml,title=Y002::cannot be read",
    ]


def test_sarif_has_what_its_schema_asks_for() -> None:
    log = json.loads(sarif([WRONG, DOUBT, WHOLE, WRONG]))
    (run,) = log["runs"]
    assert (log["version"], run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    rules, results = run["tool"]["driver"]["rules"], run["results"]
    assert [rule["id"] for rule in rules] == ["L501", "W101", "Y002"]
    assert all(rule["help"]["text"].startswith(CODES[rule["id"]]) for rule in rules)
    assert [rules[each["ruleIndex"]]["id"] for each in results] == [each["ruleId"] for each in results]
    assert {each["level"] for each in results} <= {"none", "note", "warning", "error"}
    place = results[0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "my%2C%20list.yaml"
    assert place["region"] == {"startLine": 4, "startColumn": 5, "endColumn": 11}
    assert "region" not in results[2]["locations"][0]["physicalLocation"]
    change = results[0]["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert change == {
        "deletedRegion": {"charOffset": 9, "charLength": 6},
        "insertedContent": {"text": "people"},
    }


def test_a_fingerprint_does_not_change_with_the_line_and_differs_for_each() -> None:
    moved = Problem(WRONG.code, WRONG.message, WRONG.file, 9, 1)
    first, again = (
        each["partialFingerprints"] for each in json.loads(sarif([WRONG, WRONG]))["runs"][0]["results"]
    )
    (elsewhere,) = (each["partialFingerprints"] for each in json.loads(sarif([moved]))["runs"][0]["results"])
    assert first == elsewhere != again


def test_nothing_wrong_is_a_run_without_results() -> None:
    assert json.loads(sarif([]))["runs"][0]["results"] == []
    assert github([]) == ""
