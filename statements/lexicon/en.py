"""English: cues and what they carry, who speaks and who never does. Data only.

Frames of a cue (one letter each):
  c  a clause may follow without "that"          h  a clause follows only after "that", a colon or a quote
  n  a noun phrase is content ("denied a deal")  i  an infinitive is content ("pledged to invest")
  q  may stand after or inside the words ("…," he said)
  t  someone who is told stands before the words ("told reporters")
"""

from __future__ import annotations

from record.types import Stance
from statements.lexicon import words

GRAMMAR = "english"
TITLE_CASE = True  # of headlines

# (frames, stance, verbs): base forms; of several words the first is the verb
VERBS: tuple[tuple[str, Stance | None, str], ...] = (
    (
        "cq",
        None,
        """say, add, claim, argue, contend, remark, recall, joke, quip, predict, muse, opine, boast,
        conclude, estimate, allege, point out, exclaim, proclaim, weigh in, reckon, go on to say,
        counter, insist, suggest, indicate, reveal, hint""",
    ),
    (
        "hq",
        None,
        """write, post, tweet, explain, continue, state, declare, reply, respond, answer, comment, assert,
        observe, note, remember, elaborate, clarify, repeat, stress, shout, retort, echo, testify,
        fire back, hit back, write back""",
    ),
    ("c", None, "imply, disclose, signal, tease"),
    ("cnq", None, "emphasize, emphasise, underline, highlight, reiterate"),
    ("h", None, "mention, underscore, maintain"),
    ("ctq", None, "tell, assure, inform, remind"),
    ("n", None, "cite, point to, attribute, identify, outline, detail, mention"),
    ("cnq", "confirm", "confirm, acknowledge, admit, concede, confess"),
    ("n", "confirm", "apologize for, apologise for"),
    ("cnqi", "plan", "promise, vow"),
    ("cniq", "plan", "pledge, announce"),
    ("i", "plan", "offer, threaten"),
    ("cni", "plan", "propose"),
    ("n", "plan", "set out"),
    ("cnqi", "deny", "deny"),
    (
        "n",
        "deny",
        """reject, dismiss, rule out, refute, rebut, repudiate, disavow, contradict, brush aside, wave away,
        bat away, swat away, laugh off, shoot down, quash, debunk, scotch,
        shut down, brush off, wave off, pour cold water on, throw cold water on, push back on,
        push back against, knock down, play down, downplay""",
    ),
    ("cn", "deny", "dispute"),
    (
        "n",
        "judge",
        """praise, applaud, laud, hail, commend, welcome, criticise, criticize, blast, slam, condemn,
        denounce, mock, deride, blame, defend, tout, call, describe, label, dub, accuse, express, voice,
        marvel at, decry, bemoan, speak out against, speak highly of, rave about, gush about, gush over,
        endorse, thank, tear into, attack, warn of, caution against, warn against, raise concerns about,
        raise alarm at, pan""",
    ),
    ("cnq", "judge", "complain, lament, admire"),
    ("ctq", "judge", "warn, caution"),
    ("hq", "ask", "ask, wonder"),
    ("ni", "ask", "urge, call on, call for, ask for, appeal for, inquire about, question, implore"),
    ("cni", "ask", "demand, recommend, request, advise"),
    ("nq", "ask", "advocate"),
)
# Verbs that are asked of someone: "asked the board to resign"
INFINITIVE_OBJECT = frozenset({"ask", "urge"})
# Verbs whose content holds an "as": "described it as a success"
WITH_AS = frozenset({"describe", "identify", "label", "hail", "dismiss", "welcome", "deride", "cite"})
# Verbs whose past is their base form
SAME_PAST = frozenset({"hit", "shut", "set", "put"})

