"""What stands around an article's text and is not its text: credits, related news, sharing buttons, adverts.

A related headline that quotes somebody would become a Statement.
"""

from __future__ import annotations

from itertools import dropwhile

from crawler.pages.blocks import Block, Box, Outline, prose_of
from crawler.pages.speech import ends_sentence, is_quotation, is_speech

_NAMES_OF_FURNITURE = """
related recommend recommended recommendation recommendations recirculation recirc tuijian
xiangguan popular trending ranking latest readmore outbrain taboola gallery slideshow carousel slider
lightbox player comment comments commentlist disqus pinglun feedback quiz share sharing shares social
fenxiang follow qrcode printer newsletter newsletters subscribe subscription signup signin login register
cookie cookies consent gdpr advert adverts ad ads advertisement advertising sponsor sponsored promo promos
placeholder callout factbox infobox sidebar footer nav navigation menu breadcrumb breadcrumbs pagination
pager widget widgets toolbar tooltip modal popup caption captions credit credits author authors byline
bylines bio date dateline published timestamp meta metadata label tags keywords disclaimer copyright
hidden visuallyhidden sronly screenreader screenreadertext
"""
_NAMES = frozenset(_NAMES_OF_FURNITURE.split())
_NAMES_THAT_TELL_OF_A_SENTENCE = """
related recommend recommended recommendation recommendations recirculation recirc tuijian xiangguan popular
trending readmore outbrain taboola newsletter newsletters subscribe subscription signup cookie cookies consent
gdpr advert adverts ad ads advertisement advertising sponsor sponsored promo promos disclaimer copyright
caption captions credit credits byline bylines slideshow gallery
"""
_STRONG = frozenset(_NAMES_THAT_TELL_OF_A_SENTENCE.split())
_TAGS = frozenset(
    ("aside", "nav", "footer", "form", "figure", "figcaption", "fieldset", "label", "caption", "address")
)
_MOST = 0.7  # of a page's text: what bears a name that all of it bears is no furniture
_COMMENTS = 0.95  # the same of comments, which are often longer than the article
_LINKED = 0.3  # that share of a box within links makes it a list of them
_FRAMES = frozenset(("div", "td", "section", "center"))
_CAPTION = 250  # of weight: a box with pictures, no paragraph and less text than that shows pictures


def is_furniture_name(names: frozenset[str]) -> bool:
    return not _NAMES.isdisjoint(names)


def furniture_in(outline: Outline) -> list[bool]:
    """For every box, by its index: is it furniture by its name or kind, or within such a box?"""
    prose = outline.masses(prose_of)
    captions = _captions(outline, prose)
    telling = _telling_names(outline)
    sentences, parts, quoting = _sentences(outline), _parts(outline, prose), _quoting_figures(outline)
    found: list[bool] = []
    for box in outline.boxes:
        names = telling & _STRONG if box in sentences else telling
        named = box not in parts and not names.isdisjoint(box.names)
        aside = box.tag in _TAGS and prose[box.index] < _MOST * prose[0] and box not in quoting
        found.append(
            named or aside or captions[box.index] or (box.parent is not None and found[box.parent.index])
        )
    return found


def _sentences(outline: Outline) -> set[Box]:
    """Boxes of a single unlinked block: a <p> that is a sentence, or any that quotes somebody."""
    counts = outline.masses(lambda _: 1)
    return {
        block.box
        for block in outline.blocks
        if counts[block.box.index] == 1
        and block.linked < _LINKED
        and (ends_sentence(block.text) if block.box.tag == "p" else is_quotation(block.text))
    }


def _parts(outline: Outline, prose: list[int]) -> set[Box]:
    """Boxes of prose that bear all the names of a sibling that is prose as well, and others besides."""
    linked = outline.masses(lambda block: int(block.linked * block.weight))
    weights = outline.masses(lambda block: block.weight)
    unlinked = [one < _LINKED * all_of for one, all_of in zip(linked, weights, strict=True)]
    texts = [box for box in outline.boxes if prose[box.index] and unlinked[box.index]]
    plain = {(box.parent, box.tag, box.names) for box in texts if box.names and _NAMES.isdisjoint(box.names)}
    return {box for box in texts if (box.parent, box.tag, box.names - _NAMES) in plain}


def _quoting_figures(outline: Outline) -> set[Box]:
    """Figures that show a quotation, not a picture."""
    quotes = (box for box in outline.boxes if box.tag == "blockquote")
    return {outer for box in quotes for outer in box.within() if outer.tag == "figure"}


def _telling_names(outline: Outline) -> set[str]:
    """The furniture's names that do not stand over most of the page's own text."""
    borne: list[frozenset[str]] = []
    for box in outline.boxes:
        above = borne[box.parent.index] if box.parent else frozenset()
        borne.append(above | (box.names & _NAMES))
    mass = dict.fromkeys(_NAMES, 0)
    for block in outline.blocks:
        for name in borne[block.box.index]:
            mass[name] += prose_of(block)
    total = sum(map(prose_of, outline.blocks))
    first = _first_sentence(outline)
    if first is not None and not any("comment" in name for name in borne[first.box.index]):
        mass.update({name: 0 for name in _NAMES if "comment" in name})
    return {name for name in _NAMES if mass[name] <= total * (_COMMENTS if "comment" in name else _MOST)}


def _first_sentence(outline: Outline) -> Block | None:
    """Below the main heading; None where there is no heading. What it stands in are no comments."""
    below = dropwhile(lambda block: block.box.tag != "h1", outline.blocks)
    return next((block for block in below if block.prose), None)


def _captions(outline: Outline, prose: list[int]) -> list[bool]:
    """For every box, by its index: is it there to show pictures?"""
    text = outline.masses(lambda block: block.weight)
    pictures = [box.index in outline.pictured for box in outline.boxes]
    for box in reversed(outline.boxes):
        if box.parent is not None:
            pictures[box.parent.index] |= pictures[box.index]
    said = outline.masses(lambda block: is_speech(block.text))
    telling = {_form(box) for box in outline.boxes if pictures[box.index] and prose[box.index]}
    return [
        box.tag in _FRAMES
        and pictures[box.index]
        and not (prose[box.index] or said[box.index])
        and text[box.index] < _CAPTION
        and _form(box) not in telling
        for box in outline.boxes
    ]


def _form(box: Box) -> tuple[Box | None, str, frozenset[str]]:
    """What it has in common with siblings of its kind."""
    return box.parent, box.tag, box.names
