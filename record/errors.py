"""One tree of errors. A user's mistake is a Problem in a list; an error here is ours or the world's."""

from __future__ import annotations


class OnrecordError(Exception):
    """The root; its text says what happened and the way out."""


class Mistaken(OnrecordError):
    """What was typed names nothing, or several things; the text says which, and the way out."""


class RecordError(OnrecordError):
    """The record's address is wrong, or the record cannot be opened or migrated."""


class LeaseLost(OnrecordError):
    """Another runner took the row over; nothing was written."""


class Crossed(OnrecordError):
    """Another runner was at work on the same rows; nothing was written, and nothing is wrong with them."""


class RecordAway(OnrecordError):
    """The record cannot be read or written: the disk is full, its server is away. Nothing was written, and
    nothing is wrong with what was to be."""


class UnreadableFeed(OnrecordError):
    """A feed, sitemap or mirror answer that cannot be understood."""


class Blocked(OnrecordError):
    """A mirror or site refuses us; the reason is the text."""


class LoginWall(OnrecordError):
    """A log-in page, or another wall, stands where the content should be; the reason says which."""


class Paywalled(LoginWall):
    """Only the beginning of the article is shown to those who do not pay."""


class CookieWall(LoginWall):
    """A page asks for consent before it shows anything."""


class UnreadableArticle(OnrecordError):
    """A page without an article in it."""


class NotFoundPage(UnreadableArticle):
    """A page that says "not found", though the server says 200."""
