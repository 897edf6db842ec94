"""The templates: fronts, article pages and feeds, each outlet its own."""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["rfc822"] = format_datetime
    environment.filters["iso"] = lambda at: at.isoformat(timespec="seconds")
    environment.filters["iso_ms"] = lambda at: at.strftime("%Y-%m-%dT%H:%M:%S.000Z")
    environment.filters["english"] = english
    return environment


def render(template: str, **values: Any) -> str:
    return _environment().get_template(template).render(values)


def english(at: datetime) -> str:
    """November 23, 2026, 3:04 p.m., as American outlets write it."""
    half = "a.m." if at.hour < 12 else "p.m."
    return f"{at:%B} {at.day}, {at.year}, {at.hour % 12 or 12}:{at:%M} {half}"


def local(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone))
