"""English words that tell where something was said: patterns for what stands around the cue. Data only.

A capital in a pattern is needed: "told the Post" is an interview, "in a post" is none.
"""

from __future__ import annotations

import re

from record.types import Venue

_OUTLETS = (
    r"(?:Reuters|Bloomberg|Axios|Politico|Forbes|Fortune|Wired|Vox|Variety|Xinhua|Nikkei|Handelsblatt|"
    r"Bild|Spiegel|Yahoo|Insider|Newsweek|Barron['’]s|Autocar|TechCrunch|Quartz|Vogue|Playboy|Semafor|Sky "
    r"News|Al Jazeera|Metro|Fox|Caixin|Euronews|Automotive News|Le Monde|Les Echos|El Pa[ií]s|El Mundo|"
    r"Die Zeit|[A-Z]{2,5}|(?:[A-Z][\w’'&.-]* ){0,4}(?:News|Times|Journal|Magazine|magazine|Radio|radio|TV|"
    r"television|Television|Press|Post|Telegraph|Guardian|Herald|Tribune|Gazette|Chronicle|Courier|"
    r"Observer|Sun|Mirror|Mail|Standard|Star|Globe|Daily|Weekly|Review|Network|Broadcasting|newspaper|"
    r"podcast|Podcast|Today|Street Journal))"
)
_PRESS = (
    r"(?:reporters|journalists|us|me|(?:this|our) (?:paper|newspaper|publication|website|outlet|reporter)|"
    r"media|the (?:media|press|newspaper|paper|magazine|broadcaster|outlet|publication|station|programme|"
    r"program|website|news agency|agency))"
)
_HOUSES = (
    r"(?:lawmakers|legislators|senators|delegates|attendees|supporters|shareholders|parliament|Parliament|"
    r"Congress|MPs|(?:the|a|an) (?:\w+ ){0,2}(?:audience|crowd|conference|forum|summit|committee|Senate|"
    r"House|court|jury|hearing|panel|rally|meeting|assembly|council|inquiry|parliament|chamber|gathering|"
    r"congress))"
)
_GATHERINGS = (
    r"(?:conference|summit|forum|event|rally|hearing|meeting|gala|panel|expo|symposium|seminar|ceremony|"
    r"launch|convention|congress|debate|workshop|webinar|webcast|livestream|presentation|show|luncheon|"
    r"dinner|gathering|inauguration|unveiling|roundtable|town hall|trade fair|fair|festival|session|trial|"
    r"briefing)"
)

# The first that fits counts: "told CNBC at the summit" is an interview, "told reporters there" none
VENUES: tuple[tuple[Venue, re.Pattern[str]], ...] = (
    ("weibo", re.compile(r"(?i:\bweibo\b)")),
    (
        "call",
        re.compile(
            r"(?i:\b(?:earnings|results|analysts?|investors?|quarterly|shareholder) (?:conference "
            r")?(?:call|conference)\b|\bconference call(?! with (?:the )?(?:media|reporters|journalists|"
            r"press))|\b(?:on|during|joined|opened|told) the call\b|\bcall with (?:\w+ )?(?:analysts|"
            r"investors|shareholders)\b)"
        ),
    ),
    (
        "post",
        re.compile(
            r"(?i:\b(?:tweet|retweet)\w*|\bblogs?\b|\bblog ?posts?\b|\bsocial media\b|\b(?:truth social|"
            r"instagram|facebook|linkedin|reddit|tumblr|wechat|tiktok|douyin|youtube|bluesky|mastodon|"
            r"substack|snapchat|xiaohongshu|zhihu|twitter)\b)|\b(?:on|to) (?:X|Threads|Telegram|Medium|"
            r"Signal|Discord)\b|\bX post\b|\bpost(?:s|ing|ings)?\b(?! (?:office|war|of)\b)|"
            r"\b(?:re)?posted\b(?! (?:an? |its |their |record |strong |net |\d))|\b(?:in|under) the "
            r"caption\b"
        ),
    ),
    (
        "event",
        re.compile(rf"\b(?:told|tells|telling|addressed|addressing) {_HOUSES}"),
    ),
    (
        "interview",
        re.compile(
            r"(?i:\binterview(?:s|ed|ing)?\b|\bpodcast\b|\bsat down with\b|\bin conversation with\b|\bq&a\b)|"
            rf"\b(?:told|tells|telling|informed) (?:the |The |[A-Z]\w+ outlet |news site |news agency "
            rf")?{_OUTLETS}(?![\w’'])|"
            r"\b(?:told|tells) (?:the|The) [A-Z][\w’'&.-]*(?: [A-Z][\w’'&.-]*){0,3}(?![\w’'])|"
            rf"\b(?:speaking|spoke|speaks|talking|talked) (?:\w+ )?(?:to|with) (?:the |The "
            rf")?{_OUTLETS}(?![\w’'])"
        ),
    ),
    (
        "event",
        re.compile(
            r"(?i:\b(?:news|press) conference\b|\bpresser\b|\bfireside chat\b|\bkeynote\b|\bspeech\b|\bon "
            r"stage\b|\bonstage\b|\bteleconference\b|\bpodium\b|\btestimony\b|\btestif(?:y|ied|ying)\b|"
            r"\b(?:auto|motor|air) ?show\b|\btown hall\b|\bannual (?:general )?meeting\b|\bremarks (?:at|"
            r"to|before|in|on)\b|\bconference call\b|\bbriefing\b|\bin (?:an|his|her|their) (?:opening |"
            r"closing |televised |inaugural |national )?(?:address|remarks|sermon|lecture|toast|eulogy|"
            r"presentation)\b|\baddress(?:ing)? to\b)|"
            rf"\b(?:at|during|in|attending|addressing) (?:(?:a|an|the|its|his|her|their|last|this|"
            rf"Tuesday['’]s|Monday['’]s|"
            r"Wednesday['’]s|Thursday['’]s|Friday['’]s|[A-Z][\w’'&-]*) )(?:[\w’'&,-]+ ){0,4}"
            rf"{_GATHERINGS}\b|\bvisiting (?:[\w’'&-]+ ){{1,3}}(?:conference|summit|forum)\b"
        ),
    ),
    (
        "interview",
        re.compile(
            rf"\b(?:told|tells|telling|informed) (?:[A-Z]\w+['’]s )?{_PRESS}(?![\w’'])|\b(?:speaking|"
            rf"spoke|speaks|talking|talked) (?:\w+ )?(?:to|with) {_PRESS}(?![\w’'])"
        ),
    ),
    (
        "release",
        re.compile(
            r"(?i:\b(?:statement|(?:press|news) release|filing|memo|memorandum|e-?mail(?:s|ed)?|letter|"
            r"white paper|prospectus|communiqu[eé]|service announcement|research note|newsletter|note to "
            r"(?:clients|investors|staff|employees)|court (?:papers|documents))\b|\b(?:in|an?) (?:\w+ "
            r"){0,2}(?:report|announcement|disclosure)\b|\breport (?:from|by|on|issued)\b|\bon (?:its|"
            r"their|his|her|the company['’]s) website\b)"
        ),
    ),
)
