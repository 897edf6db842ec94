"""Words of titles, and of the names of organisations beside them."""

from __future__ import annotations

from statements.lexicon import en, en_persons

_JOINERS = frozenset({"&", "of", "de", "du"})
_FOR = frozenset(
    {"office", "center", "centre", "institute", "association", "council", "campaign", "society", "union"}
)


_OF_PLACES = frozenset({"house", "us", "u.s.", "u.s"})  # the White House, the US: titles only before names


def is_title(word: str) -> bool:
    low = word.lower().rstrip(",")
    return low in en.TITLES or low in en.PERSON_NOUNS or low.rstrip(".") in en.TITLES


def is_agent(word: str) -> bool:
    """A title, or a noun that by its ending names who does something: planner, scholar, meteorologist."""
    low = word.lower().strip(",.")
    if is_title(word) or low in en_persons.MORE_AGENTS:
        return True
    if low.endswith(("ers", "ors", "ists", "ians")):  # advisers
        low = low[:-1]
    doer = word.islower() and len(low) > 4 and low.endswith(en_persons.AGENTS)
    return doer and low not in en_persons.NOT_AGENTS and low not in en.ADVERBS


def without_nation(words: list[str]) -> list[str]:
    """Of "French battery maker Acme" the nation is no part of the name of an organisation."""
    while words and words[0].lower() in en.NATIONALITIES | {"ex-"}:
        words = words[1:]
    if len(words) == 1 and ("-" in words[0] or words[0].lower().endswith(("ian", "ese", "ish"))):
        return []
    return words


def unowned(word: str) -> str:
    return word[:-2] if word.endswith(("'s", "’s")) else word.rstrip("'’")


def capitals(tokens: list[str]) -> str | None:
    """The name of an organisation at the head of the tokens."""
    run: list[str] = []
    for at, word in enumerate(tokens):
        bare = word.strip(",.()")
        if word.lower() == "the" and not run:
            continue
        joins = word in _JOINERS or (word == "for" and bool(run) and run[-1].lower() in _FOR)
        following = tokens[at + 1][:1] if at + 1 < len(tokens) else ""
        if run and joins and following.isupper():
            run.append(word)
            continue
        if not bare[:1].isupper() or (run and is_title(bare) and bare.lower() not in _OF_PLACES):
            break
        run.append(unowned(bare))
        if word.endswith((",", "'s", "’s")):
            break
    return " ".join(run) or None
