"""Codes and names of products that tell one model from the next: SU7, 2nm, Fold 4, S series."""

from __future__ import annotations

import re
from collections.abc import Iterator

from statements.gists.reading import Span
from statements.lexicon import en_products

_KINDS = en_products.VARIANTS
_VARIANT = rf"(?: ?(?:{_KINDS})\b)*"
_SMALL = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|eighteen)"
_NODE = re.compile(
    rf"(?<![\w.])(?P<n>\d{{1,3}}(?:\.\d)?|{_SMALL})[- ]?(?:nm|nanomet(?:re|er)s?|纳米)(?![A-Za-z])",
    re.IGNORECASE | re.ASCII,
)
_HAN_NODE = re.compile(r"(?P<n>[一二两三四五六七八九十]{1,3})纳米")
_GENERATION = re.compile(r"(?<![\w.])(?P<n>[2-7])G(?![A-Za-z\d])", re.ASCII)
# Letters and digits in one: C919, HB-207, iOS26; neither G20 nor A4
_CODE = re.compile(
    rf"(?<![\w$€£¥₩.,%-])(?P<code>[A-Z][A-Za-z]{{0,5}}-?\d{{1,5}}(?:[A-Z]{{1,3}}|[a-rt-z])?)(?P<s>s)?"
    rf"(?![A-Za-z\d]|[.,]\d|%)(?P<variant>{_VARIANT})",
    re.ASCII,
)
_LED = re.compile(
    rf"(?<![\w.,-])(?P<code>\d{{1,3}}[A-Z][a-zA-Z]?)(?![A-Za-z\d-])(?P<variant>{_VARIANT})", re.ASCII
)
# A name and a number: Fold 4, iPhone 18 Pro, Windows 12
_NAMED = re.compile(
    rf"(?<![\w-])(?P<name>[a-z]?[A-Z][A-Za-z]+)[ "
    rf"-]?(?P<n>\d{{1,3}}(?:\.\d{{1,2}})?[a-z]?)(?P<variant>{_VARIANT})"
    r"(?![\w%]|[.,]\d| ?[%万亿年月日天元个名人家]|[- ](?:[a-z]+[- ])?(?:percent|per|million|billion|thousand|"
    r"trillion|years?|months?|weeks?|days?|hours?|people|[a-z]+s)\b)",
    re.ASCII,
)
_SERIES = re.compile(
    r"(?<![\w-])(?P<name>[A-Z][A-Za-z]{0,9}|[A-Z]\d)[- ]?(?:[Ss]eries|系列|[Cc]lass\b|级(?=车|轿))", re.ASCII
)


def models_in(text: str) -> frozenset[str]:
    """Of a plain text, in one form: "fold 4", "hb207", "2nm", "s series"."""
    return frozenset(name for _, name in _found(text))


def model_spans(text: str) -> list[Span]:
    return [span for span, _ in _found(text)]


def family_of(model: str) -> str:
    """What it is one of: nodes, generations, or models; only within it two can be told apart."""
    if re.fullmatch(r"[\d.]+nm", model):
        return "node"
    return "generation" if re.fullmatch(r"\dg", model) else "model"


def _found(text: str) -> Iterator[tuple[Span, str]]:
    yield from _nodes(text)
    for match in _GENERATION.finditer(text):
        yield match.span(), f"{match['n']}g"
    for match in _SERIES.finditer(text):
        if match["name"].lower() not in en_products.NO_SERIES:
            yield match.span(), f"{match['name'].lower()} series"
    for pattern in (_CODE, _LED):
        for match in pattern.finditer(text):
            if not en_products.NO_CODE.fullmatch(match["code"]):
                yield match.span(), _form(match["code"].replace("-", ""), match["variant"])
    for match in _NAMED.finditer(text):
        if match["name"].lower() not in en_products.NO_NAMES and not _is_code(match):
            yield match.span(), _form(f"{match['name']} {match['n']}", match["variant"])


def _is_code(match: re.Match[str]) -> bool:
    return (
        match["name"].isupper() and len(match["name"]) <= 6 and " " not in match[0][: len(match["name"]) + 1]
    )


def _nodes(text: str) -> Iterator[tuple[Span, str]]:
    for pattern in (_NODE, _HAN_NODE):
        for match in pattern.finditer(text):
            n = match["n"].lower()
            yield match.span(), f"{en_products.SMALL.get(n, n)}nm"


def _form(code: str, variant: str) -> str:
    return " ".join(f"{code} {variant}".lower().split())
