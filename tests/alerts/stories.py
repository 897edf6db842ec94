"""Alerts for the tests of messages: fixed times, one post and what was made of it. The words are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from record.originals import Search
from record.types import (
    Account,
    Alert,
    Document,
    Event,
    EventKind,
    Evidence,
    Hit,
    Json,
    PostFacts,
    Report,
    Revision,
    Role,
    Speaker,
    Statement,
)

NOW = datetime(2026, 11, 23, 6, 5, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")
ACCOUNT = Account("weibo", "1749127163")
LEI_JUN = Speaker("lei-jun", "person", "Lei Jun", ("雷军",), (Role("xiaomi", ("CEO",)),), (ACCOUNT,))
XIAOMI = Speaker("xiaomi", "organisation", "Xiaomi")
POSTED = "大家好。汽车业务暂时没有进入美国市场的计划。#小米汽车#"
REPORTED = (
    "Lei Jun said on Monday there was no plan for the US market. “We have enough to do at home,” he said."
)


def clause(operator: str, source: str, *parts: Json, words: str = "", missing: str = "") -> Json:
    evidence = [{"field": "quote", "start": 28, "end": 28 + len(words), "words": words}] if words else []
    return {
        "operator": operator,
        "source": source,
        "start": 0,
        "end": len(source),
        "hit": not missing,
        "evidence": evidence,
        "missing": [missing] if missing else [],
        "parts": list(parts),
    }


US_MARKET = clause(
    "and",
    '("US market" OR 美国) NOT rumour',
    clause("or", '"US market" OR 美国', clause("term", '"US market"', words="US market")),
    clause("not", "NOT rumour"),
)


def evidence(
    id: int,
    outlet: str,
    url: str,
    text: str,
    words: str,
    minutes: float,
    account: Account | None = None,
    lang: str = "en",
    **changes: object,
) -> Evidence:
    """A Report of `words` in `text`, published that many minutes before NOW, seen a quarter minute later."""
    at = NOW - timedelta(minutes=minutes)
    document = Document(id, url, "post" if account else "article", url, outlet, at, account=account)
    revision = Revision(
        id, document, outlet, at + timedelta(seconds=15), "A title", text, lang=lang, published_at=at
    )
    start = text.find(words)
    report = Report(
        content=((start, start + len(words)),),
        cue=None,
        mention=None,
        sentence=(0, len(text)),
        text=words,
        speaker=LEI_JUN,
        who="Lei Jun",
        org=None,
        role=None,
        kind="direct",
        stance="deny",
        polarity="negative",
        provenance="own-account" if account else "direct-quote",
        venue="weibo" if account else None,
    )
    return Evidence(id, replace(report, **changes), revision, 1)  # type: ignore[arg-type]  # any of its fields


POST = evidence(
    1,
    "Weibo mirror",
    "https://weibo.com/1749127163/Abc",
    POSTED,
    "汽车业务暂时没有进入美国市场的计划",
    3,
    ACCOUNT,
    "zh",
)
PARAPHRASE = evidence(
    2,
    "Reuters",
    "https://reuters.example/lei-jun-us?a=1&b=2",
    REPORTED,
    "there was no plan for the US market",
    2,
    kind="indirect",
    provenance="paraphrase",
    cue=(8, 12),
)
QUOTE = evidence(
    3,
    "36Kr",
    "https://36kr.example/p/1",
    f"雷军：“{POSTED[4:21]}。”",
    POSTED[4:21],
    1,
    lang="zh",
)
AGAIN = evidence(4, "Reuters", "https://reuters.example/wrap", REPORTED, "no plan for the US market", 0.5)
ASIDE = replace(
    evidence(
        2,
        "Reuters",
        "https://reuters.example/lei-jun-us?a=1&b=2",
        REPORTED,
        "We have enough to do at home,",
        2,
        stance="claim",
        venue="interview",
    ),
    id=5,
)

POSTED_STATEMENT = Statement(
    1, "st_8Kq2mW4xTz7B", LEI_JUN, POST.report.text, "deny", None, NOW, POST, (POST, PARAPHRASE, QUOTE, AGAIN)
)
REPORTED_STATEMENT = replace(POSTED_STATEMENT, original=None, reports=(PARAPHRASE, AGAIN))
ASIDE_STATEMENT = replace(
    POSTED_STATEMENT,
    id=2,
    public_id="st_Z0aside0Z0ab",
    stance="claim",
    original=None,
    reports=(ASIDE,),
    text=ASIDE.report.text,
)


def hit(
    statement: Statement,
    heard: Evidence,
    watch: str = "Xiaomi in the US",
    kind: EventKind = EventKind.NEW,
    explanation: Json = US_MARKET,
) -> Hit:
    watch_id = watch.lower().replace(" ", "-")
    return Hit(watch_id, watch, Event(1, kind, NOW, "b", statement, heard), explanation)


EDIT = replace(  # of an article of the morning
    PARAPHRASE,
    revision=replace(
        PARAPHRASE.revision,
        published_at=NOW - timedelta(hours=4),
        observed_at=NOW - timedelta(minutes=2),
        added=((0, len(REPORTED)),),
        first=False,
    ),
)
EDITED_STATEMENT = replace(REPORTED_STATEMENT, reports=(EDIT,))

DENIED = replace(  # the platform says that the account is not verified
    POST, revision=replace(POST.revision, document=replace(POST.revision.document, verified=False))
)
CUT = replace(POST, revision=replace(POST.revision, facts=PostFacts(complete=False)))
RELEASE = evidence(
    6,
    "Xiaomi newsroom",
    "https://press.xiaomi.example/us",
    "Xiaomi has no plan for the US market.",
    "Xiaomi has no plan for the US market.",
    4,
    Account("newsroom", "https://press.xiaomi.example/rss"),
    speaker=XIAOMI,
    who="Xiaomi",
    provenance="own-company",
    venue="release",
)
RELEASED_STATEMENT = replace(REPORTED_STATEMENT, speaker=XIAOMI, text=RELEASE.report.text, reports=(RELEASE,))

EDITED_WORDS = "汽车业务明年没有进入美国市场的计划"
EDITED_POST = evidence(
    1, "Weibo mirror", "https://weibo.com/1749127163/Abc", EDITED_WORDS, EDITED_WORDS, 3, ACCOUNT, "zh"
)
EDITED_POST = replace(
    EDITED_POST,
    id=11,
    revision=replace(EDITED_POST.revision, id=11, observed_at=NOW, change="edited", first=False),
)
EDITED_POST_STATEMENT = replace(
    POSTED_STATEMENT, original=EDITED_POST, reports=(POST, PARAPHRASE, QUOTE, AGAIN, EDITED_POST)
)
REWRITTEN = replace(  # the article of an outlet
    PARAPHRASE,
    id=12,
    revision=replace(PARAPHRASE.revision, id=12, observed_at=NOW, added=((0, 9),), first=False),
)
OLD_QUOTE = evidence(
    21,
    "Daily Auto",
    "https://daily-auto.example/lei-jun",
    "“We will sell cars in America next year,” he said.",
    "We will sell cars in America next year,",
    60 * 24 * 80,
    stance="plan",
    polarity="positive",
)
OLD_STATEMENT = replace(
    POSTED_STATEMENT,
    id=3,
    public_id="st_0ldplan0ld01",
    stance="plan",
    original=None,
    text=OLD_QUOTE.report.text,
    reports=(OLD_QUOTE,),
)
FORD = Speaker("ford", "organisation", "Ford", ("福特",))
FORD_DENIES = evidence(
    22,
    "Wire Two",
    "https://wire-two.example/ford",
    "Ford said it is in no talks with Xiaomi.",
    "it is in no talks with Xiaomi",
    2,
    speaker=FORD,
    who="Ford",
    kind="indirect",
    provenance="paraphrase",
    cue=(5, 9),
)
FORD_STATEMENT = replace(
    POSTED_STATEMENT,
    id=4,
    public_id="st_F0rddenies01",
    speaker=FORD,
    original=None,
    text=FORD_DENIES.report.text,
    reports=(FORD_DENIES,),
)
RECAP = replace(PARAPHRASE, report=replace(PARAPHRASE.report, said_at=NOW - timedelta(days=11, hours=14)))


def became(
    kind: EventKind,
    statement: Statement,
    heard: Evidence,
    other: Statement | None = None,
    **data: str,
) -> Alert:
    """An Alert of what became of the Statement."""
    told = hit(statement, heard, kind=kind)
    return Alert("desk", (replace(told, event=replace(told.event, id=2, other=other, data=data)),))


POST_WAS = POST.report.text
REVERSED = became(EventKind.REVERSED, OLD_STATEMENT, POST, POSTED_STATEMENT)
DENIED_BY_FORD = became(EventKind.DENIED, OLD_STATEMENT, FORD_DENIES, FORD_STATEMENT)

ALERTS = {
    "original_post": Alert("desk", (hit(POSTED_STATEMENT, POST),)),
    "report_of_the_original": Alert("desk", (hit(POSTED_STATEMENT, PARAPHRASE),)),
    "reported_only": Alert("desk", (hit(REPORTED_STATEMENT, PARAPHRASE),)),
    "several": Alert(
        "desk",
        (
            hit(REPORTED_STATEMENT, PARAPHRASE),
            hit(REPORTED_STATEMENT, PARAPHRASE, "Denials", explanation={}),
            hit(ASIDE_STATEMENT, ASIDE, "Everything Lei Jun says", explanation={}),
        ),
    ),
    "added_by_an_edit": Alert("desk", (hit(EDITED_STATEMENT, EDIT),)),
    "deleted": Alert("desk", (hit(POSTED_STATEMENT, POST, kind=EventKind.DELETED),)),
    "edited": became(EventKind.EDITED, EDITED_POST_STATEMENT, EDITED_POST, was=POST_WAS, now=EDITED_WORDS),
    "edited_by_an_outlet": became(
        EventKind.EDITED,
        REPORTED_STATEMENT,
        REWRITTEN,
        was="there was no plan for the US market this year",
        now="there was no plan for the US market",
    ),
    "taken_out": became(EventKind.EDITED, POSTED_STATEMENT, POST, was=POST_WAS, now=""),
    "deleted_by_an_outlet": became(EventKind.DELETED, POSTED_STATEMENT, PARAPHRASE),
    "back": became(EventKind.BACK, POSTED_STATEMENT, POST),
    "reversed": REVERSED,
    "reversed_and_new": Alert("desk", (hit(POSTED_STATEMENT, POST), *REVERSED.hits)),
    "denied": DENIED_BY_FORD,
    "first_denial": became(EventKind.FIRST_DENIAL, replace(FORD_STATEMENT, first_denial=True), FORD_DENIES),
    "original_located": became(EventKind.ORIGINAL, POSTED_STATEMENT, POST),
    "upgraded": became(EventKind.UPGRADED, POSTED_STATEMENT, QUOTE),
    "new_words": became(EventKind.NEW_WORDS, ASIDE_STATEMENT, ASIDE),
    "recap": Alert("desk", (hit(replace(REPORTED_STATEMENT, reports=(RECAP,)), RECAP),)),
    "not_found_yet": Alert("desk", (hit(REPORTED_STATEMENT, PARAPHRASE),)),
    "contradicted": Alert("desk", (hit(OLD_STATEMENT, OLD_QUOTE),)),
}
SEARCHES = {
    "not_found_yet": {
        1: Search("not found yet", "weibo", NOW, "weibo:1749127163", looked_at=NOW - timedelta(minutes=2))
    },
    "contradicted": {3: Search("contradicted", "weibo", NOW, "weibo:1749127163", post=POST)},
}
