"""`onrecord deliveries`, its replay, and `onrecord ack` as they are typed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli.main import app
from record.clock import Clock
from record.store import Record, open_record
from record.types import SendClass, SendResult
from tests.record.store.test_sending import LEASE, MESSAGE, claim_one, judged
from tests.record.store.test_standbys import GONE, end, with_standby


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Record]:
    monkeypatch.chdir(tmp_path)
    made = open_record(f"sqlite:///{tmp_path}/onrecord.db", Clock())
    yield made
    made.close()


def run(*arguments: str, status: int = 0) -> Result:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == status, result.output
    return result


def dead(record: Record) -> str:
    """The ref of one that was given up."""
    judged(record)
    delivery = claim_one(record)
    end(record.sending, delivery, GONE)
    return delivery.key[:6]


# ---------------------------------------------------------------- the list


@pytest.mark.usefixtures("record")
def test_an_empty_record_has_nothing_that_waits() -> None:
    assert run("deliveries").stdout.endswith("nothing waits\n")


def test_each_is_shown_with_its_state_its_tries_and_its_last_error(record: Record) -> None:
    ref = dead(record)
    told = run("deliveries").stdout
    (line,) = (line for line in told.splitlines() if ref in line)
    assert ["desk", "alert", "dead", "1", ref, "HTTP", "404;", "kept", "until"] == line.split()[1:10]
    assert "1 dead of desk; to send again: onrecord deliveries replay desk" in told
    assert "nothing waits" in told


def test_what_waits_is_counted_and_the_channel_says_what_is_wrong(record: Record) -> None:
    judged(record, recipients={"desk": ("a",), "phone": ("b",)})
    delivery = claim_one(record)
    attempt = record.sending.begin_attempt(delivery, MESSAGE, LEASE)
    down = SendResult(SendClass.NOT_SENT, detail="connection refused")
    record.sending.acknowledge(delivery, attempt, down, timedelta(hours=1))
    told = run("deliveries").stdout
    assert "2 wait, the oldest since" in told
    assert "connection refused" in told
    shown = json.loads(run("deliveries", "--json").stdout)
    assert (shown["count"], shown["waiting"]) == (2, 2)
    first = shown["deliveries"][0]
    assert (first["channel"], first["state"], first["tries"]) == ("desk", "pending", 1)
    assert [each["name"] for each in shown["channels"]] == ["desk", "phone"]


def test_the_list_is_narrowed(record: Record) -> None:
    judged(record, recipients={"desk": ("a", "b"), "phone": ("c",)})
    count = {
        arguments: json.loads(run("deliveries", "--json", *arguments).stdout)["count"]
        for arguments in ((), ("--channel", "phone"), ("--state", "dead"), ("--state", "pending"))
    }
    assert list(count.values()) == [3, 1, 0, 3]
    assert "the newest 1 of 3: --limit shows more" in run("deliveries", "--limit", "1").stdout


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("--channel", "desc"), 1, "did you mean 'desk'?"),
        (("--state", "daed"), 1, "did you mean 'dead'?"),
        (("--since", "yesterday"), 2, "write 30d, 12h"),
        (("replay", "desc"), 1, "did you mean 'desk'?"),
        (("replay", "abcdef"), 1, "no delivery has the ref abcdef"),
    ],
)
def test_what_is_mistyped_is_explained(
    record: Record, arguments: tuple[str, ...], status: int, told: str
) -> None:
    judged(record)
    shown = run("deliveries", *arguments, status=status).stderr
    assert told in " ".join(shown.replace("│", " ").split())


# ---------------------------------------------------------------- again


def test_one_or_all_of_a_channel_are_sent_again(record: Record) -> None:
    ref = dead(record)
    assert run("deliveries", "replay", ref).stdout == "to be sent again: 1\n"
    assert claim_one(record).key.startswith(ref)
    assert "is pending: only what is dead" in run("deliveries", "replay", ref, status=1).stderr
    assert "nothing of desk is dead" in run("deliveries", "replay", "desk").stdout


def test_options_may_stand_before_it(record: Record) -> None:
    dead(record)
    assert json.loads(run("deliveries", "replay", "desk", "--since", "2h", "--json").stdout)["replayed"]
    told = run("deliveries", "--json", "replay", "desk").stdout
    assert json.loads(told) == {"replayed": [], "thrown_away": 0}


# ---------------------------------------------------------------- ack


def test_an_alert_that_was_seen_is_not_escalated(record: Record) -> None:
    with_standby(record, "escalation")
    (statement,) = record.reading.statements()
    told = run("ack", statement.public_id).stdout.splitlines()
    assert told[0] == "acknowledged: 1 alert"
    assert told[1].startswith("stopped: the escalation to phone, due ")
    again = run("ack", statement.public_id).stdout.splitlines()
    assert again == ["acknowledged: 1 alert (before, too)", "no escalation was waiting"]


def test_it_is_known_by_its_ref_too(record: Record) -> None:
    with_standby(record, "escalation")
    ref = next(each.key for each in record.reading.deliveries(record.reading.statements()[0]))[:6]
    shown = json.loads(run("ack", ref, "--json").stdout)
    assert (shown["alerts"], [each["channel"] for each in shown["stopped"]]) == (1, ["phone"])


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("what", ["st_gone", "abcdef", "abc"])
def test_what_nobody_knows_is_not_acknowledged(what: str) -> None:
    assert what in run("ack", what, status=1).stderr
