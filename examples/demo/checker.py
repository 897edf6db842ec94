"""The checker: do the messages that arrived meet the scenario's expectations? Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from examples.newsroom.scenario import Expectation
from examples.receivers import Received

REPEAT_MARK = "possible repeat"

Wrong = Literal[
    "missing", "extra", "unmarked repeat", "needless repeat", "too few reports", "not first-party"
]


@dataclass(frozen=True, slots=True)
class Told:
    """What the record knows of a Statement that was told."""

    public_id: str
    speaker_id: str
    words: str  # of the Statement and of all its Reports
    original: str | None  # address of the first-party original
    reports: int  # Documents beside the original
    keys: frozenset[str]  # of its Deliveries


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as the scenario wants it."""

    wrong: Wrong
    expectation: str  # empty for an extra message
    channel: str
    detail: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """All findings, the Statement behind each expectation, and how often something arrived more than once."""

    findings: tuple[Finding, ...]
    behind: tuple[tuple[str, Told], ...] = ()  # (name of the expectation, Statement)
    repeats: int = 0  # messages after the first of an alert and Channel
    unmarked: int = 0  # of those, the ones that do not say so

    @property
    def fine(self) -> bool:
        return not self.findings

    def count(self, wrong: Wrong) -> int:
        return sum(finding.wrong == wrong for finding in self.findings)


def is_marked(message: Received) -> bool:
    return REPEAT_MARK in f"{message.subject}\n{message.text}".casefold()


def judge(
    expectations: Sequence[Expectation], messages: Sequence[Received], told: Sequence[Told], kills: int
) -> Verdict:
    """Every expectation once on each of its Channels and nothing else; after a kill, marked repeats too."""
    findings: list[Finding] = []
    behind: list[tuple[str, Told]] = []
    repeats = unmarked = 0
    matched: set[int] = set()
    for expectation in expectations:
        places = [i for i, message in enumerate(messages) if is_about(expectation, message, told)]
        matched.update(places)
        found = [messages[i] for i in places]
        for channel in expectation.channels:
            here = [message for message in found if message.channel == channel]
            repeats += max(0, len(here) - 1)
            unmarked += max(0, sum(not is_marked(message) for message in here) - 1)
            findings += _of_channel(expectation, channel, here, kills)
        best = _behind(expectation, found, told)
        if best:
            behind.append((expectation.name, best))
            findings += _of_record(expectation, best, found, kills)
    findings += [_extra(message) for i, message in enumerate(messages) if i not in matched]
    return Verdict(tuple(findings), tuple(behind), repeats, unmarked)


def is_about(expectation: Expectation, message: Received, told: Sequence[Told]) -> bool:
    """Sent for a Statement of that Speaker, naming him and the words, on a Channel where it is expected."""
    text = f"{message.subject}\n{message.text}"
    return (
        message.channel in expectation.channels
        and any(expectation.speaker_id == each.speaker_id for each in _told_by(message, told))
        and expectation.speaker in text
        and _has_words(expectation, text)
    )


def _told_by(message: Received, told: Sequence[Told]) -> list[Told]:
    return [each for each in told if any(key in message.key for key in each.keys)]


def _has_words(expectation: Expectation, text: str) -> bool:
    return all(any(word in text for word in alternatives) for alternatives in expectation.words)


def _of_channel(
    expectation: Expectation, channel: str, here: Sequence[Received], kills: int
) -> list[Finding]:
    if not here:
        return [Finding("missing", expectation.name, channel, "no message")]
    unmarked = sum(not is_marked(message) for message in here)
    if unmarked > 1:
        return [Finding("unmarked repeat", expectation.name, channel, f"{unmarked} messages without a mark")]
    if not kills and (len(here) > 1 or unmarked == 0):
        return [Finding("needless repeat", expectation.name, channel, "marked, but nothing was killed")]
    return []


def _behind(expectation: Expectation, found: Sequence[Received], told: Sequence[Told]) -> Told | None:
    """The Statement that the messages are about; one message may tell of several."""
    about = {each.public_id: each for message in found for each in _told_by(message, told)}
    meant = [each for each in about.values() if _has_words(expectation, each.words)]
    wanted = expectation.first_party
    return max(meant, key=lambda each: ((each.original is not None) == wanted, each.reports), default=None)


def _of_record(expectation: Expectation, best: Told, found: Sequence[Received], kills: int) -> list[Finding]:
    """Reports joined and the original."""
    name, findings = expectation.name, []
    if best.reports < expectation.reports:
        detail = f"{best.public_id}: {best.reports} joined, {expectation.reports} expected"
        findings.append(Finding("too few reports", name, "", detail))
    if (best.original is not None) != expectation.first_party:
        findings.append(Finding("not first-party", name, "", f"{best.public_id}: {best.original}"))
    # A service that was dead when the post came may have met a report first; the record still finds the post.
    original = best.original
    if original and not kills and not all(original in message.text for message in found):
        findings.append(Finding("not first-party", name, "", "a message does not name the original"))
    return findings


def _extra(message: Received) -> Finding:
    head = message.subject or message.text.strip().split("\n")[0]
    return Finding("extra", "", message.channel, head)
