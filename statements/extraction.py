"""`extract`: what a Revision says that somebody said. Pure: the same text and people, the same Reports."""

from __future__ import annotations

from record.people import People
from record.types import Report, Revision
from statements.articles import extract_article
from statements.posts import extract_post
from statements.releases import LONG, extract_release


def extract(revision: Revision, people: People) -> list[Report]:
    """The Reports of a post or an article, in the order of the text."""
    if revision.document.kind == "article":
        return extract_article(revision, people)
    account = revision.document.account
    if account is not None and account.platform in LONG:
        return extract_release(revision, people, account)
    return extract_post(revision, people)
