"""What can be wrong with a rule: stable codes, each with the words that docs/rules.md shows."""

from __future__ import annotations

from dataclasses import dataclass

from record.problems import Severity

CODES = {
    "R101": "an unknown operator",
    "R102": "a sign that has no meaning outside quotes",
    "R103": "an operator in small letters",
    "R104": "an unknown @entity",
    "R105": "an unknown field",
    "R106": "a rule that needs no word to be said",
    "R107": "an empty rule",
    "R108": "an operator with nothing to join",
    "R109": "a parenthesis that was never opened",
    "R110": "a parenthesis that is never closed",
    "R111": "a quote that is never closed",
    "R112": "brackets with nothing in them",
    "R113": "a term without a letter or digit",
    "R114": "a term that goes over a comma or the end of a sentence",
    "R115": "a rule that is nested more than 200 levels deep",
    "R116": "a rule of more than 100 kB, of 3,000 words and signs, or of 10 NEARs in a row; "
    "or a term of more than 64 words",
    "R117": "an operator beside something that it cannot join",
    "R118": "a wildcard in the wrong place",
    "R119": "a number that is missing, zero or too large",
    "R120": "a regular expression that cannot be used",
    "R121": "a value that the field never has",
    "L501": "AND and OR mixed without brackets (a warning)",
}


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in one rule; offsets are characters of the rule's text."""

    code: str
    message: str
    offset: int
    length: int = 1
    hint: str = ""
    severity: Severity = "error"
    meant: str = ""  # what to write in its place, where only that can be meant
