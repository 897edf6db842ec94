"""What every message says, and what no crawled text can do in a mail. Their look: messages/."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from typing import Literal
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest

from alerts import channels
from alerts.messages import mark_repeat, render
from alerts.messages.cleaning import clean, shorten
from alerts.messages.places import at_quote, fragment, web_address
from alerts.messages.story import Searches
from alerts.messages.times import age, full_stamp
from record.types import (
    Account,
    Alert,
    Change,
    Message,
    ReportKind,
    SendClass,
    Span,
    Speaker,
    Stance,
)
from tests.alerts.messages.naughty import NAUGHTY, naughty_alert
from tests.alerts.stories import (
    ACCOUNT,
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
    ZONE,
    clause,
    evidence,
    hit,
)
from tests.receivers import MailReceiver

NAMES = {"xiaomi": "Xiaomi"}
KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
Family = Literal["email", "slack", "plain"]
FAMILIES: tuple[Family, ...] = ("email", "slack", "plain")


def rendered(
    alert: Alert,
    family: Family,
    repeat: str | None = None,
    page: str | None = None,
    searches: Searches | None = None,
) -> Message:
    return render(alert, family, now=NOW, zone=ZONE, repeat=repeat, page=page, names=NAMES, searches=searches)


@pytest.fixture
def mail() -> Iterator[MailReceiver]:
    with MailReceiver() as receiver:
        yield receiver


def send_mail(mail: MailReceiver, message: Message) -> None:
    url = f"mailto://127.0.0.1:{mail.port}?from=onrecord@example.org&to=desk@example.org"
    assert channels.send(url, message, KEY).kind is SendClass.OK


# ---------------------------------------------------------------- what each part says


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


# ---------------------------------------------------------------- what no crawled text can do


class Page(HTMLParser):
    """Every tag, attribute name and link of a mail."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]


HEADERS = [
    *("Auto-Submitted", "Content-Type", "Date", "From", "MIME-Version", "Message-ID", "Subject", "To"),
    "X-Application",
]
TAGS = {"html", "head", "meta", "title", "style", "body", "div", "p", "blockquote", "span", "br", "a"}
TAGS |= {"del", "ins", "h2", "ul", "li"}
ATTRIBUTES = {"lang", "charset", "name", "content", "style", "href", "class"}


def check_html(source: str) -> None:
    page = Page(source)
    assert page.tags <= TAGS
    assert page.attributes <= ATTRIBUTES
    assert all(link.startswith("https://outlet.example/") for link in page.links)


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_words_add_no_header_to_a_mail(mail: MailReceiver, text: str) -> None:
    send_mail(mail, rendered(naughty_alert(text), "email"))
    [arrived] = mail.mails
    assert arrived.recipients == ("desk@example.org",)
    assert sorted(arrived.message.keys()) == HEADERS
    assert arrived.message["Subject"].startswith("Lei Jun: “")
    check_html(arrived.part("html"))


# ---------------------------------------------------------------- places, times, words


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://reuters.com/a?b=1&c=2#d", "https://reuters.com/a?b=1&c=2#d"),
        ("http://127.0.0.1:8080/新闻 1", "http://127.0.0.1:8080/%E6%96%B0%E9%97%BB%201"),
        ("https://раураl.com/", "https://xn--l-7sba6dbr.com/"),
        ("https://reuters.com@evil.example/", "https://evil.example/"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("https://[::1", None),
        ("https://a\r\n.example/", None),
        ("", None),
    ],
)
def test_an_address_shows_its_true_host_or_is_none(url: str, shown: str | None) -> None:
    assert web_address(url) == shown


def test_a_short_quote_is_found_whole() -> None:
    assert fragment("a well-known plan, ours") == "a%20well%2Dknown%20plan%2C%20ours"
    assert at_quote("https://x.example/a#top", "ab") == "https://x.example/a#:~:text=ab"


def test_a_long_quote_is_found_by_its_edges() -> None:
    words = " ".join(f"w{n}" for n in range(100))
    assert unquote(fragment(words)) == "w0 w1 w2 w3 w4 w5,w94 w95 w96 w97 w98 w99"
    chinese = "美国市场的计划" * 30
    assert unquote(fragment(chinese)) == f"{chinese[:12]},{chinese[-12:]}"
    assert unquote(fragment("first paragraph\nlast one")) == "first paragraph,last one"


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (-5, ""),
        (0, "just now"),
        (59, "just now"),
        (120, "2 min ago"),
        (7200, "2 h ago"),
        (9e4, "1 day ago"),
    ],
)
def test_ages_are_short(seconds: float, shown: str) -> None:
    assert age(NOW - timedelta(seconds=seconds), NOW) == shown


def test_a_full_time_names_the_other_day_where_it_is_one() -> None:
    late = datetime(2026, 11, 22, 20, 30, tzinfo=UTC)
    assert full_stamp(late, ZONE) == "23 Nov 2026, 04:30 CST (22 Nov 20:30 UTC)"
    assert full_stamp(late, ZoneInfo("UTC")) == "22 Nov 2026, 20:30 UTC"


def test_words_are_cut_between_words() -> None:
    assert shorten("one two three", 100) == "one two three"
    assert shorten("one two three", 9) == "one two…"
    assert shorten("一二三四五六七八", 5) == "一二三四…"
    assert clean("  a\u200e\t b\r\n") == "a b"


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
