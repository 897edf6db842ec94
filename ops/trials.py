"""`onrecord sources try`: which Sources are meant, what they would record, and what is written then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from crawler import catalog
from crawler.catalog import load_catalog
from crawler.siteedits import add_use, place_of, set_checked
from crawler.trial import Trial
from ops import posttrials
from ops.posttrials import preview
from record.configuration import Configuration
from record.people import BUNDLED, load_people
from record.problems import Problem, closest
from record.types import Article, Json, Source


def known_sources(configuration: Configuration) -> tuple[dict[str, Source], list[Problem]]:
    """Every bundled Source, used or not, and the user's; and the Problems of his files."""
    own, persons = Path(configuration.sources), Path(configuration.people)
    people, problems = load_people((BUNDLED, *([persons] if persons.exists() else [])))
    accounts = [(speaker, account) for speaker in people.all() for account in speaker.accounts]
    bundled, _ = load_catalog([catalog.BUNDLED])
    users, found = load_catalog([catalog.BUNDLED, own], accounts) if own.exists() else ({}, [])
    return {**bundled, **users}, problems + found


def used_sources(configuration: Configuration) -> tuple[dict[str, Source], list[Problem]]:
    """Those that would be polled: the user's and the bundled ones that he uses, without mirrors."""
    own = Path(configuration.sources)
    return load_catalog([catalog.BUNDLED, *([own] if own.exists() else [])])


def polled(known: Iterable[Source], configuration: Configuration) -> list[Source]:
    """Of the known Sources those that are polled, with the mirrors: these are always the user's own."""
    used, _ = used_sources(configuration)
    return [source for source in known if source.id in used or source.spider == "posts"]


def named(wanted: str, known: dict[str, Source]) -> list[Source]:
    """The Source of this id, or all of the site or of the mirror."""
    return [
        source for id, source in known.items() if id == wanted or id.startswith((f"{wanted}/", f"{wanted}:"))
    ]


def unknown(wanted: str, known: dict[str, Source]) -> str:
    guess = closest(wanted, dict.fromkeys(id.partition("/")[0] for id in known))
    return f"no source is called {wanted!r}{f'; did you mean {guess!r}?' if guess else ''}"


# ---------------------------------------------------------------- what came out


def lines(trial: Trial, limit: int) -> Iterator[str]:
    """For a terminal: the state, then each article as it would be recorded; of posts the first `limit`."""
    reason = f": {trial.reason}" if trial.reason else ""
    listed = f", {trial.listed} listed" if trial.poll else ""
    mark = "✓" if trial.healthy else "✗"
    yield f"{trial.source.id}  {mark} {trial.state}{listed}{reason}  {trial.source.url}"
    for article in trial.articles:
        yield from _article_lines(article, ZoneInfo(trial.source.zone))
    for post in trial.poll.posts[:limit] if trial.poll else ():
        yield from posttrials.lines(post, ZoneInfo(trial.source.zone))
    for url, why in trial.failures:
        yield f"  ✗ {why}  {url}"


def _article_lines(article: Article, zone: ZoneInfo) -> Iterator[str]:
    moment = article.published_at
    when = f"{moment.astimezone(zone):%Y-%m-%d %H:%M %z}" if moment else article.date or "no date"
    authors = ", ".join(article.authors) or "no author"
    yield f"  {article.title or 'no title'}  {article.url}"
    yield f"    {when} · {authors} · {article.lang or 'language unknown'} · {len(article.text):,} characters"
    yield f"    {preview(article.text)}"


def as_json(trials: Iterable[Trial]) -> list[Json]:
    return [
        {
            **trial.as_json(),
            "articles": [_article_json(article) for article in trial.articles],
            "posts": [posttrials.as_json(post) for post in (trial.poll.posts if trial.poll else ())],
            "failures": [{"url": url, "reason": reason} for url, reason in trial.failures],
        }
        for trial in trials
    ]


def _article_json(article: Article) -> Json:
    return {
        "url": article.url,
        "title": article.title,
        "date": article.date,
        "published_at": article.published_at.isoformat() if article.published_at else None,
        "authors": list(article.authors),
        "lang": article.lang,
        "characters": len(article.text),
        "text": preview(article.text),
    }


# ---------------------------------------------------------------- --enable


def enable(sources: Sequence[Source], configuration: Configuration, today: date) -> list[str]:
    """Write down that these work; what was written. Raises UnchangeableFile."""
    written: list[str] = []
    own = Path(configuration.sources)
    for id in dict.fromkeys(
        source.origin.removeprefix("site:") for source in sources if source.spider == "news"
    ):
        place = place_of(id, own, catalog.BUNDLED)
        if place is None:
            continue
        set_checked(place, today)
        written.append(f"{place.path}: checked: {today.isoformat()}")
        if place.path != own and own.exists() and add_use(own, id):
            written.append(f"{own}: {id} is used now")
    return written or ["nothing to write: only sites have `checked`"]
