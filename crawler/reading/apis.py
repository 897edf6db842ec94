"""Answers of JSON interfaces: why one is refused, in the words of whoever refuses."""

from __future__ import annotations

from typing import Any

from crawler.reading.answers import Answer, Refused, Verdict, judge
from crawler.reading.jsontrees import mapping, parse_json, words
from crawler.reading.markup import one_line
from record.errors import OnrecordError
from record.types import Outcome

# They stand on Cloudflare's own pages; looked for in pages only, never in posts.
_CHALLENGES = (
    "challenges.cloudflare.com",
    "cdn-cgi/",
    "_cf_chl_opt",
    "| Cloudflare</title>",
    "Just a moment...",
)
_LONGEST_REASON = 200


def read_answer(answer: Answer) -> Any:
    """The JSON of an answer. Raises Refused, UnreadableFeed, LoginWall or Blocked."""
    verdict = refusal(answer)
    if verdict:
        raise Refused(verdict)
    return parse_json(answer)


def refusal(answer: Answer) -> Verdict | None:
    """As `judge`, with the words that came along, and Cloudflare's pages told from all others."""
    text = answer.text.lstrip()
    if text.startswith("<") and is_challenge(text):
        return Outcome.BLOCKED, f"HTTP {answer.status}: Cloudflare's page stands where the posts should be"
    verdict = judge(answer)
    said = verdict and complaint(answer)
    return (verdict[0], f"{verdict[1]}: {said}") if verdict and said else verdict


def is_challenge(page: str) -> bool:
    """Whether Cloudflare wants to know who asks, or lets nobody through."""
    return any(sign in page for sign in _CHALLENGES)


def complaint(answer: Answer) -> str:
    """What an interface says is wrong: {"error": "Record not found"}, or with more words as `message`."""
    try:
        said = mapping(parse_json(answer))
    except OnrecordError:
        return ""
    return one_line(words(said.get("message")) or words(said.get("error")))[:_LONGEST_REASON]
