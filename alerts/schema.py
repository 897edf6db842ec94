"""The keys of a watchlist, once: the loader knows them from here, and so does the JSON Schema for editors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_args

from alerts.rules.operator import registered
from alerts.rules.scope import FIELDS
from alerts.timing.plans import SEVERITIES
from alerts.timing.written import DIGEST, HOURS, MOMENT, WHICH_DAYS, WHILE
from record.platforms import PLATFORMS
from record.types import EventKind, Json, Provenance, Stance, Venue

NAME = r"^[\w\u00c0-\uffff-]+$"  # in editors \w is ASCII only
STATUSES = ("active", "test")
FIRST_PARTY = ("any", "prefer", "only")
TIERS = (1, 2, 3)
KINDS = ("aggregator",)
MOST_REPORTS = 99
MOST_THROTTLED, MOST_A_MINUTE = 999, 6000
PERIODS = ("hour", "day", "week")
ON = tuple(
    str(kind)
    for kind in (
        EventKind.NEW,
        EventKind.FIRST_DENIAL,
        EventKind.NEW_WORDS,
        EventKind.UPGRADED,
        EventKind.ORIGINAL,
        EventKind.REPORTED,
        EventKind.REVERSED,
        EventKind.DENIED,
        EventKind.EDITED,
        EventKind.DELETED,
        EventKind.BACK,
        EventKind.ACCOUNT_CHANGED,
    )
)
TEXT: Json = {"type": "string", "pattern": r"\S"}
DAY: Json = {"type": ["string", "integer"], "description": "YYYY, YYYY-MM or YYYY-MM-DD"}


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a mapping: what it is for, and which values it takes."""

    name: str
    doc: str
    shape: Json
    required: bool = False


def _texts(item: Json = TEXT) -> Json:
    """One text, or a list of at least one."""
    return {"anyOf": [item, {"type": "array", "items": item, "minItems": 1}]}


def _mapping(keys: Sequence[Key]) -> Json:
    shape: Json = {
        "type": "object",
        "additionalProperties": False,
        "properties": {key.name: key.shape | {"description": key.doc} for key in keys},
    }
    required = [key.name for key in keys if key.required]
    return shape | ({"required": required} if required else {})


def _any_mapping(values: Json) -> Json:
    return {"type": "object", "additionalProperties": values}


_CLAUSE: Json = {"anyOf": [TEXT, {"$ref": "#/definitions/clause"}]}  # a rule text, or a mapping of clauses
_CLAUSES = _texts(_CLAUSE)
BOUNDS = {"near": (0, 999), "first": (1, 999), "atleast": (1, 999)}  # of the numbers in a clause
WITHIN = {"sentence": "SENTENCE", "quotation": "QUOTE"}  # key and operator
COUNTED = {  # key: operator, its number, what that is
    "first": ("FIRST", "words", "How many words from the beginning of a field."),
    "atleast": ("ATLEAST", "times", "How often at least."),
}


def _number(name: str, doc: str, of: str) -> Key:
    least, most = BOUNDS[of]
    return Key(name, doc, {"type": "integer", "minimum": least, "maximum": most}, required=True)


NEAR_KEYS = (
    Key("of", "Two clauses or more.", {"type": "array", "items": _CLAUSE, "minItems": 2}, required=True),
    _number("words", "How many words may stand between; in Chinese, characters.", "near"),
    Key("ordered", "true: in this order.", {"type": "boolean"}),
)


def counted_keys(name: str) -> tuple[Key, ...]:
    """Of `first:` and `atleast:`."""
    _, number, doc = COUNTED[name]
    return Key("of", "The clause.", _CLAUSE, required=True), _number(number, doc, name)


@cache
def clause_keys() -> tuple[Key, ...]:
    """What a rule that is written as a mapping is made of."""
    fields = [guess[:-1] for guess in registered().guesses() if guess.endswith(":")]
    order: dict[str, int] = {name: number for number, name in enumerate(FIELDS)}
    return (
        Key("all", "Each of them.", _CLAUSES),
        Key("any", "At least one of them.", _CLAUSES),
        Key("none", "None of them.", _CLAUSES),
        Key("near", "At most so many words between them.", _mapping(NEAR_KEYS)),
        Key("sentence", "Within one sentence.", _CLAUSE),
        Key("quotation", "Within one pair of quotation marks.", _CLAUSE),
        Key("first", "Near the beginning of a field.", _mapping(counted_keys("first"))),
        Key("atleast", "So often at least.", _mapping(counted_keys("atleast"))),
        *(
            Key(name, f"As {name}: in a rule; of a list, one of them.", _CLAUSES)
            for name in sorted(dict.fromkeys(fields), key=lambda name: (order.get(name, 99), name))
        ),
    )


