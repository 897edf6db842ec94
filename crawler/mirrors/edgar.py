"""What an organisation files with the SEC on Form 8-K to Posts: its items, and the press release with them.

A filing is never changed, so it is read once: the page that lists its documents, then the release (EX-99), or
the form itself where there is none. The SEC asks every program to say who runs it, in its User-Agent.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import dataclass, replace
from datetime import datetime

from lxml import etree  # type: ignore[import-untyped]

from crawler.conversation import Ask, Context, Conversation, Manners, Timeline, account_of, require
from crawler.conversation.completing import unread
from crawler.payloads.exhibits import find_document, read_document
from crawler.reading.answers import Answer, Refused, require_no_wall
from crawler.reading.dates import read_date
from crawler.reading.decoding import clean
from crawler.reading.feeds import MOST, absolute
from crawler.reading.markup import headline, parse_fragment, text_of
from crawler.reading.xmltrees import kind_of, parse_xml
from record.errors import OnrecordError, UnreadableFeed
from record.sites import same_site
from record.types import Account, Outcome, Post, PostFacts, Profile, Source

PLATFORMS = ("edgar",)
BASE = "https://www.sec.gov"
MANNERS = Manners(
    contact=True, robots=False
)  # the SEC's own rules for programs say who may ask, and how often

_CIK = re.compile(r"[0-9]{1,10}")
_ACCESSION = re.compile(r"[0-9]{10}-[0-9]{2}-[0-9]{6}")
_ITEM = re.compile(r"Item\s+[0-9]{1,2}\.[0-9]{2}\b[^\n]{0,300}")
_NUMBER = re.compile(r"\AItem\s+[0-9.]+:?\s*")
_EXHIBITS = "Item 9.01"  # says only that there are exhibits
_UNDECLARED = "Undeclared Automated Tool"

_FILINGS = 3  # read in one poll
_LACKING = (Outcome.ERROR, Outcome.EMPTY)  # this document, and nothing is said of the next one


@dataclass(frozen=True, slots=True)
class Filing:
    """One entry of the list."""

    post: Post
    index: str  # the address of the page that lists its documents


def address(base: str, account: Account) -> str:
    """The list of one company's filings. Raises ValueError for what is no CIK."""
    if not _CIK.fullmatch(account.uid):
        raise ValueError('a company\'s id is its CIK, up to ten digits: "0001318605"')
    question = f"action=getcompany&CIK={account.uid.zfill(10)}&type=8-K&dateb=&owner=include&count=40"
    return f"{base.rstrip('/')}/cgi-bin/browse-edgar?{question}&output=atom"


def poll(source: Source, context: Context) -> Conversation:
    """The list, then the documents of the newest filings that are not known yet."""
    answer = _require((yield Ask(source.url, _headers(source), conditional=True)))
    root, account = _root(answer), account_of(source)
    filings = _filings(root, account, answer.url, source.zone, context.now)
    read = yield from _read_filings(filings, source, context)
    name = headline(_text(root, "{*}company-info/{*}conformed-name"))
    posts = tuple(read.get(key, filing.post) for key, filing in filings.items())
    return Timeline(posts, profile=Profile(account, name) if name else None)


def _read_filings(
    filings: dict[str, Filing], source: Source, context: Context
) -> Generator[Ask, Answer, dict[str, Post]]:
    """Posts with their documents' words; at the first refusal the rest waits for the next poll."""
    posts = unread((filing.post for filing in filings.values()), context)
    own = [filings[post.key] for post in posts if same_site(filings[post.key].index, source.url)]
    read: dict[str, Post] = {}
    for filing in own[:_FILINGS]:
        try:
            read[filing.post.key] = yield from _with_document(filing, source)
        except Refused as refused:
            if refused.verdict[0] not in _LACKING:
                break
        except OnrecordError:
            continue  # nothing that can be read: the items are all there is
    return read


