"""Bluesky: a handle can be given to somebody else, so its DID is asked for."""

from __future__ import annotations

import re

from crawler.conversation import Ask
from crawler.resolving.places import Found, Place, Resolution, Resolving, Unresolved, line_at, require_object
from record.types import Account, Json, Profile

BASE = "https://public.api.bsky.app"

DID = re.compile(r"did:(?:plc:[a-z2-7]{24}|web:[A-Za-z0-9.-]{3,200})")
HANDLE = re.compile(
    r"(?=.{4,253}$)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z][A-Za-z0-9-]{1,62}"
)


def read_bluesky(place: Place) -> Found:
    """Raises Unresolved."""
    if place.part(0) != "profile":
        raise Unresolved("this names no account of Bluesky: bsky.app/profile/HANDLE does")
    return read_name(place.part(1))


def read_name(written: str) -> Found:
    """A DID, or a handle, which is asked about. Raises Unresolved."""
    if DID.fullmatch(written):
        return Account("bluesky", written)
    if not HANDLE.fullmatch(written):
        raise Unresolved(f"'{written[:60]}' is neither a handle of Bluesky, as name.bsky.social, nor a DID")
    return _ask(written.lower())


def _ask(handle: str) -> Resolving:
    answer = yield Ask(f"{BASE}/xrpc/app.bsky.actor.getProfile?actor={handle}")
    way_out = f'if the handle is right, bluesky: "{handle}" can stand in people.yaml, too'
    found = require_object(answer, "Bluesky", way_out)
    did = line_at(found, "did") or ""
    if not DID.fullmatch(did):
        raise Unresolved(f"Bluesky gives no DID of {handle}; {way_out}")
    profile = Profile(Account("bluesky", did), line_at(found, "displayName"), _verified(found))
    return Resolution(profile, (handle,))


def _verified(found: Json) -> bool | None:
    state = found.get("verification")
    status = state.get("verifiedStatus") if isinstance(state, dict) else None
    return status == "valid" if isinstance(status, str) else None
