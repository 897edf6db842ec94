"""`onrecord sources import`: what an OPML file brings that is not there yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from crawler.opml import LARGEST, drafts_of, read_opml
from crawler.sitefiles import SiteDraft
from record.errors import UnreadableFeed
from record.types import Json, Source
from record.urls import document_key


@dataclass(frozen=True, slots=True)
class Brought:
    """The sites of a file, and what was left out with the reason."""

    drafts: list[SiteDraft]
    left_out: list[str]


def import_opml(path: Path, used: Iterable[Source], taken: Iterable[str]) -> Brought:
    """What `used` Sources poll already is left out, and no site is called as one of the `taken` ids.

    Raises UnreadableFeed where the file is no harmless OPML, or holds no feed.
    """
    with path.open("rb") as stream:
        body = stream.read(LARGEST + 1)
    try:
        subscriptions, left_out = read_opml(body)
    except UnreadableFeed as error:
        raise UnreadableFeed(f"{path}: {error}") from error
    there = {document_key(source.url): source.id for source in used}
    doubled = [one for one in subscriptions if document_key(one.feed) in there]
    left_out += [f"{one.title}: {one.feed} is {there[document_key(one.feed)]} already" for one in doubled]
    fresh = [one for one in subscriptions if document_key(one.feed) not in there]
    return Brought(drafts_of(fresh, taken), left_out)


def as_json(brought: Brought) -> Json:
    return {"sites": [asdict(draft) for draft in brought.drafts], "left_out": brought.left_out}
