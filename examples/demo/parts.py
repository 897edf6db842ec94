"""The demo's parts: newsroom, receivers and the real service, started, recognised and stopped."""

from __future__ import annotations

import json
import time
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from examples.newsroom.server import free_ports
from examples.receivers import SLACK_PATH

from . import processes
from .workdir import Progress, WorkDir

NEWSROOM, RECEIVERS, SERVICE, DRIVER = "newsroom", "receivers", "service", "driver"
PATIENCE = 20.0  # seconds that a part has to come up


class PartFailed(Exception):
    """A part did not come up, or ended by itself; the text names its log."""


class Parts:
    """All of them, by the marks in the demo's progress."""

    def __init__(self, workdir: WorkDir, progress: Progress, hold: float = 0.0) -> None:
        self.workdir = workdir
        self.progress = progress
        self.hold = hold

    def start(self) -> None:
        """Start what does not run; what an earlier driver left and still runs is taken over."""
        self.progress.processes[DRIVER] = processes.own_mark()
        self.ensure_newsroom()
        self.ensure_receivers()
        self.workdir.write_files(self.workdir.newsroom_ports())
        self.start_service()

    def ensure_newsroom(self) -> None:
        arguments = ["-m", "examples.newsroom", "--scenario", self.progress.scenario]
        arguments += ["--seed", str(self.progress.seed), "--state", str(self.workdir.newsroom)]
        self._ensure(NEWSROOM, arguments)
        self._wait(NEWSROOM, lambda: self.news() is not None)

    def ensure_receivers(self) -> None:
        arguments = ["-m", "examples.receivers", "--log", str(self.workdir.messages)]
        arguments += [
            "--mail-port",
            str(self.progress.mail_port),
            "--slack-port",
            str(self.progress.slack_port),
        ]
        self._ensure(RECEIVERS, [*arguments, "--hold", str(self.hold)])

    def start_service(self) -> None:
        """The real scheduler on the demo's files."""
        arguments = ["scheduler.py", "--configuration", str(self.workdir.configuration)]
        mail = f"mailto://127.0.0.1:{self.progress.mail_port}?from=onrecord@example.org&to=desk@example.org"
        slack = f"slackhook://127.0.0.1:{self.progress.slack_port}{SLACK_PATH}"
        self._begin(SERVICE, arguments, {"MAIL_URL": mail, "SLACK_URL": slack})

    def news(self) -> dict[str, Any] | None:
        """The newsroom's own account of its clock and its releases; None while it does not answer."""
        ports = self.workdir.newsroom_ports()
        if not ports:
            return None
        try:
            with urlopen(f"http://127.0.0.1:{next(iter(ports.values()))}/-/progress", timeout=5) as answer:
                account: dict[str, Any] = json.load(answer)
                return account
        except (URLError, OSError):
            return None

    def revive_service(self) -> bool:
        """Start the service again if it was killed. Errors: PartFailed where it ended by itself."""
        mark = self.progress.processes[SERVICE]
        if processes.find(mark):
            return False
        status = processes.exit_status(mark)
        if status is not None and status >= 0:
            raise PartFailed(f"the service ended with status {status}: see {self.workdir.log_of(SERVICE)}")
        self.progress.kills += 1
        self.start_service()
        return True

    def stop_service(self) -> int | None:
        """SIGTERM, which drains; its exit status, None where it was not our child."""
        mark = self.progress.processes.get(SERVICE)
        processes.stop(mark)
        return processes.exit_status(mark) if mark else None

    def stop(self) -> int | None:
        """Stop all; the service's exit status."""
        status = self.stop_service()
        for name in (NEWSROOM, RECEIVERS):
            processes.stop(self.progress.processes.get(name), patience=3)
        return status

    def _ensure(self, name: str, arguments: list[str]) -> None:
        if processes.find(self.progress.processes.get(name)) is None:
            self._begin(name, arguments)

    def _begin(self, name: str, arguments: list[str], environment: dict[str, str] | None = None) -> None:
        mark = processes.start(arguments, self.workdir.log_of(name), environment)
        self.progress.processes[name] = mark
        self.workdir.save(self.progress)

    def _wait(self, name: str, ready: Any) -> None:
        until = time.monotonic() + PATIENCE
        while not ready():
            if time.monotonic() > until or processes.find(self.progress.processes[name]) is None:
                raise PartFailed(f"the {name} did not come up: see {self.workdir.log_of(name)}")
            time.sleep(0.1)


def is_driven(progress: Progress | None) -> bool:
    """Whether another driver is at work on that demo."""
    mark = progress.processes.get(DRIVER) if progress else None
    return mark != processes.own_mark() and processes.find(mark) is not None


def begin(workdir: WorkDir, scenario: str, seed: int) -> Progress:
    """A fresh demo in an empty directory; parts of an earlier one are stopped first."""
    earlier = workdir.load()
    if earlier:
        Parts(workdir, earlier).stop()
    workdir.clear()
    mail_port, slack_port = free_ports(2)
    progress = Progress(scenario, seed, mail_port, slack_port)
    workdir.save(progress)
    return progress
