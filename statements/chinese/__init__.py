"""Chinese: pieces -> cues -> subjects -> contents, by a cue grammar without word segmentation."""

from statements.chinese.grammar import find_utterances
from statements.chinese.subjects import collect_names

__all__ = ["collect_names", "find_utterances"]
