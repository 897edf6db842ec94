"""What the parse and the weights add, in sentences that the cue grammar reads worse or not at all."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest

from statements import english
from statements.english import parsing, reading
from statements.english.fitted.extents import overlap, ways_to_cut
from statements.english.fitted.parsed import ParsedParagraph, look_at
from statements.english.grammar import find_utterances as find_by_grammar
from statements.paragraphs import split_paragraphs
from statements.utterance import Utterance


def read(text: str) -> list[Utterance]:
    return [each for found in english.find_utterances(text, list(split_paragraphs(text))) for each in found]


def look(text: str) -> ParsedParagraph:
    (paragraph,) = split_paragraphs(text)
    parser = parsing.load()
    assert parser is not None
    return look_at(parser.parse([text])[0], paragraph, find_by_grammar(text, paragraph))


@pytest.mark.parametrize(
    ("sentence", "speaker", "words"),
    [
        (
            "The automaker's finance chief, speaking to investors in Detroit, warned that margins would "
            "shrink next year.",
            "finance chief",
            "margins would shrink next year",
        ),
        (
            "“The plant stays open,” Harrow said on Tuesday, adding that nobody would lose a job.",
            "Harrow",
            "The plant stays open",
        ),
        (
            "Neither side has agreed on a price, according to Northgate Motors.",
            "Northgate Motors",
            "Neither side has agreed on a price",
        ),
        (
            "Harrow brushed aside a suggestion that the company was short of cash.",
            "Harrow",
            "a suggestion that the company was short of cash",
        ),
    ],
)
def test_words_and_speaker_of_a_cue_are_found(sentence: str, speaker: str, words: str) -> None:
    found = read(sentence)
    said = [" ".join(sentence[slice(*span)] for span in each.content).strip("“”,. ") for each in found]
    assert words in said
    mention = found[said.index(words)].mention
    assert mention is not None
    assert speaker in sentence[slice(*mention)]


def test_a_relative_pronoun_tells_for_whom_it_stands() -> None:
    text = "The recall was ordered by Ann Harrow, who said the brakes had been tested twice."
    (each,) = [each for each in read(text) if each.cue and text[slice(*each.cue)] == "said"]
    who = each.stands_for or each.mention
    assert who is not None
    assert "Harrow" in text[slice(*who)]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (
            "The collaboration, which Toyota has repeatedly denied, would give it a partner.",
            ["The collaboration"],
        ),
        ("Toyota recalled 100,000 vehicles on Monday.", []),
        ("Harrow spoke to voters in Ohio.", []),
        ("Tim Cook told CNBC in an interview that the phone was late.", ["the phone was late"]),
        ("Harrow poured cold water on talk of a merger.", ["talk of a merger"]),
        ("Harrow has clarified the company's stance on the American market.", []),
        (
            "Volkswagen vowed not to close any German factory before 2030.",
            ["not to close any German factory before 2030"],
        ),
        ("Musk ruled out an electric supercar until 2030.", ["an electric supercar until 2030"]),
        ("Ford denied talks with a Chinese rival on Friday.", ["talks with a Chinese rival"]),
        ("Toyota said on Friday it would build 50,000 trucks.", ["it would build 50,000 trucks"]),
        (
            "Lei Jun promised faster deliveries and ruled out a price cut.",
            ["faster deliveries", "a price cut"],
        ),
        ("Lei Jun on Friday: “We are not going to America.”", ["“We are not going to America.”"]),
        ("Jim Farley: “We are not in talks with Xiaomi”", ["“We are not in talks with Xiaomi”"]),
    ],
)
def test_the_words_end_where_they_should(sentence: str, words: list[str]) -> None:
    assert [sentence[slice(*span)] for each in read(sentence) for span in each.content] == words


def test_an_utterance_stands_within_its_text_and_its_words_outside_its_cue() -> None:
    text = (
        "Northgate Motors said on Monday it would build vans in Spain. “We like it there,” Harrow said. “It "
        "is cheap.” She denied that jobs would move, calling the report nonsense."
    )
    found = read(text)
    assert len(found) >= 3
    for each in found:
        assert each.cue is not None
        assert all(0 <= start < end <= len(text) for start, end in each.content)
        assert all(end <= each.cue[0] or start >= each.cue[1] for start, end in each.content)
        assert each.sentence[0] <= min(each.content[0][0], each.cue[0])


def test_small_holes_are_closed_and_a_leading_that_is_left_out() -> None:
    parsed = look("Harrow said that the new van will not be sold abroad.")
    cue = next(place for place, token in enumerate(parsed.doc) if token.text == "said")
    probable = {place: 0.9 for place in range(cue + 1, len(parsed)) if parsed.is_word[place]}
    probable[cue + 4] = 0.1  # "van"
    first = ways_to_cut(parsed, cue, probable)[0]
    assert min(first) == cue + 2
    assert cue + 4 in first


def test_overlap_is_of_words_in_both_over_words_in_either() -> None:
    assert overlap(frozenset({1, 2, 3}), frozenset({2, 3, 4})) == 0.5
    assert overlap(frozenset(), frozenset()) == 0


def test_without_a_parser_the_cue_grammar_reads_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "load", lambda: None)
    text = "Harrow said the vans would be built in Spain."
    (paragraph,) = split_paragraphs(text)
    assert english.find_utterances(text, [paragraph]) == [find_by_grammar(text, paragraph)]


def test_a_paragraph_in_which_nobody_can_speak_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    parser = parsing.load()
    assert parser is not None
    parse = parser.parse

    def note(_: object, texts: Sequence[str]) -> list[parsing.Doc]:
        asked.extend(texts)
        return parse(texts)

    monkeypatch.setattr(type(parser), "parse", note)
    text = "The harbour stands seven miles from the town.\n\nHarrow said the harbour would close."
    english.find_utterances(text, list(split_paragraphs(text)))
    assert asked == ["Harrow said the harbour would close."]


def test_behind_a_hundred_thousand_characters_the_cue_grammar_reads_alone() -> None:
    before = "The harbour stands seven miles from the town.\n\n" * 2200
    said = "Harrow said the harbour would close."
    last = list(split_paragraphs(before + said))[-1:]
    assert last[0].start > reading.REACH
    assert english.find_utterances(before + said, last) == [find_by_grammar(before + said, last[0])]


def test_a_sentence_of_nothing_but_cues_costs_no_more_than_another() -> None:
    began = time.process_time()
    read("said that " * 780)
    assert time.process_time() - began < 20
