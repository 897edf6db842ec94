"""What an address is: a channel, a family, or a mistake that is explained."""

from __future__ import annotations

import pytest

from alerts import channels
from record.types import SendClass
from tests.alerts.channels.sending import mail_url, sent


@pytest.mark.parametrize(
    "url",
    [
        mail_url(2525),
        "mailtos://user:pass@example.org?to=desk@example.org",
        "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7",
        "https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7",
        "slackhook://127.0.0.1:8065/T0/B0/X0",
        "slackhooks://chat.example.org/hooks/abc-def",
        "json://127.0.0.1/x",
        "tgram://123456789:abcdefghijklmnop_qrstuvw/12315544/",
        "ircs://irc.example.org/#desk",
    ],
)
def test_these_addresses_are_channels(url: str) -> None:
    assert channels.problem_of(url) is None


@pytest.mark.parametrize(
    "schema",
    ["syslog", "rsyslog", "dbus", "kde", "gnome", "glib", "macosx", "windows", "blink1", "growl", "aprs"],
)
def test_addresses_of_this_machine_are_refused(schema: str) -> None:
    url = f"{schema}://localhost/x"
    assert "tells this machine" in (channels.problem_of(url) or "")
    assert sent(url).kind is SendClass.PERMANENT


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("", "begins with a schema"),
        ("SECRET", "begins with a schema"),
        ("secretsecretsecretsecret://x", "begins with a schema"),
        ("slak://SECRET/B/C", "did you mean 'slack://'?"),
        ("file:///etc/SECRET", "no channel speaks 'file://'"),
        ("http://SECRET.example.org/", "no channel speaks 'http://': a webhook of your own is json://"),
        ("https://SECRET.example.org/", "jsons:// over https"),
        ("webhook://SECRET", "jsons://host/path"),
        ("smtp://SECRET@host", "a mailbox is mailto://"),
        ("SECRET@example.org", "not an apprise address: a mailbox is mailto://"),
        ("slack://SECRET", "a part is missing or misspelt"),
        ("slackhook://127.0.0.1:80", "a part is missing or misspelt"),
        ("mailto://127.0.0.1?from=a@example.org&to=b@example.org,SECRET", "not a mail address"),
        ("mailto://127.0.0.1?from=a@example.org&to=SECRET", "not a mail address"),
        ("json://h/x?Template=/etc/SECRET", "the channel's own key 'template'"),
        ("mailto://127.0.0.1:99999?from=a@example.org&to=b@example.org", "from 1 to 65535"),
    ],
)
def test_a_wrong_address_is_explained_without_repeating_it(url: str, says: str) -> None:
    problem = channels.problem_of(url) or ""
    assert says in problem
    assert "secret" not in problem.lower()


FAMILIES = [
    (mail_url(25), "email"),
    ("sendgrid://key:from@example.org/to@example.org", "email"),
    ("https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlaz", "slack"),
    ("slackhook://127.0.0.1/T0/B0/X0", "slack"),
    ("tgram://123456789:abcdefghijklmnop_qrstuvw/1/", "telegram"),
    ("discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js", "discord"),
    ("https://discord.com/api/webhooks/4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js", "discord"),
    ("workflows://host.example.org/WFID/SIGNATURE/", "teams"),
    ("feishu://abcdef0123", "feishu"),
    ("lark://abcdef0123", "feishu"),
    ("wecombot://botkey", "wecom"),
    ("dingtalk://abcdef0123", "dingtalk"),
    ("jsons://host.example.org/hook", "webhook"),
    ("form://host.example.org/hook", "webhook"),
    ("xml://host.example.org/hook", "webhook"),
    ("ntfy://topic", "plain"),
    ("nonsense", "plain"),
]


@pytest.mark.parametrize(("url", "family"), FAMILIES)
def test_the_family_says_how_to_render(url: str, family: str) -> None:
    assert channels.family(url) == family


def test_a_splitted_mail_address_keeps_what_the_user_wrote() -> None:
    url = "mailtos://user:p%40ss@gmail.com?name=On+record&to=Ann Lee <a@example.org>,b@example.org&cto=3"
    assert channels.recipients(url) == (
        "mailtos://user:p%40ss@gmail.com?name=On+record&cto=3&to=%22Ann%20Lee%22%20%3Ca%40example.org%3E",
        "mailtos://user:p%40ss@gmail.com?name=On+record&cto=3&to=b%40example.org",
    )
