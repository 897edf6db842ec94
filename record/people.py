"""Who is known: persons and organisations, found by id, by any written name, by account, by role and day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from record.problems import Problem
from record.speakers import Claim, check_claims, read_speakers
from record.text import fold_name
from record.types import Account, Role, Speaker
from record.yamlfile import YamlFile, read_yaml

BUNDLED = Path(__file__).with_name("people.yaml")

__all__ = ["BUNDLED", "People", "load_people", "read_speakers"]


class People:
    """An index over Speakers. It never changes: `with_added` gives another one."""

    def __init__(self, speakers: Iterable[Speaker] = ()) -> None:
        self._by_id = {speaker.id: speaker for speaker in speakers}
        self._by_name: dict[str, list[Speaker]] = {}
        self._by_account: dict[Account, Speaker] = {}
        for speaker in self._by_id.values():
            self._index(speaker)

    def _index(self, speaker: Speaker) -> None:
        for key in {fold_name(name) for name in (speaker.name, *speaker.names)} - {""}:
            self._by_name.setdefault(key, []).append(speaker)
        for account in speaker.accounts:
            self._by_account.setdefault(account, speaker)

    def all(self) -> tuple[Speaker, ...]:
        return tuple(self._by_id.values())

    def by_id(self, id: str) -> Speaker | None:
        return self._by_id.get(id)

    def by_name(self, name: str) -> tuple[Speaker, ...]:
        """Everyone who is written like this, in either script, whatever its case, width and spaces."""
        return tuple(self._by_name.get(fold_name(name), ()))

    def by_account(self, account: Account) -> Speaker | None:
        return self._by_account.get(account)

    def org_of(self, person: Speaker, on: date | None = None) -> Speaker | None:
        """The organisation of the person's first role that holds on the day (None: of those still open)."""
        roles = (role for role in person.roles if holds(role, on))
        return next((org for role in roles if (org := self._by_id.get(role.org))), None)

    def in_role(self, org_id: str, title: str, on: date | None = None) -> tuple[Speaker, ...]:
        """Who holds a title ("CEO", 董事长) in an organisation on the day."""
        key = fold_name(title)
        return tuple(
            speaker
            for speaker in self._by_id.values()
            if any(role.org == org_id and holds(role, on) and key in _titles(role) for role in speaker.roles)
        )

    def speaks_for(self, speaker: Speaker, org_id: str) -> bool:
        """Is it the organisation, or someone with a role in it?"""
        return speaker.id == org_id or any(role.org == org_id for role in speaker.roles)

    def with_added(self, speakers: Iterable[Speaker]) -> People:
        """These and the given ones; one with the same id takes the place of the old one."""
        return People([*self._by_id.values(), *speakers])

    def kept_in(self, later: People) -> list[Speaker]:
        """Those whose entries still stand there."""
        return [speaker for id, speaker in self._by_id.items() if later.by_id(id) is speaker]


def holds(role: Role, on: date | None) -> bool:
    """ISO dates compare as text; a role that names only years holds through all of its last year."""
    if on is None:
        return role.until is None
    day = on.isoformat()
    return (role.since or "") <= day and (role.until is None or day[: len(role.until)] <= role.until)


def _titles(role: Role) -> set[str]:
    return {fold_name(title) for title in role.titles}


def load_people(paths: Sequence[Path] = (BUNDLED,)) -> tuple[People, list[Problem]]:
    """The people of all files, later ones over earlier ones, and every Problem found on the way."""
    people, problems = People(), list[Problem]()
    for path in paths:
        file = read_yaml(path)
        people = _add_file(people, file)
        problems += file.problems
    return people, problems


def _add_file(people: People, file: YamlFile) -> People:
    if file.root is None:
        return people
    parts = file.mapping(file.root, ("organisations", "people"), "a people file")
    before, claims = people, list[Claim]()
    if "organisations" in parts:
        found = read_speakers(file, parts["organisations"], "organisation", claims=claims)
        people = people.with_added(found)
    if "people" in parts:
        known = [speaker.id for speaker in people.all() if speaker.kind == "organisation"]
        people = people.with_added(read_speakers(file, parts["people"], "person", known, claims))
    check_claims(file, claims, before.kept_in(people))
    return people
