"""What decides which Statement a Report belongs to, and which others it answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from record.types import Polarity, Provenance, Report, ReportKind, Span, Stance

Phase = Literal["done", "plan", "open"]  # has happened or goes on; will happen; is being weighed
Veto = Literal[
    "speaker", "place", "product", "number", "date", "polarity", "condition", "phase", "subject", "post"
]
AnswerKind = Literal["reverses", "denies", "confirms", "repeats", "remarks"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that is said, in the unit's base form: 3万 is 30000, "seven in ten" is 70 %."""

    low: float
    high: float  # equal to `low` where one number is said
    unit: str  # "" for a plain count, "%", "CNY", "USD", "nm", "GWh", "persons", …


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a date in the words means; open ends are date.min and date.max."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Gist:
    """What the words of one Report come to: all that is compared. Pure; made by statements.gists."""

    lang: str
    vector: bytes = b""  # of the words said, see statements/gists/vectors.py; empty: nothing to compare
    around: bytes = b""  # of the sentences that report them, with the title
    terms: frozenset[str] = frozenset()  # stems and pairs of Han characters, without function words
    numbers: tuple[Quantity, ...] = ()
    dates: tuple[Period, ...] = ()
    places: frozenset[str] = frozenset()  # "US", "JP", "JP/osaka"
    products: frozenset[str] = frozenset()  # "su7", "2nm", "fold 4"
    phase: Phase | None = None
    conditional: bool = False
    negative: bool | None = None  # of the claim itself; None: nothing tells
    kinds: frozenset[str] = frozenset()  # classes of what it is about: "battery", "branch"
    glosses: frozenset[str] = frozenset()  # of Chinese words: "branch network outlet", see statements/gists
    moves: frozenset[str] = frozenset()  # "level+" for what rises, see statements/gists/opposites.py
    settled: bool = False  # it has happened, and the words say so; a phase is told from less


OwnPost = tuple[str, int]  # (account, Document id)


def own_post(account: str | None, document_id: int, provenance: Provenance) -> OwnPost | None:
    """The post of the Speaker's own account that a Report stands in, or None where others report it."""
    return (account, document_id) if account and provenance in ("own-account", "own-company") else None


@dataclass(frozen=True, slots=True)
class Rumour:
    """What others were said to have said, and this Report answers: "gossip about a merger"."""

    text: str
    span: Span
    gist: Gist


@dataclass(frozen=True, slots=True)
class Parties:
    """Whose words a Report gives, and whom its Document names: ids of Speakers, "?…" of unknown ones."""

    voices: frozenset[str] = frozenset()  # the Speaker, and the organisations that it speaks for
    named: frozenset[str] = frozenset()  # others that stand in the title, or near the words


@dataclass(frozen=True, slots=True)
class Located:
    """A Report with all that decides which Statement it belongs to."""

    report: Report
    gist: Gist
    post: OwnPost | None = None  # that it says itself; None: somebody else reports it
    rumour: Rumour | None = None  # that it answers, where its Document says so
    parties: Parties = Parties()
    context: str = ""  # the sentences that report the words, and their neighbours
    document_id: int = 0


@dataclass(frozen=True, slots=True)
class Member:
    """One wording of a Statement: a Report of it that is no mere copy of another."""

    report_id: int
    document_id: int
    text: str
    gist: Gist
    said_at: datetime
    stance: Stance
    polarity: Polarity
    kind: ReportKind
    post: OwnPost | None = None
    sentence: Span | None = None  # in its Document
    content: tuple[Span, ...] = ()  # likewise


@dataclass(frozen=True, slots=True)
class Candidate:
    """A Statement that a new Report might belong to, as `place` sees it."""

    statement_id: int
    speaker_id: str
    stance: Stance
    said_at: datetime  # of its first Report
    members: tuple[Member, ...]  # oldest first


@dataclass(frozen=True, slots=True)
class Near:
    """A Statement that is much like the Report, and that something keeps apart from it."""

    statement_id: int
    likeness: float  # 0 to 1: how sure they would be the same, were it not for the vetoes
    vetoes: frozenset[Veto]


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a Report belongs."""

    statement_id: int | None = None  # None: it opens a Statement of its own
    merges: tuple[int, ...] = ()  # other Statements that are the same, as this Report shows
    near: tuple[Near, ...] = ()  # most alike first
    copy: bool = False  # it says word for word what a Report of the Statement has said


@dataclass(frozen=True, slots=True)
class Other:
    """One wording of a Statement that a new one might answer: of the same Speaker, or one that the Document
    may mean."""

    statement_id: int
    speaker_id: str
    voices: frozenset[str]  # its Speaker, and the organisations that it speaks for
    said_at: datetime
    stance: Stance
    polarity: Polarity
    text: str
    gist: Gist
    rumours: tuple[Rumour, ...] = ()  # that it answers itself
    thread_id: int | None = None
    here: bool = False  # it stands in the same Document
    baseline: bool = False  # it was published before its site or account was watched


@dataclass(frozen=True, slots=True)
class Answer:
    """What a new Statement is to another one, or to a rumour."""

    kind: AnswerKind
    statement_id: int | None = None  # that it answers; None: only the rumour
    rumour: Rumour | None = None
    reason: str = ""  # in words, for explain: "the number differs: 70 %, 60 %"


Place = Callable[[Located, datetime, Sequence[Candidate]], Placement]
# The last ones are rumours that the Statement has answered in other Reports.
AnswerTo = Callable[[Located, datetime, Placement, Sequence[Other], Sequence[Rumour]], Sequence[Answer]]
