"""An article in somebody else's words: who is said to have said what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from record.people import People
from record.text import fold
from record.types import Provenance, Reason, Report, Revision
from statements import chinese, english
from statements.attribution import Attribution, Resolver
from statements.lexicon import en, zh
from statements.paragraphs import Paragraph, split_paragraphs
from statements.stance import polarity_of, stance_of
from statements.utterance import Utterance
from statements.venues import venue_in


def extract_article(revision: Revision, people: People) -> list[Report]:
    """The Reports of an article, in the order of the text."""
    return read_paragraphs(revision, people, body_of(revision, split_paragraphs(revision.text)))


def body_of(revision: Revision, paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Those that do not only lead elsewhere."""
    return [p for p in paragraphs if not _is_furniture(revision.text, p, revision.title)]


def read_paragraphs(revision: Revision, people: People, paragraphs: Sequence[Paragraph]) -> list[Report]:
    """What somebody is said to have said in these paragraphs."""
    text = revision.text
    known = _written(people, text)
    found = chinese.collect_names(text, [*paragraphs], known)
    resolver = Resolver(text, people, _day(revision), found)
    names = found | known
    reports: list[Report] = []
    spoke_before = False
    for paragraph in paragraphs:
        spoke = False
        for utterance in _utterances(text, paragraph, names):
            if utterance.mention is None and not (spoke or spoke_before):
                continue
            who = resolver.resolve(utterance)
            if who is not None:
                reports.append(_report(revision, paragraph, utterance, who))
            spoke = who is not None
        spoke_before = spoke
    return reports


def _utterances(text: str, paragraph: Paragraph, names: frozenset[str]) -> list[Utterance]:
    if paragraph.lang == "zh":
        return chinese.find_utterances(text, paragraph, names)
    return english.find_utterances(text, paragraph)


def _written(people: People, text: str) -> frozenset[str]:
    """Every known name in Chinese that stands in the text, as it is written there."""
    folded = fold(text)
    if len(folded) != len(text):
        folded = text
    names = (
        name for speaker in people.all() for name in (speaker.name, *speaker.names) if not name.isascii()
    )
    places = ((name, folded.find(fold(name))) for name in names)
    return frozenset(text[at : at + len(name)] for name, at in places if at >= 0)


def _is_furniture(text: str, paragraph: Paragraph, title: str) -> bool:
    """The title again, "READ MORE: …", or a line in Title Case: the body says it in prose."""
    line = text[paragraph.start : paragraph.end]
    if line == title.strip() or line.lower().startswith((*en.FURNITURE, *zh.FURNITURE)):
        return True
    if paragraph.lang != "en" or len(line) > 160 or line[-1] in ".!?”\"’'":
        return False
    words = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    return len(words) >= 4 and all(word[0].isupper() for word in words)


def _day(revision: Revision) -> date:
    return (revision.published_at or revision.observed_at).date()


def _report(revision: Revision, paragraph: Paragraph, utterance: Utterance, who: Attribution) -> Report:
    text, lang = revision.text, paragraph.lang
    words = " … ".join(" ".join(text[start:end].split()) for start, end in utterance.content)
    lead = text[slice(*utterance.lead)] if utterance.lead else ""
    return Report(
        content=utterance.content,
        cue=utterance.cue,
        mention=utterance.mention,
        sentence=utterance.sentence,
        text=words,
        speaker=who.speaker,
        who=who.who,
        org=who.org,
        role=who.role,
        kind=utterance.kind,
        stance=stance_of(words, lang, utterance.stance, _nominal(words, utterance), (who.who, who.org)),
        polarity=polarity_of(words, lang, utterance.stance),
        provenance=_provenance(utterance, who),
        venue=venue_in(lead, lang),
        said_at=None,
        confidence=who.confidence,
        reasons=tuple(_reasons(text, utterance, who)),
    )


def _nominal(words: str, utterance: Utterance) -> bool:
    """A noun phrase, short and without a verb that we could know."""
    return utterance.kind == "nominal" or (
        utterance.cue is not None and words.startswith(("their ", "its ", "his "))
    )


def _provenance(utterance: Utterance, who: Attribution) -> Provenance:
    if who.spokesperson:
        return "spokesperson"
    return "paraphrase" if utterance.kind in ("indirect", "nominal") else "direct-quote"


def _reasons(text: str, utterance: Utterance, who: Attribution) -> Iterator[Reason]:
    if utterance.cue is not None:
        yield Reason("cue", f"reported by “{text[slice(*utterance.cue)]}”")
    yield who.reason
