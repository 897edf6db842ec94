"""The HTML of a Weibo post to words, whoever shows it: what the account wrote, and what it only passes on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from crawler.reading.markup import LONGEST_POST, parse_fragment, take_out, text_of

# What somebody before this account wrote: it is passed on, down to the end of the text. A name may hold
# spaces, but then no hour ends it. An address is passed over; Weibo's own short ones end where words begin.
_FORWARDED = re.compile(
    r"https?://(?!t\.cn/)(?:(?!//[@＠][^\x00-\x7f])[\x21-\x7e]){1,2000}+"
    r"|(?<![:/])(//\s?[@＠](?:[^:：\s/@＠]{1,40}\s?[:：]"
    r"|[^:：\s/@＠][^:：\n/@＠]{1,39}(?:(?<![0-9])[:：]|[:：](?![0-9]))).*)",
    re.DOTALL,
)
_REPOST_LEAD = re.compile(r"^\s*-?\s*转发\s*@?[^:：\n]{0,60}[:：]\s*")
_DEAD = re.compile(r"\[原微博不可访问\]|\A[-\s]{0,9}(?:转发\s{0,9})?@(?:undefined|null)?\s?[:：]")
# What Weibo writes in the place of a post: nobody's words.
_NOTICE = re.compile(
    r"抱歉，(?:[此该]|这条)?微博|抱歉，由?于?作者(?:已?设置|的?设置)|抱歉，您?你?(?:暂时)?没有"
    r"|[此该]微博(?:已|因|不存在)|该(?:账号|帐号|用户)(?:已|因)"
)
_MORE = ("全文", "展开", "展开全文")  # the link behind words that are cut
_LEAD_ON = re.compile(r"\s{0,9}(?:\.{3}|…)\s?(?:(?:展开)?全文|展开)$")  # whatever that link's address
_DOTS = re.compile(r"\s{0,9}(?:\.{3}|…)$")
_SLASHES = re.compile(r"(?<!:)//\s?$")
_COLON = re.compile(r"\s?[:：]")
_NAME = re.compile(r"\A@[^\n:：]{1,60}[:：]\s")  # whose words a quote has, where RSSHub is told to say it
# What Weibo writes for whoever reposts without a word.
_WORDLESS = ("转发微博", "轉發微博", "转发", "轉發", "快转了", "快轉了", "repost", "reposted weibo")


@dataclass(frozen=True, slots=True)
class Words:
    """The account's own words, and whether they are all there."""

    text: str
    complete: bool = True
    ended: bool = False  # others' words follow: dots at the end are the account's own


def own_words(tree: HtmlElement, reposts: bool = False, long: bool = False) -> Words:
    """What the account itself wrote; the tree is used up. `long`: there is more, as the platform says.

    Own words are whole where only what they pass on is cut.
    """
    _end_names(tree)
    text, cut = _shown(tree)
    own = _before_others(text)
    ended = len(own) < len(text)
    wordless = reposts and own.rstrip("。.").lower() in _WORDLESS
    return Words("" if wordless else own, ended or not (cut or long), ended)


def read_words(html: str, reposts: bool = False, long: bool = False) -> Words:
    """As `own_words`, for HTML in which nothing else stands."""
    return own_words(parse_fragment(html[:LONGEST_POST]), reposts, long)


def quoted_words(html: str) -> str:
    """All that the post which is reposted says, as far as it is shown; Weibo's notices are nobody's words."""
    return _said(_shown(parse_fragment(html[:LONGEST_POST]))[0])


def split_words(html: str) -> tuple[Words, str]:
    """(own words, words of the reposted post): RSSHub puts the latter into a <blockquote>."""
    tree = parse_fragment(html[:LONGEST_POST])
    quotes = take_out(tree, tree.iter("blockquote"))
    quoted = "\n".join(_quoted(quote) for quote in quotes)
    return own_words(tree, bool(quotes)), quoted.strip()


def _quoted(quote: HtmlElement) -> str:
    """The words of the reposted post; a post that is gone has none, only Weibo's notice."""
    text, _ = _shown(quote)
    return "" if _DEAD.search(text) else _said(_REPOST_LEAD.sub("", text))


def _said(text: str) -> str:
    return "" if _NOTICE.match(_NAME.sub("", text)) else text


def _before_others(text: str) -> str:
    """Down to where the words of others begin."""
    begins = (found.start() for found in _FORWARDED.finditer(text) if found[1])
    return text[: next(begins, len(text))].rstrip()


def _end_names(tree: HtmlElement) -> None:
    """A colon behind the name that a link after // is: Weibo leaves it out at times."""
    for link in tree.iter("a"):
        before = link.getprevious()
        led = (link.getparent().text if before is None else before.tail) or ""
        named = (link.text or "").startswith(("@", "＠"))
        if named and _SLASHES.search(led[-9:]) and not _COLON.match(link.tail or ""):
            link.tail = f":{link.tail or ''}"


def _shown(tree: HtmlElement) -> tuple[str, bool]:
    """The text without the link to the rest and its dots, and whether there was one: then it is cut."""
    links = [link for link in tree.iter("a", "span") if _leads_on(link)][-1:]
    cut = [link for link in links if str(link.text_content()).strip() in _MORE]
    take_out(tree, cut)
    last = next(iter(list(tree.iter("a"))[-1:]), None)
    named = last is not None and str(last.text_content()).strip() in _MORE
    text = text_of(tree)
    if cut:
        return _DOTS.sub("", text), True
    found = _LEAD_ON.search(text) if named else None
    return (text[: found.start()], True) if found else (text, False)


def _leads_on(link: HtmlElement) -> bool:
    return "/status/" in link.get("href", "") if link.tag == "a" else "expand" in link.get("class", "")