def read_posts(answer: Answer, source: Source, now: datetime) -> tuple[Post, ...]:
    """The filings with their items alone, as listed. Raises UnreadableFeed, LoginWall, Blocked or Refused."""
    filings = _filings(_root(_require(answer)), account_of(source), answer.url, source.zone, now)
    return tuple(filing.post for filing in filings.values())


def _headers(source: Source) -> dict[str, str]:
    return {"User-Agent": f"Onrecord {source.contact or ''}".rstrip()}


def _require(answer: Answer) -> Answer:
    """The answer, where it is worth reading: the SEC refuses with 403, and with 200 too. Raises Refused."""
    if _UNDECLARED in answer.text[:20_000]:
        reason = f"HTTP {answer.status}: the SEC does not accept who asks: see `contact:` in sources.yaml"
        raise Refused((Outcome.BLOCKED, reason))
    return require(answer)


def _root(answer: Answer) -> etree._Element:
    text = answer.text.lstrip()
    if "No matching CIK" in text[:20_000]:
        raise UnreadableFeed("EDGAR knows no company with this CIK")
    require_no_wall(answer, text)
    root = parse_xml(text)
    if kind_of(root) != "feed":
        raise UnreadableFeed(f"a list of filings begins with <feed>, not <{kind_of(root)[:40]}>")
    return root


def _filings(
    root: etree._Element, account: Account, base: str, zone: str, now: datetime
) -> dict[str, Filing]:
    entries = list(root.iterchildren("{*}entry"))
    found: dict[str, Filing] = {}
    for entry in entries[:MOST]:
        filing = _filing(entry, account, base, zone, now)
        if filing:
            found.setdefault(filing.post.key, filing)
    if entries and not found:
        raise UnreadableFeed("none of the entries is a filing on Form 8-K")
    return found


def _filing(entry: etree._Element, account: Account, base: str, zone: str, now: datetime) -> Filing | None:
    links = [link.get("href") or "" for link in entry.iterchildren("{*}link")]
    index = absolute(base, next(iter(links), "") or _text(entry, "{*}content/{*}filing-href"))
    named = _text(entry, "{*}content/{*}accession-number"), _text(entry, "{*}id"), index or ""
    number = _ACCESSION.search(" ".join(named))
    # The title says it too: "8-K  - Current report".
    form = _text(entry, "{*}content/{*}filing-type") or _text(entry, "{*}title")
    if not number or not form.startswith("8-K"):
        return None
    items = _ITEM.findall(text_of(parse_fragment(_text(entry, "{*}summary"))))
    raw = _text(entry, "{*}updated") or _text(entry, "{*}content/{*}filing-date")
    post = Post(
        key=f"edgar:{number[0]}",
        account=account,
        url=index or "",
        text="\n".join(items),
        published_raw=raw[:100] or None,
        published_at=read_date(raw, zone, now),
        title=_title(form.split()[0][:20], items),
        facts=PostFacts(complete=False, edits=0),
    )
    return Filing(post, index or "")


def _title(form: str, items: list[str]) -> str:
    telling = [item for item in items if not item.startswith(_EXHIBITS)] or items
    return headline(": ".join([form, "; ".join(_NUMBER.sub("", item) for item in telling)]).rstrip(": "))


def _with_document(filing: Filing, source: Source) -> Generator[Ask, Answer, Post]:
    """Raises Refused, or UnreadableFeed where there is nothing to read."""
    headers = _headers(source)
    listing = _require((yield Ask(filing.index, headers)))
    url = find_document(listing)
    if url is None or not same_site(url, source.url):
        raise UnreadableFeed("the filing lists no document that can be read")
    text = read_document(_require((yield Ask(url, headers))))
    whole = f"{filing.post.text}\n\n{text}".strip()
    return replace(filing.post, text=whole, facts=replace(filing.post.facts, complete=True))


def _text(element: etree._Element, path: str) -> str:
    return clean(element.findtext(path) or "").strip()
