"""Words that are meant to do more than to be read, wherever crawled text can stand in an Alert."""

from __future__ import annotations

from dataclasses import replace

from alerts.messages.story import Searches
from record.originals import Search
from record.types import Alert, EventKind
from tests.alerts.stories import (
    NOW,
    PARAPHRASE,
    POST,
    REPORTED_STATEMENT,
    became,
    clause,
    evidence,
    hit,
)

NAUGHTY = [
    "<!channel> <!here|x> <@U012AB3CD> <#C01> <!subteam^S01>",
    "<https://evil.example|Original post>",
    "[Original post](https://evil.example) ![x](https://evil.example/p.png)",
    '@everyone @all @channel ＠here <at user_id="all">all</at> <at id=all></at>',
    "one\r\nBcc: victim@example.org\r\n\r\ntwo\x0bthree\x0cfour\x85five\u2028six\u2029seven",
    "*Original post* · Weibo, verified account\n*Why:* nothing",
    "\u202eesrever\u202c \u2066x\u2069 \u200f \ufeff \x00\x07\x1b[31mred",
    "\ud800 lone \udfff surrogates",
    "<script>alert(1)</script><img src=x onerror=alert(1)><!--repeat--> {{ 7*7 }} {% raw %}",
    "' onmouseover='alert(1)\" style=\"display:none",
    "",
]


def naughty_alert(text: str) -> Alert:
    """The text wherever crawled text can stand."""
    heard = evidence(
        2, text, "https://outlet.example/a", text or "x", text, 2, role=text, org=text, lang=text
    )
    statement = replace(REPORTED_STATEMENT, reports=(heard, PARAPHRASE), text=text)
    return Alert("desk", (hit(statement, heard, explanation=clause("term", text, words=text or "x")),))


def naughty_changes(text: str) -> list[tuple[Alert, Searches]]:
    """The same in what becomes of a Statement: words that were and are, words that are contradicted."""
    heard = evidence(2, text, "https://outlet.example/a", text or "x", text, 2, role=text, org=text)
    elsewhere = replace(heard.revision.document, id=77, url="https://outlet.example/b")
    other = replace(heard, id=3, revision=replace(heard.revision, document=elsewhere))
    one = replace(REPORTED_STATEMENT, reports=(heard,), text=text)
    two = replace(REPORTED_STATEMENT, id=2, reports=(other,), text=text)
    three = replace(one, original=replace(POST, revision=replace(POST.revision, document=elsewhere)))
    search = Search("contradicted", "weibo", NOW, post=other)
    return [
        (became(EventKind.EDITED, one, heard, was=f"a {text} b", now=f"a c {text} d"), {1: search}),
        (became(EventKind.EDITED, three, heard, was=text, now=""), {}),
        (became(EventKind.DELETED, three, heard), {}),
        (
            became(EventKind.REVERSED, two, heard, one),
            {1: replace(search, verdict="not found yet", why=text)},
        ),
        (became(EventKind.DENIED, two, heard, one), {}),
    ]
