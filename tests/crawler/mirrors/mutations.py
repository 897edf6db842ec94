"""Ways in which a post that was read can be wrong, each with the field that is to be named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from record.types import Post

Mutation = tuple[str, Callable[[Post], Post]]


def _other_middle(post: Post) -> Post:
    middle = len(post.text) // 2
    return replace(post, text=post.text[: middle - 1] + "编造" + post.text[middle + 1 :])


def _other_media(post: Post) -> Post:
    return replace(post, facts=replace(post.facts, media=(*post.facts.media[:-1], "1034:0")))


def _one_more(post: Post) -> Post:
    return replace(post, facts=replace(post.facts, media=(*post.facts.media, "1034:0")))


MUTATIONS: dict[str, Mutation] = {
    "another middle": ("own words", _other_middle),
    "more words": ("own words", lambda post: replace(post, text=f"{post.text}全文")),
    "words lost": ("own words", lambda post: replace(post, text=post.text[:-1])),
    "rubbish quoted": ("quoted words", lambda post: replace(post, quoted=f"{post.quoted}RUBBISH")),
    "another post's address": ("url", lambda post: replace(post, url=f"{post.url.rpartition('/')[0]}/WRONG")),
    "nobody": ("author", lambda post: replace(post, author="nobody")),
    "no written date": ("raw date", lambda post: replace(post, published_raw=None)),
    "junk for a picture or video": ("media", _other_media),
    "a picture too many": ("media", _one_more),
}
