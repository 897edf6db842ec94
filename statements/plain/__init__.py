"""Any language that is written with spaces and capitals, from its file alone: units -> cues -> subjects ->
contents; and who is meant by a mention in it."""

from statements.plain.reader import PlainReader, PlainReaders

__all__ = ["PlainReader", "PlainReaders"]
