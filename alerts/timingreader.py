"""The keys of a watch that say when it tells, and whom else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

from alerts import schema
from alerts.rules.names import Names
from alerts.timing.plans import SEVERITIES, DigestTimes, Escalation, Fallback, Period, Quiet, Throttle
from alerts.timing.written import read_digest, read_hours, read_moment, read_while
from alerts.yamlrule import one_of, rule_text, whole_number
from record.types import Severity
from record.yamlfile import Value, YamlFile

FALLBACK_AFTER, ESCALATE_AFTER = timedelta(minutes=10), timedelta(minutes=15)  # where nothing is said
DIGESTS = "as in mon-fri 18:00; daily 08:00, 18:00; fri 17:30"
HOURS = "as in 22:00-07:00; mon-fri 20:00-08:00; sat-sun"
WHILES = "as in 90s, 10m, 2h, 1d"
MOMENTS = "as in 2026-12-01 or 2026-12-01 08:00"
Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class TimingReader:
    """Reads them for one watchlist. `channel` answers with a Channel's name, or a Problem and None."""

    file: YamlFile
    names: Names
    zone: ZoneInfo
    channel: Callable[[Value], str | None]

    def shared(self, pairs: Mapping[str, Value]) -> dict[str, Any]:
        """Fields of Watch, of a watch or of `defaults:`."""
        readers: Mapping[str, Callable[[Value], object]] = {
            "severity": self._severity,
            "quiet": self._quiet,
            "throttle": self._throttle,
            "fallback": self._fallback,
            "escalate": self._escalate,
        }
        return {key: read(pairs[key]) for key, read in readers.items() if key in pairs}

    def digest(self, value: Value) -> DigestTimes | None:
        return self._timed(value, "a digest's time", read_digest, DIGESTS)

    def mute_until(self, value: Value) -> datetime | None:
        return self._timed(value, "the end of a mute", lambda text: read_moment(text, self.zone), MOMENTS)

    def _severity(self, value: Value) -> Severity:
        return cast(Severity, one_of(self.file, value, "a severity", SEVERITIES) or "normal")

    def _quiet(self, value: Value) -> Quiet | None:
        if not isinstance(value.data, dict):
            return self._timed(value, "quiet hours", read_hours, HOURS)
        pairs = self.file.mapping(value, schema.names(schema.QUIET_KEYS), "`quiet:`")
        if "hours" not in pairs:
            self._miss(value, "hours", HOURS)
            return None
        days = (self.file.string(pairs["days"], "the days") or "") if "days" in pairs else ""
        quiet = self._timed(pairs["hours"], "quiet hours", read_hours, HOURS)
        if quiet and days:
            quiet = read_hours(quiet.text, days)
            if quiet is None:
                self.file.problem("W110", f"days cannot be '{days}'", pairs["days"], "as in mon-fri; sat,sun")
        text = rule_text(self.file, pairs["unless"]) if "unless" in pairs else None
        rule = text.rule(self.names) if text else None
        if quiet is None or text is None:
            return quiet
        return replace(quiet, unless=rule, unless_text=text.text.strip())

    def _throttle(self, value: Value) -> Throttle | None:
        pairs = self.file.mapping(value, schema.names(schema.THROTTLE_KEYS), "`throttle:`")
        if not {"max", "per"} <= pairs.keys():
            if isinstance(value.data, dict):
                self._miss(value, "max:` and `per", "as in {max: 6, per: day}")
            return None
        most = whole_number(self.file, pairs["max"], "`max:`", 1, schema.MOST_THROTTLED)
        per = one_of(self.file, pairs["per"], "`per:`", schema.PERIODS)
        return Throttle(most, cast(Period, per)) if per else None

    def _fallback(self, value: Value) -> Fallback | None:
        named = self._other(value, "`fallback:`", "channel", FALLBACK_AFTER)
        return Fallback(*named) if named else None

    def _escalate(self, value: Value) -> Escalation | None:
        named = self._other(value, "`escalate:`", "to", ESCALATE_AFTER)
        return Escalation(*named) if named else None

    def _other(self, value: Value, what: str, key: str, after: timedelta) -> tuple[str, timedelta] | None:
        """(Channel, after how long): a name alone, or a mapping."""
        if not isinstance(value.data, dict):
            name = self.channel(value)
            return (name, after) if name else None
        pairs = self.file.mapping(value, (key, "after"), what)
        if key not in pairs:
            self._miss(value, key, f"{key}: the name of a channel")
            return None
        if "after" in pairs:
            after = self._timed(pairs["after"], "`after:`", read_while, WHILES) or after
        name = self.channel(pairs[key])
        return (name, after) if name else None

    def _timed(
        self, value: Value, what: str, read: Callable[[str], Read | None], example: str
    ) -> Read | None:
        text = self.file.string(value, what)
        if text is None:
            return None
        found = read(text.strip())
        if found is None:
            hint = "in small letters" if read(text.strip().lower()) is not None else example
            self.file.problem("W110", f"{what} cannot be '{text}'", value, hint)
        return found

    def _miss(self, value: Value, what: str, hint: str) -> None:
        self.file.problem("W102", f"it does not say `{what}:`", value, hint)
