"""English words that make a cue report nothing: said by nobody, not yet, on a condition, or in a rumour."""

from __future__ import annotations

from statements.lexicon import words

# Right before a cue: it has not happened, or nobody knows it
MODALS = words("may might could should must will would shall 'll ’ll")
# but these are as good as the saying itself, or tell of the past: "would later admit", "I must say"
ACTUAL = words(
    "later often always then eventually subsequently repeatedly frequently sometimes regularly go only"
)
# Before "to" and a cue: "is expected to announce", "is said to have told"
AHEAD = words(
    """expected likely unlikely set due scheduled poised slated about going ready supposed believed rumoured
    rumored alleged thought reported said understood tipped bound planning plans planned plan preparing
    prepares hoping hopes hoped hope intends intended intending intend wants wanted wanting want expects
    ought"""
)
# Of the subject of a passive others speak: "Tesla was told that", "Apple is said to"
PASSIVES = words(
    """said told asked reported believed thought understood rumoured rumored alleged informed urged advised
    ordered questioned pressed quizzed grilled reminded instructed"""
)

CONDITIONS = words("if unless whether lest supposing suppose assuming providing provided")
# With a verb in the present, which "when Musk announced" has not
TEMPORAL = words("when whenever once until till before")

# "Has Musk said", "did Musk say"; with the latter the verb has no ending, or it is a name: "Will Smith said"
PERFECT = words(
    """has have had is are was were hasn't haven't hadn't isn't aren't wasn't weren't
    hasn’t haven’t hadn’t isn’t aren’t wasn’t weren’t"""
)
INVERTING = words(
    """did does do would will could can should might must may didn't doesn't don't wouldn't won't couldn't
    can't shouldn't didn’t doesn’t don’t wouldn’t won’t couldn’t can’t shouldn’t"""
)
BEFORE_INVERTED = words("why how when where what whether and but or nor neither never")

NOBODY = (
    "no[- ]one",
    "nobody",
    "none",
    "neither",
    "(?:hardly|scarcely|barely) any(?:one|body)?",
    r"few(?=\s+(?:people|analysts|experts|at|in|of)\b)",
)

RUMOURS = ("rumou?rs?", "gossip", "hearsay", "speculation", "hoax(?:es)?", "conspiracy theor(?:y|ies)")
FAKES = words("fake faked fabricated doctored deepfake deepfaked bogus forged ai-generated parody spoof")
IMPOSTORS = words("impostors? imposters? impersonators? impersonating parody deepfakes? posing pretending")
# "Reports that X said": the noun, after one of these or at the start of a clause, or after a verb in -ed
REPORTS = words("reports report claims claim allegations allegation suggestions suggestion stories story")
BEFORE_NOUN = words(
    """of to by after about on with from at despite amid over for in and or a an the any such these those
    some no media press news online false earlier recent several multiple local many were are was is
    unconfirmed there widespread unsourced"""
)
DOUBTS = (
    "unclear",
    "unlikely",
    "unconfirmed",
    "untrue",
    "false",
    "possible",
    "impossible",
    "conceivable",
    "doubtful",
    "not (?:true|clear|certain|known|confirmed|the case)",
    "no (?:evidence|sign|indication|proof)",
    "doubts?",
)
