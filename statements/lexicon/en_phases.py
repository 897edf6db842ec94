"""English words that tell whether something has happened, will happen or is being weighed; conditions and
negations of a claim. Data only. Looked for in the order open, done, plan; see `statements.gists.phases`."""

from __future__ import annotations

import re


def _compiled(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_BE = r"(?:is|are|was|were|be|been|being|'s|'re|'m|am)"
_ADV = r"(?:\w+ly |now |still |also |just |only |all |both |yet |at present |currently |in (?:fact|part) )*"
# Being weighed, not decided
OPEN = _compiled(
    rf"\b(?:{_BE} )?{_ADV}(?:considering|weighing|mulling|exploring|evaluating|assessing|"
    rf"contemplating|pondering|"
    r"studying|examining|debating|scouting|scoping|looking (?:at|into|for)|toying with|thinking (?:about|of)|"
    r"open to|in (?:early |exploratory |preliminary )?(?:talks|discussions|negotiations)|"
    r"negotiating|sounding out|"
    r"on the fence|keeping (?:its|our|their|his|her) options open|reviewing|shopping (?:for|around)|"
    r"canvassing)\b",
    r"\b(?:considers?|weighs?|mulls?|explores?|ponders?|contemplates?|evaluates?|scouts?|"
    r"studies) (?!on\b|in\b)",
    r"\b(?:(?-i:may)|might|could)\b(?! (?:not )?(?:have|be seen|be said)\b)(?!,| \d)",
    r"\b(?:has|have|had|is|are|was|were|be)(?:n't| not)(?: yet)?(?: been)? (?:decided|determined|"
    r"finali[sz]ed|settled|"
    r"agreed|signed|made (?:a|any|its|our) decision|made up)\b",
    r"\b(?:nothing|no decision|no final decision|nothing final)\b[^.;]{0,30}\b(?:decided|signed|"
    r"final|settled|made|"
    r"agreed|yet|fixed)\b",
    r"\b(?:undecided|up in the air|yet to (?:decide|be decided|be determined|choose|pick|sign)|"
    r"remains? open|still open|"
    r"to be (?:decided|determined|confirmed)|under (?:consideration|review|discussion|study|"
    r"evaluation)|on the table|"
    r"an option|possible that|possibly|perhaps|in two minds|no (?:final )?decision|no timetable|"
    r"no time ?table|"
    r"no date|not (?:yet )?(?:certain|clear|sure)|unclear|unsure|not ruled out|not rul(?:e|ing) out|"
    r"can(?:no|')t (?:be )?rule[d]? out|cannot rule out|we(?:'ll| will) (?:decide|see)|will decide|"
    r"depends? on|"
    r"depending on|hinges on|wait and see|choice is (?:still )?open)\b",
)
# Has happened, or goes on
DONE = _compiled(
    rf"\b(?:has|have|had|'ve|having) (?!(?:\w+ly |now |just |also )?(?:decided|agreed|vowed|pledged|"
    rf"promised|planned|committed|"
    rf"opted|chosen|resolved|undertaken|sworn|prepared) (?:to|on)\b){_ADV}(?:already |now |never |"
    rf"been |not )*(?!to\b|no\b|a\b|an\b|the\b|its\b|our\b|any\b|"
    r"more\b|two\b|one\b|yet\b|\d)(?:\w{2,}(?:ed|en|wn|ne|nt|ld|ught|un|id|ut|um|ept|elt|eft|ost|it|ung|orn|"
    r"oken|osen|ome|ade|old|ot|et|ead|and|lt)|gone|made|cut|put|set|won|met|begun|become|come)\b",
    rf"\b{_BE} {_ADV}already\b|\balready\b|\bno longer\b|\bas of (?:today|now|yesterday|this \w+)\b",
    rf"\b{_BE} (?:now|at present|currently|all|fully|officially) (?!expected|planned|set to|due|going to)\w+",
    r"\b(?:to date|so far|since (?:last|the|\d)|last (?:week|month|year|quarter|night|\w+day)|yesterday|"
    r"(?:days|weeks|months|years) ago|earlier (?:this|today)|up and running|in (?:full )?operation|"
    r"under way|underway|"
    r"now (?:rolling|running|with|in|at|above|available|on|live|open|\w+-free)|now being|being churned|"
    r"has been|have been|is running|are running|with \w+ (?:signed|done|closed) (?:so far)?)\b",
)
# A deed in a form that may also stand beside a noun: "boats built in Gdansk"
DID = _compiled(
    r"\b(?:hit|hits|topped|reached|reaches|signed|signs|sealed|completed|finished|wins?|won(?!')|"
    r"launched|opened|closed|"
    r"shipped|delivered|sold|bought|acquired|approved|filed|files|submitted|started|began|ended|"
    r"stopped|quit|quits|"
    r"fell|rose|grew|dropped|jumped|surged|doubled|tripled|exceeded|surpassed|surpasses|beat|lost|"
    r"gained|earned|"
    r"made|hired|fired|cut|raised|lowered|paid|took|gave|got|came|went|left|joined|ordered|agreed|"
    r"secured|landed|"
    r"received|lodged|appointed|named|posted|recorded|reported|booked|produced|built|moved|shut|"
    r"axed|scrapped|"
    r"switched|entered|exited|withdrew|withdrawn|cleared|passed|broke|spent|invested|handed over|rolled out|"
    r"rolled off|taped out|set up|kicked off|wrapped up|called back|pulled out|listed|released|"
    r"unveiled|introduced|"
    r"crossed|met|found|discovered|ran|fixed|resolved|recalled|gone|finalised|finalized|done|settled)\b(?!-)"
)
# Will happen, or is meant to
PLAN = _compiled(
    r"\b(?:has|have|had|'ve|'s) (?:\w+ly |now |just |also )?(?:vowed|pledged|promised|planned|"
    r"committed|opted|"
    r"chosen|resolved|undertaken|sworn|prepared) (?:to|on)\b|\b(?:will|shall|won't|'ll|going to|"
    r"gonna|would)\b",
    r"\b(?:plans?|planned|planning|intends?|intended|intending|aims?|aiming|targets?|targeting|"
    r"expects?|expected|"
    r"seeks?|hopes?|hoping|pledges?|pledged|vows?|vowed|promises?|promised|commits?|committed to|"
    r"prepares?|preparing|"
    r"schedules?|scheduled|slated|due|set to|bound to|about to|poised to|on (?:track|course|"
    r"schedule) (?:to|for)|"
    r"gears? up|gearing up|readies|readying|forecasts?|projects to|eyes|eyeing|pencils? in|to be|looks? to|"
    r"looking to|upcoming|forthcoming|in the works|in the pipeline|on the way|is coming|are coming|"
    r"in (?:20[2-9]\d)|"
    r"next (?:year|month|week|quarter|spring|summer|autumn|fall|winter|\w+day)|tomorrow|soon|"
    r"eventually|later this)\b",
    r"^(?:\W*)to (?!date\b)\w+",
    r"\b(?:by|until|before|from|in) (?:the end of |early |late |mid-?)?(?:next \w+|20[3-9]\d)\b",
)
CONDITION = _compiled(
    r"(?<!even )(?<!what )(?<!as )\bif\b(?! (?:any|not|so|ever|anything|only)[,;.]|"
    r" and when\b(?=[^,]*$)| you (?:like|will)\b)",
    r"\bunless\b|\bprovided (?:that|the|we|it|they|he|she|there|its|our|all|paper\w+|approval|"
    r"demand|\w+ (?:is|are|comes?|"
    r"clears?|holds?|stays?))\b|\bproviding (?:that|the|we|it)\b|\bassuming\b|"
    r"\bon (?:the )?condition (?:that|of)\b|"
    r"\bconditional (?:on|upon)\b|\bcontingent (?:on|upon)\b|\bsubject to\b|\bas long as\b|"
    r"\bso long as\b|\bin the event\b|"
    r"\bonly (?:if|when|once|after|with|should)\b|\bbut only\b|\bin case\b|\bsupposing\b|"
    r"\bonce (?:the|we|it|they|a|an|"
    r"regulators?|approval|demand)\b[^.;]{0,60},|\bdepend(?:s|ing|ent) (?:on|upon)\b|\bhinges? (?:on|upon)\b|"
    r"\bexcept if\b|\bbarring\b|\bpending (?:the |a |an )?\w*|\bif and when\b|\bwere (?:we|it|they|"
    r"he|she|the \w+) to\b",
    r"(?:^|[,;:.] ?|\bbut |\band |\bonly |\bnod )should (?:the|we|it|they|he|she|a|an|any|there|"
    r"that|this|our|its|(?-i:[A-Z]\w+)|"
    r"\w+ (?:ever|come|be|fall|rise|stay|drop|renew|agree|go|fail))\b",
    r"^no [^,;.]{2,40}, no \b",
    r"\bshould \w+ ever\b|\bhad (?:we|it|they) \w+ed, (?:we|it|they)\b",
)
NO_CONDITION = _compiled(
    r"\beven if\b|\bas if\b|\bwhat if\b|\bif (?:anything|not|only|you (?:like|will|ask me))\b|"
    r"\bwhether or not\b|"
    r"\bsubject to change\b|\b(?:asked|wonder(?:ed|s|ing)?|know|knows|tell|say|said|sure|unclear|"
    r"see|decide|ask|"
    r"questions?) if\b|\bregardless of (?:if|whether)\b"
)
# Words that make a claim negative; `opposites` turns some of them round again
NEGATIVE = _compiled(
    r"\b(?:no|not|never|none|nobody|nothing|nowhere|neither|nor|without|cannot|no one|zero|hardly|"
    r"scarcely)\b|n't\b",
    r"\b(?:rul(?:e|es|ed|ing) out|den(?:y|ies|ied|ying)|quash(?:es|ed|ing)?|dismiss(?:es|ed|ing)?|"
    r"reject(?:s|ed|ing)?|"
    r"refut(?:e|es|ed|ing)|rebuff(?:s|ed)?|debunk(?:s|ed)?|shoots? down|shot down|shooting down|"
    r"pours? cold water|"
    r"poured cold water|refus(?:e|es|ed|ing)|declin(?:es|ed|ing) to|stops? short of|swears? off|forswears?|"
    r"shelv(?:e|es|ed|ing)|scrap(?:s|ped|ping)?|abandon(?:s|ed|ing)?|cancel(?:s|led|ed|ling)?|"
    r"drops? (?:the |its )?plans?|"
    r"disavow(?:s|ed)?|repudiat(?:e|es|ed)|contradict(?:s|ed)?|knock(?:s|ed)? down|scotch(?:es|ed)?|"
    r"out of the question|off the table|far from|unrealistic|impossible|untrue|false|wrong|baseless|"
    r"unfounded|"
    r"groundless|fabricated|nonsense|avoids?|avoided|fails? to|failed to|lacks?|"
    r"free of|-free|bans? on|unlikely|unable|refrain(?:s|ed)? from|(?:isn|aren|wasn|weren)t)\b",
)
# A negation of the claim itself, within its clause; a part of NEGATIVE
DENIED = _compiled(
    r"\b(?:no|not (?:have |had |got )?any|without(?: any)?) (?:\w+ ){0,3}(?:plans?|intentions?|intent|desire|"
    r"interest|need|talks?|discussions?|negotiations?|wish|appetite|reason|ambitions?|question of|chance|"
    r"prospect|way)\b",
    r"\b(?:will|would|shall|do|does|did|is|are|was|were|has|have|had|can|could|should|am|'m|'re)(?: \w+ly)?"
    r"(?:n't| not| never)\b|\b(?:won't|can't|cannot|never)\b|\bnot (?:going|planning|intending|considering|"
    r"looking|about) to\b|\bnot to \w+",
    r"^\W*(?:not (?:one|a(?: single)?)|none|nobody|no one|neither|no) (?:\w+ ){0,5}(?:will|would|is|are|was|"
    r"were|has|have|had|can|does|do|gets?|goes?|closes?|shuts?|leaves?|moves?|loses?|opens?|sells?|pays?)\b",
    r"\b(?:rul(?:e|es|ed|ing) out|den(?:y|ies|ied|ying)|quash(?:es|ed|ing)?|dismiss(?:es|ed|ing)?|"
    r"reject(?:s|ed|ing)?|refut(?:e|es|ed|ing)|rebuff(?:s|ed|ing)?|debunk(?:s|ed|ing)?|shoots? down|"
    r"shot down|shooting down|pour(?:s|ed|ing)? cold water|refus(?:e|es|ed|ing) to|declin(?:es|ed|ing) to|"
    r"swears? off|forswears?|disavow(?:s|ed)?|repudiat(?:e|es|ed)|knock(?:s|ed)? down|scotch(?:es|ed)?|"
    r"out of the question|off the table|untrue|baseless|unfounded|groundless|fabricated)\b",
)
# That all goes on as it was: what "will not move" says as well
SAME = _compiled(
    r"(?<!not )(?<!n't )(?<!never )(?<!longer )\b(?:keep|keeps|kept|keeping|stay|stays|stayed|"
    r"staying|remain|remains|remained|remaining|retain\w*|maintain\w*|"
    r"preserv\w+|hold(?:s|ing)? (?:steady|firm|on|the)|held (?:steady|firm|on)|frozen|freez(?:e|es|"
    r"ing)|froze|unchanged|"
    r"spar(?:e|es|ed)|exempt(?:ed|s)?|continu(?:e|es|ed|ing)|go(?:es|ing)? on \w+ing|run(?:s)? on|"
    r"carry on|carries on|"
    r"stick(?:s|ing)? (?:with|to)|stuck (?:with|to)|intact|as (?:it|they) (?:is|are)|standing pat|"
    r"stands? pat|still get|hang(?:s|ing)? on(?:to)?|cling(?:s|ing)? to|stand(?:s|ing)? by|absorb\w*)\b"
)
NEGATES_NOTHING = _compiled(
    r"(?:\bnot|n't|\bnever) (?:be )?(?:keep|stay|remain|continue|retain|maintain|hold)\w*|, (?:and |"
    r"but )?not \b[^.;]*|"
    r"(?:\bnot|n't)\b[^.;,]{0,60}\b(?:before|until|till|sooner than|earlier than)\b|\bno (?:sooner|"
    r"earlier|later) than\b|"
    r"\bnot\b[^.;,]{1,30},? but (?!only\b)|\brather than\b[^.;,]*|\binstead of\b[^.;,]*|\bwithout a hitch\b|"
    r"\bno longer\b|(?:\bnot|n't|\bnever)\b[^.;,]{0,60}\bany ?(?:more|longer)\b|\bnot (?:only|just|"
    r"merely|simply|least)\b|\bno (?:doubt|wonder|matter|less|fewer|later|sooner|more than|"
    r"earlier)\b|"
    r"\bnot (?:less|fewer|later|more|until)\b|\bnothing but\b|\b(?:can(?:no|')t|cannot) wait\b|"
    r"\bno\. ?\d|\bwhy not\b|"
    r"\b(?:not|n't|never|no) (?:\w+ ){0,2}(?:rul(?:e|ed|ing) out|den(?:y|ied|ying)|dismiss\w*|"
    r"exclud\w+|unlikely|impossible|"
    r"without|false|untrue)\b|\bwhether or not\b|\bor not\b|\bfor no (?:reason|money)\b|\bno later than\b|"
    r"\brather than not\b|\bno one (?:but|else)\b|\bnot (?:up for|open to) "
    r"(?:discussion|debate|negotiation)\b|\b(?:delay|postpon|defer)\w*|\bput(?:s|ting)? off\b|"
    r"\bpush(?:es|ed|ing)? (?:back|out)\b|\bslip(?:s|ped)? to\b"
)
