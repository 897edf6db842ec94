"""What kind of error each wrong statement is, beside the gold; by the scorer's own tokens and pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from types import ModuleType

from record.types import Json

EXACT, NEAR = 0.8, 0.5  # Jaccard of a match, and of a pair whose who and stance are compared
TOUCHES = 0.5  # of the shorter one's tokens, for two spans to be about the same words

MISSED = ("nothing near", "merged", "split", "too short", "too long", "shifted", "wrong speaker")
FALSE = "no gold near"

Tokens = frozenset[int]


@dataclass(frozen=True, slots=True)
class Denial:
    """A gold denial; `verdict` is the stance that it was given, or None where it was not found."""

    doc_id: str
    who: str
    words: str
    verdict: str | None


@dataclass(slots=True)
class Compared:
    """One document, or several: errors by class, stances gold and given, denials."""

    doc_id: str = ""
    gold: int = 0
    found: int = 0
    right: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)  # (kind of the gold, class of error)
    stances: Counter[tuple[str, str]] = field(default_factory=Counter)  # (gold, given)
    denials: list[Denial] = field(default_factory=list)
    strangers: list[tuple[str, str, str]] = field(default_factory=list)  # (document, gold who, given)

    @property
    def wrong(self) -> int:
        """Statements of the gold that are not had, and found ones that are not in it."""
        return self.gold + self.found - 2 * self.right


@dataclass(frozen=True, slots=True)
class Side:
    """A document's statements of one side with the tokens of each."""

    statements: Sequence[Json]
    tokens: Sequence[Tokens]


def compare(scorer: ModuleType, row: Json, statements: Iterable[Json], target: str = "all") -> Compared:
    """One document of the gold beside what was found in it."""
    words = scorer.tokens(row["text"])
    gold, found = _side(scorer, words, row["statements"]), _side(scorer, words, statements)
    if target == "speech":
        gold, found = _speech(scorer, gold, found)
    done = Compared(row["doc_id"], len(gold.tokens), len(found.tokens))
    exact = {i: j for i, j, _ in scorer.pair(gold.tokens, found.tokens, EXACT)}
    for number, statement in enumerate(gold.statements):
        error = _error(scorer, words, gold, found, exact, number)
        if error is None:
            done.right += 1
        else:
            done.errors[error] += 1
            done.kinds[statement["kind"], error] += 1
    done.errors[FALSE] += sum(not any(_touch(p, g) for g in gold.tokens) for p in found.tokens)
    _compare_stances(scorer, row, done, gold, found)
    _compare_speakers(scorer, done, gold, found)
    return done


def add_up(compared: Iterable[Compared]) -> Compared:
    every = list(compared)
    total = Compared()
    for each in every:
        total.gold += each.gold
        total.found += each.found
        total.right += each.right
        total.errors += each.errors
        total.kinds += each.kinds
        total.stances += each.stances
    total.denials = list(chain.from_iterable(each.denials for each in every))
    total.strangers = list(chain.from_iterable(each.strangers for each in every))
    return total


def worst(compared: Iterable[Compared], most: int) -> list[Compared]:
    return sorted((each for each in compared if each.wrong), key=lambda each: (-each.wrong, each.doc_id))[
        :most
    ]


# ---------------------------------------------------------------- of one document


def _side(scorer: ModuleType, words: Sequence[object], statements: Iterable[Json]) -> Side:
    covered = [(each, frozenset(scorer.cover(words, each["content"]))) for each in statements]
    return Side([each for each, at in covered if at], [at for _, at in covered if at])


def _speech(scorer: ModuleType, gold: Side, found: Side) -> tuple[Side, Side]:
    """Without the gold that is no speech and what covers it: as in the scorer, neither is counted."""
    speech = [each.get("cls", "speech") == "speech" for each in gold.statements]
    asked = _kept(gold, speech)
    other = _kept(gold, [not each for each in speech])

    def closest(tokens: Tokens, side: Side) -> float:
        return max((scorer.jac(tokens, each) for each in side.tokens), default=0.0)

    counts = [not closest(each, asked) < closest(each, other) >= NEAR for each in found.tokens]
    return asked, _kept(found, counts)


def _kept(side: Side, keep: Sequence[bool]) -> Side:
    pairs = [
        pair for pair, kept in zip(zip(side.statements, side.tokens, strict=True), keep, strict=True) if kept
    ]
    return Side([statement for statement, _ in pairs], [tokens for _, tokens in pairs])


