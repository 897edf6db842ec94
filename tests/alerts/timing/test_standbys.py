"""Which Channels stand by for an Alert: the soonest of each, and never the Channel itself."""

from __future__ import annotations

from datetime import timedelta

from alerts.timing.plans import Escalation, Fallback
from alerts.timing.standbys import standbys_of
from alerts.watches import Watch
from record.types import Standby

MINUTE = timedelta(minutes=1)


def watch(name: str, fallback: Fallback | None = None, escalate: Escalation | None = None) -> Watch:
    return Watch(
        id=name, name=name, people=(), rule=None, notify=("slack",), fallback=fallback, escalate=escalate
    )


def test_each_watch_brings_its_own() -> None:
    watches = [watch("a", Fallback("mail", 10 * MINUTE)), watch("b", None, Escalation("phone", 15 * MINUTE))]
    assert standbys_of("slack", watches) == (
        Standby("fallback", "mail", 10 * MINUTE),
        Standby("escalation", "phone", 15 * MINUTE),
    )


def test_of_several_for_one_channel_the_soonest_counts() -> None:
    watches = [watch(str(n), Fallback("mail", n * MINUTE)) for n in (10, 5, 20)]
    assert standbys_of("slack", watches) == (Standby("fallback", "mail", 5 * MINUTE),)


def test_one_channel_may_stand_by_for_both_reasons() -> None:
    both = watch("a", Fallback("mail", MINUTE), Escalation("mail", MINUTE))
    assert [standby.purpose for standby in standbys_of("slack", [both])] == ["fallback", "escalation"]


def test_none_stands_by_for_itself() -> None:
    assert standbys_of("mail", [watch("a", Fallback("mail", MINUTE), Escalation("mail", MINUTE))]) == ()
    assert standbys_of("mail", []) == ()
