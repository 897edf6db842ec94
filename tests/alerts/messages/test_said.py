"""What every message says. Their look: the golden files."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from alerts.messages import mark_repeat
from record.types import (
    Account,
    Alert,
    ReportKind,
    Span,
    Speaker,
    Stance,
)
from tests.alerts.messages.rendering import FAMILIES, Family, rendered
from tests.alerts.stories import (
    ALERTS,
    ASIDE,
    CUT,
    DENIED,
    EDIT,
    NOW,
    PARAPHRASE,
    POST,
    POSTED_STATEMENT,
    QUOTE,
    RELEASE,
    RELEASED_STATEMENT,
    REPORTED_STATEMENT,
    clause,
    evidence,
    hit,
)


def test_with_a_page_there_are_links_in_place_of_the_command() -> None:
    mail = rendered(ALERTS["several"], "email", page="https://onrecord.example.org/")
    assert "onrecord explain" not in mail.text + (mail.html or "")
    assert "https://onrecord.example.org/" in mail.text


@pytest.mark.parametrize("family", FAMILIES)
def test_a_possible_repeat_says_so_in_subject_and_body(family: Family) -> None:
    message = rendered(ALERTS["original_post"], family, repeat="a1b2c3")
    assert "possible repeat · ref a1b2c3" in message.subject
    assert message.text.splitlines()[1] == "possible repeat · ref a1b2c3"
    assert message.html is None or message.html.count("possible repeat · ref a1b2c3") == 1
    assert mark_repeat(rendered(ALERTS["original_post"], family), "a1b2c3") == message


@pytest.mark.parametrize("family", FAMILIES)
def test_an_account_that_the_platform_denies_is_never_called_verified(family: Family) -> None:
    assert "verified account" in rendered(ALERTS["original_post"], family).text
    message = rendered(Alert("desk", (hit(replace(POSTED_STATEMENT, original=DENIED), DENIED),)), family)
    for part in filter(None, (message.text, message.html)):
        assert "own account, not verified by Weibo" in part
        assert "verified account" not in part


def test_a_companys_account_that_the_platform_denies_is_told_too() -> None:
    document = replace(RELEASE.revision.document, account=Account("weibo", "1"), verified=False)
    denied = replace(RELEASE, revision=replace(RELEASE.revision, document=document))
    alert = Alert("desk", (hit(replace(RELEASED_STATEMENT, reports=(denied,)), denied),))
    for family in FAMILIES:
        assert "own words, press release, own account, not verified by Weibo" in rendered(alert, family).text


@pytest.mark.parametrize("family", FAMILIES)
def test_a_post_that_is_cut_on_its_mirror_is_not_told_as_if_it_were_whole(family: Family) -> None:
    words = "the mirror shows only the beginning of this post"
    assert words not in rendered(ALERTS["original_post"], family).text
    text = rendered(Alert("desk", (hit(replace(POSTED_STATEMENT, original=CUT), CUT),)), family).text
    assert text.count(words) == 1
    assert family != "email" or f"Status             not edited since first seen; {words}\n" in text


def test_an_outlet_counts_once_with_its_first_time() -> None:
    assert "2 reports so far: Reuters, 36Kr" in rendered(ALERTS["original_post"], "slack").text
    assert "Reuters 14:03 · 36Kr 14:04\n" in rendered(ALERTS["original_post"], "email").text


def test_a_publication_time_in_the_future_is_not_believed() -> None:
    future = replace(PARAPHRASE.revision, published_at=NOW + timedelta(days=400))
    late = replace(PARAPHRASE, revision=future)
    statement = replace(REPORTED_STATEMENT, reports=(late,))
    text = rendered(Alert("desk", (hit(statement, late),)), "slack").text
    assert "23 Nov 14:03 CST (1 min ago)" in text


def test_an_article_that_was_edited_since_is_not_called_unedited() -> None:
    outdated = replace(PARAPHRASE, revision=replace(PARAPHRASE.revision, last=False))
    statement = replace(REPORTED_STATEMENT, reports=(outdated,))
    text = rendered(Alert("desk", (hit(statement, outdated),)), "email").text
    assert "not edited since first seen" not in text
    assert "edited or gone since first seen" in text


def test_an_outlet_that_gained_the_words_by_an_edit_comes_after_one_that_had_them_before() -> None:
    early = replace(QUOTE, revision=replace(QUOTE.revision, published_at=NOW - timedelta(hours=3)))
    statement = replace(REPORTED_STATEMENT, reports=(EDIT, early))
    text = rendered(Alert("desk", (hit(statement, EDIT),)), "email").text
    assert "36Kr 11:05 · Reuters 14:03\n" in text


def test_terms_below_a_not_are_no_reason() -> None:
    explanation = clause(
        "and",
        "a NOT b",
        clause("term", "a", words="US Market"),
        clause("term", "a", words="US market"),
        clause("not", "NOT b", clause("term", "b", words="rumour")),
    )
    alert = Alert("desk", (hit(REPORTED_STATEMENT, PARAPHRASE, explanation=explanation),))
    assert "matched “US Market”\n" in rendered(alert, "slack").text


def test_an_alert_without_a_statement_is_an_error() -> None:
    nothing = hit(REPORTED_STATEMENT, PARAPHRASE)
    alert = Alert("desk", (replace(nothing, event=replace(nothing.event, statement=None)),))
    with pytest.raises(ValueError, match="without a Statement"):
        rendered(alert, "email")


@pytest.mark.parametrize("length", [10, 1_000, 100_000])
@pytest.mark.parametrize("family", FAMILIES)
def test_long_words_are_cut_and_links_are_not(family: Family, length: int) -> None:
    text = "We will think about it " * (length // 20 + 1)
    heard = evidence(9, "Outlet", "https://outlet.example/" + "a" * 300, text, text[:length], 1)
    hits = [hit(replace(REPORTED_STATEMENT, id=n, reports=(heard,)), heard) for n in range(30)]
    message = rendered(Alert("desk", tuple(hits)), family)
    assert heard.revision.document.url in message.text
    limit = {"email": 40_000, "slack": 3_000, "plain": 1_900}[family]
    assert len(message.text.encode()) <= limit
    assert len(message.subject) < 200


def test_the_words_of_the_post_and_of_the_report_are_both_shown() -> None:
    text = rendered(ALERTS["report_of_the_original"], "slack").text
    assert POST.report.text in text
    assert f"> Reuters: Lei Jun said (paraphrase): {PARAPHRASE.report.text}" in text
    assert ASIDE.report.text.rstrip(",") in rendered(ALERTS["several"], "slack").text


@pytest.mark.parametrize(
    ("kind", "stance", "cue", "shown"),
    [
        ("nominal", "deny", None, "Ford denies (paraphrase): a deal"),
        ("nominal", "judge", None, "Ford on (paraphrase): a deal"),
        ("nominal", "deny", (5, 11), "Ford denied (paraphrase): a deal"),
        ("indirect", "deny", (5, 11), "Ford denied (paraphrase): a deal"),
        ("indirect", "claim", (5, 11), "Ford (paraphrase): a deal"),
        ("mixed", "deny", (5, 11), "Ford denied (paraphrase): a deal"),  # half of it may be the reporter's
    ],
)
@pytest.mark.parametrize("family", FAMILIES)
def test_the_words_of_others_come_with_the_verb_that_reports_them(
    family: Family, kind: ReportKind, stance: Stance, cue: Span | None, shown: str
) -> None:
    ford = Speaker("ford", "organisation", "Ford")
    heard = evidence(6, "Reuters", "https://reuters.example/a", "Ford denied a deal.", "a deal", 1)
    noun = replace(heard.report, kind=kind, stance=stance, cue=cue, speaker=ford, who="Ford", org="Ford")
    heard = replace(heard, report=noun)
    statement = replace(REPORTED_STATEMENT, speaker=ford, stance=stance, text="a deal", reports=(heard,))
    message = rendered(Alert("desk", (hit(statement, heard),)), family)
    assert shown in message.subject
    assert "Ford, Ford" not in message.text