IRREGULAR = {
    "say": "says said saying",
    "go": "goes went going gone",
    "tell": "tells told telling",
    "write": "writes wrote written writing",
    "take": "takes took taken taking",
    "hit": "hits hit hitting",
    "shoot": "shoots shot shooting",
    "shut": "shuts shut shutting",
    "set": "sets set setting",
    "throw": "throws threw thrown throwing",
    "knock": "knocks knocked knocking",
    "speak": "speaks spoke spoken speaking",
    "tear": "tears tore torn tearing",
    "quip": "quips quipped quipping",
    "admit": "admits admitted admitting",
    "rebut": "rebuts rebutted rebutting",
    "slam": "slams slammed slamming",
    "dub": "dubs dubbed dubbing",
    "commit": "commits committed committing",
    "refer": "refers referred referring",
    "pan": "pans panned panning",
    "fire": "fires fired firing",
    "put": "puts put putting",
    "offer": "offers offered offering",
    "threaten": "threatens threatened threatening",
    "signal": "signals signalled signaled signalling signaling",
    "label": "labels labelled labeled labelling labeling",
    "marvel": "marvels marvelled marveled marvelling marveling",
    "counter": "counters countered countering",
    "answer": "answers answered answering",
    "remember": "remembers remembered remembering",
    "wonder": "wonders wondered wondering",
}

# Forms that are as often nouns: after a word of these no cue
NOUN_FORMS = frozenset(
    words(
        """claim claims note notes post posts tweet tweets call calls demand demands question
    questions request
    requests promise promises offer offers answer answers comment comments state states estimate
    estimates vow vows pledge pledges attack attacks blame report reports signal signals hint hints
    label labels praise welcome shout shouts reply echo highlight highlights detail details pan outline
    outlines say denial dispute disputes voice counter counters express remarks remark stress thanks
    pans joke jokes tease slam blast blasts warning answering posting writing saying"""
    )
)
NOUN_BEFORE = frozenset(
    words(
        """the a an this that these those its his her their our my your no any some every each 's ’s of in on
    for with from at by other another such many more most several few new latest first second recent
    about as public official first-ever"""
    )
)

# Words that open a phrase of people nobody can name
GENERIC = frozenset(
    words(
        """senior local other several top former industry company government federal many some state
    international chinese american european foreign city military security health few both two three
    analysts"""
    )
)

# Lines that only lead elsewhere begin with these
FURNITURE = (
    "read more",
    "read also",
    "also read",
    "related:",
    "see also",
    "more:",
    "watch:",
    "photo:",
    "listen:",
    "don't miss",
)
# What stands below a release and says nothing new: headings of such a part, lines, and words that betray one
BOILERPLATE_HEADS = (
    r"about (?-i:[A-Z0-9]).{0,60}",
    r"(?:note on |cautionary |safe harbou?r ).{0,80}",
    r"forward[- ]looking (?:statements?|information).{0,40}",
    r"(?:media|press|investors?|analyst|public|corporate)\b.{0,30}\b(?:contacts?|relations|inquir\w+|enquir\w+)"
    r".{0,30}",
    r"contacts?(?: us| information)?",
    r"(?:use of )?non-gaap (?:financial )?measures?.{0,30}",
    r"conference call.{0,40}",
    r"notes? (?:to|for) editors?",
    r"source:? .{0,60}",
    r"#{2,}|[-—–\s]*ends?[-—–\s]*",
)
BOILERPLATE_LINES = (
    "for more information",
    "for further information",
    "for additional information",
    "to learn more",
    "learn more at",
    "follow us",
    "subscribe",
    "view source version",
    "source:",
    "contact:",
    "click here",
    "link in bio",
)
BOILERPLATE_WORDS = (
    "forward-looking statement",
    "forward looking statement",
    "securities litigation reform act",
    "undertakes no obligation",
    "safe harbor",
)
NATIONALITIES = frozenset(
    words(
        """american chinese german japanese korean french british european us u.s. italian swedish indian
    canadian taiwanese dutch detroit-based beijing-based shenzhen-based michigan-based"""
    )
)

# A subject that is not said to speak
SEATS = frozenset({"White House"})  # of a government, of words that are in titles too
# Who speak for a person without a name of their own: his campaign, aides to Clinton
ENTOURAGE = frozenset(
    words(
        """campaign office team administration aides advisers advisors allies lawyers attorneys staff
        lawyer attorney"""
    )
)
NEVER = frozenset(
    words(
        """this that it these those there which what everything nothing something one experts expert analysts
    observers critics sources source insiders people reports report rumours rumors photos pictures
    images data study studies figures documents filing filings poll polls survey surveys research
    results many some others most users fans netizens residents supporters opponents article articles
    story video videos news here read more all everyone who everybody anybody nobody someone anyone
    statement announcement move decision clarification letter letters post posts tweet tweets comments
    remarks"""
    )
)
PERSON_PRONOUNS = frozenset({"he", "she"})
GROUP_PRONOUNS = frozenset({"they"})
OTHER_PRONOUNS = frozenset({"i", "we", "you", "me", "us", "him", "them"})

