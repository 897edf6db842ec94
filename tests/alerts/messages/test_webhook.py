"""The generic webhook's payload is what its schema says, and the schema is on the page."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from alerts.messages import mark_repeat, render
from alerts.messages.formats.webhook import SCHEMA, SCHEMA_FILE
from record.types import Alert, EventKind, Json
from tests.alerts.messages.samples import KEY, LONG, SAMPLES
from tests.alerts.stories import ALERTS, NOW, POST, POSTED_STATEMENT, SEARCHES, ZONE, hit

PAGE = (Path(__file__).parents[3] / "docs/messages.md").read_text("utf-8")
SCHEMA_TEXT = json.loads(SCHEMA_FILE.read_text("utf-8"))


def closed(schema: Any) -> Any:
    """The same, refusing what it does not describe."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: closed(value) for key, value in schema.items()}
    return {**made, "additionalProperties": False} if "properties" in made else made


def payload(name: str, **more: Any) -> Json:
    fields = replace(SAMPLES[name], **more).message("webhook").fields
    assert fields is not None
    return fields


@pytest.mark.parametrize("name", SAMPLES)
def test_every_payload_is_what_the_schema_says_and_nothing_beside_it(name: str) -> None:
    checker = Draft202012Validator(closed(SCHEMA_TEXT), format_checker=Draft202012Validator.FORMAT_CHECKER)
    sent = json.loads(json.dumps(payload(name)))
    assert [error.message for error in checker.iter_errors(sent)] == []
    assert sent["schema"] == SCHEMA == SCHEMA_TEXT["$id"]


@pytest.mark.parametrize("name", ALERTS)
def test_every_kind_of_event_has_a_payload(name: str) -> None:
    message = render(ALERTS[name], "webhook", now=NOW, zone=ZONE, searches=SEARCHES.get(name))
    assert [e.message for e in Draft202012Validator(closed(SCHEMA_TEXT)).iter_errors(message.fields)] == []


def test_the_schema_is_itself_one_and_knows_every_event_of_a_statement() -> None:
    Draft202012Validator.check_schema(SCHEMA_TEXT)
    statement = SCHEMA_TEXT["properties"]["statements"]["items"]["properties"]
    kinds = {kind.value for kind in EventKind}
    others = {kind for kind in kinds if kind.split("-")[0] in ("source", "account", "channel", "sealed")}
    assert set(statement["event"]["properties"]["kind"]["enum"]) == kinds - others


def test_a_machine_reads_who_said_what_where_and_why() -> None:
    [told] = payload("original_post")["statements"]
    assert told["id"] == "st_8Kq2mW4xTz7B"
    assert told["speaker"] == {"id": "lei-jun", "name": "Lei Jun", "kind": "person", "role": "CEO, Xiaomi"}
    assert told["quote"]["text"] == POST.report.text
    assert told["quote"]["verbatim"] is told["first_party"] is True
    assert told["urls"]["original"] == "https://weibo.com/1749127163/Abc"
    assert [report["outlet"] for report in told["reports"]] == ["Reuters", "36Kr"]
    assert told["watches"] == [
        {"id": "xiaomi-in-the-us", "name": "Xiaomi in the US", "matched": ["US market"], "severity": "normal"}
    ]
    assert told["times"]["published"] == "2026-11-23T06:02:00Z"


def test_times_are_iso_in_utc() -> None:
    times = payload("edited")["statements"][0]["times"]
    known = [value for value in times.values() if value]
    assert all(value.endswith("Z") and datetime.fromisoformat(value).tzinfo for value in known)


def test_an_edit_says_what_was_and_what_is_now() -> None:
    event = payload("edited")["statements"][0]["event"]
    assert (event["kind"], event["was"]) == ("edited", POST.report.text)
    assert event["now"] == "汽车业务明年没有进入美国市场的计划"


def test_the_words_are_whole_however_long_they_are() -> None:
    assert payload("long")["statements"][0]["quote"]["text"] == LONG.strip("；")[: len(LONG)] + "；"


def test_the_highest_severity_leads() -> None:
    hits = (hit(POSTED_STATEMENT, POST), replace(hit(POSTED_STATEMENT, POST, "Other"), severity="critical"))
    fields = payload("original_post", alert=Alert("desk", hits))
    assert fields["severity"] == "critical"
    assert [each["severity"] for each in fields["statements"][0]["watches"]] == ["normal", "critical"]


def test_a_possible_repeat_is_a_field_and_the_key_is_that_of_the_first_attempt() -> None:
    fields = payload("possible_repeat")
    assert fields["possible_repeat"] is True
    assert fields["delivery"]["key"] == KEY
    assert "possible repeat · ref 0f1e2d" in fields["text"]
    assert payload("original_post")["possible_repeat"] is False
    assert mark_repeat(SAMPLES["original_post"].message("webhook"), "0f1e2d").fields == fields


def properties(schema: Json, path: str = "") -> list[tuple[str, str]]:
    """(path, description) of every field."""
    found = []
    for name, each in schema.get("properties", {}).items():
        at = f"{path}{name}"
        found.append((at, each.get("description", "")))
        found += properties(each, f"{at}.")
        found += properties(each.get("items", {}), f"{at}[].")
    return found


def test_the_page_holds_every_field_of_the_schema() -> None:
    rows = [f"| `{path}` | {text} |" for path, text in properties(SCHEMA_TEXT)]
    assert "\n".join(rows) in PAGE, "docs/messages.md wants these rows:\n" + "\n".join(rows)


def test_what_was_gathered_says_why_and_for_when() -> None:
    alert = ALERTS["several"]
    fields = payload("several", alert=replace(alert, gathers="digest", slot=NOW))
    assert (fields["gathers"], fields["slot"]) == ("digest", "2026-11-23T06:05:00Z")
    assert len(fields["statements"]) == 2
