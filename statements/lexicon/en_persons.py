"""English: what tells persons from organisations, women from men, and titles from names. Data only."""

from __future__ import annotations

from statements.lexicon import words

# Given names that are borne by one sex nearly always, the commonest of the English-speaking press
MALE = frozenset(
    words(
        """aaron abdul adam adrian ahmed akio alan albert alejandro alex alexander alexandre alexei
    alfred ali
    alistair allan allen amir anders andre andreas andrew andy angus anthony antonio arjun arnold arthur
    austin barry bart ben benjamin bernard bernd bill bob boris brad bradley brandon brendan brent brett
    brian bruce bruno bryan byron caleb calvin cameron carl carlos cedric chad charles charlie chester
    chris christian christopher chuck clark claude clayton clifford clint clive colin connor corey craig
    curtis cyril dale damian damien dan daniel danny darren dave david dean deepak dennis derek derrick
    dexter diego dieter dietmar dmitry dominic don donald doug douglas duncan dustin dwight dylan earl ed
    eddie edgar edmund eduardo edward edwin elliot elliott elon emanuel emil emmanuel enrique eric erik
    ernest ernesto ethan eugene evan felipe felix ferdinand fernando finn floyd francesco francisco frank
    franklin franz fred frederick fritz gabriel gareth garrett gary gavin geoff geoffrey george gerald
    gerard gilbert giles giorgio giovanni glen glenn gordon graham grant greg gregory guillermo gustavo guy
    hank hans harald harold harry harvey hassan heath hector heinrich helmut henri henrik henry herbert
    herman horace howard hubert hugh hugo hussein ian ibrahim igor isaac ivan jack jacob jacques jake jamal
    james jamie jan jared jason javier jay jeff jeffrey jeremy jerome jerry jesse jesus jim jimmy joachim
    joe joel johan johann john johnny jon jonathan jorge jose josef joseph josh joshua juan julian julien
    julio jurgen justin karl keith ken kenneth kenny kevin kirk klaus konrad kurt kyle lance larry lars
    lawrence lee leo leon leonard leonardo leroy leslie lewis liam lionel lloyd logan lorenzo louis luca
    lucas luigi luis luke malcolm manuel marc marcel marco marcus mario mark markus marshall martin marvin
    mason mathias matt matteo matthew matthias maurice max maxwell mehmet michael michel miguel mike mikhail
    mitch mitchell mohamed mohammad mohammed morgan moritz murray nathan nathaniel neil nelson nicholas nick
    nicolas nigel niklas nils noah noel norbert norman oleg oliver olivier omar oscar otto owen pablo paolo
    pascal patrick paul pavel pedro perry pete peter phil philip philipp philippe phillip pierre rafael
    rahul rajesh ralf ralph ramon randall randy raul ravi ray raymond reginald rene ricardo richard rick
    rob robert roberto robin rod rodney rodrigo roger roland rolf roman ron ronald ross roy rudolf rudy
    rupert russell ryan salvatore sam samuel sanjay santiago saul scott sean sebastian sergei sergey sergio
    seth shane shawn sidney simon spencer stan stanley stefan stephan stephen steve steven stewart stuart
    sundar suresh sven ted terence terrence terry theo theodore theodor thomas tim timothy tobias todd tom
    tommy tony travis trevor troy tyler ulrich victor vijay vincent vincenzo vladimir wade wallace walter
    warren wayne wesley wilhelm will william winston wolfgang xavier yusuf zachary"""
    )
)
FEMALE = frozenset(
    words(
        """abigail ada adele adriana agnes aisha alexandra alexandria alexis alice alicia alina alison
    allison
    amanda amber amelia amy ana anastasia andrea angela angelica anita ann anna anne annette annie antonia
    april ariana ashley astrid audrey aurora barbara beatrice becky belinda bernadette beth bethany betty
    beverly bianca birgit bonnie brenda bridget brigitte brittany camilla camille candace carla carmen carol
    carolina caroline carolyn carrie catherine cathy cecilia celeste charlotte chelsea cheryl chloe christa
    christina christine cindy claire clara claudia colleen constance courtney crystal cynthia daisy daniela
    danielle dawn deborah debra deirdre delia denise diana diane dolores donna doris dorothy edith eileen
    elaine eleanor elena elisa elisabeth elise eliza elizabeth ella ellen elsa emilia emily emma erica erika
    erin esther eva evelyn faith fatima felicia fiona florence frances francesca gabriela gabrielle gail
    gemma georgia georgina geraldine gillian gina gisele giulia gloria grace greta gretchen gwen gwendolyn
    hannah harriet heather heidi helen helena helga hilary hillary holly ida ingrid irene iris isabel
    isabella isla ivy jacqueline jana jane janet janice jasmine jean jeanette jeanne jennifer jenny jessica
    jill joan joanna joanne jodi josephine joy joyce judith judy julia juliana julie juliet june karen karin
    karina karla kate katherine kathleen kathryn kathy katie katrina kayla kelly kerry kim kimberly kirsten
    kristen kristi kristin kristina kristine lara larissa laura lauren leah lena leticia lillian lily linda
    lindsay lisa liz lola loretta lori lorraine louise lucia lucille lucy lydia lynn mabel madeleine madison
    maggie mandy marcia margaret maria mariah marianne marie marilyn marina marisa marissa marjorie
    marlene martha martina mary maureen meera megan meghan melanie melinda melissa mercedes meredith
    michelle mildred miranda miriam moira molly monica monika myra nadia nancy naomi natalia natalie natasha
    nicole nina nora norma olga olivia pamela patricia paula pauline penelope penny petra phoebe phyllis
    pilar polly priscilla priya rachel ramona rebecca regina renata renee rhonda rita roberta rosa rosalind
    rose rosemary roxanne ruby ruth sabine sabrina sally samantha sandra sara sarah selena sharon sheila
    shelley sheryl shirley silvia simone sofia sonia sophia sophie stacey stella stephanie sue susan susanne
    suzanne sylvia tamara tanya tara teresa tessa theresa tiffany tina tracey tracy trisha ursula valentina
    valerie vanessa vera veronica victoria viola violet virginia vivian wanda wendy whitney yolanda yvette
    yvonne zoe"""
    )
)
# Family names of executives that a maker of cars or jeans also bears are no given names of persons
GIVEN = (MALE | FEMALE) - {"mercedes", "austin", "morgan", "jean", "april", "june", "max", "lee", "will"}

