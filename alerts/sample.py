"""An Alert that tells of nothing: what `onrecord send-test` sends."""

from __future__ import annotations

from datetime import datetime

from record.types import (
    Alert,
    Document,
    Event,
    EventKind,
    Evidence,
    Hit,
    Report,
    Revision,
    Speaker,
    Statement,
)

PUBLIC_ID = "st_test"  # no Statement's: theirs are longer
_US = Speaker("onrecord", "organisation", "Onrecord")


def sample_alert(channel: str, now: datetime) -> Alert:
    """Our own words, so that nobody takes them for somebody else's."""
    words = f"This is a test of the channel {channel}. Nobody has said anything."
    evidence = Evidence(0, _report(words), _revision(words, now))
    statement = Statement(0, PUBLIC_ID, _US, words, "claim", None, now, reports=(evidence,))
    event = Event(0, EventKind.NEW, now, "test", statement, evidence)
    return Alert(channel, (Hit("send-test", "onrecord send-test", event, {}),))


def _revision(words: str, now: datetime) -> Revision:
    url = "https://example.org/onrecord-test"  # reserved for examples: it never is anybody's
    document = Document(0, url, "article", url, "onrecord send-test", now)
    return Revision(0, document, "test", now, "A test message", words, lang="en", published_at=now)


def _report(words: str) -> Report:
    whole = (0, len(words))
    return Report(
        content=(whole,),
        cue=None,
        mention=None,
        sentence=whole,
        text=words,
        speaker=_US,
        who=_US.name,
        org=None,
        role=None,
        kind="direct",
        stance="claim",
        polarity="positive",
        provenance="direct-quote",
    )
