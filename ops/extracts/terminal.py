"""The marked text and its statements in a terminal; in a pipe, brackets stand in the place of styles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ops.extracts.understood import Understood
from ops.extracts.wording import Row, published_of, rows_of, shown
from statements.marks import Line, Piece, Run, cut_lines, marks_of

PIPE_WIDTH = 160  # columns of the table; the lines of the text are left whole
NONE_FOUND = "No statement was found: "
_WORDS, _SPEAKER, _CUE = "black on yellow", "bold", "underline"


def print_understood(understood: Understood, zone: ZoneInfo, file: TextIO | None = None) -> None:
    """The title, the text with its marks, and a table of the statements."""
    console = Console(file=file, highlight=False, markup=False, emoji=False)
    styled = console.is_terminal and console.color_system is not None
    if not console.is_terminal:
        console.width = PIPE_WIDTH
    for line in lines(understood, zone, styled):
        if console.is_terminal:
            console.print(line, overflow="fold")
        else:
            console.print(line, soft_wrap=True)
    rows = rows_of(understood.reports, zone)
    console.print(_table(rows) if rows else Text(f"{NONE_FOUND}{understood.silence}."))


def lines(understood: Understood, zone: ZoneInfo, styled: bool) -> Iterator[Text]:
    """Everything above the table. Statements are numbered in brackets whether there are styles or not."""
    given, rows = understood.given, rows_of(understood.reports, zone)
    head = (Text(shown(given.title), "bold"), Text(given.url, "dim"), Text(published_of(given, zone), "dim"))
    yield from (line for line in head if line.plain)
    if rows:
        yield _legend(styled)
    yield Text()
    for line in cut_lines(given.text, marks_of(understood.reports)):
        yield Text.assemble(*(_run(given.text, run, styled) for run in line.runs))
        yield from (Text(f"    [{row.number}] {row.tag}", "dim") for row in _begun(line, rows))
        yield Text()


def _legend(styled: bool) -> Text:
    said = Text.assemble("[1|", Text("words said", _WORDS if styled else ""), "|1]")
    return Text("   ").join([said, _as_speaker(Text("speaker"), styled), _as_cue(Text("cue"), styled)])


def _begun(line: Line, rows: Sequence[Row]) -> list[Row]:
    """Those whose words begin in the line."""
    first = {number for run in line.runs for number in run.first}
    return [row for row in rows if row.number in first]


def _run(text: str, run: Run, styled: bool) -> Text:
    pieces = [_piece(text, piece, styled) for piece in run.pieces]
    words = Text.assemble(*pieces, style=_WORDS if styled and run.numbers else "")
    opening = "".join(f"[{number}|" for number in run.begun)
    closing = "".join(f"|{number}]" for number in reversed(run.ended))
    return Text.assemble(opening, words, closing)


def _piece(text: str, piece: Piece, styled: bool) -> Text:
    made = Text(shown(text[piece.start : piece.end]))
    made = _as_speaker(made, styled) if piece.speaker else made
    return _as_cue(made, styled) if piece.cue else made


def _as_speaker(text: Text, styled: bool) -> Text:
    return Text.assemble(text, style=_SPEAKER) if styled else Text.assemble("{", text, "}")


def _as_cue(text: Text, styled: bool) -> Text:
    return Text.assemble(text, style=_CUE) if styled else Text.assemble("<", text, ">")


def _table(rows: Sequence[Row]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("#", justify="right", no_wrap=True)
    for heading in ("who", "stance", "where and how"):
        table.add_column(heading, overflow="fold")
    table.add_column("sure", justify="right", no_wrap=True)
    table.add_column("why", overflow="fold", ratio=1)
    for row in rows:
        who = f"{row.name} ({row.standing})" if row.standing else row.name
        cells = (str(row.number), who, row.stance, row.how, row.confidence, "; ".join(row.reasons))
        table.add_row(*map(Text, cells))
    return table
