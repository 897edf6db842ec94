"""Problems for machines: GitHub's annotations, and SARIF 2.1.0 for code scanning."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from alerts.rules.mistakes import CODES as RULE_CODES
from alerts.watchlist import CODES as WATCHLIST_CODES
from crawler.sourcekeys import CODES as SOURCE_CODES
from record import __version__
from record.configuration import CODES as CONFIGURATION_CODES
from record.problems import Problem
from record.speakers import CODES as PEOPLE_CODES
from record.types import Json
from record.yamlfile import CODES as YAML_CODES

CODES: Mapping[str, str] = (
    YAML_CODES | CONFIGURATION_CODES | PEOPLE_CODES | SOURCE_CODES | RULE_CODES | WATCHLIST_CODES
)
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def github(problems: Sequence[Problem]) -> str:
    """One workflow command a line: shown at the line of the pull request."""
    return "".join(f"{_annotation(problem)}\n" for problem in problems)


def _annotation(problem: Problem) -> str:
    places = {"file": problem.file, "line": problem.line, "col": problem.column, "title": problem.code}
    if problem.column:
        places["endColumn"] = problem.column + problem.length
    given = ",".join(f"{key}={_property(str(value))}" for key, value in places.items() if value)
    return f"::{problem.severity} {given}::{_data(_told(problem))}"


def _told(problem: Problem) -> str:
    return f"{problem.message}: {problem.hint}" if problem.hint else problem.message


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def sarif(problems: Sequence[Problem]) -> str:
    codes = sorted({problem.code for problem in problems})
    driver = {
        "name": "onrecord check",
        "version": __version__,
        "rules": [_rule(code, problems) for code in codes],
    }
    seen: dict[str, int] = {}
    results = [_result(problem, codes.index(problem.code), seen) for problem in problems]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _rule(code: str, problems: Sequence[Problem]) -> Json:
    level = next(problem.severity for problem in problems if problem.code == code)
    words = CODES.get(code, code)
    return {
        "id": code,
        "shortDescription": {"text": words},
        "help": {"text": f"{words}. docs/rules.md lists every code."},
        "defaultConfiguration": {"level": level},
    }


def _result(problem: Problem, index: int, seen: dict[str, int]) -> Json:
    return {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": problem.severity,
        "message": {"text": _told(problem)},
        "locations": [{"physicalLocation": _location(problem)}],
        "partialFingerprints": {"problem/v1": _fingerprint(problem, seen)},
    } | ({"fixes": [_fix(problem)]} if problem.fix else {})


def _location(problem: Problem) -> Json:
    location: Json = {"artifactLocation": _artifact(problem)}
    if not problem.line:
        return location
    region: Json = {"startLine": problem.line}
    if problem.column:
        region |= {"startColumn": problem.column, "endColumn": problem.column + problem.length}
    return location | {"region": region}


def _artifact(problem: Problem) -> Json:
    path = Path(problem.file)
    return {"uri": path.as_uri() if path.is_absolute() else quote(path.as_posix())}


def _fix(problem: Problem) -> Json:
    if problem.fix is None:
        return {}
    size = problem.fix.end - problem.fix.start
    region = {"charOffset": problem.fix.start, "charLength": size}
    change = {"deletedRegion": region, "insertedContent": {"text": problem.fix.text}}
    description = {"text": problem.hint or f"write {problem.fix.text}"}
    return {
        "description": description,
        "artifactChanges": [{"artifactLocation": _artifact(problem), "replacements": [change]}],
    }


def _fingerprint(problem: Problem, seen: dict[str, int]) -> str:
    """Of what is wrong and not of where: a line added above makes no new Problem. Equal ones are numbered."""
    key = f"{problem.file}|{problem.code}|{problem.message}"
    seen[key] = seen.get(key, 0) + 1
    return hashlib.sha256(f"{key}|{seen[key]}".encode("utf-8", "replace")).hexdigest()[:32]
