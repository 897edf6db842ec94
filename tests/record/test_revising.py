"""What a post says now against what the same Source last showed of it."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from record.revising import Difference, Shown, compare, is_said
from record.types import Change, PostFacts
from tests.builders import EPOCH, post

FACTS = PostFacts(edits=0, media=("p1", "p2"))
CUT = replace(FACTS, complete=False)
EDITED = replace(FACTS, edits=1, edited_at=EPOCH)
WHOLE = "We build in Wuhan. We will bring cars to the US market after 2027. No plan for phones."
BEGIN = "We build in Wuhan. We will bring ca"


def shown(text: str, facts: PostFacts | None = FACTS, title: str = "", gone: bool = False) -> Shown:
    return Shown(title, text, facts, gone)


def difference(was: Shown, text: str, facts: PostFacts = FACTS, title: str = "") -> Difference | None:
    return compare(was, post(text=text, facts=facts, title=title, quoted="Someone else's words"))


def change(was: Shown, text: str, facts: PostFacts = FACTS, title: str = "") -> Change | None:
    found = difference(was, text, facts, title)
    return found.change if found else None


def added(found: Difference | None, text: str) -> list[str]:
    return [text[start:end] for start, end in found.added] if found else []


@pytest.mark.parametrize(
    ("was", "text", "facts"),
    [
        (shown("We will."), "We will.", FACTS),
        (shown("Ｗｅ  will."), "We will", FACTS),
        (shown("进入美国市场。"), "進入 美國市場！🚗", FACTS),
        (shown("We will."), "We will.", replace(FACTS, region="北京", client="Phone", liked=7, pinned=True)),
        (shown("We will.", None), "We will.", EDITED),
        (shown("We will.", None), "We will.", replace(FACTS, media=("p9",), reposts="weibo:1")),
        (shown("We will.", EDITED), "We will.", FACTS),
        (shown("We will.", EDITED), "We will.", replace(EDITED, edited_at=EPOCH + timedelta(seconds=90))),
        (shown("We will.", EDITED), "We will.", replace(EDITED, edited_at=None, edits=None)),
        (shown("We will not.", EDITED), "We will.", FACTS),  # an older copy
        (shown("We will not.", replace(FACTS, edits=2)), "We will.", replace(EDITED, edits=1)),
        (shown("@旧名 好"), "@新名 好", FACTS),
        (shown("谢谢＠旧-名，进入美国"), "谢谢＠新_名2，进入美国", FACTS),
        (shown("We will."), "We will.", replace(FACTS, reposts="weibo:1")),
        (shown("We will.", replace(FACTS, edits=None)), "We will.", replace(FACTS, edits=3)),
        (shown("We will.", title="Cars"), "We will.", FACTS),
    ],
)
def test_what_mirrors_change_by_themselves_is_no_change(was: Shown, text: str, facts: PostFacts) -> None:
    assert difference(was, text, facts) is None


def test_a_title_that_a_mirror_begins_to_give_is_no_change_and_another_title_is() -> None:
    assert change(shown("We will."), "We will.", title="Cars") is None
    assert change(shown("We will.", title="Cars"), "We will.", title="Phones") == "changed"


@pytest.mark.parametrize(
    ("was", "text", "facts", "expected"),
    [
        (shown("We will."), "We will not.", FACTS, "changed"),
        (shown("We will.", None), "We will not.", FACTS, "changed"),
        (shown("We will."), "We will not.", EDITED, "edited"),
        (shown("We will."), "We will.", EDITED, "edited"),
        (shown("@旧名 好"), "@新名 好", EDITED, "edited"),
        (shown("@旧名 好"), "@新名 不好", FACTS, "changed"),
        (shown("@旧名 好"), "好", FACTS, "changed"),
        (shown("好"), "@新名 好", FACTS, "changed"),
        (shown("a@old.example"), "a@new.example", FACTS, "changed"),
        (shown("卖@100元"), "卖@200元", FACTS, "changed"),
        (shown("We will.", EDITED), "We will.", replace(EDITED, edits=2), "edited"),
        (
            shown("We will.", EDITED),
            "We will.",
            replace(EDITED, edited_at=EPOCH + timedelta(hours=1)),
            "edited",
        ),
        (shown("We will."), "We will.", replace(FACTS, media=("p2", "p1")), "changed"),
        (
            shown("We will.", replace(FACTS, reposts="weibo:1")),
            "We will.",
            replace(FACTS, reposts="weibo:2"),
            "changed",
        ),
    ],
)
def test_an_edit_is_what_the_platform_says_and_any_other_change_is_what_the_mirror_shows(
    was: Shown, text: str, facts: PostFacts, expected: Change
) -> None:
    assert change(was, text, facts) == expected


def test_only_the_sentences_that_came_are_added() -> None:
    text = "We build in Wuhan.\nWe will not bring cars to the US market. No plan for phones."
    found = difference(shown(WHOLE), text)
    assert added(found, text) == ["We will not bring cars to the US market"]
    assert found is not None
    assert found.removed == ("We will bring cars to the US market after 2027",)
    assert found.as_json()["change"] == "changed"


def test_a_number_and_an_address_end_no_sentence() -> None:
    old, new = "It costs 3.5 yuan at mi.example. Soon.", "It costs 3.9 yuan at mi.example. Soon."
    assert added(difference(shown(old), new), new) == ["It costs 3.9 yuan at mi.example"]


def test_an_edit_of_the_pictures_alone_adds_no_words() -> None:
    found = difference(shown(WHOLE), WHOLE, replace(FACTS, media=("p1",)))
    assert found == Difference("changed")


def test_what_was_cut_and_is_there_now_is_completed_and_no_edit() -> None:
    found = difference(shown(BEGIN, CUT), WHOLE)
    assert found is not None
    assert (found.change, found.removed) == ("completed", ())
    assert added(found, WHOLE) == [
        "We will bring cars to the US market after 2027",
        "No plan for phones",
    ]


def test_a_text_that_was_called_cut_and_is_whole_as_it_stands_is_completed_without_words() -> None:
    assert difference(shown(WHOLE, CUT), WHOLE) == Difference("completed")
    assert difference(shown(WHOLE, CUT), WHOLE, CUT) is None


def test_more_of_it_that_is_still_cut_is_a_completion_too() -> None:
    assert change(shown(BEGIN, CUT), BEGIN + "rs to the US", CUT) == "completed"


def test_pictures_that_come_with_the_rest_are_no_edit() -> None:
    assert change(shown(BEGIN, CUT), WHOLE, replace(FACTS, media=("p1", "p2", "p3"))) == "completed"
    assert difference(shown(WHOLE), WHOLE, replace(CUT, media=("p1",))) is None


def test_a_cut_copy_of_what_is_known_is_no_change() -> None:
    assert difference(shown(WHOLE), BEGIN, CUT) is None
    assert change(shown(WHOLE), BEGIN) == "changed", "somebody took the rest away"


def test_an_edit_that_is_shown_cut_takes_nothing_back_and_adds_no_half_sentence() -> None:
    text = "We build in Beijing. We will bring ca"
    found = difference(shown(WHOLE), text, replace(CUT, edits=1))
    assert found is not None
    assert (found.change, added(found, text), found.removed) == ("edited", ["We build in Beijing"], ())


def test_the_platforms_word_counts_for_a_post_that_was_cut_too() -> None:
    assert change(shown(BEGIN, CUT), WHOLE, EDITED) == "edited"
    assert change(shown(BEGIN, CUT), "We build in Beijing.") == "changed"


def test_what_is_back_is_a_revision_whatever_it_says() -> None:
    assert difference(shown(WHOLE, gone=True), WHOLE) == Difference(None)
    assert difference(shown(WHOLE, gone=True), BEGIN, CUT) == Difference(None)
    text = WHOLE + " Not this year."
    found = difference(shown(WHOLE, gone=True), text)
    assert (found and found.change, added(found, text)) == ("changed", ["Not this year"])


def test_words_are_known_where_another_says_them_or_more_while_they_are_cut() -> None:
    assert is_said("We  build in Wuhan", ["No.", "We build in Wuhan."])
    assert not is_said(BEGIN, [WHOLE])
    assert is_said(BEGIN, [WHOLE], complete=False)
    assert not is_said(WHOLE, [BEGIN], complete=False)


texts = st.text(st.sampled_from("ab 1.。!?\n…美国🚗\ud800'’-$") | st.characters(), max_size=40)
facts = st.builds(
    PostFacts,
    complete=st.booleans(),
    edits=st.none() | st.integers(0, 3),
    media=st.lists(st.sampled_from("pq"), max_size=2).map(tuple),
)


@given(texts, st.none() | facts, st.booleans(), texts, facts)
def test_any_two_versions_are_compared_and_what_is_added_stands_in_the_new_one(
    old: str, was: PostFacts | None, gone: bool, new: str, now: PostFacts
) -> None:
    found = difference(shown(old, was, gone=gone), new, now)
    assert (found is None) <= (not gone)
    if found:
        assert all(0 <= start < end <= len(new) and new[start:end].strip() for start, end in found.added)
        assert all(words in old for words in found.removed)
        assert compare(shown(new, now), post(text=new, facts=now)) is None, "seen again, it is the same"


def test_a_huge_post_is_compared_at_once() -> None:
    began = time.process_time()
    for text in ("a." * 50_000, "a. " * 30_000, "." * 100_000, "\n" * 100_000, "我们。" * 30_000):
        difference(shown(text, CUT), text + "b", CUT)
    assert time.process_time() - began < 20
