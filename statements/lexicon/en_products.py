"""What stands in names of products, in Latin letters, and what only looks like one. Data only."""

from __future__ import annotations

import re

from statements.lexicon import words

VARIANTS = (
    "Pro Max|Pro|Max|Plus|Ultra|Mini|mini|Fold|Flip|Lite|Air|SE|Note|GT|RS|Turbo|Edge|Prime|Elite|Sport|"
    "Performance|Long Range|EV|PHEV|EX|LX|XL"
)
SMALL = (
    {
        name: at
        for at, name in enumerate(words("one two three four five six seven eight nine ten eleven twelve"), 1)
    }
    | {"fourteen": 14, "eighteen": 18, "两": 2}
    | {char: at for at, char in enumerate("一二三四五六七八九十", 1)}
)
# Codes of groups of states, standards, papers, plagues and forms of business
NO_CODE = re.compile(
    r"G7|G8|G20|G77|COP\d\d|A4|A3|B2[BCG]|C2[CM]|P2P|O2O|D2C|3D|2D|4D|F1|U\d\d|"
    r"COVID-?19|Covid-?19|COVID|H[12]|Q[1-4]Q[1-4]|FY\d\d(?:\d\d)?|CY\d\d|IP\d+|ISO\d+|T\+\d|L[2-5]|"
    r"S&P500|CO2|PM2|"
    r"US\d+|RMB\d+|USD\d+|EUR\d+|GBP\d+|HKD?\d+|HK\d+|NT\d+|CNY\d+|[12]H\d*|[1-4]Q\d*|"
    r"\d{1,3}[KMBTkmbtGWV]|\d+(?:GB|TB|MB|GW|MW|kW|Hz|Wh|AM|PM|Ah)"
)
NO_SERIES = frozenset(words("the a this that world tv drama web mini new whole entire in of"))
# Words with a capital that stand before a number and name no product
NO_NAMES = frozenset(
    words(
        """
        january february march april may june july august september october november december jan feb mar apr
        jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday about around
        roughly approximately nearly almost over under above below some only just at least most more than less
        fewer up to by in on of from for with without and or but if the a an its our their his her these those
        all both another other every each no not one two three four five six seven eight nine ten first second
        third top chapter section article page part phase level stage step day days week year years month
        number figure table item aged age between until till before after within since during per plus minus
        we they it he she you there here now then next last this that another further extra additional roughly
        currently already still also even half quarter spring summer autumn winter group class room gate line
        total reaches hits adds cuts buys sells axes sheds orders to have has had will would is are was were
        """
    )
)
