"""English words that show what a speaker does: denial, plans, judgement, demands. Data only."""

from __future__ import annotations

import re

from record.types import Stance
from statements.lexicon import en_opinion


def _any(listed: str) -> str:
    """Terms between commas as one alternative, the longest first; `*` stands for any ending."""
    terms = {" ".join(term.split()) for term in listed.split(",") if term.strip()}
    ordered = sorted(terms, key=len, reverse=True)
    return "|".join(re.escape(term).replace(r"\*", r"\w*").replace("'", "['’]") for term in ordered)


def _compiled(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_NOT = r"(?:not|never|neither|nor|no longer|cannot|\w+n['’]t)"
# What may stand between a negation and what it negates: "not, at this time, even planning"
_EASY = (
    r"(?:[\s,]+(?:\w+ly|now|even|ever|yet|also|at all|at this (?:time|point|stage|moment)|at the moment|"
    r"at present|in any way|been|be|being|in|have|has|had|is|are|was|were|its?|the)){0,5}[\s,]+"
)
_ADJECTIVES = r"(?:[\w-]+ ){0,3}"  # no immediate plans
_BE = r"(?:is|are|was|were|be|been|being|['’]s|['’]re)"
_WE = (
    r"(?:I|we|he|she|it|they|the (?:company|group|firm|government|president|automaker|carmaker|bank|club|"
    r"team)|(?-i:[A-Z][\w’'&.-]*))"
)
_REPORTS = (
    r"(?:reports?|reporting|rumou?rs?|claims?|allegations?|accusations?|charges?|story|stories|article|"
    r"news|information|statements?|suggestions?|speculation|assertions?|narrative|theor(?:y|ies)|leaks?)"
)

# Words after a negation that make it a denial: of plans and talks, of truth, of having a part in it
_INTENT = (
    r"plan|planning|plans|intend|intends|intending|considering|consider|contemplating|contemplate|looking "
    r"(?:to|at|for|into)|seeking|aiming|preparing|negotiating|discussing|pursuing|weighing|exploring|"
    r"talks|negotiations|discussions|involved|interested|aware of any|going to happen|happening|considered|"
    r"contemplated|discussed|in the business of|(?:asked|told|forced|ordered) to|(?:engag|hold)\w* "
    r"(?:in )?(?:any|such) (?:\w+ ){0,2}(?:talks|negotiations|discussions|conversations)|held any talks|on "
    r"the "
    r"(?:table|agenda|cards|market|block)|under (?:consideration|discussion|review)|up for (?:sale|grabs|"
    r"discussion|negotiation)|for sale|the case|true|accurate|correct|factual|a fact|leaving|stepping "
    r"down|resigning|going anywhere|(?:\w+ly )?credible|(?:approached|contacted) (?:by|about|with)|working "
    r"(?:on|with)|"
    r"(?:building|developing|making|buying|acquiring|launching|entering|merging|closing|cutting|laying "
    r"off|collecting|sharing|spying|selling(?! (?:well|as|at|like)))"
)
_THINGS = (
    r"plans?|intentions?|intent|desire|ambitions?|interest in|talks|negotiations?|discussions?|truth|"
    r"basis|foundation|substance|merit|validity|involvement|connections?|links?|ties|contact|knowledge of|"
    r"role in|part in|roadmap|timetable|wrongdoing|misconduct|such|deal|agreement|partnership|"
    r"collaboration|cooperation|relationship with|proposals?|impropriety|collusion|conspiracy|cover-?up|"
    r"question of|crisis|disputes?|rifts?|feud|conflict of interest|bubble|pressure (?:from|on|to)|"
    r"ban on|breach|leaks?|fraud|discrimination|changes? (?:to|in) (?:our|its|his|her|their|the)|decision "
    r"(?:to|on|about)|"
    r"(?:such )?(?:decisions?|conversations?|meetings?|requests?|offers?|promises?|payments?) (?:\w+ "
    r"){0,6}?(?:has|have|had|was|were) "
    r"(?:ever |been ){0,2}(?:taken|made|held|signed|agreed|paid|promised|received)"
)
# What one has not done: of it one can be suspected, but hardly fail in it
_DEALINGS = (
    r"(?:ask|request|track|record|collect|stor|shar|us|hir|employ|fir|sack|dismiss|forc|coerc|block|bann?|"
    r"censor|delet|destroy|"
    r"conceal|withh[eo]ld|manipulat|rigg?|tamper|alter|chang|propos|consider|contemplat|discriminat|target|"
    r"spy|spied|hack|attack|kill|touch|harm|insult|suppl|export|import|financ|fund|donat|invest|cancel|"
    r"abandon|engag|send|issu|endors|negotiat|conduct|tolerat|pay|paid|discuss|approach|contact|offer|"
    r"sign|promis|threaten|order|accept|pressur|cooperat|collaborat|monitor|employ|exploit|cheat|favou?r|"
    r"intend|plann?|intervene?|decid)(?:e|es|s|y|ies|ied|ed|ing)?|"
    r"sen[dt]|sold?|sell|writ(?:e|ten)|wrote|hid(?:e|den)?|gave|give[ns]?|took|taken? (?:part|money|"
    r"bribes)|had "
    r"(?:that|any|such) (?:conversations?|talks?|discussions?|plans?)|thought (?:of|about)|(?:been "
    r")?(?:asked|told|"
    r"approached|contacted|offered) "
)
# What no will is needed for, and promises to go on
_UNWILLED = (
    r"(?:be(?! (?:\w+ing|part)\b)|have|need|see|know|find|get|understand|happen|matter|work|help|survive|"
    r"recover|"
    r"succeed|win|lose|forget|believe|want|like|make it|reach|meet|achieve|last|cost|feel|mean|regret|miss|"
    r"grow|fall|rise|remain|seem|say|tell|speculate|comment|discuss|call|describe|suggest|expect|become|"
    r"depend|die|fail|stop|hesitate|rest|waver|relent|flinch|shy|affect|\w+ly be|come back|do (?:it|that) "
    r"alone|let (?:him|her|them|this|that|it|up|down|you)|only|just|necessarily|until|take|wait)\b"
)
# What one can rule out doing
_ACTS = (
    r"enter|sell|launch|build|open|list|split|charge|scrap|sue|appeal|intervene|interfere|nominate|appoint|"
    r"renew|"
    r"impose|introduce|tolerate|permit|buy|acquire|merge|raise|cut|leave|quit|close|shut|exit|resign|step "
    r"down|"
    r"retire|run|join|sign|delay|postpone|cancel|abandon|withdraw|pull out|relocate|move|pay|accept|take "
    r"part|participate|attend|negotiate|compromise|concede|surrender|recognise|recognize|license|licence|"
    r"share|hand over|give up|invest|expand|import|export|manufacture|produce|offer|bring|work with|"
    r"partner|collaborate|cooperate|supply|ship|release|reconsider|reverse|back down|change (?:its|our|"
    r"his|her|their|my) mind|sell(?:ing)? off|spin off|lay off|fire|(?:be|become) (?:selling|entering|"
    r"launching|building|leaving|joining|attending|part of|a part of|taking part|participating|offering|"
    r"raising|closing|cutting|moving|bringing|sold)"
)
# What one can be charged with having done
_DEEDS = (
    r"said?|claimed?|promised?|agree[ds]?|sign(?:ed)?|order(?:ed)?|authori[sz]ed?|approved?|"
    r"threaten(?:ed)?|lied?|stole|steal|cheat(?:ed)?|leak(?:ed)?|collude[ds]?|mislead|misled|violated?|"
    r"break|broke|broken|commit(?:ted)?|cop(?:y|ied)|plagiari[sz]ed?|brib(?:e|ed)|harass(?:ed)?|"
    r"assault(?:ed)?|abused?|met|discuss(?:ed)?|offered|approached|contacted|instructed|pressur(?:ed?|"
    r"i[sz]ed?)|interfered?|meddled?|received?|accepted|suggested|do anything wrong|done anything wrong|"
    r"did anything wrong|happen(?:ed)?|took place|take place|taken place|existed"
)
_FALSE = (
    r"false|untrue|fake|fabricated|fabrications?|baseless|unfounded|groundless|fictitious|fiction|"
    r"invented|pure speculation|nonsense|incorrect|inaccurate|a hoax|a lie|lies|made[- ]up|without "
    r"(?:foundation|merit|basis)|wide of the mark|far from (?:the truth|true|accurate)|rubbish|fake news|"
    r"bogus"
)

# Negations that deny nothing, and two that cancel each other
IDLE = _compiled(
    r"\bnot (?:only|just|merely|simply|solely|to mention|least|necessarily|until|long (?:ago|after|"
    r"before))\b",
    r"\bno (?:doubt|wonder|matter|less|fewer|later|sooner|one else|end of)\b",
    r"\bno\. ?\d|\bno\.? ?1\b|\b(?:why|if|or|whether or) not\b|\bnothing but\b|\bnone other\b",
    r"\b(?:can(?:no|['’])t|can not|couldn['’]t|could not) (?:wait|help|agree more|be (?:happier|prouder|"
    r"better|more))\b",
    r"\bno \w+ (?:is|was) (?:better|worse) than\b",
    r"\bwhy (?:don|wouldn|shouldn|isn|aren)['’]t\b|\b(?:isn|aren|wasn|don|doesn|didn|won)['’]t (?:it|we|"
    r"you|they|he|she)\?",
    rf"\b{_NOT}{_EASY}(?:rul(?:e|ed|ing) (?:\w+ )?out|den(?:y|ied|ying)|disput(?:e|ed|ing)|disagree\w*|"
    rf"reject\w*|"
    r"refut\w+|exclud\w+|dismiss\w*|impossible|unlikely|untrue|false|unusual|uncommon|without|"
    r"unreasonable|opposed|averse)\b",
    r"\b(?:cannot|can['’]t|can not|no(?:body| one)? (?:can|could)) (?:be )?(?:ruled? out|den(?:y|ied)|"
    r"disput\w+)\b",
    r"\bno denying\b|\bno reason (?:not to|why [^.;]{1,40}? not)\b|\bnever not\b|\bnot un\w+",
    rf"\b{_NOT}{_EASY}comment(?:ing|ed)?\b|\bno (?:\w+ ){{0,2}}comment\b|\bnothing (?:\w+ )?to (?:add|"
    rf"announce|share)\b",
)
CONDITION = _compiled(r"\b(?:if|unless|whether)\b[^,.;”\"]{0,200}")
NOT = _compiled(
    r"\b(?:not|no|never|none|nor|neither|nobody|nothing|nowhere|cannot|\w+n['’]t|unlikely|"
    r"denied|denies|deny|denying|reject(?:s|ed|ing)?|rul(?:e|es|ed|ing) out|far from|shot down|refus(?:e|"
    r"es|ed|ing)|fail(?:s|ed)? to|impossible|out of the question|off the table)\b"
)
FALSE = _compiled(
    rf"\b{_BE}(?: \w+){{0,3}} (?:{_FALSE})\b",
    rf"\b(?:{_FALSE})(?: \w+){{0,2}} {_REPORTS}\b",
    rf"^\W*(?:{_REPORTS}[^.;]{{0,40}} )?(?:\w+ly )?(?:{_FALSE})\W*$|\bfake news\b",
    rf"\b(?:call(?:s|ed|ing)?|{_REPORTS})(?: \S+){{0,4}} (?:{_FALSE})\b",
)
REFUSED = _compiled(
    rf"\b{_NOT}{_EASY}(?:{_INTENT})\b|\bnever intended\b",
    rf"\b(?:no|without any|zero) {_ADJECTIVES}(?:{_THINGS})\b",
    rf"\b{_NOT}{_EASY}(?:any|a|an|such) {_ADJECTIVES}(?:{_THINGS})\b",
    rf"\b{_WE}(?:['’]ve| have| has)? (?:never|did not|didn['’]t|have not|haven['’]t|has not|hasn['’]t)(?: "
    rf"\w+ly| ever)? (?:{_DEEDS})\b",
    r"\b(?:did|done|do) (?:absolutely )?nothing (?:wrong|improper|illegal)\b|\bat no (?:point|time|stage|"
    r"moment)\b|\bunder no circumstances?\b|\b(?:never|not) happen(?:ed)?\b|\b(?:did not|didn['’]t) "
    r"(?:happen|take place|exist)\b",
    rf"\b{_WE} (?:have|has|had) (?:absolutely )?nothing to do with\b",
    r"\bnothing (?:could be further|of the (?:sort|kind)|to (?:it|(?:the|this|that|those|these) \w+))\b",
    r"\bfar from (?:it|the truth)\b|"
    rf"\b{_BE} (?:\w+ )?(?:off the table|out of the question|wide of the mark)\b",
    rf"\b{_WE} (?:\w+ly )?(?:den(?:y|ies|ied)|reject(?:s|ed)?|refutes?d?|disputes?d?|disavow(?:s|ed)?|"
    rf"rule[sd]? out)\b",
    r"\b(?:will|would|shall) (?:not|never) (?:\w+ly )?be (?:introduced|launched|built|opened|rolled out|"
    r"published|extended|expanded|closed|sold|renewed|scrapped|abolished|tolerated)\b",
    r"\brul(?:e[sd]?|ing) (?:it|that|this|them)? ?out\b|\bruled out\b|\bshot down\b",
    r"^\W*(?:no|nope|never(?!,)|not true|not at all|no way|no chance|far from it|of course not|"
    r"(?:absolutely|certainly|definitely|categorically|most certainly) not)(?=\s*(?:[.!,;—–]|\W*$))",
)
# The speaker will not: a refusal where nobody else promises for him
DECLINED = _compiled(
    rf"\b{_WE}(?:['’]ll| will| would|['’]d) (?:not|never)(?: \w+ly| ever)? (?:{_ACTS})\b",
    rf"\b{_WE} (?:won['’]t|wouldn['’]t)(?: \w+ly| ever)? (?:{_ACTS})\b",
    rf"\b{_WE}(?:['’](?:m|re|s)| am| are| is| was| were)? ?(?:not|\w+n['’]t) (?:\w+ly )?(?:going to|about "
    rf"to) (?:{_ACTS})\b",
    rf"\b{_WE} (?:do not|don['’]t|does not|doesn['’]t|did not|didn['’]t) (?:\w+ly )?(?:sell|export|"
    rf"manufacture|plan|intend|consider|own|operate|collect|negotiate)\b",
)

_LATER = r"(?: \w+ly| ever| again| yet| now| even){0,2} "
_AUXILIARY = (
    r"(?:(?:['’]ve|\b(?:have|has|had|did|do|does|was|were)) (?:not|never)|"
    r"\b(?:have|has|had|did|do|does|was|were)n['’]t|\bnever)"
)
# What the speaker's side will not do, does not do or has not done: looked for behind its subject
WITHHELD = _compiled(
    rf"(?:(?:\b(?:will|shall)|['’]ll) (?:not|never)|\bwon['’]t|(?:\b{_BE}|['’]m|\bam|['’]re) not going to|"
    rf"\b(?:is|are|was|were)n['’]t going to){_LATER}(?!{_UNWILLED})\w",
    rf"{_AUXILIARY}{_LATER}(?:{_DEALINGS}|{_DEEDS})\b",
)
REPORTED_WITHHELD = _compiled(rf"\b(?:would (?:not|never)|wouldn['’]t){_LATER}(?!{_UNWILLED})\w")

_STATES = (
    r"(?:be(?! \w+ing\b)|have|need|see|know|find|depend|cost|take|mean|seem|remain|become|feel|look|"
    r"benefit|face|miss|remember|regret|carry|happen|suffer|hurt|never|always|not)\b"
)
_EASILY = r" (?:\w+ly |also |now |[‘“\"']){0,2}"
_BEGUN = (
    r"(?:\w+ly )?(?:weighing|planning|preparing|launching|building|adding|investing|expanding|developing|"
    r"opening|hiring|introducing|working (?:on|to))\b"
)
FUTURE = _compiled(
    rf"(?:\b(?:will|shall)|['’]ll|\bgoing to){_EASILY}(?!{_STATES})\w",
    r"\b(?:plan|intend|aim|hope|propose)(?:s|ned|ning|d|ed|ing)? to\b",
    rf"\b(?:is|are|am|['’]re|['’]m) {_BEGUN}",
    r"\b(?:have|has|['’]ve|['’]s) agreed to\b(?! be\b)",
    r"\b(?:will|would) (?:not|never) (?:hesitate|rest|stop|waver|relent|flinch|shy)\b",
)
# So only where somebody else reports it: "he would sell"
REPORTED_FUTURE = _compiled(
    rf"\bwould{_EASILY}(?!{_STATES})\w", rf"\b(?:was|were) {_BEGUN}", r"\b(?:wants|wanted) to\b(?! be\b)"
)
# What is announced rather than forecast, whoever is its subject
DECIDED = _compiled(
    r"\b(?:aim|goal|mission|priority|task|objective|intention|ambition)['’”\"]? (?:is|will be|would be) to\b",
    r"\b(?:will|would|shall) (?:\w+ly |also |now |soon )*be (?:\w+ly )?(?:able to (?:\w+ )?(?:use|apply|"
    r"choose|question|buy|order|vote)|given|introduced|launched|built|opened|rolled out|published|"
    r"offered|extended|expanded|closed|paid|held|allowed|required|granted|hired|appointed|unveiled|"
    r"refunded|compensated|reinstated|suspended|phased out|set up|delivered|made available)\b",
    r"\b(?:will|would) (?:now |soon |also )?(?:begin|start|open|reopen|resume|restart|debut|go ahead|go on "
    r"sale|take effect|take "
    r"place)\b",
)
# In the clause before a future it is somebody else's, or only a condition
SUBORDINATE = _compiled(
    r"\b(?:if|whether|when|once|until|unless|who|which|whom|because|how|why|where|what|that|otherwise|"
    r"while)\b"
)
# The words begin so where somebody else reports what the speaker will do
REPORTED_OWN = _compiled(r"^\W*(?:he|she|it|they)(?: \w+ly| also| now| both| all)?\W*$")
# Announced, but done already
DONE = _compiled(
    r"^\W*(?:[\w’'&.-]+ ){1,6}?(?:had|has|have|(?:was|were|is|are)(?! \w+ing\b| (?:to|set|due|about)\b))\b"
)
TAG = _compiled(r"\b(?:right|ok|okay|huh|eh|you know)\?\W*$")
_ADDRESSED = (
    r"(?:people|everyone|users|customers|consumers|investors|drivers|voters|parents|companies|countries|"
    r"governments|leaders|lawmakers|regulators|employers|manufacturers|Congress|parliament|Washington|"
    r"Beijing|Brussels|the (?:EU|U\.?S\.?|UK|government|board|president|minister|prime minister|world|"
    r"police|council|court|authorities|administration|states?))"
)
ASK = _compiled(
    r"^\W*(?:please|let['’]?s|let us|do not|don['’]t|stop|beware|remember|make sure|be (?:careful|sure|"
    r"prepared)|vote|join us|help|trust|get out|go home|tell (?:me|us|them)|give us|leave (?:us|"
    r"me|them))\b(?! I\b)",
    r"\b(?:we|I) (?:\w+ly )?(?:demand|urge|request|ask (?:that|for|you|them|the)|call (?:on|for|upon)|"
    r"appeal|beg|plead|insist that|implore|invite)\b|(?:^|[,.;:!?—–“\"] ?)please\b",
    r"\b(?:must|needs? to|ha(?:s|ve) to|ought to) (?:immediately |urgently |now |all )?(?:be (?:released|"
    r"given|made)|get on|come together|step (?:up|down|in)|do more)\b",
    r"\b(?:must|needs? to|ha(?:s|ve) to|ought to|should) (?:immediately |urgently |now |all )?(?:be "
    r"(?:respected|stopped|held|freed|banned|investigated|protected|lifted|withdrawn|ended)|stop|end|act|"
    r"resign|apologi[sz]e|withdraw|release|respect|refrain|cease|return|intervene)\b",
    rf"\b(?:we|you|they|{_ADDRESSED}) (?:should|must) (?:not |\w+ly |now |all )*(?!be\b|have\b|"
    rf"\w*n['’]t\b|see\b|know\b|"
    r"get\b|reach\b|hit\b|ease\b|become\b|continue\b|remain\b|grow\b|rise\b|fall\b|arrive\b|help\b|ever\b|"
    r"never\b)\w+",
)
_WEAK = _any(", ".join(en_opinion.WEAK.split()))
JUDGE = _compiled(
    rf"(?<![\w’'-])(?:{_any(', '.join(en_opinion.STRONG.split()))}|{_any(en_opinion.PHRASES)})(?![\w-])",
    r"\bshould(?:n['’]t| not| never)? have (?:been|done|\w+(?:ed|en))\b",
    r"\b(?:best|worst|greatest|finest|nicest|smartest|most \w+) (?:[\w’-]+ ){0,4}(?:in the (?:world|"
    r"industry|business|country|market)|ever|of all time|in history|on earth|(?:I|we)(?:['’]ve| have) \w+)\b",
    rf"\b(?:{_any(en_opinion.DEGREES)}) (?:{_WEAK})(?![\w-])",
    rf"\b(?:I|we)(?:['’]m|['’]re| am| are| was| were)(?: not| just| \w+ly| so| very| much| quite){{0,3}} "
    rf"(?:{_any(en_opinion.FEELINGS)})(?![\w-])",
    rf"(?:\b(?:is|are|was|were)|\b(?:it|that|this|they|he|she|you|these|those)['’](?:s|re)) (?:not |just |"
    rf"\w+ly |such |a |an |the |so "
    rf"|very |big |huge |major |real ){{0,3}}(?:{_any(en_opinion.VERDICTS)})(?![\w-])",
    rf"\b(?:I|we) (?:\w+ly |do |both |all |want to |would like to |must |can only |also "
    rf"){{0,2}}(?:{_any(en_opinion.AVOWALS)})(?![\w-])",
    r"\b(?:have|has|had|raised?|express(?:ed)?|share) (?:\w+ ){0,4}(?:concerns|doubts|worries|reservations|"
    r"misgivings)\b",
    r"\b(?:the|our|my|your|their|his|her) (?:best|worst|smartest|wisest|biggest) (?!thing)\w+ (?:\w+ "
    r"){0,3}(?:is|was|would be|will be)\b",
    rf"\b(?:{_any(en_opinion.VIEWS)})\b[^.!?]{{0,80}}?\b(?:{_WEAK})(?![\w-])",
)
CONFIRM = _compiled(
    r"\b(?:I|we) (?:can |do |must |have to |hereby |fully |also )*(?:confirm|acknowledge|admit|concede|"
    r"apologi[sz]e)\b|\b(?:it|that) is (?:indeed )?true that\b|\b(?:I am|I['’]m|we are|we['’]re) (?:so |"
    r"very |deeply |truly )?sorry\b|^\W*(?:yes|correct|indeed|that['’]s (?:right|correct|true))\b[,.!]|"
    r"\bI (?:was|have been) wrong\b"
)
# Subjects that stand for the speaker's side
OWN = _compiled(
    r"\b(?:we|I|our|my|the two (?:countries|companies|sides|firms|governments|parties)|(?:the|my|our|this|"
    r"a) (?:new |central |\w+ish |\w+[aeo]n )?(?:company|\w*maker|firm|group|government|bank|airline|"
    r"agency|administration|"
    r"ministry|party|club|team|retailer|chain|lender|brand|insurer|carrier|operator|manufacturer|fund|"
    r"board|university|union|"
    r"studio|developer|supplier|council))\b(?! (?:\w+ly )?(?:think|thought|believe|said|say|hope|know|knew|"
    r"guess|"
    r"expect|doubt|suppose|see|saw|was sure|would (?:hope|think|say))\b)"
)
# That are as often plain description; in a noun phrase, a judgement: "their competitive nature"
WEAK = _compiled(rf"(?<![\w’'-])(?:{_WEAK})(?![\w-])")
OPENING = 240  # characters: in a long quotation a denial or a question counts only where it stands there

# What cues carry that the grammar does not list: a parser finds any verb. The second tells whether the words
# must be a noun phrase: "countered the claim", but not "countered that it was late".
CUES: tuple[tuple[Stance, bool, re.Pattern[str]], ...] = (
    (
        "deny",
        True,
        _compiled(
            r"(?:counter|contest|contradict|nix|rubbish|disclaim|negat|disprov|disown|rebuff|veto|refus|"
            r"declin)\w*"
        ),
    ),
    (
        "judge",
        False,
        _compiled(
            r"(?:lambast|ridicul|scold|chid|rebuk|berat|castigat|deplor|disparag|belittl|insult|taunt|"
            r"chastis|excoriat|"
            r"assail|vilif|scorn|savag|skewer|lash|rail|bash|trash|roast|mock|shame|scoff|sneer|jeer|fume|"
            r"fuming|"
            r"grip(?:e|ing)|grumbl|gush|rave|congratulat|compliment|extol|salut|cheer|celebrat|regret|"
            r"resent|mourn|rue|fault|"
            r"characteri[sz]|portray|liken|brand|deem|disapprov|sympathi[sz]|express)\w*"
        ),
    ),
    ("judge", True, _compiled(r"back(?:s|ed|ing)?|(?:support|favou?r|oppos|question|doubt|fear)\w*")),
    ("plan", False, _compiled(r"(?:commit|swear|swor|undert|intend|resolv)\w*")),
    (
        "ask",
        False,
        _compiled(
            r"beg(?:s|ged|ging)?|(?:plead|pled|implor|beseech|instruct|order|command|encourag|invit|exhort|"
            r"petition|lobb|appeal|demand|"
            r"urg|recommend|request|ask|inquir|enquir|quer)\w*"
        ),
    ),
    ("confirm", False, _compiled(r"(?:verif|attest|corroborat|apologi[sz]|admit)\w*")),
)
