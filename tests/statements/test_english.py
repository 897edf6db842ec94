"""English sentences as newsrooms write them: who said which words, and what was done with them."""

from __future__ import annotations

import pytest

from tests.statements.reading import read, rows

NO_PLAN = "Xiaomi has no plan to enter the US market"

DENIALS = [
    # reported clauses
    (f"Lei Jun said that {NO_PLAN}.", NO_PLAN),
    (f"Lei Jun, the founder of Xiaomi, said on Thursday that {NO_PLAN}.", NO_PLAN),
    (f"Xiaomi's founder and chief executive, Lei Jun, stressed that {NO_PLAN}.", NO_PLAN),
    (f"Xiaomi founder Lei Jun told reporters in Beijing that {NO_PLAN}.", NO_PLAN),
    (f"In a statement on Weibo, Lei Jun said {NO_PLAN}.", NO_PLAN),
    (f"The Xiaomi CEO insisted on Friday that {NO_PLAN}.", NO_PLAN),
    (f"Speaking in Wuhan, Lei Jun said {NO_PLAN}.", NO_PLAN),
    (f"Lei Jun has made no visit to America. Lei added that {NO_PLAN}.", NO_PLAN),
    (f"Lei Jun took to Weibo on Friday, saying {NO_PLAN}.", NO_PLAN),
    (f"Lei Jun responded to the rumours on Weibo, writing that {NO_PLAN}.", NO_PLAN),
    (f"After the photos appeared, Xiaomi's boss Lei Jun clarified that {NO_PLAN}.", NO_PLAN),
    # the clause comes last, or in the middle
    (f"{NO_PLAN}, Lei Jun said.", NO_PLAN),
    (f"{NO_PLAN}, according to Lei Jun, who founded the company.", NO_PLAN),
    (f"According to Xiaomi's chief executive, {NO_PLAN}.", NO_PLAN),
    (f"{NO_PLAN}, said Lei Jun, its founder.", NO_PLAN),
    # quotes
    (f'"{NO_PLAN}," Lei Jun wrote on Weibo.', NO_PLAN),
    (f"“{NO_PLAN},” said Lei Jun, founder and chief executive of Xiaomi.", NO_PLAN),
    (f"Lei Jun wrote: “{NO_PLAN}.”", NO_PLAN),
    (f"'{NO_PLAN},' Lei Jun said in a Weibo post.", NO_PLAN),
    # denials by the cue
    ("Lei Jun denied plans to enter the US market.", "plans to enter the US market"),
    (
        "Lei Jun has again denied that Xiaomi will enter the US market.",
        "Xiaomi will enter the US market",
    ),
    (
        "Xiaomi CEO Lei Jun ruled out an entry into the United States.",
        "an entry into the United States",
    ),
    (
        "Lei Jun rejected reports that Xiaomi will sell cars in America.",
        "reports that Xiaomi will sell cars in America",
    ),
    (
        "Lei Jun poured cold water on talk of a US launch on Friday.",
        "talk of a US launch",
    ),
    # headlines that open the text
    ("Xiaomi's Lei Jun denies plan to enter US market", "plan to enter US market"),
    ("Xiaomi has no US plans, says founder Lei Jun", "Xiaomi has no US plans"),
    ("Lei Jun says Xiaomi will not sell cars in US", "Xiaomi will not sell cars in US"),
    ("Lei Jun: no plan to bring the SU7 to America", "no plan to bring the SU7 to America"),
]


@pytest.mark.parametrize(("text", "words"), DENIALS)
def test_a_denial_by_lei_jun_is_his_however_it_is_worded(text: str, words: str) -> None:
    assert rows(read(text)) == [("lei-jun", words, "deny", "negative")]


OTHERS = [
    ("Ford denied a collaboration with Xiaomi.", "ford", "a collaboration with Xiaomi", "deny", "negative"),
    (
        "Ford has denied that it is in talks with Xiaomi.",
        "ford",
        "it is in talks with Xiaomi",
        "deny",
        "negative",
    ),
    (
        "A Ford spokesperson said the report of talks with Xiaomi was false.",
        "ford",
        "the report of talks with Xiaomi was false",
        "deny",
        "negative",
    ),
    (
        "There are no talks with Xiaomi, a spokeswoman for Ford said on Monday.",
        "ford",
        "There are no talks with Xiaomi",
        "deny",
        "negative",
    ),
    (
        "Earlier reports spoke of a joint venture between Ford and Xiaomi, which Ford promptly denied.",
        "ford",
        "a joint venture between Ford and Xiaomi",
        "deny",
        "negative",
    ),
    (
        "Jim Farley praised the software of Chinese electric cars.",
        "jim-farley",
        "the software of Chinese electric cars",
        "judge",
        "positive",
    ),
    (
        "Ford CEO Jim Farley has expressed admiration for Chinese EVs.",
        "jim-farley",
        "admiration for Chinese EVs",
        "judge",
        "positive",
    ),
    (
        "“It is the best car I have driven,” Ford's chief executive said of the SU7.",
        "jim-farley",
        "It is the best car I have driven",
        "judge",
        "positive",
    ),
    (
        "Elon Musk vowed to build the Cybercab without a wheel.",
        "elon-musk",
        "to build the Cybercab without a wheel",
        "plan",
        "positive",
    ),
    (
        "Mary Barra urged Congress to keep the tax credit.",
        "mary-barra",
        "Congress to keep the tax credit",
        "ask",
        "positive",
    ),
    (
        "BYD confirmed that the plant in Hungary will open in May.",
        "byd",
        "the plant in Hungary will open in May",
        "confirm",
        "positive",
    ),
    (
        "The head of Nvidia, Jensen Huang, said demand is strong.",
        "jensen-huang",
        "demand is strong",
        "claim",
        "positive",
    ),
]