def clause_names() -> list[str]:
    return names(clause_keys())


ROLE_KEYS = (
    Key("org", "The id of the organisation.", TEXT),
    Key("titles", "What they are there, in any language.", _texts()),
    Key("since", "First day of the role.", DAY),
    Key("until", "Last day of the role.", DAY),
)
PERSON_KEYS = (
    Key("id", "A lasting short name; made of the name where it is left out.", TEXT),
    Key("name", "As it is shown.", TEXT, required=True),
    Key("names", "Every other way it is written, in both scripts.", _texts()),
    Key("kind", "A person, or an organisation that speaks.", {"enum": ["person", "organisation"]}),
    Key("pronoun", "Of a person: tells whom a text calls he or she.", {"enum": ["he", "she"]}),
    Key("roles", "What they are in which organisation.", {"type": "array", "items": _mapping(ROLE_KEYS)}),
    Key(
        "accounts",
        'Platform and account id (or a list of ids), each in quotes: weibo: "1749127163".',
        _any_mapping(_texts()) | {"propertyNames": {"enum": list(PLATFORMS)}},
    ),
)
EXAMPLE_FIELDS = (
    Key("said", "The words.", TEXT, required=True),
    Key("by", "Who says them, by any name or id; the watch's first person where it is left out.", TEXT),
    Key("title", "The title above them.", TEXT),
    Key("text", "The whole article or post; the words alone where it is left out.", TEXT),
    Key("org", "Whom they are said for.", TEXT),
    Key("role", "What the speaker is called.", TEXT),
    Key("venue", "Where they are said.", {"enum": list(get_args(Venue))}),
    Key("stance", "What is done with them.", {"enum": list(get_args(Stance))}),
    Key("provenance", "How they came to be known.", {"enum": list(get_args(Provenance))}),
    Key("source", "The outlet.", TEXT),
    Key("lang", "The language: en, zh.", TEXT),
    Key("site", "The host of the address.", TEXT),
)
_EXAMPLES = _texts({"anyOf": [TEXT, _mapping(EXAMPLE_FIELDS)]})
EXAMPLE_KEYS = (
    Key("fires", "What must hit: words of the watch's first person, or a mapping that says more.", _EXAMPLES),
    Key("silent", "What must not.", _EXAMPLES),
)
SOURCE_KEYS = (
    Key("tier", "Only Sources of these tiers, 1 to 3.", _texts({"enum": list(TIERS)})),
    Key("not", "No Sources of these kinds: aggregator.", _texts({"enum": list(KINDS)})),
)


def _written(pattern: str) -> Json:
    """A text of that form."""
    return {"type": "string", "pattern": pattern}


def _whole(most: int) -> Json:
    return {"type": "integer", "minimum": 1, "maximum": most}


