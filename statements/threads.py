"""What a new Statement answers: an earlier one of its Speaker, somebody else's, or a rumour. Pure.

Rather too little than too much: what is told as a reversal is an alert.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from record.placing import Answer, AnswerKind, Located, Other, Placement, Rumour
from record.types import Stance
from statements.alikeness import Alike, alike, alike_gists
from statements.reversals import cues_in, reversal
from statements.stance import is_negative

SLACK = timedelta(days=1)  # many a saying is dated by its day alone
OTHERS = timedelta(days=14)  # in which one answers somebody else
REMEMBERED = timedelta(days=90)  # in which one's own words bind without being recalled
PLAIN = 0.62  # how alike a sentence with "not" in it must be to deny one without
_FEW = 2  # terms of words that name something
MOST = 20  # answers of one Report

_OF_RUMOURS: dict[Stance, AnswerKind] = {"deny": "denies", "confirm": "confirms"}


def answers_to(
    located: Located,
    said_at: datetime,
    placement: Placement,
    others: Sequence[Other],
    known: Sequence[Rumour] = (),
) -> list[Answer]:
    """Its answers, the surest first. `others`: earlier Statements, see record/store/answerable.py; `known`:
    the rumours that other Reports of its Statement answer."""
    earlier = [other for other in others if other.statement_id != placement.statement_id]
    own = located.report.speaker.id
    found = [
        *_reversals(located, said_at, placement, [each for each in earlier if each.speaker_id == own]),
        *_denials(located, said_at, [each for each in earlier if each.speaker_id != own]),
        *_repeats(located, said_at, earlier),
        *_confirmations(located, said_at, [each for each in earlier if each.speaker_id != own]),
    ]
    if not found:
        found += _remarks(located, said_at, [each for each in earlier if each.speaker_id != own])
    found += _of_rumour(located, known)
    return _once(found)[:MOST]


def _once(found: Sequence[Answer]) -> list[Answer]:
    """One answer to each Statement, the first."""
    kept: dict[int | str, Answer] = {}
    for answer in found:
        kept.setdefault(answer.statement_id if answer.statement_id is not None else "rumour", answer)
    return list(kept.values())


def _within(other: Other, said_at: datetime) -> bool:
    return said_at - OTHERS <= other.said_at <= said_at + SLACK


# ---------------------------------------------------------------- of the Speaker's own


def _reversals(
    located: Located, said_at: datetime, placement: Placement, own: Sequence[Other]
) -> Iterator[Answer]:
    """The latest Statement that is contradicted: what stood before it, that one has reversed already."""
    near = {each.statement_id: each.likeness for each in placement.near}
    cues = cues_in(located)
    found: dict[int, tuple[datetime, str]] = {}
    for other in own:
        if other.here or other.said_at > said_at:
            continue
        long_ago = other.baseline or said_at - other.said_at > REMEMBERED
        reason = reversal(located, other, near.get(other.statement_id, 0.0), cues, long_ago=long_ago)
        if reason:
            found.setdefault(other.statement_id, (other.said_at, reason))
    latest = max(found.values(), default=None)
    for statement_id, (at, reason) in found.items():
        if latest and latest[0] - at < SLACK:
            yield Answer("reverses", statement_id, None, reason)


# ---------------------------------------------------------------- of others


def _linked(located: Located, other: Other) -> bool:
    """They speak for the same organisation, or the Document names the other one."""
    parties = located.parties
    return bool(other.voices & (parties.voices | parties.named))


def _denials(located: Located, said_at: datetime, theirs: Sequence[Other]) -> Iterator[Answer]:
    """Somebody else has said what is denied now."""
    if located.report.polarity != "negative" and located.report.stance != "deny":
        return
    for other in theirs:
        affirmed = other.polarity == "positive" and other.stance not in ("deny", "ask", "judge")
        if not affirmed or not _within(other, said_at) or _answers_same(located, other):
            continue
        like = _likest(located, other)
        if _is_denied(like, located.report.stance == "deny", _linked(located, other)):
            yield Answer("denies", other.statement_id, None, f"denies what somebody else said: {like}")


def _is_denied(like: Alike, cued: bool, linked: bool) -> bool:
    """`cued`: it is reported as a denial; a mere "has not" must be of the very same."""
    if cued:
        return like.same if linked else like.surely
    return linked and like.score >= PLAIN and not like.elsewhere


def _answers_same(located: Located, other: Other) -> bool:
    """Both say the same about the rumour."""
    return located.report.polarity == other.polarity


def _repeats(located: Located, said_at: datetime, earlier: Sequence[Other]) -> Iterator[Answer]:
    """A denial of what has been denied: the first one in its thread counts."""
    if located.report.stance != "deny":
        return
    denied = [each for each in earlier if each.stance == "deny" and _within(each, said_at)]
    matched = [(each, why) for each in denied if (why := _same_matter(located, each))]
    for other, why in matched[:1] and [
        min(matched, key=lambda pair: (pair[0].said_at, pair[0].statement_id))
    ]:
        mates = [each for each in denied if other.thread_id is not None and each.thread_id == other.thread_id]
        first = min([other, *mates], key=lambda each: (each.said_at, each.statement_id))
        yield Answer("repeats", first.statement_id, None, why)


def _confirmations(located: Located, said_at: datetime, theirs: Sequence[Other]) -> Iterator[Answer]:
    if located.report.stance != "confirm":
        return
    for other in theirs:
        if not _within(other, said_at) or not _linked(located, other):
            continue
        denied = other.stance == "deny"
        like = _likest(located, other)
        if like.same and denied:
            yield Answer("denies", other.statement_id, None, f"confirms what somebody else denied: {like}")
        elif like.same and other.polarity == located.report.polarity:
            yield Answer("confirms", other.statement_id, None, f"confirms what somebody else said: {like}")


def _remarks(located: Located, said_at: datetime, theirs: Sequence[Other]) -> Iterator[Answer]:
    """What is said of the matter by one who is party to it; of several Statements the last one."""
    for other in sorted(theirs, key=lambda each: each.said_at, reverse=True):
        if not _within(other, said_at) or not (other.thread_id or other.rumours):
            continue
        if not other.voices & located.parties.named:
            continue
        mates = [each for each in theirs if each is other or _in_one_thread(each, other)]
        like = max((_likest(located, each) for each in mates), key=lambda each: each.score)
        if like.same:
            yield Answer("remarks", other.statement_id, None, f"speaks of the same: {like}")
            return


def _in_one_thread(one: Other, other: Other) -> bool:
    return one.thread_id is not None and one.thread_id == other.thread_id


def _same_matter(located: Located, other: Other) -> str:
    """Why a denial is of the same, in words."""
    linked = _linked(located, other)
    for rumour in other.rumours:
        if located.rumour is not None:
            like = alike_gists(located.rumour.gist, rumour.gist)
            if like.same if linked else like.surely:
                return f"the same rumour: {_shortened(rumour)}"
    like = _likest(located, other)
    own = located.report.speaker.id == other.speaker_id
    return f"denies the same: {like}" if (like.same if linked and not own else like.surely) else ""


def _likest(located: Located, other: Other) -> Alike:
    """The words, or the rumour that they answer, beside the other's."""
    pairs = [alike(located, other)]
    if located.rumour is not None:
        pairs.append(alike_gists(located.rumour.gist, other.gist))
    pairs += [alike_gists(located.gist, rumour.gist) for rumour in other.rumours]
    if located.rumour is not None:
        pairs += [alike_gists(located.rumour.gist, rumour.gist) for rumour in other.rumours]
    return max(pairs, key=lambda each: each.score)


def _shortened(rumour: Rumour) -> str:
    return f"“{rumour.text[:80]}”"


# ---------------------------------------------------------------- of a rumour alone


def _of_rumour(located: Located, known: Sequence[Rumour]) -> Iterator[Answer]:
    rumour = located.rumour
    if rumour is None or any(alike_gists(rumour.gist, each.gist).akin for each in known):
        return
    like = alike_gists(located.gist, rumour.gist)
    meant = _is_meant(located, like)
    if meant and _says_not(rumour) and _says_no(located):
        return  # what it says itself, told in other words
    kind = _OF_RUMOURS.get(located.report.stance, "remarks") if meant else "remarks"
    yield Answer(kind, None, rumour, f"{like}" if like.akin else "it is named where the words stand")


def _is_meant(located: Located, like: Alike) -> bool:
    """Its words are about the rumour; those that name nothing ("not true") can be of nothing else."""
    return like.akin or len(located.gist.terms) < _FEW


def _says_not(rumour: Rumour) -> bool:
    return bool(rumour.gist.negative) or is_negative(rumour.text, rumour.gist.lang)


def _says_no(located: Located) -> bool:
    return located.report.stance == "deny" or located.report.polarity == "negative"
