"""Whether the Speaker now says what contradicts an earlier Statement. Pure.

Another product, another market or another matter is no reversal; nor is a deed after its plan, a condition
alone, or a plan beside a mere opinion of the place that it is for.
"""

from __future__ import annotations

from dataclasses import dataclass

from record.placing import Gist, Located, Other
from record.text import simplify
from record.types import Polarity, Stance
from statements.alikeness import Alike, alike
from statements.languages import language
from statements.lexicon import en_reversals, zh_reversals

_CUES = {"en": en_reversals, "zh": zh_reversals}
_THINGS = frozenset(
    {"car", "device", "battery", "chip", "place", "energy"}
)  # fields with nothing that is done
_LONGEST = 1_500  # characters in which cues are looked for


@dataclass(frozen=True, slots=True)
class Cues:
    """What the sentences say of an earlier saying."""

    taken_back: bool
    ended: bool
    moved: bool
    recalled: bool

    @property
    def any(self) -> bool:
        return self.taken_back or self.ended or self.moved or self.recalled

    @property
    def named(self) -> bool:
        return self.taken_back or self.recalled


def reversal(located: Located, other: Other, near: float, cues: Cues, *, long_ago: bool = False) -> str:
    """Why it is one, in words; "" where it is none. `near`: how sure the two would be one Statement, were it
    not for a veto. `long_ago`: only words that name what was said before can reverse it."""
    if long_ago and not cues.named:
        return ""
    like = alike(located, other)
    if like.elsewhere or (like.places is None and _are_other_things(located.report.text, other.text)):
        return ""
    return (
        _opposite(located, other, like, cues, near)
        or _moved(located, other, like, cues, near)
        or _taken_back(like, cues)
    )


def cues_in(located: Located) -> Cues:
    text = simplify(f"{located.context}\n{located.report.text}"[:_LONGEST])
    words = _CUES.get(language(text))
    if words is None:
        return Cues(False, False, False, False)
    return Cues(
        *(bool(getattr(words, name).search(text)) for name in ("TAKEN_BACK", "ENDED", "MOVED", "RECALLED"))
    )


def _opposite(located: Located, other: Other, like: Alike, cues: Cues, near: float) -> str:
    """One says that it is, the other that it is not."""
    report = located.report
    denied = _denied(report.polarity, report.stance, located.gist)
    before = _denied(other.polarity, other.stance, other.gist)
    if None in (denied, before) or (
        denied == before and {report.stance, other.stance} != {"deny", "confirm"}
    ):
        return ""
    if located.gist.conditional != other.gist.conditional and not cues.taken_back:
        return ""
    if not _of_one_act(located, other):
        return ""
    if _is_further(report.text) != _is_further(other.text) and not cues.taken_back:
        return ""
    settled = report.stance in ("deny", "confirm") and other.stance in ("deny", "confirm")
    needed = 0.42 if cues.taken_back or cues.ended else 0.46 if cues.any or settled else 0.62
    if like.lonely:
        needed += 0.1
    if like.score < needed and near < 0.6:
        return ""
    return "denies what was affirmed before" if denied else "affirms what was denied before"


def _denied(polarity: Polarity, stance: Stance, gist: Gist) -> bool | None:
    """None where the words and the way they are reported do not tell the same."""
    negative = polarity == "negative"
    return negative if stance == "deny" or gist.negative in (None, negative) else None


def _are_other_things(now: str, before: str) -> bool:
    """Both call one by its name, and not the same: models that no list has."""
    names = [set(en_reversals.CALLED.findall(text[:_LONGEST])) for text in (now, before)]
    return all(names) and names[0].isdisjoint(names[1])


def _of_one_act(located: Located, other: Other) -> bool:
    """Both commit themselves, and to the same: a market that is praised is no plan to enter it."""
    now, before = located.gist, other.gist
    if _commits(now, located.report.stance) != _commits(before, other.stance) and not _same_terms(
        now, before
    ):
        return False
    acts = _acts(now), _acts(before)
    if all(acts):
        return bool(acts[0] & acts[1])
    return bool(now.kinds & before.kinds) or now.lang != before.lang or bool(now.terms & before.terms)


def _same_terms(now: Gist, before: Gist) -> bool:
    """It is for sale; it is not for sale."""
    return bool(now.terms) and now.terms == before.terms


def _commits(gist: Gist, stance: Stance) -> bool:
    return gist.phase is not None or stance in ("deny", "confirm", "plan")


def _acts(gist: Gist) -> frozenset[str]:
    """What is done, or that which stands for it: the sale, the opening, the price."""
    return frozenset(kind for kind in gist.kinds if kind.partition(":")[0] not in _THINGS)


def _is_further(text: str) -> bool:
    words = _CUES.get(language(text))
    return words is not None and words.FURTHER.search(simplify(text[:_LONGEST])) is not None


def _moved(located: Located, other: Other, like: Alike, cues: Cues, near: float) -> str:
    """Another number or another day of the same."""
    facet = "number" if like.numbers is False else "date" if like.dates is False else ""
    if not facet:
        return ""
    told = cues.taken_back or cues.moved
    if _is_deed(located.gist, other.gist) and not cues.taken_back:
        return ""
    if _is_further(located.report.text) != _is_further(other.text) and not cues.taken_back:
        return ""
    needed = 0.45 if cues.taken_back else 0.5 if told else 0.72
    if like.numbers is False and like.dates is False and not told:
        return ""
    if facet == "number" and not told and _is_rough(located.report.text) | _is_rough(other.text):
        return ""  # "thousands", then the figure
    if not cues.taken_back and located.gist.places != other.gist.places:
        return ""  # of a part of it
    enough = like.score >= needed or near >= 0.75
    return f"the {facet} differs" if enough and not (like.lonely and not told) else ""


def _is_rough(text: str) -> bool:
    words = _CUES.get(language(text))
    return words is not None and words.ROUGHLY.search(simplify(text[:_LONGEST])) is not None


def _is_deed(now: Gist, before: Gist) -> bool:
    return now.phase == "done" and before.phase in ("plan", "open")


def _taken_back(like: Alike, cues: Cues) -> str:
    return "takes back what was said before" if cues.taken_back and like.score >= 0.45 else ""
