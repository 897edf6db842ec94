"""Spanish, for the tests of the plain grammar: no articles are promised with it."""

from statements.lexicon import words

FUNCTION_WORDS = words(
    """el la los las y de del que en es no un una con por para se su al lo como más pero sus le ya o este sí
    porque esta entre cuando muy sin sobre también me hasta hay donde desde todo nos durante son fue ha"""
)
PRO_DROP = True
CUES = (
    ("c", None, "dijo, dice, dicho, afirmó, afirma, aseguró, explicó, explica, señaló, añadió, escribió"),
    ("c", None, "declaró, indicó"),
    ("cn", "confirm", "confirmó, confirma, reconoció, admitió"),
    ("cn", "deny", "negó, niega, desmintió, rechazó, descartó"),
    ("cn", "plan", "anunció, anuncia, prometió"),
    ("cn", "judge", "elogió, criticó, lamentó, celebró"),
    ("cn", "ask", "pidió, pide, exigió, preguntó"),
)
ACCORDING, AS_SAID = ("según", "de acuerdo con"), ("según", "como")
THAT = words("que si")
PERSON_PRONOUNS, GROUP_PRONOUNS = words("él ella"), words("ellos ellas")
DETERMINERS = words("el la los las un una su sus este esta")
OF = words("de del")
PREPOSITIONS = words("en a al con por para desde hasta ante sobre tras durante")
CONJUNCTIONS = words("y e o pero")
AUXILIARIES = words("ha han había se le les lo")
NEGATIONS = words("no nunca")
ADVERBS = words("hoy ayer lunes martes miércoles jueves viernes sábado domingo también además después")
MONTHS = words("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre")
TITLES = words(
    """señor señora presidente presidenta ejecutivo director directora jefe ministro ministra fundador"""
)
SAME_TITLE = {"presidente": "president", "jefe": "CEO", "director": "CEO", "fundador": "founder"}
SPOKES = words("portavoz vocero vocera")
COMPANY_NOUNS = words("empresa compañía fabricante grupo firma")
ORG_NOUNS = words("ministerio gobierno policía")
NEVER = words("esto eso informe informes medios expertos estudio fuentes")
VENUES = {"post": "twitter, en x, linkedin", "interview": "entrevista*", "event": "rueda de prensa"}
NOT = "no, nunca, jamás, ningún, ninguna, sin"
PLANS = "plan*, prev*, intención, vend*, constru*, negocia*, fabric*"
FALSE = "fals*, mentira"
FUTURE, OWN = "va a, *rá", "la empresa"
DECIDED = "vamos a, *remos"
JUDGE = "excelente*, magnífic*, decepcion*, orgullos*"
