"""Rules: parse once, match many times. docs/rules.md shows the language."""

from alerts.rules.matcher import Scope, Verdict, match, matched_words, scope_of
from alerts.rules.parser import Parsed, parse

__all__ = ["Parsed", "Scope", "Verdict", "match", "matched_words", "parse", "scope_of"]
