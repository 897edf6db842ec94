"""What may stand in files of Sources, and what can be wrong there; docs/sources.md says the same."""

from __future__ import annotations

CODES = {
    "S201": "not an http or https address",
    "S202": "not a network in CIDR form",
    "S203": "not a period, not a cron line, or both",
    "S204": "an id that is taken, or not fit for one",
    "S205": "no bundled site has this id",
    "S206": "an unknown word where only some are possible",
    "S207": "an unknown time zone",
    "S208": "something is missing",
    "S209": "a page object that cannot be loaded",
    "S210": "CSS that cannot be read",
    "S211": "not a domain; or a warning: a site of which only the domain is known",
    "S212": "not a day and not `never`",
    "S213": "a format that its platform does not welcome, without `direct: true`",
    "S214": "a contact that cannot be told to a server",
    "S215": "more often than the platform bears",
    "S216": "a warning: nobody has an account that this mirror shows",
    "S217": "a warning: an account whose id cannot be one, which is left out",
}

_WHEN = {
    "every": "how often to poll: `30s`, `15m`, `1h`; 15m if neither this nor `cron` is there",
    "cron": 'or a cron line of five fields: `"*/5 8-20 * * 1-5"`',
    "timezone": "the time zone of the cron line; UTC if not there",
    "allow_private": "private networks that this one may be connected to at, as `[10.0.0.0/8]`",
}
SITE_KEYS = {
    "id": "short and lasting: letters, digits, `.`, `_` and `-`",
    "name": "the outlet as alerts show it",
    "lang": "the language of its articles: `en`, `zh`",
    "zone": "the time zone of dates that name none; UTC if not there",
    "tier": "1, 2 or 3: how close to the events it reports; what `sources:` of a watch asks for",
    "kind": "`outlet`, or `aggregator` where it mostly shows what others have written; outlet if not there",
    "about": "what it covers: cars, phones, chips, business, technology, world",
    "domain": "its host alone, where no address is known yet: its home page is read as a list",
    "feeds": "addresses of feeds: RSS, Atom, RDF or JSON Feed",
    "sitemap": "the address of a news sitemap, or several",
    "list": "a page that lists articles: its `url`, and `links` where their look is not enough",
    "browser": "`true` where its pages need JavaScript: a Chromium renders them",
    **_WHEN,
    "page": "an own page object, `crawler.pages.sina:SinaArticle`; only for awkward sites",
    "checked": "the day when its addresses last worked, or `never`",
    "read_at": "where its addresses were read",
}
LIST_KEYS = {
    "url": "the page's address",
    "links": "CSS of the links to articles, or of elements that hold one; without it, by their look",
}
MIRROR_KEYS = {
    "name": "short and lasting: letters, digits, `.`, `_` and `-`",
    "format": "what the mirror speaks: one of those below",
    "url": "the mirror's address, without the path to an account; some formats need none",
    "direct": "`true` for a platform that does not welcome it: you have read what that means",
    "contact": "for a platform that wants to know who asks: your e-mail address, or a page; it is sent along",
    "always": "`true` to be asked beside the mirrors before it, not only in their place",
    **_WHEN,
}
