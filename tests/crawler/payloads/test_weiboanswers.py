"""What Weibo answers in place of posts, and the cookie that it gives to visitors."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.mirrors.weibo import refusal
from crawler.payloads.weiboanswers import may_have_expired, read_visitor
from crawler.reading.answers import Answer, Refused
from record.types import Outcome
from tests.crawler import mblogpages

NOW = datetime(2026, 11, 23, tzinfo=UTC)
PASSPORT = "https://passport.weibo.com/visitor/visitor"
LIST = "https://m.weibo.cn/api/container/getIndex"
SIGN_IN = {"ok": -100, "url": "https://passport.weibo.com/sso/signin"}
HEALTHY = mblogpages.listing(mblogpages.mblog(NOW, "极验 geetest 和 captcha 都只是词，频繁、歇歇也是"))


def answer(said: Any = b"", status: int = 200, url: str = LIST) -> Answer:
    return Answer(url, status, said if isinstance(said, bytes) else json.dumps(said).encode())


@pytest.mark.parametrize(
    ("said", "outcome", "reason"),
    [
        (answer(status=432), Outcome.BLOCKED, "HTTP 432"),
        (answer(status=418), Outcome.BLOCKED, "asked too often"),
        (answer(status=429), Outcome.BLOCKED, "HTTP 429"),
        (answer({"ok": 0, "message": "请登录后使用"}, 403), Outcome.BLOCKED, "请登录后使用"),
        (answer({"error": "Forbidden"}, 403), Outcome.BLOCKED, "Forbidden"),
        (answer(b"<html>oops", 502), Outcome.ERROR, "HTTP 502"),
        (answer({"ok": 0, "errno": "100005", "msg": "请求过于频繁，歇歇吧"}), Outcome.BLOCKED, "too often"),
        (answer({"ok": 0, "errno": 100027}), Outcome.BLOCKED, "too often"),
        (answer({"ok": 0, "error_code": 10023, "error": "x"}), Outcome.BLOCKED, "too often"),
        (answer("<title>微博-出错了</title>请求过于频繁".encode()), Outcome.BLOCKED, "too often"),
        (answer({"ok": 0, "msg": "请求过于频繁"}, 503), Outcome.BLOCKED, "请求过于频繁"),
        (answer({"ok": 0, "errno": 10001, "msg": "系统错误"}), Outcome.ERROR, "系统错误 (10001)"),
        (answer(mblogpages.CAPTCHA), Outcome.BLOCKED, "Weibo asks for a captcha: never solved here"),
        (answer(SIGN_IN), Outcome.BLOCKED, "sign-in"),
        (answer({"ok": "-100", "url": None}), Outcome.BLOCKED, "sign-in"),
        (answer(mblogpages.VISITOR_PAGE), Outcome.BLOCKED, "visitor page"),
        (answer(HEALTHY, url=PASSPORT), Outcome.BLOCKED, "passport.weibo.com"),
        (answer(HEALTHY, url="https://visitor.passport.weibo.cn/x"), Outcome.BLOCKED, "visitor.passport"),
        (answer(b"<html><input type=password>"), Outcome.BLOCKED, "log-in form"),
        (answer({"ok": 0, "msg": "请先登录"}), Outcome.BLOCKED, "请先登录"),
        (answer(mblogpages.NOTHING), Outcome.EMPTY, "这里还没有内容"),
        (answer({"ok": 0, "errno": 20003, "msg": "用户不存在"}), Outcome.ERROR, "用户不存在 (20003)"),
        (answer({"ok": 0}), Outcome.ERROR, "does not say why"),
        (answer({}), Outcome.ERROR, "does not say why"),
        (answer(b"<html>Hello"), Outcome.PARSE_ERROR, "no JSON"),
        (answer([1]), Outcome.PARSE_ERROR, "no JSON"),
        (answer(b"[" * 100_000), Outcome.PARSE_ERROR, "no JSON"),
        (answer(b" "), Outcome.EMPTY, "no body"),
    ],
)  # fmt: skip
def test_a_refusal_has_its_state_and_its_reason(said: Answer, outcome: Outcome, reason: str) -> None:
    verdict = refusal(said)
    assert verdict is not None
    assert verdict[0] is outcome
    assert reason in verdict[1]


def test_a_healthy_list_may_speak_of_captchas() -> None:
    assert refusal(answer(HEALTHY)) is None


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (answer(status=432), True),
        (answer(mblogpages.VISITOR_PAGE), True),
        (answer(mblogpages.VISITOR_PAGE + "<!-- 频繁 -->".encode()), True),
        (answer(SIGN_IN), True),
        (answer(HEALTHY, url=PASSPORT), True),
        (answer(mblogpages.CAPTCHA), False),
        (answer(status=418), False),
        (answer({"ok": 0, "msg": "请求过于频繁"}, 403), False),
        (answer(mblogpages.NOTHING), False),
        (answer(HEALTHY), False),
    ],
)
def test_neither_a_captcha_nor_haste_is_a_matter_of_an_old_cookie(said: Answer, expected: bool) -> None:
    assert may_have_expired(said) is expected


def test_the_cookie_of_a_visitor_stands_in_a_call() -> None:
    visitor = read_visitor(answer(mblogpages.minted("_2Ak(x);".strip(";"), "0033W}")), NOW)
    assert (visitor.cookie, visitor.minted_at) == ("SUB=_2Ak(x); SUBP=0033W}", NOW)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (answer(status=432), "HTTP 432"),
        (answer(b"<html>"), "holds none"),
        (answer(b'visitor_gray_callback({"retcode":50111261,"msg":"busy","data":{}})'), "busy"),
        (answer(mblogpages.minted("a\r\nHost: evil")), "no visitor cookie"),
        (answer(mblogpages.minted("a;b")), "no visitor cookie"),
        (answer(mblogpages.minted("a", "b\nc")), "no visitor cookie"),
        (answer(mblogpages.minted("")), "no visitor cookie"),
    ],
)
def test_no_cookie_is_a_refusal(said: Answer, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        read_visitor(said, NOW)


KEYS = st.sampled_from(["ok", "url", "msg", "errno", "data", "sub"])
SHAPES = st.recursive(
    st.none() | st.booleans() | st.integers(-200, 10**30) | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner),
    max_leaves=10,
)  # fmt: skip


@given(SHAPES, st.sampled_from([200, 204, 400, 403, 432, 500]))
def test_no_answer_makes_judging_it_fail(said: object, status: int) -> None:
    body = json.dumps(said)
    refusal(answer(body.encode(), status))
    may_have_expired(answer(body.encode(), status))
    with pytest.raises(Refused):
        read_visitor(answer(f"visitor_gray_callback({body})".encode(), status), NOW)
