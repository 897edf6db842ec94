"""Words and phrases: what everything else joins."""

from __future__ import annotations

from alerts.rules.forms import LONGEST, crosses_break, form_of, glob_form, has_wildcards
from alerts.rules.nearmisses import ELSEWHERE, places, short
from alerts.rules.nodes import Form, Found, Node
from alerts.rules.operator import Example, Judge, Making, Operator
from alerts.rules.screens import Literal, Screen, Screener, one_of
from record.text import is_cjk

FEWEST = 2  # letters before a *


def build(making: Making) -> Node:
    """`groups` holds the text between the quotes of a phrase, or None for a word."""
    phrase = making.groups[0]
    written = making.sign if phrase is None else phrase
    wild = has_wildcards(written, phrase is not None)
    form = glob_form(written, phrase is not None) if wild else form_of(written)
    if not form.words:
        making.mistake("R113", f"there is no letter or digit to look for in {making.sign}")
    elif crosses_break(written):
        hint = "make two of it and join them with AND, OR or NEAR/8"
        making.mistake("R114", "a term ends at a comma and at the end of a sentence", hint)
    elif len(form.words) > LONGEST:
        making.mistake("R116", f"a term has at most {LONGEST} words, this one has {len(form.words)}")
    elif wild:
        _check_wildcards(making, form, 0 if phrase is None else 1)
    return making.node("term", (form,))


def _check_wildcards(making: Making, form: Form, quote: int) -> None:
    for number, word in enumerate(form.words):
        if not word.glob:
            continue
        before = form.words[number - 1].text if number else ""
        if word.text[0] in "*?":
            _misplaced(making, form, quote, before)
            return
        if "*" in word.text and len(form.words) == 1 and word.text.index("*") < FEWEST:
            at = making.sign_at + quote + form.written.index("*")
            hint = "such a pattern hits nearly everything"
            making.mistake("R118", "at least two letters stand before a *", hint, at=(at, at + 1))
            return


def _misplaced(making: Making, form: Form, quote: int, before: str) -> None:
    """A wildcard that no word begins before."""
    written = form.written
    wild = (at for at, char in enumerate(written) if char in "*?" and not _goes_on(written, at))
    found = next(wild, 0)
    at = making.sign_at + quote + found
    if before and is_cjk(before[-1]):
        bare = form.written[:found]
        rest = form.written[found + 1 :]
        hint = f"write {bare} ONEAR/5 {rest}" if rest else f"write {bare}: Chinese is found anywhere"
        making.mistake("R118", "a wildcard stands for letters, not for Chinese", hint, at=(at, at + 1))
        return
    hint = "a word that may be any: US ONEAR/1 market" if before else "begin the word, or use /…/"
    making.mistake("R118", "a wildcard needs letters before it", hint, at=(at, at + 1))


def _goes_on(written: str, at: int) -> bool:
    before = written[:at].rstrip("*?")[-1:]
    return before.isalnum() and not is_cjk(before)


def evaluate(node: Node, judge: Judge) -> Found:
    matches = tuple(dict.fromkeys(match for form in node.forms for match in judge.places(form)))
    missing = () if matches else (node.forms[0].written,)
    return Found(node, bool(matches), matches, missing=missing)


def screen(node: Node, screener: Screener) -> Screen:
    return one_of(Literal(screener.fields, form) for form in node.forms)


def near_miss(found: Found, judge: Judge) -> str:
    """Where it stands that the clause does not look."""
    looked = tuple(dict.fromkeys(window.field for window in judge.windows))
    for field in ELSEWHERE:
        wide = judge.narrowed((field,))
        if field not in looked and any(wide.places(form) for form in found.node.forms):
            return f"{short(found.node.source)} stands in {places((field,))}, not in {places(looked)}"
    return ""


OPERATORS = (
    Operator(
        kind="term",
        shown='word, "a phrase", launch*, wo?d',
        doc="A word, or words in a row. Case, width, accents, hyphens, traditional and simplified are one. "
        "A * is any letters, a ? is one.",
        place="atom",
        pattern="",
        power=100,
        build=build,
        evaluate=evaluate,
        screen=screen,
        near_miss=near_miss,
        examples=(
            Example('"US market"', "We will enter the US-market.", True),
            Example("“US market”", "The US has one market.", False),
            Example("雷軍", "雷军：没有计划", True),
            Example("AT&T", "A deal with AT&T.", True),
            Example("C++", "Vitamin C is good.", False),
            Example("U.S.", "Cars for the US.", True),
            Example("U.S.", "They told us.", False),
            Example("launch*", "They are launching it.", True),
            Example("launch*", "It is relaunched.", False),
            Example('"US mark*"', "the US-markets", True),
            Example("colo?r", "any color", False),
            Example("colo*r", "any colour, any color", True),
            Example("小米S*", "小米SU7在美国", True),
        ),
    ),
)
