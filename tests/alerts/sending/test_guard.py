"""The guard of Channels: a public name never leads into the user's own network, his own word does."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from alerts import channels
from alerts.sending import transport
from alerts.sending.guard import Private, is_told, permitted
from record.types import Message, SendClass, SendResult
from tests.conftest import SHARED
from tests.receivers import MailReceiver, Reply, WebhookReceiver

MESSAGE = Message("Ann Lee: “no plan”", "words", fields={"text": "words"})
REFUSED = SendResult(
    SendClass.PERMANENT, detail="the host's name leads to a private address", about="channel"
)
LIST = Path(SHARED) / "badinput" / "ssrf_urls.txt"


def found(address: str) -> list[tuple[Any, ...]]:
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80))]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A DNS of the test's own, below the layer."""
    transport.install()
    told: dict[str, str] = {}
    real: Any = socket.getaddrinfo

    def find(host: str, *args: Any, **kwargs: Any) -> Any:
        return real.__wrapped__(told.get(host, host), *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", find)
    transport._wrap(socket, "getaddrinfo", transport._find)
    return told


# ---------------------------------------------------------------- what is meant


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "192.168.1.5", "10.0.0.8", "::1", "[::1]", "fd12::1", "localhost", "mattermost"),
        *("chat.lan", "nas.local", "mail.home.arpa", "chat.corp.internal", "Mattermost", "chat.lan."),
    ],
)
def test_who_writes_this_means_his_own_network(host: str) -> None:
    assert is_told(host)


@pytest.mark.parametrize(
    "host",
    [
        *("127.1", "2130706433", "0x7f000001", "0177.0.0.1", "017700000001", "::ffff:127.0.0.1"),
        *("localhost.example.org", "127.0.0.1.nip.io", "64:ff9b::7f00:1", "chat.lan.example.org"),
    ],
)
def test_who_writes_this_does_not(host: str) -> None:
    assert not is_told(host)


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "100.64.0.1", "::1"]
)
def test_a_public_name_may_not_lead_to_a_private_address(address: str) -> None:
    with pytest.raises(Private):
        permitted("hooks.example.org", found(address), private=False)
    assert permitted("hooks.example.org", found(address), private=True)
    assert permitted("chat.lan", found(address), private=False)


@pytest.mark.parametrize(
    "address",
    [
        *("169.254.169.254", "fe80::1", "fd00:ec2::254", "100.100.100.200", "192.0.0.192"),
        *("0.0.0.0", "::", "224.0.0.1", "::ffff:169.254.169.254"),
    ],
)
def test_what_serves_a_clouds_metadata_is_never_connected_to(address: str) -> None:
    for host in (address, "metadata", "metadata.google.internal"):
        with pytest.raises(Private):
            permitted(host, found(address), private=True)


def test_of_several_addresses_the_public_ones_are_left() -> None:
    both = found("10.0.0.1") + found("93.184.216.34")
    assert permitted("example.org", both, private=False) == found("93.184.216.34")


def test_a_proxy_of_the_environment_may_be_private(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://proxy.example.org:3128")
    assert permitted("proxy.example.org", found("10.0.0.1"), private=False)


# ---------------------------------------------------------------- what is connected to


def test_a_name_that_leads_here_gets_nothing(web: WebhookReceiver, names: dict[str, str]) -> None:
    names["hooks.example.org"] = "127.0.0.1"
    url = f"json://hooks.example.org:{web.port}/SECRET"
    assert channels.send(url, MESSAGE, "k" * 32) == REFUSED
    assert not web.posts


def test_unless_the_address_says_so(web: WebhookReceiver, names: dict[str, str]) -> None:
    names["hooks.example.org"] = "127.0.0.1"
    told = f"json://hooks.example.org:{web.port}/x?private=yes"
    assert channels.send(told, MESSAGE, "k" * 32).kind is SendClass.OK
    assert web.posts[0].path == "/x"
    assert channels.recipient_ids(told) == channels.recipient_ids(told.replace("?private=yes", "?"))


def test_a_mail_server_is_guarded_as_well(mail: MailReceiver, names: dict[str, str]) -> None:
    names["mail.example.org"] = "127.0.0.1"
    url = f"mailto://mail.example.org:{mail.port}?from=a@example.org&to=b@example.org"
    assert channels.send(url, MESSAGE, "k" * 32) == REFUSED
    assert channels.send(f"{url}&private=yes", MESSAGE, "k" * 32).kind is SendClass.OK


def test_every_part_of_an_address_keeps_the_word() -> None:
    parts = channels.recipients("tgram://123456789:abcdefghijklmnop_qrstuvw/1/2/?private=yes")
    assert [part.endswith("&private=yes") for part in parts] == [True, True]


def hosts() -> list[str]:
    """Every spelling in the list that is not what a user may write of his own network."""
    if not LIST.exists():
        return []
    found = set()
    for line in LIST.read_text(errors="replace").splitlines():
        try:
            host = urlsplit(line.strip()).hostname
        except ValueError:
            continue
        if host and not is_told(host):
            found.add(host)
    return sorted(found)


def test_no_disguise_of_this_machine_is_connected_to(web: WebhookReceiver) -> None:
    if not LIST.exists():
        pytest.skip(f"{LIST} is not there")
    web.answer = Reply(204, b"")
    assert len(hosts()) > 50
    for host in hosts():
        place = f"[{host}]" if ":" in host else host
        url = f"json://{place}:{web.port}/?cto=0.2&rto=0.2"
        assert channels.send(url, MESSAGE, "k" * 32).kind is not SendClass.OK, host
    assert not web.posts


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_leads_nowhere(web: WebhookReceiver, status: int) -> None:
    with WebhookReceiver() as inside:
        web.script.append(
            Reply(status, b"", {"Location": f"http://127.0.0.1:{inside.port}/latest/meta-data"})
        )
        url = f"json://127.0.0.1:{web.port}/?redirect=yes"
        assert channels.send(url, MESSAGE, "k" * 32).status == status
        assert not inside.posts
    assert len(web.posts) == 1
