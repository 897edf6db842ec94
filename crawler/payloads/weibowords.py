"""The HTML of a Weibo post to words, whoever shows it: what the account wrote, and what it only passes on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement, tostring  # type: ignore[import-untyped]

from crawler.reading.markup import parse_fragment, text_of

# What somebody before this account wrote: it is passed on, down to the end of the text.
_FORWARDED = re.compile(r"//\s?@[^:：\s/@]{1,40}\s?[:：].*", re.DOTALL)
_REPOST_LEAD = re.compile(r"^\s*-?\s*转发\s*@?[^:：\n]{0,60}[:：]\s*")
_DEAD = "[原微博不可访问]"
_MORE = ("全文", "展开")  # the link behind words that are cut
_DOTS = re.compile(r"\s{0,9}(?:\.{3}|…)$")
# What Weibo writes for whoever reposts without a word.
_WORDLESS = frozenset(("转发微博", "轉發微博", "转发微博。", "轉發微博。", "Repost", "repost"))


@dataclass(frozen=True, slots=True)
class Words:
    """The account's own words, and whether they are all there."""

    text: str
    complete: bool = True


def own_words(tree: HtmlElement, reposts: bool = False, long: bool = False) -> Words:
    """What the account itself wrote; the tree is used up. `long`: there is more, as the platform says.

    Own words are whole where only what they pass on is cut.
    """
    text, cut = _shown(tree)
    own = _FORWARDED.sub("", text).rstrip()
    complete = len(own) < len(text) or not (cut or long)
    return Words("" if reposts and own in _WORDLESS else own, complete)


def read_words(html: str, reposts: bool = False, long: bool = False) -> Words:
    """As `own_words`, for HTML in which nothing else stands."""
    return own_words(parse_fragment(html), reposts, long)


def quoted_words(html: str) -> str:
    """All that the post which is reposted says, as far as it is shown."""
    return _shown(parse_fragment(html))[0]


def split_words(html: str) -> tuple[Words, str]:
    """(own words, words of the reposted post): RSSHub puts the latter into a <blockquote>."""
    tree = parse_fragment(html)
    quotes = tree.xpath("//blockquote")
    quoted = "\n".join(_quoted(quote) for quote in quotes)
    for quote in quotes:
        quote.drop_tree()
    return own_words(tree, bool(quotes)), quoted.strip()


def _quoted(quote: HtmlElement) -> str:
    """The words of the reposted post; a post that is gone has none, only Weibo's notice."""
    text = quoted_words(str(tostring(quote, encoding="unicode", with_tail=False)))
    return "" if _DEAD in text else _REPOST_LEAD.sub("", text)


def _shown(tree: HtmlElement) -> tuple[str, bool]:
    """The text without the link to the rest and its dots, and whether there was one: then it is cut."""
    links = tree.xpath("//a[contains(@href, '/status/')] | //span[contains(@class, 'expand')]")[-1:]
    cut = [link for link in links if str(link.text_content()).strip() in _MORE]
    for link in cut:
        link.drop_tree()
    text = text_of(tree)
    return (_DOTS.sub("", text) if cut else text), bool(cut)
