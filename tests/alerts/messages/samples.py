"""What is told in the golden files: Alerts of every kind, beside those of tests/alerts/stories.py."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from alerts.messages import render
from alerts.messages.families import Family
from alerts.messages.outline import Told
from alerts.messages.story import Searches
from record.types import (
    Account,
    AccountAlert,
    Alert,
    AnyAlert,
    Event,
    EventKind,
    Gathering,
    Json,
    Message,
    OperatorAlert,
)
from tests.alerts.stories import (
    ACCOUNT,
    ALERTS,
    ASIDE,
    ASIDE_STATEMENT,
    FORD_DENIES,
    FORD_STATEMENT,
    LEI_JUN,
    NOW,
    POST,
    POSTED_STATEMENT,
    SEARCHES,
    ZONE,
    evidence,
    hit,
)

KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
NAMES = {"xiaomi": "Xiaomi"}
TOLD = Told(KEY, KEY[:6])
STAND_IN = Told(KEY, KEY[:6], "fallback", "exec-slack", NOW - timedelta(minutes=10))
HITS = (
    hit(POSTED_STATEMENT, POST),
    hit(FORD_STATEMENT, FORD_DENIES, "Ford"),
    hit(ASIDE_STATEMENT, ASIDE, kind=EventKind.DELETED),
)
LONG = "我们在美国市场的计划还没有最后决定，但是工厂、供应链和售后服务都在准备之中；" * 30


def gathered(why: Gathering = "digest") -> Alert:
    return Alert("desk", HITS, gathers=why, slot=NOW)


def _long() -> Alert:
    post = evidence(31, "Weibo mirror", "https://weibo.com/1749127163/Long", LONG, LONG, 3, ACCOUNT, "zh")
    statement = replace(POSTED_STATEMENT, id=31, public_id="st_L0ngl0ngl0ng", original=post, reports=(post,))
    return Alert("desk", (hit(statement, post),))


def _account() -> AccountAlert:
    changes: Json = {"verified": [True, False], "name": ["雷军", "雷军的小店"]}
    where = {"account": ACCOUNT.key, "platform": "weibo", "uid": ACCOUNT.uid}
    source = {"source": "hub:lei-jun", "format": "rsshub", "name": "雷军的小店"}
    event = Event(
        7,
        EventKind.ACCOUNT_CHANGED,
        NOW - timedelta(minutes=2),
        "b",
        data={**where, **source, "changes": changes},
    )
    return AccountAlert(
        "desk", event, ("Xiaomi in the US",), replace(LEI_JUN, accounts=(Account("weibo", ""),))
    )


def _notice() -> OperatorAlert:
    since, last = NOW - timedelta(hours=1), NOW - timedelta(hours=2)
    data: Json = {
        "source": "courier",
        "name": "The Courier",
        "mirror": "",
        "state": "blocked",
        "reason": "HTTP 403",
        "fails": 5,
        "since": since.isoformat(),
        "last_ok_at": last.isoformat(),
        "accounts": 0,
    }
    return OperatorAlert("desk", Event(8, EventKind.SOURCE_BROKEN, NOW, "b", data=data))


@dataclass(frozen=True)
class Sample:
    """What one golden file shows."""

    alert: AnyAlert
    repeat: str | None = None
    page: str | None = None
    searches: Searches | None = None
    template: str | None = None
    delivery: Told = TOLD

    def message(self, family: Family) -> Message:
        return render(
            self.alert,
            family,
            now=NOW,
            zone=ZONE,
            names=NAMES,
            repeat=self.repeat,
            page=self.page,
            searches=self.searches,
            template=self.template,
            delivery=self.delivery,
        )


BRIEF = """**{speaker}** ({role}) {change}
> {quote}
was: {was}
{source}, {time} · {original} · {link} · {explain}"""

SAMPLES = {
    **{
        name: Sample(ALERTS[name], searches=SEARCHES.get(name))
        for name in ("original_post", "reported_only", "edited", "deleted", "reversed", "denied", "several")
    },
    "not_found_yet": Sample(ALERTS["not_found_yet"], searches=SEARCHES["not_found_yet"]),
    "long": Sample(_long()),
    "account": Sample(_account()),
    "notice": Sample(_notice()),
    "possible_repeat": Sample(ALERTS["original_post"], repeat="0f1e2d"),
    "page": Sample(ALERTS["several"], page="https://onrecord.example.org/"),
    "template": Sample(ALERTS["edited"], template=BRIEF),
    "digest": Sample(gathered()),
    "quiet": Sample(gathered("quiet")),
    "fallback": Sample(ALERTS["original_post"], delivery=STAND_IN),
    "escalation": Sample(ALERTS["original_post"], delivery=replace(STAND_IN, purpose="escalation")),
    "critical": Sample(Alert("desk", (replace(HITS[0], severity="critical"),))),
}
POST_URL = POST.revision.document.url
