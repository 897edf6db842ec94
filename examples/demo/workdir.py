"""The demo's directory: every file it writes, and what a demo that was killed is continued from."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from string import Template
from typing import Any

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"


@dataclass
class Progress:
    """How far a demo is; kept on the disk, so that the next driver can go on."""

    scenario: str
    seed: int
    mail_port: int
    slack_port: int
    finished: bool = False
    kills: int = 0  # unexpected ends of the service or of the driver
    processes: dict[str, list[float]] = field(default_factory=dict)  # name -> [pid, creation time]


class WorkDir:
    """Names of files below .demo/."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self.newsroom = self.path / "newsroom"
        self.messages = self.path / "messages.jsonl"
        self.sources = self.path / "sources.yaml"
        self.configuration = self.path / "onrecord.yaml"
        self.record = self.path / "onrecord.db"
        self._progress = self.path / "demo.json"

    @property
    def record_url(self) -> str:
        return f"sqlite:///{self.record}"

    def log_of(self, process: str) -> Path:
        return self.path / f"{process}.log"

    def load(self) -> Progress | None:
        """What the last demo left, if any."""
        if not self._progress.exists():
            return None
        return Progress(**json.loads(self._progress.read_text("utf-8")))

    def save(self, progress: Progress) -> None:
        """Replace the file at once: a kill leaves the old one or the new one."""
        self.path.mkdir(parents=True, exist_ok=True)
        temporary = self._progress.with_suffix(".new")
        with temporary.open("w", encoding="utf-8") as file:
            json.dump(asdict(progress), file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self._progress)

    def clear(self) -> None:
        """Begin afresh: a new record, no messages, a newsroom that has not opened."""
        for path in (self.path, self.newsroom):
            for file in path.glob("*"):
                if file.is_file():
                    file.unlink()

    def write_files(self, ports: Mapping[str, int]) -> None:
        """sources.yaml with the newsroom's ports in it, and onrecord.yaml that names all the files."""
        template = Template((EXAMPLES / "sources.yaml").read_text("utf-8"))
        names = {name.replace("-", "_"): port for name, port in ports.items()}
        self.sources.write_text(template.substitute(names), "utf-8")
        settings = {
            "record_url": self.record_url,
            "watchlist": EXAMPLES / "watchlist.yaml",
            "sources": self.sources,
            "timezone": "Asia/Shanghai",
        }
        self.configuration.write_text(
            "".join(f'{key}: "{value}"\n' for key, value in settings.items()), "utf-8"
        )

    def newsroom_ports(self) -> dict[str, int]:
        """Ports of a newsroom that has opened; empty before."""
        path = self.newsroom / "newsroom.json"
        state: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {}
        return dict(state.get("ports", {}))
