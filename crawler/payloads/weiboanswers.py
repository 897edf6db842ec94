"""What Weibo says instead of what it was asked for, and the visitor cookie that it gives."""

from __future__ import annotations

import re
from datetime import datetime

from crawler.payloads.weibojson import line_at, parse_json, text_at
from crawler.reading.answers import Answer, Refused, Verdict, judge, wall_in
from crawler.reading.jsontrees import dig
from record.types import Json, Outcome, Visitor
from record.urls import host_of

DELETED = "20101"  # 该微博不存在; of all its numbers only this one says so

_STATUSES = {
    432: "Weibo shows nothing without a visitor cookie that it believes",
    418: "Weibo is asked too often",
    403: "Weibo throttles, or wants a log-in",
}
_EXPIRED = (432, 403)  # what a cookie that is too old is answered with
_VISITOR_PAGE = "Sina Visitor System"
_NOTHING_YET = "这里还没有内容"
_HASTE = re.compile("频繁|頻繁|歇歇|歇一歇")  # 请求过于频繁，歇歇吧
_HASTY = re.compile(r"100005|10002[0-9]|1002[234]")  # its numbers of the same
_OF_ONE_POST = (DELETED, "20112", "20003")  # not there, hidden, its author is not there
_LOGIN = re.compile("请.{0,4}登录|请.{0,4}登陆")
_CALLBACK = "visitor_gray_callback("
_COOKIE = re.compile(r"[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]{1,2000}")  # what RFC 6265 lets one hold


def refusal(answer: Answer) -> Verdict | None:
    """Why the answer is not what was asked for; None where it is."""
    if _is_at_passport(answer):
        return Outcome.BLOCKED, f"sent to {host_of(answer.url)}: Weibo wants to know who asks"
    verdict = judge(answer)
    if verdict:
        return (Outcome.BLOCKED if _is_haste(answer) else verdict[0]), _more(verdict[1], answer)
    data = parse_json(answer.text)
    return _page(answer) if data is None else _denied(data)


def is_about_post(answer: Answer) -> bool:
    """Whether a refusal is about the one post that was asked for, and not about who asks."""
    if answer.status == 404:
        return True
    data = parse_json(answer.text)
    if data is None or text_at(data, "ok") not in ("", "0"):
        return False
    return number_of(answer) in _OF_ONE_POST or (answer.status == 200 and _says_nothing(data))


def number_of(answer: Answer) -> str:
    """Weibo's own number of what is wrong; empty where it names none."""
    return _number(parse_json(answer.text))


def may_have_expired(answer: Answer) -> bool:
    """Whether a newer visitor cookie might be answered: never where a captcha is asked for, or less haste."""
    if _is_haste(answer):
        return False
    if answer.status in _EXPIRED or _is_at_passport(answer):
        return True
    data = parse_json(answer.text)
    if data is None:
        return _VISITOR_PAGE in answer.text
    return text_at(data, "ok") == "-100" and "captcha" not in text_at(data, "url")


def read_visitor(answer: Answer, now: datetime) -> Visitor:
    """The cookie out of visitor_gray_callback({"data": {"sub": …, "subp": …}, …}). Raises Refused."""
    verdict = judge(answer)
    if verdict:
        raise Refused((verdict[0], f"no visitor cookie: {verdict[1]}"))
    called = answer.text.partition(_CALLBACK)[2]
    data = parse_json(called[: called.rfind("}") + 1])
    sub, subp = (text_at(data, "data", name) for name in ("sub", "subp"))
    if not (_COOKIE.fullmatch(sub) and _COOKIE.fullmatch(subp)):
        said = line_at(data, "msg") or "its answer holds none"
        raise Refused((Outcome.BLOCKED, f"Weibo gives no visitor cookie: {said}"))
    return Visitor(f"SUB={sub}; SUBP={subp}", now)


def _is_at_passport(answer: Answer) -> bool:
    return "passport" in host_of(answer.url).split(".")


def _more(reason: str, answer: Answer) -> str:
    """With what the status means here, and with Weibo's own words."""
    data = parse_json(answer.text)
    parts = (reason, _STATUSES.get(answer.status, ""), _words(data) if data else "")
    return ": ".join(part for part in parts if part)


def _is_haste(answer: Answer) -> bool:
    """Whether Weibo itself says that it is asked too often; in a post anybody may."""
    data = parse_json(answer.text)
    if data is None:
        return _VISITOR_PAGE not in answer.text and bool(_HASTE.search(answer.text))
    return text_at(data, "ok") != "1" and _is_hasty(data)


def _is_hasty(data: Json) -> bool:
    return bool(_HASTE.search(_words(data)) or _HASTY.fullmatch(_number(data)))


def _says_nothing(data: Json) -> bool:
    said = _words(data)
    return not said or _NOTHING_YET in said


def _page(answer: Answer) -> Verdict:
    text = answer.text
    if _VISITOR_PAGE in text:
        return Outcome.BLOCKED, "Weibo's visitor page stands where the posts should be"
    if wall := wall_in(answer.url, text):
        return Outcome.BLOCKED, wall
    if _is_haste(answer):
        return Outcome.BLOCKED, f"{_STATUSES[418]}: a page says so where the posts should be"
    return Outcome.PARSE_ERROR, f"no JSON: it begins with {text.strip()[:40]!r}"


def _denied(data: Json) -> Verdict | None:
    """By `ok`: 1 is fine, -100 wants something of a person, 0 has a reason, or none."""
    ok, said = text_at(data, "ok"), _words(data)
    if ok == "1" or dig(data, "ok") is True:
        return None
    if ok == "-100":
        return Outcome.BLOCKED, _wanted(text_at(data, "url"))
    if _is_hasty(data):
        return Outcome.BLOCKED, f"{_STATUSES[418]}: {said}"
    if _LOGIN.search(said):
        return Outcome.BLOCKED, f"Weibo wants a log-in: {said}"
    if _NOTHING_YET in said:
        return Outcome.EMPTY, f"Weibo says {_NOTHING_YET}: nothing is posted, or nothing is shown to us"
    return Outcome.ERROR, f"Weibo refuses: {said or 'it does not say why'}"


def _wanted(url: str) -> str:
    if "captcha" in url:
        return "Weibo asks for a captcha: never solved here"
    return "Weibo asks for a sign-in: never done here"


def _number(data: Json | None) -> str:
    return text_at(data, "errno") or text_at(data, "error_code")


def _words(data: Json) -> str:
    words = line_at(data, "msg") or line_at(data, "message") or line_at(data, "error")
    number = _number(data)
    return f"{words} ({number})".strip() if number else words
