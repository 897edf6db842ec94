"""Ids of Weibo posts: the number (mid), what stands in an address (bid), and the time that both carry."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

FIRST_EXACT = datetime(2011, 7, 1, tzinfo=UTC)  # ids of before count otherwise

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_EPOCH = 515_483_463  # seconds; the upper bits of a mid count from here
_MID = re.compile(r"[1-9][0-9]{14,16}")
_BID = re.compile(r"[0-9A-Za-z]{1,13}")
_SHORTEST = 10**14  # what stands for less in an address is a word: weibo.com/UID/profile
_ADDRESS = re.compile(
    r"\s{0,9}(?:(?:https?:)?//)?(?:www\.|m\.)?weibo\.(?:com|cn)/"
    r"(?:([0-9]{1,15})|status|statuses|detail)/([0-9A-Za-z]{5,17})(?=$|[\s/?#])"
)
_DAY_COUNTED = re.compile(r"20(?:09|1[01])[0-9]{13}")  # ids of the first two years hold their date in digits


@dataclass(frozen=True, slots=True)
class Named:
    """The post that an address names."""

    uid: str  # whose it is; empty where the address does not say
    mid: int
    made: datetime


def mid_of(bid: str) -> int:
    """KkBtUx2dv -> the numeric id; four characters of base 62 are seven digits."""
    groups = [bid[max(0, end - 4) : end] for end in range(len(bid), 0, -4)][::-1]
    return int("".join(str(_number(group)).zfill(7) for group in groups))


def bid_of(mid: int) -> str:
    """The numeric id -> what stands in a post's address."""
    digits = str(mid)
    groups = [digits[max(0, end - 7) : end] for end in range(len(digits), 0, -7)][::-1]
    return "".join(_base62(int(group)).rjust(4, "0") for group in groups).lstrip("0")


def time_of(mid: int) -> datetime:
    """When the post was made, to the second."""
    return datetime.fromtimestamp((mid >> 22) + _EPOCH, UTC)


def dated_id(written: str) -> tuple[int, datetime] | None:
    """The numeric id of a mid or a bid, and its time; what names no time within the calendar is no id."""
    mid = read_mid(written) or (mid_of(written) if _BID.fullmatch(written) else None)
    if mid is None or mid < _SHORTEST or _DAY_COUNTED.fullmatch(str(mid)):
        return None
    try:
        return mid, time_of(mid)
    except (ValueError, OverflowError, OSError):
        return None


def read_address(written: str) -> Named | None:
    """weibo.com/UID/BID, m.weibo.cn/status/MID and their like, or a bare mid or bid of after 2011."""
    place = _ADDRESS.match(written)
    uid, id = (place[1] or "", place[2]) if place else ("", written.strip())
    dated = dated_id(id)
    if not dated or (not place and dated[1] < FIRST_EXACT):
        return None
    return Named(uid, *dated)


def read_mid(written: str) -> int | None:
    """A numeric id of 15 to 17 digits; None for anything else."""
    return int(written) if _MID.fullmatch(written) else None


def exact_time(mid: int, latest: datetime) -> datetime | None:
    """The time that an id carries; None for the old ones that carry none, and for one that lies ahead."""
    dated = dated_id(str(mid))
    return dated[1] if dated and FIRST_EXACT <= dated[1] <= latest else None


def _number(group: str) -> int:
    value = 0
    for char in group:
        value = value * 62 + _DIGITS.index(char)
    return value


def _base62(value: int) -> str:
    text = ""
    while value:
        value, digit = divmod(value, 62)
        text = _DIGITS[digit] + text
    return text
