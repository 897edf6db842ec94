"""Users' own texts: fixed fields, nothing that could be run, and every mistake with its place."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from alerts.messages import render
from alerts.messages.families import Family
from alerts.messages.templates import FIELDS, Flaw, problems_of
from record.types import Alert, Message
from tests.alerts.messages.reading import read
from tests.alerts.messages.samples import NAMES, SAMPLES
from tests.alerts.stories import ALERTS, NOW, POST, REPORTED_STATEMENT, ZONE, evidence, hit

RUN = [  # what would be run by one engine of templates or another
    "{{7*7}}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "{% print(7*7) %}", "{{config.items()}}", "@(7*7)", "*{7*7}",
    "{{''.__class__.__mro__[1].__subclasses__()}}", "{{request|attr('application')}}", "{{x.__globals__}}",
    "${T(java.lang.Runtime).getRuntime().exec('id')}", "{php}echo 7*7;{/php}", "[[${7*7}]]", "{{= 7*7 }}",
    "{0.__class__}", "{speaker.__init__.__globals__}", "{speaker!r:>50}", "%(speaker)s", "$speaker",
]  # fmt: skip


def told(template: str, name: str = "original_post", family: Family = "plain") -> Message:
    return render(ALERTS[name], family, now=NOW, zone=ZONE, names=NAMES, template=template)


def test_fields_are_filled_in() -> None:
    text = told("{speaker}, {role}: {quote} ({stance}, {source}, {time})\n{watches}: {matched}\n{id}").text
    assert text == (
        "Lei Jun, CEO, Xiaomi: “汽车业务暂时没有进入美国市场的计划” "
        "(denial, original post on Weibo, 23 Nov 14:02 CST)\n"
        "Xiaomi in the US: “US market”\n"
        "st_8Kq2mW4xTz7B\n"
    )


def test_the_day_of_the_saying_is_a_day() -> None:
    assert told("{said}|{id}", "recap").text == "12 Nov|st_8Kq2mW4xTz7B\n"


def test_links_are_links_of_the_family() -> None:
    assert told("{original}").text == "Original post: https://weibo.com/1749127163/Abc\n"
    assert told("{original}", family="slack").text == "<https://weibo.com/1749127163/Abc|Original post>\n"
    page = told("**See** {original}", family="telegram").text
    assert page == '<b>See</b> <a href="https://weibo.com/1749127163/Abc">Original post</a>'


def test_a_line_whose_fields_are_all_empty_is_left_out() -> None:
    template = "{head}\nwas: {was}, now: {now}\nalways"
    assert told(template).text.splitlines()[1:] == ["always"]
    assert len(told(template, "edited").text.splitlines()) == 3


def test_no_other_statement_of_the_alert_is_lost() -> None:
    assert "st_Z0aside0Z0ab" in told("{quote}", "several").text


def test_a_template_that_says_nothing_of_it_still_says_who_said_what() -> None:
    assert told("> {was}").text.startswith("🔵 Lei Jun: “")


def test_doubled_braces_are_braces() -> None:
    assert told("{{speaker}} {speaker} }}").text == "{speaker} Lei Jun }\n"


@pytest.mark.parametrize("family", get_args(Family))
def test_every_field_is_understood_by_every_family(family: Family) -> None:
    for name in FIELDS:
        message = told(f"{{{name}}}", "edited", family)
        assert f"{{{name}}}" not in message.text


def test_a_mail_has_both_parts() -> None:
    message = told("**{speaker}**\n> {quote}\n{original}", family="email")
    assert message.text.splitlines()[0] == "Lei Jun"
    assert POST.report.text in (message.html or "")
    assert read(message, "email").links == ("https://weibo.com/1749127163/Abc",)
    assert message.subject == SAMPLES["original_post"].message("email").subject


@pytest.mark.parametrize("family", get_args(Family))
def test_nothing_in_a_template_is_run(family: Family) -> None:
    for text in RUN:
        whole = told(f"{text} {{id}}", family=family)
        shown = (whole.text + (whole.html or "")).replace("1749127163", "")
        assert "49" not in shown
        assert "<class" not in shown
        assert "function" not in shown


@pytest.mark.parametrize("text", [*RUN, "{speaker}", "{{speaker}}", "**strong**"])
def test_what_a_field_holds_is_no_template(text: str) -> None:
    heard = evidence(2, "Reuters", "https://reuters.example/a", text, text, 2)
    alert = Alert("desk", (hit(replace(REPORTED_STATEMENT, reports=(heard,)), heard),))
    message = render(alert, "plain", now=NOW, zone=ZONE, template="{quote} {speaker}")
    assert message.text.replace("\u200b", "") == f"“{text}” Lei Jun\n"


@pytest.mark.parametrize(
    ("text", "flaws"),
    [
        ("{speaker}: {quote}", []),
        ("{speaker}: {qoute}", [Flaw(11, 18, "there is no field 'qoute'", "quote")]),
        ("{speaker} {zzz}", [Flaw(10, 15, "there is no field 'zzz'")]),
        ("{Speaker} {id}", [Flaw(0, 9, "there is no field 'Speaker'", "speaker")]),
        ("{speaker.name} {id}", [Flaw(0, 14, "a field is a name and nothing else: {speaker}", "speaker")]),
        ("{id!r} {id:>9}", 2),
        ("{id[0]} {}", 2),
        ("{id", 1),
        ("{id} }", [Flaw(5, 6, "a brace by itself; to write one, double it: }}")]),
        ("{{id}} x", [Flaw(0, 8, "this template has no field: every message would read the same")]),
        ("", [Flaw(0, 0, "this template is empty")]),
        ("{id}" * 2_000, [Flaw(4_000, 8_000, "a template has at most 4,000 characters")]),
    ],
)
def test_every_mistake_is_named_at_its_place(text: str, flaws: list[Flaw] | int) -> None:
    found = problems_of(text)
    assert len(found) == flaws if isinstance(flaws, int) else found == flaws
