"""What a terminal and a pipe show: the same marks, with styles or without."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from zoneinfo import ZoneInfo

from rich.console import Console

from ops.extracts.terminal import lines, print_understood
from ops.extracts.understood import Understood
from tests.ops.extracts.texts import TEXT, said, two, understood

UTC, SHANGHAI = ZoneInfo("UTC"), ZoneInfo("Asia/Shanghai")


def piped(shown: Understood, zone: ZoneInfo = UTC) -> str:
    file = StringIO()
    print_understood(shown, zone, file)
    return file.getvalue()


def test_a_pipe_gets_brackets_around_words_speakers_and_cues() -> None:
    assert piped(two()).splitlines()[:12] == [
        "Ada Lin waits",
        "https://h.example/a",
        "published 22 Nov 2026, 06:03 UTC",
        "[1|words said|1]   {speaker}   <cue>",
        "",
        "{Ada Lin} <said> [1|the plant will not open|1].",
        "    [1] Ada Lin · denial",
        "",
        "[2|“We,”|2] {she} <added>, [2|“will wait.”|2]",
        "    [2] Ada Lin · plan, negative",
        "",
        "Shares fell.",
    ]


def test_the_brackets_of_words_within_words_nest() -> None:
    wide = said(TEXT, "the plant will not open", by="Ada Lin", cue="said")
    late = said(TEXT, "not open", by="Ada Lin", cue="said")
    assert "[1|the plant will [2|not open|2]|1].\n" in piped(understood(TEXT, wide, late))


def test_the_table_says_who_how_and_why() -> None:
    header, first, second = [" ".join(line.split()) for line in piped(two()).splitlines()[-3:]]
    assert header == "# who stance where and how sure why"
    assert first == (
        "1 Ada Lin (CEO, Nordlys, not among your people) denial paraphrase 100% reported by “said”"
    )
    assert second.startswith("2 Ada Lin (not among your people) plan, negative paraphrase")


def test_a_terminal_has_styles_and_keeps_the_numbers() -> None:
    first = next(line for line in lines(two(), UTC, styled=True) if "plant" in line.plain)
    assert first.plain == "Ada Lin said [1|the plant will not open|1]."
    styles = {first.plain[span.start : span.end]: span.style for span in first.spans if span.style}
    assert styles == {
        "Ada Lin": "bold",
        "said": "underline",
        "the plant will not open": "black on yellow",
    }


def test_a_long_line_is_left_whole_in_a_pipe_and_wrapped_in_a_terminal() -> None:
    text = "Ada Lin said " + "the plant will not open " * 40
    shown = understood(text, said(text, "the plant will not open", by="Ada Lin", cue="said"))
    assert max(map(len, piped(shown).splitlines())) > 900
    file = StringIO()
    console = Console(file=file, width=60, force_terminal=True)
    for line in lines(shown, UTC, styled=True):
        console.print(line, overflow="fold")
    assert "\n" in file.getvalue().partition("said")[2]


def test_times_are_in_the_users_zone_and_a_day_has_no_clock() -> None:
    assert "published 22 Nov 2026, 14:03 CST (06:03 UTC)" in piped(two(), SHANGHAI)
    shown = two()
    assert shown.given.published is not None
    day = replace(shown.given, published=replace(shown.given.published, timed=False))
    assert "published 22 Nov 2026\n" in piped(replace(shown, given=day), SHANGHAI)


def test_nothing_found_is_said_with_its_reason() -> None:
    silent = understood("Shares fell two per cent.", title="", url="", published=None)
    assert piped(silent) == (
        "\nShares fell two per cent.\n\n"
        "No statement was found: no reporting verb (said, denied, 表示, 否认) with a speaker was found.\n"
    )
    assert "but nobody was found who is named as their speaker" in piped(understood("“Buy now!”"))


def test_what_would_turn_a_line_round_is_left_out() -> None:
    text = TEXT.replace("Ada Lin said", "Ada \u202eLin said")
    shown = piped(understood(text, said(text, "the plant", by="Ada \u202eLin", cue="said"), title="\u2066x"))
    assert "{Ada Lin} <said> [1|the plant|1] will not open." in shown
    assert not set("\u202e\u2066") & set(shown)
