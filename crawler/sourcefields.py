"""The keys of a Source's file and their values: each is read, or leaves a Problem with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from ipaddress import ip_network
from pkgutil import resolve_name
from typing import Literal
from zoneinfo import available_timezones

from cssselect import SelectorError
from parsel.csstranslator import HTMLTranslator

from crawler.polling import fault_in_cron, read_period
from record.problems import did_you_mean
from record.types import Schedule
from record.urls import is_web_address
from record.yamlfile import Place, Value, YamlFile

KINDS = ("outlet", "aggregator")
SUBJECTS = ("cars", "phones", "chips", "business", "technology", "world")
DEFAULT_PERIOD = 900.0  # seconds

_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_DOMAIN = re.compile(r"(?=.{4,253}(?::|$))(?:[\w-]{1,63}\.)+[\w-]{2,63}(?::\d{1,5})?")


class Fields:
    """One mapping of a file, read key by key."""

    def __init__(self, file: YamlFile, value: Value, keys: Iterable[str], what: str) -> None:
        before = len(file.problems)
        self.file = file
        self.values = file.mapping(value, keys, what)
        self.had_problems = len(file.problems) > before
        self._value = value
        self._what = what

    def problem(self, code: str, message: str, key: str | None = None, hint: str = "") -> None:
        self.had_problems = True
        here: Place = (self._value.line, self._value.column)
        self.file.problem(code, message, self.values.get(key or "", here), hint)

    def warn(self, code: str, message: str, key: str, hint: str) -> None:
        """What works, but could work better."""
        self.file.problem(code, message, self.values[key], hint, "warning")

    def require(self, *keys: str) -> None:
        for key in keys:
            if key not in self.values and isinstance(self._value.data, dict):
                self.problem("S208", f"{self._what} needs '{key}'")

    def text(self, key: str) -> str | None:
        return self.file.string(self.values[key], key) if key in self.values else None

    def _strings(self, key: str) -> list[tuple[str, Value]]:
        return self.file.strings(self.values[key], key) if key in self.values else []

    def identifier(self, key: str) -> str | None:
        self.require(key)
        text = self.text(key)
        if text and not _IDENTIFIER.fullmatch(text):
            self.problem("S204", f"'{text}' cannot be an id", key, "letters, digits, . _ - and no space")
            return None
        return text

    def choice(self, key: str, known: Iterable[str]) -> str | None:
        text = self.text(key)
        if text is None or text in known:
            return text
        hint = did_you_mean(text, known) or f"known: {', '.join(known)}"
        self.problem("S206", f"unknown {key} '{text}'", key, hint)
        return None

    def choices(self, key: str, known: Iterable[str]) -> tuple[str, ...]:
        named = self._strings(key)
        for text, place in named:
            if text not in known:
                self.had_problems = True
                hint = did_you_mean(text, known) or f"known: {', '.join(known)}"
                self.file.problem("S206", f"unknown word '{text}' in {key}", place, hint)
        return tuple(text for text, _ in named if text in known)

    def flag(self, key: str) -> bool:
        value = self.values.get(key)
        if value is not None and not isinstance(value.data, bool):
            self.problem("S206", f"{key} is true or false", key)
        return value is not None and value.data is True

    def addresses(self, key: str) -> list[str]:
        named = self._strings(key)
        for url, place in named:
            if not is_web_address(url):
                self.had_problems = True
                self.file.problem("S201", f"'{url}' is not an http or https address", place)
        return [url for url, _ in named if is_web_address(url)]

    def address(self, key: str) -> str | None:
        """Where no more than one is possible."""
        found = self.addresses(key)
        if len(found) > 1:
            self.problem("W103", f"{key} must be one address, not {len(found)}", key)
        return found[0] if found else None

    def domain(self, key: str) -> str | None:
        """A host, as people write it into a browser: no scheme, no path."""
        text = self.text(key)
        if text is None or is_domain(text):
            return text.lower() if text else None
        self.problem("S211", f"'{text}' is not a domain", key, "the host alone, as courier.example")
        return None

    def networks(self) -> tuple[str, ...]:
        return tuple(cidr for cidr, place in self._strings("allow_private") if self._is_network(cidr, place))

    def _is_network(self, cidr: str, place: Value) -> bool:
        try:
            ip_network(cidr)
        except ValueError as error:
            self.had_problems = True
            self.file.problem("S202", f"'{cidr}' is not a network", place, str(error))
            return False
        return True

    def zone(self, key: str) -> str:
        name, known = self.text(key), _time_zones()
        if name is None or name in known:
            return name or "UTC"
        self.problem("S207", f"no time zone is called '{name}'", key, did_you_mean(name, known))
        return "UTC"

    def schedule(self, default: float = DEFAULT_PERIOD) -> Schedule:
        zone, cron, every = self.zone("timezone"), self.text("cron"), self.text("every")
        if cron and every:
            self.problem("S203", "either 'every' or 'cron', not both", "cron")
        elif cron:
            fault = fault_in_cron(cron)
            if fault:
                self.problem("S203", f"'{cron}' is not a cron line: {fault}", "cron")
            else:
                return Schedule(cron=cron, zone=zone)
        elif every:
            period = read_period(every)
            if period is None:
                self.problem("S203", f"'{every}' is not a period", "every", "30s, 15m or 1h; at least 1s")
            else:
                return Schedule(every=period, zone=zone)
        return Schedule(every=default, zone=zone)

    def css(self, key: str) -> str | None:
        """None where it is not there, or cannot be read."""
        text = self.text(key)
        try:
            HTMLTranslator().css_to_xpath(text or "a")
        except SelectorError as error:
            self.problem("S210", f"'{text}' is not CSS: {error}", key)
            return None
        return text

    def page(self) -> str | None:
        """The dotted path of a page object, as Scrapy loads it."""
        text = self.text("page")
        if not text:
            return None
        from crawler.pages.article import ArticlePage  # here: few sites have one of their own

        try:
            page = resolve_name(text)
        except (ImportError, AttributeError, ValueError) as error:
            self.problem("S209", f"the page object '{text}' cannot be loaded: {error}", "page")
            return None
        if not isinstance(page, type) or not issubclass(page, ArticlePage):
            self.problem(
                "S209", f"'{text}' is no page object of articles", "page", "derive it from ArticlePage"
            )
            return None
        return text.replace(":", ".")

    def tier(self) -> int | None:
        value = self.values.get("tier")
        if value is None:
            return None
        if isinstance(value.data, int) and value.data in (1, 2, 3):
            return value.data
        self.problem("S206", "tier is 1, 2 or 3", "tier")
        return None

    def kind(self) -> Literal["outlet", "aggregator"]:
        return "aggregator" if self.choice("kind", KINDS) == "aggregator" else "outlet"

    def check_notes(self) -> None:
        """Keys for people, which change nothing: they are looked at all the same."""
        self.text("read_at")
        checked = self.text("checked")
        if checked and checked != "never" and not _is_day(checked):
            self.problem("S212", f"'{checked}' is not a day", "checked", "write 2026-11-23, or never")


@cache
def _time_zones() -> frozenset[str]:
    """Looked up on the disk each time, and asked for once a site."""
    return frozenset(available_timezones())


def is_domain(text: str) -> bool:
    """A host with a dot in it, and perhaps a port."""
    return bool(_DOMAIN.fullmatch(text)) and is_web_address(f"https://{text}/")


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
