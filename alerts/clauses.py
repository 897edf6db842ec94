"""The clauses of a judged rule as lines: what held, by which words, and what was missing and by how much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from alerts.messages.cleaning import clean, shorten
from alerts.rules.matcher import has_rule
from record.types import Json

MOST_FOUND = 3  # places shown of one clause
MOST_NAMED = 4  # of the words of a long OR, where none of them was found
MOST_LINES = 60  # of one rule
ALTERNATIVES = 5  # more of them are folded
WORDS = 40  # characters of one alternative
MISSING = "missing "
JOINED = ("near", "onear")  # where they stand together says more than where each of them does


@dataclass(frozen=True, slots=True)
class Clause:
    """One line of a rule: the clause as written, whether it held, and why."""

    source: str
    passed: bool
    note: str
    depth: int = 0  # within how many others that have a line of their own


def clauses_of(explanation: Json) -> tuple[Clause, ...]:
    """Those of the explanation (of alerts/rules/matcher.py), each before what it holds; none without a rule.

    The parts of an AND at the top stand side by side.
    """
    if not has_rule(explanation):
        return ()
    together = explanation.get("operator") == "and"
    tops = _parts(explanation) if together else [explanation]
    found = (line for part in tops for line in _lines(part, 0))
    shown = list(islice(found, MOST_LINES))
    more = sum(1 for _ in found)
    return (*shown, *([Clause(f"and {more} more clauses", True, "")] if more else []))


def lack_of(explanation: Json) -> str:
    """Why the rule did not hit: "missing price | 价格; there: “rumour” at 5–11"; long ORs are folded."""
    if explanation.get("operator") != "and":
        return _lack(explanation)
    lacking = (lack_of(part) for part in _parts(explanation) if not part.get("hit"))
    return _joined([words for words in lacking if words]) or _lack(explanation)


def _joined(lacking: Sequence[str]) -> str:
    """What is only missing is named together, and first."""
    bare = [words.removeprefix(MISSING) for words in lacking if words.startswith(MISSING)]
    others = [words for words in lacking if not words.startswith(MISSING)]
    missing = [f"{MISSING}{', '.join(dict.fromkeys(bare))}"] if bare else []
    return "; ".join(dict.fromkeys([*missing, *others]))


def _lines(clause: Json, depth: int) -> Iterator[Clause]:
    below = list(_below(clause))
    yield Clause(clean(str(clause.get("source", ""))), bool(clause.get("hit")), _note(clause, below), depth)
    for part in below:
        yield from _lines(part, depth + 1)


def _below(clause: Json) -> Iterator[Json]:
    """The parts that need lines of their own: where the clause's own line does not say it all."""
    operator, hit = clause.get("operator"), clause.get("hit")
    if operator == "and":
        yield from _parts(clause)
    elif operator == "or":
        yield from (part for part in _parts(clause) if not _is_plain(part) and (part.get("hit") or not hit))
    elif operator not in JOINED and operator != "not" and len(_parts(clause)) == 1 and not clause.get("why"):
        (inner,) = _parts(clause)
        if inner.get("operator") == "and":
            yield from _parts(inner)
        elif not _is_plain(inner):
            yield from _below(inner)


def _is_plain(clause: Json) -> bool:
    """One line says all of it: a term, a NEAR, a NOT, an OR of such, a field around them."""
    if clause.get("operator") == "and" or (clause.get("why") and clause.get("operator") != "not"):
        return False
    if clause.get("operator") in ("not", *JOINED):
        return True
    return all(map(_is_plain, _parts(clause)))


def _parts(clause: Json) -> Sequence[Json]:
    parts: Sequence[Json] = clause.get("parts") or ()
    return parts


# ---------------------------------------------------------------- notes


def _note(clause: Json, below: Sequence[Json]) -> str:
    operator = clause.get("operator")
    if not clause.get("hit"):
        return _counted(clause, below) if below else _lack(clause)
    if operator == "not":
        return "absent"
    return "" if operator == "and" else _places(clause)


def _counted(clause: Json, below: Sequence[Json]) -> str:
    """Of a clause whose parts follow."""
    if clause.get("operator") == "or":
        return f"none of {len(_parts(clause))}"
    return f"{sum(bool(part.get('hit')) for part in below)} of {len(below)}"


def _lack(clause: Json) -> str:
    """ "missing launch | 进入", "none of 14: launch, 进入, …", "there: “rumour” at 5–11"."""
    operator, parts = clause.get("operator"), _parts(clause)
    if why := clean(str(clause.get("why") or "")):
        return why
    if operator == "not" and parts and (there := _places(parts[0])):
        return f"there: {there}"
    if operator == "or" and len(parts) >= ALTERNATIVES:
        named = [shorten(clean(str(part.get("source", ""))), WORDS) for part in parts[:MOST_NAMED]]
        return f"none of {len(parts)}: {', '.join(named)}{', …' if len(parts) > MOST_NAMED else ''}"
    words = ", ".join(clean(str(words)) for words in clause.get("missing") or ())
    return f"{MISSING}{words}" if words else ""


def _places(clause: Json) -> str:
    """ "“US market” at 28–37", with the field where it is not the words said."""
    found: dict[str, str] = {}  # the same words stand in the quote and in its sentence: one of them is enough
    shown = [
        _place(place) for place in _evidence(clause) if found.setdefault(*_words(place)) == place["field"]
    ]
    shown = list(dict.fromkeys(shown))
    more = f" and {len(shown) - MOST_FOUND} more" if len(shown) > MOST_FOUND else ""
    return ", ".join(shown[:MOST_FOUND]) + more


def _words(place: Json) -> tuple[str, str]:
    return str(place["words"]).casefold(), str(place["field"])


def _place(place: Json) -> str:
    field = "" if place["field"] == "quote" else f" of the {place['field']}"
    return f"“{clean(str(place['words']))}” at {place['start']}–{place['end']}{field}"


def _evidence(clause: Json) -> Iterator[Json]:
    """Where the words stand that make it a hit."""
    if not clause.get("hit") or clause.get("operator") == "not":
        return
    joined = clause.get("operator") in JOINED
    below = [] if joined else [place for part in _parts(clause) for place in _evidence(part)]
    yield from below or clause.get("evidence") or ()
