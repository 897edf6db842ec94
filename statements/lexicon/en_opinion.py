"""English words of judgement: praise, blame and feeling. Data only; `*` stands for any ending.

STRONG words judge wherever they stand. WEAK ones are as often plain description: they judge together, or with
a word that weighs ("so important") or shows a view ("I think it is a good deal").
"""

from __future__ import annotations

STRONG = """
    abhorrent abominable absurd* abysmal admirable admiration admire admired admires adore adores alarmed
    alarming amateurish amazed amazing amazingly anger* angry annoyed annoying antisemitic appalled
    appalling appallingly applaud* appreciate appreciates arrogan* ashamed astonished astonishing
    astonishingly astounding atrocious authoritarian awesome awful backward baffled baffling baloney
    barbaric bearish beautiful* beautifully beloved best-ever best-in-class bigoted bigotry bizarre bland
    blatant blunder* bogus bonkers boring botched bravo brazen breathtaking brilliant* brilliantly brutal
    bullish bullshit bully bungled bungling callous captivating careless charming cherish* cherished
    chilling classy clown clueless clumsy clunky comical commend commendable commends compelling complacen*
    congratulate congratulations contemptible courageous coward cowardly crap crazy cringe cringeworthy
    crook cruel* cynical cynically damning dazzling debacle debas* deceitful deceptive dehumanising
    dehumanizing delight* delusional demoralising demoralizing deplorable deplore* depressing derisory
    deserve* despicable despise* detest* devastated devastating dignified dire disagree* disappoint*
    disastrous disgrace* disgust* disgustingly dishonest* dislike* dismal dismayed disrespectful
    distasteful disturbed disturbing downright draconian dreadful dreary dud dull eerie egregious elegant
    embarrass* enchanting encouraged enraged enviable evil exceptional excited exciting excruciating
    exemplary exhausting exhilarating exploitative exquisite extortionate extraordinary fabulous fantastic*
    farce farcical fascinated fascinating fascist* fatuous fear-mongering fearmongering fiasco first-rate
    flawed flawless flimsy flop foolhardy foolish formidable frankly fraught frightening frustrat* furious
    game-changer game-changing garbage gem genius ghastly glaring glorious gorgeous graceful gracious
    grandstanding grateful grim grotesque groundbreaking gullible harrowing hateful heartbreak* heartbroken
    heartfelt heartless heartwarming heinous hero heroes heroic hideous hilarious hoax hogwash honestly
    honored honoured hopeless horrendous horrible horrid horrific horrified horrifying humbled humbling
    humiliat* hypocri* hypocrisy iconic idiot* ignoran* ill-advised ill-conceived ill-judged immaculate
    immature immoral impeccable impressed impressive inadequacy inadequate inane inappropriate incoherent
    incompeten* inconceivable incredible incredibly indecent indefensible indifferent indispensable
    inefficien* inept inexcusable infuriating ingenious inhuman* inhumane insane insensitive inspirational
    inspiring insulting intolerable intriguing invaluable ironically irrational irresistible irresponsib*
    jaw-dropping joke kudos lackluster lacklustre landmark laughable lazy legendary liar* loathe* loathsome
    lovely ludicrous maddening magical magnificent majestic malicious marvellous marvelous masterful
    masterpiece mean-spirited meddling mediocre mesmerising mesmerizing messy mind-blowing miraculous
    miserable misguided misleading misogynist* mistake mistaken monstrous monumental moron moronic
    mortified naive narrow-minded nasty nauseating negligen* nightmare* no-brainer noble nonsensical
    obnoxious obscene ominous outdated outrage* outstanding overblown overdue overhyped overjoyed
    overpriced overrated overvalued painful pandering pathetic peerless perilous pernicious perplexing
    petty phenomenal pitiful pleased pointless poorly posturing praiseworthy preposterous prestigious
    priceless proud proudly rampant reckless refreshing regressive regret regrets regrettabl* regrettably
    relieved remarkable remarkably reprehensible repressive repugnant repulsive resent* revolting
    revolutionary ridiculous* rotten rubbish rude ruinous ruthless sad saddened sadly salute* scam
    scandalous scapegoat* scary scathing sceptic* selfish sensational senseless sexist shabby shaky sham
    shambles shambolic shame* shamefully shameless shockingly shoddy short-sighted shortsighted sickening
    silly sinister skeptic* slander* slapdash sleek sloppy smear* soulless spectacular spineless spiteful
    splendid squander* stellar stifling stunning stupid* stylish sub-par sublime subpar substandard
    suffocating superb superbly superlative surreal sympathise* sympathize* tacky tasteful tastefully
    tasteless tedious tepid terrible terrific terrified terrifying thankful thankfully thoughtful
    thoughtless thrilled thrilling thug timeless tiresome tone-deaf tragedy tragic* tragically trailblazing
    train-wreck trainwreck travesty treacherous treasured tremendous triumph* troubling tyrannical tyranny
    ugly un-American unacceptabl* unbearable unbeatable unbelievable unchecked uncivilised unconscionable
    undemocratic undervalued underwhelm* unethical unfair* unfit unforgettable unforgivable unfortunate
    unfortunately unhappy unhelpful unimaginable uninspir* unjust* unjustifi* unmatched unparalleled
    unpatriotic unprofessional unreasonabl* unreliable unrivaled unrivalled unsatisfactory unsettling
    unsustainable untenable unthinkable untrustworthy unviable unwarranted unwelcome unwise upset upsetting
    useless valiant vicious vile vindictive visionary vulgar wary wasteful weird witch-hunt woeful
    wonderful* wonderfully wondrous world-beating world-class worrie* worried worrisome worrying worst-ever
    worthless wretched wrong-headed wrongheaded xenophob* yuck
"""

