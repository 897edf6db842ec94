"""Bytes to text, and XML that does no harm."""

from __future__ import annotations

import pytest
from lxml.html import document_fromstring  # type: ignore[import-untyped]

from crawler.reading.decoding import clean, decode, harmless_xml, with_few_attributes
from record.errors import UnreadableFeed

TEXT = "朱镕基说：北极星汽车创始人林安达周一表示，公司明年不会涨价。" * 3


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (TEXT.encode("gbk"), "text/html; charset=gb2312"),
        (TEXT.encode("gb18030"), None),
        (TEXT.encode("gbk"), "text/html; charset=utf-8"),
        (TEXT.encode("gbk"), "text/html; charset=ISO-8859-1"),
        (TEXT.encode(), "text/html; charset=gb2312"),
        (b'<meta charset="gb2312">' + TEXT.encode(), None),
        (TEXT.encode("utf-8-sig"), None),
        (TEXT.encode("utf-16"), None),
        (TEXT.encode(), "text/html; charset=no-such-thing"),
    ],
)
def test_chinese_is_read_whatever_was_declared(body: bytes, content_type: str | None) -> None:
    assert decode(body, content_type).endswith(TEXT)


@pytest.mark.parametrize(
    "charset",
    [
        *("zlib", "hex", "rot13", "bz2", "uu", "quopri", "base64"),
        *("undefined", "idna", "punycode", "unicode_escape", "raw_unicode_escape"),
    ],
)
def test_what_is_no_encoding_of_pages_says_nothing(charset: str) -> None:
    for body in (
        TEXT.encode("gbk"),
        b'<?xml version="1.0" encoding="%b"?>' % charset.encode() + TEXT.encode("gbk"),
    ):
        assert decode(body, f"text/xml; charset={charset}").endswith(TEXT)


def test_halves_of_characters_and_the_commands_of_terminals_are_dropped() -> None:
    assert clean("a\ud83d\x00\x1b\x07\x9bb\tc\n😀") == "a\ufffdb\tc\n😀"


def test_big5_is_read_where_it_is_declared() -> None:
    assert decode("義大利公開賽".encode("big5"), "text/html; charset=big5") == "義大利公開賽"


def test_one_stray_byte_does_not_turn_utf8_into_something_else() -> None:
    body = TEXT.encode() + b"\xff"
    assert decode(body, "text/html; charset=gbk") == TEXT + "\ufffd"


def test_western_text_without_a_declaration_is_not_taken_for_chinese() -> None:
    assert (
        decode("Le président dénonce un café fermé".encode("cp1252")) == "Le président dénonce un café fermé"
    )


def test_control_characters_are_dropped_and_line_breaks_kept() -> None:
    assert decode(b"a\x00b\x08\nc\td") == "ab\nc\td"


def test_an_external_doctype_is_stripped() -> None:
    xml = '<?xml version="1.0"?>\n<!-- x --><!DOCTYPE rss PUBLIC "-//N//DTD" "http://h/rss.dtd">\n<rss>&eacute;</rss>'
    assert harmless_xml(xml) == "<!-- x -->\n<rss>é</rss>"


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE r [<!ENTITY a "x">]>',
        "<!doctype r [ <!entity % p SYSTEM 'file:///etc/passwd'> %p; ]>",
        '<!DOCTYPE r [<!-- ] > --><!ENTITY a "x">]>',
        "<!-- c --><?pi ?><!DOCTYPE r [<!ENTITY a SYSTEM 'http://h/'>]>",
        "<!DOCTYPE r [",
    ],
)
def test_entities_of_its_own_are_refused(prolog: str) -> None:
    with pytest.raises(UnreadableFeed, match="refused"):
        harmless_xml(f"<?xml version='1.0'?>{prolog}<r>&a;</r>")


def test_an_article_about_entities_is_no_declaration() -> None:
    xml = "<rss><![CDATA[<!DOCTYPE r [<!ENTITY a 'x'>]>]]> &lt; &amp;</rss>"
    assert harmless_xml(xml) == xml


def test_numbers_of_characters_are_written_out_unless_they_would_be_markup() -> None:
    assert harmless_xml("<r>&#8217;&#x2019;&#60;&#x26;&#38;lt;</r>") == "<r>’’&lt;&amp;&amp;lt;</r>"


@pytest.mark.parametrize(
    "attribute",
    [
        *('a{}="x" ', 'a{}="x"', "a{}=x\n", "a{} ", "a{}/"),
        *('a{}=">"', "a{}='<p>'", 'a{}="</p>"', '<a a{}="x" ', "a{}=x<y "),
    ],
)
def test_of_a_long_tag_the_first_attributes_stay_however_they_are_written(attribute: str) -> None:
    tag = "<p " + "".join(map(attribute.format, range(10_000)))
    tree = document_fromstring(with_few_attributes(f"{tag}>behind it</p>"))
    (paragraph,) = tree.xpath("//p[@a0]")
    assert 500 <= len(paragraph.attrib) <= 2_000
    assert tree.text_content() == "behind it"


def test_a_long_value_is_left_whole() -> None:
    value = "<b title='a'> &quot;said&quot; a = b, " * 1_000
    page = f'<p data-state="{value}" class="x">text</p>'
    assert with_few_attributes(page) == page


def test_what_looks_like_a_tag_in_a_script_does_not_swallow_the_page() -> None:
    script = "for(i=0;i<n;i++){" + "a=b;" * 10_000 + 'c=/="/;'
    page = f'<script>{script}</script><p class="x">text</p><p class="y">more</p>'
    tree = document_fromstring(with_few_attributes(page))
    assert [p.text for p in tree.iterfind(".//p")] == ["text", "more"]
