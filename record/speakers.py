"""Speakers written as YAML: the entries of people.yaml, and of `people:` in a watchlist.

An entry: {id, name, names, kind, pronoun, roles: [{org, titles, since, until}], accounts: {platform: uid}};
only the name is needed. A bare text is a name alone, and a platform may have a list of uids.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from record.platforms import PLATFORMS
from record.problems import did_you_mean
from record.text import fold, fold_name, is_cjk
from record.types import Account, Role, Speaker
from record.yamlfile import Value, YamlFile

Kind = Literal["person", "organisation"]
Pronoun = Literal["he", "she"]

ENTRY = ("id", "name", "names", "kind", "pronoun", "roles", "accounts")
ROLE = ("org", "titles", "since", "until")

CODES = {
    "P101": "an entry without a name",
    "P102": "two entries with one id",
    "P103": "a role in an organisation that nobody defined",
    "P104": "a day that is not YYYY, YYYY-MM or YYYY-MM-DD",
    "P105": "a kind that is neither person nor organisation",
    "P106": "a platform that is not known",
    "P107": "an account that is another's already",
    "P108": "a pronoun that is neither he nor she",
}

# Where names of accounts are the same in capitals.
_CASELESS = frozenset(("bluesky", "telegram", "x", "mastodon", "threads", "substack"))

_ID = re.compile(r"[^a-z0-9]+")
_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Claim:
    """That an account is somebody's, and where it is written."""

    speaker: Speaker
    account: Account
    place: Value


def read_speakers(
    file: YamlFile,
    value: Value,
    kind: Kind = "person",
    organisations: Iterable[str] | None = None,
    claims: list[Claim] | None = None,
) -> list[Speaker]:
    """The Speakers of a list; what is wrong is added to the file's Problems and left out.

    With `organisations` (the ids that are known) a role elsewhere is a Problem; `claims` is added to.
    """
    known = None if organisations is None else list(organisations)
    speakers: dict[str, Speaker] = {}
    for item in file.items(value, "people"):
        accounts: dict[Account, Value] = {}
        speaker = _speaker(file, item, kind, known, accounts)
        if speaker is None:
            continue
        if speaker.id in speakers:
            file.problem("P102", f"the id '{speaker.id}' stands twice", item, "give one of them another `id`")
        speakers.setdefault(speaker.id, speaker)
        if claims is not None:
            claims += [Claim(speaker, account, place) for account, place in accounts.items()]
    return list(speakers.values())


def check_claims(file: YamlFile, claims: Iterable[Claim], others: Iterable[Speaker]) -> None:
    """A Problem for each account of the file's that is another's already; `others`: who stands elsewhere."""
    owners = {_as_platform(account): (other, 0) for other in others for account in other.accounts}
    for claim in sorted(claims, key=lambda claim: claim.place.start):
        speaker, account = claim.speaker, claim.account
        owner, line = owners.setdefault(_as_platform(account), (speaker, claim.place.line))
        if owner.id != speaker.id:
            where = f"on line {line}" if line else f"under the id '{owner.id}'"
            name = f"{PLATFORMS[account.platform]} '{account.uid}'"
            whose = f"{name} is {owner.name}'s account already ({where})"
            hint = f"leave it with {owner.name} or with {speaker.name}: what is posted is one's own words"
            file.problem("P107", whose, claim.place, hint)


def _as_platform(account: Account) -> str:
    """Equal for two spellings of one account."""
    if account.platform == "edgar":
        return f"edgar:{account.uid.lstrip('0')}"
    return account.key.lower() if account.platform in _CASELESS else account.key


def slug(name: str) -> str:
    """An id made of a name: `lu-weibing`; of a Chinese name the name itself."""
    if any(map(is_cjk, name)):
        return fold_name(name)
    return _ID.sub("-", fold(name)).strip("-")


def _speaker(
    file: YamlFile, item: Value, kind: Kind, known: list[str] | None, accounts: dict[Account, Value]
) -> Speaker | None:
    """None for one without a name; `accounts` is filled with theirs."""
    if isinstance(item.data, str) and item.data.strip():
        return Speaker(slug(item.data), kind, item.data.strip())
    entry = file.mapping(item, ENTRY, "a person")
    if "name" not in entry:
        if isinstance(item.data, dict):
            file.problem("P101", "this entry has no name", item, "add `name:`")
        return None
    name = file.string(entry["name"], "the name")
    if name is None:
        return None
    id = file.string(entry["id"], "the id") if "id" in entry else None
    names = file.strings(entry["names"], "a name") if "names" in entry else []
    accounts.update(_accounts(file, entry["accounts"]) if "accounts" in entry else {})
    return Speaker(
        id=id or slug(name),
        kind=_kind(file, entry["kind"]) or kind if "kind" in entry else kind,
        name=name,
        names=tuple(text for text, _ in names),
        roles=tuple(_roles(file, entry["roles"], known)) if "roles" in entry else (),
        accounts=tuple(accounts),
        pronoun=_pronoun(file, entry["pronoun"]) if "pronoun" in entry else None,
    )


def _kind(file: YamlFile, value: Value) -> Kind | None:
    match file.string(value, "the kind"):
        case "person":
            return "person"
        case "organisation":
            return "organisation"
        case str(other):
            hint = did_you_mean(other, ("person", "organisation")) or "person or organisation"
            file.problem("P105", f"nobody is of the kind '{other}'", value, hint)
    return None


def _pronoun(file: YamlFile, value: Value) -> Pronoun | None:
    match file.string(value, "the pronoun"):
        case "he":
            return "he"
        case "she":
            return "she"
        case str(other):
            file.problem("P108", f"'{other}' is no pronoun of a person", value, "he or she")
    return None


def _roles(file: YamlFile, value: Value, known: list[str] | None) -> Iterable[Role]:
    for item in file.items(value, "roles"):
        pairs = file.mapping(item, ROLE, "a role")
        org = file.string(pairs["org"], "the organisation's id") if "org" in pairs else None
        if org is None:
            continue
        if known is not None and org not in known:
            file.problem(
                "P103", f"no organisation has the id '{org}'", pairs["org"], did_you_mean(org, known)
            )
        titles = file.strings(pairs["titles"], "a title") if "titles" in pairs else []
        since, until = (_day(file, pairs[key], key) if key in pairs else None for key in ("since", "until"))
        yield Role(org, tuple(text for text, _ in titles), since, until)


def _day(file: YamlFile, value: Value, key: str) -> str | None:
    """A year may stand without quotes: it is a number then."""
    text = value.raw if isinstance(value.data, int) else file.string(value, f"`{key}`")
    if text is None or _DAY.fullmatch(text):
        return text
    file.problem("P104", f"'{text}' is no day", value, "write 2010, 2010-04 or 2010-04-06")
    return None


def _accounts(file: YamlFile, value: Value) -> dict[Account, Value]:
    """An account's id is text in quotes: a number would lose its zeros. Each is taken once."""
    found: dict[Account, Value] = {}
    for platform, uids in file.mapping(value, None, "accounts").items():
        if platform not in PLATFORMS:
            hint = did_you_mean(platform, PLATFORMS) or f"known: {', '.join(PLATFORMS)}"
            place = value.key_places[platform]
            length = max(1, len(platform))
            file.problem("P106", f"no platform is called '{platform}'", place, hint, length=length)
            continue
        named = file.strings(uids, f"the {platform} account")
        for uid, at in named:
            found.setdefault(Account(platform, uid.strip()), at)
    return found
