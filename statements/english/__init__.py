"""English: a cue grammar (sentences -> cues -> subjects -> contents); `fitted` is what a parse adds to it."""

from statements.english.reading import find_utterances

__all__ = ["find_utterances"]
