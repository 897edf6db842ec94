"""Names of persons in Chinese text: how they look, and which stand in a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from record.text import simplify
from statements.lexicon import zh, zh_names

Names = frozenset[str]  # that are known, or found in the document, in simplified characters

_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
_AFTER_TITLE = re.compile(r"[\u4e00-\u9fff]{2,4}")  # after a title a name needs no known surname
_DOT = re.compile(r"[·・•‧]")
_SOUND = f"[A-Za-z{''.join(sorted(zh_names.SOUNDS))}]"
_DOTTED = rf"[\u4e00-\u9fff]{{1,7}}(?:[·・•‧.．](?:{_SOUND}){{1,8}})+"
_WHOLE_FOREIGN = re.compile(_DOTTED.replace(".．", ""))
_FOREIGN = re.compile(rf"{_DOTTED}$")
_LATIN = re.compile(r"[A-Z][A-Za-z.'-]*(?:\s+[A-Z][A-Za-z.'-]*){0,3}$")
_OPENING = re.compile(r"(?:^|[，。！？；：\n”」])(?=[\u4e00-\u9fff])")
_INTRODUCED = re.compile(
    r"(?<![\u4e00-\u9fff])?([\u4e00-\u9fff]{2,3})（(?:化名|[A-Z][A-Za-z .]{2,30}|[男女]，)"
)
_DOES = "|".join(zh_names.DOES)
_DAY = r"(?:\d{1,2}月)?(?:\d{1,2}[日号])?"
_DOER = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{2,3}}?)(?={_DOES})")
_MET = re.compile(
    rf"(?:^|[，。；：\n”」]|随后|当天|日前|近日|此前|日|时)(?P<name>[\u4e00-\u9fff]{{2,3}}?)(?={_DAY}(?:{_DOES}))"
    r"[^。！？\n]{1,60}[，。]\n{0,3}(?=他|她)"
)
_VERBAL = "的了是在有和与对向说称表示认为也还就都将会要不而并已又曾则从把被让给去来到"
_OFTEN = 3  # times that what begins clauses must stand in the text to be a name
_TOLD = ("记者", "媒体", "外界")  # 向记者 begins with a surname
_HONORIFICS = ("先生", "女士", "小姐")


def looks_like_name(text: str) -> bool:
    text = simplify(text)
    if _FOREIGN.fullmatch(text) or _LATIN.fullmatch(text):
        return whole_foreign(text) == text
    if text.endswith(_HONORIFICS):
        return 3 <= len(text) <= 5 and has_surname(text)
    return _NAME.fullmatch(text) is not None and has_surname(text)


def has_surname(text: str) -> bool:
    if text in zh.ORG_ENDINGS or text.endswith(_TOLD) or (len(text) > 2 and text[-1] in zh_names.NO_TAILS):
        return False
    if text in zh_names.NOT_NAMES or text[:2] in zh_names.NOT_NAMES or text[:3] in zh_names.NOT_NAMES:
        return False
    return (text[:1] in zh_names.SURNAMES and len(text) <= 3) or text.startswith(zh_names.LONG_SURNAMES)


def is_transliterated(text: str) -> bool:
    """特朗普, 默克尔: every character is one by which foreign names are written."""
    return 2 <= len(text) <= 6 and all(char in zh_names.FOREIGN for char in text)


def name_after_title(phrase: str) -> str:
    """The name at the end of 远山顾问何文远, or "" where a title ends the phrase or there is none."""
    simple = simplify(phrase)
    end = title_end(simple)
    if not end:
        return _name_after_noun(phrase, simple)
    if end == len(phrase):
        bare = phrase[: len(phrase) - len(_honour(simple))]
        return name_after_title(bare) if bare != phrase else ""
    rest = phrase[end:].strip(" 、的：")
    named = looks_like_name(rest) or _is_bare_name(simplify(rest))
    return rest if end and rest and named else ""


def _honour(phrase: str) -> str:
    """博士 of 首席研究员林雨晴博士"""
    return max((word for word in zh_names.AFTER_NAMES if phrase.endswith(word)), key=len, default="")


def _name_after_noun(phrase: str, simple: str) -> str:
    """年轻的守塔员孟凡: after a noun that by its ending names who does something."""
    for size in (3, 2):
        if len(phrase) > size + 1 and simple[-size - 1] in zh_names.DOERS and has_surname(simple[-size:]):
            return phrase[-size:] if _NAME.fullmatch(simple[-size:]) else ""
    return ""


def _is_bare_name(text: str) -> bool:
    if is_transliterated(text):
        return True
    return bool(_AFTER_TITLE.fullmatch(text)) and not set(text) & set(_VERBAL) and text not in _common()


@cache
def _common() -> frozenset[str]:
    """Words that may stand between a title and a cue and are no names."""
    return frozenset((*zh.LEADS, *zh.MODIFIERS, *zh.NEVER, *zh.ORG_ENDINGS))


def title_end(phrase: str) -> int:
    """Where the last title in a phrase ends; 0 where there is none."""
    match = _last_title().match(phrase)
    return match.end() if match is not None else 0


@cache
def _last_title() -> re.Pattern[str]:
    """A reporter is whom somebody speaks to."""
    titles = sorted((title for title in zh.TITLES if title != "记者"), key=len, reverse=True)
    return re.compile(f".*(?:{'|'.join(titles)})")


def foreign_names(text: str) -> Iterator[str]:
    """雅各布·卢, without the title or the country that stands before it."""
    for match in _WHOLE_FOREIGN.finditer(simplify(text)):
        yield whole_foreign(text[match.start() : match.end()])


def whole_foreign(written: str) -> str:
    """大卫·霍尔特 of 瑞信策略师大卫·霍尔特"""
    first = _DOT.split(simplify(written))[0]
    nation = max((n for n in zh.NATIONS if first.startswith(n)), key=len, default="")
    strange = max((at + 1 for at, char in enumerate(first) if char not in zh_names.SOUNDS), default=0)
    cut = max(title_end(first), len(nation), strange)
    return written[cut if cut < len(first) else 0 :]


def frequent_names(text: str) -> Iterator[str]:
    """What looks like a name and begins clauses again and again: 何文远"""
    simple = simplify(text)
    opened: Counter[str] = Counter()
    for match in _OPENING.finditer(simple):
        word = simple[match.end() : match.end() + 3]
        if len(word) == 3 and _NAME.fullmatch(word) and has_surname(word):
            opened[word] += 1
    for word, times in opened.items():
        if times >= 2 and simple.count(word) >= _OFTEN and not set(word[1:]) & set(_VERBAL):
            at = simple.find(word)
            yield text[at : at + len(word)]


def met_names(text: str) -> Iterator[str]:
    """随后李彦宏进行了讲话，他表示…: who does something in the clause before a pronoun."""
    simple = simplify(text)
    for match in _MET.finditer(simple):
        if looks_like_name(match["name"]):
            yield text[match.start("name") : match.end("name")]


def doer(clause: str) -> str:
    """何文远 of 何文远走访了三家工厂, or "": a surname and a verb right after the name."""
    match = _DOER.match(clause)
    return match["name"] if match is not None and looks_like_name(match["name"]) else ""


def introduced_names(text: str) -> Iterator[str]:
    """孙丹（化名）, 张华（男，…"""
    for match in _INTRODUCED.finditer(text):
        name = match.group(1)
        if looks_like_name(name):
            yield name


def parts(names: Iterable[str]) -> Iterator[str]:
    """Names and the parts of foreign ones."""
    for name in names:
        yield name
        if _DOT.search(name):
            yield from _DOT.split(name)