# Heads of noun phrases that can speak; those of ONE stand for a person, those of MANY for an organisation
PERSON_NOUNS = frozenset(
    words(
        """spokesperson spokesman spokeswoman spokespeople representative official officials executive
    executives chief ceo cfo coo cto boss president vice-president chairman chairwoman chair chairperson
    founder co-founder cofounder director directors manager minister secretary commissioner governor
    mayor senator senators congressman congresswoman lawmaker lawmakers chancellor ambassador judge
    prosecutor prosecutors lawyer lawyers attorney attorneys analyst economist professor researcher
    researchers scientist scientists engineer engineers author owner leader leaders head billionaire
    entrepreneur mogul commentator activist correspondent agent adviser advisor candidate democrat
    republican republicans democrats commander officer premier king queen prince princess star singer
    actor actress player coach pastor bishop deputy partner investor vp svp evp staffer aide aides
    dealer planner strategist editor designer co-ceo veteran tycoon magnate"""
    )
)
ORG_NOUNS = frozenset(
    words(
        """company automaker carmaker maker manufacturer firm group giant startup start-up brand supplier
    chipmaker battery-maker retailer utility ministry agency regulator regulators government
    administration department commission committee council court police union organisation organization
    bank brokerage fund university institute operator airline team campaign board association embassy
    foundation coalition authority authorities office bureau unit division subsidiary conglomerate label
    companies regime army navy charity newspaper paper outlet treasury conservatives labour taliban
    network"""
    )
)
# Of these, what a text calls the company that it is about; a regulator or a bank is somebody else.
COMPANY_NOUNS = frozenset(
    words(
        """company automaker carmaker maker manufacturer firm group giant startup start-up brand supplier
    chipmaker battery-maker retailer utility operator airline team unit division subsidiary conglomerate
    label companies"""
    )
)
SPOKES = frozenset({"spokesperson", "spokesman", "spokeswoman", "spokespeople", "representative", "rep"})
TITLES = frozenset(
    words(
        """mr mrs ms miss dr prof sir dame sen gov rep lt gen col capt mr. mrs. ms. dr. prof. sen. gov. rep.
    gen. lt. col. capt. president chairman ceo cfo coo cto chief executive officer founder co-founder
    minister secretary senator governor mayor premier chancellor king queen prince princess pope judge
    justice director vice deputy general professor spokesman spokeswoman spokesperson spokespeople
    ambassador congressman congresswoman representative chair chairwoman state commissioner
    administrator analyst economist boss head attorney leader speaker democrat republican afghan
    australian royal white house press us u.s. former then commentator correspondent activist executive
    co-ceo vp svp evp manager officer"""
    )
)
# Titles that mean the same to "X's CEO"
SAME_TITLE = {
    "boss": "CEO",
    "chief": "CEO",
    "head": "CEO",
    "top executive": "CEO",
    "chief executive": "CEO",
    "chief executive officer": "CEO",
    "ceo": "CEO",
    "founder": "founder",
    "co-founder": "co-founder",
    "cofounder": "co-founder",
    "chairman": "chairman",
    "chair": "chair",
    "chairwoman": "chair",
    "president": "president",
    "cfo": "CFO",
    "chief financial officer": "CFO",
    "executive chair": "executive chair",
    "executive chairman": "executive chairman",
    "vice chairman": "vice chairman",
}

ORG_ENDINGS = frozenset(
    words(
        """inc inc. corp corp. co co. ltd ltd. llc plc ag nv gmbh group holdings motors motor company
    corporation university institute bank fund foundation association commission committee council
    department ministry agency union party court house times post journal news media technologies
    technology electronics automotive securities capital partners labs systems office bureau services
    center centre college school machine network"""
    )
)
ORG_ABBREVIATED = frozenset({"inc", "corp", "co", "ltd"})

