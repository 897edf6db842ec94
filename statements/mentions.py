"""Reading a mention as it is written: the name, the title and the organisation in it."""

from __future__ import annotations

import re

from record.text import fold, is_cjk
from record.types import Speaker
from statements.chinese.subjects import name_after_title
from statements.lexicon import en, en_persons, zh
from statements.runs import like_organisation, strip_titles
from statements.titles import capitals, is_title

_CONGRESS = re.compile(r"\bRep(?:resentative|\.)?(?= [A-Z])")  # Representative Tom Weller speaks for nobody
_OF_PART = re.compile(r"\b(head|chief|boss|president) (?:of|for|in) \w")


def is_nobody(written: str) -> bool:
    """This, I, experts, READ MORE, the report: nobody whom a text could be said to quote."""
    words = [word for word in fold(written).split() if word not in en.DETERMINERS]
    if any(map(is_cjk, written)):
        return False
    plain = not any(word[:1].isupper() for word in written.split()[1:]) or written.isupper()
    if plain and words and _is_crowd(fold(written).split()):
        return True
    return not words or (plain and (words[-1] in en.NEVER or all(map(_is_other, words))))


def _is_crowd(words: list[str]) -> bool:
    """Two bankers; several investors; unions; but "the two" and "both" are somebody"""
    if len(words) == 1:
        return words[0] in en_persons.CROWDS and words[0].endswith("s")
    return words[0] in en_persons.SOME and words[1] != "of"


def _is_other(word: str) -> bool:
    return word in en.NEVER | en.OTHER_PRONOUNS


def is_spokes(written: str) -> bool:
    low = _CONGRESS.sub("", written).lower()
    return any(word in low.split() for word in en.SPOKES) or any(word in fold(written) for word in zh.SPOKES)


def before_spokes(written: str) -> str | None:
    """中国驻挪威大使馆发言人, 外交部发言人毛宁"""
    place = min((at for word in zh.SPOKES if (at := fold(written).find(word)) >= 0), default=-1)
    return written[:place].rstrip("新闻的一位名") or None if place > 0 else None


def title_after(after: str) -> str | None:
    """The title in what follows an organisation: "'s CEO", " chief executive", 创始人."""
    part = _OF_PART.search(fold(after))
    if part is not None:
        return part.group(1)  # Ford's head of design is not its head
    written = [word for word in after.replace("'s", " ").replace("’s", " ").split() if word != "top"]
    words = [fold(word) for word in written]
    for size in (3, 2, 1):
        title = en.SAME_TITLE.get(" ".join(words[:size]))
        if title and len(words) >= size and not _goes_on(written[size : size + 1]):
            return title
    if words and words[-1] in en.PERSON_NOUNS:
        return words[-1]
    chinese = max((title for title in zh.TITLES if fold(title) in fold(after)), key=len, default=None)
    return zh.SAME_TITLE.get(chinese, chinese) if chinese else None


def _goes_on(behind: list[str]) -> bool:
    """Ford's chief engineer is not its chief."""
    return any(word.islower() and word not in en.PREPOSITIONS | en.CONJUNCTIONS for word in behind)


def title_before(before: str) -> str | None:
    """The title in "the chief executive of Xiaomi"."""
    words = [word for word in fold(before).split() if word not in en.DETERMINERS]
    if len(words) < 2 or words[-1] not in ("of", "at"):
        return None
    return en.SAME_TITLE.get(" ".join(words[:-1])) or (words[-2] if words[-2] in en.PERSON_NOUNS else None)


def names_someone(after: str) -> bool:
    """Is there a personal name after organisation and title: "Ford executive Doug Field"?"""
    words = [word for word in after.replace("’s", " ").replace("'s", " ").split() if not is_title(word)]
    capitals = [word for word in words if word[:1].isupper() and word.lower() not in en.ORG_ENDINGS]
    return len(capitals) >= 2 or bool(name_after_title(after))


def name_in(written: str) -> str | None:
    """The name in a mention: what is capitalised after its titles; None where only nouns stand."""
    if any(map(is_cjk, written)):
        return name_after_title(written) or None
    runs: list[list[str]] = [[]]
    for word in written.replace("’s", " 's").replace("'s", " 's").split():
        if word[:1].isupper() or (runs[-1] and word in en.PARTICLES):
            runs[-1].append(word.strip(",()"))
        else:
            runs.append([])
    filled = [run for run in runs if any(word[:1].isupper() and not is_title(word) for word in run)]
    if not filled:
        return None
    tail = without_place([*strip_titles(filled[-1])])
    name = " ".join(word for word in tail if word.lower() not in en.DETERMINERS)
    return name or None


def without_place(run: list[str]) -> list[str]:
    """Of "Tom Weller of Springfield" and "Olive Trent of the Harbour Mail" the name alone."""
    run = run[bool(run) and run[0].lower() in en.DETERMINERS :]
    at = next((i for i, word in enumerate(run) if word in ("of", "for", "at", "from") and i >= 1), None)
    if at is None or like_organisation(tuple(run[:at])):  # Union of Harbour Pilots
        return run
    return run if is_title(run[at - 1]) else run[:at]


def organisation_in(words: str) -> str | None:
    """The organisation in "vice president of Acme" or "Nordlys' managing director"."""
    tokens = words.split()
    while tokens and tokens[0].lower() in en.DETERMINERS | en.INDEFINITE:
        tokens = tokens[1:]
    for at, word in enumerate(tokens):
        owner = word.endswith(("'s", "’s", "s'", "s’")) and word[:1].isupper()
        if owner:
            return word.rstrip("s").rstrip("'’") if word[-2:] in ("'s", "’s") else word.rstrip("'’")
        if word in ("of", "at", "for", "from") and at + 1 < len(tokens):
            run = capitals(tokens[at + 1 :])
            if run:
                return run
    return capitals(tokens) if tokens and tokens[0][:1].isupper() and any(map(is_title, tokens[1:])) else None


def is_short_chinese(key: str, speaker: Speaker) -> bool:
    """雷先生, 雷董, 法利 of 吉姆·法利: part of the name of someone whose full name stands in the text."""
    if any(key in name.split("·") for name in speaker.names if "·" in name):
        return True
    return len(key) in (2, 3) and any(
        key[0] == name[0] and key[1:] in ("总", "董", "先生", "女士")
        for name in speaker.names
        if is_cjk(name[0])
    )
