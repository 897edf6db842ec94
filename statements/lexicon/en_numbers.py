"""English words for numbers and their units. Data only."""

from __future__ import annotations

from statements.lexicon import words

ONES = {
    name: at
    for at, name in enumerate(
        words(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen seventeen eighteen nineteen"
        )
    )
}
TENS = {
    name: 10 * at for at, name in enumerate(words("twenty thirty forty fifty sixty seventy eighty ninety"), 2)
} | {"fourty": 40}
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "dozen": 12.0, "score": 20.0, "lakh": 1e5, "crore": 1e7,
}  # fmt: skip
SHORT_SCALES = {
    "k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "mn": 1e6, "mln": 1e6, "mm": 1e6, "b": 1e9, "B": 1e9,
    "bn": 1e9, "bln": 1e9, "tn": 1e12, "trn": 1e12, "T": 1e12,
}  # fmt: skip
PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "twelfth": 12, "fifteenth": 15, "twentieth": 20,
    "twenty-fifth": 25, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100,
}  # fmt: skip
MULTIPLES = {
    "twice": 2.0, "twofold": 2.0, "doubling": 2.0, "double": 2.0, "doubled": 2.0, "doubles": 2.0,
    "thrice": 3.0, "threefold": 3.0, "triple": 3.0, "tripled": 3.0, "triples": 3.0, "tripling": 3.0,
    "treble": 3.0, "trebled": 3.0, "trebles": 3.0, "trebling": 3.0, "quadruple": 4.0, "quadrupled": 4.0,
    "quadruples": 4.0, "fourfold": 4.0, "fivefold": 5.0, "sixfold": 6.0, "tenfold": 10.0,
}  # fmt: skip
# What stands before a number and makes it rough, or one side of it
ABOUT = (
    "about|around|roughly|approximately|approx\\.?|some|circa|ca\\.|close to|near|nearer|near to|in the "
    "region of|in the order of|something like|give or take|an estimated|estimated"
)
UNDER = (
    "nearly|almost|just under|under|below|less than|fewer than|lower than|shy of|just shy of|up to|at most|"
    "not quite|no more than|not more than|a maximum of|within|just short of|short of|approaching|capped at"
)
OVER = (
    "more than|over|above|north of|upwards of|at least|greater than|better than|higher than|in excess of|"
    "exceeding|exceeds|exceeded|topping|tops|topped|beyond|past|surpassing|surpassed|no less than|not less "
    "than|no fewer than|a minimum of|well over|just over"
)
AFTER = r"(?:or so|or thereabouts|give or take|-odd| odd|-plus|\+| or more| plus)"
# A unit after a number: its name, and what one of it is in the base form
UNITS: dict[str, tuple[str, float]] = {}
_LISTED = {
    ("%", 1.0): "% percent|per cent|pct|pc",
    ("pp", 1.0): "percentage point|percentage points|pp|ppt|ppts|point|points",
    ("pp", 0.01): "basis point|basis points|bp|bps",
    ("USD", 1.0): "dollar|dollars|US dollar|US dollars|U.S. dollar|U.S. dollars|bucks|USD|greenbacks",
    ("USD", 0.01): "cent|cents|US cents|US cent|U.S. cents|-US-cent",
    ("EUR", 1.0): "euro|euros|EUR",
    ("CNY", 1.0): "yuan|renminbi|RMB|CNY|Chinese yuan",
    ("CNY", 0.1): "jiao|mao",
    ("CNY", 0.01): "fen",
    ("JPY", 1.0): "yen|JPY|Japanese yen",
    ("KRW", 1.0): "won|KRW|Korean won|South Korean won",
    ("GBP", 1.0): "pound|pounds|pounds sterling|GBP|quid",
    ("GBP", 0.01): "pence",
    ("HKD", 1.0): "Hong Kong dollar|Hong Kong dollars|HKD",
    ("TWD", 1.0): "Taiwan dollar|Taiwan dollars|New Taiwan dollars|TWD|NTD",
    ("SGD", 1.0): "Singapore dollar|Singapore dollars|SGD",
    ("AUD", 1.0): "Australian dollar|Australian dollars|AUD",
    ("CAD", 1.0): "Canadian dollar|Canadian dollars|CAD",
    ("INR", 1.0): "rupee|rupees|Indian rupees|INR",
    ("IDR", 1.0): "rupiah|IDR",
    ("THB", 1.0): "baht|THB",
    ("MYR", 1.0): "ringgit|MYR",
    ("PHP", 1.0): "Philippine pesos|Philippine peso",
    ("VND", 1.0): "dong|VND",
    ("CHF", 1.0): "Swiss franc|Swiss francs|francs|franc|CHF",
    ("SEK", 1.0): "Swedish kronor|Swedish crowns|SEK",
    ("NOK", 1.0): "Norwegian kroner|Norwegian crowns|NOK",
    ("DKK", 1.0): "Danish kroner|Danish crowns|DKK",
    ("RUB", 1.0): "rouble|roubles|ruble|rubles|RUB",
    ("BRL", 1.0): "reais|real|BRL",
    ("MXN", 1.0): "Mexican pesos|Mexican peso|MXN",
    ("TRY", 1.0): "lira|Turkish lira",
    ("ZAR", 1.0): "rand|ZAR",
    ("AED", 1.0): "dirham|dirhams|AED",
    ("SAR", 1.0): "riyal|riyals|SAR",
    ("PLN", 1.0): "zloty|zlotys|PLN",
    ("persons", 1.0): (
        "people|persons|person|employees|employee|staff|staffers|workers|worker|jobs|job|roles|posts|"
        "positions|layoffs|redundancies|job cuts|job losses|hires|heads|staff members|personnel|employed|"
        "engineers|drivers|riders|couriers|dismissals|men and women|colleagues|recruits|teachers|nurses|"
        "researchers|developers|sackings|soldiers|passengers|patients|users|customers|members|subscribers|"
        "shoppers|guests|visitors|owners|participants|students|families|households|followers|clients"
    ),
    ("units", 1.0): (
        "cars|car|vehicles|vehicle|units|unit|trucks|vans|buses|phones|handsets|devices|machines|sets|"
        "pieces|chips|robots|scooters|motorcycles|bikes|laptops|tablets|pumps|robotaxis|robovans|cabs|"
        "handovers|deliveries|orders|aircraft|planes|jets|airliners|airplanes|aeroplanes|wafers|servers|"
        "consoles|televisions|headsets|watches|drones|copies|doses|pumps|batteries|modules|panels"
    ),
    ("nm", 1.0): "nm|nanometre|nanometres|nanometer|nanometers",
    ("km", 1.0): "km|kilometre|kilometres|kilometer|kilometers|kms",
    ("km", 1.609): "mile|miles|mi",
    ("km", 0.001): "metre|metres|meter|meters",
    ("inch", 1.0): "inch|inches|in\\.",
    ("kg", 1.0): "kg|kilo|kilos|kilogram|kilograms|kilogramme|kilogrammes",
    ("kg", 0.4536): "lb|lbs",
    ("kg", 1000.0): "tonne|tonnes|ton|tons|metric tons|metric tonnes",
    ("oz", 1.0): "ounce|ounces|oz",
    ("m2", 1.0): "square metres|square meters|sqm|sq m",
    ("m2", 0.0929): "square feet|sq ft|square foot",
    ("m2", 1e4): "hectare|hectares",
    ("m2", 4047.0): "acre|acres",
    ("barrels", 1.0): "barrel|barrels|bbl|bpd|barrels a day|barrels per day",
    ("litre", 1.0): "litre|litres|liter|liters",
    ("kWh", 1e6): "GWh|gigawatt-hour|gigawatt-hours|gigawatt hour|gigawatt hours",
    ("kWh", 1e3): "MWh|megawatt-hour|megawatt-hours|megawatt hour|megawatt hours",
    ("kWh", 1.0): "kWh|kilowatt-hour|kilowatt-hours|kilowatt hour|kilowatt hours",
    ("kWh", 1e9): "TWh|terawatt-hour|terawatt-hours|terawatt hour|terawatt hours",
    ("kW", 1e6): "GW|gigawatt|gigawatts",
    ("kW", 1e3): "MW|megawatt|megawatts",
    ("kW", 1.0): "kW|kilowatt|kilowatts",
    ("kW", 0.7457): "horsepower|hp|bhp",
    ("GB", 1.0): "GB|gigabyte|gigabytes",
    ("GB", 1e3): "TB|terabyte|terabytes",
    ("bit/s", 1e9): "Gbps|gigabits per second",
    ("bit/s", 1e6): "Mbps|megabits per second",
    ("parameters", 1.0): "parameters|params",
    ("km/h", 1.0): "km/h|kph|kmh|kilometres per hour|kilometres an hour|kilometers per hour",
    ("km/h", 1.609): "mph|miles per hour|miles an hour",
    ("days", 1.0): "day|days",
    ("days", 7.0): "week|weeks",
    ("days", 30.44): "month|months",
    ("days", 365.25): "year|years|yrs",
    ("days", 3652.5): "decade|decades",
    ("days", 1 / 24): "hour|hours|hrs",
    ("days", 1 / 1440): "minute|minutes|mins",
    ("days", 1 / 86400): "second|seconds|secs",
    ("x", 1.0): "times|x|fold|-fold",
}  # fmt: skip
for _unit, _names in _LISTED.items():
    UNITS |= dict.fromkeys(_names.replace("% percent", "%|percent").split("|"), _unit)
