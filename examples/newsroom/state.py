"""What a restarted newsroom needs to go on: when it opened and when its clock started."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class State:
    """ISO times in UTC. Old stories are dated from `opened`, the scenario's from `start`."""

    scenario: str
    seed: int
    ports: dict[str, int]  # one for each outlet and one for the mirror
    opened: str
    start: str | None = None

    def started(self, at: datetime) -> State:
        return replace(self, start=at.isoformat())


def load_state(directory: Path) -> State | None:
    """The state that an earlier run left, if any."""
    path = directory / "newsroom.json"
    return State(**json.loads(path.read_text("utf-8"))) if path.exists() else None


def save_state(directory: Path, state: State) -> None:
    """Replace the file at once: a kill leaves the old one or the new one."""
    directory.mkdir(parents=True, exist_ok=True)
    temporary = directory / "newsroom.json.new"
    with temporary.open("w", encoding="utf-8") as file:
        json.dump(asdict(state), file)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(directory / "newsroom.json")
