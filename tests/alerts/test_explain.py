"""explain: why an alert came or did not, as lines and as JSON."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from alerts.explain import Check, Judgement, Sending, explain, lines
from record.types import Change, PostFacts, Statement
from tests.alerts.stories import (
    DENIED,
    EDITED_STATEMENT,
    NOW,
    PARAPHRASE,
    POST,
    POSTED_STATEMENT,
    RELEASE,
    RELEASED_STATEMENT,
    REPORTED_STATEMENT,
    US_MARKET,
    ZONE,
    clause,
)

WATCH = "Xiaomi in the US"
TOLD = Judgement(WATCH, True, US_MARKET, (Check("dedup", True, "first"), Check("baseline", True, "new")))
SENT = Sending("exec-slack", "sent", NOW, 0.41, attempts=1, watches=(WATCH,))


def shown(statement: Statement, *verdicts: Judgement, deliveries: tuple[Sending, ...] = ()) -> str:
    return "\n".join(lines(explain(statement, verdicts, deliveries, ZONE)))


def test_a_told_statement_is_explained_whole() -> None:
    pricing = Judgement("Pricing", False, clause("term", "price", missing="price | 价格"))
    assert shown(POSTED_STATEMENT, TOLD, pricing, deliveries=(SENT,)).splitlines() == [
        "Lei Jun · 2026-11-23 14:02 CST · original post, weibo.com/1749127163/Abc",
        "“汽车业务暂时没有进入美国市场的计划”   denial · 2 reports",
        "reported by Reuters 14:03 · 36Kr 14:04",
        "",
        "watch “Xiaomi in the US”                       HIT",
        "  people      Lei Jun                          ✓ verified account",
        '  when        "US market" OR 美国              ✓ “US market” at 28–37',
        "              NOT rumour                       ✓ absent",
        "  decide      dedup ✓ first  baseline ✓ new",
        "  deliver     exec-slack                       sent 14:05:00 (0.4 s)",
        "watch “Pricing”                                no hit: missing price | 价格",
    ]


def test_baseline_is_the_reason_where_the_document_was_there_before() -> None:
    old = replace(POST.revision, document=replace(POST.revision.document, baseline=True))
    statement = replace(POSTED_STATEMENT, original=replace(POST, revision=old))
    withheld = Judgement(WATCH, True, US_MARKET, (Check("baseline", False, "was there before"),))
    text = shown(statement, withheld)
    assert "HIT, not told: baseline, was there before" in text
    assert "decide      baseline ✗ was there before" in text
    assert "· baseline: there before its source was added" in text
    assert explain(statement, [withheld], [], ZONE).as_json()["baseline"] is True


def test_a_paraphrase_is_named_with_its_outlet() -> None:
    text = shown(REPORTED_STATEMENT, TOLD)
    assert "reported by Reuters, reuters.example/lei-jun-us?a=1&b=2" in text
    assert "said (paraphrase): there was no plan for the US market" in text
    assert "people      Lei Jun                          ✓ paraphrase" in text


def test_words_that_came_with_an_edit_are_told_with_the_time_of_both() -> None:
    text = shown(EDITED_STATEMENT, TOLD)
    assert "Lei Jun · 2026-11-23 10:05 CST, in an edit seen 14:03 · reported by Reuters" in text


def test_only_what_the_platform_calls_an_edit_is_called_one() -> None:
    seen = replace(POST.revision, observed_at=NOW, first=False)
    told: dict[Change, str] = {"edited": "in an edit seen", "changed": "in a change seen", "completed": ""}
    for change, words in told.items():
        post = replace(POST, revision=replace(seen, change=change))
        first = shown(replace(POSTED_STATEMENT, original=post)).splitlines()[0]
        assert first.partition(" · ")[2].startswith(
            f"2026-11-23 14:02 CST{words and f', {words} 14:05'} · orig"
        )


def test_where_a_post_was_sent_from_and_what_with_is_shown_as_what_it_is() -> None:
    facts = PostFacts(region="北京", client="Xiaomi\n99")
    post = replace(POST, revision=replace(POST.revision, facts=facts))
    text = shown(replace(POSTED_STATEMENT, original=post))
    assert "posted from 北京, with Xiaomi 99, as its author shows it" in text.splitlines()
    assert "posted from" not in shown(POSTED_STATEMENT)


def test_what_the_company_publishes_itself_is_not_called_a_report() -> None:
    release = replace(PARAPHRASE, report=replace(PARAPHRASE.report, provenance="own-company"))
    assert "· published by Reuters, " in shown(replace(REPORTED_STATEMENT, reports=(release,)))


def test_the_companys_own_release_is_the_original_and_nobody_reports_it() -> None:
    told = shown(RELEASED_STATEMENT, TOLD).splitlines()
    assert told[0] == (
        "Xiaomi · 2026-11-23 14:01 CST · published by Xiaomi newsroom, press.xiaomi.example/us"
    )
    assert told[1].endswith("denial · 0 reports")
    assert "  people      Xiaomi                           ✓ the company's own words" in told
    assert not any(line.startswith("reported by") for line in told)
    both = shown(replace(RELEASED_STATEMENT, reports=(PARAPHRASE, RELEASE)), TOLD).splitlines()
    assert both[0] == told[0]
    assert "reported by Reuters 14:03" in both


def test_an_account_that_the_platform_denies_is_not_called_verified() -> None:
    text = shown(replace(POSTED_STATEMENT, original=DENIED), TOLD)
    assert "  people      Lei Jun                          ✓ own account, not verified by Weibo" in text
    assert "verified account" not in text
    known = explain(replace(POSTED_STATEMENT, original=DENIED), [TOLD], [], ZONE).as_json()["original"]
    assert (known["verified"], known["denied"]) == (False, True)


def test_a_report_that_was_only_counted_is_shown_with_what_it_was_counted_with() -> None:
    text = "\n".join(lines(explain(POSTED_STATEMENT, [TOLD], [], ZONE, asked=PARAPHRASE)))
    assert "in this document   said (paraphrase): there was no plan for the US market" in text
    assert "counted as one more report of the statement above" in text
    assert "in this document" not in "\n".join(lines(explain(POSTED_STATEMENT, [TOLD], [], ZONE, asked=POST)))


def test_a_non_hit_gives_its_reason_whichever_it_is() -> None:
    text = shown(POSTED_STATEMENT, Judgement("BYD", False, reason="Lei Jun is not one of its people"))
    assert text.endswith("no hit: Lei Jun is not one of its people")


def test_a_watch_without_a_rule_has_no_clauses() -> None:
    text = shown(POSTED_STATEMENT, Judgement("Everything", True))
    assert "HIT" in text
    assert "when" not in text


def test_a_part_that_failed_inside_a_hit_is_marked() -> None:
    explanation = clause("and", "a b", clause("term", "a", words="a"), clause("term", "b", missing="b"))
    assert "✗ missing b" in shown(POSTED_STATEMENT, Judgement(WATCH, True, explanation))


def test_evidence_outside_the_words_said_names_its_field() -> None:
    explanation = clause("term", "Xiaomi", words="Xiaomi")
    explanation["evidence"][0]["field"] = "title"
    assert "✓ “Xiaomi” at 28–34 of the title" in shown(POSTED_STATEMENT, Judgement(WATCH, True, explanation))


def test_a_delivery_that_waits_shows_tries_and_error() -> None:
    waiting = replace(SENT, state="in_doubt", at=None, seconds=None, error="no answer in time", attempts=3)
    text = shown(POSTED_STATEMENT, TOLD, deliveries=(replace(waiting, doubt=True),))
    assert (
        "exec-slack                       in doubt, 3 tries, as a possible repeat: no answer in time" in text
    )


WAITING = replace(SENT, state="pending", at=None, seconds=None, attempts=0, until=NOW, ref="0f1e2d")


@pytest.mark.parametrize(
    ("sending", "words"),
    [
        (WAITING, "waits until 2026-11-23 14:05"),
        (replace(WAITING, gathers="digest"), "waits until 2026-11-23 14:05 with the digest"),
        (
            replace(WAITING, gathers="quiet", others=1),
            "waits until 2026-11-23 14:05 for the quiet hours to end; with 1 other",
        ),
        (
            replace(WAITING, gathers="throttle", others=2),
            "waits until 2026-11-23 14:05 with the rest of the period; with 2 others",
        ),
        (replace(WAITING, attempts=2, error="HTTP 503"), "pending, 2 tries: HTTP 503"),
        (
            replace(WAITING, purpose="fallback", stands_for="exec-slack"),
            "waits until 2026-11-23 14:05; fallback for exec-slack",
        ),
        (
            replace(WAITING, state="suppressed", error="not needed: desk took the message"),
            "not sent: not needed: desk took the message",
        ),
        (
            replace(WAITING, state="dead", attempts=1, error="HTTP 404"),
            "dead: HTTP 404; send it again: onrecord deliveries replay 0f1e2d",
        ),
        (
            replace(WAITING, state="dead", attempts=1, error="HTTP 404", forgotten=True),
            "dead: HTTP 404; its message was thrown away",
        ),
    ],
)
def test_a_delivery_says_what_it_waits_for_and_the_way_out(sending: Sending, words: str) -> None:
    line = shown(POSTED_STATEMENT, TOLD, deliveries=(sending,)).splitlines()[-1]
    assert line == f"  deliver     exec-slack                       {words}"


def test_a_delivery_of_no_shown_watch_is_not_lost() -> None:
    text = shown(POSTED_STATEMENT, deliveries=(replace(SENT, watches=("renamed since",)),))
    assert text.splitlines()[-2:] == [
        "no watch has judged it",
        "  deliver     exec-slack                       sent 14:05:00 (0.4 s)",
    ]


def test_the_json_holds_the_same_and_only_plain_values() -> None:
    explanation = explain(POSTED_STATEMENT, [TOLD], [SENT], ZONE)
    as_json = json.loads(json.dumps(explanation.as_json()))
    assert as_json["statement"] == POSTED_STATEMENT.public_id
    assert as_json["original"]["verified"] is True
    assert as_json["watches"][0]["clauses"][0]["note"] == "“US market” at 28–37"
    assert as_json["watches"][0]["sendings"][0]["at"] == NOW.isoformat()
    assert [outlet["name"] for outlet in as_json["outlets"]] == ["Reuters", "36Kr"]


def test_crawled_words_add_no_line_and_no_control() -> None:
    document = replace(PARAPHRASE.revision.document, outlet="Evil\x1b[31m\nwatch “x”   HIT")
    evil = replace(
        PARAPHRASE,
        report=replace(PARAPHRASE.report, text="a\r\nb\u2028c\u202e"),
        revision=replace(PARAPHRASE.revision, document=document),
    )
    shown_lines = lines(explain(replace(REPORTED_STATEMENT, reports=(evil,)), [TOLD], [], ZONE))
    assert all(line.isprintable() for line in shown_lines)
    assert len(shown_lines) == len(lines(explain(REPORTED_STATEMENT, [TOLD], [], ZONE)))
