"""Every recorded payload of Weibo, read by the mirror that it is for."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime

import pytest

from crawler.conversation import Ask
from crawler.mirrors import rsshub, weibo
from crawler.reading.answers import Answer
from record.types import Post
from tests.conftest import SHARED
from tests.crawler import mblogpages
from tests.crawler.mirrors.expected import Payload, Refusal, Stub, digest, source_of, wrong
from tests.crawler.mirrors.mutations import MUTATIONS, Mutation
from tests.crawler.mirrors.recordings import (
    ARKNIGHTS,
    EXTENDED,
    NO_LONG_TEXT,
    NOTICE,
    PAYLOADS,
    PINNED,
    PROFILE,
    REFUSALS,
    STUBS,
    WHOLE,
)
from tests.crawler.mirrors.talks import talk, verdict

RECORDED = SHARED / "weibo"
NOW = datetime(2026, 11, 23, tzinfo=UTC)
LIST = "bison_weibo_ak_list_0.json"
pytestmark = pytest.mark.skipif(
    not RECORDED.is_dir(), reason="the recorded payloads (shared/weibo) are not here"
)


def named(case: object) -> str:
    path: str = getattr(case, "path", "")
    return path.rpartition("/")[2]


def answer(path: str, status: int = 200) -> Answer:
    body = (RECORDED / path).read_bytes() if not path.endswith(".txt") else b""
    return Answer("https://mirror.example/", status, body)


def read(payload: Payload) -> tuple[Post, ...]:
    reader = {"rsshub": rsshub.read_posts, "weibo": weibo.read_posts}[payload.format]
    return reader(answer(payload.path), payload.source, NOW)


@pytest.mark.parametrize("payload", PAYLOADS, ids=named)
def test_the_posts_of_a_payload_are_those_that_stand_in_it(payload: Payload) -> None:
    posts = read(payload)
    assert Counter(post.key for post in posts) == Counter(post.key for post in payload.posts)
    found = {post.key: post for post in posts}
    faults = {expected.bid: wrong(found[expected.key], expected, payload) for expected in payload.posts}
    assert {bid: names for bid, names in faults.items() if names} == {}


@pytest.mark.parametrize("mutation", MUTATIONS.values(), ids=MUTATIONS)
def test_no_post_can_be_otherwise_than_it_stands_there(mutation: Mutation) -> None:
    field, mutated = mutation
    for payload in PAYLOADS:
        expected = {post.key: post for post in payload.posts}
        for post in read(payload):
            assert wrong(mutated(post), expected[post.key], payload) == [field], (payload.path, post.key)


def test_no_payload_is_forgotten() -> None:
    known = {case.path for cases in (PAYLOADS, REFUSALS, STUBS) for case in cases}
    known |= {*EXTENDED.values(), PROFILE, NO_LONG_TEXT, "MANIFEST.md"}
    files = {str(path.relative_to(RECORDED)) for path in RECORDED.rglob("*") if path.is_file()}
    assert files == known


# ---------------------------------------------------------------- conversations


@pytest.mark.parametrize("case", REFUSALS, ids=named)
def test_a_refusal_is_a_state_with_its_reason(case: Refusal) -> None:
    source, said = source_of(case.format, ARKNIGHTS), answer(case.path, case.status)
    outcome, reason = verdict(source, NOW, said)
    assert outcome is case.outcome
    assert case.word in reason


@pytest.mark.parametrize("path", [PROFILE, NO_LONG_TEXT])
def test_an_answer_that_is_no_list_is_not_taken_for_one(path: str) -> None:
    outcome, _ = verdict(source_of("weibo", ARKNIGHTS), NOW, answer(path))
    assert not outcome.healthy


def recorded(ask: Ask) -> Answer:
    """The list, and the rest of the two long posts of which it was recorded."""
    mid = ask.url.rpartition("id=")[2]
    if "/statuses/extend" in ask.url:
        return answer(EXTENDED.get(mid, NO_LONG_TEXT))
    assert "/api/container/getIndex" in ask.url, ask.url
    return answer(LIST)


def test_the_rest_of_long_posts_is_asked_for() -> None:
    posts = {post.key: post for post in talk(source_of("weibo", ARKNIGHTS), NOW, recorded).posts}
    assert len(posts) == 10
    assert {post.bid: digest(posts[post.key].text) for post in (NOTICE, PINNED)} == WHOLE
    assert all(posts[post.key].facts.complete for post in (NOTICE, PINNED))
    cut = {key for key, post in posts.items() if not post.facts.complete}
    (payload,) = (case for case in PAYLOADS if case.path == LIST)
    assert cut == {post.key for post in payload.posts if post.cut} - {NOTICE.key, PINNED.key}


def test_who_the_account_says_it_is_stands_in_the_list() -> None:
    profile = talk(source_of("weibo", ARKNIGHTS), NOW, recorded).profile
    assert profile is not None
    told = (profile.name, profile.verified, profile.verified_reason)
    assert told == ("明日方舟Arknights", True, "上海鹰角网络科技有限公司")


# ---------------------------------------------------------------- stubs


def listed(*mblogs: mblogpages.Mblog) -> Answer:
    body = json.dumps(mblogpages.listing(*mblogs)).encode()
    return Answer("https://m.weibo.cn/api/container/getIndex", 200, body)


@pytest.mark.parametrize("stub", STUBS, ids=named)
def test_a_repost_of_what_cannot_be_seen_quotes_nothing(stub: Stub) -> None:
    gone = json.loads((RECORDED / stub.path).read_bytes())
    repost = mblogpages.mblog(NOW.replace(day=20), "看看这个", retweeted_status=gone)
    (post,) = weibo.read_posts(listed(repost), source_of("weibo", mblogpages.UID), NOW)
    assert (post.text, post.quoted, post.facts.reposts) == ("看看这个", "", stub.key)


@pytest.mark.parametrize("stub", STUBS, ids=named)
def test_only_a_stub_that_says_deleted_deletes(stub: Stub) -> None:
    own = mblogpages.mblog(NOW.replace(day=20), "今天发布新车")
    said = listed(own, json.loads((RECORDED / stub.path).read_bytes()))
    learnt = talk(source_of("weibo", mblogpages.UID), NOW, lambda _: said)
    assert [post.text for post in learnt.posts] == ["今天发布新车"]
    assert learnt.gone == ((stub.key,) if stub.deleted else ())
