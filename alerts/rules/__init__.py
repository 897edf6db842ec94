"""Rules: parse once, match many times. docs/rules.md shows the language."""

from alerts.rules.matcher import Scope, Verdict, match, matched_words, matches_words_said, scope_of
from alerts.rules.nodes import Rule
from alerts.rules.parser import Parsed, parse

__all__ = [
    "Parsed",
    "Rule",
    "Scope",
    "Verdict",
    "match",
    "matched_words",
    "matches_words_said",
    "parse",
    "scope_of",
]
