"""The language of an article."""

from __future__ import annotations

import pytest

from crawler.pages.declared import read_declared
from crawler.pages.language import read_language
from crawler.pages.page import parse_page
from tests.crawler import pages

ENGLISH = " ".join(pages.ENGLISH)
CHINESE = "".join(pages.CHINESE)
NORWEGIAN = (
    "Konsernsjefen sa mandag at selskapet skal bygge en fabrikk til i Ohio, og at prisene blir som de er."
)
JAPANESE = "北極星自動車はオハイオ州に第二工場を建設すると月曜日の株主総会で明らかにした。"


def language(text: str, lang: str = "", head: str = "") -> str:
    page = parse_page(
        f'<html lang="{lang}"><head>{head}</head><body><nav>首页 新闻 汽车</nav></body></html>', "u"
    )
    return read_language(page.tree, read_declared(page), text)


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        (ENGLISH, "en-GB", "en"),
        (ENGLISH, "zh-CN", "en"),
        (ENGLISH, "no", "en"),
        (ENGLISH, "", "en"),
        (CHINESE, "en", "zh"),
        (CHINESE + "Nordlys Motors plant in Ohio", "", "zh"),
        (NORWEGIAN, "no-NO", "no"),
        (NORWEGIAN, "zh", "en"),
        (JAPANESE, "zh", "ja"),
        ("", "fr", "fr"),
    ],
)
def test_the_text_is_believed_before_the_page_around_it(text: str, lang: str, expected: str) -> None:
    assert language(text, lang) == expected


def test_a_page_declares_it_in_several_places() -> None:
    assert language(NORWEGIAN, head='<meta property="og:locale" content="nb_NO">') == "nb"
    script = '<script type="application/ld+json">{"@type": "Article", "inLanguage": "nb"}</script>'
    assert language(NORWEGIAN, head=script) == "nb"
