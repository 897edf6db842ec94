"""The front door brings along only what is asked for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import typer

from cli.main import COMMANDS, Distant, FrontDoor, app
from tests.cli.running import ROOT

HEAVY = {"spacy", "scrapy", "twisted", "sqlalchemy", "apprise", "trafilatura", "numpy"}
WATCHLIST = (
    "watches:\n  - {name: A, people: Lei Jun, when: car, notify: c}\nchannels: {c: json://localhost}\n"
)
RUN = """
import contextlib, sys
from cli.main import main
with contextlib.suppress(SystemExit):
    main()
"""


def imported(folder: Path, *arguments: str) -> set[str]:
    """Which of the heavy libraries a command has brought along when it ends."""
    program = f"{RUN}print('imported', *({HEAVY} & sys.modules.keys()))"
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert "imported" in done.stdout, done.stderr
    return set(done.stdout.splitlines()[-1].split()[1:])


def test_the_help_imports_nothing_heavy(tmp_path: Path) -> None:
    assert imported(tmp_path, "--help") == set()


def test_files_are_checked_without_what_reads_crawls_records_or_sends(tmp_path: Path) -> None:
    (tmp_path / "watchlist.yaml").write_text(WATCHLIST, "utf-8")
    assert imported(tmp_path, "check") <= {"numpy", "apprise"}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_where_the_table_says_and_has_the_words_of_its_help(name: str) -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, FrontDoor)
    command = group.commands[name]
    assert isinstance(command, Distant)
    assert (command.help or "").endswith(".")
    assert command.load().help == command.help
