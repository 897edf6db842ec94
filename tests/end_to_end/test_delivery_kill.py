"""The service, killed between the receiver's taking a message and our writing that down."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from record.clock import Clock
from tests.end_to_end.house import DENIAL, PATIENCE, open_house, until
from tests.end_to_end.test_service import kill


@pytest.mark.slow
def test_killed_after_the_mail_was_taken_it_comes_once_more_and_says_so(tmp_path: Path) -> None:
    with open_house(tmp_path, f"sqlite:///{tmp_path}/onrecord.db", every="1s") as house:
        house.move_in()
        house.post(DENIAL, Clock().now())
        house.mail.data.append("slow")  # it takes the mail, and says nothing
        house.start()
        until(lambda: house.mail.mails, "the mail is taken")
        kill(house.started[-1])
        house.start()
        until(lambda: len(house.mail.mails) == 2, "the mail comes again")
        with house.record() as record:
            until(lambda: not record.sending.undelivered(), "it is acknowledged")
        house.started[-1].send_signal(signal.SIGTERM)
        assert house.started[-1].wait(PATIENCE) == 0
        first, second = house.mail.mails
        assert first.message["Message-ID"] == second.message["Message-ID"]
        assert ["possible repeat" in subject for subject in house.subjects] == [False, True]
