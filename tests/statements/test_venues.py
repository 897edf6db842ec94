"""Where something was said, as the words around the cue tell it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

import pytest

from record.types import Report, Venue
from statements.paragraphs import Paragraph
from statements.utterance import Utterance
from statements.venues import carry_on, find_venue, venue_in
from tests.builders import EPOCH, report

VENUES: list[tuple[str, Venue | None]] = [
    ("Ana Ruiz took to Weibo to say that", "weibo"),
    ("Ana Ruiz wrote on X that", "post"),
    ("Ana Ruiz said in a LinkedIn post that", "post"),
    ("Ana Ruiz said on Truth Social that", "post"),
    ("Ana Ruiz tweeted that", "post"),
    ("the bank wrote in a blog post that", "post"),
    ("Ana Ruiz posted that", "post"),
    ("the bank, which posted a loss, said", None),
    ("Ana Ruiz, who works at the post office, said", None),
    ("Ana Ruiz said on an earnings call that", "call"),
    ("she told analysts on a conference call that", "call"),
    ("Ana Ruiz said on the call that", "call"),
    ("she said in a conference call with journalists that", "event"),
    ("Ana Ruiz told CNBC that", "interview"),
    ("Ana Ruiz told the Harbour Gazette that", "interview"),
    ("Ana Ruiz told The Lantern that", "interview"),
    ("Ana Ruiz said in an interview with a radio station that", "interview"),
    ("Ana Ruiz told reporters that", "interview"),
    ("Ana Ruiz told CNBC at a summit in Oslo that", "interview"),
    ("Ana Ruiz told reporters at a news conference that", "event"),
    ("Ana Ruiz told Ben Hale that", None),
    ("Ana Ruiz told her husband that", None),
    ("Ana Ruiz told lawmakers that", "event"),
    ("Ana Ruiz told the conference that", "event"),
    ("Ana Ruiz said in her keynote that", "event"),
    ("Ana Ruiz said at the Oslo climate summit that", "event"),
    ("Ana Ruiz said during Tuesday’s hearing that", "event"),
    ("before the meeting season began, sales fell, she said", None),
    ("the bank said in a statement that", "release"),
    ("the bank said in a regulatory filing that", "release"),
    ("Ana Ruiz wrote in a memo to staff that", "release"),
    ("Ana Ruiz, lead author of the report, said", None),
    ("Ana Ruiz said that", None),
    ("雷军在微博表示", "weibo"),
    ("雷軍在微博表示", "weibo"),
    ("马斯克在X平台发文称", "post"),
    ("她在朋友圈写道", "post"),
    ("该公司在财报电话会上表示", "call"),
    ("他在业绩会上说", "call"),
    ("他在法說會上表示", "call"),
    ("他告诉记者", "interview"),
    ("他对《港口报》表示", "interview"),
    ("他在接受采访时表示", "interview"),
    ("他在新品发布会上表示", "event"),
    ("部长在听证会上说", "event"),
    ("她在论坛致辞时指出", "event"),
    ("公司发布公告称", "release"),
    ("公司在声明中说", "release"),
    ("他在内部信中写道", "release"),
    ("他表示", None),
]


@pytest.mark.parametrize(("lead", "venue"), VENUES)
def test_the_words_around_the_cue_name_the_venue(lead: str, venue: Venue | None) -> None:
    lang = "en" if lead.isascii() or "’" in lead else "zh"
    assert venue_in(lead, lang) == venue


BEFORE: list[tuple[str, Venue | None]] = [
    ("部长周一接受了采访。他{说}，<这座桥很重要>。", "interview"),
    ("董事长在论坛上发表讲话。他{强调}，<这座桥很重要>。", "event"),
    ("董事长在论坛上发表讲话。老王{强调}，<这座桥很重要>。", None),
    ("老李在论坛上说：“桥很重要。”他{强调}，<这座桥很重要>。", None),
    ("Ana Ruiz gave a keynote in Oslo. She {said} <the bridge matters>.", "event"),
    ("Ana Ruiz gave a keynote in Oslo. It rained. She {said} <the bridge matters>.", None),
    ("Ana Ruiz gave a keynote in Oslo. Ben Hale {said} <the bridge matters>.", None),
]


@pytest.mark.parametrize(("sentences", "venue"), BEFORE)
def test_for_a_pronoun_the_sentence_before_may_name_the_venue(sentences: str, venue: Venue | None) -> None:
    text = re.sub("[{}<>]", "", sentences)
    cue, first = sentences.index("{"), sentences.index("<") - 2
    start = next(at for at in range(cue - 1, -1, -1) if sentences[at] in "。.”") + 1
    start += sentences[start] == " "
    lang = "en" if sentences.isascii() else "zh"
    clause = text[start:cue].rstrip()
    said = Utterance(
        ((first, len(text) - 1),), (cue, first), (start, start + len(clause)), (start, len(text)), "indirect"
    )
    assert find_venue(text, Paragraph(0, len(text), lang, ()), replace(said, lead=(start, first))) == venue


TEXT = (
    "“One,” he said. “Two,” Ana said.\n“Three,” he said.\n\n“Four,” 他说.\n“Five,” Ana said.\n"
    "No.\n“Six,” he said."
)


def said(word: str, who: str = "one", venue: Venue | None = None, said_at: datetime | None = None) -> Report:
    start = TEXT.index(word)
    end = start + len(word)
    mention = (end + 3, TEXT.index(" ", end + 3) if " said" in TEXT[end : end + 12] else end + 4)
    made = report(word, content=((start, end),), mention=mention, venue=venue, said_at=said_at)
    return replace(made, speaker=replace(made.speaker, id=who))


def test_he_who_goes_on_speaks_where_he_did_and_in_the_paragraph_also_when() -> None:
    words = [said(word) for word in ("Two", "Three", "Four", "Five", "Six")]
    carried = carry_on([said("One", venue="interview", said_at=EPOCH), *words], TEXT)
    assert [each.venue for each in carried] == ["interview"] * 4 + [None] * 2
    assert [each.said_at for each in carried] == [EPOCH, EPOCH, None, None, None, None]


def test_nothing_is_carried_past_another_speaker_or_over_what_is_said_of_itself() -> None:
    other = [said("One", venue="call"), said("Two", "two"), said("Three")]
    assert [each.venue for each in carry_on(other, TEXT)] == ["call", None, None]
    own = [said("One", venue="call"), said("Two", venue="post"), said("Three")]
    assert [each.venue for each in carry_on(own, TEXT)] == ["call", "post", "post"]


def test_two_who_speak_together_go_on_each_for_himself() -> None:
    both = [said("One", "one", "event"), said("One", "two", "event")]
    carried = carry_on([*both, said("Two", "two"), said("Three", "one")], TEXT)
    assert [each.venue for each in carried] == ["event", "event", "event", None]


def test_what_a_company_owns_is_not_where_it_spoke() -> None:
    text = "Nordlys, which owns Instagram, said the bridge matters."
    start = text.index("the bridge")
    utterance = Utterance(
        ((start, len(text) - 1),), (31, 35), (0, 7), (0, len(text)), "indirect", lead=(0, 35)
    )
    paragraph = Paragraph(0, len(text), "en", ())
    assert find_venue(text, paragraph, utterance) is None
