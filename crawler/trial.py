"""Trying Sources: what they would list and what would be read, with nothing recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from scrapy.settings import Settings

from crawler.browser import with_browser
from crawler.process import run_spiders
from crawler.tasks import nothing
from crawler.unrecorded import Unrecorded
from record.evidence import Capture
from record.types import Article, Json, Listed, Outcome, Poll, Source, Visitor

IN_TIME = "no answer in time"
IN_FLIGHT = 64


@dataclass(slots=True)
class Trial:
    """How one Source did; `poll` is None while it has not answered."""

    source: Source
    poll: Poll | None = None
    articles: list[Article] = field(default_factory=list)
    failures: list[tuple[str, str]] = field(default_factory=list)  # address, reason

    @property
    def state(self) -> Outcome:
        return self.poll.outcome if self.poll else Outcome.UNREACHABLE

    @property
    def reason(self) -> str:
        return self.poll.reason if self.poll else IN_TIME

    @property
    def listed(self) -> int:
        """Entries, or posts."""
        return len(self.poll.entries) + len(self.poll.posts) if self.poll else 0

    @property
    def healthy(self) -> bool:
        """It lists something, and of the articles that were asked for some could be read."""
        read = bool(self.articles) or not self.failures
        return self.state is Outcome.OK and self.listed > 0 and read

    def as_json(self) -> Json:
        """How it did, without what it listed."""
        return {
            "source": self.source.id,
            "url": self.source.url,
            "healthy": self.healthy,
            "state": self.state,
            "reason": self.reason,
            "listed": self.listed,
        }


class Trying(Unrecorded):
    """Some Sources once; of what each lists only the first `limit` articles are fetched."""

    def __init__(self, trials: Iterable[Trial], limit: int, on_change: Callable[[], None] = nothing) -> None:
        self._trials = {trial.source.id: trial for trial in trials}
        self._limit = limit
        self._on_change = on_change
        super().__init__((trial.source for trial in self._trials.values()), IN_FLIGHT)

    async def polled(self, poll: Poll, visitor: Visitor | None = None) -> None:
        self._trials[poll.source.id].poll = poll
        await super().polled(replace(poll, entries=poll.entries[: self._limit]), visitor)
        self._on_change()

    async def fetched(self, listed: Listed, article: Article, capture: Capture | None = None) -> None:
        self._trials[listed.source_id].articles.append(article)
        await super().fetched(listed, article, capture)
        self._on_change()

    async def failed(self, listed: Listed, reason: str, permanent: bool) -> None:
        self._trials[listed.source_id].failures.append((listed.url, reason))
        await super().failed(listed, reason, permanent)
        self._on_change()


def try_sources(
    sources: Iterable[Source],
    settings: Settings,
    *,
    limit: int,
    seconds: float,
    on_change: Callable[[Sequence[Trial]], None] = lambda _: None,
) -> list[Trial]:
    """A Trial of each, in their order. Errors are in the Trials; once in a process (see run_spiders)."""
    trials = [Trial(source) for source in sources]

    def changed() -> None:
        on_change(trials)

    kinds = dict.fromkeys(trial.source.spider for trial in trials)
    agendas = {
        kind: Trying((trial for trial in trials if trial.source.spider == kind), limit, changed)
        for kind in kinds
    }
    if any(trial.source.browser for trial in trials):
        with_browser(settings)
    run_spiders([(kind, {"agenda": agenda}) for kind, agenda in agendas.items()], settings, seconds)
    return trials
