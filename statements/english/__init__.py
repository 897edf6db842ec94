"""English: sentences -> cues -> subjects -> contents."""

from statements.english.grammar import find_utterances

__all__ = ["find_utterances"]
