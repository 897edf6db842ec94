"""The HTML page: the text is in it, its marks and its table lead to each other, and nothing in it can act."""

from __future__ import annotations

import json
import re
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from lxml.html import HtmlElement, document_fromstring  # type: ignore[import-untyped]

from crawler.reading.decoding import clean
from ops.extracts.page import page_of
from ops.extracts.understood import Understood
from ops.extracts.wording import shown
from record.types import Reason, Speaker
from tests.conftest import SHARED
from tests.ops.extracts.texts import TEXT, said, two, understood

NAUGHTY = SHARED / "badinput/blns/blns.json"
LINE_BREAK = re.compile("[\n\r\u2028\u2029]")
ELEMENTS = re.compile(
    "html|head|meta|title|style|body|header|main|section|h[12]|p|a|mark|[bu]|span|ul|li|t[hrd]|table|thead|tbody"
)
ATTRIBUTES = re.compile(
    "lang|dir|charset|name|content|http-equiv|class|href|rel|id|tabindex|role|scope|aria-label(ledby)?|data-label"
)
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus=alert(1) x='",
    "</mark></p></style></title><svg/onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    "<!-- -->]]><iframe src=//h.example>",
    "&lt;b&gt; &amp; &#60;i&#62;",
)


def read(whole: Understood) -> HtmlElement:
    return document_fromstring(page_of(whole, ZoneInfo("UTC")))


def paragraphs(page: HtmlElement) -> list[str]:
    """The text as the page shows it, without the numbers of statements."""
    for link in page.xpath("//a[@class='n']"):
        link.drop_tree()
    return [each.text_content() for each in page.xpath("//section[@class='text']/p")]


def marked(page: HtmlElement, path: str) -> list[str]:
    return [each.text_content() for each in page.xpath(f"//section[@class='text']//{path}")]


def require_harmless(page: HtmlElement) -> None:
    elements = list(page.iter())
    assert all(ELEMENTS.fullmatch(str(each.tag)) for each in elements)
    assert all(ATTRIBUTES.fullmatch(name) for each in elements for name in each.attrib)
    links = [each.attrib["href"] for each in elements if "href" in each.attrib]
    assert all(link.startswith(("#", "http://", "https://")) for link in links)


def test_words_cues_and_speakers_are_marked_in_the_text_as_it_is() -> None:
    page = read(two())
    assert marked(page, "mark") == ["the plant will not open", "“We,”", "“will wait.”"]
    assert (marked(page, "b"), marked(page, "u")) == (["Ada Lin", "she"], ["said", "added"])
    assert paragraphs(page) == TEXT.split("\n")


def test_marks_and_rows_lead_to_each_other() -> None:
    page = read(two())
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = [link.removeprefix("#") for link in page.xpath("//a/@href") if link.startswith("#")]
    assert set(links) == {"statements", "s1", "s2", "w1", "w2"}
    assert set(links) <= set(ids)
    assert links.count("s2") == 2, "words that pause bear their number again"


def test_overlapping_words_have_a_mark_of_their_own() -> None:
    text = "Ada Lin said the plant will not open, as planned."
    wide = said(text, "the plant will not open", by="Ada Lin", cue="said")
    late = said(text, "not open, as planned", by="Ada Lin", cue="said")
    page = read(understood(text, wide, late))
    assert marked(page, "mark") == ["the plant will ", "not open", ", as planned"]
    assert marked(page, "mark[@class='over']") == ["not open"]
    assert paragraphs(page) == [text]


def test_there_is_one_heading_a_skip_link_a_legend_and_a_language_for_every_quote() -> None:
    text = "林安达表示，工厂不会开业。\n“We,” she added, “will wait.”"
    page = read(understood(text, said(text, "工厂不会开业", by="林安达", cue="表示"), title="工厂"))
    assert [each.text_content() for each in page.xpath("//h1")] == ["工厂"]
    assert page.xpath("//h1/@lang") == ["zh"]
    assert page.xpath("//section[@class='text']/p/@lang") == ["zh", "en"]
    assert page.xpath("//td/span/@lang") == ["zh"]
    first = page.xpath("//body/*")[0]
    assert (first.attrib["class"], first.attrib["href"]) == ("skip", "#statements")
    assert "words that were said" in page.xpath("string(//header)")
    assert page.xpath("//html/@lang") == ["en"]


def test_the_page_needs_no_other_file_and_no_script() -> None:
    page = page_of(two(), ZoneInfo("UTC"))
    assert "default-src 'none'" in page
    assert not re.search(r"<script|@import|url\(|<link|<img|src=", page)
    require_harmless(read(two()))


def test_a_text_of_which_nothing_was_understood_says_so() -> None:
    page = read(understood("Shares fell.", title="", url=""))
    told = page.xpath("string(//section[@id='statements'])")
    assert "No statement was found: no reporting verb" in told
    assert page.xpath("//table") == []
    assert page.xpath("count(//h1)") == 1


@pytest.mark.parametrize("bad", HOSTILE)
def test_a_text_cannot_act_on_the_page(bad: str) -> None:
    page = read(hostile(bad))
    require_harmless(page)
    assert " ".join(page.xpath("string(//h1)").split()) == " ".join(bad.split())
    assert paragraphs(page) == [f"Ada said {bad}."]


def test_nor_can_any_of_the_naughty_strings() -> None:
    if not NAUGHTY.is_file():
        pytest.skip(f"{NAUGHTY} is not there")
    for bad in filter(str.strip, map(clean, json.loads(NAUGHTY.read_text("utf-8")))):
        page = read(hostile(bad))
        require_harmless(page)
        assert "".join(paragraphs(page)).split() == LINE_BREAK.sub("", shown(f"Ada said {bad}.")).split()


def hostile(bad: str) -> Understood:
    """Everything that a Report takes from a text is the same bad string."""
    text = f"Ada said {bad}."
    speaker = Speaker(f"?{bad}", "person", bad)
    given = {"speaker": speaker, "who": bad, "org": bad, "role": bad, "reasons": (Reason("cue", bad),)}
    return understood(text, said(text, bad, by="Ada", cue="said", **given), title=bad, url=bad)


# ---------------------------------------------------------------- colours


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(each * 2 for each in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_every_text_stands_out_in_light_and_in_dark() -> None:
    light, dark = re.findall(r":root \{(.*?)\}", page_of(two(), ZoneInfo("UTC")), re.DOTALL)
    for scheme in (light, dark):
        colours = dict(re.findall(r"--([\w-]+): (#\w+)", scheme))
        pairs = [*product(("ink", "quiet", "link"), ("paper",)), ("mark-ink", "mark"), ("ink", "mark")]
        assert [pair for pair in pairs if contrast(*(colours[name] for name in pair)) < 4.5] == []