def _error(
    scorer: ModuleType, words: Sequence[object], gold: Side, found: Side, exact: dict[int, int], number: int
) -> str | None:
    """The class of error at one statement of the gold; None where it is had with its speaker."""
    if number in exact:
        given, wanted = found.statements[exact[number]], gold.statements[number]
        right = scorer.speaker_ok(words, wanted.get("speaker"), given.get("speaker"))
        return None if right else "wrong speaker"
    taken = set(exact.values())
    others = [at for i, at in enumerate(gold.tokens) if i != number and i not in exact]
    free = [at for j, at in enumerate(found.tokens) if j not in taken]
    return _span_error(gold.tokens[number], others, free)


def _span_error(wanted: Tokens, others: Sequence[Tokens], free: Sequence[Tokens]) -> str:
    """`others` and `free`: gold and found spans that have no exact partner."""
    near = [each for each in free if _touch(each, wanted)]
    if not near:
        return "nothing near"
    best = max(near, key=lambda each: len(each & wanted))
    if any(_within(other, best) for other in others) and _within(wanted, best):
        return "merged"
    if sum(_within(each, wanted) for each in near) > 1:
        return "split"
    lacking, over = len(wanted - best), len(best - wanted)
    if lacking and over and max(lacking, over) < 2 * min(lacking, over):
        return "shifted"
    return "too short" if lacking > over else "too long"


def _touch(one: Tokens, other: Tokens) -> bool:
    return len(one & other) >= TOUCHES * min(len(one), len(other))


def _within(part: Tokens, whole: Tokens) -> bool:
    return len(part & whole) >= EXACT * len(part)


def _compare_stances(scorer: ModuleType, row: Json, done: Compared, gold: Side, found: Side) -> None:
    near = {i: j for i, j, _ in scorer.pair(gold.tokens, found.tokens, NEAR)}
    for number, statement in enumerate(gold.statements):
        wanted = statement.get("stance")
        if wanted is None:
            continue
        given = found.statements[near[number]].get("stance") if number in near else None
        done.stances[wanted, given or "not found"] += 1
        if wanted == "deny":
            words = " … ".join(row["text"][start:end] for start, end in statement["content"])
            done.denials.append(Denial(row["doc_id"], statement.get("who") or "", words, given))


def _compare_speakers(scorer: ModuleType, done: Compared, gold: Side, found: Side) -> None:
    for i, j, _ in scorer.pair(gold.tokens, found.tokens, NEAR):
        wanted, given = gold.statements[i].get("who"), found.statements[j].get("who")
        if wanted and not scorer.same(wanted, given):
            done.strangers.append((done.doc_id, wanted, given or ""))


# ---------------------------------------------------------------- as lines


def error_lines(total: Compared) -> Iterator[str]:
    """Each class with its count, and of which kinds of statement."""
    kinds = sorted({kind for kind, _ in total.kinds})
    yield f"{'missed':14} {'all':>5}" + "".join(f" {kind:>9}" for kind in kinds)
    for name in MISSED:
        cells = "".join(f" {total.kinds[kind, name]:9}" for kind in kinds)
        yield f"{name:14} {total.errors[name]:5}{cells}"
    false = total.found - total.right
    yield f"{'false':14} {false:5} found and not right, {total.errors[FALSE]} of them with no gold near"


def worst_lines(documents: Sequence[Compared]) -> Iterator[str]:
    for each in documents:
        named = ", ".join(f"{count} {error}" for error, count in each.errors.most_common() if count)
        yield f"{each.doc_id}: gold {each.gold}, found {each.found}, right {each.right}: {named}"


def stance_lines(total: Compared) -> Iterator[str]:
    """A row a gold stance, a column a given one."""
    given = sorted(
        {stance for _, stance in total.stances}, key=lambda stance: (stance == "not found", stance)
    )
    if given:
        yield f"{'gold, given':12}" + "".join(f" {stance:>9}" for stance in given)
    for wanted in sorted({stance for stance, _ in total.stances}):
        yield f"{wanted:12}" + "".join(f" {total.stances[wanted, stance]:9}" for stance in given)


def denial_lines(total: Compared) -> Iterator[str]:
    for each in total.denials:
        words = each.words if len(each.words) <= 90 else f"{each.words[:89]}…"
        yield f"{each.verdict or 'not found':9} {each.doc_id}: {each.who}: {' '.join(words.split())}"


def stranger_lines(total: Compared) -> Iterator[str]:
    for doc_id, wanted, given in total.strangers:
        yield f"{doc_id}: {wanted}, given as {given or 'nobody'}"
