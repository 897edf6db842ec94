"""What is too long is cut at its quotes, never at a link, and in the measure of each family."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import get_args

import pytest

from alerts.messages import mark_repeat, render
from alerts.messages.families import Family
from alerts.messages.fitting import QUOTE_LIMITS, fitted
from alerts.messages.formats import FORMATS
from alerts.messages.outline import Outline, Span, line, link
from record.types import Alert, Message
from tests.alerts.messages.reading import read
from tests.alerts.messages.samples import SAMPLES
from tests.alerts.stories import NOW, REPORTED_STATEMENT, ZONE, clause, evidence, hit

CHATS: tuple[Family, ...] = tuple(each for each in get_args(Family) if each not in {"email", "webhook"})
TAKEN: dict[
    Family, tuple[int, Callable[[str], int]]
] = {  # what each service takes of one message, in its own measure
    "slack": (3_000, len),
    "telegram": (4_096, lambda text: len(text.encode("utf-16-le")) // 2),
    "discord": (2_000, len),
    "teams": (28_000, lambda text: len(json.dumps(text))),
    "feishu": (20_000, lambda text: len(json.dumps(text))),
    "wecom": (2_048, lambda text: len(text.encode())),
    "dingtalk": (20_000, lambda text: len(json.dumps(text))),
    "plain": (2_000, lambda text: len(text.encode())),
}


def told(alert: Alert, family: Family) -> Message:
    return render(alert, family, now=NOW, zone=ZONE)


def size(message: Message, family: Family) -> int:
    return TAKEN[family][1](message.text)


@pytest.mark.parametrize("family", CHATS)
@pytest.mark.parametrize(
    "words",
    ["We will think about it. " * 400, "我们会考虑进入美国市场。" * 400, "😀" * 4_000, "@<]&" * 1_000],
)
def test_words_of_any_length_fit_with_every_link_whole(family: Family, words: str) -> None:
    heard = evidence(9, words, "https://outlet.example/" + "a" * 300, words, words, 1)
    found = hit(REPORTED_STATEMENT, heard, words, explanation=clause("term", "x", words=words))
    told_of = [
        replace(REPORTED_STATEMENT, id=n, public_id=f"st_{n:012}", reports=(heard,)) for n in range(12)
    ]
    hits = [replace(found, event=replace(found.event, statement=each)) for each in told_of]
    message = mark_repeat(told(Alert("desk", tuple(hits)), family), "a1b2c3")
    assert size(message, family) <= TAKEN[family][0]
    seen = read(message, family)
    assert not seen.live
    assert {url.partition("#")[0] for url in seen.links} == {heard.revision.document.url}


@pytest.mark.parametrize("family", CHATS)
def test_a_long_chinese_post_is_cut_at_the_quote(family: Family) -> None:
    message = SAMPLES["long"].message(family)
    assert "…”" in message.text
    assert "https://weibo.com/1749127163/Long" in read(message, family).links
    assert "st_L0ngl0ngl0ng" in message.text.replace("\\", "")


def test_the_longest_quote_that_fits_is_taken() -> None:
    tried = []

    def made(limit: int) -> Outline:
        tried.append(limit)
        return Outline("s", (line("head", "x" * limit * 5), line("links", link("A", "https://a.example/"))))

    message = fitted(made, FORMATS["wecom"])
    assert tried == list(QUOTE_LIMITS[: QUOTE_LIMITS.index(300) + 1])
    assert message.text.startswith("x" * 1_500)


def test_the_fragment_of_a_link_goes_before_the_link() -> None:
    url = "https://a.example/#:~:text=" + "%E6" * 900
    lines = (line("head", "who"), line("links", link("At the quote", url)))
    message = fitted(lambda _: Outline("s", lines), FORMATS["discord"])
    assert message.text == "who\n[At the quote](<https://a.example/>)"


def test_an_address_that_no_message_can_hold_leaves_its_label() -> None:
    lines = (line("head", "who"), line("links", link("Original", "https://a.example/" + "a" * 5_000)))
    assert fitted(lambda _: Outline("s", lines), FORMATS["slack"]).text == "who\nOriginal\n"


def test_where_nothing_else_helps_the_last_lines_go_and_their_number_is_told() -> None:
    lines = (line("head", "who"), *(line("item", Span(f"st_{n}", style="code")) for n in range(1_000)))
    text = fitted(lambda _: Outline("s", lines), FORMATS["wecom"]).text
    assert text.startswith("who\n• st_0\n• st_1\n")
    *_, last, more = text.splitlines()
    assert last == f"• st_{1_000 - int(more.split()[2]) - 1}"
    assert more.endswith(" lines more")


def test_a_single_line_is_cut_as_well() -> None:
    told = Outline("s", (line("head", "who " * 2_000),))
    text = fitted(lambda _: told, FORMATS["wecom"]).text
    assert len(text) <= 201
    assert text.endswith(" who…\n")


@pytest.mark.parametrize("family", get_args(Family))
def test_the_ids_of_those_without_room_are_listed(family: Family) -> None:
    ids = [f"st_{n:012}" for n in range(15)]
    heard = evidence(9, "Outlet", "https://outlet.example/a", "No.", "No.", 1)
    hits = [hit(replace(REPORTED_STATEMENT, id=n, public_id=each), heard) for n, each in enumerate(ids)]
    message = told(Alert("desk", tuple(hits)), family)
    for part in filter(None, (message.text.replace("\\", ""), message.html, str(message.fields or ids))):
        assert [each for each in ids if each not in part] == []
