"""What every platform's reading of an address needs: the address in pieces, and what can come of it."""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from crawler.conversation import Ask
from crawler.reading.answers import Answer
from crawler.reading.apis import read_answer
from crawler.reading.jsontrees import count, mapping, words
from crawler.reading.markup import one_line
from record.errors import OnrecordError
from record.types import Account, Json, Profile

LONGEST_NAME = 100  # characters

_NUMBER = re.compile(r"[0-9]{1,30}")


class Unresolved(OnrecordError):
    """No id came of an address: the text says why, and the way out."""

    def __init__(self, text: str, *, blocked: bool = False) -> None:
        super().__init__(text)
        self.blocked = blocked  # whoever was asked refuses us, and not only this question


@dataclass(frozen=True, slots=True)
class Resolution:
    """An account by the id that people.yaml wants."""

    profile: Profile  # its fields are None where nobody was asked
    also: tuple[str, ...] = ()  # other ids under which it may stand in people.yaml

    @property
    def account(self) -> Account:
        return self.profile.account


Resolving = Generator[Ask, Answer, Resolution]  # raises Unresolved
Found = Account | Resolving


@dataclass(frozen=True, slots=True)
class Place:
    """A web address in pieces."""

    host: str  # in lower case, without www. and m.
    parts: tuple[str, ...]  # of the path, unquoted
    query: dict[str, str]
    url: str

    def part(self, number: int) -> str:
        """Empty where the path is shorter."""
        return self.parts[number] if number < len(self.parts) else ""


def place_of(url: str) -> Place:
    """Raises Unresolved for what is no web address."""
    try:
        split = urlsplit(url)
        host = (split.hostname or "").rstrip(".")
        query = dict(parse_qsl(split.query, max_num_fields=50))
    except ValueError as error:
        raise Unresolved(f"this is no web address: {error}") from error
    if split.scheme not in ("http", "https") or "." not in host:
        raise Unresolved("this is no web address")
    for prefix in ("www.", "m.", "mobile."):
        host = host.removeprefix(prefix) if host.count(".") > 1 else host
    parts = tuple(unquote(part) for part in split.path.split("/") if part)
    return Place(host, parts, query, url)


def require_object(answer: Answer, asked: str, way_out: str) -> Json:
    """The JSON object of an answer. Raises Unresolved, in the words of whoever was asked."""
    try:
        return mapping(read_answer(answer))
    except OnrecordError as error:
        raise Unresolved(f"{asked}: {error}; {way_out}") from error


def line_at(found: Json, key: str) -> str | None:
    """A short text on one line, or None."""
    return one_line(words(found.get(key))[: 4 * LONGEST_NAME])[:LONGEST_NAME] or None


def flag_at(found: Json, key: str) -> bool | None:
    value = found.get(key)
    return value if isinstance(value, bool) else None


def number_at(found: Json, key: str) -> str:
    """An id that is written as a number or as text; empty where it is neither."""
    value = found.get(key)
    written = str(value) if count(value) else words(value)
    return written if _NUMBER.fullmatch(written) else ""
