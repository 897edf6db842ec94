"""The layer on real sockets: how much of an answer is read, for how long, and what its end means."""

from __future__ import annotations

import gzip
import tracemalloc
from contextlib import suppress

import pytest
import requests

from alerts import channels
from alerts.channels.plugins import load
from alerts.sending import transport
from record.types import Message, SendClass
from tests.receivers import Broken, Drip, Reply, Scripted, Stream, WebhookReceiver, closed_port

MESSAGE = Message("Ann Lee: “no plan”", "words", fields={"text": "words"})
KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
MEGABYTE = 1024 * 1024


def sent(web: WebhookReceiver, answer: Scripted, schema: str = "json") -> SendClass:
    web.script.append(answer)
    return channels.send(f"{schema}://127.0.0.1:{web.port}/x/y?cto=1&rto=0.3", MESSAGE, KEY).kind


def test_of_300_megabytes_64_kib_are_read(web: WebhookReceiver) -> None:
    sent(web, Reply())  # what is imported and cached at the first time
    tracemalloc.start()
    kind = sent(web, Stream(300 * MEGABYTE))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kind is SendClass.OK
    assert web.streamed < 20 * MEGABYTE, "the connection was closed"
    assert peak < 4 * MEGABYTE


def test_an_answer_without_an_end_is_as_good_as_its_first_64_kib(web: WebhookReceiver) -> None:
    assert sent(web, Stream(None)) is SendClass.OK
    assert sent(web, Stream(None), "slackhook") is SendClass.OK


def test_an_answer_that_drips_is_waited_for_so_long_and_no_longer(
    web: WebhookReceiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "REPLY_SECONDS", 0.2)
    assert sent(web, Drip("body")) is SendClass.IN_DOUBT


@pytest.mark.parametrize(
    "answer",
    [
        Broken(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort", "reset"),
        Broken(b"nonsense\r\n\r\n"),
        Broken(b""),
        Reply(headers={"Content-Length": "999"}),
        "hang",
        "reset",
    ],
    ids=str,
)
def test_half_an_answer_is_no_answer(web: WebhookReceiver, answer: Scripted) -> None:
    assert sent(web, answer) is SendClass.IN_DOUBT


def test_an_answer_in_parts_is_whole(web: WebhookReceiver) -> None:
    chunks = b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n{"ok": \r\n6\r\nfalse}\r\n0\r\n\r\n'
    assert sent(web, Broken(chunks), "slackhook") is SendClass.PERMANENT


def packed(body: bytes) -> Reply:
    return Reply(body=gzip.compress(body), headers={"Content-Encoding": "gzip"})


def test_a_packed_answer_is_read(web: WebhookReceiver) -> None:
    assert sent(web, packed(b'{"ok": false}'), "slackhook") is SendClass.PERMANENT


def test_of_a_bomb_64_kib_are_unpacked(web: WebhookReceiver) -> None:
    bomb = packed(b"x" * 50 * MEGABYTE)
    tracemalloc.start()
    kind = sent(web, bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kind is SendClass.OK
    assert peak < 4 * MEGABYTE


def test_the_second_request_of_one_send_has_a_key_of_its_own(web: WebhookReceiver) -> None:
    with transport.attached(transport.Wire(KEY)):
        for method in ("GET", "POST", "POST"):
            requests.request(method, f"http://127.0.0.1:{web.port}/", timeout=5)
    keys = [post.headers.get("Idempotency-Key") for post in web.posts]
    assert keys == [KEY, KEY, f"{KEY}-1"]


@pytest.mark.parametrize(("answer", "tries"), [(Reply(404), 2), (Reply(429), 1), (Reply(503), 2)])
def test_a_look_up_that_failed_may_be_got_over(web: WebhookReceiver, answer: Reply, tries: int) -> None:
    web.script.append(answer)
    with transport.attached(transport.Wire(KEY)):
        requests.get(f"http://127.0.0.1:{web.port}/", timeout=5)
        with suppress(requests.ConnectionError):
            requests.post(f"http://127.0.0.1:{web.port}/", timeout=5)
    assert len(web.posts) == tries


@pytest.mark.parametrize(
    "url",
    [
        "mmost://{place}/tokentokentokentokentokento",
        "rocket://user:password@{place}/#room",
        "gotify://{place}/tokenSECRET",
        "mastodon://tokenSECRET@{place}",
        "misskey://tokenSECRET@{place}",
        "ntfy://{place}/topic",
        "kodi://{place}",
    ],
)
def test_apprises_own_names_for_http_are_no_obstacle(web: WebhookReceiver, url: str) -> None:
    whole = url.format(place=f"127.0.0.1:{web.port}")
    assert channels.problem_of(whole) is None
    channels.send(f"{whole}?cto=1&rto=1", MESSAGE, KEY)
    assert web.posts


def test_a_broker_that_was_not_reached_was_sent_nothing() -> None:
    pytest.importorskip("paho.mqtt", reason="paho-mqtt is not installed")
    with closed_port() as port:
        result = channels.send(f"mqtt://127.0.0.1:{port}/topic?cto=1&rto=1", MESSAGE, KEY)
    assert (result.kind, result.detail) == (SendClass.NOT_SENT, "connection refused")


@pytest.mark.parametrize(("more", "qos"), [("", 1), ("?qos=0", 0), ("?qos=2", 2)])
def test_a_broker_confirms_unless_the_address_says_otherwise(more: str, qos: int) -> None:
    pytest.importorskip("paho.mqtt", reason="paho-mqtt is not installed")
    parts = channels.recipients(f"mqtt://127.0.0.1/one,two{more}")
    assert [getattr(load(part), "qos", None) for part in parts] == [qos] * len(parts)
