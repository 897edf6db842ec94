"""The receivers write down what arrives before they say so."""

from __future__ import annotations

import json
import smtplib
import subprocess
import sys
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from examples.demo.workdir import ROOT
from examples.receivers import SLACK_PATH, read_log, text_of


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "messages.jsonl"


@pytest.fixture
def ports(log: Path) -> Iterator[dict[str, int]]:
    command = [sys.executable, "-m", "examples.receivers", "--log", str(log)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())
        process.kill()


def test_a_mail_and_a_slack_message_are_in_the_log_when_they_are_acknowledged(
    ports: dict[str, int], log: Path
) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = "Lei Jun: “美国”", "onrecord@example.org", "desk@example.org"
    mail["Message-ID"] = "<abc@onrecord>"
    mail.set_content("没有计划")
    mail.add_alternative("<p>没有计划</p>", subtype="html")
    with smtplib.SMTP("127.0.0.1", ports["mail"]) as server:
        server.send_message(mail)
    post(ports["slack"], b'{"text": "*hello*"}', {"Idempotency-Key": "k1"})
    first, second = read_log(log)
    assert (first.channel, first.subject, first.text.strip()) == ("desk-mail", "Lei Jun: “美国”", "没有计划")
    assert first.key == "<abc@onrecord>"
    assert (second.channel, second.text, second.key) == ("exec-slack", "*hello*", "k1")


def test_what_is_no_json_is_refused_and_not_written_down(ports: dict[str, int], log: Path) -> None:
    with pytest.raises(HTTPError) as refused:
        post(ports["slack"], b"text=hello", {})
    assert refused.value.code == 400
    assert read_log(log) == []


def post(port: int, data: bytes, headers: dict[str, str]) -> None:
    with urlopen(Request(f"http://127.0.0.1:{port}{SLACK_PATH}", data=data, headers=headers)) as answer:
        assert answer.read() == b"ok"


def test_a_line_that_a_kill_cut_off_is_not_read(tmp_path: Path) -> None:
    log = tmp_path / "messages.jsonl"
    whole = {"at": "2026-11-23T07:00:00+00:00", "channel": "slack", "subject": "", "text": "a", "key": ""}
    log.write_text(json.dumps(whole) + '\n{"at": "2026', "utf-8")
    assert [each.text for each in read_log(log)] == ["a"]


def test_text_stands_in_attachments_and_blocks_as_well() -> None:
    payload = {
        "attachments": [{"title": "t", "text": "a"}],
        "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "b"}}],
    }
    assert text_of(payload) == "t\na\nb"
