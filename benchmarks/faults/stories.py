"""What is published in an episode: articles in which one person says one thing that nobody else says."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path

SAID = (  # the mark by which a message is known, and what is said
    ("Boston", "We will open our first American store in Boston next spring."),
    ("ceramic", "Our next phone will have a ceramic back and no logo at all."),
    ("battery plant", "I have decided that the second battery plant will be built near Wuhan."),
    ("dividend", "There will be no dividend this year, because the money goes into research."),
    ("Norwegian", "We want to begin in Europe with the Norwegian market in 2027."),
    ("chip team", "The chip team now has more than two thousand engineers."),
    ("recall", "We are not planning a recall of the sedan."),
    ("robotaxi", "I do not believe that a robotaxi can make money before 2030."),
    ("tariff", "A tariff of a hundred percent would end all our talks in Washington."),
    ("vineyard", "I have never bought a vineyard, whatever the newspapers write."),
    ("night shift", "From March on the night shift will be paid twice as much."),
    ("tablet", "The tablet business has doubled since last autumn."),
)


@dataclass(frozen=True, slots=True)
class Story:
    """One article with one Statement in it."""

    name: str
    mark: str
    quote: str


def choose(draw: random.Random, count: int) -> list[Story]:
    return [Story(f"story{i}", *said) for i, said in enumerate(draw.sample(SAID, count))]


def publish(folder: Path, address: str, stories: Sequence[Story], at: datetime) -> None:
    """The feed and the pages of an episode; `address` is that of its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for story in stories:
        (folder / f"{story.name}.html").write_text(_page(story, at), "utf-8")
    (folder / "feed.xml").write_text(_feed(address, stories, at), "utf-8")


def _title(story: Story) -> str:
    return f"Xiaomi founder on the {story.mark}"


def _page(story: Story, at: datetime) -> str:
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{_title(story)}</title>
<meta property="article:published_time" content="{at.isoformat()}"></head><body><article>
<h1>{_title(story)}</h1>
<p>“{story.quote}” Lei Jun, the founder of Xiaomi, said at a press conference in Beijing on Monday.</p>
<p>The company showed new products before an audience of several hundred people and gave no further details
of its plans. Shares were little changed in the afternoon, and analysts had expected as much.</p>
</article></body></html>"""


def _feed(address: str, stories: Sequence[Story], at: datetime) -> str:
    items = "".join(
        f"<item><title>{_title(story)}</title><link>{address}/{story.name}.html</link>"
        f"<pubDate>{format_datetime(at)}</pubDate></item>"
        for story in stories
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'
