"""Who is told by an address: each recipient once, under a name that says nothing."""

from __future__ import annotations

import pytest

from alerts import channels
from tests.alerts.channels.sending import hook_url, mail_url


def test_addresses_with_several_targets_are_one_each_where_apprise_can_write_them() -> None:
    several = channels.recipients("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7/#one/#two")
    assert [part.partition("/?")[0][-7:] for part in several] == ["/%23one", "/%23two"]
    assert len(channels.recipients("matrix://:token@127.0.0.1/%23one/%23two?discovery=no")) == 2
    assert len(channels.recipients("tgram://123456789:abcdefghijklmnop_qrstuvw/1/2/")) == 2
    assert channels.recipients("json://127.0.0.1/x") == ("json://127.0.0.1/x",)
    assert channels.recipients("nonsense") == ("nonsense",)


def test_whom_one_message_mentions_is_no_second_recipient() -> None:
    assert len(channels.recipients("dingtalk://abcdef0123/13800000000/13900000000")) == 1


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        (mail_url(25), "mailtos://user:new@mail.example.org?to=Desk%20%3CDesk@Example.org%3E", True),
        (mail_url(25), mail_url(25, "boss@example.org"), False),
        (mail_url(25), mail_url(25) + "&cto=3", True),
        (hook_url(80), hook_url(80, "?rto=5"), True),
        (hook_url(80), hook_url(81), False),
        ("json://h/x?token=1", "json://h/x?token=2", False),
    ],
)
def test_a_recipient_is_known_by_who_it_is_and_not_by_how_to_send(
    before: str, after: str, same: bool
) -> None:
    assert (channels.recipient_ids(before) == channels.recipient_ids(after)) is same


def test_a_recipient_keeps_its_name_when_the_others_change() -> None:
    one, two, three = channels.recipient_ids(mail_url(25, "a@example.org,b@example.org,c@example.org"))
    assert channels.recipient_ids(mail_url(25, "c@example.org,b@example.org")) == (three, two)
    slack = "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7"
    both = channels.recipient_ids(f"{slack}/#one/#two")
    assert set(channels.recipient_ids(f"{slack}/#two/#three/#one")) > set(both)
    assert len({one, two, three, *both}) == 5
