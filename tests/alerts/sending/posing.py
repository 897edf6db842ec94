"""Services with one fixed address each, posed as by a receiver: the request is turned round below apprise."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
import requests

from alerts import channels
from record.types import Message, SendResult

KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
TEXT = "*Ann* said «no» <@U1> & **more** \\[x\\](y) `z`\n\n> line {{DATE}}"
HTML = '<b>Ann</b> said «no» &amp; more\n<a href="https://a.example/#:~:text=no">post</a>'

SERVICES = {  # schema -> an address with secrets in it, as its service wants them
    "slack": "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7",
    "bot": "slack://xoxb-1234-1234-abc124SECRET/#desk",
    "tgram": "tgram://123456789:abcdefghijklmnop_qrstuSECRET/12315544/",
    "discord": "discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dVSECRET",
    "workflows": "workflows://prod.example.org/WFIDSECRET/SIGNATURESECRET/",
    "feishu": "feishu://abcdef0123SECRET",
    "lark": "lark://abcdef0123SECRET",
    "wecombot": "wecombot://botkey-SECRET",
    "dingtalk": "dingtalk://abcdef0123SECRET",
    "json": "json://user:passSECRET@127.0.0.1/hook/SECRET?+X-Token=SECRET",
}
ANSWERS = {  # what each says when all is well
    "bot": b'{"ok": true, "channel": "C1", "ts": "1700000000.000100"}',
    "tgram": b'{"ok": true, "result": {"message_id": 77}}',
    "discord": b'{"id": "1234567890"}',
    "feishu": b'{"code": 0, "msg": "success"}',
    "lark": b'{"code": 0, "msg": "success"}',
    "wecombot": b'{"errcode": 0, "errmsg": "ok"}',
    "dingtalk": b'{"errcode": 0, "errmsg": "ok"}',
}


@dataclass(frozen=True)
class Posing:
    """All requests go to this port of this machine, path and query as they were."""

    port: int

    def start(self, monkeypatch: pytest.MonkeyPatch) -> None:
        real = requests.Session.prepare_request

        def prepare(session: requests.Session, request: requests.Request) -> requests.PreparedRequest:
            parts = urlsplit(str(request.url))
            request.url = parts._replace(scheme="http", netloc=f"127.0.0.1:{self.port}").geturl()
            return real(session, request)

        monkeypatch.setattr(requests.Session, "prepare_request", prepare)


def short(url: str) -> str:
    return f"{url}{'&' if '?' in url else '?'}cto=1&rto=0.2"


def sent(url: str, message: Message, key: str = KEY) -> SendResult:
    return channels.send(short(url), message, key)
