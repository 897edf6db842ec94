"""site: the host of the address; what stands below it counts as well."""

from __future__ import annotations

from alerts.rules.nodes import Found, Match, Node
from alerts.rules.operator import Example, Judge, Making, Operator
from alerts.rules.scope import Field
from alerts.rules.screens import Screen, Screener

_ZONE = 3  # letters of cn, com


def build(making: Making) -> Node:
    row = list(making.parts)
    while row:
        for node in row:
            _check(making, node)
        row = [below for node in row for below in node.parts]
    return making.node("site")


def _check(making: Making, node: Node) -> None:
    for form in node.forms:
        if "." not in form.written and len(form.written) > _ZONE:
            hint = f"write site:{form.written}.com, or source:{form.written} for an outlet"
            message = f"'{form.written}' is the host of no address"
            making.mistake("R121", message, hint, at=(node.start, node.end))


def evaluate(node: Node, judge: Judge) -> Found:
    part = judge.narrowed(("site",)).choosing(_whole).of(node.parts[0])
    return Found(node, part.hit, part.matches, (part,), tuple(f"site:{word}" for word in part.missing))


def _whole(match: Match, field: Field) -> bool:
    """uk.reuters.com is below reuters.com; not-reuters.com and reuters.com.example.org are not."""
    start, last = field.tokens[match.first].start, field.tokens[match.last - 1]
    return last.end == len(field.text) and field.text[max(0, start - 1) : start] in ("", ".")


def screen(node: Node, screener: Screener) -> Screen:
    return screener.narrowed(("site",)).of(node.parts[0]).loosened()


OPERATORS = (
    Operator(
        kind="site",
        shown="site:example.com",
        doc="On this site, or on one below it.",
        place="prefix",
        pattern=r"site:\s*(?=[^\s)])",
        power=50,
        build=build,
        evaluate=evaluate,
        screen=screen,
        guesses=("site:",),
        examples=(
            Example("site:example.com", "uk.example.com", True, "site"),
            Example("site:example.com", "notexample.com", False, "site"),
            Example("site:(example.com OR cn)", "cars.example.cn", True, "site"),
        ),
    ),
)
