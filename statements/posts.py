"""A post in its author's own words: one Report for each sentence that claims something."""

from __future__ import annotations

from typing import Literal

from record.people import People
from record.text import fold_name
from record.types import Account, Provenance, Reason, Report, Revision, Span, Speaker, Venue
from statements.claims import claims
from statements.languages import language
from statements.stance import polarity_of, stance_of

SHORT_POST = 300  # characters: read as one thought
RELEASES = frozenset({"newsroom", "edgar"})  # platforms of what an organisation publishes


def extract_post(revision: Revision, people: People) -> list[Report]:
    """First-party Reports; the words of a reposted post are not among them."""
    account = revision.document.account
    if account is None:
        return []
    speaker = owner_of(account, revision, people)
    return [own_report(revision, people, speaker, span) for span in claims(revision.text)]


def owner_of(account: Account, revision: Revision, people: People) -> Speaker:
    """Whose account it is; where nobody knows, somebody of the account's own name."""
    known = people.by_account(account)
    if known is not None:
        return known
    name = revision.authors[0] if revision.authors else account.uid
    kind: Literal["person", "organisation"] = "organisation" if account.platform in RELEASES else "person"
    return Speaker(f"?{fold_name(name) or account.uid}", kind, name, accounts=(account,))


def venue_of(platform: str) -> Venue:
    """Where a post of this platform was said."""
    if platform in RELEASES:
        return "release"
    return "weibo" if platform == "weibo" else "post"


def around(text: str, span: Span) -> Span:
    """What a claim stands in: in his own short post a speaker names his subject once; in a long one, once a
    paragraph."""
    if len(text) <= SHORT_POST:
        return 0, len(text)
    start = text.rfind("\n", 0, span[0]) + 1
    end = text.find("\n", span[1])
    return start, end if end >= 0 else len(text)


def own_report(revision: Revision, people: People, speaker: Speaker, span: Span) -> Report:
    """The words of a span, said by whose account it is."""
    words = " ".join(revision.text[slice(*span)].split())
    lang = language(words, revision.lang)
    account = revision.document.account
    platform = account.platform if account else ""
    company = speaker.kind == "organisation"
    provenance: Provenance = "own-company" if company else "own-account"
    day = revision.published_at.date() if revision.published_at else None
    org = speaker if company else people.org_of(speaker, day)
    return Report(
        content=(span,),
        cue=None,
        mention=None,
        # What an edit, or the end of a text that was cut, adds is not told for the words that stood there.
        sentence=span if revision.added is not None else around(revision.text, span),
        text=words,
        speaker=speaker,
        who=revision.authors[0] if revision.authors else speaker.name,
        org=org.name if org else None,
        role=None,
        kind="direct",
        stance=stance_of(words, lang, None),
        polarity=polarity_of(words, lang, None),
        provenance=provenance,
        venue=venue_of(platform),
        said_at=revision.published_at,
        confidence=0.95 if not speaker.id.startswith("?") else 0.6,
        reasons=(Reason("own-account", f"posted by {speaker.name}'s own {platform} account"),),
    )
