"""How one wording differs from another: words where they are written apart, else characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from record.text import is_cjk

MOST = 400  # tokens from the first to the last that differ; more are one piece: the time is their square
MINOR = 0.9  # how alike two wordings are, at least, that differ by a slip of the pen
SLIP = 0.7  # likewise two words, of which one is a slip of the other
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*%?|[^\W\d_][^\W_]*(?:['’][^\W_]+)*|\s+|.", re.DOTALL)
_EMPTY = frozenset(("a", "an", "the", "that", "which", *"的地得"))
_COUNTING = re.compile(
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w*teen|twenty|thirty|forty|fifty|sixty"
    r"|seventy|eighty|ninety|hundred|thousand|million|billion|trillion|dozen|half|quarter|first|second|third)s?"
)
_NEGATIONS = frozenset(
    ("no", "not", "nor", "none", "never", "neither", "nobody", "nothing", "cannot", "without", "hardly")
)

Sign = Literal["same", "was", "now"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a text: it stands in both wordings, or only in one."""

    sign: Sign
    text: str


@dataclass(frozen=True, slots=True)
class Wording:
    """What was, and what is now, each in pieces that give the whole text when they are joined."""

    was: tuple[Piece, ...]
    now: tuple[Piece, ...]


def compare(was: str, now: str) -> Wording:
    """The two wordings with what differs marked."""
    old, new = tokens(was), tokens(now)
    steps = _steps(old, new)
    return Wording(
        was=_joined(("same" if tag == "equal" else "was", old[a:b]) for tag, a, b, _, _ in steps),
        now=_joined(("same" if tag == "equal" else "now", new[c:d]) for tag, _, _, c, d in steps),
    )


def tokens(text: str) -> list[str]:
    """Words, numbers, blanks and single signs; each Han or kana character by itself."""
    found: list[str] = []
    for token in _TOKEN.findall(text):
        found += _characters(token) if any(map(is_cjk, token)) else [token]
    return found


def _characters(word: str) -> Iterator[str]:
    """A word in which two scripts stand side by side: the Latin runs stay whole."""
    run = ""
    for char in word:
        if is_cjk(char):
            yield from filter(None, (run, char))
            run = ""
        else:
            run += char
    if run:
        yield run


def _steps(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """As difflib's opcodes."""
    head, tail = _ends(old, new)
    ends = len(old) - tail, len(new) - tail
    steps = [("equal", 0, head, 0, head)]
    if max(ends) - head > MOST:
        steps.append(("replace", head, ends[0], head, ends[1]))
    else:
        between = SequenceMatcher(None, old[head : ends[0]], new[head : ends[1]], autojunk=False)
        steps += [(tag, a + head, b + head, c + head, d + head) for tag, a, b, c, d in between.get_opcodes()]
    return [*steps, ("equal", ends[0], len(old), ends[1], len(new))]


def _ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How much both have in common at the beginning, and then at the end."""
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    rest = shorter - head
    return head, next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)


def _joined(parts: Iterable[tuple[Sign, Sequence[str]]]) -> tuple[Piece, ...]:
    """Runs of one sign are one piece, and so are two that only a blank keeps apart."""
    pieces: list[Piece] = []
    for sign, found in parts:
        pieces += [Piece(sign, "".join(found))] if found else []
        if len(pieces) > 2 and pieces[-1].sign == pieces[-3].sign and pieces[-2].text.isspace():
            pieces[-3:] = [Piece(sign, "".join(piece.text for piece in pieces[-3:]))]
        elif len(pieces) > 1 and pieces[-1].sign == pieces[-2].sign:
            pieces[-2:] = [Piece(sign, pieces[-2].text + pieces[-1].text)]
    return tuple(pieces)


def is_minor(was: str, now: str) -> bool:
    """A slip of the pen, mended: over 90 % alike, and no number, name, negation or other word of weight
    differs. In doubt it is none."""
    if _alike(was, now) < MINOR:
        return False
    old, new = tokens(was), tokens(now)
    return all(
        _is_slip(_words(old[a:b]), _words(new[c:d])) for tag, a, b, c, d in _steps(old, new) if tag != "equal"
    )


def _alike(was: str, now: str) -> float:
    """The share of characters that both have, in one order."""
    same = sum(b - a for tag, a, b, _, _ in _steps(was, now) if tag == "equal")
    return 2 * same / max(1, len(was) + len(now))


def _words(found: Sequence[str]) -> list[str]:
    """Without blanks and punctuation."""
    return [token for token in found if any(map(str.isalnum, token))]


def _is_slip(old: Sequence[str], new: Sequence[str]) -> bool:
    if len(old) != len(new):
        return all(_is_empty(word) for word in (*old, *new))
    return all(one == other or _is_one_word(one, other) for one, other in zip(old, new, strict=True))


def _is_one_word(one: str, other: str) -> bool:
    if _is_empty(one) and _is_empty(other):
        return True
    weighty = any(map(_is_weighty, (one, other)))
    alike = SequenceMatcher(None, one, other, autojunk=False).ratio() >= SLIP
    return not weighty and one[0] == other[0] and alike


def _is_empty(word: str) -> bool:
    return word.lower() in _EMPTY


def _is_weighty(word: str) -> bool:
    """A number, a name, a negation, or a character of Chinese, which is a word by itself."""
    if not word.islower() or any(map(is_cjk, word)) or any(map(str.isdigit, word)):
        return True
    return "'" in word or "’" in word or word in _NEGATIONS or _COUNTING.fullmatch(word) is not None
