"""Links to the page; without one, the command that shows the same."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from alerts.messages.places import web_address
from alerts.messages.story import Story


@dataclass(frozen=True, slots=True)
class Links:
    """`page` is the page's own address, where it is set."""

    page: str | None = None

    def explain(self, story: Story) -> str | None:
        return self._to(f"/statements/{quote(story.public_id, safe='')}")

    def mute(self, story: Story) -> str | None:
        return self._to(f"/watches/{quote(story.whys[0].watch_id, safe='')}?mute=24h")

    def command(self, story: Story) -> str:
        return f"onrecord explain {story.public_id}"

    def _to(self, path: str) -> str | None:
        return web_address(self.page.rstrip("/") + path) if self.page else None
