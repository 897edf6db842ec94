"""Small valid things for tests: each takes what matters to the test and fills in the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from record.clock import Clock
from record.store import Record
from record.types import (
    Account,
    Article,
    Document,
    Entry,
    Outcome,
    Poll,
    Post,
    Report,
    Revision,
    Schedule,
    Source,
    Speaker,
)

NOW = Clock().now()
LEI_JUN = Speaker("lei-jun", "person", "Lei Jun", ("雷军",))
ACCOUNT = Account("weibo", "1749127163")


def source(id: str = "reuters/feed", **changes: Any) -> Source:
    made = Source(
        id=id,
        spider="news",
        format="feed",
        url=f"https://{id.replace('/', '.')}.example/rss",
        origin=f"site:{id.partition('/')[0]}",
        name=id.partition("/")[0].title(),
        schedule=Schedule(every=60),
    )
    return replace(made, **changes)


def mirror(id: str = "hub:lei-jun", **changes: Any) -> Source:
    return source(id, spider="posts", format="rsshub", origin=ACCOUNT.key, account=ACCOUNT, **changes)


def entry(name: str, published_at: datetime | None = None) -> Entry:
    return Entry(f"https://reuters.example/{name}", name.title(), None, published_at)


def post(name: str = "1", text: str = "No plan for the US market.", **changes: Any) -> Post:
    made = Post(f"weibo:{name}", ACCOUNT, f"https://weibo.com/1749127163/{name}", text)
    return replace(made, **changes)


def poll(of: Source, *found: Entry | Post, outcome: Outcome = Outcome.OK, **changes: Any) -> Poll:
    made = Poll(
        source=of,
        at=Clock().now(),
        outcome=outcome,
        entries=tuple(each for each in found if isinstance(each, Entry)),
        posts=tuple(each for each in found if isinstance(each, Post)),
    )
    return replace(made, **changes)


def article(text: str = "Lei Jun said there is no plan.", **changes: Any) -> Article:
    return replace(Article("https://reuters.example/a", "A title", text), **changes)


def report(text: str = "there is no plan", speaker: Speaker = LEI_JUN, **changes: Any) -> Report:
    made = Report(
        content=((0, len(text)),),
        cue=None,
        mention=None,
        sentence=(0, len(text)),
        text=text,
        speaker=speaker,
        who=speaker.name,
        org=None,
        role=None,
        kind="indirect",
        stance="deny",
        polarity="negative",
        provenance="paraphrase",
    )
    return replace(made, **changes)


def document(**changes: Any) -> Document:
    made = Document(1, "https://reuters.example/a", "article", "https://reuters.example/a", "Reuters", NOW)
    return replace(made, **changes)


def revision(
    text: str = "Lei Jun said there is no plan.", title: str = "A title", **changes: Any
) -> Revision:
    return replace(Revision(1, document(), "reuters/feed", NOW, title, text), **changes)


def record_articles(record: Record, *texts: str, of: Source | None = None) -> None:
    """A poll for each text that lists its article, dated now, and the fetching of it."""
    of = of or source()
    record.crawl.add_sources([of])
    later = Clock(timedelta(seconds=1)).now()
    names = {"".join(filter(str.isalnum, f"{of.id}{text}"))[:60]: text for text in texts}
    for name, text in names.items():  # each by itself: they are recorded in this order
        record.crawl.record_poll(poll(of, entry(name, later)))
        (listed,) = record.crawl.claim_listed([of.id], 1)
        record.crawl.record_article(listed, article(text, url=listed.url))


EPOCH = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
