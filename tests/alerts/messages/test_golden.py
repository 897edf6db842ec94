"""What arrives at each family's receiver, compared with files.

Services with one fixed address are posed as: the request is turned round to a receiver below apprise's
plugin, and all above it is real. WRITE_GOLDEN=1 writes the files anew; read them before they are committed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import requests

from alerts import channels
from alerts.messages.families import Family
from record.types import SendClass
from tests.alerts.messages.samples import KEY, SAMPLES, Sample
from tests.alerts.stories import ALERTS, SEARCHES
from tests.receivers import Mail, MailReceiver, WebhookReceiver

GOLDEN = Path(__file__).parent / "golden"
ADDRESSES: Mapping[Family, str] = {
    "slack": "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7",
    "telegram": "tgram://123456789:abcdefg_hijklmnop/12315544/",
    "discord": "discord://000000000000000000/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/",
    "teams": "workflows://prod.example.org:443/643e69f8/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/",
    "feishu": "feishu://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/",
    "wecom": "wecombot://aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa/",
    "dingtalk": "dingtalk://aaaaaaaaaaaaaaaa/",
    "webhook": "jsons://hook.example.org/alerts",
    "plain": "ntfys://ntfy.example.org/aaaa",
}
SERVED: Mapping[Family, bytes] = {  # what a service answers where 200 alone is not enough
    "telegram": b'{"ok": true, "result": {"message_id": 7}}',
    "feishu": b'{"code": 0, "msg": "success"}',
    "wecom": b'{"errcode": 0, "errmsg": "ok"}',
    "dingtalk": b'{"errcode": 0, "errmsg": "ok"}',
    "slack": b"ok",
}
MAIL = "mailto://127.0.0.1:{}?from=onrecord@example.org&to=desk@example.org"
EVERY = {name: Sample(alert, searches=SEARCHES.get(name)) for name, alert in ALERTS.items()} | SAMPLES


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[WebhookReceiver]:
    with WebhookReceiver() as receiver:
        real = requests.Session.prepare_request

        def prepare(session: requests.Session, request: requests.Request) -> requests.PreparedRequest:
            request.url = f"http://127.0.0.1:{receiver.port}/"
            return real(session, request)

        monkeypatch.setattr(requests.Session, "prepare_request", prepare)
        yield receiver


def arrived(web: WebhookReceiver, sample: Sample, family: Family) -> Any:
    """The body of the one request."""
    from tests.receivers import Reply

    assert channels.family(ADDRESSES[family]) == family
    web.script.append(Reply(200, SERVED.get(family, b"{}")))
    before = len(web.posts)
    sent = channels.send(ADDRESSES[family], sample.message(family), KEY)
    assert sent.kind is SendClass.OK, sent
    [post] = web.posts[before:]
    return post.json


@pytest.mark.parametrize("family", ADDRESSES)
def test_each_kind_of_message_arrives_as_it_should_look(web: WebhookReceiver, family: Family) -> None:
    samples = EVERY if family in ("slack", "plain") else SAMPLES
    bodies = {name: arrived(web, sample, family) for name, sample in samples.items()}
    path = GOLDEN / f"{family}.json"
    if os.environ.get("WRITE_GOLDEN"):
        path.write_text(json.dumps(bodies, ensure_ascii=False, indent=1) + "\n", "utf-8")
    expected = json.loads(path.read_text("utf-8"))
    assert list(bodies) == list(expected)
    for name, body in bodies.items():
        assert body == expected[name], name


def expect(name: str, mail: Mail) -> None:
    """Both parts as they came; one that there is not has no file."""
    parts = {"txt": f"Subject: {mail.message['Subject']}\n\n{mail.part('plain')}"}
    if mail.message.get_body(("html",)):
        parts["html"] = mail.part("html")
    for suffix, part in parts.items():
        path = GOLDEN / "mail" / f"{name}.{suffix}"
        if os.environ.get("WRITE_GOLDEN"):
            path.write_text(part, "utf-8")
        assert part == path.read_text("utf-8"), path.name
    assert {path.suffix[1:] for path in GOLDEN.glob(f"mail/{name}.*")} == set(parts)


@pytest.mark.parametrize("name", EVERY)
def test_each_mail_arrives_as_it_should_look(name: str) -> None:
    with MailReceiver() as receiver:
        sent = channels.send(MAIL.format(receiver.port), EVERY[name].message("email"), KEY)
    assert sent.kind is SendClass.OK, sent
    [arrived] = receiver.mails
    expect(name, arrived)
    html = arrived.message.get_body(("html",))
    assert (html.get_content().replace("\r\n", "\n") if html else None) == EVERY[name].message("email").html
