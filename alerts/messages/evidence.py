"""What is shown of one Report and of those beside it, cleaned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from alerts.messages.cleaning import clean, unquoted
from alerts.messages.places import web_address
from alerts.messages.words import VERBS, platform_name
from record.text import fold
from record.types import Evidence, Report, Revision, Speaker, Statement

LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")  # a page may claim anything
LONGEST_VERB = 24  # characters
OTHER_DAY = timedelta(days=1)  # what is said to have been said tells the day, and no hour
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


def first_shown(statement: Statement) -> Evidence:
    """The original, else the company's own release, else whoever had it first."""
    return statement.original or release_of(statement) or min(statement.reports, key=appeared_at)


def release_of(statement: Statement) -> Evidence | None:
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


def appeared_at(evidence: Evidence) -> datetime:
    """When the words stood there first, as far as we know."""
    return edited_at(evidence) or published_at(evidence)


def published_at(evidence: Evidence) -> datetime:
    """When its Document was published, unless that claims to come from the future."""
    published, seen = evidence.revision.published_at, evidence.revision.observed_at
    return published if published and published <= seen else seen


def edited_at(evidence: Evidence) -> datetime | None:
    """When the edit that brought the words was seen."""
    return None if came_with_it(evidence.revision) else evidence.revision.observed_at


def said_before(evidence: Evidence) -> datetime | None:
    """The start of the day of its saying, where its Document was published on a later one."""
    said_at = evidence.report.said_at
    return said_at if said_at and published_at(evidence) - said_at >= OTHER_DAY else None


def is_own(evidence: Evidence) -> bool:
    """The Speaker says it himself, or his company for him."""
    return evidence.report.provenance in ("own-account", "own-company")


def came_with_it(revision: Revision) -> bool:
    """The words are as old as the Document: also those that a mirror had cut off and shows now."""
    return revision.first or revision.change == "completed"


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
