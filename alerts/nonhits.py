"""Why a watch has no Hit on a Statement: the first reason in order that holds for all of its Reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from alerts.explanation import Judgement
from alerts.hearing import listens_to, why_deaf
from alerts.knowing import know_speaker
from alerts.matching import concerns
from alerts.rules.matcher import Verdict, match, scope_of
from alerts.watches import Watch, Watchlist
from record.people import People
from record.problems import closest
from record.types import Event, Evidence, Statement

NOT_THEIRS = "is not one of its people"
MOST_NAMED = 3  # of the people of a watch; of the reasons why it hears none of the Reports
UNJUDGED = "its rule fits, and it was not asked when this came: it is newer, or was another then"


def why_missed(
    watch: Watch, watchlist: Watchlist, statement: Statement, events: Sequence[Event]
) -> Judgement:
    """People first, then whose Documents it hears, then what happened, then the rule over all Reports."""
    known = [know_speaker(evidence, watchlist.people) for evidence in statement.reports]
    spoken = [each for each in known if listens_to(watch, each, watchlist.people)]
    if not spoken:
        return _missed(watch, _nobody(watch, statement, known, watchlist.people))
    deaf = [why_deaf(watch, each, watchlist) for each in spoken]
    heard = [each for each, why in zip(spoken, deaf, strict=True) if why is None]
    if not heard:
        reasons = list(dict.fromkeys(filter(None, deaf)))
        more = f" (and {len(reasons) - MOST_NAMED} more)" if len(reasons) > MOST_NAMED else ""
        return _missed(watch, "; ".join(reasons[:MOST_NAMED]) + more)
    if not any(concerns(watch, event) for event in events):
        return _missed(watch, _not_asked_for(watch, events))
    return _by_rule(watch, watchlist, heard)


def _missed(watch: Watch, reason: str) -> Judgement:
    return Judgement(watch.name, False, reason=reason)


def _nobody(watch: Watch, statement: Statement, reports: Sequence[Evidence], people: People) -> str:
    """ "Jim Farley is not one of its people (Lei Jun, Lu Weibing and 2 more)", the likest name first."""
    speaker = reports[0].report.speaker.name if reports else statement.speaker.name
    names = [known.name if (known := people.by_id(id)) else id for id in watch.people]
    likest = closest(speaker, names)
    names.sort(key=lambda name: name != likest)
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return f"{speaker} {NOT_THEIRS} ({', '.join(names[:MOST_NAMED])}{more})"


def _not_asked_for(watch: Watch, events: Sequence[Event]) -> str:
    happened = ", ".join(dict.fromkeys(str(event.kind) for event in events)) or "nothing yet"
    asked = ", ".join(sorted(str(kind) for kind in watch.on))
    return f"nothing happened that it asks for (on: {asked}); what happened: {happened}"


# ---------------------------------------------------------------- by the rule


@dataclass(frozen=True, slots=True)
class _Read:
    """What the rule says of one Report."""

    evidence: Evidence
    verdict: Verdict


def _by_rule(watch: Watch, watchlist: Watchlist, heard: Sequence[Evidence]) -> Judgement:
    nearest = _nearest(watch, heard, watchlist.people)
    if nearest is None or nearest.verdict.hit:
        return _missed(watch, UNJUDGED)
    outlet = nearest.evidence.revision.document.outlet
    report = f"{outlet}, the nearest of {len(heard)} reports" if len(heard) > 1 else ""
    return Judgement(watch.name, False, nearest.verdict.explanation, report=report)


def _nearest(watch: Watch, heard: Sequence[Evidence], people: People) -> _Read | None:
    """A hit if any Report gives one, else the Report that lacks least."""
    if watch.rule is None:
        return None
    read = [_Read(each, match(watch.rule, scope_of(each, people))) for each in heard]
    return min(read, key=lambda each: (not each.verdict.hit, len(each.verdict.missing)))


def fits_now(watch: Watch, watchlist: Watchlist, statement: Statement) -> bool:
    """Whether the watch as it is today would have a Hit by any Report."""
    known = [know_speaker(evidence, watchlist.people) for evidence in statement.reports]
    heard = [each for each in known if why_deaf(watch, each, watchlist) is None]
    nearest = _nearest(watch, heard, watchlist.people) if heard else None
    return bool(heard) and (watch.rule is None or (nearest is not None and nearest.verdict.hit))
