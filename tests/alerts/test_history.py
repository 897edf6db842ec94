"""How explain shows what became of an article."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from alerts.history import absent_json, history_json, history_lines
from record.store.history import Seen

AT = datetime(2026, 11, 23, 2, 20, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")


def seen(hours: int = 0, **changes: Any) -> Seen:
    plain = {"gone": False, "back": False, "title": "", "added": (), "removed": ()}
    return Seen(**{"at": AT + timedelta(hours=hours), **plain, **changes})


def test_an_article_that_never_changed_has_no_lines() -> None:
    assert history_lines((), ZONE) == history_lines((seen(),), ZONE) == []


def test_each_revision_is_a_line_with_what_came_and_what_went() -> None:
    long = "“We may think of it in 2030,” he added in the evening, when he was asked in Beijing."
    history = (
        seen(),
        seen(1, added=(long,), removed=("Shares\nrose.", "Shares fell."), title="Not\u202e yet"),
        seen(2, gone=True),
        seen(3, back=True),
        seen(4, back=True, added=("New.", "Newer.")),
    )
    assert history_lines(history, ZONE) == [
        "this document",
        "  2026-11-23 10:20 CST  first seen",
        "  2026-11-23 11:20 CST  edited: title “Not yet”"
        "  + “We may think of it in 2030,” he added in the evening…  − Shares rose. and 1 more",
        "  2026-11-23 12:20 CST  gone since",
        "  2026-11-23 13:20 CST  back",
        "  2026-11-23 14:20 CST  back: + New. and 1 more",
    ]


def test_as_json_it_is_whole() -> None:
    (shown,) = history_json((seen(added=("New.",)),))
    assert shown == {
        "at": "2026-11-23T02:20:00+00:00",
        "gone": False,
        "back": False,
        "title": "",
        "added": ("New.",),
        "removed": (),
        "change": None,
        "source_id": "",
    }


def test_what_happened_to_a_post_is_told_in_the_words_of_whoever_knows() -> None:
    history = (
        seen(),
        seen(1, change="completed", added=("The rest.",)),
        seen(2, change="edited", added=("New.",)),
        seen(3, change="changed", added=("Newer.",)),
        seen(4, change="edited"),
        seen(5, gone=True),
    )
    assert [line[24:] for line in history_lines(history, ZONE)[1:]] == [
        "first seen",
        "seen whole, where the text was cut: + The rest.",
        "edited: + New.",
        "changed, as this mirror shows it: + Newer.",
        "edited",
        "gone since",
    ]


def test_a_post_that_is_listed_no_longer_is_not_called_deleted() -> None:
    absent = (("hub:lei-jun", AT + timedelta(hours=1)),)
    assert history_lines((seen(),), ZONE, absent) == [
        "this document",
        "  2026-11-23 10:20 CST  first seen",
        "  2026-11-23 11:20 CST  no longer seen on hub:lei-jun"
        " (not called a deletion: only the platform can say that)",
    ]
    assert absent_json(absent) == [{"source": "hub:lei-jun", "since": "2026-11-23T03:20:00+00:00"}]


def test_where_two_mirrors_show_a_post_each_line_names_its_own() -> None:
    history = (seen(source_id="hub:lei-jun"), seen(1, source_id="spare:lei-jun", change="edited"))
    shown = history_lines(history, ZONE)
    assert [line.partition("CST  ")[2] for line in shown[1:]] == [
        "first seen (on hub:lei-jun)",
        "edited (on spare:lei-jun)",
    ]
