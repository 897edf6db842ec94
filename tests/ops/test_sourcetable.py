"""What the table says beside a state."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ops.sourcetable import notes_of, rows_of
from record.store.sourcerows import SourceRow
from tests.alerts.stories import NOW, ZONE
from tests.builders import source

SOURCE = source()
(FRESH,) = rows_of([], {SOURCE.id: SOURCE})
BROKEN = replace(FRESH, reason="HTTP 503", broken_at=NOW, broken_reason="HTTP 503")
SINCE = "broken since 23 Nov 14:05 CST"


@pytest.mark.parametrize(
    ("row", "notes"),
    [
        (BROKEN, ["HTTP 503", SINCE]),
        (replace(BROKEN, reason="HTTP 404"), ["HTTP 404", f"{SINCE}: HTTP 503"]),
        (replace(BROKEN, reason=""), [f"{SINCE}: HTTP 503"]),
    ],
)
def test_a_reason_is_told_once(row: SourceRow, notes: list[str]) -> None:
    assert notes_of(row, True, ZONE) == notes
