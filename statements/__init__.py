"""Thinking: what was said, by whom, and which Reports are one Statement.

Pure; `intake` is the one door to the store.
"""

from statements.extraction import extract

__all__ = ["extract"]
