"""The front door: `onrecord`. A command is a few lines that call a function elsewhere.

Exit status: 0 fine, 1 the user's file is wrong, 2 usage, 3 environment, 4 partial delivery.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from cli.accounts import app as accounts_app
from cli.ack import ack_command
from cli.backtest import backtest_command
from cli.check import check_command
from cli.deliveries import app as deliveries_app
from cli.demo import demo_command
from cli.evidence import evidence_command
from cli.explain import explain_command
from cli.extract import extract_command
from cli.forget import forget_command
from cli.importrule import import_rule_command
from cli.init import init_command
from cli.latency import latency_command
from cli.mute import mute_command, unmute_command
from cli.people import app as people_app
from cli.search import search_command
from cli.sendtest import send_test_command
from cli.service import once_command, run_command
from cli.sources import app as sources_app
from cli.test import examples_command
from cli.testrule import rule_command
from ops.console import Status
from record import __version__
from record.errors import OnrecordError

app = typer.Typer(
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


app.command("init")(init_command)
app.command("check")(check_command)
app.command("test")(examples_command)
app.command("test-rule")(rule_command)
app.command("run")(run_command)
app.command("once")(once_command)
app.add_typer(sources_app, name="sources")
app.add_typer(people_app, name="people")
app.add_typer(accounts_app, name="accounts")
app.command("explain")(explain_command)
app.command("backtest")(backtest_command)
app.command("latency")(latency_command)
app.add_typer(deliveries_app, name="deliveries")
app.command("send-test")(send_test_command)
app.command("mute")(mute_command)
app.command("unmute")(unmute_command)
app.command("ack")(ack_command)
app.command("search")(search_command)
app.command("extract")(extract_command)
app.command("evidence")(evidence_command)
app.command("forget")(forget_command)
app.command("import-rule")(import_rule_command)
app.command("demo")(demo_command)


def main() -> None:
    """The console script."""
    try:
        app()
    except OnrecordError as error:
        print(error, file=sys.stderr)
        sys.exit(Status.ENVIRONMENT)


if __name__ == "__main__":
    main()
