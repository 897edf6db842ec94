"""Which Statement a Report joins."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from record.placing import Gist, Located, Placement
from statements.gists.glosses import glosses_of, stems_of
from statements.gists.naming import without_names
from statements.grouping import place
from statements.grouping.likeness import wording_of
from statements.grouping.vetoes import opposed
from statements.stance import polarity_of, stance_of
from tests.builders import EPOCH
from tests.statements.grouped import candidate, located

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PLAN = "we will open three bakeries in Poland in 2028"


def placed(text: str, *others: str, after: timedelta = HOUR) -> Placement:
    return place(located(text, after=after), EPOCH + after, [candidate(1, *others)])


@pytest.mark.parametrize(
    ("said", "again"),
    [
        (PLAN, "We will open three bakeries in Poland in 2028."),
        (PLAN, "the chain plans to open three bakeries in Poland in 2028"),
        (PLAN, "我们将在2028年在波兰开三家面包店"),
        ("We have no plans to sell the ferry business", "我们没有出售渡轮业务的计划"),
        ("The new tram will carry 30,000 passengers a day", "新电车每天将运送3万名乘客"),
        ("工厂明年不会裁员", "工厂明年不裁员"),
    ],
)
def test_a_reprint_a_paraphrase_and_a_translation_join(said: str, again: str) -> None:
    assert placed(again, said).statement_id == 1
    assert placed(said, again).statement_id == 1


@pytest.mark.parametrize(
    ("said", "other"),
    [
        (PLAN, "we will open three bakeries in Spain in 2028"),
        (PLAN, "we will open nine bakeries in Poland in 2028"),
        (PLAN, "we will open three bakeries in Poland in 2031"),
        (PLAN, "our flour comes from the mill next door"),
        ("The T5 tram has passed its brake tests", "The T6 tram has passed its brake tests"),
        ("我们将在2028年在波兰开三家面包店", "we will open three bakeries in Spain in 2028"),
    ],
)
def test_another_country_number_date_or_product_is_another_statement(said: str, other: str) -> None:
    assert placed(other, said).statement_id is None
    assert placed(said, other).statement_id is None


@pytest.mark.parametrize(
    ("said", "other"),
    [
        ("没有在波兰开面包店的计划", "今年会在波兰开面包店"),
        ("We have no plans to sell the ferry business", "We will sell the ferry business"),
        ("工厂明年不会裁员", "工厂明年将裁员"),
        ("the mill will not close", "the mill will close"),
        ("The bakery has already signed the lease", "The bakery would sign the lease if the rent fell"),
    ],
)
def test_a_denial_and_a_condition_are_other_statements_than_the_plain_claim(said: str, other: str) -> None:
    one, two = heard(said), heard(other)
    assert place(two, EPOCH, [candidate(1, one)]).statement_id is None
    assert place(one, EPOCH, [candidate(1, two)]).statement_id is None


def heard(text: str) -> Located:
    """With the stance and the polarity that its words show."""
    each = located(text)
    lang = each.gist.lang
    stance, polarity = stance_of(text, lang, None), polarity_of(text, lang, None)
    return replace(each, report=replace(each.report, stance=stance, polarity=polarity))


def test_what_will_not_fall_and_what_will_rise_may_be_one() -> None:
    one, other = heard("prices will not fall"), heard("prices will rise")
    assert not opposed(wording_of(one, EPOCH), wording_of(other, EPOCH))
    assert opposed(wording_of(one, EPOCH), wording_of(heard("prices will fall"), EPOCH))


@pytest.mark.parametrize(
    "text",
    ["新工厂的食堂今天开张了。", "my daughter plays the cello", "lunch was late", "下周放三天假"],
)
@pytest.mark.parametrize("said", [PLAN, "今年会进入葡萄牙市场", "工厂明年不会裁员"])
def test_what_shares_nothing_does_not_join_though_it_is_all_there_is(text: str, said: str) -> None:
    assert placed(text, said).statement_id is None


def test_what_a_veto_keeps_apart_is_told_with_its_reason() -> None:
    (near,) = placed("we will open three bakeries in Spain in 2028", PLAN).near
    assert near.statement_id == 1
    assert "place" in near.vetoes


def test_the_statement_that_is_most_alike_is_joined() -> None:
    others = [
        candidate(1, "We have no plans to sell the ferry business"),
        candidate(2, PLAN),
        candidate(3, "The new tram will carry 30,000 passengers a day"),
    ]
    assert place(located("three bakeries will open in Poland in 2028"), EPOCH, others).statement_id == 2


def test_a_word_for_word_reprint_is_a_copy_and_a_paraphrase_is_none() -> None:
    assert placed(f"“{PLAN}.”", PLAN).copy
    assert not placed("the chain plans to open three bakeries in Poland in 2028", PLAN).copy


def test_two_things_said_in_one_sentence_are_two_statements() -> None:
    text = "bread gets dearer in May, and bread gets dearer by the same in June"
    first, second = (located(part) for part in text.split(", and "))
    there = replace(second.report, sentence=(0, len(text)), content=((30, len(text)),))
    first = replace(first, report=replace(first.report, sentence=(0, len(text))), document_id=7)
    second = replace(second, report=there, document_id=7)
    assert place(second, EPOCH, [candidate(1, first)]).statement_id is None


def test_in_posts_of_ones_own_each_sentence_is_said_for_itself() -> None:
    one = located("We will open three bakeries in Poland in 2028", post=("weibo:1", 5))
    same = replace(one, post=("weibo:1", 6))
    told_again = located("In Poland three bakeries of ours will open in 2028", post=("weibo:1", 6))
    assert place(same, EPOCH, [candidate(1, one)]).statement_id == 1
    assert place(told_again, EPOCH, [candidate(1, one)]).statement_id is None


def test_a_report_that_shows_two_statements_to_be_one_merges_them() -> None:
    others = [candidate(1, PLAN), candidate(2, "We will open three bakeries in Poland in 2028!")]
    found = place(located("We will open three bakeries in Poland in 2028"), EPOCH, others)
    assert {found.statement_id, *found.merges} == {1, 2}


def test_old_records_without_gists_join_only_what_is_alike_to_the_letter() -> None:
    old = candidate(1, replace(located(PLAN), gist=Gist("")))
    assert place(located(PLAN), EPOCH, [old]).statement_id == 1
    assert place(located("the chain is to have new shops"), EPOCH, [old]).statement_id is None


def test_another_language_is_placed_by_its_vectors_and_numbers() -> None:
    said = "Wir eröffnen 2028 drei Bäckereien in Polen"
    others = [candidate(1, PLAN), candidate(2, "We have no plans to sell the ferry business")]
    assert place(located(said), EPOCH, others).statement_id in (1, None)
    assert placed(said, said).statement_id == 1


@pytest.mark.parametrize("text", ["", "。", "9" * 5000, "(" * 3000, "\x00\ud800", "没" * 4000, "a " * 4000])
def test_no_text_makes_it_fail(text: str) -> None:
    assert placed(text, PLAN, "我们将在2028年在波兰开三家面包店") == placed(
        text, PLAN, "我们将在2028年在波兰开三家面包店"
    )


def test_chinese_words_have_their_senses_in_english() -> None:
    assert any("bread" in entry.split() for entry in glosses_of("我们的面包很便宜"))
    assert stems_of("渡轮") == {"boat", "ferr"}
    assert glosses_of("no Chinese here") == frozenset()


def test_the_names_of_who_speaks_are_no_likeness() -> None:
    assert without_names("Ada Berg’s mill, Berg said", ["Ada Berg", "Berg"]) == "mill, said"
    assert without_names("Berg", ["Berg"]) == "Berg"
