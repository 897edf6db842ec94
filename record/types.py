"""The words of the house as types: frozen, standard library only.

Offsets are Python character offsets into the text of the Revision, end exclusive. All times are aware
and in UTC unless a name says `raw`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from record.evidence import Capture

Span = tuple[int, int]
Json = dict[str, Any]

Stance = Literal["deny", "confirm", "plan", "claim", "judge", "ask"]
ReportKind = Literal["direct", "indirect", "mixed", "nominal"]
Venue = Literal["weibo", "post", "interview", "call", "event", "release"]
Provenance = Literal["own-account", "own-company", "direct-quote", "paraphrase", "spokesperson"]
Polarity = Literal["positive", "negative"]
# The platform says that it was edited; it reads otherwise on this mirror; what was cut is there now.
Change = Literal["edited", "changed", "completed"]


# ---------------------------------------------------------------- who


@dataclass(frozen=True, slots=True)
class Account:
    """One account on one platform; `uid` is the platform's own id, never a display name."""

    platform: str
    uid: str

    @property
    def key(self) -> str:
        return f"{self.platform}:{self.uid}"


@dataclass(frozen=True, slots=True)
class Role:
    """What a person is in an organisation, in both scripts, with the years it holds (None = open)."""

    org: str  # the organisation's Speaker id
    titles: tuple[str, ...]  # "CEO", "chief executive", "董事长"
    since: str | None = None  # ISO date
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person, or an organisation that speaks."""

    id: str  # "lei-jun", "xiaomi"; an unknown one is "?" + its folded name
    kind: Literal["person", "organisation"]
    name: str  # canonical, as shown to the user
    names: tuple[str, ...] = ()  # every other written form, both scripts
    roles: tuple[Role, ...] = ()
    accounts: tuple[Account, ...] = ()
    pronoun: Literal["he", "she"] | None = None  # of a person; None where nobody has said it


# ---------------------------------------------------------------- where: Sources and what one Poll brought


@dataclass(frozen=True, slots=True)
class Schedule:
    """Either a period in seconds or a five-field cron line in a time zone."""

    every: float | None = None
    cron: str | None = None
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Source:
    """One address we poll: a feed, a sitemap, a list page, or one account on one mirror."""

    id: str
    spider: Literal["news", "posts"]
    format: str  # "feed", "sitemap", "list"; for posts the name of a module in crawler/mirrors
    url: str
    origin: str  # whose baseline it shares: "site:reuters.com", "weibo:1749127163"
    name: str  # the outlet as shown to the user
    schedule: Schedule
    zone: str = "UTC"  # of dates that name none
    lang: str | None = None
    account: Account | None = None
    allow_private: tuple[str, ...] = ()  # CIDR ranges that this Source may connect to
    page: str | None = None  # "crawler.pages.sina:SinaArticle"; None is the generic article
    links: str | None = None  # CSS of the article links of a list page; None: they are told by their look
    browser: bool = False  # its pages need JavaScript
    tier: int | None = None  # 1 to 3: how close to the events it reports
    kind: Literal["outlet", "aggregator"] = "outlet"  # an aggregator shows what others have written
    about: tuple[str, ...] = ()  # subjects: "cars", "phones", "chips", "business", …
    mirror: str | None = None  # the name of the mirror that shows the account
    stands_in: bool = False  # it is asked only where the Sources of its account before it fail
    contact: str | None = None  # where the other side can reach who asks, for those that want to know


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed, a sitemap or a list page says of one article before it is fetched."""

    url: str
    title: str = ""
    published_raw: str | None = None
    published_at: datetime | None = (
        None  # None where the raw date is missing, zoneless nonsense or in the future
    )


@dataclass(frozen=True, slots=True)
class PostFacts:
    """What the platform says of a post beside its words; None and empty where the mirror does not."""

    complete: bool = True  # False: the words are cut, and the rest could not be had
    edits: int | None = None  # how often it was edited; 0 where the platform would say so
    edited_at: datetime | None = None
    pinned: bool = False
    reposts: str | None = None  # the key of the post that it reposts or quotes
    media: tuple[str, ...] = ()  # ids of pictures and videos, in order; never addresses, for those change
    region: str = ""  # where it was posted from, as the platform shows it: 北京
    client: str = ""  # what it was posted with, as its author likes to show it
    reposted: int | None = None  # times
    commented: int | None = None
    liked: int | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """One post of one account, as one mirror gave it."""

    key: str  # "weibo:5237…": the post's id over all mirrors
    account: Account
    url: str
    text: str  # the account's own words only
    quoted: str = ""  # the words of the post it reposts
    published_raw: str | None = None
    published_at: datetime | None = None
    author: str = ""
    title: str = ""
    facts: PostFacts = PostFacts()