WEAK = """
    abuse* accomplish* achievement* advanced aggressive ahead ambitious arbitrary attractive bad beneficial
    benefit* best better bitter blame* blind blindly bold boost brave broken bully* burden* catastroph*
    challenging chaos chaotic cheat* clever comfortable competitive complicated concern concerned
    concerning concerns confident conflict* confus* cool corrupt corruption costly courage* creative
    criminal* crises crisis critical crucial cut-throat cynicism damage* damaging damn danger* dangerous
    dead destroy* difficult difficulties difficulty dignity discriminat* disrupt* distress* doomed doubt
    doubtful doubts downside dream* effective effectively efficient encouraging enjoy* erode* essential
    excellent excessive expensive exploit* extreme* fail failed failing fails failure* fair favorite
    favourite fear fears fine fun funny generous genuine glad good gratitude grave great greed greedy happy
    hard harm* harmful harsh* hate hated hates healthy hell helpful historic honest hopeful hostile hurt*
    ideal illegal important impossible inflated innovation innovative inspired insufficient interested
    interesting issue issues key kind lack lacking lacks late leader leading lie like likes limited lose
    loser* losing loss love loved loves loyal lying manipulat* meaningful neat negative negatively nice
    obsess* obvious obviously odd offensive opportunities opportunity optimis* peculiar perfect perfectly
    poor popular positive powerful problem problematic problems progress promising racist radical
    reasonable recover reliable resilient respect* responsible rich right rightly risk risks risky robust
    ruin* sabotage* safe scandal secure sensible serious seriously severe* sharp* shit shock* short sick
    significant* sincere skilled slow slower sluggish smart solid special stable stale strange strength
    strong stronger strongly struggle* success* successful* suffer* superior surprised surprising
    surprisingly suspicious talented threat* threaten* thriving timely tough toxic trouble* troubled true
    trustworthy unaffordable uncertain* unclear undermine* unique unlawful unlikely unnecessary unpopular
    unprecedented unrealistic unsafe unstable unusual useful valuable vibrant victory villain* violation*
    violence violent vital volatil* vulnerable warm waste wasted weak weaker weakness* welcome
    well-deserved win winning wise workable worry worse worst wreck* wrong wrongly
"""

