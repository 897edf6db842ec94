"""Chinese clauses that tell of no saying: 如果雷军说, 雷军或将宣布, 网传雷军表示, 小米内部无人表示."""

from __future__ import annotations

import re
from collections.abc import Iterable

from record.text import simplify
from record.types import Span
from statements.lexicon import zh_unsaid
from statements.utterance import Utterance

_REACH = 40  # characters before a mention


def _any(listed: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(listed, key=len, reverse=True)) + ")"


_FAKED = rf"{_any(zh_unsaid.FAKES)}的?[^，。；！？]{{0,8}}?{_any(zh_unsaid.WORKS)}"
_LEADS = _any((*zh_unsaid.RUMOURED, *zh_unsaid.CONDITIONS))
_AT_START = _any(zh_unsaid.AT_START)
_BEFORE = re.compile(
    rf"(?:{_LEADS}|(?:^|[，。；！？：“”「」\s]|但|而){_AT_START}|{_FAKED}[^，。；！？]{{0,4}})[，,：:]?\s*$"
)
_OPENS = re.compile(rf"{_LEADS}|{_AT_START}|{_FAKED}|冒充|冒名|假冒")
_ANSWERED = re.compile(  # 对于“停工”的传闻，雷军
    r"(?:针对|对于?|就|关于|面对|回应)[^。！？]{0,36}(?:传闻|传言)[^，。！？]{0,4}[，,]\s*$"
)
_WHEN = f"(?:{zh_unsaid.WHEN})"
_ADVERB = (
    "(?:正式|公开|对外|首次|再次|再度|很快|尽快|亲自|就此|对此|也|还|就|便|会|将|于|在|"
    "向(?:外界|媒体|公众|市场))"
)
_AHEAD = re.compile(rf"{_any(zh_unsaid.AHEAD)}{_WHEN}{{0,3}}{_ADVERB}{{0,3}}$")
_WILL = re.compile(rf"^{_ADVERB}{{0,2}}会{_ADVERB}{{0,2}}$|{_WHEN}会{_ADVERB}{{0,2}}$")
_NOBODY = re.compile(rf"{_any(zh_unsaid.NOBODY)}[^，。；！？]{{0,4}}$")
_TAIL = 2  # characters of a mention that may be no part of the name: 雷军或, 雷军拟


def is_supposed(text: str, utterance: Utterance, cue: Span) -> bool:
    """Does the clause of the cue ask, suppose, foretell or rumour that somebody speaks?"""
    mention = utterance.mention
    if mention is None or mention[1] > cue[0]:
        return False
    before = _clause(simplify(text[max(0, mention[0] - _REACH) : mention[0]]))
    written = simplify(text[slice(*mention)])
    rumoured = _BEFORE.search(before) and not _ANSWERED.search(before)
    if rumoured or _OPENS.match(written) or _NOBODY.search(written):
        return True
    between = simplify(text[max(mention[1], cue[0] - _REACH) : cue[0]])
    last = re.split("[，。；：、]", between)[-1]
    if _NOBODY.search(last) or _WILL.search(last):
        return True
    return _AHEAD.search(written[-_TAIL:] + last if last == between else last) is not None


def _clause(before: str) -> str:
    """Of the same sentence."""
    return re.split("[。！？!?\n；]", before)[-1]
