"""A backtest as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from rich.cells import cell_len

from alerts.backtest import Backtest
from alerts.differing import Difference
from alerts.fires import Fires
from alerts.samples import LONGEST, Sample

BARS = "▁▂▃▄▅▆▇█"
MOST_BARS = 60
HEAD = ("watch", "fires", "told", "share", "by day")


def lines(tested: Backtest, zone: ZoneInfo) -> list[str]:
    """The table, what withholds, samples, and the comparison."""
    stretch = tested.stretch
    if stretch.begins is None or stretch.ends is None:
        return ["the record has no statement in this time"]
    first, last = (moment.astimezone(zone).date() for moment in (stretch.begins, stretch.ends))
    span = f"{first} to {last}" if first != last else str(first)
    counted = f"{stretch.statements:,} statements · {stretch.events:,} events"
    blocks = [
        [f"{span} · {counted}"],
        list(_table(tested, first, last)),
        [f"never fires: {watch.name}" for watch in tested.never],
        *(_samples(f"{each.watch.name}: the newest", each.samples) for each in tested.fires if each.samples),
        *(_against(each) for each in tested.differences or ()),
    ]
    if tested.differences is not None and not any(each.new or each.lost for each in tested.differences):
        blocks.append(["both files tell the same"])
    return "\n\n".join("\n".join(block) for block in blocks if block).splitlines()


def _table(tested: Backtest, first: date, last: date) -> Iterator[str]:
    rows = [HEAD, *(_row(each, tested.stretch.statements, first, last) for each in tested.fires)]
    widths = [max(cell_len(row[column]) for row in rows) for column in range(len(HEAD))]
    for number, row in enumerate(rows):
        name, *numbers, bars = row
        cells = [" " * (width - len(cell)) + cell for cell, width in zip(numbers, widths[1:], strict=False)]
        yield "  ".join([name + " " * (widths[0] - cell_len(name)), *cells, bars]).rstrip()
        if number and (withheld := tested.fires[number - 1].withheld):
            told = ", ".join(f"{count} by {check}" for check, count in withheld.most_common())
            yield f"  withheld: {told}"


def _row(fires: Fires, statements: int, first: date, last: date) -> tuple[str, ...]:
    share = f"{100 * fires.statements / statements:.1f} %"
    return fires.watch.name, str(fires.total), str(fires.told.total()), share, bars_of(fires, first, last)


def bars_of(fires: Fires, first: date, last: date) -> str:
    """One bar a day, or for several days together where there are many; a dot where nothing fires."""
    days = (last - first).days + 1
    step = -(-days // MOST_BARS)
    counts = [
        sum(fires.hits[first + timedelta(at + day)] for day in range(step)) for at in range(0, days, step)
    ]
    most = max(counts)
    return "".join(BARS[(count * len(BARS) - 1) // most] if count else "·" for count in counts)


def _against(difference: Difference) -> list[str]:
    if not difference.new and not difference.lost:
        return []
    only = {"here": " (in this file only)", "there": " (in the other file only)"}.get(difference.only, "")
    return [
        f"{difference.name}{only}: +{difference.new} new, -{difference.lost} lost",
        *_marked("+", difference.new_samples),
        *_marked("-", difference.lost_samples),
    ]


def _samples(title: str, samples: Sequence[Sample]) -> list[str]:
    return [title, *_marked(" ", samples)]


def _marked(mark: str, samples: Iterable[Sample]) -> Iterator[str]:
    for sample in samples:
        words = " ".join(sample.quote.split())
        quote = words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
        yield f"  {mark} {sample.at:%Y-%m-%d}  {sample.speaker}: “{quote}”"
        yield f"      {' · '.join(filter(None, (sample.outlet, sample.kind.value, sample.why)))}"
