"""Whose words a text gives, among the people that a user has named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from record.people import People
from record.text import fold, is_cjk
from record.types import Json, Role, Speaker

FULL, COMPANY, PART = 10, 4, 3  # what a full name, a company's, and a part of either weigh
TITLES = ("CEO", "chief executive", "founder", "president", "总裁", "首席执行官", "创始人", "董事长")


@dataclass(frozen=True, slots=True)
class Voice:
    """One executive, and what shows that it is this one who speaks."""

    speaker: Speaker
    company: Speaker
    signs: tuple[tuple[re.Pattern[str], int], ...]

    def weigh(self, text: str) -> tuple[int, int]:
        """(how sure, how early): the greater the surer."""
        found = [(weight, match.start()) for sign, weight in self.signs if (match := sign.search(text))]
        return sum(weight for weight, _ in found), -min((at for _, at in found), default=0)


def read_voices(rows: Sequence[Json], among: str = "") -> list[Voice]:
    """Rows have name, name_zh, company, company_zh; all but the name may be missing. `among` tells those of
    several files apart."""
    return [_voice(f"{among}{number}", row) for number, row in enumerate(rows)]


def people_of(voices: Sequence[Voice]) -> People:
    return People([each for voice in voices for each in (voice.company, voice.speaker)])


def voice_of(text: str, voices: Sequence[Voice]) -> Voice | None:
    """Who is named best; where the company or the office stands alone, the company's only person."""
    plain = fold(text)
    best = max(voices, key=lambda voice: voice.weigh(plain), default=None)
    return best if best is not None and best.weigh(plain)[0] > 0 else None


def _voice(number: str, row: Json) -> Voice:
    names = [row["name"], *filter(None, [row.get("name_zh")])]
    companies = [each for each in (row.get("company"), row.get("company_zh")) if each]
    org = Speaker(f"org-{number}", "organisation", (companies or names)[0], names=tuple(companies))
    role = Role(org.id, TITLES)
    person = Speaker(f"person-{number}", "person", names[0], names=tuple(names), roles=(role,))
    return Voice(person, org, tuple(_signs(names, companies)))


def _signs(names: Sequence[str], companies: Sequence[str]) -> Iterator[tuple[re.Pattern[str], int]]:
    yield _written(names), FULL
    yield _written(companies), COMPANY
    parts = [part for name in names for part in _parts(name)]
    yield _written([*parts, *(short for name in companies for short in _shorter(name))]), PART


def _written(names: Sequence[str]) -> re.Pattern[str]:
    """Any of them, folded; letters do not stand directly around one in Latin script."""
    folded = sorted({fold(name) for name in names if name.strip()}, key=len, reverse=True)
    parts = (
        re.escape(each) if is_cjk(each[0]) else rf"(?<![a-z]){re.escape(each)}(?![a-z])" for each in folded
    )
    return re.compile("|".join(parts) or r"(?!)")


def _parts(name: str) -> Iterator[str]:
    """The names of a name; a Chinese surname only before a title."""
    pieces = [piece for piece in re.split(r"[\s·•.]+", name) if piece]
    if len(pieces) > 1:
        yield from (piece for piece in pieces if len(piece) > 1 or is_cjk(piece[0]))
        yield "".join(pieces)
    elif pieces and is_cjk(name[0]):
        yield from (name[0] + title for title in ("总", "董", "行长", "博士", "院长"))
        yield "老" + name[0]


def _shorter(company: str) -> Iterator[str]:
    """Without what it makes or is: 岚风汽车, Marlow Foods."""
    if is_cjk(company[0]):
        yield from (company[:end] for end in range(2, len(company)))
    elif " " in company:
        yield company.split()[0]
