"""Who is asked for an account's posts where the first of its Sources cannot show them. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from record.types import Outcome, Poll, Remembered, Source

_MOST_EMPTY = 2  # answers in a row that show nothing of a new account; the next one is a failure


class Chains:
    """The Sources of each account, in the order of sources.yaml; a news site has nobody to stand in."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._by_account: dict[str, list[str]] = {}
        self._account_of: dict[str, str] = {}
        for source in sources:
            if source.spider == "posts":
                self._by_account.setdefault(source.origin, []).append(source.id)
                self._account_of[source.id] = source.origin

    def beginning_with(self, source_id: str) -> list[str]:
        """This Source, and those that stand in for it, the nearest first."""
        chain = self._by_account.get(self._account_of.get(source_id, ""), [source_id])
        return chain[chain.index(source_id) :]

    def after(self, source_id: str) -> str | None:
        """Who is asked when this one fails."""
        return next(iter(self.beginning_with(source_id)[1:]), None)


def has_failed(poll: Poll, before: Remembered) -> bool:
    """Whether another should be asked: an empty list is no answer for an account that has posted before, nor
    where nothing else ever came."""
    if poll.outcome is Outcome.EMPTY:
        return bool(before.known) or before.fails >= _MOST_EMPTY
    return not poll.outcome.healthy
