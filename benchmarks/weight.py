"""python -m benchmarks.weight [TREE]: how much there is to read, and how long and deep its functions are.

A row for the product, one for its tests, one for the benchmarks: files, lines, lines of the median file; then
functions, their lines (median, 90th percentile, longest), and how many are over 40 lines, or over three
blocks deep. Migrations are left out: nobody reads them again.
"""

from __future__ import annotations

import argparse
import ast
import statistics
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOMS = ("scheduler", "cli", "ops", "crawler", "statements", "alerts", "record")
LONGEST, DEEPEST = 40, 3  # lines of a function; blocks in one another
Function = ast.FunctionDef | ast.AsyncFunctionDef
_BLOCKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.Match)
_COLUMNS = (
    "",
    "files",
    "lines",
    "median",
    "functions",
    "median",
    "90 %",
    "longest",
    "over 40",
    "over 3 deep",
)


def sources(tree: Path, *rooms: str) -> list[Path]:
    """The Python files of these rooms, each a folder or one file."""
    found = [path for room in rooms for path in (tree / f"{room}.py", *sorted((tree / room).rglob("*.py")))]
    return [path for path in found if path.exists() and "migrations" not in path.parts]


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, Function):
            yield node


def lines_of(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def depth(node: ast.AST) -> int:
    """Blocks in one another; an `elif` is beside its `if`, and a function in this one has its own."""
    inside = [each for each in ast.iter_child_nodes(node) if not isinstance(each, Function | ast.Lambda)]
    return max((depth(each) + _deepens(node, each) for each in inside), default=0)


def _deepens(node: ast.AST, inside: ast.AST) -> bool:
    is_elif = isinstance(node, ast.If) and isinstance(inside, ast.If) and node.orelse == [inside]
    return isinstance(inside, _BLOCKS) and not is_elif


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.weight", description=__doc__)
    parser.add_argument("tree", type=Path, nargs="?", default=Path())
    tree = parser.parse_args(arguments).tree
    table = Table(box=None)
    for name in _COLUMNS:
        table.add_column(name, justify="right")
    for name, rooms in (("product", ROOMS), ("tests", ("tests",)), ("benchmarks", ("benchmarks",))):
        table.add_row(name, *map(str, _row(sources(tree, *rooms))))
    Console(width=100).print(table)


def _row(paths: Iterable[Path]) -> list[int]:
    files = [path.read_text("utf-8").count("\n") for path in paths]
    found = [node for path in paths for node in functions(path)]
    lengths = sorted(map(lines_of, found))
    return [
        *(len(files), sum(files), round(statistics.median(files))),
        *(len(found), round(statistics.median(lengths)), lengths[len(lengths) * 9 // 10], lengths[-1]),
        *(sum(each > LONGEST for each in lengths), sum(depth(node) > DEEPEST for node in found)),
    ]


if __name__ == "__main__":
    main(sys.argv[1:])
