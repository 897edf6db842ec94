"""Fits the weights of the English reading: python -m benchmarks.fit_statements GOLD.jsonl... [--folds N]

GOLD are annotated documents (doc_id, lang, text, statements). Writes statements/english/fitted/weights.json:
trees over features of structure, and counts of single verbs; no text. With --folds nothing is written: every
document is read by the whole product with weights fitted on the others, and what score.py, beside the first
GOLD, says of each fold and of each file is printed. Needs lightgbm (make peers).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from unittest.mock import patch

from benchmarks.articles import load_scorer
from benchmarks.extract_statements import predict
from benchmarks.fitting.documents import GoldDocument, load_rows, read_document
from benchmarks.fitting.stages import fit
from record.people import People, load_people
from record.types import Json
from statements.english import reading
from statements.english.fitted import weights
from statements.english.fitted.shipped import PLACE
from statements.english.parsing import load, why_missing


def main(arguments: Sequence[str]) -> int:
    options = _options(arguments)
    parser = load()
    if parser is None:
        print(why_missing(), file=sys.stderr)
        return 3
    documents = [read_document(row, parser) for row in load_rows(options.gold)]
    documents.sort(key=lambda each: each.row["doc_id"])
    if options.folds:
        _print_folds(documents, options.folds, options.gold)
        return 0
    PLACE.write_text(_as_json(fit(documents)), "utf-8")
    print(f"{PLACE.name}: {len(documents)} documents, {PLACE.stat().st_size / 1000:.0f} kB")
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fit_statements", description=__doc__)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--folds", type=int, default=0)
    return parser.parse_args(arguments)


def _as_json(stored: Json) -> str:
    """One line a part, so that a change of the weights can be looked at."""
    parts = (f'"{name}":{json.dumps(part, separators=(",", ":"))}' for name, part in stored.items())
    return "{" + ",\n".join(parts) + "}\n"


def _print_folds(documents: Sequence[GoldDocument], folds: int, paths: Sequence[Path]) -> None:
    score = load_scorer(paths[0].parent)
    people, _ = load_people()
    predicted: list[Json] = []
    for number in range(folds):
        held_out = documents[number::folds]
        rest = [each for at, each in enumerate(documents) if at % folds != number]
        here = list(_predict(held_out, json.loads(_as_json(fit(rest))), people))
        predicted += here
        print(
            f"fold {number + 1} of {folds}: {_figures(score, [each.row for each in held_out], here)}",
            flush=True,
        )
    for path in paths:
        print(f"{path.name}: {_figures(score, load_rows([path]), predicted)}")


def _predict(documents: Sequence[GoldDocument], stored: Json, people: People) -> Iterator[Json]:
    fitted = weights.read_weights(stored)
    with patch.object(reading, "load_weights", lambda: fitted):
        for document in documents:
            yield predict(document.row, people)


def _figures(score: ModuleType, gold: Sequence[Json], predicted: Sequence[Json]) -> str:
    result = score.score(gold, predicted, target="speech")
    full = result["full"]
    return (
        f"full P {full['P']} R {full['R']} F1 {full['F1']} of {full['gold']}, "
        f"span {result['content_span']['F1']}, "
        f"speaker {result['speaker_acc']}, who {result['who_acc']}, stance {result['stance_acc']}, "
        f"by kind {result['full_recall_by_kind']}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
