"""The record stands in the middle: it knows nobody."""

__version__ = "0.1.0"