@dataclass(frozen=True, slots=True)
class KnownPost:
    """A post that the record has of an account, for the next poll of one of the account's Sources."""

    key: str
    published_at: datetime | None
    shown: bool  # by this Source; else only by another one
    complete: bool  # as this Source last showed it
    edits: int | None  # likewise
    absent: bool = False  # this Source no longer lists it, though it lists older and newer ones
    gone: bool = False  # the platform has said so


@dataclass(frozen=True, slots=True)
class Profile:
    """Who an account says it is, as one mirror shows it; None where it does not."""

    account: Account
    name: str | None = None
    verified: bool | None = None
    verified_reason: str | None = None  # "小米创始人，董事长兼CEO"


@dataclass(frozen=True, slots=True)
class AccountState:
    """One account, as the record knows it; a field is None where no mirror has shown it."""

    name: str | None = None
    verified: bool | None = None
    verified_reason: str | None = None
    seen_at: datetime | None = None  # since when it has been shown like this
    posts: int = 0
    newest: datetime | None = None  # when its newest post was published


@dataclass(frozen=True, slots=True)
class Visitor:
    """The one cookie that a platform gives to whoever is not logged in."""

    cookie: str
    minted_at: datetime


@dataclass(frozen=True, slots=True)
class Turn:
    """The right to ask a platform that bears one asker at a time; the claim's token comes with it."""

    name: str  # of the format and its host: "weibo@m.weibo.cn"
    token: str
    visitor: Visitor | None = None
    blocks: int = 0  # refusals in a row


@dataclass(frozen=True, slots=True)
class Article:
    """One article as `extract_article` reads it. The scorer's names are title, date, authors, body."""

    url: str
    title: str
    text: str
    published_raw: str | None = None
    published_at: datetime | None = None
    date: str | None = None  # the calendar day as published, YYYY-MM-DD, no zone shift
    authors: tuple[str, ...] = ()
    lang: str | None = None
    canonical: str | None = None  # the address on the same site that the page calls its own


@dataclass(frozen=True, slots=True)
class Validators:
    """What the server gave us to ask conditionally next time."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Hints:
    """What a feed says of its own rhythm; it holds until the feed says otherwise."""

    ttl: float | None = None  # seconds
    update_period: float | None = None  # seconds: sy:updatePeriod, sy:updateFrequency times in it
    skip_hours: tuple[int, ...] = ()  # of UTC, 0 to 23
    skip_days: tuple[int, ...] = ()  # 0 is Monday


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the last answers of a Source left behind, which decides how it is asked next time."""

    validators: Validators | None = None  # None too where they are no longer believed
    hints: Hints = Hints()
    whole_age: float | None = None  # seconds since its last whole answer; None where there was none
    unchanged: int = 0  # answers 304 in a row
    fails: int = 0  # Polls in a row that failed
    well_at: datetime | None = None  # the last healthy Poll of it; of an account, of any of its Sources
    known: tuple[KnownPost, ...] = ()  # the newest posts of its account, newest first


@dataclass(frozen=True, slots=True)
class Wait:
    """How long a Source is left alone after a Poll, and what asked for that."""

    seconds: float
    reason: str  # "Retry-After", "ttl", "max-age", …


class Outcome(StrEnum):
    """How a Poll ended; also the state of its Source."""

    OK = "ok"
    NOT_MODIFIED = "not-modified"
    EMPTY = "empty"
    BLOCKED = "blocked"
    ROBOTS_BLOCKED = "robots-blocked"
    LOGIN = "login"
    PARSE_ERROR = "parse-error"
    UNREACHABLE = "unreachable"
    ERROR = "error"

    @property
    def healthy(self) -> bool:
        return self in (Outcome.OK, Outcome.NOT_MODIFIED)


@dataclass(frozen=True, slots=True)
class Poll:
    """One asking of one Source and everything it brought."""

    source: Source
    at: datetime
    outcome: Outcome
    reason: str = ""  # in words, for the operator: "HTTP 503: blocked by Weibo (432)"
    status: int | None = None
    seconds: float = 0.0
    entries: tuple[Entry, ...] = ()
    posts: tuple[Post, ...] = ()
    gone: tuple[str, ...] = ()  # keys of posts of which the platform itself says that they are deleted
    profile: Profile | None = None
    captures: tuple[Capture, ...] = ()  # the answers that posts were read from, in order
    validators: Validators | None = None
    hints: Hints | None = None  # None: the answer was no feed, and what was said before still holds
    wait: Wait | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A Document that is known by its address and waits to be fetched; the claim's token comes with it."""

    document_id: int
    source_id: str
    url: str
    token: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Recheck:
    """A Document that is due to be looked at again; the claim's token comes with it."""

    id: int
    document_id: int
    source_id: str
    url: str
    token: str
    validators: Validators | None = None  # to ask conditionally with; None: it is asked for whole


