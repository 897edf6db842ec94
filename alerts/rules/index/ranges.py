"""Rows of numbers of unequal length in flat arrays: row i is flat[bounds[i] : bounds[i + 1]]."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Marks = NDArray[np.bool_]


def gather(bounds: Numbers, rows: Numbers) -> tuple[Numbers, Numbers]:
    """(the flat places of these rows one after another, where each begins among them)"""
    starts = bounds[rows]
    sizes = bounds[rows + 1] - starts
    ends = sizes.cumsum()  # methods, for they are quicker than functions, and most rows are few
    begins = ends - sizes
    return (starts - begins).repeat(sizes) + np.arange(ends[-1] if len(ends) else 0), begins


def group(keys: Numbers, values: Numbers, count: int) -> tuple[Numbers, Numbers]:
    """(bounds, flat): the values by their key, of keys below `count`."""
    bounds = np.zeros(count + 1, np.int64)
    np.cumsum(np.bincount(keys, minlength=count), out=bounds[1:])
    return bounds, values[np.argsort(keys, kind="stable")]
