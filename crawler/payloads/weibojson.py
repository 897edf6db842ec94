"""Values out of Weibo's JSON: numbers stand as words at times, lists as objects, marks in three ways."""

from __future__ import annotations

import json
import re
from typing import Any

from crawler.reading.decoding import clean
from crawler.reading.jsontrees import dig, mapping
from crawler.reading.markup import one_line
from record.types import Json

_COUNT = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,4})?)\s?([万萬亿億]?)\+?")
_UNITS = {"": 1, "万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
_INCREDIBLE = 10**13
_LONGEST = 200  # characters of a name, a client, a reason


def parse_json(text: str) -> Json | None:
    """The object that an answer is; None for anything else."""
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def dict_at(data: object, *path: str) -> Json:
    """The object below these keys; empty where there is none."""
    return mapping(dig(data, *path))


def items_at(data: object, *path: str) -> list[Any]:
    """The list below these keys; PHP writes some lists as objects, with places or ids for keys."""
    found = dig(data, *path)
    if isinstance(found, dict):
        return list(found.values())
    return found if isinstance(found, list) else []


def text_at(data: object, *path: str) -> str:
    """Words as they stand there; a whole number counts as its digits."""
    found = dig(data, *path)
    if isinstance(found, int) and not isinstance(found, bool):
        return str(found)
    return clean(found) if isinstance(found, str) else ""


def line_at(data: object, *path: str) -> str:
    """One line of words, without markup."""
    return one_line(text_at(data, *path)[: 10 * _LONGEST])[:_LONGEST].rstrip()


def count_at(data: object, *path: str) -> int | None:
    """9079, "9079", "7164.8万" or "100万+" as a number."""
    found = _COUNT.fullmatch(text_at(data, *path).strip())
    number = round(float(found[1]) * _UNITS[found[2]]) if found else None
    return number if number is not None and number < _INCREDIBLE else None


def is_set(data: object, *path: str) -> bool:
    """Whether a mark is there: 1, "1" or true."""
    return dig(data, *path) is True or text_at(data, *path) == "1"
