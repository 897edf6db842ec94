"""What became of a request, in Scrapy's words and in ours: every failure has an Outcome and a reason."""

from __future__ import annotations

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotSupported,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.http import Response

from crawler.reading.answers import Verdict, in_words, judge_error
from record.errors import OnrecordError
from record.types import Outcome

_GONE = frozenset((404, 410, 451))


class NotModified(IgnoreRequest):
    """HTTP 304 to a question with conditions. Its headers may say when to come again."""

    def __init__(self, response: Response) -> None:
        super().__init__("HTTP 304")
        self.response = response


def judge_failure(error: BaseException | None) -> Verdict:
    """The Outcome of a request that brought no answer, or one that could not or need not be read."""
    if error is None:
        return Outcome.ERROR, "it failed without a reason"
    if isinstance(error, NotModified):
        return Outcome.NOT_MODIFIED, ""
    if isinstance(error, OnrecordError):
        return judge_error(error)
    for kind, outcome, reason in _FAILURES:
        if isinstance(error, kind):
            return outcome, reason or one_reason(error)
    if isinstance(error, IgnoreRequest):
        robots = "robots.txt" in str(error)
        return (Outcome.ROBOTS_BLOCKED if robots else Outcome.ERROR), one_reason(error)
    return Outcome.ERROR, one_reason(error)


_FAILURES: tuple[tuple[type[BaseException], Outcome, str], ...] = (
    (DownloadTimeoutError, Outcome.UNREACHABLE, "no answer in time"),
    (CannotResolveHostError, Outcome.UNREACHABLE, "the host name cannot be resolved"),
    (DownloadConnectionRefusedError, Outcome.UNREACHABLE, "the connection was refused"),
    (ResponseDataLossError, Outcome.UNREACHABLE, "the answer broke off"),
    (DownloadFailedError, Outcome.UNREACHABLE, ""),
)


def one_reason(error: BaseException) -> str:
    """One line for the operator. Twisted hides the cause (a bad certificate, say) below `reasons`."""
    hidden = getattr(error.__cause__, "reasons", None) or ()
    causes = [getattr(cause, "value", cause) for cause in hidden]
    if causes:
        return "; ".join(dict.fromkeys(_described(cause) for cause in causes))
    return _described(error)


def _described(error: BaseException) -> str:
    text = in_words(error)
    if "certificate verify failed" in text:
        return "TLS: the certificate cannot be verified"
    known = isinstance(error, OnrecordError | IgnoreRequest)
    return text if known and text else f"{type(error).__name__}: {text}".rstrip(": ")


def is_permanent(outcome: Outcome, status: int | None, error: BaseException | None = None) -> bool:
    """Whether asking again for an article cannot help."""
    hopeless = (NotSupported, UnsupportedURLSchemeError, DownloadCancelledError)
    return (
        outcome in (Outcome.LOGIN, Outcome.ROBOTS_BLOCKED, Outcome.PARSE_ERROR)
        or status in _GONE
        or isinstance(error, hopeless)
    )
