"""A desk and its receivers, as fixtures, and what reached these."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from alerts.sending.sender import Sender
from ops import worker
from tests.end_to_end.desk import ARTICLES, Desk, Newsroom, NoPool, open_newsroom
from tests.receivers import MailReceiver, WebhookReceiver

ALL = len(ARTICLES)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
DEADLINE_SECONDS = 2.0
REPEAT = "possible repeat"


class OneSender(Sender):
    """One for all tests: its processes take a second to start."""

    def stop(self) -> None:
        """Its end is that of the tests."""


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    return open_newsroom(tmp_path_factory.mktemp("newsroom"))


@pytest.fixture(scope="session")
def sender() -> Iterator[Sender]:
    started = OneSender(2, DEADLINE_SECONDS)
    started.start()
    yield started
    Sender.stop(started)


@pytest.fixture
def desk(newsroom: Newsroom, sender: Sender, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(worker, "Sender", lambda *_: sender)
    monkeypatch.setattr(worker, "ExtractPool", NoPool)
    return Desk(tmp_path, newsroom.copy_to(tmp_path))


@pytest.fixture
def web() -> Iterator[WebhookReceiver]:
    with WebhookReceiver() as receiver:
        yield receiver


@pytest.fixture
def other() -> Iterator[WebhookReceiver]:
    with WebhookReceiver() as receiver:
        yield receiver


@pytest.fixture
def mail() -> Iterator[MailReceiver]:
    with MailReceiver() as receiver:
        yield receiver


def hook(port: int) -> str:
    return f"slackhook://127.0.0.1:{port}/T0/B0/X0?rto=0.3&cto=0.3"


def mailbox(port: int) -> str:
    return f"mailto://127.0.0.1:{port}?from=onrecord@example.org&to=desk@example.org&rto=0.3&cto=0.3"


def told(web: WebhookReceiver) -> list[str]:
    """The words of each message that was read, whatever was answered."""
    return [post.body.decode("unicode_escape", "replace") for post in web.posts]


def keys(web: WebhookReceiver) -> list[str]:
    return [post.headers["Idempotency-Key"] for post in web.posts]


def subjects(mail: MailReceiver) -> list[str]:
    return [str(each.message["Subject"]) for each in mail.mails]
