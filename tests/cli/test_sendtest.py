"""`onrecord send-test` as it is typed: through the process that sends, to real receivers."""

from __future__ import annotations

import json
from collections import deque
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli.main import app
from tests.receivers import MailReceiver, Reply, WebhookReceiver

WATCHLIST = """watches: [{{name: Lei Jun, people: Lei Jun, notify: desk}}]
templates: {{brief: "{{speaker}} hat gesagt: {{quote}}"}}
channels:
  desk: "{desk}"
  short: {{url: "{desk}", template: brief}}
  chat: "slack://${{CHAT}}"
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def send_test(desk: str, *arguments: str, status: int = 0) -> Result:
    Path("watchlist.yaml").write_text(WATCHLIST.format(desk=desk), "utf-8")
    result = CliRunner().invoke(app, ["send-test", *arguments])
    assert result.exit_code == status, result.output
    return result


def test_a_mail_goes_to_each_recipient_and_nothing_is_recorded(folder: Path) -> None:
    with MailReceiver() as server:
        address = f"mailto://127.0.0.1:{server.port}?from=o@h.example&to=a@h.example,b@h.example"
        told = send_test(address, "desk").stdout.splitlines()
        assert sorted(mail.recipients for mail in server.mails) == [("a@h.example",), ("b@h.example",)]
        assert "This is a test of the channel desk" in server.mails[0].part("plain")
    assert told[0].startswith("desk (recipient 1 of 2): ok, status 250, after ")
    assert told[1] == "  the other side has taken it: look whether it is there"
    assert [path.name for path in folder.iterdir()] == ["watchlist.yaml"]


def test_one_recipient_that_is_refused_is_exit_status_4() -> None:
    with MailReceiver(rcpt=deque(["550 5.1.1 no such mailbox"])) as server:
        address = f"mailto://127.0.0.1:{server.port}?from=o@h.example&to=a@h.example,b@h.example"
        shown = json.loads(send_test(address, "desk", "--json", status=4).stdout)
    assert (shown["ok"], [each["class"] for each in shown["recipients"]]) == (False, ["permanent", "ok"])
    assert "mailbox" in shown["recipients"][0]["way_out"]


def test_a_webhook_that_is_gone_is_said_to_be_and_its_address_is_not_shown() -> None:
    with WebhookReceiver(answer=Reply(404)) as hook:
        told = send_test(f"json://127.0.0.1:{hook.port}/a-secret-path", "desk", status=4)
        (posted,) = hook.posts
    assert "desk: permanent, status 404, after " in told.stdout
    assert "there is no such place" in told.stdout
    assert "a-secret-path" not in told.output
    assert "st_test" in posted.body.decode()


def test_a_channel_of_its_own_words_is_tested_with_them() -> None:
    with WebhookReceiver() as hook:
        send_test(f"slackhook://127.0.0.1:{hook.port}/T0/B0/X0", "short")
        assert "Onrecord hat gesagt: " in hook.posts[0].body.decode()


@pytest.mark.parametrize(
    ("name", "told"),
    [("dsk", "did you mean 'desk'?"), ("chat", "${CHAT} is not set: export CHAT=…")],
)
def test_what_cannot_be_sent_to_is_explained(name: str, told: str) -> None:
    assert told in send_test("json://127.0.0.1:9/x", name, status=1).stderr
