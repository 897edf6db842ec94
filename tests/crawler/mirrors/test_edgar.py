"""Filings on Form 8-K: their items, and the press release that comes with them."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.conversation import Context
from crawler.mirrors import edgar
from crawler.payloads import exhibits
from crawler.reading.answers import Answer, Refused
from record.errors import Blocked, LoginWall, UnreadableFeed
from record.revising import Shown, compare
from record.types import Account, KnownPost, Outcome, Post, Profile, Schedule, Source
from tests.crawler.mirrors.scripted import Held, Script, hold, silence

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ACCOUNT = Account("edgar", "1318605")
LIST = edgar.address(edgar.BASE, ACCOUNT)
SOURCE = Source(
    "m:x", "posts", "edgar", LIST, ACCOUNT.key, "SEC EDGAR", Schedule(every=60), account=ACCOUNT,
    contact="desk@paper.example",
)  # fmt: skip
ARCHIVE = "https://www.sec.gov/Archives/edgar/data/1318605"
RESULTS = "Item 2.02: Results of Operations and Financial Condition"
EXHIBITS = "Item 9.01: Financial Statements and Exhibits"
DIRECTORS = "Item 5.02: Departure of Directors or Certain Officers; Election of Directors"
RELEASE = "“We will enter the US market in 2027,” said Ada Lindqvist, Chief Executive."


def accession(number: int) -> str:
    return f"0001318605-26-{number:06}"


def folder(number: int) -> str:
    return f"{ARCHIVE}/{accession(number).replace('-', '')}"


def index(number: int) -> str:
    return f"{folder(number)}/{accession(number)}-index.htm"


def entry(number: int, *items: str, hours: float = 1, form: str = "8-K", content: bool = True) -> str:
    at = NOW - timedelta(hours=hours + 4)
    said = "<br>".join((f" <b>Filed:</b> x <b>AccNo:</b> {accession(number)} <b>Size:</b> 1 MB", *items))
    inner = (
        f'<content type="text/xml"><accession-number>{accession(number)}</accession-number>'
        f"<filing-date>{at:%Y-%m-%d}</filing-date><filing-href>{index(number)}</filing-href>"
        f"<filing-type>{form}</filing-type><items-desc>items 2.02 and 9.01</items-desc></content>"
    )
    return (
        f'<entry><category label="form type" scheme="https://www.sec.gov/" term="{form}" />'
        f"{inner if content else ''}<id>urn:tag:sec.gov,2008:accession-number={accession(number)}</id>"
        f'<link href="{index(number)}" rel="alternate" type="text/html" />'
        f'<summary type="html">{escape(said)}</summary><title>{form}  - Current report</title>'
        f"<updated>{at:%Y-%m-%dT%H:%M:%S}-04:00</updated></entry>"
    )


def atom(*entries: str) -> str:
    return (
        '<?xml version="1.0" encoding="ISO-8859-1" ?><feed xmlns="http://www.w3.org/2005/Atom">'
        "<author><email>webmaster@sec.gov</email><name>Webmaster</name></author><company-info>"
        "<cik>0001318605</cik><conformed-name>POLAR STAR MOTORS INC</conformed-name></company-info>"
        f"{''.join(entries)}<title>POLAR STAR MOTORS INC  (0001318605)</title></feed>"
    )


def listing(number: int, *documents: tuple[str, str]) -> str:
    """Documents are (type, address)."""
    rows = "".join(
        f'<tr><td scope="row">{at}</td><td scope="row">x</td><td scope="row"><a href="{url}">a</a>&nbsp;</td>'
        f'<td scope="row">{kind}</td><td scope="row">45377</td></tr>'
        for at, (kind, url) in enumerate(documents, 1)
    )
    return (
        '<html><body><div id="formDiv"><table class="tableFile" summary="Document Format Files">'
        f"<tr><th>Seq</th><th>Description</th><th>Document</th><th>Type</th><th>Size</th></tr>{rows}</table>"
        '<table class="tableFile" summary="Data Files"><tr><td>7</td><td>SCHEMA</td>'
        '<td><a href="a.xsd">a.xsd</a></td><td>EX-101.SCH</td><td>1</td></tr></table></div></body></html>'
    )


def filed(number: int) -> dict[str, str]:
    """A filing with a press release."""
    own = f"/Archives/edgar/data/1318605/{accession(number).replace('-', '')}"
    documents = ("8-K", f"/ix?doc={own}/p-8k.htm"), ("EX-99.1", f"{own}/ex991.htm")
    return {
        index(number): listing(number, *documents),
        f"{folder(number)}/ex991.htm": f"<html><body><p>Exhibit 99.1</p><p>{RELEASE}</p></body></html>",
    }


BOTH = {LIST: atom(entry(7, RESULTS), entry(8, RESULTS, hours=2)), **filed(8)}


def known(post: Post, **other: object) -> dict[str, KnownPost]:
    told: dict[str, object] = {"shown": True, "complete": post.facts.complete, "edits": 0, **other}
    return {post.key: KnownPost(post.key, post.published_at, **told)}  # type: ignore[arg-type]


def poll(script: Script, known: dict[str, KnownPost] | None = None) -> Held:
    return hold(edgar.poll(SOURCE, Context(NOW, known=known or {})), script)


# ---------------------------------------------------------------- the list


@pytest.mark.parametrize("uid", ["1318605", "0001318605"])
def test_a_company_is_asked_for_by_its_number(uid: str) -> None:
    url = edgar.address("http://127.0.0.1:8080/", Account("edgar", uid))
    assert url.startswith(
        "http://127.0.0.1:8080/cgi-bin/browse-edgar?action=getcompany&CIK=0001318605&type=8-K&"
    )
    assert url.endswith("&output=atom")


@pytest.mark.parametrize("uid", ["TSLA", "", "12345678901", "1 2"])
def test_what_is_no_number_is_told(uid: str) -> None:
    with pytest.raises(ValueError, match="CIK"):
        edgar.address(edgar.BASE, Account("edgar", uid))


@pytest.mark.parametrize("content", [True, False])
def test_a_filing_is_known_by_its_accession_number_and_says_its_items(content: bool) -> None:
    held = poll({LIST: atom(entry(7, RESULTS, EXHIBITS, content=content))})
    (post,) = held.learnt.posts
    assert post.key == "edgar:0001318605-26-000007"
    assert post.title == "8-K: Results of Operations and Financial Condition"
    assert post.text == f"{RESULTS}\n{EXHIBITS}"
    assert post.url == index(7)
    assert post.published_at == NOW - timedelta(hours=1), "the zone stands in the entry"
    assert (post.facts.complete, post.facts.edits) == (False, 0)
    assert held.learnt.profile == Profile(ACCOUNT, "POLAR STAR MOTORS INC")


@pytest.mark.parametrize(
    ("form", "items", "title"),
    [
        ("8-K/A", (DIRECTORS,), "8-K/A: Departure of Directors or Certain Officers; Election of Directors"),
        ("8-K", (EXHIBITS,), "8-K: Financial Statements and Exhibits"),
        (
            "8-K",
            ("Item 8.01: Other Events", RESULTS),
            "8-K: Other Events; Results of Operations and Financial Condition",
        ),
        ("8-K", (), "8-K"),
    ],
)
def test_the_title_names_the_form_and_what_happened(form: str, items: tuple[str, ...], title: str) -> None:
    answer = Answer(LIST, 200, atom(entry(7, *items, form=form)).encode())
    (post,) = edgar.read_posts(answer, SOURCE, NOW)
    assert post.title == title


def test_other_forms_are_left_out() -> None:
    answer = Answer(LIST, 200, atom(entry(6, form="10-Q"), entry(7, RESULTS)).encode())
    assert [post.key for post in edgar.read_posts(answer, SOURCE, NOW)] == [f"edgar:{accession(7)}"]


# ---------------------------------------------------------------- the documents


def test_the_press_release_is_read_and_every_question_says_who_asks() -> None:
    held = poll({LIST: atom(entry(7, RESULTS, EXHIBITS))} | filed(7))
    (post,) = held.learnt.posts
    assert post.text == f"{RESULTS}\n{EXHIBITS}\n\nExhibit 99.1\n\n{RELEASE}"
    assert post.facts.complete
    assert held.urls == [LIST, index(7), f"{folder(7)}/ex991.htm"]
    assert {ask.headers["User-Agent"] for ask in held.asked} == {"Onrecord desk@paper.example"}
    assert [ask.conditional for ask in held.asked] == [True, False, False]


def test_without_a_release_the_form_is_read() -> None:
    form = f"{folder(7)}/p-8k.htm"
    documents = (
        ("8-K", f"/ix?doc={form.removeprefix('https://www.sec.gov')}"),
        ("EX-10.1", f"{folder(7)}/a.htm"),
    )
    held = poll(
        {LIST: atom(entry(7, DIRECTORS)), index(7): listing(7, *documents), form: f"<p>{RELEASE}</p>"}
    )
    assert held.learnt.posts[0].text == f"{DIRECTORS}\n\n{RELEASE}"


def test_a_filing_that_is_known_whole_is_not_asked_for_again_and_has_not_changed() -> None:
    script: Script = {LIST: atom(entry(7, RESULTS))} | filed(7)
    (post,) = poll(script).learnt.posts
    held = poll(script, known(post))
    assert held.urls == [LIST]
    assert compare(Shown(post.title, post.text, post.facts), held.learnt.posts[0]) is None


def test_a_release_that_is_read_later_completes_the_filing() -> None:
    script: Script = {LIST: atom(entry(7, RESULTS))} | filed(7)
    (listed,) = poll({**script, index(7): 500}).learnt.posts
    (post,) = poll(script, known(listed)).learnt.posts
    difference = compare(Shown(listed.title, listed.text, listed.facts), post)
    assert difference is not None
    assert difference.change == "completed"
    assert [post.text[start:end] for start, end in difference.added if "US market" in post.text[start:end]]


def test_three_filings_are_read_in_one_poll_the_newest_first() -> None:
    entries = [entry(number, RESULTS, hours=number) for number in (5, 1, 4, 2, 3)]
    script = {LIST: atom(*entries)}
    for number in range(1, 6):
        script |= filed(number)
    held = poll(script)
    assert [url for url in held.urls if url.endswith("-index.htm")] == [index(1), index(2), index(3)]
    complete = {post.url: post.facts.complete for post in held.learnt.posts}
    assert complete == {index(number): number <= 3 for number in range(1, 6)}


@pytest.mark.parametrize(("hours", "asked"), [(30, True), (60, False)])
def test_a_filing_that_could_not_be_read_is_tried_for_two_days(hours: float, asked: bool) -> None:
    script: Script = {LIST: atom(entry(7, RESULTS, hours=hours))}
    held = poll(script, known(poll(script).learnt.posts[0]))
    assert (index(7) in held.urls) is asked


@pytest.mark.parametrize(
    "said",
    [
        "<html>nothing is listed</html>",
        "",
        404,
        b"\x00\xff" * 50,
        listing(7, ("EX-99.1", "/Archives/ex991.pdf"), ("GRAPHIC", "a.jpg")),
        listing(7, ("EX-99.1", "https://elsewhere.example/ex991.htm")),
        listing(7, ("EX-99.1", f"{folder(7)}/empty.htm")),
        listing(7, ("EX-99.1", f"{folder(7)}/pdf.htm")),
    ],
)
def test_a_filing_without_a_readable_document_keeps_its_items_and_the_next_one_is_read(
    said: str | bytes | int,
) -> None:
    script: Script = {**BOTH, index(7): said}
    script = {
        **script,
        f"{folder(7)}/empty.htm": "<html><body></body></html>",
        f"{folder(7)}/pdf.htm": b"%PDF-1.7",
    }
    held = poll(script)
    first, second = held.learnt.posts
    assert all(url.startswith("https://www.sec.gov/") for url in held.urls)
    assert first.text == RESULTS
    assert second.facts.complete


@pytest.mark.parametrize(
    "said", [403, 429, silence(), "<p>Your Request Originates from an Undeclared Automated Tool</p>"]
)
def test_at_the_first_refusal_the_rest_waits(said: int | Refused | str) -> None:
    script: Script = {**BOTH, index(7): said}
    held = poll(script)
    assert held.urls == [LIST, index(7)]
    assert [post.facts.complete for post in held.learnt.posts] == [False, False]


# ---------------------------------------------------------------- words of a document


def words(body: str, content_type: str = "text/html") -> str:
    return exhibits.read_document(Answer("https://www.sec.gov/x.htm", 200, body.encode(), content_type))


def cells(*rows: tuple[str, ...]) -> str:
    inner = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table>{inner}</table>"


def test_tables_of_figures_are_left_out_and_tables_of_words_stay() -> None:
    figures = cells(
        ("Revenue", "$", "1,234", "(5)%"), ("Costs", "$", "999", "12%"), ("Income", "$", "235", "—")
    )
    points = cells(
        ("•", "We will enter the US."), ("•", "We will hire."), ("•", "We are 7."), ("•", "x"), ("•", "y")
    )
    said = words(f"<p>Results</p>{figures}<p>Outlook</p>{points}")
    assert "1,234" not in said
    assert "• We will enter the US.\n" in said
    assert said.startswith("Results\n")


def test_what_nobody_sees_is_left_out() -> None:
    head = "<DOCUMENT>\n<TYPE>EX-99.1\n<SEQUENCE>2\n<FILENAME>ex991.htm\n<TEXT>\n"
    hidden = '<div style="display: none"><ix:header>us-gaap:Foo</ix:header></div>'
    assert words(f"{head}<html><title>EX-99.1</title><body>{hidden}<p>{RELEASE}</p></body></html>") == RELEASE


def test_lines_of_a_plain_text_are_joined_to_paragraphs() -> None:
    head = "<DOCUMENT>\n<TYPE>EX-99.1\n<TEXT>\n"
    assert (
        words(f"{head}We will enter\nthe US market.\n\nIn 2027.\n", "text/plain")
        == "We will enter the US market.\n\nIn 2027."
    )


# ---------------------------------------------------------------- refusals, and anything


@pytest.mark.parametrize(
    ("said", "outcome", "word"),
    [
        (403, Outcome.BLOCKED, "403"),
        (500, Outcome.ERROR, "500"),
        ("", Outcome.EMPTY, "no body"),
        (
            "<html>Your Request Originates from an Undeclared Automated Tool</html>",
            Outcome.BLOCKED,
            "contact",
        ),
    ],
)
def test_a_refusal_is_a_state(said: int | str, outcome: Outcome, word: str) -> None:
    with pytest.raises(Refused, match=word) as caught:
        poll({LIST: said})
    assert caught.value.verdict[0] is outcome


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<html><h1>No matching CIK.</h1></html>", "no company"),
        ("<!doctype html><p>EDGAR</p>", "HTML where a feed"),
        ("<rss><channel/></rss>", "begins with <feed>"),
        (atom(entry(6, form="10-Q")), "none of the entries"),
    ],
)
def test_what_is_no_list_is_told(body: str, reason: str) -> None:
    with pytest.raises(UnreadableFeed, match=reason):
        poll({LIST: body})


def test_a_company_without_filings_is_empty() -> None:
    assert poll({LIST: atom()}).learnt.posts == ()


TAGS = [
    "entry",
    "summary",
    "content",
    "accession-number",
    "filing-type",
    "link href='http://[::1'",
    "updated",
    "id",
]
PIECES = st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]) | st.text(max_size=12)
TABLE = [
    "<table class='tableFile'>",
    "<tr>",
    "<td>",
    "<a href='//['>",
    "<a href='x.htm'>",
    "EX-99",
    "</table>",
]


@settings(max_examples=150, deadline=None)
@given(
    pieces=st.lists(PIECES, max_size=20),
    page=st.lists(st.sampled_from(TABLE) | st.text(max_size=5), max_size=20).map("".join)
    | st.binary(max_size=99),
)
def test_any_list_and_any_page_give_posts_or_a_refusal(pieces: list[str], page: str | bytes) -> None:
    said = page.encode("utf-8", "surrogatepass") if isinstance(page, str) else page
    body = atom(entry(7, RESULTS), "".join(pieces)).encode("utf-8", "surrogatepass")
    try:
        posts = poll({LIST: body, index(7): said, f"{folder(7)}/x.htm": said}).learnt.posts
    except (UnreadableFeed, LoginWall, Blocked, Refused):
        return
    for post in posts:
        assert post.key.startswith("edgar:")
        assert json.dumps([post.text, post.title], ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "body",
    [
        "<table>" * 5_000 + "<td>1",
        "<table><tr><td>1" * 20_000,
        "<DOCUMENT>" * 50_000,
        "<p style='display:none'>" * 9_000,
        "a\n" * 200_000,
    ],
)
def test_hostile_documents_are_read_quickly(body: str) -> None:
    started = datetime.now(UTC)
    with suppress(UnreadableFeed):
        words(body)
    assert datetime.now(UTC) - started < timedelta(seconds=20)
