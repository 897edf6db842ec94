"""What was crawled is shown, and can do nothing else: no mention, link, tag or header, in no family."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import get_args

import pytest

from alerts.messages import render
from alerts.messages.families import Family
from alerts.messages.story import Searches
from alerts.messages.templates import FIELDS
from record.types import (
    Account,
    AccountAlert,
    Alert,
    AnyAlert,
    Event,
    EventKind,
    Message,
    OperatorAlert,
    Speaker,
)
from tests.alerts.messages.naughty import NAUGHTY, naughty_changes
from tests.alerts.messages.reading import CONTROL, read
from tests.alerts.stories import (
    LEI_JUN,
    NOW,
    PARAPHRASE,
    REPORTED_STATEMENT,
    ZONE,
    clause,
    evidence,
    hit,
)
from tests.conftest import SHARED

FAMILIES: tuple[Family, ...] = get_args(Family)
OURS = ("https://outlet.example/", "https://reuters.example/", "https://weibo.com/")
NASTY = [
    *NAUGHTY,
    "see https://evil.example/login or www.evil.example or evil.example/login or mailto:a@evil.example",
    "ftp://evil.example javascript:alert(1) tg://user?id=1 slack://x",
    "/stop /start@bot #tag $TAG",
    "# heading\n> quote\n- item\n1. first\n---\n| a | b |\n```\ncode\n```\n~~~",
    "](https://evil.example) [x]: https://evil.example [x][x] ![x][x]",
    "`` ` `` ``` **bold** __bold__ ~~gone~~ ||spoiler|| \\* \\[x\\](https://evil.example)",
    "&lt;script&gt; &amp;lt; &#60;b&#62; &#x3c;",
    "<at>everyone</at> <@everyone> <@&123> <#123> </cmd:1> <t:1> <a:b:1> :x: :+1:",
    "</blockquote></a><a href='https://evil.example'>Original post</a><b>",
    "{{DATE(2026)}} ${secret} {speaker} {0.__class__} {speaker.__init__.__globals__} %s %(a)s",
    "😀🇨🇳 e\u0301 \u200b\u200d \U000e0041 \ue000 \ufffe",
    "|x>|<y| <https://evil.example|x>",
    "@", "<", "]", "!", "[", "\\", "`", "*", "_", "~", "|", ">", "#", ":",
]  # fmt: skip


def told(
    alert: AnyAlert, family: Family, searches: Searches | None = None, template: str | None = None
) -> Message:
    return render(alert, family, now=NOW, zone=ZONE, searches=searches, template=template)


def alerts(text: str) -> Iterator[tuple[AnyAlert, Searches]]:
    """The text wherever crawled text can stand."""
    speaker = replace(LEI_JUN, id="?x", name=text or "x")
    heard = evidence(
        2, text, "https://outlet.example/a", text or "x", text, 2, role=text, org=text, lang=text
    )
    heard = replace(heard, report=replace(heard.report, speaker=speaker, who=text))
    statement = replace(REPORTED_STATEMENT, speaker=speaker, reports=(heard, PARAPHRASE), text=text)
    found = hit(statement, heard, explanation=clause("term", text, words=text or "x"))
    beside = [hit(replace(statement, id=n, public_id=f"st_{n}"), heard) for n in range(2, 9)]
    yield Alert("desk", (found, *beside)), {}
    yield from naughty_changes(text)
    changes = {"verified_reason": [text, "x"], "name": ["x", text]}
    data = {"platform": "weibo", "uid": "1", "source": f"{text}:1", "name": text, "changes": changes}
    account = Event(1, EventKind.ACCOUNT_CHANGED, NOW, "b", data={**data, "format": "rsshub"})
    owner = Speaker("?y", "person", text or "x", accounts=(Account("weibo", "1"),))
    yield AccountAlert("desk", account, ("A watch",), owner), {}
    yield OperatorAlert("desk", broken(text)), {}


def broken(text: str) -> Event:
    data = {"source": "s", "name": text, "mirror": "", "reason": text, "state": "error", "fails": 3}
    more = {"since": NOW.isoformat(), "last_ok_at": None, "accounts": 0}
    return Event(1, EventKind.SOURCE_BROKEN, NOW, "b", data={**data, **more})


def lines(message: Message) -> int:
    return len(message.text.split("\n"))


@cache
def usual(template: str | None) -> dict[tuple[int, Family], int]:
    """How many lines each message has with harmless words."""
    return {
        (number, family): lines(told(alert, family, searches, template))
        for number, (alert, searches) in enumerate(alerts("words"))
        for family in FAMILIES
    }


def check(text: str, template: str | None = None) -> None:
    for number, (alert, searches) in enumerate(alerts(text)):
        for family in FAMILIES:
            message = told(alert, family, searches, template)
            assert lines(message) <= usual(template)[number, family], "no line is added"
            check_message(message, family, text)


def check_message(message: Message, family: Family, text: str) -> None:
    seen = read(message, family)
    assert not seen.live, f"{family}: {seen.live} of {text!r} in {message.text!r}"
    assert all(link.startswith(OURS) for link in seen.links), f"{family}: {seen.links} of {text!r}"
    assert not CONTROL.search(message.subject)
    assert "\n" not in message.subject


@pytest.mark.parametrize("text", NASTY)
def test_nasty_words_stay_words_in_every_family(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", NASTY)
def test_nasty_words_stay_words_in_a_users_template(text: str) -> None:
    check(text, "\n".join(f"**{{{name}}}** {{{name}}}" for name in FIELDS))


def test_what_one_field_ends_with_and_the_next_begins_with_makes_nothing_together() -> None:
    ends = ("@", "<", "]", "](", "<@", "!", "[", "https:", "www.", "`", "\\")
    for end in ends:
        check(f"(https://evil.example) all {end}")
        check(f"all {end}")


def check_strings(strings: list[str]) -> None:
    for text in strings:
        alert, _ = next(alerts(text))
        assert isinstance(alert, Alert)
        alone = replace(alert, hits=alert.hits[:1])
        for family in FAMILIES:
            check_message(told(alone, family), family, text)


@pytest.mark.parametrize(
    "part", [slice(0, None, 5), pytest.param(slice(None), marks=pytest.mark.slow)], ids=["some", "all"]
)
def test_the_big_list_of_naughty_strings_is_harmless_in_every_family(part: slice) -> None:
    path = SHARED / "badinput" / "blns" / "blns.json"
    if not path.exists():
        pytest.skip(f"{path} is not here")
    strings = json.loads(path.read_text(encoding="utf-8"))
    assert len(strings) > 500
    check_strings(strings[part])


@pytest.mark.slow
def test_the_lists_of_scripts_and_of_headers_are_harmless_in_every_family() -> None:
    folder = SHARED / "badinput" / "payloads"
    if not folder.exists():
        pytest.skip(f"{folder} is not here")
    files = [*folder.glob("xss/*.txt"), *folder.glob("crlf/*.txt")]
    strings = [line for file in files for line in file.read_text("utf-8", "replace").splitlines()]
    assert len(strings) > 2500
    check_strings(strings)
