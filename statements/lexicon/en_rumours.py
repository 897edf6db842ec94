"""English words for what others are said to have said, and for answering it. Data only."""

from __future__ import annotations

import re

from statements.lexicon import words

_HEARD = r"(?:rumou?rs?|speculation|talk|chatter|gossip|whispers?|hearsay|conjectures?|buzz|scuttlebutt)"
_REPORTED = (
    r"(?:reports?|reporting|story|stories|articles?|claims?|allegations?|accusations?|suggestions?|"
    r"assertions?|"
    r"insinuations?|leaks?|posts?|headlines|narratives?|hoax)"
)
_CIRCULATION = (
    r"(?: (?:\w+ly )?(?:circulating|swirling|spreading|doing the rounds|going around|published|carried|"
    r"posted|floating|made|emerging|that emerged|which emerged|in (?:the )?(?:\w+ ){0,3}(?:press|media|"
    r"newspapers?|market)|on (?:social media|the internet|[A-Z]\w+)|by (?:[\w’'&.-]+ ){1,4}?|online|"
    r"this week|last week|(?:on|since|last) \w+day)){0,3}"
)
_LINK = (
    r"(?:that|of|about|on(?! (?:\w+day|social|the internet|(?-i:[A-Z])\w+,))|over|regarding|surrounding|"
    r"concerning|around|as to|suggesting|saying|claiming|alleging|asserting|indicating|stating|hinting|"
    r"linking|"
    r"which (?:said|claimed|alleged|suggested)|(?=(?:it|they|he|she|its|their|his|her) ))"
)

# "(gossip) (about) a merger in Turin": what is between the noun and its link says where it goes round
HEARD = re.compile(
    r"(?:(?<=response to )|(?<=responding to )|(?<=reacting to )|(?<=reaction to )|(?<=contrary to )|"
    r"(?<=end to )|"
    r"(?<=due to )|(?<=answer to )|(?<=reply to )|(?<!to )(?<!ll )(?<!we )(?<!you )(?<!they )(?<!not ))"
    rf"\b{_HEARD}{_CIRCULATION},? {_LINK}\b",
    re.IGNORECASE,
)
# Of a report one speaks for other reasons too: only a sentence that answers it makes it a rumour
REPORTED = re.compile(rf"(?<!according to )\b{_REPORTED}{_CIRCULATION},? {_LINK}\b", re.IGNORECASE)
# "a takeover rumour", "the merger gossip", behind a determiner; not "the morning papers"
BEFORE = re.compile(
    r"\b(?:the|a|any|these|those|such|recent|persistent) (?P<what>(?:[\w’'-]+ ){1,4})"
    r"(?:rumou?rs?|speculation|gossip|chatter|talk)\b",
    re.IGNORECASE,
)
# Words before such a noun that say where it comes from, and nothing of what it is
PLAIN = frozenset(
    words(
        """market media press newspaper online recent latest persistent growing widespread social internet
        web local foreign industry false fresh mounting renewed idle wild baseless pure earlier previous such
        small loose street town city wall of the swirling circulating malicious ongoing more further much"""
    )
)
# "was reported to be weighing a bid", "is rumoured to", "had reportedly agreed"
VERBS = re.compile(
    r"\b(?:rumou?red|reported|alleged|tipped|speculated|whispered|believed|thought) (?:to|that)\b|"
    r"\breportedly\b",
    re.IGNORECASE,
)
# What the words about it do not belong to any more
END = re.compile(
    r"[;:!?—–“”\"()\n]|\.(?!\w)|, (?!(?:where|which is|a|an|the) )|,? (?:and|but|as|while|when|after|before|"
    r"saying|telling|"
    r"calling|adding|insisting|stressing|describing) |"
    r" (?:spread|circulat\w+|surfaced|emerged|swirl\w+|resurfaced|made the rounds|did the rounds|went viral|"
    r"broke|"
    r"(?:was|were|is|are|as|had been|has been) (?:\w+ly )?(?:false|untrue|fake|baseless|unfounded|groundless|"
    r"wrong|inaccurate|incorrect|nonsense|fabricated|made up|fiction|premature|wide of|exaggerated|a lie|"
    r"rubbish|pure|not true))\b",
    re.IGNORECASE,
)

