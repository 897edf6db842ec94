"""Messages: what a Channel is told of an Alert, for each family of Channels.

The order is always: who, said what, first-party or not, why you got it, where to look, what else. What is
told becomes an Outline (brief.py, account.py, operator.py, templates.py), is cut where it is too long
(fitting.py) and written by one file a family (formats/). Mail of what was said has its own layout (mail.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from alerts.messages.account import account_mail, account_outline
from alerts.messages.brief import brief
from alerts.messages.families import Family
from alerts.messages.fitting import LONGEST_QUOTE, Made, fitted
from alerts.messages.formats import FORMATS
from alerts.messages.formats import mail as plain_mail
from alerts.messages.formats.webhook import Posted
from alerts.messages.formats.webhook import write as write_payload
from alerts.messages.gathered import digest_outline
from alerts.messages.leading import prefaced, prefaced_mail
from alerts.messages.links import Links
from alerts.messages.mail import html_part, plain_part, sheet, subject
from alerts.messages.operator import operator_outline
from alerts.messages.outline import Outline, Told
from alerts.messages.repeats import mark_repeat
from alerts.messages.severity import highest
from alerts.messages.story import Searches, Story, stories
from alerts.messages.templates import templated
from record.digests import DigestEnd
from record.types import AccountAlert, Alert, AnyAlert, Message, OperatorAlert

__all__ = ["Told", "mark_repeat", "render"]

MAIL_QUOTE = 4000
NO_END = DigestEnd()


@dataclass(frozen=True, slots=True)
class Telling:
    """What is told, and how its reader wants it."""

    alert: AnyAlert
    stories: tuple[Story, ...]
    now: datetime
    zone: ZoneInfo
    links: Links
    template: str | None
    told: Told | None
    end: DigestEnd


def render(
    alert: AnyAlert,
    family: Family,
    *,
    now: datetime,
    zone: ZoneInfo,
    repeat: str | None = None,
    page: str | None = None,
    names: Mapping[str, str] | None = None,
    searches: Searches | None = None,
    template: str | None = None,
    delivery: Told | None = None,
    end: DigestEnd = NO_END,
) -> Message:
    """The Message for one family. `repeat`: mark it as a possible repeat with this short reference;
    `page`: the page's address, for its links; `names`: organisation id -> name; `searches`: Statement id ->
    where its original was looked for; `template`: the user's own text; `delivery`: which one it is for;
    `end`: of a digest."""
    told = tuple(stories(alert, names or {}, searches)) if isinstance(alert, Alert) else ()
    message = _message(Telling(alert, told, now, zone, Links(page), template, delivery, end), family)
    return mark_repeat(message, repeat) if repeat else message


def _message(telling: Telling, family: Family) -> Message:
    if family == "webhook":
        outline = _outline(telling, LONGEST_QUOTE)
        return write_payload(Posted(telling.alert, outline, telling.stories, telling.links, telling.told))
    if family == "email" and not (telling.template or _gathers(telling)):
        return _mail(telling)
    return fitted(_made(telling), FORMATS[family])


def _mail(telling: Telling) -> Message:
    alert, now, zone = telling.alert, telling.now, telling.zone
    if isinstance(alert, AccountAlert):
        return account_mail(alert, now, zone)
    if isinstance(alert, OperatorAlert):
        return fitted(_made(telling), plain_mail.NOTICE)
    both = sheet(telling.stories, MAIL_QUOTE, now, zone, telling.links)
    message = Message(subject(telling.stories[0]), plain_part(both), html_part(both))
    return prefaced_mail(message, highest(alert.hits), telling.told, now, zone)


def _made(telling: Telling) -> Made:
    return lambda limit: _outline(telling, limit)


def _outline(telling: Telling, limit: int) -> Outline:
    """With quotes of at most so many characters."""
    alert, now, zone = telling.alert, telling.now, telling.zone
    if isinstance(alert, OperatorAlert):
        return operator_outline(alert.event, now, zone)
    if isinstance(alert, AccountAlert):
        return account_outline(alert, now, zone)
    return prefaced(_story_outline(alert, telling, limit), highest(alert.hits), telling.told, now, zone)


def _story_outline(alert: Alert, telling: Telling, limit: int) -> Outline:
    told, now, zone, links = telling.stories, telling.now, telling.zone, telling.links
    if _gathers(telling):
        return digest_outline(alert, told, limit, now, zone, links, telling.end)
    if telling.template:
        return templated(telling.template, told, limit, now, zone, links, highest(alert.hits))
    return brief(told, limit, now, zone, links)


def _gathers(telling: Telling) -> bool:
    """One that gathered a single Statement, and has nothing to add, is told like any other."""
    gathers = isinstance(telling.alert, Alert) and bool(telling.alert.gathers)
    return gathers and (len(telling.stories) > 1 or bool(telling.end))
