"""The keys of a watchlist, once: the loader knows them from here, and so does the JSON Schema for editors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from record.platforms import PLATFORMS
from record.types import EventKind, Json

NAME = r"^[\w\u00c0-\uffff-]+$"  # in editors \w is ASCII only
STATUSES = ("active", "test")
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
EXAMPLE_KEYS = (
    Key("fires", "Words that must hit when the watch's first person says them.", _texts()),
    Key("silent", "Words that must not.", _texts()),
)
WATCH_KEYS = (
    Key("name", "As alerts show it.", TEXT, required=True),
    Key("id", "A lasting short name, so that history survives a renaming.", TEXT | {"pattern": NAME}),
    Key("people", "Persons and organisations, by any name or id; everyone where it is left out.", _texts()),
    Key("when", "The rule: see docs/rules.md. All they say where it is left out.", TEXT),
    Key("notify", "Names of channels; those under `defaults:` where it is left out.", _texts()),
    Key(
        "on", "What to tell of; `account-changed`: of the accounts of its people.", _texts({"enum": list(ON)})
    ),
    Key("status", "`test` records the hits and sends nothing.", {"enum": list(STATUSES)}),
    Key("note", "For whoever reads the alert.", TEXT),
    Key("owner", "Who looks after this watch.", TEXT),
    Key("examples", "Tested whenever the file is read.", _mapping(EXAMPLE_KEYS)),
)
DEFAULT_KEYS = (
    Key("notify", "Channels of every watch that names none.", _texts()),
    Key("on", "What every watch tells of that does not say.", _texts({"enum": list(ON)})),
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
        'Where to tell: a name and an address of apprise, or "${VARIABLE}" that holds one.',
        _any_mapping(TEXT),
    ),
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
    return head | _mapping(TOP_KEYS)
