"""Paragraphs to Utterances, in a language that has nothing but its file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from statements.lexicon import Language
from statements.paragraphs import Paragraph
from statements.plain.according import find_according
from statements.plain.contents import JOINTS, before, behind, further
from statements.plain.cues import Cue, find_cues, is_negated
from statements.plain.readings import Reading, as_utterance
from statements.plain.subjects import Names, Subject, Subjects
from statements.plain.units import split_sentences, split_units
from statements.plain.vocabulary import is_pronoun
from statements.units import Units
from statements.utterance import Utterance

_CLAUSES = 3  # boundaries that lie between a subject with an apposition and its verb
_LEAST_QUOTE = 3  # words of a quote that stands for itself
_MOST_CUES = 12  # of a sentence; more is no prose
_RELATIVE = 14  # units of a relative clause


def find_utterances(text: str, paragraph: Paragraph, language: Language, names: Names) -> list[Utterance]:
    """What the paragraph reports, in the order of its cues; a quote without a cue has no mention."""
    subjects = Subjects(language, names)
    found: list[Utterance] = []
    for units in split_sentences(split_units(text, paragraph, language)):
        here = list(Sentence(text, units, language, subjects).utterances())
        if not here:
            _add_quote(text, units, found, whole=units[0].start == paragraph.start)
        found.extend(here)
    return found


class Sentence:
    """Finds the readings of one sentence, from its first cue to its last."""

    def __init__(self, text: str, units: Units, language: Language, subjects: Subjects) -> None:
        self.text, self.units, self.language, self.subjects = text, units, language, subjects
        self.cues = find_cues(units, language)[:_MOST_CUES]
        self.shared: Subject | None = None  # of the cue before

    def utterances(self) -> Iterator[Utterance]:
        floor, some = 0, False
        for number, cue in enumerate(self.cues):
            if cue.group < floor or is_negated(self.units, cue, self.language):
                continue
            reading = self._read(cue, floor, self._ceiling(number))
            if reading is not None:
                same = some and reading.subject is self.shared
                floor, some, self.shared = reading.end, True, reading.subject
                yield as_utterance(self.text, self.units, reading, self.language, same)
        reading = None if some else find_according(self.units, self.subjects, self.language)
        if reading is not None:
            yield as_utterance(self.text, self.units, reading, self.language)

    def _read(self, cue: Cue, floor: int, ceiling: int) -> Reading | None:
        start = self._boundary(cue.group, floor)
        after = start > floor and self._follows_words(start) and not self._closes_apposition(start, floor)
        inverted = after and self._verb_first(start, cue)
        found = self._after_words(cue, floor, start) if inverted else None
        found = found or self._before_words(cue, start, floor, ceiling)
        uninverted = after and not inverted and self._ends_clause(cue)
        return found or (self._after_words(cue, floor, start) if uninverted else None)

    # ------------------------------------------------------------ the words, then who said so

    def _after_words(self, cue: Cue, floor: int, start: int) -> Reading | None:
        run = before(self.units, floor, start, self.language)
        if run is None:
            return None
        subject = self.subjects.first_in(self.units, start, cue.group)
        subject = subject or self.subjects.next_to(self.units, cue.last + 1)
        quoted = self.units[run[1] - 1].kind == "quote"
        if subject is None and not (quoted and self.language.pro_drop):
            return None
        end = max(cue.last + 1, subject.end if subject else 0)
        if not quoted and end < len(self.units) and self.units[end].text == ":":
            return None  # "Auf die Frage, ob …, sagte Musk: „…“"
        more = further(self.units, end, run, self.cues)
        runs = (run, more) if more else (run,)
        return Reading((cue.first, cue.last), subject, runs, more[1] if more else end, cue)

    def _follows_words(self, start: int) -> bool:
        joint = self.units[start - 1]
        return joint.kind == "quote" or joint.text in JOINTS

    def _verb_first(self, start: int, cue: Cue) -> bool:
        """sagte Musk; hat Musk gesagt; a-t-il déclaré; wie Musk sagte"""
        low = self.units[start].low
        return start == cue.group or low in self.language.auxiliaries or low in self.language.as_said

    def _ends_clause(self, cue: Cue) -> bool:
        """“…,” Musk said on Monday: nothing that could be its object follows."""
        behind = self.units[cue.last + 1 : cue.last + 2]
        own = self.language
        return all(u.kind != "word" or u.low in own.prepositions or u.low in own.adverbs for u in behind)

    def _closes_apposition(self, start: int, floor: int) -> bool:
        """Ola Källenius, Chef von Mercedes-Benz, [sagte]"""
        subject = self._preceding(start, floor, start)
        return subject is not None and subject.apposition is not None and subject.end == start

    def _boundary(self, at: int, floor: int) -> int:
        """Where the clause begins that ends at `at`."""
        while at > floor and self.units[at - 1].kind == "word":
            at -= 1
        return at

    # ------------------------------------------------------------ who, then the words

    def _before_words(self, cue: Cue, start: int, floor: int, ceiling: int) -> Reading | None:
        if "q" in cue.form.frames:
            return None
        subject, end = self._who(cue, start, floor)
        if subject is None and not (self.language.pro_drop and start == cue.group == 0):
            return None
        bare = self.language.bare_clause or self.units[start].low in self.language.as_said
        run = behind(self.units, end, ceiling, cue, self.language, bare)
        return Reading((cue.first, cue.last), subject, (run,), run[1], cue) if run else None

    def _who(self, cue: Cue, start: int, floor: int) -> tuple[Subject | None, int]:
        """The subject, and where what follows it and the verb begins."""
        subject = self._preceding(start, floor, cue.group)
        if subject is not None:
            return subject, cue.last + 1
        joined = start == cue.group or self.units[start].low in self.language.conjunctions
        subject = self.subjects.next_to(self.units, cue.last + 1)
        if subject is not None and not (joined and self.shared):
            return subject, subject.end
        return (self.shared if joined else None), cue.last + 1

    def _preceding(self, start: int, floor: int, end: int) -> Subject | None:
        """In the clause itself, or before an apposition between commas, or before a relative clause."""
        first = start
        for _ in range(_CLAUSES):
            subject = self.subjects.first_in(self.units, first, end)
            if subject is not None or first <= floor or self.units[first - 1].text != ",":
                return subject or self._before_relative(start, floor, end)
            first = self._boundary(first - 1, floor)
        return None

    def _before_relative(self, start: int, floor: int, end: int) -> Subject | None:
        """Elon Musk, der Tesla führt, [sagte]"""
        opened = self._boundary(start - 1, floor) - 1
        if start != end or opened <= floor or start - opened > _RELATIVE or self.units[opened].text != ",":
            return None
        subject = self.subjects.first_in(self.units, self._boundary(opened, floor), opened)
        return subject if subject is not None and subject.end == opened else None

    def _ceiling(self, number: int) -> int:
        """The words of a cue end before the next one that goes on for the same speaker: "und kündigte an",
        "und er kündigte an"."""
        for cue in self.cues[number + 1 :]:
            joint = cue.group - 1
            if joint > 0 and is_pronoun(self.units[joint].low, self.language):
                joint -= 1
            if self.units[joint].low in self.language.conjunctions:
                return joint
        return len(self.units)


def _add_quote(text: str, units: Units, found: list[Utterance], whole: bool) -> None:
    """A sentence that is only quotes goes on with the words before it, or stands for itself."""
    body = [unit for unit in units if unit.kind != "mark"]
    if not body or any(unit.kind != "quote" for unit in body):
        return
    content = tuple((unit.start, unit.end) for unit in body)
    if sum(len(text[start:end].split()) for start, end in content) < _LEAST_QUOTE:
        return
    last = found[-1] if found else None
    if last is not None and last.kind in ("direct", "mixed") and last.cue and last.content[0] < last.cue:
        found[-1] = replace(
            last, content=(*last.content, *content), sentence=(last.sentence[0], units[-1].end)
        )
    elif found or whole:
        found.append(Utterance(content, None, None, (units[0].start, units[-1].end), "direct"))
