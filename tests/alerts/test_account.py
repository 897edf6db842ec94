"""What is told of a watched account: to whom, in which words, and that the outbox carries it once."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert

from alerts.dispatch import Dispatch
from alerts.knowing import know_speakers
from alerts.messages import render
from alerts.messages.places import account_page
from alerts.telling import tell_accounts
from alerts.watches import Watch, Watchlist
from record.clock import Clock
from record.people import People
from record.store import Record
from record.store.engine import write
from record.store.tables import events
from record.types import Account, AccountAlert, Event, EventKind, Json, Message, Role, Speaker
from tests.alerts.messages.rendering import FAMILIES, Family, send_mail
from tests.alerts.messages.test_golden import expect
from tests.receivers import MailReceiver

NOW = datetime(2026, 11, 23, 6, 5, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")
ACCOUNT = Account("weibo", "1749127163")
LEI_JUN = Speaker("lei-jun", "person", "Lei Jun", ("雷军",), (Role("xiaomi", ("CEO",)),), (ACCOUNT,))
XIAOMI = Speaker("xiaomi", "organisation", "Xiaomi")
PEOPLE = People([LEI_JUN, XIAOMI, Speaker("jim-farley", "person", "Jim Farley")])
REASON = "小米创始人，董事长兼CEO"
LOST: Json = {"verified": [True, False], "verified_reason": [REASON, ""], "name": ["雷军", "雷军的小店"]}


def data(changes: Json = LOST, account: Account = ACCOUNT, name: str = "雷军的小店") -> Json:
    return {
        "account": account.key,
        "platform": account.platform,
        "uid": account.uid,
        "source": "hub:lei-jun",
        "format": "rsshub",
        "name": name,
        "changes": changes,
        "ref": "0123456789abcdef",
    }


def event(changes: Json = LOST, **more: Any) -> Event:
    return Event(
        1, EventKind.ACCOUNT_CHANGED, NOW - timedelta(minutes=2), "poll:7", data=data(changes, **more)
    )


def watch(name: str = "Xiaomi in the US", **changes: Any) -> Watch:
    made = Watch(name.lower(), name, people=("lei-jun",), notify=("desk",))
    return replace(made, **changes)


def told(*watches: Watch, of: Event | None = None) -> list[tuple[str, tuple[str, ...]]]:
    found = tell_accounts(Watchlist(watches, {}, PEOPLE), [of or event()])
    return [(alert.channel, alert.watches) for alert in found]


def alert(
    changes: Json = LOST, watches: tuple[str, ...] = ("Xiaomi in the US",), **more: Any
) -> AccountAlert:
    known = know_speakers(AccountAlert("desk", event(changes, **more), watches), PEOPLE)
    assert isinstance(known, AccountAlert)
    return known


def rendered(of: AccountAlert, family: Family = "email", repeat: str | None = None) -> Message:
    return render(of, family, now=NOW, zone=ZONE, repeat=repeat)


# ---------------------------------------------------------------- to whom


@pytest.mark.parametrize(
    ("changes", "heard"),
    [
        ({}, True),
        ({"people": ("xiaomi",)}, True),  # he speaks for it
        ({"people": ("jim-farley",)}, False),
        ({"people": ()}, False),
        ({"status": "test"}, False),
        ({"on": frozenset({EventKind.NEW})}, False),
        ({"on": frozenset({EventKind.ACCOUNT_CHANGED})}, True),
    ],
)
def test_a_watch_is_told_of_the_accounts_of_its_people(changes: dict[str, Any], heard: bool) -> None:
    assert told(watch(**changes)) == ([("desk", ("Xiaomi in the US",))] if heard else [])


def test_a_channel_is_told_once_however_many_watches_it_has() -> None:
    us, cars = watch(notify=("desk", "phone")), watch("Cars", people=("xiaomi",))
    assert told(us, cars) == [("desk", ("Xiaomi in the US", "Cars")), ("phone", ("Xiaomi in the US",))]


def test_an_account_of_nobody_is_told_to_nobody_and_no_other_event_is_an_account() -> None:
    assert told(watch(), of=event(account=Account("weibo", "1"))) == []
    assert told(watch(), of=replace(event(), kind=EventKind.NEW)) == []


# ---------------------------------------------------------------- in which words


def test_a_mail_arrives_as_it_should_look() -> None:
    with MailReceiver() as mail:
        send_mail(mail, rendered(alert(watches=("Xiaomi in the US", "Cars"))))
    [arrived] = mail.mails
    expect("account_of_two_watches", arrived)


@pytest.mark.parametrize(
    ("changes", "subject"),
    [
        ({"verified": [True, False]}, "is no longer verified"),
        ({"verified": [False, True]}, "is now verified"),
        ({"verified_reason": [REASON, "诗人"]}, "is verified as something else"),
        ({"verified_reason": [REASON, ""]}, "no longer says what it is verified as"),
        ({"name": ["雷军", "小军"]}, "has another name"),
        ({"name": ["雷军", "小军"], "verified": [True, False]}, "is no longer verified, and 1 more change"),
        (LOST, "is no longer verified, and 2 more changes"),
        ({}, "changed"),
    ],
)
def test_the_subject_says_what_matters_most(changes: Json, subject: str) -> None:
    assert rendered(alert(changes)).subject == f"Lei Jun's Weibo account {subject} [Xiaomi in the US]"


def test_whose_account_it_is_stays_known_when_the_watchlist_knows_him_no_more() -> None:
    gone = replace(alert({"verified": [True, False]}), speaker=None)
    assert rendered(gone).subject.startswith("雷军的小店's Weibo account is no longer verified")


@pytest.mark.parametrize("family", FAMILIES)
def test_a_possible_repeat_is_marked(family: Family) -> None:
    message = rendered(alert(), family, repeat="a1b2c3")
    assert "possible repeat · ref a1b2c3" in message.subject
    assert message.text.splitlines()[1] == "possible repeat · ref a1b2c3"


@pytest.mark.parametrize("family", FAMILIES)
def test_what_an_account_calls_itself_can_do_nothing(family: Family) -> None:
    evil = "<!channel> @everyone [see](https://evil.example)\nSubject: x\u202e" + "y" * 9_000
    changes = {"name": ["雷军", evil], "verified_reason": [evil, None]}
    message = rendered(replace(alert(changes, name=evil, watches=(evil,)), speaker=None), family)
    plain = rendered(alert(changes, watches=("A",)), family)
    assert "\n" not in message.subject
    assert message.text.count("\n") == plain.text.count("\n")
    assert "\u202e" not in message.text
    assert len(message.text.encode()) < 1_900
    if family != "email":
        assert "<!channel>" not in message.text
        assert "@everyone" not in message.text
        assert "](https" not in message.text


@pytest.mark.parametrize(
    ("platform", "uid", "page"),
    [
        ("weibo", "1749127163", "https://weibo.com/u/1749127163"),
        ("x", "leijun", "https://x.com/leijun"),
        ("mastodon", "olive@toots.example", "https://toots.example/@olive"),
        ("mastodon", "109@toots.example", None),  # a number is no address
        ("bluesky", "did:plc:abc", "https://bsky.app/profile/did:plc:abc"),
        ("youtube", "UC0", "https://www.youtube.com/channel/UC0"),
        ("truthsocial", "107780257626128497", None),
        ("weibo", "../evil?x#y", "https://weibo.com/u/..%2Fevil%3Fx%23y"),
    ],
)
def test_where_to_look_is_the_page_of_the_account(platform: str, uid: str, page: str | None) -> None:
    assert account_page(Account(platform, uid)) == page


@pytest.mark.parametrize("family", FAMILIES)
def test_a_platform_that_was_asked_itself_is_not_called_a_mirror(family: Family) -> None:
    asked = alert()
    own = replace(asked.event, data={**asked.event.data, "source": "direct:lei-jun", "format": "weibo"})
    assert "mirror “hub”" in rendered(asked, family).text
    text = rendered(replace(asked, event=own), family).text
    assert "Lei Jun's Weibo account" in text
    assert "https://weibo.com/u/1749127163" in text
    assert "shows it" not in text
    assert "mirror" not in text


@pytest.mark.parametrize("family", FAMILIES)
def test_an_account_without_a_page_is_named_by_its_id(family: Family) -> None:
    told = rendered(alert(account=Account("truthsocial", "107780257626128497")), family)
    assert "'s Truth Social account, 107780257626128497, as the mirror “hub” shows it" in told.text


# ---------------------------------------------------------------- through the record


def test_the_outbox_carries_it_to_each_recipient_once_with_the_names_of_its_watches(record: Record) -> None:
    with write(record.engine) as connection:
        values = {"kind": EventKind.ACCOUNT_CHANGED, "at": Clock().now(), "batch": "poll:1", "data": data()}
        connection.execute(insert(events).values(**values))
    watchlist = Watchlist((watch(), watch("Cars")), {}, PEOPLE)
    dispatch = Dispatch(record.judging, watchlist, {"desk": ("a", "b")}, "ops")
    assert [asyncio.run(dispatch.work()) for _ in range(2)] == [1, 0]
    deliveries = record.sending.claim_deliveries(10, timedelta(minutes=1))
    assert [(each.channel, each.recipient) for each in deliveries] == [("desk", 0), ("desk", 1)]
    assert len({each.key for each in deliveries}) == 2
    loaded = record.sending.alert(deliveries[0])
    assert isinstance(loaded, AccountAlert)
    assert (loaded.channel, loaded.watches) == ("desk", ("Xiaomi in the US", "Cars"))
    assert loaded.event.data["changes"] == LOST
    assert know_speakers(loaded, PEOPLE) == replace(loaded, speaker=LEI_JUN)
