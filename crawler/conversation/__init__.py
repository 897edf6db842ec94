"""How a mirror is asked: its module yields each question, is sent the answer, and returns what it learnt.

A generator, so that a mirror reads from top to bottom as what is said, does no I/O, and is tested by handing
it answers. Whoever runs it (crawler/spiders/posts.py) puts the questions, in order and with the pauses that
the mirror's manners ask for. An answer of any status comes back; one that never came is thrown in as Refused.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from crawler.reading.answers import Answer, Refused, Verdict, judge
from record.errors import UnreadableFeed
from record.types import Account, KnownPost, Post, Profile, Source, Visitor


@dataclass(frozen=True, slots=True)
class Ask:
    """One request; with a form it is a POST."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] | None = None
    conditional: bool = False  # with the validators of the last poll; 304 ends the conversation


@dataclass(frozen=True, slots=True)
class Context:
    """What is known when the conversation begins."""

    now: datetime
    since: datetime | None = None  # the last healthy poll; None: this is the first
    known: Mapping[str, KnownPost] = field(default_factory=dict)  # by key, the newest first
    visitor: Visitor | None = None
    blocks: int = 0  # refusals in a row before this conversation, of a platform with a Turn


@dataclass(frozen=True, slots=True)
class Timeline:
    """What a conversation learnt."""

    posts: tuple[Post, ...] = ()  # each once, pinned ones too
    gone: tuple[str, ...] = ()  # keys of known posts that the platform says are deleted
    profile: Profile | None = None
    trouble: Verdict | None = None  # it broke off; what came before it counts
    visitor: Visitor | None = None  # minted on the way


Conversation = Generator[Ask, Answer, Timeline]


@dataclass(frozen=True, slots=True)
class Manners:
    """What a platform bears, beyond what every host is spared."""

    opt_in: bool = False  # asked only where sources.yaml says `direct: true`
    alone: bool = False  # one account at a time, over all processes
    pace: float = 0.0  # seconds between two questions, at least; up to twice as many
    period: float = 0.0  # seconds between two polls of an account, at least, whoever asks for one
    block: float = 0.0  # seconds that a first refusal costs; each further one twice as many
    robots: bool = True  # robots.txt is obeyed
    contact: bool = False  # it wants to know who asks: sources.yaml must say `contact:`


def account_of(source: Source) -> Account:
    """Whose posts are asked for. Raises UnreadableFeed for a Source that is none of a mirror."""
    if source.account is None:
        raise UnreadableFeed("this Source names no account")
    return source.account


def require(answer: Answer) -> Answer:
    """The answer, where it is worth reading. Raises Refused."""
    verdict = judge(answer)
    if verdict:
        raise Refused(verdict)
    return answer


def advance(conversation: Conversation, heard: Answer | Refused) -> Ask | Timeline:
    """The next question, or what was learnt. Raises what the conversation raises."""
    try:
        return conversation.throw(heard) if isinstance(heard, Refused) else conversation.send(heard)
    except StopIteration as end:
        learnt: Timeline = end.value
        return learnt
