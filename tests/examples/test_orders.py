"""In whatever order the newsroom releases its stories, each expected alert comes once and no other.

The crawl and the sending are left out; the texts, the extractor, the record and the rules are the real ones.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from alerts.dispatch import Dispatch
from alerts.watches import Watchlist
from alerts.watchlist import load_watchlist
from examples.demo.workdir import EXAMPLES
from examples.newsroom.edition import Release, compose
from examples.newsroom.scenario import Scenario, Story, load_scenario
from record.clock import Clock
from record.people import load_people
from record.placing import Located, own_post
from record.store import Record, open_record
from record.store.intake import ClaimedRevision
from record.types import Alert, Report, Revision, Source
from statements import extract
from statements.changes import amended
from statements.grouping import WINDOW, place
from statements.locating import locate
from statements.threads import answers_to
from tests.builders import article, document, entry, mirror, poll, post, source

CHANNELS = {"MAIL_URL": "json://127.0.0.1:1", "SLACK_URL": "json://127.0.0.1:1"}


@cache
def scenario() -> Scenario:
    return load_scenario(EXAMPLES / "scenarios" / "xiaomi-us")


@cache
def watchlist() -> Watchlist:
    loaded = load_watchlist(EXAMPLES / "watchlist.yaml", load_people()[0], CHANNELS, running=True)
    assert loaded.watchlist is not None, loaded.problems
    return loaded.watchlist


@cache
def reports_of(story: Story) -> tuple[Report, ...]:
    """Extraction reads the text only: once a story is enough."""
    kind = "post" if story.lang == "zh" and story.outlet == "weibo" else "article"
    account = mirror().account if kind == "post" else None
    where = document(kind=kind, account=account)
    title = "" if kind == "post" else story.title
    text = "\n".join(story.paragraphs)
    return tuple(extract(Revision(1, where, "s", Clock().now(), title, text), load_people()[0]))


@cache
def gist(report: Report, title: str, text: str, lang: str | None) -> Located:
    """Nor is what it comes to read again."""
    return locate(
        report, Revision(1, document(), "s", Clock().now(), title, text, lang=lang), load_people()[0]
    )


def located(report: Report, revision: Revision) -> Located:
    own, account = revision.document, revision.document.account
    made = gist(report, revision.title, revision.text, revision.lang)
    post = own_post(account.key if account else None, own.id, report.provenance)
    return replace(made, post=post, document_id=own.id)


def publish(record: Record, of: Source, release: Release) -> ClaimedRevision:
    story, now = release.story, Clock(timedelta(seconds=1)).now()
    text = "\n".join(story.paragraphs)
    if of.spider == "posts":
        record.crawl.record_poll(poll(of, post(story.id, text, published_at=now)))
    else:
        record.crawl.record_poll(poll(of, entry(story.id, now)))
        (listed,) = record.crawl.claim_listed([of.id], 1)
        record.crawl.record_article(listed, replace(article(text), title=story.title, lang=story.lang))
    (claimed,) = record.intake.claim_revisions(1)
    return claimed


def read_and_judge(record: Record, claimed: ClaimedRevision, reports: Sequence[Report]) -> Iterator[Alert]:
    found = [located(report, claimed.revision) for report in reports]
    record.intake.record_reports(claimed, found, place, WINDOW, answer=answers_to, amend=amended)
    asyncio.run(Dispatch(record.judging, watchlist(), {"desk-mail": ["a"], "exec-slack": ["a"]}).work())
    for delivery in record.sending.claim_deliveries(10, WINDOW):
        alert = record.sending.alert(delivery)
        assert isinstance(alert, Alert)
        yield alert


@pytest.mark.parametrize(
    "seeds",
    [range(10), *(pytest.param(range(first, first + 30), marks=pytest.mark.slow) for first in (10, 40, 70))],
    ids=lambda seeds: f"{seeds[0]}-{seeds[-1]}",
)
@pytest.mark.slow
def test_no_order_of_releases_loses_or_repeats_an_alert(tmp_path: Path, seeds: range) -> None:
    expected = Counter(
        {(each.speaker_id, name): 1 for each in scenario().expectations for name in each.channels}
    )
    wrong = {}
    for seed in seeds:
        record = open_record(f"sqlite:///{tmp_path}/{seed}.db", Clock())
        news, weibo = source("news/feed"), mirror()
        record.crawl.add_sources([news, weibo])
        told: Counter[tuple[str, str]] = Counter()
        for release in (each for each in compose(scenario(), seed) if not each.old):
            of = weibo if release.outlet == "weibo" else news
            claimed = publish(record, of, release)
            for alert in read_and_judge(record, claimed, reports_of(release.story)):
                statement = alert.lead.event.statement
                assert statement is not None
                told[statement.speaker.id, alert.channel] += 1
        record.close()
        if told != expected:
            wrong[seed] = told
    assert wrong == {}
