"""Bytes to text, and XML that does no harm."""

from __future__ import annotations

import pytest

from crawler.reading.decoding import clean, decode, harmless_xml
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
