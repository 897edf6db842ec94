"""Who speaks, and under which accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


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
