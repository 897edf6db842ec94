"""English words that show what a speaker does: negation, plans, judgement, demands. Data only."""

import re

_NEGATOR = r"(?:no|not|never|none|nor|neither|nobody|nothing|cannot|\w+n['’]t|no longer|nowhere)"
_PLANS = (
    r"(?:plan(?:s|ned|ning)?|intention\w*|intend\w*|consider(?:s|ed|ing)?|foray|enter(?:s|ed|ing)?|talks|negotiat\w+|discuss\w*|launch\w*|"
    r"sell\w*|"
    r"deal|partnership|partner\w*|collaborat\w+|cooperat\w+|agreement|com(?:e|ing) to|going to|expan\w+|"
    r"acqui\w+|merge\w*|"
    r"joint venture|work\w* (?:with|on)|sa(?:y|id|ying)|truth|tru?e|correct|accurate|happen\w*|involved|"
    r"build\w*|"
    r"rais\w+|cuts?|cutting|lay-?offs?|laying|bring\w*|contact|interest\w*|roadmap|agenda|timetable|schedule\w*|export\w*|"
    r"offer\w*)"
)

NOT = re.compile(rf"\b(?:{_NEGATOR}|denied|denies|unlikely|ruled? out)\b", re.IGNORECASE)
IDLE = re.compile(
    r"\bnot (?:only|just|merely|simply|to mention|least)\b|\bno (?:doubt|wonder|matter|less|fewer|later|"
    r"sooner|one)\b|"
    r"\bno\. ?\d|\bno\.? ?1\b|\b(?:why|if|or) not\b|\bnothing but\b|\bnone other\b|"
    r"\b(?:can(?:no|['’])t|cannot|couldn['’]t) (?:wait|help)\b|\bwhy (?:don|wouldn|shouldn|isn|aren)['’]t\b",
    re.IGNORECASE,
)
CONDITION = re.compile(r"\b(?:if|unless|whether)\b[^,.;”\"]{0,200}", re.IGNORECASE)
FALSE = re.compile(
    r"\b(?:false|untrue|fake|fabricated|baseless|unfounded|groundless|fictitious|pure speculation|"
    r"without (?:foundation|merit|basis)|made[- ]up|nonsense|incorrect|inaccurate|hoax)\b",
    re.IGNORECASE,
)
REFUSED = re.compile(
    rf"\b(?:{_NEGATOR})\b(?:[^\w.;!?]+[\w’'-]+){{0,7}}?[^\w.;!?]+{_PLANS}\b|\brul(?:ed?|ing) out\b|"
    rf"\bunlikely to\b",
    re.IGNORECASE,
)
FUTURE = re.compile(
    r"\bwill\b|['’]ll\b|\bgoing to\b|\b(?:plan|hope|intend|aim|want|expect)(?:s|ed|ing)? to\b|\bweighing\b|"
    r"\bwould (?!have|be like|not)\w+",
    re.IGNORECASE,
)
OWN = re.compile(
    r"\b(?:we|I|our|us|the company|the automaker|the government|it|its|my)\b|['’]ll\b", re.IGNORECASE
)
ASK = re.compile(
    r"^[“\"']?(?:please|let['’]?s)\b|\b(?:we|I) (?:demand|urge|call (?:on|for))\b|\bshould be respected\b",
    re.IGNORECASE,
)
JUDGE = re.compile(
    r"\b(?:great|best|worst|terrible|horrible|excellent|amazing|incredible|outstanding|impressive|"
    r"impressed|proud|"
    r"love|hate|admir\w+|beautiful|stupid|shame|disgrace\w*|unacceptable|wonderful|fantastic|brilliant|neat|"
    r"disappoint\w+|(?:have|lot of) concerns|unbelievable|grateful|thank|mistake|remarkable|humbling|dream|"
    r"far superior|world-class|favou?rite|unfair|ridiculous|garbage|admiration|sceptical|skeptical|"
    r"very much against|"
    r"existential threat|ahead of us|behind us|missed the mark|intrigued|makes? sense|best-in-class|awful|"
    r"perfect)\b",
    re.IGNORECASE,
)
