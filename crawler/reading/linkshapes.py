"""What the address of a link says: an article, a section, or something else of a site. Pure."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

_DATED = re.compile(r"/(?:19|20)\d{2}[/-]?(?:0[1-9]|1[0-2])(?:[/-]?(?:0[1-9]|[12]\d|3[01]))?(?=[/_-]?\w)")
_ARCHIVE = re.compile(r"/(?:19|20)\d{2}(?:[/-]\d{2}){1,2}/?$")  # a month's page, or a day's
_CODE = re.compile(r"(?=(?:.*\d){2})(?=.*[a-z])[a-z0-9]{8,}", re.IGNORECASE)  # c4gq0x7rw2eo
_ENDING = re.compile(r"\.(s?html?|aspx?|php|jsp)$", re.IGNORECASE)
_INDEX = re.compile(r"/(?:index|default)\.\w{3,5}$")  # says nothing beside the folder that it stands in
_BETWEEN = re.compile(r"[-_+]+")
_ID_KEYS = frozenset(("id", "p", "aid", "newsid", "articleid", "docid", "nid", "cid", "mid", "sn"))
_ACTIONS = frozenset(("share", "replytocom", "reply", "print", "action"))  # what a button does, not a page
_FRONTS = frozenset(("list", "home", "more", "node"))
_SECTION_WORDS = frozenset(
    (
        *("tag", "tags", "topic", "topics", "category", "categories", "page", "search", "sitemap"),
        *("author", "authors", "profile", "profiles", "user", "users", "u", "member", "members", "account"),
        *("about", "about-us", "aboutus", "contact", "contact-us", "contactus", "masthead", "careers"),
        *("jobs", "editorial-policy", "ethics-policy", "faq", "help", "jubao"),
        *("login", "signin", "sign-in", "signup", "sign-up", "register", "passport"),
        *("subscribe", "subscription", "subscriptions", "newsletter", "newsletters", "rss", "feed", "feeds"),
        *("privacy", "privacy-policy", "terms", "terms-of-use", "terms-of-service", "legal", "copyright"),
        *("cookies", "cookie-policy", "advertise", "advertising", "comment", "comments"),
    )
)


def shape_of(url: str) -> tuple[float, bool]:
    """(points, whether a date or a number is in it)"""
    parts = urlsplit(url)
    asked = {key.lower() for key, value in parse_qsl(parts.query) if value}
    identified, path = not asked.isdisjoint(_ID_KEYS), _INDEX.sub("", parts.path.lower())
    segments = [_ENDING.sub("", segment) for segment in path.split("/") if segment]
    if not asked.isdisjoint(_ACTIONS) or not (segments or identified):
        return -10.0, False
    stem = segments[-1] if segments else ""
    dated, numbered = bool(_DATED.search(path)), identified or _is_numbered(stem, path)
    points = 3.0 * dated + 2.0 * numbered + _slug(stem) + 0.5 * bool(_ENDING.search(path))
    points -= 5.0 * (not _SECTION_WORDS.isdisjoint(segments)) + 4.0 * (stem in _FRONTS and not identified)
    points -= 2.0 * (points == 0) + 8.0 * bool(_ARCHIVE.search(path))  # a bare word is a section
    return min(points, 4.0), dated or numbered


def _is_numbered(stem: str, path: str) -> bool:
    digits = sum(char.isdigit() for char in path)
    return any(char.isdigit() for char in stem) and (digits >= 5 or bool(_CODE.fullmatch(stem)))


def _slug(stem: str) -> float:
    words = [word for word in _BETWEEN.split(stem) if word]
    if len(words) >= 4 or "%" in stem:
        return 2.0
    return 1.0 if len(words) == 3 or (len(words) == 2 and len(stem) >= 10) else 0.0


def pattern_of(url: str) -> str:
    """What the addresses of one site's articles have in common: folders, with words and numbers as such."""
    parts = urlsplit(url)
    folders = [re.sub(r"\d+", "0", segment) for segment in parts.path.split("/")[1:-1]]
    return f"{parts.hostname}/{'/'.join(folders)}/{'?' if parts.query else ''}"
