"""Whether a text is a request for consent: nearly every sentence is about cookies, and about us and you."""

from __future__ import annotations

import re

from crawler.pages.blocks import weight_of
from crawler.pages.speech import sentences_of, without_reports

_SHARE = 0.7  # of the text's weight: an article about cookies tells of others too
_COOKIE = re.compile(r"(?<![a-z])cookies?(?![a-z])", re.IGNORECASE)  # Chinese stands close to it
_SUBJECT = re.compile(
    rf"{_COOKIE.pattern}|\bpersonal data\b|\bprivacy\b|\bconsent\b|隐私|隱私|个人信息", re.IGNORECASE
)
_US_AND_YOU = re.compile(r"\b(?:we|us|our|you|your)\b|我们|我們|您|本网站|本網站|本站", re.IGNORECASE)


def asks_for_consent(text: str) -> bool:
    """Sentences that report what somebody said count as an article's."""
    if not _COOKIE.search(text):
        return False
    asking = sum(weight_of(one) for one in sentences_of(without_reports(text)) if _is_asking(one))
    return asking >= _SHARE * weight_of(text)


def _is_asking(sentence: str) -> bool:
    return bool(_US_AND_YOU.search(sentence) and _SUBJECT.search(sentence))
