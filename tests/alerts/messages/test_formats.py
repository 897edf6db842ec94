"""Each family's markup: what any words become in any place of a line, and that our own marks still work."""

from __future__ import annotations

from html import unescape
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.messages.cleaning import clean
from alerts.messages.families import Family
from alerts.messages.formats import FORMATS
from alerts.messages.formats.slack import COLOURS
from alerts.messages.outline import Kind, Mark, Outline, Span, Style, code, line, link, strong
from tests.alerts.messages.reading import read

URL = "https://outlet.example/a(b)_c*d?e=1&f=<g>|h"
SIGNS = [
    "@",
    "＠",
    "<",
    ">",
    "[",
    "]",
    "(",
    ")",
    "!",
    "`",
    "*",
    "_",
    "~",
    "|",
    "\\",
    "#",
    "&",
    ";",
    ":",
    "/",
    "-",
]
PARTS = [
    *(*SIGNS, " ", "\u200b", "everyone", "at", "https", "://", "www.", "evil.example", "x", "1.", "="),
    *(
        "&lt;",
        "](",
        "![",
        "</",
        "<!--",
        "-->",
        "{{",
        "}}",
        "${",
        "``",
        "\ud800",
        "\n",
        "channel",
        "＃",
        "中文",
    ),
]
WORDS = st.lists(st.sampled_from(PARTS), max_size=12).map("".join).map(clean)
CHATS = sorted(FORMATS)


def spans() -> st.SearchStrategy[Span]:
    return st.builds(
        Span, WORDS, st.sampled_from([None, None, None, URL]), st.sampled_from(["plain", "struck"])
    )


LINES = st.tuples(st.sampled_from(get_args(Kind)), st.lists(spans(), min_size=1, max_size=4))


@pytest.mark.parametrize("family", CHATS)
@settings(max_examples=80, derandomize=True, deadline=None)
@given(lines=st.lists(LINES, min_size=1, max_size=4))
def test_no_words_in_any_place_do_more_than_be_read(
    family: Family, lines: list[tuple[Kind, list[Span]]]
) -> None:
    told = tuple(line(kind, *found) for kind, found in lines)
    outline = Outline("subject", (line("head", "who"), *(each for each in told if each.spans)))
    seen = read(FORMATS[family].write(outline), family)
    assert not seen.live
    assert all(address.startswith("https://outlet.example/a") for address in seen.links)
    wanted = sum(span.url is not None for each in told for span in each.spans)
    assert len(seen.links) == wanted, "every link of ours is one"


OUTLINE = Outline(
    "subject",
    (
        line("head", "Who: “what”"),
        line("section", "FIRST-PARTY"),
        line("quote", "was: “", Span("old", style="struck"), "”"),
        line("text", strong("Why:"), " a_b 1. c"),
        line("item", "also ", code("onrecord explain st_a_b")),
        line("text", "1. no list"),
        line(
            "links",
            link("Original", "https://a.example/x"),
            " · ",
            link("At the quote", "https://b.example/"),
        ),
    ),
)
WRITTEN: dict[Family, str] = {
    "slack": (
        "Who: “what”\n*FIRST-PARTY*\n> was: “~old~”\n*Why:* a_b 1. c\n"
        "• also `onrecord explain st_a_b`\n1. no list\n"
        "<https://a.example/x|Original> · <https://b.example/|At the quote>\n"
    ),
    "telegram": (
        "Who: “what”\n<b>FIRST-PARTY</b>\n<blockquote>was: “<s>old</s>”</blockquote>\n<b>Why:</b> a_b 1. c\n"
        "• also <code>onrecord explain st_a_b</code>\n1. no list\n"
        '<a href="https://a.example/x">Original</a> · <a href="https://b.example/">At the quote</a>'
    ),
    "discord": (
        "Who: “what”\n**FIRST-PARTY**\n> was: “~~old~~”\n**Why:** a\\_b 1. c\n"
        "- also `onrecord explain st_a_b`\n\u200b1. no list\n"
        "[Original](<https://a.example/x>) · [At the quote](<https://b.example/>)"
    ),
    "teams": (
        "Who: “what”\n\n**FIRST-PARTY**\n\n» was: “old”\n\n**Why:** a\\_b 1. c\n\n"
        "• also onrecord explain st\\_a\\_b\n\n\u200b1. no list\n\n"
        "[Original](https://a.example/x) · [At the quote](https://b.example/)"
    ),
    "dingtalk": (
        "Who: “what”\n\n### FIRST-PARTY\n\n> was: “old”\n\n**Why:** a_b 1. c\n\n"
        "- also onrecord explain st_a_b\n\n\u200b1. no list\n\n"
        "[Original](https://a.example/x) · [At the quote](https://b.example/)"
    ),
    "plain": (
        "Who: “what”\n\nFIRST-PARTY\n    was: “old”\nWhy: a_b 1. c\n"
        "• also onrecord explain st_a_b\n1. no list\n"
        "Original: https://a.example/x\nAt the quote: https://b.example/\n"
    ),
}
WRITTEN["feishu"] = WRITTEN["wecom"] = WRITTEN["plain"]


@pytest.mark.parametrize("family", WRITTEN)
def test_our_own_marks_are_those_of_the_family(family: Family) -> None:
    assert FORMATS[family].write(OUTLINE).text == WRITTEN[family]


def test_a_mark_beside_letters_without_a_blank_still_works() -> None:
    pieces = (line("quote", "中文", Span("旧", style="struck"), Span("新", style="strong"), "字"),)
    assert FORMATS["slack"].write(Outline("s", pieces)).text == "> 中文\u200b~旧~\u200b\u200b*新*\u200b字\n"


def test_the_html_of_a_mail_shows_each_address() -> None:
    message = FORMATS["email"].write(OUTLINE)
    assert "https://a.example/x</a>" in unescape(message.html or "")
    assert "Original: https://a.example/x\n" in message.text


def test_slack_has_a_colour_for_every_mark() -> None:
    assert set(COLOURS) == set(get_args(Mark))


def test_every_family_has_a_style_for_what_it_knows() -> None:
    assert set(get_args(Family)) == {*FORMATS, "webhook"}
    assert {"plain", "strong", "struck", "code"} == set(get_args(Style))
