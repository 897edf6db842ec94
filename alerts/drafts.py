"""A watch as far as it could be read, so that doubts are told beside the errors and not after them."""

from __future__ import annotations

from dataclasses import dataclass

from alerts.rules.nodes import Rule
from alerts.ruletext import RuleText
from alerts.watches import Watch


@dataclass(frozen=True, slots=True)
class Draft:
    """A watch whose rule could be read, whatever else is wrong in the file."""

    watch: Watch
    rule: Rule
    text: RuleText  # where the rule stands
    sure: bool  # whom it listens to could be read too: where not, a doubt about that may be wrong
