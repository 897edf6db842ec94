"""Conversations of the posts spider: each ends its task once, whatever the mirror and its module do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response
from scrapy.utils.test import get_crawler
from twisted.python.failure import Failure

from crawler.conversation import Ask, Context, Conversation, Manners, Timeline, require
from crawler.mirrors import FORMATS
from crawler.outcomes import NotModified
from crawler.reading.answers import Refused
from crawler.reading.feeds import MOST
from crawler.reading.markup import LONGEST_TEXT
from crawler.spiders.posts import PostsSpider
from crawler.tasks import PollTask
from record.types import (
    Account,
    Hints,
    KnownPost,
    Outcome,
    Poll,
    Post,
    PostFacts,
    Remembered,
    Schedule,
    Source,
    Turn,
    Validators,
    Visitor,
    Wait,
)
from tests.crawler.test_poller import Noted

NOW = datetime(2026, 11, 23, tzinfo=UTC)
ACCOUNT = Account("weibo", "1749127163")
SOURCE = Source(
    "m:lei-jun",
    "posts",
    "scripted",
    "https://m/list",
    "weibo:1",
    "Weibo",
    Schedule(every=60),
    account=ACCOUNT,
)
SETTINGS = {
    "ONRECORD_READING_SECONDS": 20.0,
    "ONRECORD_TALK_QUESTIONS": 60,
    "ONRECORD_TALK_SECONDS": 600.0,
}
VISITOR = Visitor("SUB=a", NOW)


def post(number: int, complete: bool = True) -> Post:
    facts = PostFacts(complete=complete)
    return Post(f"weibo:{number}", ACCOUNT, f"https://weibo.com/1/{number}", "words", facts=facts)


@dataclass
class Format:
    """A module of crawler/mirrors whose conversation the test has written."""

    poll: Callable[[Source, Context], Conversation]
    MANNERS: Manners
    PLATFORMS: tuple[str, ...] = ("weibo",)
    BASE: str | None = None


@dataclass
class Web:
    """An engine that brings what it is told, in order."""

    brings: list[Response | Exception]
    running: bool = True
    asked: list[Request] = field(default_factory=list)

    async def download_async(self, request: Request) -> Response:
        self.asked.append(request)
        brought = self.brings.pop(0)
        if isinstance(brought, Exception):
            raise brought
        return brought.replace(request=request)


def answer(body: bytes = b"{}", status: int = 200, **headers: str) -> Response:
    return Response("https://m/x", status=status, body=body, headers=headers)


@dataclass
class Held:
    """How a conversation went."""

    polls: list[Poll]
    visitors: list[Visitor | None]
    asked: list[Request]
    given: list[Post]

    @property
    def verdict(self) -> tuple[Outcome, str]:
        (poll,) = self.polls
        return poll.outcome, poll.reason


def hold(
    monkeypatch: pytest.MonkeyPatch,
    poll: Callable[[Source, Context], Conversation],
    *brings: Response | Exception,
    task: PollTask | None = None,
    manners: Manners = Manners(),  # noqa: B008 (frozen)
    settings: Mapping[str, Any] = SETTINGS,
    running: bool = True,
) -> Held:
    """Run a conversation of that format; the first of `brings` answers what Scrapy schedules."""
    monkeypatch.setitem(FORMATS, "scripted", Format(poll, manners))
    first, web = brings[0], Web(list(brings[1:]), running)
    crawler = get_crawler(PostsSpider, dict(settings))
    agenda = Noted(SOURCE)
    spider = PostsSpider.from_crawler(crawler, agenda=agenda)
    crawler.engine = web  # type: ignore[assignment]
    request = spider.request_for(task or PollTask(SOURCE))

    async def run() -> list[Post]:
        if isinstance(first, Response):
            return [post async for post in spider.parse_answer(first.replace(request=request))]
        failure = Failure(first)  # type: ignore[no-untyped-call]  # Twisted's
        failure.request = request  # type: ignore[attr-defined]  # as Scrapy does
        return [post async for post in spider.ask_failed(failure)]

    given = asyncio.run(run())
    return Held(agenda.polls, agenda.visitors, [request, *web.asked], given)


def in_two_questions(source: Source, context: Context) -> Conversation:
    """A list, and then the rest of a long text."""
    require((yield Ask(source.url, conditional=True)))
    try:
        require((yield Ask("https://m/long", {"Cookie": "SUB=a"}, {"id": "1"})))
    except Refused as error:
        return Timeline((post(1, complete=False),), trouble=error.verdict, visitor=VISITOR)
    return Timeline((post(1),), visitor=VISITOR)


def without_end(source: Source, context: Context) -> Conversation:
    """Asks on and on; told that it is over, it gives what it has."""
    try:
        while True:
            yield Ask(source.url)
    except Refused as error:
        return Timeline((post(1),), trouble=error.verdict)


def deaf(source: Source, context: Context) -> Conversation:
    """Asks on though it was told that it is over."""
    while True:
        try:
            yield Ask(source.url)
        except Refused:
            continue


def test_what_the_last_answer_completes_is_one_poll(monkeypatch: pytest.MonkeyPatch) -> None:
    held = hold(monkeypatch, in_two_questions, answer(ETag='"1"'), answer())
    (poll,) = held.polls
    assert (poll.outcome, poll.status, poll.posts, poll.validators) == (
        Outcome.OK,
        200,
        (post(1),),
        Validators('"1"'),
    )
    assert (held.given, held.visitors) == ([post(1)], [VISITOR])


def test_a_form_is_posted_with_the_headers_that_the_mirror_names(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = hold(monkeypatch, in_two_questions, answer(), answer()).asked
    assert (first.method, second.method) == ("GET", "POST")
    assert (second.headers["Cookie"], second.body) == (b"SUB=a", b"id=1")
    assert first.dont_filter
    assert second.dont_filter


@pytest.mark.parametrize(("manners", "obeyed"), [(Manners(), True), (Manners(robots=False), False)])
def test_robots_txt_is_obeyed_unless_the_manners_say_no(
    monkeypatch: pytest.MonkeyPatch, manners: Manners, obeyed: bool
) -> None:
    held = hold(monkeypatch, in_two_questions, answer(), answer(), manners=manners)
    assert {"dont_obey_robotstxt" not in request.meta for request in held.asked} == {obeyed}


@pytest.mark.parametrize(
    ("second", "verdict"),
    [
        (answer(status=432), (Outcome.BLOCKED, "HTTP 432")),
        (DownloadTimeoutError("30 s"), (Outcome.UNREACHABLE, "no answer in time")),
        (ValueError("Missing scheme"), (Outcome.ERROR, "ValueError: Missing scheme")),
    ],
)
def test_where_a_later_question_fails_what_came_before_counts(
    monkeypatch: pytest.MonkeyPatch, second: Response | Exception, verdict: tuple[Outcome, str]
) -> None:
    held = hold(monkeypatch, in_two_questions, answer(ETag='"1"'), second)
    (poll,) = held.polls
    assert held.verdict == verdict
    assert (poll.posts, poll.validators) == ((post(1, complete=False),), None)


def test_a_conversation_is_told_that_its_first_question_brought_no_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held = hold(monkeypatch, without_end, DownloadTimeoutError("30 s"))
    assert (held.verdict, held.given) == ((Outcome.UNREACHABLE, "no answer in time"), [post(1)])
    lost = hold(monkeypatch, in_two_questions, DownloadTimeoutError("30 s"))
    assert lost.verdict == (Outcome.UNREACHABLE, "no answer in time")


@pytest.mark.parametrize(
    ("settings", "running", "reason"),
    [
        ({"ONRECORD_TALK_QUESTIONS": 3}, True, "it takes more than 3 questions"),
        ({"ONRECORD_TALK_SECONDS": -1.0}, True, "it takes longer than -1 s"),
        ({}, False, "the crawl ended meanwhile"),
    ],
)
@pytest.mark.parametrize(("poll", "posts"), [(without_end, 1), (deaf, 0)])
def test_a_conversation_has_bounds_and_is_told_once(
    monkeypatch: pytest.MonkeyPatch,
    settings: dict[str, Any],
    running: bool,
    reason: str,
    poll: Callable[[Source, Context], Conversation],
    posts: int,
) -> None:
    given = {**SETTINGS, **settings}
    held = hold(monkeypatch, poll, *[answer()] * 9, settings=given, running=running)
    assert (held.verdict, len(held.given)) == ((Outcome.ERROR, reason), posts)
    assert len(held.asked) == (3 if "questions" in reason else 1)


def test_a_conversation_that_hangs_ends_its_own_task(monkeypatch: pytest.MonkeyPatch) -> None:
    released = Event()

    def hanging(source: Source, context: Context) -> Conversation:
        yield Ask(source.url)
        released.wait()
        return Timeline()

    held = hold(monkeypatch, hanging, answer(), settings={**SETTINGS, "ONRECORD_READING_SECONDS": 0.01})
    released.set()
    assert held.verdict == (Outcome.PARSE_ERROR, "reading it takes longer than 0.01 s")


def test_a_fault_of_ours_ends_the_poll_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(source: Source, context: Context) -> Conversation:
        yield Ask(source.url)
        raise KeyError("mblog")

    assert hold(monkeypatch, broken, answer()).verdict == (Outcome.ERROR, "reading failed: KeyError")


def test_a_304_ends_the_conversation_whichever_question_was_conditional(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def asks_for_the_id_first(source: Source, context: Context) -> Conversation:
        yield Ask("https://m/lookup")
        yield Ask(source.url, conditional=True)
        raise AssertionError("it is over")

    unchanged = NotModified(answer(status=304))
    hints = Remembered(hints=Hints(ttl=120.0))
    first = hold(monkeypatch, in_two_questions, unchanged, task=PollTask(SOURCE, remembered=hints))
    second = hold(monkeypatch, asks_for_the_id_first, answer(), unchanged)
    assert [held.verdict for held in (first, second)] == [(Outcome.NOT_MODIFIED, "")] * 2
    assert (first.polls[0].status, first.polls[0].wait) == (304, Wait(114.0, "ttl"))


def test_validators_are_those_of_the_list_and_only_where_every_post_is_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def listing(complete: bool) -> Callable[[Source, Context], Conversation]:
        def poll(source: Source, context: Context) -> Conversation:
            yield Ask(source.url)
            yield Ask(source.url, conditional=True)
            yield Ask(source.url)
            return Timeline((post(1), post(2, complete)))

        return poll

    brings = [answer(ETag=f'"{number}"') for number in range(3)]
    assert hold(monkeypatch, listing(True), *brings).polls[0].validators == Validators('"1"')
    assert hold(monkeypatch, listing(False), *brings).polls[0].validators is None


def test_a_text_without_bounds_is_cut_and_no_validator_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def poll(source: Source, context: Context) -> Conversation:
        yield Ask(source.url, conditional=True)
        return Timeline(
            (replace(post(1), text="长" * (LONGEST_TEXT + 1)), replace(post(2), quoted="q" * 9_000_000))
        )

    (told,) = hold(monkeypatch, poll, answer(ETag='"1"')).polls
    assert [(len(one.text), len(one.quoted), one.facts.complete) for one in told.posts] == [
        (LONGEST_TEXT, 0, False),
        (len("words"), LONGEST_TEXT, True),
    ]
    assert (told.outcome, told.validators) == (Outcome.OK, None)


@pytest.mark.parametrize(
    ("count", "trouble", "verdict"),
    [
        (0, None, (Outcome.EMPTY, "nothing is listed")),
        (MOST + 1, None, (Outcome.OK, "more than 2,000 are listed: only the first are taken")),
        (MOST + 1, (Outcome.BLOCKED, "HTTP 432"), (Outcome.BLOCKED, "HTTP 432")),
    ],
)
def test_a_timeline_ends_as_its_trouble_or_its_posts_say(
    monkeypatch: pytest.MonkeyPatch,
    count: int,
    trouble: tuple[Outcome, str] | None,
    verdict: tuple[Outcome, str],
) -> None:
    def poll(source: Source, context: Context) -> Conversation:
        yield Ask(source.url)
        return Timeline(tuple(map(post, range(count))), trouble=trouble)

    held = hold(monkeypatch, poll, answer())
    assert (held.verdict, len(held.polls[0].posts)) == (verdict, min(count, MOST))


def test_the_conversation_knows_what_the_record_remembers(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Context] = []

    def poll(source: Source, context: Context) -> Conversation:
        seen.append(context)
        yield Ask(source.url)
        return Timeline()

    known = KnownPost("weibo:1", NOW, shown=True, complete=True, edits=0)
    remembered = Remembered(well_at=NOW - timedelta(hours=1), known=(known,))
    task = PollTask(SOURCE, remembered=remembered, turn=Turn("scripted", "t", VISITOR, blocks=2))
    hold(monkeypatch, poll, answer(), task=task)
    (context,) = seen
    assert (context.since, context.known, context.visitor, context.blocks) == (
        remembered.well_at,
        {"weibo:1": known},
        VISITOR,
        2,
    )


@pytest.mark.parametrize(
    ("blocks", "fails", "status", "seconds"),
    [(0, 9, 432, 3_600.0), (2, 0, 432, 14_400.0), (0, 0, 500, 660.0), (0, 0, 200, 660.0)],
)
def test_a_refusal_costs_what_the_manners_say_and_the_period_is_kept_always(
    monkeypatch: pytest.MonkeyPatch, blocks: int, fails: int, status: int, seconds: float
) -> None:
    turn = Turn("scripted", "t", blocks=blocks)
    manners = Manners(alone=True, block=3_600.0, period=600.0)
    task = PollTask(SOURCE, remembered=Remembered(fails=fails), turn=turn)
    held = hold(monkeypatch, in_two_questions, answer(status=status), answer(), task=task, manners=manners)
    (poll,) = held.polls
    assert poll.wait is not None
    assert seconds * 0.9 <= poll.wait.seconds <= seconds


def test_between_two_questions_there_is_a_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    rests: list[float] = []

    async def rest(seconds: float) -> None:
        rests.append(seconds)
        monkeypatch.setattr("crawler.spiders.posts.time.monotonic", lambda: 10_000.0 + 100 * len(rests))

    monkeypatch.setattr("crawler.spiders.posts.time.monotonic", lambda: 10_000.0)
    monkeypatch.setattr("crawler.spiders.posts.asyncio.sleep", rest)
    manners = Manners(pace=5.0)
    hold(monkeypatch, in_two_questions, answer(), answer(), manners=manners)
    assert rests == [1.0], "in slices of a second, so that a crawl that ends does not wait"
    rests.clear()
    own = PollTask(replace(SOURCE, url="http://127.0.0.1/list", allow_private=("127.0.0.0/8",)))
    hold(monkeypatch, in_two_questions, answer(), answer(), manners=manners, task=own)
    assert rests == [], "a host of the user's own is asked without a delay"