@pytest.mark.parametrize(("text", "speaker", "words", "stance", "polarity"), OTHERS)
def test_other_speakers_keep_their_words_and_what_they_did_with_them(
    text: str, speaker: str, words: str, stance: str, polarity: str
) -> None:
    assert rows(read(text)) == [(speaker, words, stance, polarity)]


SILENT = [
    "A Xiaomi SU7 was photographed on a road in California.",
    "Photos suggest that Xiaomi is testing its sedan in America.",
    "Rumours suggest Xiaomi may enter the US market.",
    "It has been reported that Xiaomi is looking for showrooms in Los Angeles.",
    "There is speculation that Lei Jun will visit Detroit.",
    "Analysts said the company could not ignore America for ever.",
    "Experts believe that tariffs make an entry unlikely.",
    "People familiar with the matter said Ford had met Xiaomi.",
    "Sources close to Ford denied the talks.",
    "Users on social media claimed the car belonged to Xiaomi.",
    "This suggests that Xiaomi might challenge Tesla.",
    "It said nothing about the price.",
    "The report says Xiaomi sold 45 cars.",
    "Data show that sales fell by a third.",
    "READ MORE: Lei Jun says Xiaomi is late",
    "Lei Jun declined to say when the car would arrive.",
    "Lei Jun did not say that Xiaomi would enter the market.",
    "Xiaomi has not commented on the pictures.",
    "Lei Jun would say more in spring, fans hope.",
    "The claim that Xiaomi is coming spread quickly.",
    "Lei Jun's statement dispels the rumours and provides a clear picture.",
    "Lei Jun has clarified the company's stance on the American market.",
    "Xiaomi Says It Will Stay At Home Despite Growing Interest From American Drivers",
    "Was Xiaomi told about the test?",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_nobody_voiced_gives_no_report(text: str) -> None:
    assert rows(read(text)) == []


def test_a_quote_that_goes_on_after_its_cue_is_one_report() -> None:
    (report,) = read("“We build cars for China,” Lei Jun said. “America is not on our map.”")
    assert report.text == "“We build cars for China,” … “America is not on our map.”"
    assert report.kind == "direct"
    assert len(report.content) == 2


def test_a_quote_paragraph_without_a_cue_goes_on_with_the_speaker_before() -> None:
    reports = read("“We build cars for China,” Lei Jun said.\n\n“America is not on our map.”")
    assert [report.speaker.id for report in reports] == ["lei-jun", "lei-jun"]
    assert reports[1].cue is None
    assert reports[1].mention is None


def test_the_words_of_two_cues_in_one_sentence_are_kept_apart() -> None:
    text = "Lei Jun said Xiaomi would stay in China, adding that the car belonged to someone else."
    assert rows(read(text)) == [
        ("lei-jun", "Xiaomi would stay in China", "plan", "positive"),
        ("lei-jun", "the car belonged to someone else", "claim", "positive"),
    ]


def test_the_sentence_that_reports_holds_the_words_and_the_cue() -> None:
    text = "The car is white. Lei Jun said it was not for sale. It rained."
    (report,) = read(text)
    assert text[slice(*report.sentence)] == "Lei Jun said it was not for sale."
    assert report.cue is not None
    assert text[slice(*report.cue)] == "said"
    assert report.mention is not None
    assert text[slice(*report.mention)] == "Lei Jun"


def test_lines_that_were_cut_at_a_margin_are_read_as_one_paragraph() -> None:
    text = (
        "Lei Jun, the founder of Xiaomi, has said that the company is not planning to sell its cars in the\n"
        "United States at this time."
    )
    assert [row[1] for row in rows(read(text))] == [
        "the company is not planning to sell its cars in the United States at this time"
    ]


def test_what_leads_up_to_a_quote_names_its_speaker_and_is_no_part_of_it() -> None:
    text = (
        "Ford CEO Jim Farley spoke first. “Europe is hard,” Farley said. "
        "Elon Musk disagreed: “The European market can wait,” he said."
    )
    assert [(each.speaker.id, each.text.strip("“”,")) for each in read(text)] == [
        ("jim-farley", "Europe is hard"),
        ("elon-musk", "The European market can wait"),
    ]


@pytest.mark.parametrize("body", ["regulator", "bank", "newspaper", "ministry"])
def test_words_of_a_third_party_are_never_the_companys(body: str) -> None:
    reports = read(f"Xiaomi makes cars. “Xiaomi will never enter the American market,” the {body} said.")
    assert "xiaomi" not in [each.speaker.id for each in reports]
