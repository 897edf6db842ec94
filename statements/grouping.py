"""Which Statement a Report belongs to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from record.placing import Candidate, Located, Topic
from record.text import Token, find_form, form, is_cjk, tokenize
from record.types import Report
from statements import lexicon

WINDOW = timedelta(hours=48)
ALIKE, THE_SAME = 0.6, 0.9  # share of the words of the longer of two
STEM = 4  # letters: plan, plans, planning; sell, selling


def place(
    located: Located, said_at: datetime, candidates: Sequence[Candidate], topics: Collection[Topic]
) -> int | None:
    """The id of the Statement that the Report joins, or None where it opens one of its own.

    Speaker and polarity agree, at most 48 h lie between, and both name a topic of some watch. Four vetoes:
    what one posts in other words is said for itself; a plan joins no other claim, since "we will enter the
    market" must not be counted with a remark about it; words that name another topic are another claim; and
    so are words that name the same topic and share nothing else.
    Among several the one that shares most in the words said wins, then in the scope around them, then the
    nearest in time.
    """
    fitting = [candidate for candidate in candidates if _fits(located, said_at, candidate, topics)]

    def likeness(candidate: Candidate) -> tuple[int, int, timedelta]:
        return (
            len(located.content_topics & candidate.content_topics),
            len(located.topics & candidate.topics),
            -abs(said_at - candidate.said_at),
        )

    return max(fitting, key=likeness).statement_id if fitting else None


def _fits(located: Located, said_at: datetime, candidate: Candidate, topics: Collection[Topic]) -> bool:
    report = located.report
    return (
        candidate.speaker_id == report.speaker.id
        and candidate.polarity == report.polarity
        and abs(said_at - candidate.said_at) <= WINDOW
        and bool(located.topics & candidate.topics)
        and not _said_otherwise(located, candidate)
        and not _plan_against_remark(report, candidate)
        and not _other_subject(located, candidate, topics)
        and not _nothing_else_in_common(located, candidate, topics)
    )


def _said_otherwise(located: Located, candidate: Candidate) -> bool:
    """In posts of one's own each sentence is said for itself: only like words are the same claim. Another
    mirror may write a post a little otherwise; another post must say it again."""
    if located.post is None or not candidate.posts:
        return False
    enough = ALIKE if located.post in candidate.posts else THE_SAME
    own = _words(located.report.text, ())
    return not any(_share(own, _words(text, ())) >= enough for text in candidate.texts)


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(len(one), len(other), 1)


def _plan_against_remark(report: Report, candidate: Candidate) -> bool:
    return report.polarity == "positive" and (candidate.stance == "plan") != (report.stance == "plan")


def _other_subject(located: Located, candidate: Candidate, topics: Collection[Topic]) -> bool:
    """Both name what they are about, and it is not the same; one's own house is no subject."""
    own = _own_house(located.report, topics)
    mine, theirs = located.content_topics - own, candidate.content_topics - own
    return bool(mine and theirs) and not mine & theirs


def _own_house(report: Report, topics: Collection[Topic]) -> frozenset[str]:
    speaker = report.speaker
    names = {form(name) for name in (speaker.name, *speaker.names, report.who, report.org or "")}
    return frozenset(topic.name for topic in topics if topic.forms & names)


def _nothing_else_in_common(located: Located, candidate: Candidate, topics: Collection[Topic]) -> bool:
    """Only where both name the topic themselves ("such an expansion" shares no word with what it means), and
    where all was said in one script: a translation stands between words that share nothing."""
    if not located.content_topics & candidate.content_topics:
        return False
    own = _words(located.report.text, topics)
    others = [words for text in candidate.texts if (words := _words(text, topics))]
    translated = any(_is_han(words) != _is_han(own) for words in others)
    return bool(own and others) and not translated and not any(own & words for words in others)


def _words(text: str, topics: Collection[Topic]) -> frozenset[str]:
    """Stems of Latin words and pairs of Han characters, without function words and forms of topics."""
    tokens = tokenize(text)
    named = set(_named(tokens, topics))
    left = [token for at, token in enumerate(tokens) if at not in named]
    latin = {token.text[:STEM] for token in left if _tells(token)}
    han = {one.text + two.text for one, two in pairwise(left) if one.end == two.start and is_cjk(one.text[0])}
    return frozenset(latin | han)


def _named(tokens: Sequence[Token], topics: Collection[Topic]) -> Iterator[int]:
    for topic in topics:
        for written in topic.forms:
            for first, end in find_form(tokens, written):
                yield from range(first, end)


def _tells(token: Token) -> bool:
    return not is_cjk(token.text[0]) and len(token.text) > 2 and token.text not in lexicon.function_words()


def _is_han(words: frozenset[str]) -> bool:
    return 2 * sum(is_cjk(word[0]) for word in words) > len(words)
