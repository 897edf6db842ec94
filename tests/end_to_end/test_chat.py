"""A real chat, Matrix's own homeserver: what we say stands in its room, and its own limits are kept.

It is installed by `make receivers`.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from alerts import channels
from ops import worker
from record.clock import Clock
from record.types import Message, SendClass
from tests.end_to_end.desk import ARTICLES, Desk, NoPool, open_newsroom
from tests.receivers.chat import PYTHON, Chat

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not PYTHON.exists(), reason="there is no homeserver: make receivers"),
]
MESSAGE = Message("Lei Jun: “no plan”", "plain words, 美国")
TRIES = 30
AT_ONCE = 10  # what a homeserver takes from one sender before it says 429


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chat]:
    made = Chat(tmp_path_factory.mktemp("chat") / "home")
    made.start()
    yield made
    made.kill()


def numbered(chat: Chat, words: str) -> list[str]:
    return [text for text in chat.texts() if words in text]


def test_a_message_stands_in_the_room(chat: Chat) -> None:
    assert channels.send(chat.address, MESSAGE, "key-of-a-message").kind is SendClass.OK
    (text,) = numbered(chat, MESSAGE.text)
    assert MESSAGE.subject in text


@pytest.mark.parametrize("who", ["token", "password"])
def test_a_repeat_of_a_delivery_is_folded_by_the_homeserver(chat: Chat, who: str) -> None:
    """The answer to the first was lost, say: the second has the same key, and is the same message."""
    repeated = replace(MESSAGE, text=f"said twice by {who}")
    address = chat.address if who == "token" else chat.password_address
    results = [channels.send(address, repeated, f"key-of-a-repeat-by-{who}") for _ in range(2)]
    assert [result.kind for result in results] == [SendClass.OK] * 2
    assert results[0].remote_id == results[1].remote_id is not None
    assert len(numbered(chat, repeated.text)) == 1


def test_a_homeserver_that_is_killed_loses_nothing(chat: Chat) -> None:
    lost = replace(MESSAGE, text="while it was away")
    chat.kill()
    assert channels.send(chat.address, lost, "key-of-a-kill").kind is SendClass.NOT_SENT
    chat.start()
    assert channels.send(chat.address, lost, "key-of-a-kill").kind is SendClass.OK
    assert len(numbered(chat, "while it was away")) == 1


def pauses(chat: Chat, message: Message, number: int) -> Iterator[float]:
    """Send until it is taken; how long it asked to wait meanwhile."""
    while True:
        result = channels.send(chat.address, message, f"many-{number}")
        if result.kind is SendClass.OK:
            return
        assert (result.kind, result.status) == (SendClass.TRANSIENT, 429)
        assert result.retry_after is not None
        yield result.retry_after
        time.sleep(result.retry_after)  # its clock cannot be moved


def test_its_own_limit_is_kept_and_nothing_is_lost_or_repeated(chat: Chat) -> None:
    """More at once than it takes: each that it refuses comes after the time that it names."""
    waiting = [replace(MESSAGE, text=f"one of many: {number}") for number in range(AT_ONCE + 3)]

    asked = [seconds for number, message in enumerate(waiting) for seconds in pauses(chat, message, number)]
    assert asked, "it took more at once than it says"
    assert all(0 < seconds < 60 for seconds in asked)
    told = numbered(chat, "one of many")
    assert len(told) == len(set(told)) == len(waiting)


def test_what_was_said_comes_from_the_newsroom_into_the_room(
    chat: Chat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "newsroom").mkdir()
    newsroom = open_newsroom(tmp_path / "newsroom")
    monkeypatch.setattr(worker, "ExtractPool", NoPool)
    desk = Desk(tmp_path, newsroom.copy_to(tmp_path), Clock())
    desk.write_files({"desk": chat.address})
    before = len(chat.texts())
    for _ in range(TRIES):
        desk.work(timedelta(minutes=15))
        if desk.states() == {"sent": len(ARTICLES)}:
            break
        time.sleep(1)  # it may be at its limit, and its clock cannot be moved
    told = chat.texts()[before:]
    assert len(told) == len(set(told)) == len(ARTICLES)
    assert any("Lei Jun" in text for text in told)
