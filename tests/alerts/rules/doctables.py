"""The tables of docs/rules.md as the code would write them."""

from __future__ import annotations

from alerts.rules import mistakes
from alerts.rules.operator import Operator, registered
from alerts.watchlist import CODES as WATCHLIST_CODES
from record.configuration import CODES as CONFIGURATION_CODES
from record.yamlfile import CODES as YAML_CODES

NAMES = {
    "us": ("US market", "United States", "America", "North America", "U.S.", "美国", "北美"),
}


def operators() -> list[Operator]:
    return sorted(registered().all, key=lambda operator: (operator.power, operator.kind))


def operator_rows() -> list[str]:
    return [_row(_code(operator.shown), operator.doc) for operator in operators()]


def example_rows() -> list[str]:
    return [
        _row(_code(example.rule), example.where, example.text, "hit" if example.hits else "no hit")
        for operator in operators()
        for example in operator.examples
    ]


def codes() -> dict[str, str]:
    return dict(sorted((CONFIGURATION_CODES | mistakes.CODES | WATCHLIST_CODES | YAML_CODES).items()))


def code_rows() -> list[str]:
    return [_row(code, words) for code, words in codes().items()]


def _code(text: str) -> str:
    return f"`{text}`"


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def tables() -> dict[str, list[str]]:
    """The marker of each table in the page, and its lines."""
    return {
        "operators": ["| written | means |", "|---|---|", *operator_rows()],
        "examples": ["| rule | field | text | |", "|---|---|---|---|", *example_rows()],
        "codes": ["| code | what is wrong |", "|---|---|", *code_rows()],
    }
