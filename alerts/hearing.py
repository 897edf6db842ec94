"""Which Reports a watch hears: of its people, in which words, from which Sources. Pure."""

from __future__ import annotations

from alerts.messages.evidence import is_own
from alerts.watches import SourceFilter, Watch, Watchlist
from record.people import People
from record.types import Evidence, Source

MOST_REMEMBERED = 20_000  # speakers, each for an organisation; most are unknown and seldom come again


def listeners_of(watchlist: Watchlist, evidence: Evidence) -> tuple[Watch, ...]:
    """The watches that listen to its Speaker, who is as people.yaml has them."""
    remembered = watchlist.listeners
    key = (evidence.report.speaker.id, evidence.report.org)
    found = remembered.get(key)
    if found is None:
        people = watchlist.people
        found = tuple(watch for watch in watchlist.watches if listens_to(watch, evidence, people))
        if len(remembered) >= MOST_REMEMBERED:
            remembered.clear()
        remembered[key] = found
    return found


def listens_to(watch: Watch, evidence: Evidence, people: People) -> bool:
    """The speaker is one of the watch's people, or speaks for one of its organisations."""
    if not watch.people:
        return True
    speaker, org = evidence.report.speaker, evidence.report.org
    spoken_for = {speaker.id, *(known.id for known in people.by_name(org or ""))}
    return any(wanted in spoken_for or people.speaks_for(speaker, wanted) for wanted in watch.people)


def reads_there(watch: Watch, evidence: Evidence, watchlist: Watchlist) -> bool:
    """Whether the watch hears of what stands there, whoever said it."""
    if watch.first_party == "only" and not is_own(evidence):
        return False
    return hears_source(watch.sources, watchlist.sources.get(evidence.revision.source_id))


def hears_source(filter: SourceFilter, source: Source | None) -> bool:
    """A Source that is no longer in the catalog is known to be nothing, and to have no tier."""
    if source is not None and source.kind in filter.without:
        return False
    return not filter.tiers or tier_of(source) in filter.tiers


def tier_of(source: Source | None) -> int | None:
    """Nothing is closer to what somebody says than his own account, whichever mirror shows it."""
    if source is None:
        return None
    return 1 if source.account else source.tier


def why_deaf(watch: Watch, evidence: Evidence, watchlist: Watchlist) -> str | None:
    """Why the watch does not hear the Report, in words; None where it does."""
    if not listens_to(watch, evidence, watchlist.people):
        return f"{evidence.report.speaker.name} is not one of its people"
    if watch.first_party == "only" and not is_own(evidence):
        outlet = evidence.revision.document.outlet
        return f"{outlet} reports it; this watch hears only the speaker's own words (first_party: only)"
    source = watchlist.sources.get(evidence.revision.source_id)
    return None if hears_source(watch.sources, source) else _why_unheard(watch.sources, evidence, source)


def _why_unheard(filter: SourceFilter, evidence: Evidence, source: Source | None) -> str:
    heard = f"this watch hears {_tiers(filter)}"
    if source is None:
        gone = f"the source {evidence.revision.source_id} is no longer among the sources"
        return f"{gone}, so that its tier is not known; {heard}"
    if source.kind in filter.without:
        return f"{source.name} is an {source.kind}"
    tier = tier_of(source)
    return f"{source.name} has {f'tier {tier}' if tier else 'no tier'}; {heard}"


def _tiers(filter: SourceFilter) -> str:
    """ "tier 1", "tiers 1 and 2"."""
    named = [str(tier) for tier in sorted(filter.tiers)]
    return f"tier{'s' if len(named) > 1 else ''} {' and '.join(named)}"
