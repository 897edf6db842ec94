"""A mirror of sources.yaml to Sources: one for each account that it shows, in the order of the people."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from crawler.mirrors import FORMATS, Mirror
from crawler.sourcefields import DEFAULT_PERIOD, Fields
from record.platforms import PLATFORMS
from record.types import Account, Schedule, Source, Speaker

Accounts = Sequence[tuple[Speaker, Account]]

# One line, in ASCII, and an address by its look: it goes into a header.
_CONTACT = re.compile(r"(?=[!-~ ]{3,200}$)\S.*[@.].*\S")
_LONGEST = 200  # characters of an id, in the record
_UNWELCOME = "{} does not welcome {}: its robots.txt is not asked, and it may refuse us at any time"
_LEAVE = "better a mirror before it; to ask it all the same, as seldom as it may bear, write `direct: true`"


def mirror_sources(mirror: Fields, accounts: Accounts | None) -> list[Source]:
    """One Source an account, named by the mirror and the Speaker."""
    name, format = mirror.identifier("name"), mirror.choice("format", FORMATS)
    mirror.require("format")
    module = FORMATS[format] if format else None
    common = _common(mirror, module)
    if not name or not format or not module or common is None:
        return []
    shown = [(who, account) for who, account in accounts or () if account.platform in module.PLATFORMS]
    if not shown and accounts is not None:
        networks = " or ".join(PLATFORMS[platform] for platform in module.PLATFORMS)
        hint = "add accounts in people.yaml, or persons to a watch"
        mirror.warn("S216", f"no watched person has an account on {networks}", "format", hint)
    return _by_account(mirror, module, replace(common, format=format, mirror=name), shown)


def with_stand_ins(catalog: Mapping[str, Source]) -> dict[str, Source]:
    """The same Sources; of each account the first is asked on schedule, and every one that says `always`."""
    first: set[str] = set()
    found: dict[str, Source] = {}
    for id, source in catalog.items():
        late = source.spider == "posts" and source.origin in first and source.stands_in
        found[id] = replace(source, stands_in=late)
        first.add(source.origin)
    return found


def _common(mirror: Fields, module: Mirror | None) -> Source | None:
    """What the Sources of a mirror share, `url` being the mirror's own; None where that is not known."""
    if module and not module.BASE:
        mirror.require("url")
    url = mirror.address("url") or (module.BASE if module else None)
    always, networks = mirror.flag("always"), mirror.networks()
    schedule, contact = _schedule(mirror, module), _contact(mirror, module)
    _require_leave(mirror, module)
    if not url or mirror.had_problems:
        return None
    common = Source("", "posts", "", url, "", "", schedule)
    return replace(common, allow_private=networks, stands_in=not always, contact=contact)


def _by_account(mirror: Fields, module: Mirror, common: Source, accounts: Accounts) -> list[Source]:
    found: dict[str, Source] = {}
    for speaker, account in accounts:
        id = f"{common.mirror}:{speaker.id}"
        id = f"{id}:{account.uid}" if id in found else id
        try:
            url = module.address(common.url, account)
            _require_short(account.key, id)
        except ValueError as error:
            _warn_of(mirror, speaker, account, str(error))
            continue
        own = account.platform == "newsroom"
        name = f"{speaker.name} newsroom" if own else PLATFORMS[account.platform]
        found[id] = replace(common, id=id, url=url, origin=account.key, name=name, account=account)
    return list(found.values())


def _require_short(*ids: str) -> None:
    """Raises ValueError."""
    if max(map(len, ids)) > _LONGEST:
        raise ValueError(f"its id is longer than {_LONGEST} characters")


def _warn_of(mirror: Fields, speaker: Speaker, account: Account, why: str) -> None:
    whose = f"{speaker.name}'s account {account.platform} '{account.uid}'"
    hint = "`onrecord accounts resolve URL` gives the id to put into people.yaml"
    mirror.warn("S217", f"{whose} cannot be asked for: {why}", "format", hint)


def _schedule(mirror: Fields, module: Mirror | None) -> Schedule:
    """A cron line may say what it likes: the platform's period is kept at every poll."""
    least = module.MANNERS.period if module else 0.0
    schedule = mirror.schedule(max(DEFAULT_PERIOD, least))
    if schedule.every is not None and schedule.every < least:
        bears = f"at most one poll in {least / 60:g} minutes"
        mirror.problem("S215", f"the platform bears {bears}", "every", f"write `every: {least / 60:g}m`")
    return schedule


def _contact(mirror: Fields, module: Mirror | None) -> str | None:
    if module and module.MANNERS.contact:
        mirror.require("contact")
    text = mirror.text("contact")
    if text and not _CONTACT.fullmatch(text):
        hint = "an e-mail address or a web address, on one line and in ASCII"
        mirror.problem("S214", "the contact cannot be told to a server", "contact", hint)
    return text


def _require_leave(mirror: Fields, module: Mirror | None) -> None:
    direct = mirror.flag("direct")
    if module and module.MANNERS.opt_in and not direct:
        network = PLATFORMS[module.PLATFORMS[0]]
        mirror.problem("S213", _UNWELCOME.format(network, "us"), "format", _LEAVE)
