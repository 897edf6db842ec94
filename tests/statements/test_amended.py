"""What an edit made of what a Document had said before."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic

import pytest

from record.amending import Amendment, Former
from record.placing import Gist, Located
from record.types import Change, PostFacts, Report, Revision
from statements.changes import amended
from tests.builders import LEI_JUN, document, report, revision

FARLEY = replace(LEI_JUN, id="jim-farley")
PLAN = "We have no plans to sell cars in Peru."
ROUND = "Our battery plant in Hefei opens in June."


def said(text: str, speaker_id: str = "lei-jun", stands: bool = True, id: int = 1) -> Former:
    return Former(id, 10 + id, speaker_id, text, stands)


def located(text: str, made: Report | None = None) -> Located:
    return Located(made or report(text), Gist("en"))


def edit(
    was: str,
    now: str,
    formers: list[Former],
    *found: Located,
    facts: PostFacts | None = None,
    change: Change | None = None,
) -> Amendment:
    """`change`: of a post; else it is an article."""
    kind = "post" if change else "article"
    made = replace(revision(now), document=document(kind=kind), added=((0, len(now)),), facts=facts)
    return amended(formers, found, was, replace(made, change=change))


def became(found: Amendment) -> list[tuple[str, str]]:
    return [
        (former.text, after.text if isinstance(after, Former) else after.report.text)
        for former, after in found.became
    ]


EDITS = [
    (PLAN, "We have a plan to sell cars in Peru."),
    (PLAN, "We have no plans to sell cars in Peru this year."),
    ("We have no plans to sell cars in Peru this year.", PLAN),
    ("Seven in ten of them are ours.", "Six in ten of them are ours."),
    ("我们没有在秘鲁卖车的计划。", "我们有在秘鲁卖车的计划。"),
    ("The second shift starts in May.", "Thanks to all who came."),  # nothing in common, at one place
]


@pytest.mark.parametrize(("was", "now"), EDITS, ids=[now for _, now in EDITS])
def test_words_that_read_otherwise_are_what_became_of_the_former_ones(was: str, now: str) -> None:
    around = "It was a good year.\n%s\nSee you in autumn."
    found = edit(around % was, around % now, [said(was)], located(now))
    assert became(found) == [(was, now)]
    assert (found.new, found.taken) == ((), ())


SAME = [
    (PLAN, "“We have no plans to sell cars in Peru”!"),
    (PLAN, "WE HAVE NO PLANS to sell cars in  Peru."),
    ("我们没有计划，谢谢。", "我们没有计划!谢谢"),
]


@pytest.mark.parametrize(("was", "now"), SAME)
def test_punctuation_space_width_and_case_are_no_edit(was: str, now: str) -> None:
    found = edit(was, now, [said(was)], located(now))
    assert (found.became, found.taken, found.new) == ((), (), ())


def test_what_is_taken_out_has_no_successor() -> None:
    found = edit(f"{PLAN}\n{ROUND}", ROUND, [said(PLAN), said(ROUND, id=2)])
    assert [each.text for each in found.taken] == [PLAN]
    assert found.became == ()


def test_what_is_added_beside_it_is_new_and_no_edit() -> None:
    found = edit(PLAN, f"{PLAN}\n{ROUND}", [said(PLAN)], located(ROUND))
    assert [each.report.text for each in found.new] == [ROUND]
    assert (found.became, found.taken) == ((), ())


def test_words_that_still_stand_are_kept_where_they_are_not_found_again() -> None:
    found = edit(f"{PLAN} Yes.", f"{PLAN} No.", [said(PLAN)])
    assert found == Amendment(())


def test_words_that_are_only_cut_out_of_the_text_otherwise_are_no_edit() -> None:
    text = "He said: We have no plans to sell cars in Peru. Sales fell."
    found = edit(text, f"{text} Again.", [said("no plans to sell cars in Peru")], located(PLAN))
    assert found.became == ()


def test_the_most_alike_goes_first_and_each_has_one_successor() -> None:
    one, two = "The plant opens in June.", "The plant opens in July with two lines."
    formers = [said(one, id=1), said(two, id=2)]
    now = ["The plant opens in August with two lines.", "The plant opens in May."]
    found = edit(f"{one} {two}", " ".join(now), formers, *map(located, now))
    assert set(became(found)) == {(one, now[1]), (two, now[0])}


def test_another_speaker_is_no_successor() -> None:
    found = edit(PLAN, ROUND, [said(PLAN)], located(ROUND, report(ROUND, FARLEY)))
    assert [each.text for each in found.taken] == [PLAN]
    assert [each.report.speaker.id for each in found.new] == ["jim-farley"]


def test_former_words_that_are_back_take_the_place_of_those_that_are_not() -> None:
    later = "We have a plan to sell cars in Peru."
    formers = [said(PLAN, stands=False), said(later, id=2)]
    found = edit(later, PLAN, formers, located(PLAN))
    assert became(found) == [(later, PLAN)]


def test_what_another_mirror_showed_is_not_missed_on_this_one() -> None:
    assert edit(ROUND, f"{ROUND} Yes.", [said(PLAN)], change="changed") == Amendment(())


@pytest.mark.parametrize(("change", "complete"), [("completed", True), ("changed", False)])
def test_what_a_mirror_cuts_is_not_taken_out(change: Change, complete: bool) -> None:
    found = edit(f"{ROUND} {PLAN}", ROUND, [said(PLAN)], facts=PostFacts(complete), change=change)
    assert found == Amendment(())


def test_the_first_version_of_a_document_edits_nothing() -> None:
    made: Revision = revision(ROUND)
    assert amended([said(PLAN)], [located(ROUND)], "", made).new == (located(ROUND),)


def test_hundreds_of_lines_that_are_all_alike_are_compared_in_time() -> None:
    was, now = "a b\n" * 30_000, "a c\n" * 30_000
    formers = [said("a b", id=n) for n in range(200)]
    assert edit(was, now, formers, *(located("a c") for _ in range(200))).became


NUMBERS = [f"{first} and {second}" for first in "abcdefghijklmno" for second in "abcdefghijklmn"][:200]


def test_of_many_edited_words_each_is_what_became_of_its_own() -> None:
    olds = [f"Line {number} opens in June as we said." for number in NUMBERS]
    news = [f"Line {number} opens in July as we said." for number in NUMBERS]
    found = edit(
        "\n".join(olds), "\n".join(news), [said(old, id=i) for i, old in enumerate(olds)], *map(located, news)
    )
    assert sorted(became(found)) == sorted(zip(olds, news, strict=True))
    assert (found.new, found.taken) == ((), ())


def test_what_another_speaker_says_takes_no_room_from_what_became_of_the_words() -> None:
    others = [
        located(f"The dealers ask for {number}.", replace(report("x"), speaker=FARLEY)) for number in NUMBERS
    ]
    theirs = [said(f"Dealer {each} is pleased.", "jim-farley", id=9 + each) for each in range(3)]
    was = "\n".join((PLAN, *(each.text for each in theirs)))
    found = edit(was, EDITS[0][1], [*theirs, said(PLAN)], *others, located(EDITS[0][1]))
    assert EDITS[0] in became(found)


def test_many_words_in_a_long_text_are_compared_in_little_time() -> None:
    short = [f"grow {each % 10}" for each in range(200)]
    wide = [" ".join(f"grow {each}" for each in range(10)) + f" in {number}" for number in NUMBERS]
    around = ". ".join(["so they went to see the plant"] * 6_000)
    formers = [said(words, id=i) for i, words in enumerate(short)]
    began = monotonic()
    edit(". ".join((*short, around)), ". ".join((*wide, around)), formers, *map(located, wide))
    assert monotonic() - began < 5  # it took minutes
