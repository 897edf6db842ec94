"""The desk: what the newsroom has released by now, and the bodies that show it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from . import weibo
from .edition import Release, compose, ends_at
from .outlets import BY_ID, OUTLETS, Outlet
from .scenario import MIRROR, Scenario
from .shapes import local, render
from .state import State, save_state

SHOWN = 30  # entries of a front, as real feeds cut them
MIRROR_PATH = f"/weibo/user/{weibo.UID}"
FRONTS = (*(outlet.id for outlet in OUTLETS), MIRROR)
FEED_TYPES = {"rss": "text/xml", "atom": "application/atom+xml; charset=utf-8", "sitemap": "application/xml"}


@dataclass(frozen=True, slots=True)
class Page:
    """One article as its outlet shows it."""

    title: str
    paragraphs: tuple[str, ...]
    path: str
    url: str
    local: datetime

    @property
    def teaser(self) -> str:
        return self.paragraphs[0]


@dataclass(frozen=True, slots=True)
class Body:
    """Bytes with their type and the time of their last change."""

    kind: str
    data: bytes
    changed: datetime


@dataclass
class Desk:
    """Stateless but for the clock: scenario, seed, opening, start and ports decide all that is shown."""

    scenario: Scenario
    state: State
    directory: Path
    asked: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FRONTS, 0))
    vouched: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.releases: tuple[Release, ...] = compose(self.scenario, self.state.seed)

    def home(self, outlet: str) -> str:
        """An outlet's address, or the mirror's."""
        return f"http://127.0.0.1:{self.state.ports[outlet]}"

    def time_of(self, release: Release) -> datetime:
        """When it is published; stories of a scenario that has not started are far away."""
        if release.old:
            return _time(self.state.opened) + timedelta(seconds=release.at)
        if self.state.start is None:
            return datetime.max.replace(tzinfo=UTC)
        return _time(self.state.start) + timedelta(seconds=release.at)

    def ends(self) -> datetime | None:
        """The time of the last release, once the clock runs."""
        return (
            _time(self.state.start) + timedelta(seconds=ends_at(self.releases)) if self.state.start else None
        )

    def released(self, now: datetime, outlet: str | None = None) -> list[Release]:
        """What stands there by now, the newest first."""
        return [
            release
            for release in reversed(self.releases)
            if outlet in (None, release.outlet) and self.time_of(release) <= now
        ]

    def start(self, at: datetime) -> None:
        """Let the clock run; it is written down, so a restart goes on with it."""
        self.state = self.state.started(at)
        save_state(self.directory, self.state)

    def note_asked(self, front: str, conditional: bool, now: datetime) -> None:
        """Start once every front was recorded by whoever polls.

        A conditional request shows it: nobody keeps a validator before the entries it vouches for. The third
        request shows it too, for those that ask without. Only then is no story of the scenario baseline.
        """
        self.asked[front] += 1
        if conditional or self.asked[front] >= 3:
            self.vouched.add(front)
        if self.state.start is None and self.vouched == set(FRONTS):
            self.start(now)

    # ------------------------------------------------------------ bodies

    def page_of(self, release: Release, outlet: Outlet) -> Page:
        at = self.time_of(release)
        path = outlet.article_path(release.story.id, release.story.title, at)
        shown = local(at, outlet.zone)
        return Page(release.story.title, release.story.paragraphs, path, self.home(outlet.id) + path, shown)

    def front(self, outlet: Outlet, now: datetime) -> Body:
        """The feed, sitemap or list page of an outlet."""
        pages = [self.page_of(release, outlet) for release in self.released(now, outlet.id)[:SHOWN]]
        template = f"{outlet.id}.list.html" if outlet.front == "list" else f"{outlet.front}.xml"
        kind = FEED_TYPES.get(outlet.front, "text/html; charset=utf-8")
        address = self.home(outlet.id) + outlet.front_path
        return self._body(outlet, kind, template, pages[0].local, articles=pages, address=address)

    def article(self, outlet: Outlet, path: str, now: datetime) -> Body | None:
        """An article page, if it is released."""
        for release in self.released(now, outlet.id):
            page = self.page_of(release, outlet)
            if page.path == path:
                kind = f"text/html; charset={outlet.declared}"
                related = self._related(outlet)
                return self._body(
                    outlet, kind, f"{outlet.id}.html", page.local, article=page, related=related
                )
        return None

    def mirror(self, form: str, address: str, now: datetime) -> Body:
        """The Weibo mirror's feed."""
        posts = self.released(now, MIRROR)[:SHOWN]
        items = [
            weibo.item_of(post.story.id, post.story.paragraphs, self.time_of(post), post.story.skewed)
            for post in posts
        ]
        kind, text = weibo.timeline(items, form, self.home(MIRROR) + address)
        return Body(kind, text.encode(), self.time_of(posts[0]))

    def _related(self, outlet: Outlet) -> list[Page]:
        """Old stories only: a page must not change its text when something new is released."""
        old = [release for release in self.releases if release.old and release.outlet == outlet.id]
        return [self.page_of(release, outlet) for release in old[:3]]

    def _body(self, outlet: Outlet, kind: str, template: str, changed: datetime, **values: object) -> Body:
        text = render(template, outlet=outlet, home=self.home(outlet.id) + "/", **values)
        return Body(kind, text.encode(outlet.encoding), changed)

    # ------------------------------------------------------------ what the driver may know

    def progress(self, now: datetime) -> dict[str, object]:
        """Clock and releases so far, for the screen; nothing that is yet to come but the end."""
        ends = self.ends()
        return {
            "now": now.isoformat(),
            "start": self.state.start,
            "ends": ends.isoformat() if ends else None,
            "asked": self.asked,
            "released": [self._shown(release) for release in reversed(self.released(now)) if not release.old],
        }

    def _shown(self, release: Release) -> dict[str, object]:
        outlet = BY_ID.get(release.outlet)
        return {
            "id": release.story.id,
            "at": self.time_of(release).isoformat(),
            "outlet": outlet.name if outlet else "Weibo, mirror",
            "kind": release.story.kind,
            "title": release.story.title or release.story.paragraphs[0],
        }


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
