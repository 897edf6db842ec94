"""Reading a mention as it is written: the name, the title and the organisation in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from record.people import People
from record.types import Span
from statements.knownnames import Known
from statements.lexicon import Language
from statements.plain.units import split_words
from statements.plain.vocabulary import is_common, is_head
from statements.units import Unit

_LONGEST_NAME = 4  # words


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention taken apart; None where it has no such part."""

    written: str
    start: int
    person: Known | None
    org: Known | None
    name: str | None  # of somebody or something unknown
    owner: str | None  # the organisation in "chief of Acme", unknown
    title: str | None
    spokes: bool
    company: bool
    body: bool


class Mentions:
    """Reads those of one document."""

    def __init__(self, text: str, people: People, known: Sequence[Known], language: Language) -> None:
        self.text, self.people, self.known, self.language = text, people, known, language

    def read(self, span: Span) -> Mention:
        start, end = span
        units = list(split_words(self.text, start, end, self.language))
        runs = list(self._runs(units))
        known = [place for place in self.known if start <= place.start and place.end <= end + 1]
        known += [place for run in runs for place in self._elided(run, known)]
        persons = [place for place in known if place.speaker.kind == "person"]
        orgs = [place for place in known if place.speaker.kind == "organisation"]
        names = [run for run in runs if not any(_within(run, place) for place in known)]
        owned = [run for run in names if self._is_owner(units, run)]
        names = [run for run in names if run not in owned]
        own = self.language
        return Mention(
            written=self.text[start:end],
            start=start,
            person=persons[-1] if persons else None,
            org=orgs[0] if orgs else None,
            name=_joined(names[-1]) if names else None,
            owner=_joined(owned[0]) if owned else self._compound(units),
            title=next((self._title(unit) for unit in units if unit.low in own.titles), None),
            spokes=any(unit.low in own.spokes for unit in units),
            company=any(unit.low in own.company_nouns for unit in units),
            body=any(unit.low in own.org_nouns for unit in units),
        )

    def _runs(self, units: Sequence[Unit]) -> Iterator[list[Unit]]:
        run: list[Unit] = []
        for unit in units:
            inner = bool(run) and (not run[-1].capital or unit.low not in self.language.determiners)
            particle = inner and unit.low in self.language.particles and not unit.capital
            if particle or _may_name(unit, self.language):
                run.append(unit)
                continue
            yield from _filled(run)
            run = []
        yield from _filled(run)

    def _elided(self, run: list[Unit], known: Sequence[Known]) -> Iterator[Known]:
        """Apple in "d'Apple"."""
        if not any(_within(run, place) for place in known):
            for speaker in self.people.by_name(_joined(run))[:1]:
                yield Known(speaker, run[0].start, run[-1].end)

    def _is_owner(self, units: list[Unit], run: list[Unit]) -> bool:
        """Behind "von" or "de la"."""
        own = self.language
        at = units.index(run[0]) - 1
        while at >= 0 and units[at].low in own.determiners and units[at].low not in own.of:
            at -= 1
        return at >= 0 and units[at].low in own.of

    def _compound(self, units: Sequence[Unit]) -> str | None:
        """Acme in "Acme-Chef"."""
        heads = (unit.text for unit in units if "-" in unit.text and is_head(unit.low, self.language))
        return next((text.rpartition("-")[0] for text in heads if text[0].isupper()), None)

    def _title(self, unit: Unit) -> str:
        return unit.text.rpartition("-")[2]


def together(mention: Mention, beside: Mention | None) -> Mention:
    """With the title, the organisation and the name of an apposition."""
    if beside is None:
        return mention
    person = mention.person or (None if mention.name else beside.person)
    return replace(
        mention,
        person=person,
        org=mention.org or beside.org,
        name=mention.name or beside.name,
        owner=mention.owner or beside.owner,
        title=mention.title or beside.title,
        spokes=mention.spokes or beside.spokes,
    )


def _may_name(unit: Unit, own: Language) -> bool:
    return unit.capital and not is_head(unit.low, own) and not is_common(unit.low, own)


def _filled(run: list[Unit]) -> Iterator[list[Unit]]:
    while run and not run[-1].capital:
        run = run[:-1]
    if run:
        yield run


def _within(run: list[Unit], place: Known) -> bool:
    return place.start <= run[0].start < place.end


def _joined(run: list[Unit]) -> str:
    return " ".join(unit.text for unit in run)


def whole_names(text: str, language: Language) -> Iterator[tuple[int, str]]:
    """Places of two and more capitals in a row, outside of what the file knows for common."""
    run: list[Unit] = []
    for unit in split_words(text, 0, len(text), language):
        joined = not run or text[run[-1].end : unit.start] == " "
        if joined and _may_name(unit, language):
            run.append(unit)
            continue
        if 2 <= len(run) <= _LONGEST_NAME:
            yield run[0].start, _joined(run)
        run = [unit] if _may_name(unit, language) else []
    if 2 <= len(run) <= _LONGEST_NAME:
        yield run[0].start, _joined(run)
