"""What one Alert tells, before any channel's look: cleaned, cut at the quote, in the order it is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from alerts.messages.cleaning import clean, defuse, unquoted
from alerts.messages.places import at_quote, web_address
from alerts.messages.words import (
    CHANGES,
    EDITS,
    OUTDATED,
    PROVENANCES,
    STANCES,
    STATUSES,
    UNCHANGED,
    VENUES,
    VERBS,
    platform_name,
)
from alerts.rules.matcher import matched_words
from record.text import fold
from record.types import Alert, Change, Evidence, Hit, Json, Report, Revision, Speaker, Statement

MOST_TERMS = 6  # named in "why"
LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")  # a page may claim anything
LONGEST_VERB = 24  # characters
NO_VERBS = ("according", "per ", "in ", "据", "按")


@dataclass(frozen=True, slots=True)
class Said:
    """The words. Those that a reporter put in his own are never shown in quotation marks."""

    text: str
    verbatim: bool
    lang: str | None = None
    verb: str = ""  # "denied": without it the content of a denial would read as if it were claimed

    @property
    def mark(self) -> str:
        """What stands before words that are not verbatim."""
        return f"{self.verb} (paraphrase)".lstrip()


@dataclass(frozen=True, slots=True)
class Why:
    """One watch that hit, and the words of the text that its rule found."""

    watch_id: str
    watch: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet that reports it: its first report."""

    name: str
    at: datetime
    url: str | None


@dataclass(frozen=True, slots=True)
class Original:
    """Where the Speaker, or his own company, says it himself."""

    url: str | None
    platform: str
    verified: bool  # it is an account of people.yaml, and the platform does not deny the badge
    denied: bool  # the platform says that the account is not verified
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Story:
    """One Statement with the Hits on it."""

    public_id: str
    name: str
    role: str  # "CEO, Xiaomi", or empty
    said: Said
    stance: str
    change: str  # what happened to it, or empty where it is new
    status: str  # empty where there is no more to say than `edited_at` does
    at: datetime  # when the post or article that is shown was published
    edited_at: datetime | None  # when the edit that brought these words was seen; None: they came with it
    edit: Change | None  # what brought them: see words.EDITS
    how: str  # "direct quote, interview"
    source: str  # the outlet of the report that is shown
    published: bool  # by the speaker's own company: nobody reports it
    cut: bool  # the mirror shows only how it begins
    original: Original | None
    retold: tuple[str, Said] | None  # (outlet, its words) where the hit is on a report of the original
    quote_url: str | None  # a report, opened at the quote
    quote_outlet: str
    outlets: tuple[Outlet, ...]
    whys: tuple[Why, ...]

    @property
    def posted(self) -> bool:
        """By the Speaker himself."""
        return self.original is not None and not self.published

    @property
    def standing(self) -> str:
        return standing_of(self.original, self.published)

    @property
    def came(self) -> str:
        """ "in an edit", where `edited_at` says when."""
        return EDITS.get(self.edit, EDITS[None])[0]

    @property
    def added(self) -> str:
        """ "added to the {} by an edit", likewise."""
        return EDITS.get(self.edit, EDITS[None])[1]

    @property
    def who(self) -> str:
        return f"{self.name}, {self.role}" if self.role else self.name


def stories(alert: Alert, names: Mapping[str, str]) -> list[Story]:
    """One Story a Statement, best first. `names`: organisation id -> as shown."""
    by_statement: dict[int, list[Hit]] = {}
    for hit in alert.hits:
        if hit.event.statement is None:
            raise ValueError(f"a Hit of watch {hit.watch_id!r} on an Event without a Statement")
        by_statement.setdefault(hit.event.statement.id, []).append(hit)
    return [_story(hits, names) for hits in by_statement.values()]


