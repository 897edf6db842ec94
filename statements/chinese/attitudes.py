"""What is said of a thing that stands before the cue: 对…表示欢迎, 对于…予以否认."""

from __future__ import annotations

import re

from record.types import Span, Stance
from statements.chinese.clause import Clause, mention_before
from statements.chinese.cues import Cue
from statements.chinese.names import Names
from statements.chinese.phrases import noun_phrase
from statements.chinese.pieces import Pieces
from statements.chinese.subjects import only_adverbs, subject_earlier
from statements.lexicon import zh

ATTITUDE = re.compile(zh.ATTITUDES + "$")
_DENIED = re.compile(zh.DENIALS + "$")
_ABOUT = re.compile(r"(?:对于?|针对|就|关于)(?P<what>[^，。]{2,60})$")
_UNSAID = (*zh.NEGATED, "不再", "无人")


def find_attitude(pieces: Pieces, at: int, names: Names, found: list[Clause]) -> Clause | None:
    """欧盟对中方的决定表示欢迎; 对于来信，何文远深表赞同"""
    piece = pieces[at]
    match = ATTITUDE.search(piece.text) or _DENIED.search(piece.text)
    if match is None or piece.text.endswith(_UNSAID, 0, match.start()):
        return None
    about = _ABOUT.search(piece.text, 0, match.start())
    head = piece.text[: about.start() if about else match.start()]
    whole = noun_phrase(head, names)
    mention = (piece.start + whole[0], piece.start + whole[1]) if whole[0] < whole[1] else None
    if mention is None and only_adverbs(head):
        mention = mention_before(pieces, at, found) or subject_earlier(pieces, at, names)
    shown = _shown_to(pieces, at, about)
    if mention is None or shown is None:
        return None
    stance: Stance = "deny" if match.re is _DENIED else "judge"
    cue = Cue(match.start(), match.end(), match.group(), "n", stance, (0, match.start()))
    span = (piece.start + match.start(), piece.start + match.end())
    return Clause(at, cue, mention, piece.start, span, object=shown)


def _shown_to(pieces: Pieces, at: int, about: re.Match[str] | None) -> Span | None:
    if about is not None:
        return pieces[at].start + about.start("what"), pieces[at].start + about.end("what")
    before = pieces[at - 2] if at >= 2 and not pieces[at - 1].stop else None
    match = _ABOUT.match(before.text) if before is not None and before.kind == "text" else None
    if before is None or match is None:
        return None
    return before.start + match.start("what"), before.start + match.end("what")
