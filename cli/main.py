"""The front door: `onrecord`. A command is a few lines that call a function elsewhere.

Exit status: 0 fine, 1 the user's file is wrong, 2 usage, 3 environment, 4 partial delivery.
"""

from __future__ import annotations

import ast
import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from record import __version__
from record.errors import OnrecordError

# In the order of the help: the module and the function of each; of a group, what it does without a command.
COMMANDS = {
    "init": "init:init_command",
    "check": "check:check_command",
    "test": "test:examples_command",
    "test-rule": "testrule:rule_command",
    "run": "service:run_command",
    "once": "service:once_command",
    "explain": "explain:explain_command",
    "backtest": "backtest:backtest_command",
    "latency": "latency:latency_command",
    "send-test": "sendtest:send_test_command",
    "mute": "mute:mute_command",
    "unmute": "mute:unmute_command",
    "ack": "ack:ack_command",
    "search": "search:search_command",
    "extract": "extract:extract_command",
    "evidence": "evidence:evidence_command",
    "forget": "forget:forget_command",
    "import-rule": "importrule:import_rule_command",
    "demo": "demo:demo_command",
    "sources": "sources:table_command",
    "people": "people:table_command",
    "accounts": "accounts:accounts",
    "deliveries": "deliveries:list_command",
}


class Distant(TyperCommand):
    """A command whose module is imported once it is called: most want much, and the help wants nothing."""

    def __init__(self, name: str, place: str) -> None:
        self.module, self.function = place.split(":")
        super().__init__(name, help=docstring(self.module, self.function))

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        return self.load().make_context(info_name, args, parent, **extra)

    def load(self) -> Any:  # typer does not export its types
        """The command itself, or the group of which it is part."""
        module = import_module(f"cli.{self.module}")
        commands = getattr(module, "app", None)
        if commands is None:
            commands = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
            commands.command(self.name)(getattr(module, self.function))
        return get_command(commands)


def docstring(module: str, function: str) -> str | None:
    """As it stands in the source, which is not run."""
    for node in ast.parse(Path(__file__).with_name(f"{module}.py").read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name == function:
            return ast.get_docstring(node)
    return None


class FrontDoor(TyperGroup):
    """All of `COMMANDS`."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands.update({name: Distant(name, place) for name, place in COMMANDS.items()})


app = typer.Typer(
    cls=FrontDoor,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def print_version(wanted: bool) -> None:
    """For --version."""
    if wanted:
        print(__version__)
        raise typer.Exit


@app.callback()
def onrecord(
    _version: Annotated[
        bool, typer.Option("--version", callback=print_version, is_eager=True, help="The version, and end.")
    ] = False,
) -> None:
    """Finds new statements by the people you watch, and tells you who said what and why you hear it."""


def main() -> None:
    """The console script."""
    try:
        app()
    except OnrecordError as error:
        from ops.console import Status

        print(error, file=sys.stderr)
        sys.exit(Status.ENVIRONMENT)


if __name__ == "__main__":
    main()
