"""The weights that ship beside the code: they rank nothing but the features that they were fitted for."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import numpy as np

from record.errors import OnrecordError
from record.types import Json
from statements.english.fitted import cues, extents, speakers, words
from statements.english.fitted.trees import LEAF
from statements.english.fitted.weights import FILE, Ranking, Weights, read_weights

PLACE = Path(__file__).with_name(FILE)
FEATURES = {
    "cues": (cues.CueRow._fields, cues.CATEGORIES),
    "words": (words.FIELDS, words.CATEGORIES),
    "extents": (extents.ExtentRow._fields, extents.CATEGORIES),
    "speakers": (speakers.SpeakerRow._fields, speakers.CATEGORIES),
}


class UnfitWeights(OnrecordError):
    """The file of the weights cannot be used; the text says why."""


def load_weights() -> Weights | None:
    """Read once a process; None where `why_unfit` has a reason."""
    found = _load_once()
    return found if isinstance(found, Weights) else None


def why_unfit() -> str | None:
    """In words for the operator; None where the weights can be used."""
    found = _load_once()
    return str(found) if isinstance(found, UnfitWeights) else None


@cache
def _load_once() -> Weights | UnfitWeights:
    try:
        stored: Json = json.loads(PLACE.read_text("utf-8"))
        _require_features(stored)
        weights = read_weights(stored)
        for name in FEATURES:
            _require_sound(name, getattr(weights, name))
    except UnfitWeights as error:
        return error
    except FileNotFoundError:
        return UnfitWeights(f"{FILE} is not there")
    except Exception as error:  # noqa: BLE001 - whatever is broken in it, the cue grammar works
        return UnfitWeights(f"{FILE} cannot be read ({type(error).__name__}: {error})")
    return weights


def _require_features(stored: Json) -> None:
    """In their order, too: a ranking knows them by number."""
    for name, (fields, categories) in FEATURES.items():
        if tuple(stored[name]["fields"]) != fields or set(stored[name]["categories"]) != set(categories):
            raise UnfitWeights(f"{FILE} was fitted for other features ({name}) than the code has")


def _require_sound(name: str, ranking: Ranking) -> None:
    """No node leads out of the trees, and none asks for a feature that no row has."""
    trees = ranking.trees
    nodes = len(trees.feature)
    leads = np.concatenate([trees.roots, trees.left, trees.right])
    sound = (
        len(trees.roots) > 0
        and 0 <= trees.depth <= nodes
        and len(trees.threshold) == nodes
        and len(trees.right) == nodes
        and bool(((leads >= 0) & (leads < nodes)).all())
        and bool(((trees.feature > LEAF) & (trees.feature < len(ranking.fields))).all())
        and bool((np.isfinite(trees.threshold) & np.isfinite(trees.value)).all())
    )
    if not sound:
        raise UnfitWeights(f"{FILE} holds broken trees ({name})")
