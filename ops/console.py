"""What a command owes to the terminal: exit statuses, and Problems as they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from pathlib import Path

from rich.console import Console
from rich.text import Text

from record.problems import Problem, render
from record.yamlfile import read_yaml


class Status(IntEnum):
    """How a command ended."""

    FINE = 0
    WRONG_FILE = 1  # the user's
    USAGE = 2
    ENVIRONMENT = 3
    PARTIAL = 4  # something could not be delivered


def show(problems: Iterable[Problem]) -> None:
    """Each Problem with its line and caret on stderr, red for errors and yellow for warnings."""
    files: dict[str, list[str]] = {}
    for problem in problems:
        lines = files.setdefault(problem.file, read_yaml(Path(problem.file)).lines)
        show_text([problem], lines)


def show_text(problems: Iterable[Problem], lines: Sequence[str]) -> None:
    """As `show`, of what stands in these lines."""
    console = Console(stderr=True, highlight=False)
    for problem in problems:
        style = "red" if problem.severity == "error" else "yellow"
        shown = Text(render(problem, lines))
        shown.highlight_regex(r"(?<=\s)[A-Z]\d{3}(?= )", f"bold {style}")
        shown.highlight_regex(r"\^+", style)
        console.print(shown, soft_wrap=True)