def _story(hits: Sequence[Hit], names: Mapping[str, str]) -> Story:
    event = hits[0].event
    statement = event.statement
    assert statement is not None  # noqa: S101 - `stories` has looked
    heard = event.evidence or statement.original or statement.reports[0]
    first = _first_party(statement, heard)
    shown = first or heard
    quoting = _first_report(statement, shown) if is_original(heard, shown) else heard
    return Story(
        public_id=statement.public_id,
        name=clean(statement.speaker.name),
        role=role_of(shown.report, statement.speaker, names),
        said=said_of(shown),
        stance=STANCES.get(statement.stance, statement.stance),
        change=CHANGES.get(event.kind, ""),
        status=STATUSES.get(event.kind) or _status(shown.revision),
        cut=_is_cut(shown.revision),
        at=published_at(shown),
        edited_at=edited_at(shown),
        edit=shown.revision.change,
        how=_how(shown.report),
        source=clean(shown.revision.document.outlet),
        published=shown.report.provenance == "own-company",
        original=original_of(first) if first else None,
        retold=_retold(shown, heard),
        quote_url=_quote_url(quoting) if quoting else None,
        quote_outlet=clean(quoting.revision.document.outlet) if quoting else "",
        outlets=tuple(outlets_of(statement, shown, heard)),
        whys=_whys(hits),
    )


def _first_party(statement: Statement, heard: Evidence) -> Evidence | None:
    """The original; of two Reports of that one post the one that was heard now, for it has been edited."""
    original = statement.original or (heard if heard.report.first_party else _release(statement))
    if not is_original(heard, heard):
        return original
    same = original is None or original.revision.document.id == heard.revision.document.id
    return heard if same else original


def first_shown(statement: Statement) -> Evidence:
    """The original, else the company's own release, else whoever had it first."""
    return statement.original or _release(statement) or min(statement.reports, key=appeared_at)


def _release(statement: Statement) -> Evidence | None:
    own = (each for each in statement.reports if each.report.provenance == "own-company")
    return min(own, key=appeared_at, default=None)


def is_original(evidence: Evidence, shown: Evidence) -> bool:
    """Nobody reports it: the Speaker says it himself, or what is shown is his company's and so is this."""
    both = {evidence.report.provenance, shown.report.provenance}
    return evidence.report.first_party or both == {"own-company"}


def said_of(evidence: Evidence) -> Said:
    """The words as they can be shown; those of others with the verb that reports them."""
    report, lang = evidence.report, evidence.revision.lang
    verbatim = report.first_party or report.kind == "direct"
    return Said(
        text=unquoted(clean(report.text)).rstrip(",，"),
        verbatim=verbatim,
        lang=lang if lang and LANG.fullmatch(lang) else None,
        verb="" if verbatim else _verb(evidence),
    )


def _verb(evidence: Evidence) -> str:
    """As the reporter wrote it ("denied", 否认), else by the stance; a plain claim needs none."""
    report = evidence.report
    if report.stance == "claim" and report.kind != "nominal":
        return ""
    cue = clean(evidence.revision.text[slice(*report.cue)]) if report.cue else ""
    if 0 < len(cue) <= LONGEST_VERB and not cue.casefold().startswith(NO_VERBS):
        return cue
    return VERBS[report.stance] if report.kind == "nominal" else ""


def _retold(shown: Evidence, heard: Evidence) -> tuple[str, Said] | None:
    """The words the rule has read, where they are not those of the original."""
    said = said_of(heard)
    if shown.revision.document.id == heard.revision.document.id or fold(said.text) == fold(
        said_of(shown).text
    ):
        return None
    outlet = clean(heard.revision.document.outlet)
    return f"{outlet}: {clean(heard.report.speaker.name)}" if said.verb else outlet, said


def appeared_at(evidence: Evidence) -> datetime:
    """When the words stood there first, as far as we know."""
    return edited_at(evidence) or published_at(evidence)


def published_at(evidence: Evidence) -> datetime:
    """When its Document was published, unless that claims to come from the future."""
    published, seen = evidence.revision.published_at, evidence.revision.observed_at
    return published if published and published <= seen else seen


def edited_at(evidence: Evidence) -> datetime | None:
    """When the edit that brought the words was seen."""
    return None if _came_with_it(evidence.revision) else evidence.revision.observed_at


def _came_with_it(revision: Revision) -> bool:
    """The words are as old as the Document: also those that a mirror had cut off and shows now."""
    return revision.first or revision.change == "completed"


def _status(revision: Revision) -> str:
    if not _came_with_it(revision):
        return ""
    return UNCHANGED if revision.last else OUTDATED


def _is_cut(revision: Revision) -> bool:
    return revision.facts is not None and not revision.facts.complete


