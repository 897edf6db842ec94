"""A record of made-up Reports, of any size: words as frequent as words are, in both scripts."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select

from record.people import load_people
from record.store import wordindex
from record.store.engine import write
from record.store.shapes import content_hash, fingerprint, report_body
from record.store.tables import documents, origins, reports, revisions, sources, speakers, statements
from record.types import Document, Report, Revision, Speaker

BEGAN = datetime(2025, 1, 1, tzinfo=UTC)
OF_ONE = 4  # Reports of one Document
BATCH = 500  # Documents
SOURCE = "made/feed"
ENGLISH, CHINESE = 40_000, 20_000  # words
SYLLABLES = [a + b for a in "bcdfghklmnprstvwz" for b in ("a", "e", "i", "o", "u", "an", "er", "on")]
# Words that a query names, at the rank of frequency that they have.
NAMED = {
    20: "market",
    60: "launch",
    61: "launches",
    62: "launched",
    150: "factory",
    900: "tariff",
    9_000: "quokka",
}
NAMED_CHINESE = {10: "市场", 30: "美国", 80: "进入", 300: "关税", 2_000: "电池", 9_000: "考拉"}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words, the most frequent first, drawn by Zipf's law."""

    words: Sequence[str]
    weights: Sequence[float]  # summed up

    def draw(self, dice: random.Random, size: int) -> list[str]:
        return dice.choices(self.words, cum_weights=self.weights, k=size)


def english() -> Vocabulary:
    dice = random.Random(1)
    made = dict.fromkeys(
        "".join(dice.choices(SYLLABLES, k=dice.choice((1, 2, 2, 3, 3, 4)))) for _ in range(90_000)
    )
    return _vocabulary(list(made)[:ENGLISH], NAMED)


def chinese() -> Vocabulary:
    dice = random.Random(2)
    characters = [chr(0x4E00 + dice.randrange(0x5000)) for _ in range(3_000)]
    weights = list(accumulate(1 / (rank + 20) for rank in range(len(characters))))
    drawn = (dice.choices(characters, cum_weights=weights, k=2) for _ in range(CHINESE * 3))
    return _vocabulary(list(dict.fromkeys(map("".join, drawn)))[:CHINESE], NAMED_CHINESE)


def _vocabulary(words: list[str], named: dict[int, str]) -> Vocabulary:
    for rank, word in named.items():
        words[rank] = word
    return Vocabulary(words, list(accumulate(1 / (rank + 3) for rank in range(len(words)))))


