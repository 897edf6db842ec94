"""What a person sees of the demo."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from examples.newsroom.scenario import Expectation
from examples.receivers import Received

from .checker import Told, Verdict, is_marked
from .evidence import Way

WIDTH = 100


class Screen:
    """Rich; all that came from outside is shown as plain text."""

    def __init__(self, stderr: bool = False) -> None:
        self.console = Console(highlight=False, stderr=stderr)
        self.console.width = min(self.console.width, WIDTH) if self.console.is_terminal else WIDTH

    def say(self, text: str, style: str = "") -> None:
        self.console.print(Text(text, style=style))

    def release(self, released: dict[str, Any]) -> None:
        line = Text.assemble((f"{_clock(released['at'])}  ", "dim"))
        line.append(f"{released['outlet']}: ", style="bold cyan")
        line.append(released["title"])
        line.truncate(self.console.width, overflow="ellipsis")
        self.console.print(line)

    def message(self, message: Received, way: Way | None) -> None:
        """As its reader sees it, and how it came about."""
        head = f"Subject: {message.subject}\n" if message.subject else ""
        style = "yellow" if is_marked(message) else "green"
        title = Text(f"{message.channel} {_clock(message.at)}")
        panel = Panel(Text(head + message.text.strip()), title=title, title_align="left", border_style=style)
        self.console.print(panel)
        if way:
            self.console.print(Text(steps_in_words(way), style="dim"))

    def verdict(self, expectations: Sequence[Expectation], verdict: Verdict) -> None:
        """A line for each expectation, then everything that is not as expected."""
        wrong = {finding.expectation for finding in verdict.findings}
        behind = dict(verdict.behind)
        for expectation in expectations:
            fine = expectation.name not in wrong
            mark = "✓" if fine else "✗"
            line = f"{mark} {expectation.name}{_in_short(behind.get(expectation.name))}"
            self.say(line, "green" if fine else "bold red")
        if verdict.findings:
            self.console.print(_table(verdict))
            self.say("the demo failed: this is not what the scenario expects", "bold red")
        if verdict.repeats:
            self.say(f"{verdict.repeats} repeats, {verdict.unmarked} of them unmarked")


def _clock(at: str) -> str:
    return f"{datetime.fromisoformat(at).astimezone():%H:%M:%S}"


def _in_short(told: Told | None) -> str:
    if told is None:
        return ""
    original = f" · original {told.original}" if told.original else ""
    return f"{original} · {told.reports} reports · onrecord explain {told.public_id}"


def _table(verdict: Verdict) -> Table:
    table = Table("what", "alert", "channel", "detail")
    for finding in verdict.findings:
        table.add_row(*map(Text, (finding.wrong, finding.expectation, finding.channel, finding.detail)))
    return table


def steps_in_words(way: Way) -> str:
    """published 14:03:05 → fetched +1.2 s → … (the watch that fired)."""
    first, *later = way.steps
    parts = [f"{first.name} {first.at.astimezone():%H:%M:%S}"]
    before = first
    for step in later:
        parts.append(f"{step.name} +{max(0.0, (step.at - before.at).total_seconds()):.1f} s")
        before = step
    total = (before.at - first.at).total_seconds()
    why = f"  why: watch {', '.join(way.watches)} · onrecord explain {way.public_id}"
    return f"  {' → '.join(parts)} = {total:.1f} s\n{why}"
