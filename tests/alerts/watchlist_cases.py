"""The folder of good and bad watchlists, and a small world in which they are read."""

from __future__ import annotations

from pathlib import Path

from alerts.lint import lint
from alerts.watchlist import Loaded, load_watchlist
from record.people import People
from record.problems import in_order, render
from record.types import Role, Speaker

FOLDER = Path(__file__).parent / "watchlists"
GOOD = sorted((FOLDER / "good").glob("*.yaml"))
BAD = sorted((FOLDER / "bad").glob("*.yaml"))
ENVIRONMENT = {"SLACK_URL": "slack://A/B/C", "USER": "desk", "EMPTY_URL": ""}

PEOPLE = People(
    [
        Speaker("xiaomi", "organisation", "Xiaomi", ("小米", "小米集团", "Xiaomi Corp.")),
        Speaker("lei-jun", "person", "Lei Jun", ("雷军", "雷总"), (Role("xiaomi", ("CEO",)),)),
        Speaker("lu-weibing", "person", "Lu Weibing", ("卢伟冰",), (Role("xiaomi", ("President",)),)),
        Speaker("ford", "organisation", "Ford", ("福特",)),
        Speaker("li-bin-nio", "person", "William Li", ("李斌", "Li Bin")),
        Speaker("li-bin-other", "person", "Li Bin", ("李彬",)),
    ]
)


def problem_of(url: str) -> str | None:
    """Stands in for alerts.channels: an address has a scheme."""
    return None if "://" in url else "it has no scheme"


def loaded(path: Path, running: bool = False) -> Loaded:
    return load_watchlist(path, PEOPLE, ENVIRONMENT, running, problem_of)


def written(text: str, folder: Path, running: bool = False) -> Loaded:
    """The watchlist of this text."""
    path = folder / "watchlist.yaml"
    path.write_text(text, "utf-8")
    return loaded(path, running)


def shown(result: Loaded) -> str:
    """As `onrecord check` shows it, without a record."""
    problems = in_order([*result.problems, *lint(result.drafts, result.people)])
    return "".join(render(problem, result.lines) + "\n" for problem in problems)
