"""An article in somebody else's words: who is said to have said what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from record.people import People
from record.text import fold
from record.types import Provenance, Reason, Report, Revision, Stance
from statements import chinese, english, lexicon
from statements.attribution import Attribution, Resolver
from statements.datelines import without_datelines
from statements.languages import is_prose
from statements.paragraphs import Paragraph, split_paragraphs
from statements.plain import PlainReaders
from statements.saidat import said_at
from statements.stance import polarity_of, stance_of, stance_of_cue
from statements.unsaid import is_unsaid
from statements.utterance import Utterance
from statements.venues import carry_on, find_venue


def extract_article(revision: Revision, people: People) -> list[Report]:
    """The Reports of an article, in the order of the text."""
    paragraphs = split_paragraphs(revision.text, revision.lang)
    return read_paragraphs(revision, people, body_of(revision, paragraphs))


def body_of(revision: Revision, paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Those that do not only lead elsewhere, in a language that we have, without their datelines."""
    text = revision.text
    prose = (p for p in paragraphs if not _is_furniture(text, p, revision.title))
    body = list(without_datelines(text, prose))
    first = [p for p in body if p.lang == lexicon.FIRST]
    read = is_prose((text[p.start : p.end] for p in first), lexicon.FIRST)
    return body if read else [p for p in body if p.lang != lexicon.FIRST]


def read_paragraphs(revision: Revision, people: People, paragraphs: Sequence[Paragraph]) -> list[Report]:
    """What somebody is said to have said in these paragraphs."""
    text = revision.text
    known = _written(people, text)
    found = chinese.collect_names(text, [*paragraphs], known)
    resolver = Resolver(text, people, _day(revision), found)
    names = found | known
    plain = PlainReaders(text, people, _day(revision))
    found_in = _find_utterances(text, paragraphs, names)
    reports: list[Report] = []
    spoke_before = False
    for paragraph in paragraphs:
        spoke = False
        reader = plain.of(paragraph.lang)
        here = reader.find_utterances(paragraph) if reader else found_in[paragraph]
        for utterance in here:
            if is_unsaid(text, utterance, paragraph.lang) or not _has_words(text, utterance):
                continue
            if utterance.mention is None and not (spoke or spoke_before or utterance.about):
                continue
            speakers = (reader or resolver).resolve(utterance)
            reports.extend(_report(revision, paragraph, utterance, who, people) for who in speakers)
            spoke = bool(speakers)
        spoke_before = spoke
    return carry_on(reports, text)


def _find_utterances(
    text: str, paragraphs: Sequence[Paragraph], names: frozenset[str]
) -> dict[Paragraph, list[Utterance]]:
    """Those of the languages that have a grammar of their own."""
    grammars = {each: lexicon.of(each.lang).grammar for each in paragraphs}
    ours = [each for each in paragraphs if grammars[each] == "english"]
    found = dict(zip(ours, english.find_utterances(text, ours), strict=True)) if ours else {}
    for each in paragraphs:
        if grammars[each] == "chinese":
            found[each] = chinese.find_utterances(text, each, names)
    return found


def _has_words(text: str, utterance: Utterance) -> bool:
    """“……” says nothing."""
    return any(any(map(str.isalnum, text[start:end])) for start, end in utterance.content)


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
    if line == title.strip() or line.lower().startswith(lexicon.furniture()):
        return True
    if not lexicon.of(paragraph.lang).title_case or len(line) > 160 or line[-1] in ".!?”\"’'":
        return False
    words = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    return len(words) >= 4 and all(word[0].isupper() for word in words)


def _day(revision: Revision) -> date:
    return (revision.published_at or revision.observed_at).date()


def _report(
    revision: Revision, paragraph: Paragraph, utterance: Utterance, who: Attribution, people: People
) -> Report:
    text, lang = revision.text, paragraph.lang
    words = " … ".join(" ".join(text[start:end].split()) for start, end in utterance.content)
    cue = utterance.stance or _stance_of_cue(text, lang, utterance)
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
        stance=stance_of(
            words,
            lang,
            cue,
            nominal=_nominal(words, utterance),
            own=_side(who, people),
            reported=utterance.kind in ("indirect", "mixed"),
        ),
        polarity=polarity_of(words, lang, cue),
        provenance=_provenance(utterance, who),
        venue=find_venue(text, paragraph, utterance),
        said_at=said_at(text, utterance, lang, revision.published_at),
        confidence=who.confidence,
        reasons=tuple(_reasons(text, utterance, who)),
    )


def _side(who: Attribution, people: People) -> Iterator[str]:
    """Every name of the speaker and of whom he speaks for, as the words said may have it."""
    yield from (name for name in (who.who, who.org) if name)
    bodies = people.by_name(who.org) if who.org else ()
    for each in (who.speaker, *bodies):
        yield from (each.name, *each.names)


def _stance_of_cue(text: str, lang: str, utterance: Utterance) -> Stance | None:
    if utterance.cue is None:
        return None
    return stance_of_cue(text[slice(*utterance.cue)], lang, utterance.kind == "nominal")


def _nominal(words: str, utterance: Utterance) -> bool:
    """A noun phrase, short and without a verb that we could know."""
    return utterance.kind == "nominal" or (
        utterance.cue is not None and words.startswith(("their ", "its ", "his "))
    )


def _provenance(utterance: Utterance, who: Attribution) -> Provenance:
    """Of what the press writes; "own-account" and "own-company" are for what one publishes oneself (posts.py,
    releases.py), however much of a company's release an article repeats."""
    if who.spokesperson:
        return "spokesperson"
    return "paraphrase" if utterance.kind in ("indirect", "nominal") else "direct-quote"


def _reasons(text: str, utterance: Utterance, who: Attribution) -> Iterator[Reason]:
    if utterance.cue is not None:
        yield Reason("cue", f"reported by “{text[slice(*utterance.cue)]}”")
    yield who.why()
