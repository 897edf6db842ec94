"""Where people have accounts of their own, by the name that people.yaml uses, and as users see it."""

from __future__ import annotations

PLATFORMS = {
    "weibo": "Weibo",
    "x": "X",
    "threads": "Threads",
    "mastodon": "Mastodon",
    "bluesky": "Bluesky",
    "truthsocial": "Truth Social",
    "telegram": "Telegram",
    "youtube": "YouTube",
    "substack": "Substack",
    "medium": "Medium",
    "newsroom": "Newsroom",
    "edgar": "SEC EDGAR",
}
