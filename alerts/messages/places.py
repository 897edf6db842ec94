"""Where to look: addresses that are safe to follow, and the link that opens a report at the quote."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

from alerts.messages.cleaning import clean
from record.text import is_cjk
from record.types import Account

WHOLE_QUOTE = 120  # characters; a longer one is found by its first and last words
EDGE_WORDS, EDGE_CHARACTERS = 6, 12
_HOST = re.compile(r"[A-Za-z0-9._:-]+")
_PAGES = {  # of those whose id stands in the address
    "weibo": "https://weibo.com/u/",
    "x": "https://x.com/",
    "threads": "https://www.threads.net/@",
    "bluesky": "https://bsky.app/profile/",
    "telegram": "https://t.me/",
    "youtube": "https://www.youtube.com/channel/",
}
_KEPT = "!#$%&'()*+,/:;=?@[]~"  # as they stand in an address


def web_address(url: str) -> str | None:
    """The address in ASCII with its true host (xn--…), or None where it is no web address."""
    try:
        parts = urlsplit(clean(url))
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host):
        return None
    shown = f"[{host}]" if ":" in host else host
    tail = urlunsplit(("", "", parts.path, parts.query, parts.fragment))
    return f"{parts.scheme}://{shown}{port}{quote(tail, safe=_KEPT)}"  # without any user name before the host


def account_page(account: Account) -> str | None:
    """Where a person sees the account, or None where its id does not tell."""
    name, _, host = account.uid.removeprefix("@").partition("@")
    if account.platform == "mastodon":
        return None if name.isdigit() or not host else web_address(f"https://{host}/@{name}")
    page = _PAGES.get(account.platform)
    return page and web_address(page + quote(account.uid, safe=":."))


def at_quote(url: str, words: str) -> str:
    """The address with a text fragment: a browser scrolls to the words and marks them."""
    return f"{url.partition('#')[0]}#:~:text={fragment(words)}"


def fragment(words: str) -> str:
    """`text=` of a text fragment; a dash and a comma have a meaning there and are escaped."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    if len(lines) == 1 and len(lines[0]) <= WHOLE_QUOTE:
        return _encoded(lines[0])
    if not lines:
        return ""
    return f"{_encoded(_edge(lines[0], first=True))},{_encoded(_edge(lines[-1], first=False))}"


def _edge(line: str, first: bool) -> str:
    """The first or the last words; characters where words are not written apart."""
    if sum(map(is_cjk, line)) * 2 > len(line):
        return line[:EDGE_CHARACTERS] if first else line[-EDGE_CHARACTERS:]
    words = line.split()
    return " ".join(words[:EDGE_WORDS] if first else words[-EDGE_WORDS:])


def _encoded(text: str) -> str:
    whole = text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate has no encoding
    return quote(whole, safe="").replace("-", "%2D")