# ---------------------------------------------------------------- Documents and Revisions


@dataclass(frozen=True, slots=True)
class Document:
    """One article or post, whatever addresses it is seen at."""

    id: int
    key: str
    kind: Literal["article", "post"]
    url: str
    outlet: str  # the name of the Source it was first seen at
    first_seen_at: datetime
    baseline: bool = False
    account: Account | None = None
    verified: bool | None = None  # the account, as the platform last said; None: it has not
    copy_of: int | None = None  # the id of the first Document that it is a near-copy of


@dataclass(frozen=True, slots=True)
class Revision:
    """One observed version of a Document on one Source."""

    id: int
    document: Document
    source_id: str
    observed_at: datetime
    title: str
    text: str
    quoted: str = ""
    lang: str | None = None
    published_at: datetime | None = None
    authors: tuple[str, ...] = ()
    gone: bool = False
    added: tuple[Span, ...] | None = None  # what is new against the Revision before; None: all of it
    change: Change | None = None  # of a post: what the Revision is against the one before; None: its first
    facts: PostFacts | None = None  # of a post
    first: bool = True  # of its Document on this Source, as the record knew it when this was loaded
    last: bool = True  # likewise


# ---------------------------------------------------------------- Reports, Statements, Events


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the extractor believes something: a code, and words for a person."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """Evidence: these spans of this Revision give these words to this Speaker."""

    content: tuple[Span, ...]
    cue: Span | None
    mention: Span | None  # the mention of the speaker nearest to the cue, in the reporting sentence
    sentence: Span  # the sentences that report the words
    text: str  # the words said: the pieces of `content` joined with " … "
    speaker: Speaker  # known, or made from the document ("?…")
    who: str  # the speaker's fullest name as this document writes it
    org: str | None
    role: str | None
    kind: ReportKind
    stance: Stance
    polarity: Polarity
    provenance: Provenance
    venue: Venue | None = None
    said_at: datetime | None = None
    confidence: float = 1.0
    reasons: tuple[Reason, ...] = ()

    @property
    def first_party(self) -> bool:
        return self.provenance == "own-account"


class EventKind(StrEnum):
    """What happened. Of a Statement, what `data` holds is said in record/store/eventrows.py."""

    NEW = "new"
    FIRST_DENIAL = "first-denial"  # in place of NEW, where it is the first denial of its thread
    REPORTED = "reported"  # one more Report, which brings nothing new
    NEW_WORDS = "new-words"  # one more Report, which quotes words that no other has
    UPGRADED = "upgraded"  # one more Report, and the first that quotes what was only paraphrased
    ORIGINAL = "original-located"
    EDITED = "edited"  # its words read otherwise in a Document, or stand there no more
    DELETED = "deleted"  # a Document of it is gone
    BACK = "back"  # that Document is there again
    REVERSED = "reversed"  # its Speaker now says what contradicts it
    DENIED = "denied"  # somebody else denies it
    # of a Source, or of all at once: `data` is what record/store/health.py writes
    SOURCE_BROKEN = "source-broken"
    SOURCE_RECOVERED = "source-recovered"
    # of an account: `data` is what record/store/profiles.py writes
    ACCOUNT_CHANGED = "account-changed"
    # of a Channel: `data` is what record/store/channelstates.py writes
    CHANNEL_FAILING = "channel-failing"
    CHANNEL_RECOVERED = "channel-recovered"
    # of the record itself, once a day: `data` is what record/store/seals.py writes
    SEALED = "sealed"


@dataclass(frozen=True, slots=True)
class Statement:
    """The thing said: one Speaker, one utterance, one or more Reports, at most one original."""

    id: int
    public_id: str  # "st_" and 12 characters
    speaker: Speaker
    text: str
    stance: Stance
    said_at: datetime | None
    first_seen_at: datetime
    original: Evidence | None = None
    reports: tuple[Evidence, ...] = ()
    merged_into: int | None = None
    thread: str | None = None  # the public id of the thread it stands in
    first_denial: bool = False  # of its thread


@dataclass(frozen=True, slots=True)
class Evidence:
    """A recorded Report with the Revision that it stands in."""

    id: int
    report: Report
    revision: Revision
    statement_id: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """Append-only: something happened to a Statement (or, without one, to a Source or Channel)."""

    id: int
    kind: EventKind
    at: datetime
    batch: str  # Events that were written together are judged together
    statement: Statement | None = None
    evidence: Evidence | None = None
    data: Json = field(default_factory=dict)
    other: Statement | None = None  # which reverses or denies this one; the evidence is a Report of it


# ---------------------------------------------------------------- Alerts and Deliveries

Severity = Literal["low", "normal", "high", "critical"]
Gathering = Literal["digest", "quiet", "throttle", "burst"]  # why what would be several Alerts is one
Purpose = Literal["alert", "fallback", "escalation"]  # of a Delivery


@dataclass(frozen=True, slots=True)
class Hit:
    """Watch x Event, with its explanation (a JSON tree: see alerts/rules/matcher.py)."""

    watch_id: str
    watch_name: str
    event: Event
    explanation: Json
    severity: Severity = "normal"  # of the watch, when it was judged


@dataclass(frozen=True, slots=True)
class Standby:
    """Which Channel is told too, so long after the first one was to be: unless that took the message, or
    somebody has acknowledged it."""

    purpose: Literal["fallback", "escalation"]
    channel: str
    after: timedelta


@dataclass(frozen=True, slots=True)
class Alert:
    """What we decided to tell: Hits of one Speaker in one Document, best first, to one Channel.

    One that gathers holds what would have been several of these, in the order in which they came; there is
    one for a Channel and a slot, or more where that grows too long.
    """

    channel: str
    hits: tuple[Hit, ...]
    not_before: datetime | None = None  # until then it waits for an original; as it was decided
    gathers: Gathering | None = None
    slot: datetime | None = None  # of one that gathers: when it is due
    standbys: tuple[Standby, ...] = ()  # as it was decided

    @property
    def lead(self) -> Hit:
        return self.hits[0]

    @property
    def event(self) -> Event:
        return self.lead.event


@dataclass(frozen=True, slots=True)
class OperatorAlert:
    """What the operator is told of a Source, or of all of them: one Event, to his Channel."""

    channel: str
    event: Event


@dataclass(frozen=True, slots=True)
class AccountAlert:
    """What one Channel is told of a change of a watched account; there is nothing said in it to hit."""

    channel: str
    event: Event
    watches: tuple[str, ...]  # names of those that tell it there
    speaker: Speaker | None = None  # whose account it is; the record keeps only the account
    not_before: datetime | None = None  # the end of quiet hours; as it was decided


AnyAlert = Alert | OperatorAlert | AccountAlert


class SendClass(StrEnum):
    """How one Attempt ended, which decides what comes next."""

    OK = "ok"
    NOT_SENT = "not_sent"
    TRANSIENT = "transient"
    PERMANENT = "permanent"
    IN_DOUBT = "in_doubt"


@dataclass(frozen=True, slots=True)
class SendResult:
    """What the Channel answered; `detail` holds no secret."""

    kind: SendClass
    status: int | None = None
    retry_after: float | None = None  # seconds
    detail: str = ""
    remote_id: str | None = None  # what the Channel calls the message: a Message-ID, a ts, a message_id
    about: Literal["channel", "recipient", "message"] | None = None  # what a refusal speaks of, where it says


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent, for one family of Channels: e-mail reads html and subject, chats read text."""

    subject: str
    text: str
    html: str | None = None
    form: Literal["text", "markdown", "html"] = "text"  # what `text` is written in, as the Channel takes it
    fields: Json | None = None  # of a template with fixed fields, or the whole payload of a webhook
    reply_to: str | None = None  # the remote id of the first message about the Statement, where there is one


@dataclass(frozen=True, slots=True)
class Delivery:
    """One tracked sending of one Alert to one recipient; the claim's token comes with it."""

    key: str
    channel: str
    recipient: int  # index of the recipient within the Channel when the Alert was decided
    recipient_hash: str  # salted; says who that is, whatever the Channel's order has become
    token: str
    attempts: int
    doubt: bool  # an earlier Attempt may have arrived; sticky
    alert_id: int
    payload: Message | None = None  # frozen at the first claim
    purpose: Purpose = "alert"
    stands_for: str | None = None  # of a fallback or an escalation: the Channel that was to be told
    since: datetime | None = None  # when it, or the one that it stands for, was due
    escalates_to: str | None = None  # the Channel that is told too, unless somebody acknowledges it
    escalates_at: datetime | None = None