def fill(engine: Engine, wanted: int) -> None:
    """Up to so many Reports, as the product writes them; goes on where it stopped."""
    with write(engine) as connection:
        have = connection.scalar(select(func.max(reports.c.id))) or 0
        if not have:
            _begin(connection)
    maker = _Maker()
    for start in range(have // OF_ONE, wanted // OF_ONE, BATCH):
        with write(engine) as connection:
            _write(connection, list(maker.articles(range(start, min(start + BATCH, wanted // OF_ONE)))))


def _begin(connection: Connection) -> None:
    connection.execute(insert(origins).values(key="site:made", added_at=BEGAN))
    connection.execute(insert(sources).values(id=SOURCE, origin="site:made", name="Made", added_at=BEGAN))
    known = [{"id": each.id, "kind": each.kind, "name": each.name} for each in speakers_of()]
    connection.execute(insert(speakers), known)


def speakers_of() -> list[Speaker]:
    people, _ = load_people()
    strangers = [Speaker(f"?stranger{number}", "person", f"Stranger {number}") for number in range(500)]
    return [*people.all(), *strangers]


Article = tuple[Revision, list[Report]]


class _Maker:
    def __init__(self) -> None:
        self.english, self.chinese, self.speakers = english(), chinese(), speakers_of()

    def articles(self, numbers: range) -> Iterator[Article]:
        """The same article for the same number."""
        for number in numbers:
            yield self._article(number, random.Random(number))

    def _article(self, number: int, dice: random.Random) -> Article:
        in_chinese = number % 2 == 1
        title, *said = [
            self._words(dice, in_chinese, size) for size in (9, *[dice.randrange(12, 40)] * OF_ONE)
        ]
        speakers = dice.choices(self.speakers, k=OF_ONE)
        text = "\n".join(f"{who.name} said: {words}." for who, words in zip(speakers, said, strict=True))
        url = f"https://made.example/{number}"
        document = Document(number + 1, f"made.example/{number}", "article", url, "Made", BEGAN)
        at = BEGAN + timedelta(minutes=number * 4)
        lang = "zh" if in_chinese else "en"
        revision = Revision(number + 1, document, SOURCE, at, title, text, lang=lang, published_at=at)
        return revision, [_report(text, words, who) for words, who in zip(said, speakers, strict=True)]

    def _words(self, dice: random.Random, in_chinese: bool, size: int) -> str:
        return (
            "".join(self.chinese.draw(dice, size)) if in_chinese else " ".join(self.english.draw(dice, size))
        )


def _report(text: str, words: str, speaker: Speaker) -> Report:
    start = text.index(words)
    end = start + len(words)
    begun = text.rfind("\n", 0, start) + 1
    return Report(
        content=((start, end),), cue=None, mention=None, sentence=(begun, end + 1),
        text=words, speaker=speaker, who=speaker.name, org=None, role=None, kind="direct",
        stance="plan" if len(words) % 5 else "deny", polarity="positive", provenance="direct-quote",
    )  # fmt: skip


def _write(connection: Connection, articles: Sequence[Article]) -> None:
    rows: dict[Any, list[dict[str, Any]]] = {documents: [], revisions: [], statements: [], reports: []}
    indexed: list[tuple[int, Report, Revision]] = []
    for revision, said in articles:
        rows[documents].append(_document_row(revision))
        rows[revisions].append(_revision_row(revision))
        for number, report in enumerate(said):
            id = (revision.id - 1) * OF_ONE + number + 1
            rows[statements].append(_statement_row(id, revision, report))
            rows[reports].append(_report_row(id, revision, report))
            indexed.append((id, report, revision))
    for table, made in rows.items():
        connection.execute(insert(table), made)
    wordindex.add(connection, indexed)


def _document_row(revision: Revision) -> dict[str, Any]:
    document = revision.document
    shared = {
        "id": document.id,
        "key": document.key,
        "kind": "article",
        "state": "recorded",
        "url": document.url,
    }
    seen = {"published_at": revision.published_at, "first_seen_at": revision.observed_at}
    return {
        **shared,
        **seen,
        "source_id": SOURCE,
        "outlet": "Made",
        "title": revision.title,
        "baseline": False,
    }


def _revision_row(revision: Revision) -> dict[str, Any]:
    names = ("id", "source_id", "observed_at", "title", "text", "lang", "published_at")
    row = {name: getattr(revision, name) for name in names}
    hashed = content_hash(revision.title, "", "")
    at = revision.observed_at
    return {**row, "document_id": revision.document.id, "authors": [], "content_hash": hashed, "done_at": at}


def _statement_row(id: int, revision: Revision, report: Report) -> dict[str, Any]:
    at = revision.observed_at
    said = {"polarity": report.polarity, "stance": report.stance, "text": report.text}
    who = {"speaker_id": report.speaker.id, "said_at": at, "first_seen_at": at}
    return {"id": id, "public_id": f"st_{id:012}", **said, **who}


def _report_row(id: int, revision: Revision, report: Report) -> dict[str, Any]:
    at = revision.observed_at
    places = {"statement_id": id, "revision_id": revision.id, "document_id": revision.document.id}
    who = {"speaker_id": report.speaker.id, "fingerprint": f"{id} {fingerprint(report)}"[:64]}
    rest = {"first_party": False, "polarity": report.polarity, "said_at": at, "recorded_at": at}
    return {"id": id, **places, **who, **rest, "body": report_body(report)}