HE_TITLES = frozenset(words("mr sir lord king prince duke chairman congressman spokesman businessman"))
SHE_TITLES = frozenset(
    words(
        """mrs ms miss madam dame lady queen princess duchess chairwoman congresswoman spokeswoman
    businesswoman actress"""
    )
)
HONORIFICS = frozenset(words("mr mrs ms miss dr sir dame lord lady"))

# Words that stand in names of organisations and in no name of a person
ORG_WORDS = frozenset(
    words(
        """agency airlines airways alliance arena associates association associated authority automobile
    aviation
    bank banking board brands brewery broadcasting brothers bureau capital catholic chamber charity church
    city civil coalition college commission committee communications congress constitution consulting
    corporation council county creative crown daily department design development digital directorate
    dynamics economic education electric energy engineering enterprise enterprises entertainment equities
    equity exchange federal federation financial force foundation foundry fund games gas general global
    government group health holdings house human industrial industries initiative innovation institute
    institutional insurance international investment investments investors label laboratories labs law legal
    machine mail management markets media medical ministry mobility motors museum national network news
    north oil operations organization partners party pharmaceuticals planned platforms police policy post
    power press productions project properties public radio railway records republic research resources
    retail revenue rights robotics royal school schools science sciences securities security senate service
    services society software solar solutions south space states station stores street studio studios
    systems team technologies technology telecom television theatre times transport treasury tribune trust
    union united university ventures vision water wireless works world"""
    )
)
# A name that ends so is that of a thing, a place or an event
NO_ORG_ENDINGS = frozenset(
    words(
        """show expo awards award summit conference forum act bill index prize cup festival street
    avenue road
    river airport stadium building tower bridge day week year season edition model series"""
    )
)
# What follows the name of an organisation and not that of a person
AFTER_ORG = frozenset(
    words(
        """shares stock analysts analyst officials executives executive spokesperson spokesman spokeswoman
    ceo cfo coo chief chairman president employees workers customers researchers scientists engineers
    vehicles cars models products headquarters plant factory lawyers staff representative director"""
    )
)
# "the brokerage" is one whose name says so: noun -> words of such names
KINDS = {
    "group": words("group coalition alliance association federation union campaign network"),
    "brokerage": words("securities equities capital brokerage financial"),
    "bank": words("bank bancorp banking"),
    "utility": words("electric power energy gas water edison utility"),
    "retailer": words("stores retail supermarkets"),
    "airline": words("airlines airways air airline"),
    "automaker": words("motor motors auto automobile automobiles automotive"),
    "carmaker": words("motor motors auto automobile automobiles automotive"),
    "chipmaker": words("semiconductor semiconductors micro devices"),
    "regulator": words("commission authority agency administration board office"),
    "watchdog": words("commission authority agency office"),
    "charity": words("foundation trust charity fund"),
    "union": words("union workers teamsters federation"),
    "newspaper": words("times post journal mail news tribune herald guardian telegraph"),
    "fund": words("fund capital partners management"),
    "university": words("university college institute"),
    "ministry": words("ministry"),
    "think-tank": words("institute foundation center centre"),
}
# Endings of a noun that names who does it: planner, scholar, economist, politician
AGENTS = ("er", "or", "ist", "ian", "man", "woman")
MORE_AGENTS = frozenset(
    words(
        """assistant consultant accountant attendant sergeant commandant scholar analyst employee
    trainee nominee
    appointee head lead chief fellow expert coach guide intern mum mom dad host guest"""
    )
)
NOT_AGENTS = frozenset(
    words(
        """former other another number year quarter order paper matter letter november october september
    december
    center water later never after over under per power summer winter senior junior major minor prior
    superior
    interior exterior inferior together rather either neither whether however further earlier better older
    younger larger smaller bigger higher lower greater newer longer shorter faster cheaper human german
    roman
    color colour error terror mirror horror favor favour labor labour floor door poor weather dinner corner
    chapter offer answer finger master-plan river tower cover proper super clever silver copper
    leather
    rubber border murder disorder gender wonder thunder shoulder ladder powder computer counter
    consumer-price
    christian persian asian european american african australian canadian indian russian italian
    iranian
    brazilian norwegian hungarian ukrainian cannot for nor or"""
    )
)
# Before the noun of a title: prime minister, Harbour Commissioner
TITLE_PARTS = frozenset(
    words(
        """prime vice deputy senior chief executive managing acting former attorney foreign finance
    health interior
    defence defense commerce trade energy first second lady associate assistant principal general global
    national regional interim current then outgoing incoming longtime democratic republican"""
    )
)
# Titles that are part of a name: King Charles
REGAL = frozenset(words("king queen prince princess pope duke duchess emperor"))
PLACE_WORDS = frozenset(
    words("new north south east west central asia africa europe america county city islands valley coast")
)
# After "of" these begin the name of a place and not of an organisation
PLACE_HEADS = frozenset(words("new south north west east san los las hong saint st. st el la"))
# Abbreviations before a name, as "the governor" calls them
TITLE_WORDS = {
    "gov": "governor",
    "sen": "senator",
    "rep": "representative",
    "gen": "general",
    "col": "colonel",
    "capt": "captain",
    "lt": "lieutenant",
    "prof": "professor",
    "sec": "secretary",
    "pm": "minister",
}

