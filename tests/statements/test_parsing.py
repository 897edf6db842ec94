"""The door of the English model: which one is taken, what is said where there is none, and the parse."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from statements.english import parsing

if TYPE_CHECKING:
    from statements.english.parsing import Doc

PARTS = ["tok2vec", "tagger", "parser", "attribute_ruler", "ner"]
META = {"lang": "en", "spacy_version": ">=3.7.5,<3.9.0", "components": PARTS}
TEXTS = (
    "“We have no plans,” Ada Berg said on Monday, adding that Nordlys would not build in Ohio.",
    "According to the company, the plant opens in May.",
    "Nordlys denied the report, which the mayor had called a rumour.",
)

Install = Callable[..., None]


@pytest.fixture(autouse=True)
def _loaded_anew() -> Iterator[None]:
    """What one test finds missing is not missing in the next."""
    parsing._load_once.cache_clear()
    yield
    parsing._load_once.cache_clear()


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """A package that stands where only such packages are looked for."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(parsing, "PACKAGES", ("en_best", "en_second"))

    def put(package: str, **changes: Any) -> None:
        folder = tmp_path / package
        folder.mkdir()
        (folder / "__init__.py").write_text("raise RuntimeError('imported')", "utf-8")
        (folder / "meta.json").write_text(json.dumps({**META, **changes}), "utf-8")

    return put


@pytest.fixture(scope="module")
def parser() -> parsing.Parser:
    loaded = parsing.load()
    assert loaded is not None, parsing.why_missing()
    return loaded


def shape(doc: Doc) -> list[tuple[int, int, str, str]]:
    return [(token.idx, token.head.i, token.dep_, token.tag_) for token in doc]


# ---------------------------------------------------------------- which model


def test_the_official_model_is_preferred(install: Install) -> None:
    install("en_second")
    assert parsing.find_model() == "en_second"
    install("en_best")
    assert parsing.find_model() == "en_best"


def test_a_model_of_another_version_is_passed_over_for_one_that_suits(install: Install) -> None:
    install("en_best", spacy_version=">=2.0,<3.0")
    install("en_second")
    assert parsing.find_model() == "en_second"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"spacy_version": ">=2.0,<3.0"}, r"en_best needs spaCy <3.0,>=2.0, and 3\.\S+ is installed: "),
        ({"spacy_version": "about three"}, "en_best does not say which spaCy it needs: "),
        ({"lang": "de"}, "en_best is no English model with a parser: "),
        ({"components": ["ner"]}, "en_best is no English model with a parser: "),
        ({"components": None}, "en_best is no English model with a parser: "),
        ({"lang": "en"}, r"en_best cannot be loaded \(RuntimeError: imported\): "),
    ],
)
def test_a_model_that_does_not_suit_is_missing_and_says_why(
    install: Install, changes: dict[str, Any], told: str
) -> None:
    install("en_best", **changes)
    assert parsing.load() is None
    said = parsing.why_missing() or ""
    assert re.search(told + "English is read by the cue grammar alone; pip install", said), said


def test_without_a_model_the_operator_is_told_and_nothing_fails(install: Install) -> None:
    missing = "the English model is not installed: English is read by the cue grammar alone"
    assert (parsing.why_missing() or "").startswith(missing)
    assert parsing.load() is None
    with parsing.zone():
        assert (parsing.why_missing() or "").startswith(missing)


def test_spacy_is_imported_by_loading_and_by_nothing_else() -> None:
    code = (
        "import sys, cli.main, statements.pool\n"
        "from statements.english import parsing\n"
        "assert parsing.why_missing() is None\n"
        "assert 'spacy' not in sys.modules\n"
        "assert parsing.load() is parsing.load() is not None\n"
        "assert 'spacy' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


# ---------------------------------------------------------------- the parse


def test_a_text_has_the_same_parse_alone_and_among_others(parser: parsing.Parser) -> None:
    among = parser.parse([*TEXTS, "Short.", *reversed(TEXTS)])
    alone = [parser.parse([text])[0] for text in TEXTS]
    assert [shape(doc) for doc in among[:3]] == [shape(doc) for doc in alone]
    assert [shape(doc) for doc in among[:3:-1]] == [shape(doc) for doc in alone]


def test_what_is_trimmed_from_the_model_changes_no_part_of_speech(parser: parsing.Parser) -> None:
    whole = import_module(parsing.find_model()).load(exclude=parsing.UNUSED)
    for text in TEXTS:
        assert [token.pos_ for token in whole(text)] == [token.pos_ for token in parser.parse([text])[0]]
    assert not any(token.morph for token in parser.parse(TEXTS)[0])


def test_the_parse_names_who_said_it(parser: parsing.Parser) -> None:
    said = next(token for token in parser.parse(TEXTS)[0] if token.text == "said")
    assert [token.text for token in said.children if token.dep_ == "nsubj"] == ["Berg"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "(" * 3_000,
        "a(\"'" * 2_000,
        "汉" * 3_000,
        "Berg said. " * 3_000,
        "Berg said: \ud83d no \udca9",
    ],
    ids=["empty", "blank", "marks", "mixed", "Chinese", "long", "surrogates"],
)
def test_any_text_is_parsed_whole_with_its_own_offsets(parser: parsing.Parser, text: str) -> None:
    with parser.zone():
        doc, other = parser.parse([text, TEXTS[1]])
        assert len(doc.text) == len(text)
        assert all(text[token.idx :].startswith(token.text) for token in doc if "\ufffd" not in token.text)
        assert other.text == TEXTS[1]


def test_no_piece_and_no_batch_is_over_its_bound() -> None:
    pieces = parsing._pieces("Nordlys opens a plant. " * 5_000)
    assert len(pieces) > 1
    assert {piece[-1] for piece in pieces} == {" "}
    batches = list(parsing._batches(pieces * 3 + ["short"] * 10))
    assert sum(map(len, batches)) == 3 * len(pieces) + 10
    assert max(sum(map(len, batch)) for batch in batches) <= parsing.BATCH


def test_new_words_of_a_document_are_forgotten_after_it(parser: parsing.Parser) -> None:
    strings = parser._nlp.vocab.strings
    before = len(strings)
    with parser.zone():
        parser.parse([" ".join(f"nordlysq{number}x" for number in range(2_000))])
        assert len(strings) > before + 1_000
    assert len(strings) == before
    assert shape(parser.parse([TEXTS[0]])[0]) == shape(parser.parse([TEXTS[0]])[0])
