"""docs/watchlist.md says what the loader knows: every key of the file, and examples that load."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from alerts import schema
from alerts.checks import PATIENCE
from alerts.schema import Key
from alerts.watchlist import load_watchlist
from record.people import load_people

PAGE = (Path(__file__).parents[2] / "docs/watchlist.md").read_text("utf-8")
CHANNELS = {"SLACK_URL": "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ"}


def rows(keys: Sequence[Key]) -> str:
    """The rows of the page's table for these keys."""
    shown = (f"| `{key.name}` | {key.doc.replace('|', chr(92) + '|')} |" for key in keys)
    return "\n".join(("| key | meaning |", "|---|---|", *shown)) + "\n\n"


TABLES = [
    *("TOP_KEYS", "WATCH_KEYS", "DEFAULT_KEYS", "SOURCE_KEYS", "QUIET_KEYS", "THROTTLE_KEYS"),
    *("FALLBACK_KEYS", "ESCALATE_KEYS", "NOTIFY_KEYS", "CHANNEL_KEYS"),
]


@pytest.mark.parametrize("name", TABLES)
def test_the_page_holds_every_key_as_the_loader_knows_it(name: str) -> None:
    assert rows(getattr(schema, name)) in PAGE


def test_every_watchlist_of_the_page_loads(tmp_path: Path) -> None:
    path = tmp_path / "watchlist.yaml"
    people, _ = load_people()
    for text in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL):
        path.write_text(text, "utf-8")
        assert load_watchlist(path, people, CHANNELS, running=True).problems == []


def test_the_page_names_the_minutes_that_an_alert_waits() -> None:
    assert f"{PATIENCE.total_seconds() / 60:g} minutes" in PAGE