DETERMINERS = frozenset(words("the a an this that these those its his her their our my your"))
INDEFINITE = frozenset({"a", "an", "some", "any", "one", "another"})
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
PARTICLES = frozenset(words("of the de del della di da van von der den la le bin ibn al and & for at from"))
AUXILIARIES = frozenset(words("has have had having is are was were be been being do does did 've 's ’s ’ve"))
BE = frozenset(words("is are was were be been being get got gets 's ’s 're ’re"))
MODALS = frozenset(words("would could might may should can must will shall 'd ’d 'll ’ll cannot"))
NEGATIONS = frozenset(words("not never n't nt")) | frozenset(
    f"{verb}n{mark}t"
    for verb in words("did do does has have had was were is are wo would could ca should")
    for mark in "'’"
)
REFUSALS = frozenset(
    words(
        """refused refuses refuse refusing declined declines decline declining failed fails fail able unable
    ready want wants wanted hope hopes hoped trying tried reluctant going asked forced expected set used
    likely need needs needed continue"""
    )
)
ADVERBS = frozenset(
    words(
        """also then later first again just still once now even further soon never not already earlier ago
    yesterday today tonight previously both twice long ever always often sometimes"""
    )
)
NOT_ADVERBS = frozenset(words("family july italy only early supply ally reply apply company rally bully"))
SUBORDINATORS = frozenset(
    words(
        """that which who whom whose when while where after before since because although though if unless
    until as whether why how than despite following amid amidst during without upon"""
    )
)
PREPOSITIONS = frozenset(
    words(
        """in on at by with from to into onto over under about against between among through via per of for
    toward towards across around near within outside inside beyond behind like"""
    )
)
CONJUNCTIONS = frozenset(words("and but or nor so yet plus"))
LINKS = frozenset(
    words(
        """however moreover meanwhile furthermore nevertheless nonetheless still instead additionally besides
    indeed therefore thus hence accordingly but and so yet also then later separately overall finally
    similarly"""
    )
)
ANTECEDENT_NOUNS = frozenset(
    words(
        """report reports rumour rumours rumor rumors speculation claim claims talk news suggestion
    suggestions
    allegation allegations word story stories"""
    )
)
# What a narrator adds after the words of a noun phrase
NOMINAL_ENDS = frozenset(
    words(
        """while although though despite after before when because amid amidst following during as where who
    which until since but"""
    )
)

# Two texts that share only these and their subject do not say the same.
FUNCTION_WORDS = (
    DETERMINERS | AUXILIARIES | BE | MODALS | NEGATIONS | PREPOSITIONS | CONJUNCTIONS | SUBORDINATORS
) | frozenset(words("who which what there here also only just still now then than very more most such it"))
DAYS = frozenset(words("monday tuesday wednesday thursday friday saturday sunday"))
MONTHS = frozenset(
    words(
        """january february march april may june july august september october november december
    jan. feb. mar.
    apr. jun. jul. aug. sept. sep. oct. nov. dec."""
    )
)
TIMES = (
    DAYS
    | MONTHS
    | frozenset(words("yesterday today tonight earlier later recently afterwards afterward then separately"))
)
TIME_NOUNS = frozenset(words("week month year day night morning afternoon evening weekend quarter"))
NOT_NAMES = DAYS | MONTHS | {"the", "a", "an", "in", "on", "at", "i", "evs", "read", "more"}

ABBREVIATIONS = frozenset(
    words(
        """mr. mrs. ms. dr. prof. sen. gov. rep. gen. lt. col. capt. st. co. ltd. inc. corp. jr. sr. vs. no.
    jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec. e.g. i.e. approx. bros. dept. est. etc."""
    )
)

# What a narrator adds after a comma
GLOSSES = frozenset(
    words(
        """prompting leaving raising sparking fuelling fueling leading sending marking putting drawing citing
    adding ending bringing pushing"""
    )
)

# What leads to a cue in the infinitive: "took to Weibo to deny"
LEADS = frozenset(
    words("took takes taking turned turns posted issued used went moved stepped rushed quick came")
)

# Of a post these say nothing, nor does whom they greet
THANKS = ("thank", "thanks", "many thanks", "grateful to")
GREETINGS = (
    "good (?:morning|evening|afternoon|night)",
    r"happy \w+(?: \w+)?",
    "hi",
    "hello",
    "hey",
    "thanks",
    "thank you",
    "welcome",
)
GREETED = (
    "everyone",
    "everybody",
    "all",
    "friends",
    "folks",
    "so much",
    "very much",
    "there",
    "to",
    "of",
    "you",
)
