"""A post in its author's own words: one Report for each sentence that claims something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from record.people import People
from record.text import fold_name, is_cjk
from record.types import Account, Provenance, Reason, Report, Revision, Span, Speaker, Venue
from statements.lexicon import en, zh
from statements.paragraphs import language
from statements.stance import polarity_of, stance_of

_SENTENCE = re.compile(r"[^。！？!?\n.…]+(?:\.(?=\S|\s[a-z])[^。！？!?\n.…]+)*[。！？!?.…]*[”」』\"]*")
_NOT_WORDS = re.compile(r"https?://\S+|#[^#\n]{1,60}#|#\w+|//@.*|@[\w\-·]{1,30}|\[[^\[\]\n]{1,8}\]")
_GREETING = "|".join((*zh.GREETINGS, *en.GREETINGS))
_GREETED = "|".join((*zh.GREETED, *en.GREETED))
_GREETINGS = re.compile(rf"^(?:{_GREETED}|[\s,，])*(?:{_GREETING})(?:{_GREETED}|[\s,，])*$", re.IGNORECASE)
_CLAUSE_MARKS = "，,；;、 "
SHORT_POST = 300  # characters: read as one thought


def extract_post(revision: Revision, people: People) -> list[Report]:
    """First-party Reports; the words of a reposted post are not among them."""
    account = revision.document.account
    if account is None:
        return []
    speaker = people.by_account(account) or _stranger(account, revision)
    return [_report(revision, people, speaker, span) for span in claims(revision.text)]


def claims(text: str) -> Iterator[Span]:
    """Spans of the sentences that say something: no greeting, hashtag, link, mention or emoji alone."""
    hidden = [match.span() for match in _NOT_WORDS.finditer(text)]
    blank = list(text)
    for start, end in hidden:
        blank[start:end] = " " * (end - start)
    bare = "".join(blank)
    for match in _SENTENCE.finditer(bare):
        start, end = _trimmed(bare, match.start(), match.end())
        if _says_something(bare[start:end]):
            yield start, end


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and (text[start].isspace() or text[start] in _CLAUSE_MARKS):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _CLAUSE_MARKS):
        end -= 1
    return start, end


def _says_something(words: str) -> bool:
    bare = words.strip(" \t。！？!?.…~～，,、:：;；”“\"'")
    if _GREETINGS.match(bare) or bare.lower().startswith((*zh.THANKS, *en.THANKS)):
        return False
    han = sum(map(is_cjk, bare))
    return han >= 4 or len([word for word in bare.split() if any(c.isalpha() for c in word)]) >= 3


def _stranger(account: Account, revision: Revision) -> Speaker:
    """The account of somebody nobody knows, by its own name."""
    name = revision.authors[0] if revision.authors else account.uid
    return Speaker(f"?{fold_name(name) or account.uid}", "person", name, accounts=(account,))


def around(text: str, span: Span) -> Span:
    """What a claim stands in: in his own short post a speaker names his subject once; in a long one, once a
    paragraph."""
    if len(text) <= SHORT_POST:
        return 0, len(text)
    start = text.rfind("\n", 0, span[0]) + 1
    end = text.find("\n", span[1])
    return start, end if end >= 0 else len(text)


def _report(revision: Revision, people: People, speaker: Speaker, span: Span) -> Report:
    words = " ".join(revision.text[slice(*span)].split())
    lang = language(words)
    account = revision.document.account
    platform = account.platform if account else ""
    venue: Venue = "weibo" if platform == "weibo" else "post"
    company = speaker.kind == "organisation"
    provenance: Provenance = "own-company" if company else "own-account"
    day = revision.published_at.date() if revision.published_at else None
    org = speaker if company else people.org_of(speaker, day)
    return Report(
        content=(span,),
        cue=None,
        mention=None,
        sentence=around(revision.text, span),
        text=words,
        speaker=speaker,
        who=revision.authors[0] if revision.authors else speaker.name,
        org=org.name if org else None,
        role=None,
        kind="direct",
        stance=stance_of(words, lang, None),
        polarity=polarity_of(words, lang, None),
        provenance=provenance,
        venue=venue,
        said_at=revision.published_at,
        confidence=0.95 if not speaker.id.startswith("?") else 0.6,
        reasons=(Reason("own-account", f"posted by {speaker.name}'s own {platform} account"),),
    )
