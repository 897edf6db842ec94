"""French, for the tests of the plain grammar: elisions and inverted pronouns."""

from statements.lexicon import words

FUNCTION_WORDS = words(
    """le la les l' et de des du d' que qu' qui en est pas un une dans pour par sur se au aux avec son sa ses
    plus ne ce cette il elle mais ou nous vous je ont été sont être"""
)
CUES = (
    ("c", None, "dit, déclaré, déclare, affirme, affirmé, expliqué, explique, ajoute, ajouté"),
    ("c", None, "écrit, indiqué"),
    ("cn", "deny", "nie, nié, dément, démenti, rejeté"),
    ("cn", "plan", "annonce, annoncé, promis, promet"),
)
ACCORDING, AS_SAID = ("selon", "d' après"), ("comme",)
THAT = words("que qu' si")
PERSON_PRONOUNS, GROUP_PRONOUNS = words("il elle"), words("ils elles")
DETERMINERS = words("le la les l' un une son sa ses ce cette")
ELISIONS = words("l' d' qu' n' s' c' j' m' t'")
OF = words("de d' du des")
PREPOSITIONS = words("en à au aux dans par pour sur avec chez lors")
CONJUNCTIONS = words("et ou mais")
AUXILIARIES = words("a ont avait s' est lui leur l'")
NEGATIONS = words("ne n' pas jamais")
ADVERBS = words("lundi mardi mercredi jeudi vendredi samedi dimanche hier aussi")
TITLES = words("monsieur madame m. mme président présidente pdg patron directeur directrice ministre")
SAME_TITLE = {"pdg": "CEO", "patron": "CEO"}
SPOKES = ("porte-parole",)
COMPANY_NOUNS = words("entreprise constructeur groupe société fabricant")
NEVER = words("cela rapport médias experts étude sources")
NOT = "ne, n', pas, jamais, aucun*"
PLANS = "plan*, projet*, vend*, constru*, envisag*, prév*"
