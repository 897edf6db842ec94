"""How alike two texts are: a MinHash over their runs of four tokens, folded as rules fold them.

A token is one Han or kana character, or one word: Chinese is compared by characters and English by words, and
a text that mixes both needs no decision. The same text gives the same bytes on every machine.
"""

from __future__ import annotations

import re
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from record.text import fold

PERMUTATIONS = 128
NEAR_COPY = 0.5  # of the runs of both; a text in another's words about the same thing stays under 0.1
_RUN = 4  # tokens
_FEWEST = 60  # different runs: two notices of a line or two may agree by chance
_LONGEST = 50_000  # characters
_BATCH = 512  # runs; more do not fit into a processor's cache, and take twice as long
_ROWS = 4  # of a band: 32 bands of 4 find 99 % of what is .6 alike, and .3 % of what is .1 alike
_CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_TOKEN = re.compile(f"[{_CJK}]|[^\\W_{_CJK}]+")
_SEED = 1
_MIXER = np.uint32(0x9E3779B1)  # odd, from the golden ratio: neighbours in a run do not cancel out


def likeness_of(text: str) -> bytes:
    """The text's MinHash: 128 numbers of 4 bytes; empty for a text that is too short to be compared."""
    runs = _runs(text[:_LONGEST])
    if len(runs) < _FEWEST:
        return b""
    from datasketch import MinHash  # type: ignore[import-untyped]  # only now: it brings SciPy, a quarter of a second

    made = MinHash(PERMUTATIONS, seed=_SEED, hashfunc=int, scheme="affine32")
    for at in range(0, len(runs), _BATCH):
        made.update_batch(runs[at : at + _BATCH])
    return np.asarray(made.hashvalues, "<u4").tobytes()


def resemblance(one: bytes, other: bytes) -> float | None:
    """The estimated share of runs that both have (Jaccard), within .05; None where one is too short."""
    if not one or not other:
        return None
    return float(np.mean(_numbers(one) == _numbers(other)))


def bands(likeness: bytes) -> tuple[str, ...]:
    """What to look near-copies up by: texts that are alike have at least one of these in common."""
    rows = [likeness[at : at + 4 * _ROWS] for at in range(0, len(likeness), 4 * _ROWS)]
    return tuple(f"{number}:{crc32(row):08x}" for number, row in enumerate(rows))


def _numbers(likeness: bytes) -> NDArray[np.uint32]:
    return np.frombuffer(likeness, "<u4")


def _runs(text: str) -> list[int]:
    """The hashes of the text's different runs of four tokens."""
    tokens = np.array([crc32(token.encode()) for token in _TOKEN.findall(fold(text))], np.uint32)
    count = len(tokens) - _RUN + 1
    if count < 1:
        return []
    mixed = np.zeros(count, np.uint32)
    for at in range(_RUN):
        mixed = (mixed ^ tokens[at : at + count]) * _MIXER
    different: list[int] = np.unique(mixed).tolist()
    return different