# That alone are a judgement: phrases, between commas
PHRASES = """
    a mess, a joke, a disgrace, a failure, I love, we love, I hate, we hate, I enjoy, we enjoy, I prefer,
    serious concern*, grave concern*, deep concern*, have concerns, have doubts, serious doubt*,
    best option, best solution, best choice, best way, too * to, far too, way too, too little, too late,
    too much, too many, too high, too low, too big, too small, too easy, too hard, too long,
    should have been, should not have, should never have, shouldn’t have, shouldn't have, ought to have,
    ought to be, make* sense, made sense, make* no sense, miss* the mark, missed the point,
    miss* the point, best interest*, no clear, no excuse, big deal, huge deal, win-win, lose-lose,
    step forward, step backward*, step back, step in the right direction, right direction, wrong direction,
    long way to go, turning point, game changer, breath of fresh air, labour of love, labor of love,
    waste of time, waste of money, slap in the face, kick in the teeth, stab in the back,
    smoke and mirrors, dead end, recipe for disaster, house of cards, race to the bottom,
    drop in the ocean, tip of the iceberg, elephant in the room, wake-up call, red flag*, red line,
    double standard*, lack of respect, lack of vision, second to none, head and shoulders above,
    light years ahead, gold standard, holy grail, dream come true, dream team, once in a lifetime,
    once in a generation, like no other, than ever before, never seen anything like, the likes of which,
    far superior, far better, far worse, much better, much worse, had enough, fed up, sick of, tired of,
    hats off, thank you, I thank, good news, bad news, good idea, bad idea, great idea, good job,
    great job, bad job, good thing, bad thing, great thing, at stake, bad deal, raw deal, fair share,
    lip service, empty promise*, empty words, over the top, off the rails, out of touch, out of control,
    out of line, beyond belief, beyond the pale, state of the art, not acceptable, not enough,
    not good enough, not fair, not right, not appropriate, not okay, not ok, not funny, not helpful,
    not sustainable, strongly oppose*, strongly support*, in favour of, in favor of, stand with,
    stand by our, pay tribute, thoughts and prayers, looking forward to, can’t wait, can't wait,
    cannot wait, could not agree more, couldn’t agree more, couldn't agree more, to be honest, to be fair,
    let’s face it, let's face it, a lot to learn, existential threat, double-edged, moral obligation,
    a disaster, an absolute disaster, a total disaster, home run, slam dunk, train wreck,
    nothing more than, come* across as, con artist, power grab, a fan of, huge fan, big fan,
    could have been better, could be better, has to be better, no sense, no vision, no respect,
    breaks my heart, broke my heart, hearts are broken, dirty trick*, political theater, political theatre,
    publicity stunt, raise* eyebrows
"""

# Weigh a weak word: so important, a very good deal
DEGREES = (
    "so, very, really, truly, too, extremely, highly, incredibly, absolutely, deeply, profoundly, such a"
)

# What one says to be, or to have been, of oneself
FEELINGS = """
    surprised, astonished, shocked, concerned, pessimistic, glad, happy, unhappy, sure of, afraid,
    fortunate, lucky, blessed, keen, sceptical, skeptical, doubtful, uncomfortable, comfortable, satisfied,
    dissatisfied, upset, mad, tired of, sick of, in favour of, in favor of, opposed, against
"""

# What is done by saying it
AVOWALS = """
    thank, congratulate, applaud, commend, condemn, denounce, salute, support, oppose, mourn, regret,
    object to, disagree, agree with, admire, respect, trust, appreciate, pray, praise, deplore, welcome,
    endorse, reject the *
"""

# Of which a thing or a person is said to be
VERDICTS = """
    good, bad, great, wrong, nice, cool, smart, clever, fair, unfair, dangerous, harmful, stupid, silly,
    sad, nonsense, rubbish, perfect, excellent, poor, weak, crucial, essential, vital, beneficial,
    positive, negative, problematic, unacceptable, unnecessary, irresponsible, a failure, a success,
    a mistake, a pity, a shame, a threat, the best, the worst, too *
"""

# The speaker's own view
VIEWS = """
    I think, I believe, I feel, I guess, I find, I wish, I suppose, I’d say, I'd say, I would say, I mean,
    I don’t think, I don't think, I do think, I am not sure, I’m not sure, I'm not sure, I’m sure,
    I'm sure, I am sure, we think, we believe, we feel, we find, we do think, we don’t think,
    we don't think, we know, we consider, I consider, we regard, I regard, in my view, in my opinion,
    in our view, in our opinion, to me, for me, personally, if you ask me, he thinks, she thinks,
    he believes, she believes, they think, it seems, seems to, seem to, it looks like, looks like,
    sounds like, sounded like, feels like, it feels, appears to, I’m very, I'm very, I am very, we’re very,
    we're very, we are very, I’m so, I'm so, we’re so, we're so, no doubt, at the end of the day,
    the problem is, the truth is, the fact is, the reality is, the question is, what matters
"""
