"""From what on a statistic is a breach, as thresholds.yml says it.

What the file does not say is as in DEFAULTS; `off` takes a statistic out of the judgement. Mistakes in it are told by file and line.
"""

import math
from pathlib import Path
from typing import NamedTuple

from mlops import documents
from mlops.dataset import Dataset
from mlops.documents import Place

FILE = "thresholds.yml"
OFF = "off"
NUMBERS = {"psi": 0.25, "js": 0.25, "ks": 0.25, "missing": 0.1, "outOfRange": 0.05}
CATEGORIES = {"psi": 0.25, "js": 0.25, "missing": 0.1, "unknown": 0.05}
PREDICTION = {"psi": 0.25, "js": 0.25, "ks": 0.25}
PERFORMANCE = {"roc_auc": 0.1, "brier": 0.05, "accuracy": 0.1}
MINIMUM_ROWS, MINIMUM_LABELS, SIGNIFICANCE = 100, 100, 0.001


class Thresholds(NamedTuple):
    """Limits by statistic; None is off."""

    # A window with fewer rows, or with fewer labels, is not judged.
    minimum_rows: int
    minimum_labels: int
    # How probable a false alarm may be by chance, over all that is judged in a window.
    significance: float
    features: dict[str, dict[str, float | None]]
    prediction: dict[str, float | None]
    performance: dict[str, float | None]


def load(path: Path | None, dataset: Dataset) -> Thresholds:
    """The thresholds of a file, else of the one that lies beside the code, as in jobs, or above it, as in a clone."""
    here = Path(__file__).resolve().parent
    path = path or next((folder / FILE for folder in (here, here.parent) if (folder / FILE).is_file()), here.parent / FILE)
    return read(documents.load(path), dataset)


def read(top: Place, dataset: Dataset) -> Thresholds:
    top.object("minimum_rows", "minimum_labels", "significance", "numbers", "categories", "prediction", "performance", "features")
    numbers, categories = limits(top, "numbers", NUMBERS), limits(top, "categories", CATEGORIES)
    features = {name: categories if feature.type == "category" else numbers for name, feature in dataset.features.items()}
    for name, place in top.items_of("features"):
        if name not in features:
            place.fail(f"there is no feature '{name}'; dataset.yml has {', '.join(features)}")
        features[name] = {each: None for each in features[name]} if is_off(place) else limits_of(place, features[name])
    return Thresholds(
        whole(top, "minimum_rows", MINIMUM_ROWS),
        whole(top, "minimum_labels", MINIMUM_LABELS),
        probability(top, "significance", SIGNIFICANCE),
        features,
        limits(top, "prediction", PREDICTION),
        limits(top, "performance", PERFORMANCE))


def limits(top: Place, name: str, otherwise: dict[str, float]) -> dict[str, float | None]:
    place = top.get(name)
    if place is None:
        return dict(otherwise)
    return {each: None for each in otherwise} if is_off(place) else limits_of(place, otherwise)


def limits_of(place: Place, otherwise: dict[str, float | None]) -> dict[str, float | None]:
    place.object(*otherwise)
    return otherwise | {name: limit_of(each) for name, each in place.items()}


def limit_of(place: Place) -> float | None:
    if is_off(place):
        return None
    value = place.value()
    if not is_number(value) or value < 0:
        place.fail(f"'{place.written()}' is no threshold; expected a number, 0 or more, or '{OFF}'")
    return float(value)


def is_off(place: Place) -> bool:
    # YAML 1.1 reads the word as false.
    return place.written() == OFF


def whole(top: Place, name: str, otherwise: int) -> int:
    place = top.get(name)
    if place is None:
        return otherwise
    value = place.value()
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        place.fail(f"'{name}' is '{place.written()}'; expected a whole number, 1 or more")
    return value


def probability(top: Place, name: str, otherwise: float) -> float:
    place = top.get(name)
    if place is None:
        return otherwise
    value = place.value()
    if not is_number(value) or not 0 < value <= 1:
        place.fail(f"'{name}' is '{place.written()}'; expected a probability above 0, 1 at most (1: thresholds alone decide)")
    return float(value)


def is_number(value) -> bool:
    return not isinstance(value, bool) and isinstance(value, (int, float)) and math.isfinite(value)