# Who is called so speaks for the organisation whose name stands before: Ford management, a Ford official
INSIDERS = frozenset(
    words(
        """spokespeople official executive chief ceo cfo coo cto cmo boss president vice-president chairman
    chairwoman chair chairperson founder co-founder cofounder director manager minister secretary
    commissioner governor mayor head leader officer vp svp evp staffer co-ceo representative management
    board leadership headquarters company companies group team unit division arm subsidiary department
    office bureau government administration ministry authority authorities agency committee commission
    council police regulator party automaker carmaker maker manufacturer chipmaker battery-maker retailer
    startup start-up giant brand firm itself themselves operator airline utility bank brokerage campaign
    prosecutor ambassador senator lawmaker congressman congresswoman judge army military press
    regime court university institute association foundation embassy treasury parliament"""
    )
)
# Whoever is called so, of an organisation or a person, is somebody else
OUTSIDERS = frozenset(
    words(
        """supplier suppliers rival rivals competitor competitors partner partners dealer dealers dealership
    dealerships customer customers client clients critic critics fan fans union unions worker workers
    employee employees analyst analysts investor investors shareholder shareholders owner owners buyer
    buyers driver drivers user users lawyer lawyers attorney attorneys contractor contractors distributor
    distributors engineer engineers researcher researchers scientist scientists ally allies opponent
    opponents supporter supporters backer backers neighbour neighbours neighbor neighbors friend friends
    colleague colleagues veteran veterans insider insiders watcher watchers whistleblower landlord lender
    lenders creditor creditors bondholder parent predecessor successor biographer
    wife husband son daughter brother sister mother father widow widower girlfriend boyfriend uncle aunt
    cousin nephew niece family children parents impostor imposter impersonator video"""
    )
)
# Of these, companies as often as persons
PARTNERS = frozenset(
    words("supplier rival competitor partner owner customer contractor distributor parent lender")
)
# With a company's name before it, the name of another body
OTHER_BODIES = frozenset(words("foundation union museum stadium university institute theatre theater arena"))
# By name these are of the organisation all the same
STAFF = frozenset(words("engineer researcher scientist economist employee worker veteran"))
LABOUR = frozenset(words("union unions works workers labour"))  # union leader, works council
# What is called so speaks for whoever owns it
VOICES = frozenset(words("website site blog newsroom account page channel newsletter magazine"))
FAKES = frozenset(words("fake parody bogus spoof hacked satirical purported so-called alleged fan"))
FORMER = frozenset(words("former ex ex- onetime erstwhile then-ceo retired ousted departed sometime"))
# "Two bankers", "several investors": nobody, where no name stands beside
SOME = frozenset(
    words(
        """one two three four five six seven eight nine ten eleven twelve dozens hundreds thousands scores
    several some many few most numerous various other another certain both neither none nobody no hardly
    countless multiple"""
    )
)
# Alone they are nobody either
CROWDS = OUTSIDERS | frozenset(words("bankers economists traders executives officials lawmakers politicians"))
