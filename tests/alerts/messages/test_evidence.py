"""What a message says of where its words stand: the original, its reports, and what is not known."""

from __future__ import annotations

from dataclasses import replace

from record.types import (
    Alert,
    Change,
)
from tests.alerts.messages.rendering import FAMILIES, rendered
from tests.alerts.stories import (
    ACCOUNT,
    ALERTS,
    NOW,
    PARAPHRASE,
    POST,
    POSTED_STATEMENT,
    RELEASE,
    RELEASED_STATEMENT,
    REPORTED_STATEMENT,
    evidence,
    hit,
)


def test_a_paraphrase_is_never_in_quotation_marks() -> None:
    for family in FAMILIES:
        message = rendered(ALERTS["reported_only"], family)
        said = message.subject + message.text + (message.html or "")
        assert f"“{PARAPHRASE.report.text}”" not in said
        assert "paraphrase" in said


def test_without_an_original_it_says_that_none_was_found() -> None:
    for family in FAMILIES:
        text = rendered(ALERTS["reported_only"], family).text.lower()
        assert "reported by reuters" in text
        assert "no original post found yet" in text
        assert "no original post" not in rendered(ALERTS["report_of_the_original"], family).text


def test_words_that_only_a_mirror_shows_otherwise_are_not_called_an_edit() -> None:
    seen = replace(POST.revision, observed_at=NOW, added=((0, 30),), first=False, last=True)
    told: dict[Change, tuple[str, str]] = {
        "edited": ("; in an edit seen 14:05 CST", "added to the post by an edit, seen 14:05 CST"),
        "changed": ("; in a change seen 14:05 CST", "changed, as this mirror shows the post, seen 14:05 CST"),
        "completed": ("", "not edited since first seen"),
    }
    for change, (words, status) in told.items():
        post = replace(POST, revision=replace(seen, change=change))
        alert = Alert("desk", (hit(replace(POSTED_STATEMENT, original=post), post),))
        mail, slack = (rendered(alert, family).text for family in ("email", "slack"))
        assert f"Status             {status}\n" in mail
        assert f"14:02 CST (06:02 UTC){words}, " in mail
        assert f"14:02 CST{words} (" in slack


def test_of_two_reports_of_one_post_the_one_that_was_heard_now_is_shown() -> None:
    words = "明年会有进入美国市场的计划"
    edited = evidence(1, "Weibo mirror", "https://weibo.com/1749127163/Abc", words, words, 1, ACCOUNT, "zh")
    edited = replace(edited, id=9, revision=replace(edited.revision, change="edited", first=False))
    alert = Alert("desk", (hit(POSTED_STATEMENT, edited),))
    assert f"“{words}”" in rendered(alert, "email").subject
    elsewhere = replace(edited.revision, document=replace(edited.revision.document, id=77))
    alert = Alert("desk", (hit(POSTED_STATEMENT, replace(edited, revision=elsewhere)),))
    assert f"“{POST.report.text}”" in rendered(alert, "email").subject


def test_what_a_company_publishes_itself_waits_for_no_original() -> None:
    release = replace(
        PARAPHRASE, report=replace(PARAPHRASE.report, provenance="own-company", venue="release")
    )
    alert = Alert("desk", (hit(replace(REPORTED_STATEMENT, reports=(release,)), release),))
    for family in FAMILIES:
        text = rendered(alert, family).text
        assert "ublished by Reuters" in text
        assert "no original post" not in text
        assert "the company's own words, press release" in text


def test_the_companys_own_release_is_the_original_and_nobody_reports_it() -> None:
    edgar = replace(RELEASE.revision.document, id=7, outlet="SEC EDGAR")
    filed = replace(RELEASE, id=7, revision=replace(RELEASE.revision, document=edgar))
    both = replace(RELEASED_STATEMENT, reports=(RELEASE, filed))
    for statement in (RELEASED_STATEMENT, both):
        alert = Alert("desk", (hit(statement, RELEASE),))
        mail, slack = (rendered(alert, family).text for family in ("email", "slack"))
        assert "Xiaomi: published by Xiaomi newsroom, " in mail
        assert "Original           https://press.xiaomi.example/us  (recorded 14:01)\n" in mail
        assert "Reported by        nobody yet\n" in mail
        assert "    denial · the company's own words, press release\n" in mail
        assert "*Published by Xiaomi newsroom* · the company's own words, press release · " in slack
        assert "<https://press.xiaomi.example/us|Original>" in slack
        assert "no reports yet" in slack


def test_who_reports_a_release_is_told_beside_it() -> None:
    statement = replace(RELEASED_STATEMENT, reports=(PARAPHRASE, RELEASE))
    mail = rendered(Alert("desk", (hit(statement, PARAPHRASE),)), "email").text
    assert "Original           https://press.xiaomi.example/us  (recorded 14:01)\n" in mail
    assert "At the quote       https://reuters.example/lei-jun-us?a=1&b=2  Reuters\n" in mail
    assert "Reported by        Reuters 14:03\n" in mail


def test_a_release_that_repeats_a_post_is_one_more_report_of_it() -> None:
    statement = replace(POSTED_STATEMENT, reports=(POST, RELEASE))
    text = rendered(Alert("desk", (hit(statement, RELEASE),)), "email").text
    assert "original post on Weibo" in text
    assert "At the quote       https://press.xiaomi.example/us  Xiaomi newsroom\n" in text
    assert "Reported by        Xiaomi newsroom 14:01\n" in text
