"""The format that CONTRIBUTING shows is one: it is run as it stands there."""

from __future__ import annotations

import json
import re
import types
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest

from crawler.conversation import Context
from crawler.mirrors import Mirror
from crawler.reading.answers import Refused
from record.types import Account, Schedule, Source
from tests.crawler.mirrors.scripted import hold

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
CONTRIBUTING = (Path(__file__).resolve().parents[3] / "CONTRIBUTING.md").read_text("utf-8")


@pytest.fixture
def square() -> Mirror:
    section = CONTRIBUTING.split("## How to add a place where people post")[1]
    (example,) = re.findall(r"```python\n(.*?)```", section, re.DOTALL)
    module = types.ModuleType("square")
    exec(compile(example, "square.py", "exec"), module.__dict__)
    return cast(Mirror, module)


def source(square: Mirror) -> Source:
    account = Account("square", "42")
    url = square.address(square.BASE or "", account)
    return Source("s:a", "posts", "square", url, account.key, "Square", Schedule(every=60), account=account)


def test_the_format_of_contributing_reads_posts(square: Mirror) -> None:
    own = source(square)
    body = json.dumps({"posts": [{"id": 7, "text": "We will enter.", "edits": 1}, None, {"text": "?"}]})
    held = hold(square.poll(own, Context(NOW)), {own.url: body})
    assert held.urls == ["https://square.example/api/members/42/posts"]
    assert [(post.key, post.text, post.facts.edits) for post in held.learnt.posts] == [
        ("square:7", "We will enter.", 1)
    ]


def test_and_says_why_it_was_refused(square: Mirror) -> None:
    own = source(square)
    with pytest.raises(Refused, match="HTTP 404"):
        hold(square.poll(own, Context(NOW)), {})