QUIET_KEYS = (
    Key("hours", "As in 22:00-07:00; in the user's zone.", _written(HOURS), required=True),
    Key("days", "On which they begin: mon-fri; every day where it is left out.", _written(WHICH_DAYS)),
    Key("unless", "A rule of what is told nevertheless; it may ask for `severity:` too.", _CLAUSE),
)
THROTTLE_KEYS = (
    Key(
        "max",
        "So many at once; what is more is told in one at the end.",
        _whole(MOST_THROTTLED),
        required=True,
    ),
    Key("per", "hour, day or week.", {"enum": list(PERIODS)}, required=True),
)
FALLBACK_KEYS = (
    Key("channel", "Which channel is told too.", TEXT, required=True),
    Key("after", "So long after it was due: 10m, where it is left out.", _written(WHILE)),
)
ESCALATE_KEYS = (
    Key("to", "Which channel is told too.", TEXT, required=True),
    Key("after", "Unless it is acknowledged in that time: 15m, where it is left out.", _written(WHILE)),
)
NOTIFY_KEYS = (
    Key("channel", "The name of a channel.", TEXT, required=True),
    Key("digest", "Told together: mon-fri 18:00, or daily 08:00, 18:00.", _written(DIGEST)),
)
CHANNEL_KEYS = (
    Key("url", 'An address of apprise, or "${VARIABLE}" that holds one.', TEXT, required=True),
    Key("template", "The name of a text under `templates:`.", TEXT),
    Key("per_minute", "Messages that it takes; else what its kind is known to take.", _whole(MOST_A_MINUTE)),
    Key("timezone", "Of whoever reads it; else that of onrecord.yaml.", TEXT),
)
_NOTIFY = _texts({"anyOf": [TEXT, _mapping(NOTIFY_KEYS)]})
_SHARED_KEYS = (  # of a watch, and under `defaults:`
    Key(
        "first_party",
        "`only`: their own posts and releases; `prefer` waits 10 minutes for those; `any`, the default.",
        {"enum": list(FIRST_PARTY)},
    ),
    Key(
        "min_reports",
        "Told once so many outlets have it; near-copies are one.",
        {"type": "integer", "minimum": 1, "maximum": MOST_REPORTS},
    ),
    Key("sources", "Whose articles count: {tier: [1, 2], not: aggregator}.", _mapping(SOURCE_KEYS)),
    Key(
        "severity",
        "low, normal, high or critical: shown in messages, asked by `unless:`.",
        {"enum": list(SEVERITIES)},
    ),
    Key(
        "quiet",
        "When nothing is sent: 22:00-07:00, or {hours: …, days: …, unless: …}; told when it is over.",
        {"anyOf": [_written(HOURS), _mapping(QUIET_KEYS)]},
    ),
    Key(
        "throttle", "So many messages at once, the rest in one: {max: 6, per: day}.", _mapping(THROTTLE_KEYS)
    ),
    Key(
        "fallback",
        "A channel that is told too, where the first one takes nothing: {channel: …, after: 10m}.",
        {"anyOf": [TEXT, _mapping(FALLBACK_KEYS)]},
    ),
    Key(
        "escalate",
        "A channel that is told too, unless somebody acknowledges: {to: …, after: 15m}.",
        {"anyOf": [TEXT, _mapping(ESCALATE_KEYS)]},
    ),
)
WATCH_KEYS = (
    Key("name", "As alerts show it.", TEXT, required=True),
    Key("id", "A lasting short name, so that history survives a renaming.", TEXT | {"pattern": NAME}),
    Key("people", "Persons and organisations, by any name or id; everyone where it is left out.", _texts()),
    Key("when", "The rule: see docs/rules.md. All they say where it is left out.", _CLAUSE),
    Key("notify", "Channels, by name or as {channel: …, digest: …}; else those of `defaults:`.", _NOTIFY),
    Key(
        "on", "What to tell of; `account-changed`: of the accounts of its people.", _texts({"enum": list(ON)})
    ),
    *_SHARED_KEYS,
    Key("status", "`test` records the hits and sends nothing.", {"enum": list(STATUSES)}),
    Key(
        "mute_until",
        "A day or a time until which it tells nothing: 2026-12-01 08:00.",
        {"type": "string", "pattern": MOMENT},
    ),
    Key("note", "For whoever reads the alert.", TEXT),
    Key("owner", "Who looks after this watch.", TEXT),
    Key("examples", "Tested whenever the file is read.", _mapping(EXAMPLE_KEYS)),
)
DEFAULT_KEYS = (
    Key("notify", "Channels of every watch that names none.", _NOTIFY),
    Key("on", "What every watch tells of that does not say.", _texts({"enum": list(ON)})),
    *_SHARED_KEYS,
)
TOP_KEYS = (
    Key(
        "watches",
        "What to look for, and whom to tell.",
        {
            "type": "array",
            "minItems": 1,
            "items": _mapping(WATCH_KEYS) | {"anyOf": [{"required": ["people"]}, {"required": ["when"]}]},
        },
        required=True,
    ),
    Key(
        "channels",
        'Where to tell: a name and an address of apprise, or "${VARIABLE}" that holds one; or a mapping.',
        _any_mapping({"anyOf": [TEXT, _mapping(CHANNEL_KEYS)]}),
    ),
    Key("templates", "Your own texts for channels, with {fields}: see docs/messages.md.", _any_mapping(TEXT)),
    Key("defaults", "For every watch that does not say otherwise.", _mapping(DEFAULT_KEYS)),
    Key(
        "terms",
        "Names for groups of words: @us in a rule is any of them.",
        _any_mapping(_texts()) | {"propertyNames": {"pattern": NAME}},
    ),
    Key(
        "people",
        "People and organisations that are not known yet, or known otherwise.",
        {"type": "array", "items": {"anyOf": [TEXT, _mapping(PERSON_KEYS)]}},
    ),
)


def names(keys: Sequence[Key]) -> list[str]:
    return [key.name for key in keys]


def watchlist_schema() -> Json:
    """JSON Schema, draft 7: what the editors' YAML plug-ins read."""
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": "Onrecord watchlist"}
    clause = _mapping(clause_keys()) | {"minProperties": 1}
    return head | _mapping(TOP_KEYS) | {"definitions": {"clause": clause}}