def _how(report: Report) -> str:
    provenance = "" if report.provenance == "paraphrase" else PROVENANCES.get(report.provenance, "")
    words = [provenance, VENUES[report.venue] if report.venue else ""]  # a paraphrase is marked at the words
    return ", ".join(filter(None, words))


def original_of(evidence: Evidence) -> Original:
    document = evidence.revision.document
    account, denied = document.account, document.verified is False
    return Original(
        url=web_address(document.url),
        platform=platform_name(account.platform) if account else "",
        verified=account in evidence.report.speaker.accounts and not denied,
        denied=account is not None and denied,
        recorded_at=evidence.revision.observed_at,
    )


def standing_of(original: Original | None, published: bool) -> str:
    """What the account is worth; of a company's own place only where the platform denies it."""
    if original is None:
        return ""
    if original.denied:
        return f"own account, not verified by {original.platform}"
    return "verified account" if original.verified and not published else ""


def _first_report(statement: Statement, shown: Evidence) -> Evidence | None:
    others = (each for each in statement.reports if not is_original(each, shown))
    return min(others, key=appeared_at, default=None)


def _quote_url(evidence: Evidence) -> str | None:
    """The report's address, at the first piece of the words."""
    url = web_address(evidence.revision.document.url)
    pieces = evidence.report.content
    return at_quote(url, evidence.revision.text[slice(*pieces[0])]) if url and pieces else url


def outlets_of(statement: Statement, shown: Evidence, heard: Evidence) -> Iterator[Outlet]:
    """Each outlet once, by the time of its first report; the original is not a report of itself."""
    own = shown.revision.document.id if is_original(shown, shown) else None
    reports = {e.id: e for e in (*statement.reports, heard)}.values()
    others = [e for e in reports if e.revision.document.id != own and not is_original(e, shown)]
    seen: set[str] = set()
    for evidence in sorted(others, key=appeared_at):
        document = evidence.revision.document
        if document.outlet not in seen:
            seen.add(document.outlet)
            yield Outlet(clean(document.outlet), appeared_at(evidence), web_address(document.url))


def role_of(report: Report, speaker: Speaker, names: Mapping[str, str]) -> str:
    """ "CEO, Xiaomi": as the document says it, else as the record knows it."""
    known = next((role for role in speaker.roles if role.until is None), None)
    title = report.role or (known.titles[0] if known and known.titles else "")
    org = report.org or (known.org if known else "")
    name = names.get(org, _unslugged(org))
    own = fold(name) in {fold(speaker.name), fold(report.who)}  # an organisation speaks for itself
    return ", ".join(filter(None, [clean(title), "" if own else clean(name)]))


def _unslugged(org: str) -> str:
    """An id that nobody gave a name for, as a name."""
    return org.replace("-", " ").title() if org.isascii() and org == org.lower() else org


# ---------------------------------------------------------------- why


def _whys(hits: Sequence[Hit]) -> tuple[Why, ...]:
    by_watch = {hit.watch_id: hit for hit in reversed(hits)}
    ordered = dict.fromkeys(hit.watch_id for hit in hits)
    return tuple(
        Why(watch, clean(by_watch[watch].watch_name), matched_terms(by_watch[watch].explanation))
        for watch in ordered
    )


def matched_terms(explanation: Json) -> tuple[str, ...]:
    """What the rule found, as the text writes it, each once; a watch without a rule has no explanation."""
    words = matched_words(explanation) if explanation else []
    found = {fold(text): text for text in map(clean, reversed(words)) if text}
    return tuple(reversed(found.values()))[:MOST_TERMS]


# ---------------------------------------------------------------- for chats whose markup we do not know


def defused(story: Story) -> Story:
    """Nothing in it mentions anybody or makes a link; addresses stay as they are."""
    return replace(
        story,
        name=defuse(story.name),
        role=defuse(story.role),
        said=_defused(story.said),
        source=defuse(story.source),
        retold=(defuse(story.retold[0]), _defused(story.retold[1])) if story.retold else None,
        quote_outlet=defuse(story.quote_outlet),
        outlets=tuple(replace(outlet, name=defuse(outlet.name)) for outlet in story.outlets),
        whys=tuple(
            replace(why, watch=defuse(why.watch), terms=tuple(map(defuse, why.terms))) for why in story.whys
        ),
    )


def _defused(said: Said) -> Said:
    return replace(said, text=defuse(said.text))
