"""People and organisations with Chinese names whom nobody knows."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from record.types import Reason
from statements import hantitles
from statements.affiliations import Affiliations
from statements.attributed import UNNAMED, WHOLE_NAME, Attribution, organisation, stranger
from statements.chinese.subjects import looks_like_name, name_after_title
from statements.introductions import Introduction
from statements.lexicon import zh, zh_names, zh_persons
from statements.names import DocumentNames

_REPORTS = re.compile("(?:该|此|这篇|相关)?(?:报道|文章|评论文章)(?:中|里)?")
_OUTLET = re.compile(
    r"[\u4e00-\u9fff]{0,8}《[^《》]{2,14}(?:报|刊|周刊|杂志|人|新闻|时间)》|[\u4e00-\u9fff]{2,12}(?:通讯社|新闻社|新闻网|电视台|广播公司)"
    r"(?:[（(][A-Z]{2,6}[）)])?|(?<![A-Za-z])[A-Z]{3,5}(?=报道|网站|文章)"
)
_OUTLET_BACK = 600  # characters before "the report"
_DOER = re.compile("([\u4e00-\u9fff]{2,12}[户员人民者工师手家妇友客商农])([\u4e00-\u9fff]{2,3})")
_ONE = re.compile("一名|一位|某")


_SITE = re.compile("(?:网站|官网|官方微博|官微|客户端|微信公众号)$")
_GROUP = re.compile("[两二三四五六七八九十数几多][位名个]")


class HanStrangers:
    def __init__(self, text: str, names: DocumentNames, affiliations: Affiliations) -> None:
        self._text, self._names, self._affiliations = text, names, affiliations

    def find(self, written: str, at: int) -> Attribution | None:
        if _REPORTS.fullmatch(written):
            return self._outlet(written, at)
        reason = Reason("name", f"“{written}” is nobody we know")
        bare = written.strip('“”"「」『』')
        person = self._names.is_person(self._names.fullest(bare))
        name, title = (bare, None) if person else _name_and_title(bare)
        if name:
            full = self._names.fullest(name)
            said = hantitles.read_phrase(bare[: bare.rfind(name)]).merged(Introduction(title))
            return self._affiliations.with_org(stranger(full, None, None, said.role, reason), said.org)
        said = hantitles.read_phrase(bare)
        before = self._before_han(bare)
        if said.role is None and before.role is not None:  # 船长何文远
            return self._affiliations.with_org(stranger(bare, None, None, before.role, reason), before.org)
        if said.role is not None or _ONE.search(bare[:12]):
            return self._unnamed(bare, said, reason)
        return organisation(_SITE.sub("", bare) or bare, reason)

    def _before_han(self, name: str) -> Introduction:
        """The title before a short name that is not like one, wherever the text has it."""
        if not 2 <= len(name) <= 4 or name.endswith(zh.ORG_ENDINGS):
            return Introduction()
        places = islice(re.finditer(re.escape(name), self._text), 8)
        found = (hantitles.before_name(self._text, place.start()) for place in places)
        return next((said for said in found if said.role is not None), Introduction())

    def _unnamed(self, written: str, said: Introduction, reason: Reason) -> Attribution:
        """远山银行的一名气象专家; IMF第一副总裁"""
        org = _ONE.split(written)[0].rstrip("的") if _ONE.search(written) else said.org
        if _GROUP.search(written):
            return replace(organisation(written, reason), org=org or None, role=said.role)
        named = bool(org)
        made = stranger(written, None, None, said.role, reason, WHOLE_NAME if named else UNNAMED)
        return self._affiliations.with_org(made, org or None)

    def _outlet(self, written: str, at: int) -> Attribution | None:
        """报道称: whose report it is stands before; where nobody is named, nobody speaks."""
        before = list(_OUTLET.finditer(self._text, max(0, at - _OUTLET_BACK), at))
        if not before:
            return None
        name = before[-1].group()
        return organisation(name, Reason("topic", f"“{written}” is that of {name}"), sure=0.7)


def _name_and_title(written: str) -> tuple[str, str | None]:
    """(习近平, 主席); (张三, None) of XX公司分析师张三; ("", None) where there is no name."""
    after = name_after_title(written)
    if after:
        return after, None
    if looks_like_name(written):
        return written, None
    title = next(
        (
            word
            for word in sorted((*zh.TITLES, *zh_persons.HONORIFICS), key=len, reverse=True)
            if written.endswith(word)
        ),
        "",
    )
    front = written[: len(written) - len(title)]
    farmer = _DOER.fullmatch(written)
    if not title and farmer and looks_like_name(farmer.group(2)):
        return farmer.group(2), farmer.group(1)
    if title in zh_persons.HONORIFICS and len(front) == 1 and front in zh_names.SURNAMES:
        return written, None
    return (front, title) if title and looks_like_name(front) else ("", None)
