"""The world outside, in a process of its own: a site that is read, and receivers that are told.

A receiver writes a message down before it answers, so what has arrived outlives whoever sent it. Everything
is named by its episode:

    GET  /EPISODE/feed.xml, /EPISODE/NAME.html     files that the supervisor has put there
    POST /EPISODE/webhook, /EPISODE/chat           JSON; a webhook's key is what it would fold a repeat by
    mail to EPISODE@faults.example

python -m benchmarks.faults.world FOLDER
"""

from __future__ import annotations

import asyncio
import json
import sys
import threading
from dataclasses import asdict, dataclass
from email import message_from_bytes
from email.policy import default as email_policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

from examples.receivers import text_of

LOG = "arrived.jsonl"
DOWN = "{channel}.down"  # while a file of this name lies in the episode's folder, that receiver is not well


@dataclass(frozen=True, slots=True)
class Arrived:
    """One message as its receiver got it."""

    channel: str  # "webhook", "chat", "mail", or whatever the path says
    key: str  # Idempotency-Key or Message-ID
    text: str


class Ledger:
    """One file an episode."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()

    def is_down(self, episode: str, channel: str) -> bool:
        return (self.folder / episode / DOWN.format(channel=channel)).exists()

    def write(self, episode: str, arrived: Arrived) -> None:
        line = json.dumps(asdict(arrived), ensure_ascii=False) + "\n"
        with self._lock, (self.folder / episode / LOG).open("a", encoding="utf-8") as file:
            file.write(line)


def read_ledger(folder: Path, episode: str) -> list[Arrived]:
    """In the order of arrival."""
    path = folder / episode / LOG
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return [Arrived(**json.loads(line)) for line in lines]


class Site(BaseHTTPRequestHandler):
    """Pages and webhooks."""

    ledger: Ledger

    def do_GET(self) -> None:
        path = self.ledger.folder / self.path.lstrip("/")
        found = path.suffix in (".xml", ".html") and path.is_file()
        kind = "text/xml" if path.suffix == ".xml" else "text/html; charset=utf-8"
        self._answer(200 if found else 404, path.read_bytes() if found else b"", kind)

    def do_POST(self) -> None:
        data = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        _, episode, channel = self.path.split("?")[0].split("/")[:3]
        if self.ledger.is_down(episode, channel):
            return self._answer(503, b"", "text/plain")
        key = self.headers.get("Idempotency-Key", "")
        self.ledger.write(episode, Arrived(channel, key, _words(channel, data)))
        return self._answer(200, b"ok", "text/plain")

    def _answer(self, status: int, data: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        pass  # what matters stands in the ledger


def _words(channel: str, data: bytes) -> str:
    """What a reader sees; of a webhook, whose reader is a program, all of it."""
    payload = json.loads(data)
    return text_of(payload) if channel == "chat" else json.dumps(payload, ensure_ascii=False)


class MailRoom:
    """aiosmtpd's handler."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        episode = envelope.rcpt_tos[0].partition("@")[0]
        if self.ledger.is_down(episode, "mail"):
            return "451 4.3.0 later"
        mail = message_from_bytes(envelope.original_content or b"", policy=email_policy)
        body = mail.get_body(("plain",))
        text = f"{mail['Subject']}\n{body.get_content() if body else ''}"
        self.ledger.write(episode, Arrived("mail", str(mail["Message-ID"]), text))
        return "250 OK"


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


async def serve(folder: Path) -> None:
    """Both, until the supervisor ends: it holds the other end of stdin."""
    ledger = Ledger(folder)
    handler = type("Handler", (Site,), {"ledger": ledger})
    web = Server(("127.0.0.1", 0), handler)
    threading.Thread(target=web.serve_forever, daemon=True).start()
    room = MailRoom(ledger)
    loop = asyncio.get_running_loop()
    mail = await loop.create_server(
        lambda: SMTP(room, hostname="localhost", enable_SMTPUTF8=True), "127.0.0.1", 0
    )
    ports: dict[str, Any] = {"web": web.server_address[1], "mail": mail.sockets[0].getsockname()[1]}
    print(json.dumps(ports), flush=True)
    async with mail:
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1])))
