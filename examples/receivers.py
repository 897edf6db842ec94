"""The receivers of the demo: a mail server and a Slack-shaped webhook on loopback.

A process of its own, so that what has arrived outlives a kill of the service or of the driver. Every message
is one line of a JSON Lines file, on the disk before the sender hears that it was taken:
{"at": ISO time, "channel": "desk-mail" | "exec-slack", "subject": ..., "text": ..., "key": ...}

python -m examples.receivers --log FILE --mail-port P --slack-port P [--hold SECONDS]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from email import message_from_bytes
from email.policy import default as email_policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from record.clock import Clock

MAIL, SLACK = "desk-mail", "exec-slack"
SLACK_PATH = "/T0000/B0000/XXXX"


@dataclass(frozen=True, slots=True)
class Received:
    """One message as its reader sees it."""

    at: str  # ISO time
    channel: str
    subject: str  # of a mail; empty on Slack
    text: str
    key: str  # Message-ID or Idempotency-Key


class Log:
    """The file that every message goes to before it is acknowledged."""

    def __init__(self, path: Path, clock: Clock, hold: float = 0.0) -> None:
        self.path, self.clock, self.hold = path, clock, hold
        self._lock = threading.Lock()
        path.parent.mkdir(parents=True, exist_ok=True)

    def append(self, channel: str, subject: str, text: str, key: str) -> None:
        """Write it down, then hold the answer back for a while if so wished: the window of doubt."""
        received = Received(self.clock.now().isoformat(), channel, subject, text, key)
        with self._lock, self.path.open("ab") as file:
            file.write(json.dumps(asdict(received), ensure_ascii=False).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        time.sleep(self.hold)


def read_log(path: Path) -> list[Received]:
    """All whole lines of the log."""
    return list(_lines(path)) if path.exists() else []


def _lines(path: Path) -> Iterator[Received]:
    for line in path.read_bytes().split(b"\n")[:-1]:  # what follows the last newline is not whole
        yield Received(**json.loads(line))


class MailRoom:
    """aiosmtpd's handler."""

    def __init__(self, log: Log) -> None:
        self.log = log

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: ARG002, N802
        content = envelope.original_content or b""
        mail = message_from_bytes(content, policy=email_policy)
        body = mail.get_body(("plain", "html"))
        text = str(body.get_content()) if body else ""
        args = (MAIL, " ".join(str(mail["Subject"] or "").split()), text, str(mail["Message-ID"] or ""))
        await asyncio.to_thread(self.log.append, *args)
        return "250 OK"


def slack_server(port: int, log: Log) -> ThreadingHTTPServer:
    """Takes what Slack's incoming webhooks take, and answers `ok`."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            data = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            try:
                text = text_of(json.loads(data))
            except ValueError:
                self._answer(400, b"invalid_payload")
                return
            log.append(SLACK, "", text, self.headers.get("Idempotency-Key", ""))
            self._answer(200, b"ok")

        def _answer(self, status: int, data: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            pass  # what matters stands in the log file

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    return server


def text_of(payload: object) -> str:
    """What a reader of Slack sees of a payload: its text, its attachments, its blocks."""
    if isinstance(payload, list):
        return "\n".join(filter(None, map(text_of, payload)))
    if not isinstance(payload, dict):
        return payload if isinstance(payload, str) else ""
    shown = (
        text_of(payload.get(name))
        for name in ("title", "text", "attachments", "blocks", "elements", "fields")
    )
    return "\n".join(part for part in shown if part)


async def serve(log: Log, mail_port: int, slack_port: int) -> None:
    """Run both until the process ends."""
    loop = asyncio.get_running_loop()
    room = MailRoom(log)
    mail = await loop.create_server(
        lambda: SMTP(room, hostname="localhost", enable_SMTPUTF8=True), "127.0.0.1", mail_port
    )
    slack = slack_server(slack_port, log)
    threading.Thread(target=slack.serve_forever, daemon=True).start()
    ports = {"mail": mail.sockets[0].getsockname()[1], "slack": slack.server_address[1]}
    print(json.dumps(ports), flush=True)
    async with mail:
        await mail.serve_forever()


def main() -> None:
    parser = argparse.ArgumentParser(description="A mail server and a Slack-shaped webhook on loopback.")
    parser.add_argument("--log", type=Path, required=True)
    parser.add_argument("--mail-port", type=int, default=0)
    parser.add_argument("--slack-port", type=int, default=0)
    parser.add_argument(
        "--hold", type=float, default=0.0, help="seconds between writing a message and saying so"
    )
    options = parser.parse_args()
    log = Log(options.log, Clock(), options.hold)
    asyncio.run(serve(log, options.mail_port, options.slack_port))


if __name__ == "__main__":
    main()
