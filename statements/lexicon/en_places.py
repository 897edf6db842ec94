"""English names of states and parts of the world beside those that CLDR has. Data only."""

from __future__ import annotations

import re

# Beside CLDR's names: short forms, and who and what comes from there
NAMES = {
    "US": "U.S.|US|USA|U.S.A.|United States|America|American|Americans|Stateside",
    "GB": "UK|U.K.|Britain|Great Britain|British|Briton|Britons",
    "CN": "China|Chinese|mainland China|PRC|Sino",
    "HK": "Hong Kong|Hongkong|HK",
    "MO": "Macau|Macao",
    "TW": "Taiwan|Taiwanese",
    "JP": "Japan|Japanese",
    "KR": "South Korea|South Korean|Korea|Korean|Koreans|South Koreans",
    "KP": "North Korea|North Korean",
    "IN": "India|Indian|Indians",
    "DE": "Germany|German|Germans",
    "FR": "France|French",
    "IT": "Italy|Italian|Italians",
    "ES": "Spain|Spanish|Spaniards",
    "PT": "Portugal|Portuguese",
    "NL": "Netherlands|Dutch|Holland",
    "BE": "Belgium|Belgian|Belgians",
    "CH": "Switzerland|Swiss",
    "AT": "Austria|Austrian|Austrians",
    "SE": "Sweden|Swedish|Swedes",
    "NO": "Norway|Norwegian|Norwegians",
    "DK": "Denmark|Danish|Danes",
    "FI": "Finland|Finnish|Finns",
    "IS": "Iceland|Icelandic",
    "IE": "Ireland|Irish",
    "PL": "Poland|Polish|Poles",
    "CZ": "Czech Republic|Czechia|Czech|Czechs",
    "SK": "Slovakia|Slovak|Slovakian",
    "HU": "Hungary|Hungarian|Hungarians",
    "RO": "Romania|Romanian|Romanians",
    "BG": "Bulgaria|Bulgarian",
    "GR": "Greece|Greek|Greeks",
    "RS": "Serbia|Serbian",
    "HR": "Croatia|Croatian",
    "SI": "Slovenia|Slovenian",
    "UA": "Ukraine|Ukrainian|Ukrainians",
    "RU": "Russia|Russian|Russians",
    "BY": "Belarus|Belarusian",
    "TR": "Turkey|Turkish|Turks|Türkiye|Turkiye",
    "CA": "Canada|Canadian|Canadians",
    "MX": "Mexico|Mexican|Mexicans",
    "BR": "Brazil|Brazilian|Brazilians",
    "AR": "Argentina|Argentine|Argentinian",
    "CL": "Chile|Chilean",
    "PE": "Peru|Peruvian",
    "CO": "Colombia|Colombian",
    "VE": "Venezuela|Venezuelan",
    "CU": "Cuba|Cuban",
    "AU": "Australia|Australian|Australians",
    "NZ": "New Zealand|New Zealander",
    "ID": "Indonesia|Indonesian|Indonesians",
    "TH": "Thailand|Thai|Thais",
    "VN": "Vietnam|Vietnamese",
    "MY": "Malaysia|Malaysian|Malaysians",
    "SG": "Singapore|Singaporean|Singaporeans",
    "PH": "Philippines|Philippine|Filipino|Filipinos",
    "KH": "Cambodia|Cambodian",
    "LA": "Laos|Laotian",
    "MM": "Myanmar|Burma|Burmese",
    "BD": "Bangladesh|Bangladeshi",
    "PK": "Pakistan|Pakistani",
    "LK": "Sri Lanka|Sri Lankan",
    "NP": "Nepal|Nepalese|Nepali",
    "KZ": "Kazakhstan|Kazakh",
    "UZ": "Uzbekistan|Uzbek",
    "MN": "Mongolia|Mongolian",
    "AE": "UAE|U.A.E.|United Arab Emirates|Emirates|Emirati",
    "SA": "Saudi Arabia|Saudi|Saudis",
    "QA": "Qatar|Qatari",
    "KW": "Kuwait|Kuwaiti",
    "IL": "Israel|Israeli|Israelis",
    "IR": "Iran|Iranian|Iranians",
    "IQ": "Iraq|Iraqi",
    "EG": "Egypt|Egyptian",
    "ZA": "South Africa|South African",
    "NG": "Nigeria|Nigerian",
    "KE": "Kenya|Kenyan",
    "ET": "Ethiopia|Ethiopian",
    "MA": "Morocco|Moroccan",
    "DZ": "Algeria|Algerian",
    "TN": "Tunisia|Tunisian",
    "GH": "Ghana|Ghanaian",
    "CD": "DRC|DR Congo|Congo|Congolese|Democratic Republic of Congo",
    "ZM": "Zambia|Zambian",
    "EU": "EU|E.U.|European Union|the bloc|Eurozone|eurozone|euro zone|euro area|the Continent",
    "europe": "Europe|European|Europeans|Western Europe|continental Europe",
    "nordics": "Nordic|Nordics|Scandinavia|Scandinavian",
    "baltics": "Baltics|Baltic states",
    "eastern-europe": "Eastern Europe|Eastern European|Central Europe|Central and Eastern Europe",
    "asia": "Asia|Asian|Asians",
    "asia-pacific": "Asia-Pacific|Asia Pacific|APAC",
    "southeast-asia": "Southeast Asia|South-East Asia|South East Asia|Southeast Asian|ASEAN|Asean",
    "south-asia": "South Asia|South Asian",
    "central-asia": "Central Asia|Central Asian",
    "middle-east": "Middle East|Middle Eastern|Mideast|MENA",
    "gulf": "Gulf states|Gulf countries|Persian Gulf|GCC|the Gulf",
    "africa": "Africa|African|Africans",
    "north-america": "North America|North American",
    "latin-america": "Latin America|Latin American|Central America|Caribbean",
    "south-america": "South America|South American",
    "americas": "the Americas",
    "oceania": "Oceania|Australasia",
    "home": (
        "at home|domestic|domestically|home market|home turf|home soil|home country|homeland|"
        "on home ground|homegrown market"
    ),
    "abroad": (
        "abroad|overseas|foreign markets|foreign market|international markets|outside the country|"
        "foreign buyers"
    ),
    "world": "worldwide|globally|around the world|across the world|around the globe|every market|all markets",
}
# Names that are other things far more often than states
NOT_STATES = frozenset(
    {
        "GE",
        "TD",
        "JE",
        "GG",
        "IM",
        "MQ",
        "RE",
        "JO",
        "GN",
        "NE",
        "ML",
        "BL",
        "MF",
        "CC",
        "CX",
        "HM",
        "BV",
        "AQ",
    }
)
# What holds the name of a place and means none
NO_PLACES = re.compile(
    r"\b[A-Z][\w.]+(?: [A-Z]\w+)?-(?:based|headquartered|listed|born|backed|owned)\b|"
    r"headquartered in [A-Z]\w+|(?:US|U\.S\.|Hong Kong|Australian|Canadian|Singapore|Taiwan|"
    r"New Taiwan)[ -](?:dollars?|cents?|\$)|(?:US|HK|NT|A|C|S)\$|"
    r"(?:Chinese yuan|Japanese yen|South Korean won|Korean won|Indian rupees?|Swiss francs?|Swedish kron\w+|"
    r"Mexican pesos?|Philippine pesos?)|Bank of (?:America|China|England|Japan)|(?:south|north|east|"
    r"west) of the "
    r"(?:U\.?S\.?|Mexican|Canadian|American) border|British Airways|American Airlines|China Mobile|"
    r"Air (?:China|France|India|"
    r"Canada)|American Express|Dutch auction|French fries|Swiss army|Turkish delight|Chinese walls?|"
    r"New Mexico\b(?!,)"
)
OUTSIDE = re.compile(
    r"\b(?:outside|beyond|other than|except|excluding|apart from) (?:of )?(?:mainland |the )?$", re.IGNORECASE
)