# The sentence answers what it names
ANSWERS = re.compile(
    r"\b(?:(?:in |by way of )?(?:response|responding|responds?|responded|reacting|reacts?|reacted|reaction|"
    r"repl(?:y|"
    r"ying|ies|ied)|answer(?:s|ed|ing)?) to|answer(?:s|ed|ing)?|"
    r"den(?:y|ies|ied|ying|ials?)|dismiss\w*|reject\w*|refut\w+|rebut\w*|rebuff\w*|repudiat\w+|disput\w+|"
    r"contradict\w*|debunk\w*|disavow\w*|quash\w*|scotch(?:ed|es|ing)?|squelch\w*|squash\w*|rubbish(?:ed|es|"
    r"ing)|"
    r"sho(?:o?t|oting|oots) down|knock\w* down|play\w* down|downplay\w*|(?:brush|laugh|wave|shrug|swat|bat|"
    r"fend)\w* "
    r"(?:off|aside|away)|pour\w* (?:cold )?(?:water|scorn) on|put\w* (?:paid|an end|a stop|to rest)|"
    r"put\w* \w+ "
    r"(?:\w+ ){0,3}to (?:rest|bed)|end(?:s|ed|ing)|lays? to rest|laid to rest|push\w* back|hit\w* back|"
    r"hits? out|"
    r"lash\w* out|address(?:es|ed|ing)?|comment(?:s|ed|ing)? on|ask(?:ed)? (?:about|by|whether|if|on)|"
    r"question(?:ed|s) (?:about|on|over)|press(?:ed)? (?:about|on|over)|quizz?(?:ed)? (?:about|on|over)|"
    r"confirm\w*|acknowledg\w*|admit\w*|clarif\w+|clear(?:s|ed|ing)? (?:the air|up)|contrary to|said of|"
    r"says of|"
    r"spoke of|spoke about|(?:call|describ|brand|label|term|dubb)(?:s|es|ed|ing|led|ling) (?:the|such|these|"
    r"those|"
    r"any|all|recent|media|press)|no truth|nothing (?:in|to)|untrue|false|fake|"
    r"baseless|unfounded|groundless|nonsense|fabricated|fiction)\b",
    re.IGNORECASE,
)
# Between what goes round and the saying these make an answer of it
AMID = re.compile(
    r"\b(?:amid(?:st)?|following|after|despite|leading to|sparking|prompting|fuelling|fueling)\b",
    re.IGNORECASE,
)
# It speaks of what the sentence before has told
REFERS = re.compile(
    r"\b(?:(?:the|these|those|this|that|such|all|any|both) (?:\w+ ){0,2}(?:rumou?rs?|speculation|talk|"
    r"reports?|"
    r"claims?|stor(?:y|ies)|allegations?|suggestions?|accusations?|chatter|gossip|idea|notion|plan|move|deal|"
    r"matter)|(?:den(?:y|ies|ied|ying)|dismiss\w*|reject\w*|refut\w+|disput\w+|confirm\w*|call(?:s|ed)|"
    r"scotch\w+|quash\w+) (?:it|that|this|them|these|those|all)|in response|"
    r"responding|asked about|this was|that was|it was|nothing of the (?:sort|kind)|no such)\b",
    re.IGNORECASE,
)
# A sentence behind the words that says what they answered
ANSWERED = re.compile(
    r"\b(?:(?:the )?(?:comments?|remarks?|statement|denial|response|post|reply|words|clarification|"
    r"confirmation) "
    r"(?:\w+ ){0,4}?(?:come|comes|came|follow(?:s|ed)?|respond(?:s|ed)|answer(?:s|ed)|address(?:es|ed)?)|"
    r"(?:was|were|is) (?:responding|reacting|replying|answering|speaking in response)|had been asked|"
    r"was asked)\b",
    re.IGNORECASE,
)
