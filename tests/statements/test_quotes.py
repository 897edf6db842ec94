"""Quote marks of every kind, balanced or not."""

from __future__ import annotations

import pytest

from statements.quotes import find_quotes


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("He said “one two” and left.", ["“one two”"]),
        ('He said "one two" and left.', ['"one two"']),
        ("He said ''one two'' and left.", ["''one two''"]),
        ("He said 'one two,' and left.", ["'one two,'"]),
        ("He said ‘one two’, and left.", ["‘one two’"]),
        ("他说“一二”，「三四」，『五六』。", ["“一二”", "「三四」", "『五六』"]),
        ("He didn't take Tom's or the dogs' food.", []),
        ("“It’s John’s,” he said.", ["“It’s John’s,”"]),
        ("“One ‘two’ three,” he said.", ["“One ‘two’ three,”"]),
        ("one ” two “three” four", ["“three”"]),
        ("one “two and “three” four", ["“three”"]),
        ("“It goes on in the next paragraph.", ["“It goes on in the next paragraph."]),
        ("a stray “mark in the middle", []),
        ('5" wheels', []),
        ("", []),
        ("“”", ["“”"]),
    ],
)
def test_quotes_are_found_whatever_their_marks(text: str, quotes: list[str]) -> None:
    assert [text[quote.start : quote.end] for quote in find_quotes(text, 0, len(text))] == quotes


def test_an_open_quote_is_marked_as_going_on() -> None:
    (quote,) = find_quotes("He wrote: “It goes on", 0, 21)
    assert not quote.closed
