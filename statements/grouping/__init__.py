"""Which Statement a Report belongs to. Pure."""

from statements.grouping.placing import WINDOW, place

__all__ = ["WINDOW", "place"]
