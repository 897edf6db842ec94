"""English words by which somebody takes back, corrects or moves what was said before. Data only."""

from __future__ import annotations

import re

_SAYING = (
    r"(?:say|deny|rul|insist|promis|vow|pledg|call|dismiss|reject|claim|announc|declar|stat|swear|assur|tell|"
    r"reject|predict|forecast|confirm|maintain|hint|suggest|signal|guarantee)\w*"
)
_SAID = (
    r"(?:said|denied|ruled out|insisted|promised|vowed|pledged|called|dismissed|rejected|claimed|announced|"
    r"declared|stated|sworn|assured|told|predicted|forecast|confirmed|maintained|hinted|suggested|signalled|"
    r"signaled|guaranteed|targeted|aimed|planned|expected|put)"
)
_TARGET = (
    r"(?:target|goal|forecast|guidance|outlook|estimate|figure|number|date|deadline|launch|plan|promise|"
    r"pledge|"
    r"timetable|schedule|budget|opening|start|release|delivery|deliveries|shipments?|filing|rollout|"
    r"ambition)s?"
)

# The words before are taken back, or said to have been wrong
TAKEN_BACK = re.compile(
    r"\b(?:walk(?:s|ed|ing)? back|row(?:s|ed|ing)? back|roll(?:s|ed|ing)? back|climb(?:s|ed|ing)? down|"
    r"back(?:s|ed|ing)? (?:down|away|off|out)|back-?ped\w+|back-?track\w*|u-turns?|about-(?:face|turn)|"
    r"volte-face|(?:chang|revers)(?:es?|ed|ing) (?:his|her|its|their|my|our) (?:mind|tune|course|stance|"
    r"position|decision|mind)|chang(?:es?|ed|ing) (?:course|tack|tune)|(?:reverse|reverses|reversed|"
    r"reversing) "
    r"(?:course|himself|herself|itself|an earlier|a previous|the decision)|change of (?:heart|mind|tack|"
    r"plan)|"
    r"retract\w*|recant\w*|renege\w*|withdr[ae]w\w* (?:his|her|its|their|my|the) (?:remarks?|words|statement|"
    r"comments?|claim)|(?:tak|took)\w* (?:it|that|this|back|my words|his words|her words)(?: all)? back|"
    r"(?:tak|took)\w* back|go(?:es|ing)? back on|went back on|broke(?:n)? (?:his|her|its|their|a|the|my|our) "
    r"(?:word|promise|pledge|vow)|broken (?:word|promise|pledge|vow)|eat\w* (?:his|her|my|"
    r"their) (?:own )?words|"
    r"contradict\w*|in a reversal|reversal of|flip-?flop\w*|did an about|"
    r"mis-?spoke\w*|mis-?speak\w*|slip of the tongue|(?:was|were|am|been) (?:wrong|mistaken|in error|"
    r"misquoted)|"
    r"got (?:it|that|this) wrong|(?:my|our|his|her|their) (?:mistake|error)|correct(?:s|ed|ing)? (?:my|him|"
    r"her|"
    r"it|them|our)sel\w+|correct(?:s|ed|ing)? (?:an? |the |his |her |its |their |my |our )(?:earlier |"
    r"previous |"
    r"own )?(?:\w+ )?(?:statement|remark|figure|number|claim|record|words)|set the record straight|"
    r"correction|erratum|apologi\w+ for|forget what|ignore what|disregard what|so much for|second thoughts|"
    r"think again)\b",
    re.IGNORECASE,
)
# A plan ends
ENDED = re.compile(
    r"\b(?:scrap(?:s|ped|ping)?|shelv(?:es?|ed|ing)|abandon(?:s|ed|ing)?|ditch(?:es|ed|ing)?|ax(?:es|ed|ing)|"
    r"drop(?:s|ped|ping) (?:the |its |his |her |their |our |all )?(?:\w+ ){0,3}(?:plan|target|goal|launch|"
    r"pledge|idea|project)\w*|call(?:s|ed|ing)? off|pull(?:s|ed|ing)? the plug|cancel(?:s|led|ling|ed|ing)?|"
    r"no longer|not any ?more|not any longer|kill(?:s|ed|ing)? (?:off )?(?:the|its|his|her|their)|"
    r"off the table|"
    r"dead|put on ice|on hold)\b",
    re.IGNORECASE,
)
# A date, a number or a plan is moved
MOVED = re.compile(
    rf"\b(?:delay\w*|postpon\w*|defer(?:s|red|ring)|put(?:s|ting)? (?:\w+ ){{0,4}}?(?:off|back)|push(?:es|"
    rf"ed|ing)? "
    rf"(?:\w+ ){{0,4}}?(?:back|out|to)|slip(?:s|ped|ping)?(?: back)? (?:to|into|by)|slid(?:es?|ing)? (?:to|"
    rf"into)|"
    rf"shift(?:s|ed|ing)? (?:\w+ ){{0,3}}?(?:date|deadline|to)|mov(?:es|ed|ing|e) (?:\w+ ){{0,4}}?(?:to|back|"
    rf"forward)|bring(?:s|ing)? (?:\w+ ){{0,4}}?forward|brought (?:\w+ ){{0,4}}?forward|later than|"
    rf"sooner than|"
    rf"(?:rais|lift|cut|lower|trim|slash|boost|increas|reduc|revis|updat|halv|doubl|downgrad|upgrad|adjust|"
    rf"rais|chang|amend|alter|scal)\w* (?:\w+ |['’]s ){{0,4}}?{_TARGET}|scal(?:es|ed|ing) (?:back|down)|"
    rf"revis(?:es|ed|ing|ion)|instead of|rather than|not the|up from|down from|make that|"
    r"not [^.,;]{1,40},? but |, not (?:in )?(?:the )?[\w$€£%.]+|higher than (?:he|she|it|they) (?:had|first)|"
    r"holdup|setback|pencilled in)\b|\b, not \d",
    re.IGNORECASE,
)
# It is set beside what was said before
RECALLED = re.compile(
    rf"\b(?:(?:hours?|days?|weeks?|months?|fortnight|year) after (?:{_SAYING}|(?:he|she|it|they|"
    rf"[A-Z]\w+) {_SAID})|"
    rf"after (?:having )?(?:previously |earlier |first |initially |repeatedly |long )?(?:saying|denying|"
    rf"ruling|"
    rf"insisting|promising|vowing|pledging|calling|dismissing|rejecting|claiming|announcing|declaring|"
    rf"telling|"
    rf"predicting)|had (?:\w+ly |once |first |long |twice |earlier |just )?{_SAID}|"
    # "has said" alone is how a paper reports what is said today
    rf"(?:has|have) (?:previously|earlier|repeatedly|initially|originally|formerly|once|first|long|twice) "
    rf"{_SAID}|"
    rf"(?:previously|earlier|originally|initially|once|formerly|first|before) {_SAID}|"
    rf"{_SAID} (?:earlier|previously|before|last (?:week|month|year)|only|just|a (?:week|month)|(?:two|"
    rf"three|four|"
    r"six|\d+) (?:days|weeks|months))|(?:weeks?|days?|months?) (?:ago|earlier|before)|last (?:week|month)|"
    r"earlier this (?:week|month|year)|now (?:say|admit|conced|accept|acknowledg|claim|insist|talk|expect|"
    r"want|"
    r"plan|see|confirm|promis|find|put)\w*|(?:admit|conced|acknowledg|confess|own)\w* (?:up )?(?:that|to|it|"
    r"now|"
    r"himself|herself|on)|(?:contrary to|despite|in contrast to|having|in spite of|at odds with) "
    r"(?:his|her|its|their|an?|the|previous|earlier|what)|was the promise|used to|after all|clarif\w+|"
    r"yes, (?:it is|it['’]s|we are) true|ok, yes|it is true)\b",
    re.IGNORECASE,
)
# One more than those that were spoken of
FURTHER = re.compile(
    r"\b(?:another|additional\w*|further|more|second|extra|again|as well|too|also)\b", re.IGNORECASE
)
# A number is no more than hinted at, or a bound of it
ROUGHLY = re.compile(
    r"\b(?:dozens|scores|hundreds|thousands|millions|billions|several|some|many|few|tens of|"
    r"(?:more|less|fewer) than|over|under|below|above|at (?:least|most)|up to|around|about|roughly|nearly|"
    r"almost|close to|approximately)\b",
    re.IGNORECASE,
)
# What bears a name: "the Kestrel"
CALLED = re.compile(r"\b[Tt]he ([A-Z][a-z]\w+)")
