"""What stands around an article's text and is not its text: credits, related news, sharing buttons, adverts.

A related headline that quotes somebody would become a Statement.
"""

from __future__ import annotations

from crawler.pages.blocks import Outline, prose_of

_NAMES_OF_FURNITURE = """
related recommend recommended recommendation recommendations recirculation recirc correlation tuijian
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
_TAGS = frozenset(
    ("aside", "nav", "footer", "form", "figure", "figcaption", "fieldset", "label", "caption", "address")
)
_MOST = 0.7  # of a page's text: what bears a name that all of it bears is no furniture
_COMMENTS = 0.95  # the same of comments, which are often longer than the article
_FRAMES = frozenset(("div", "td", "section", "center"))
_CAPTION = 250  # of weight: a box with pictures, no paragraph and less text than that shows pictures


def is_furniture_name(names: frozenset[str]) -> bool:
    return not _NAMES.isdisjoint(names)


def furniture_in(outline: Outline) -> list[bool]:
    """For every box, by its index: is it furniture by its name or kind, or within such a box?"""
    prose = outline.masses(prose_of)
    captions = _captions(outline, prose)
    telling = _telling_names(outline)
    found: list[bool] = []
    for box in outline.boxes:
        named = not telling.isdisjoint(box.names)
        aside = box.tag in _TAGS and prose[box.index] < _MOST * prose[0]
        found.append(
            named or aside or captions[box.index] or (box.parent is not None and found[box.parent.index])
        )
    return found


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
    return {name for name in _NAMES if mass[name] <= total * (_COMMENTS if "comment" in name else _MOST)}


def _captions(outline: Outline, prose: list[int]) -> list[bool]:
    """For every box, by its index: is it there to show pictures?"""
    text = outline.masses(lambda block: block.weight)
    pictures = [box.index in outline.pictured for box in outline.boxes]
    for box in reversed(outline.boxes):
        if box.parent is not None:
            pictures[box.parent.index] |= pictures[box.index]
    return [
        box.tag in _FRAMES and pictures[box.index] and not prose[box.index] and text[box.index] < _CAPTION
        for box in outline.boxes
    ]
