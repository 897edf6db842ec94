"""JSON of strangers: looking for something in it never fails, whatever stands there instead."""

from __future__ import annotations

import json
from typing import Any

from crawler.reading.answers import Answer, require_no_wall
from crawler.reading.decoding import clean
from record.errors import UnreadableFeed

_LONGEST_NUMBER = 18  # digits; Python refuses thousands of them, and no count has more


def parse_json(answer: Answer) -> Any:
    """Raises UnreadableFeed, and LoginWall or Blocked where a page stands in its place."""
    text = answer.text.lstrip()
    require_no_wall(answer, text)
    try:
        return json.loads(text, strict=False, parse_int=_number)
    except (ValueError, RecursionError) as error:
        raise UnreadableFeed(f"broken JSON: {error}") from error


def _number(digits: str) -> int | None:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else None


def dig(tree: Any, *path: str) -> Any:
    """What stands below these keys, or None."""
    for key in path:
        tree = mapping(tree).get(key)
    return tree


def mapping(value: Any) -> dict[str, Any]:
    """The value where it is a mapping, else an empty one."""
    return value if isinstance(value, dict) else {}


def listed(value: Any) -> list[Any]:
    """The value where it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def words(value: Any) -> str:
    """The value where it is text, clean; else nothing."""
    return clean(value) if isinstance(value, str) else ""


def count(value: Any) -> int | None:
    """The value where it counts something."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
