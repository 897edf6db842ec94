"""The text that the user gives: plain or a saved page, from a file or standard input."""

from __future__ import annotations

import asyncio
import re
import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from crawler.pages.article import read_page
from crawler.reading.charsets import WESTERN, likely_encodings, wide_encoding
from crawler.reading.decoding import clean
from crawler.reading.threads import read_apart
from record.errors import LoginWall, OnrecordError, UnreadableArticle
from record.types import Article

LARGEST = 10 * 1024 * 1024  # bytes, as of an answer in a crawl
STDIN = "-"
_PAGES = frozenset((".html", ".htm", ".xhtml", ".shtml"))
_PAGE = re.compile(rb"\s*(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE)
_PDF = b"%PDF-"
_MARK = b"\xef\xbb\xbf"
_ADDRESS = re.compile(r"[\w-]+(?:\.[\w-]+)+/")  # courier.example/news


class NoSuchFile(OnrecordError):
    """What was given is neither a file nor an address; the text says what was perhaps meant."""


class UnusableText(OnrecordError):
    """The file is there, and nothing can be read in it; the text says why, and the way out."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was published; of a day alone, its noon UTC: there it is that day almost everywhere."""

    at: datetime
    timed: bool = True


@dataclass(frozen=True, slots=True)
class Given:
    """A text before anything is looked for in it, without control characters, as a crawl would have it."""

    text: str
    title: str = ""
    url: str = ""
    published: Moment | None = None
    lang: str | None = None  # what the site says


def read_given(name: str) -> Given:
    """The text of a file, or of standard input. Raises NoSuchFile and UnusableText."""
    body = _body(name)
    shown = shown_name(name)
    is_page = Path(name).suffix.lower() in _PAGES or _PAGE.match(body.removeprefix(_MARK)) is not None
    given = _of_page(body, shown) if is_page else Given(clean(_decoded(body, shown)))
    if not given.text.strip():
        raise UnusableText(f"{shown}: there is no text in it")
    return given


def shown_name(name: str) -> str:
    """For a message: half a character of a file name could not be written, and a terminal obeys controls."""
    return "standard input" if name == STDIN else clean(name.encode(errors="replace").decode())


def of_article(article: Article) -> Given:
    """What a crawl would record of it."""
    published = Moment(article.published_at) if article.published_at else None
    if published is None and article.date:
        published = read_moment(article.date, ZoneInfo("UTC"))
    return Given(article.text, article.title, article.url, published, article.lang)


def corrected(given: Given, title: str | None, published: Moment | None) -> Given:
    """With what the user knows better."""
    known = given.title if title is None else " ".join(clean(title).split())
    return replace(given, title=known, published=published or given.published)


def read_moment(written: str, zone: ZoneInfo) -> Moment:
    """A day, or a day and a time, which is in `zone` where it names none. Raises ValueError."""
    moment = datetime.fromisoformat(written.strip())
    if len(written.strip()) <= len("2026-11-22"):
        return Moment(datetime.combine(moment, time(12), UTC), timed=False)
    aware = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    return Moment(aware.astimezone(UTC))


def _body(name: str) -> bytes:
    if not name:
        raise NoSuchFile("no file is named; give a file, an address, or - for standard input")
    if name == STDIN and sys.stdin is None:
        raise NoSuchFile("standard input: it is closed")
    try:
        with sys.stdin.buffer if name == STDIN else Path(name).open("rb") as file:
            body = file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise NoSuchFile(f"{shown_name(name)}: there is no such file{_meant(name)}") from error
    except (OSError, ValueError) as error:  # ValueError: a name with a zero byte in it
        reason = getattr(error, "strerror", None) or str(error)
        raise NoSuchFile(f"{shown_name(name)}: it cannot be read: {reason}") from error
    if len(body) > LARGEST:
        raise UnusableText(f"{shown_name(name)}: longer than {LARGEST // 1024**2} MB; give a part of it")
    return body


def _meant(name: str) -> str:
    if "://" in name:
        return "; addresses begin with http:// or https://"
    return f"; if the page is meant: https://{shown_name(name)}" if _ADDRESS.match(name) else ""


def _decoded(body: bytes, shown: str) -> str:
    body = body.removeprefix(_MARK)
    if body.startswith(_PDF):
        raise UnusableText(f"{shown}: it is a PDF; save the words of it as a text file")
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        where = f"byte 0x{body[error.start]:02X} at {error.start} (line {line}) is not UTF-8"
        raise UnusableText(f"{shown}: {where}; {_way_out(body, shown)}") from error


def _way_out(body: bytes, shown: str) -> str:
    """The conversion, where the bytes look like an encoding that all of them are in."""
    wide = wide_encoding(body)[0]
    if not wide and b"\0" in body:
        return "it looks like no text at all; save the words of it as a text file"
    for encoding in filter(None, (wide, *likely_encodings(body, None), WESTERN)):
        try:
            body.decode(encoding)
        except (UnicodeError, LookupError):
            continue
        file = "FILE" if shown == "standard input" else shown
        return f"it may be {encoding}: iconv -f {encoding} -t UTF-8 {file} | onrecord extract -"
    return "save it as UTF-8 and try again"


def _of_page(body: bytes, shown: str) -> Given:
    try:
        article = asyncio.run(read_apart(partial(read_page, body, None, ""), UnreadableArticle))
    except (LoginWall, UnreadableArticle) as error:
        way = "give the words alone, as a text file"
        raise UnusableText(f"{shown}: no article can be read in the page: {error}; {way}") from error
    return of_article(article)
