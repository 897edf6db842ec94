"""`onrecord sources import`: what an OPML file brings that is not there yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from crawler.opml import LARGEST, drafts_of, read_opml
from crawler.sitefiles import SiteDraft
from record.errors import OnrecordError, UnreadableFeed
from record.types import Json, Source
from record.urls import document_key


@dataclass(frozen=True, slots=True)
class Brought:
    """The sites of a file, and what was left out with the reason."""

    drafts: list[SiteDraft]
    left_out: list[str]


def import_opml(path: Path, known: Mapping[str, Source]) -> Brought:
    """Raises OnrecordError where the file is no harmless OPML; `known` Sources are not brought twice."""
    with path.open("rb") as stream:
        body = stream.read(LARGEST + 1)
    try:
        subscriptions, left_out = read_opml(body)
    except UnreadableFeed as error:
        raise OnrecordError(f"{path}: {error}") from error
    there = {document_key(source.url): source.id for source in known.values()}
    doubled = [one for one in subscriptions if document_key(one.feed) in there]
    left_out += [f"{one.title}: {one.feed} is {there[document_key(one.feed)]} already" for one in doubled]
    fresh = [one for one in subscriptions if document_key(one.feed) not in there]
    taken = {id.partition("/")[0] for id in known}
    return Brought(drafts_of(fresh, taken), left_out)


def as_json(brought: Brought) -> Json:
    return {"sites": [asdict(draft) for draft in brought.drafts], "left_out": brought.left_out}
