"""What came back, before anything is parsed; what is not worth reading has an Outcome and a reason."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.reading.decoding import clean, decode
from record.errors import Blocked, LoginWall, OnrecordError, UnreadableArticle, UnreadableFeed
from record.types import Outcome, Validators

Verdict = tuple[Outcome, str]

_REFUSALS = frozenset((401, 403, 418, 429, 432, 451))
_LOGIN_URL = re.compile(
    r"(^|[./_-])(log-?in|sign-?in|signin|passport|sso|auth|account/login)([./_?-]|$)", re.I
)
_PASSWORD = re.compile(r"<input\b[^<>]{0,500}\btype\s*=\s*[\"']?password", re.IGNORECASE)
_VISITOR = "Sina Visitor System"
# Possessive and atomic: a comment that has been passed is never tried again, however many there are.
_HTML = re.compile(
    r"\s*+(?:<\?xml[^>]{0,200}\?>\s*+)?(?:(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)


class Refused(OnrecordError):
    """An answer that is not worth reading, or none at all."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict[1])
        self.verdict = verdict


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer with a body, as the readers take it; `url` is where it came from in the end."""

    url: str
    status: int
    body: bytes
    content_type: str | None = None
    retry_after: float | None = None  # seconds
    max_age: float | None = None  # seconds for which it is fresh
    validators: Validators | None = None

    @property
    def text(self) -> str:
        return decode(self.body, self.content_type)


def judge(answer: Answer) -> Verdict | None:
    """The Outcome of an answer that is not worth parsing; None for one that is."""
    if answer.status == 304:
        return Outcome.ERROR, "HTTP 304, though it was asked without conditions"
    if answer.status in _REFUSALS or (answer.status == 503 and answer.retry_after):
        return Outcome.BLOCKED, f"HTTP {answer.status}{_wait(answer)}"
    if not 200 <= answer.status < 300:
        return Outcome.ERROR, f"HTTP {answer.status}"
    if not answer.body.strip():
        return Outcome.EMPTY, "the answer has no body"
    return None


def _wait(answer: Answer) -> str:
    return f", asked to wait {answer.retry_after:.0f} s" if answer.retry_after else ""


def judge_error(error: OnrecordError) -> Verdict:
    """The Outcome of an answer that was refused, or could not be read."""
    if isinstance(error, Refused):
        return error.verdict
    outcome = next((outcome for kind, outcome in _OUTCOMES if isinstance(error, kind)), Outcome.ERROR)
    return outcome, in_words(error) or type(error).__name__


_OUTCOMES = (
    (LoginWall, Outcome.LOGIN),
    (Blocked, Outcome.BLOCKED),
    (UnreadableFeed, Outcome.PARSE_ERROR),
    (UnreadableArticle, Outcome.PARSE_ERROR),
)


def in_words(error: BaseException) -> str:
    """What it says, on one line of at most 300 characters."""
    return " ".join(clean(str(error)).split())[:300]


def require_no_wall(answer: Answer, text: str) -> None:
    """Raises where HTML stands in the place of a feed: LoginWall, Blocked or UnreadableFeed."""
    if not _HTML.match(text):
        return
    wall = wall_in(answer.url, text)
    if wall:
        raise LoginWall(wall)
    if _VISITOR in text:
        raise Blocked("Weibo's visitor page stands where the feed should be")
    raise UnreadableFeed("HTML where a feed was expected")


def wall_in(url: str, html: str) -> str | None:
    """Why this page is a log-in page, or None."""
    parts = urlsplit(url)
    if _LOGIN_URL.search(f"{parts.hostname or ''}{parts.path}"):
        return f"sent to a log-in page ({parts.hostname}{parts.path})"[:200]
    return "a log-in form stands where the content should be" if _PASSWORD.search(html) else None
