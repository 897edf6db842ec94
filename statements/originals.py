"""Was the Speaker's own post found? Pure."""

from __future__ import annotations

from record.originals import Look, Search, Sought
from record.placing import Located, Member
from record.platforms import PLATFORMS
from record.types import Evidence
from statements.alikeness import alike_gists

OPPOSITE, DIFFERENT = 0.5, 0.62  # how alike two texts must be for a yes and a no, or two numbers, to clash


def search(sought: Sought) -> Search:
    """The verdict, with what it rests on."""
    venue = sought.located.report.venue
    if sought.original is not None:
        return Search(
            "deleted" if sought.deleted_at else "found",
            venue,
            sought.claimed_at,
            account=_account(sought.original),
            post=sought.original,
            deleted_at=sought.deleted_at,
        )
    look = sought.looks[0] if sought.looks else None
    against = _against(sought)
    return Search(
        "contradicted" if against else "not found yet",
        venue,
        sought.claimed_at,
        account=_account(against) if against else (look.account if look else None),
        looked_at=look.looked_at if look else None,
        why="" if against else _why(look, venue),
        post=against,
    )


def _account(evidence: Evidence) -> str | None:
    account = evidence.revision.document.account
    return account.key if account else None


def _why(look: Look | None, venue: str | None) -> str:
    """Why nobody has looked, in words."""
    if look is None:
        return "no account on Weibo is known" if venue == "weibo" else "no account is known"
    platform = PLATFORMS.get(look.account.partition(":")[0], look.account)
    if not look.polled:
        return f"no source shows the account on {platform}"
    return "" if look.looked_at else f"the account on {platform} could not be read yet"


def _against(sought: Sought) -> Evidence | None:
    """The own post of that time that speaks of the same and says otherwise, the likest."""
    scored = [
        (score, member.report_id)
        for candidate in sought.own
        for member in candidate.members
        if (score := _contradiction(sought.located, member)) > 0
    ]
    best = max(scored, default=(0.0, 0))[1]
    return next((post for post in sought.posts if post.id == best), None)


def _contradiction(located: Located, member: Member) -> float:
    """How alike the two are, where one fact differs; where place or product do, it is another matter."""
    like = alike_gists(located.gist, member.gist)
    if like.elsewhere:
        return 0.0
    opposite = located.report.polarity != member.polarity
    differs = like.numbers is False or like.dates is False
    enough = (opposite and like.score >= OPPOSITE) or (differs and like.score >= DIFFERENT)
    return like.score if enough else 0.0
