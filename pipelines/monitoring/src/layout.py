"""Where values are counted: cuts that follow from the reference, so that counts of any part of the data can be added up.

A number is counted at up to 256 points, which are quantiles of the reference, and between them: where the reference has no more
different values than that, statistics of these counts are those of the values themselves. A category is counted by its values.
"""

import math

import numpy as np
import pandas as pd

from mlops.dataset import Dataset, Feature

# Between two points lies less than one in POINTS of the reference: as much as the greatest distance of two distributions can be off.
POINTS = 256
# Bars of the histogram that the report shows.
BARS = 20
# Values of a category that are counted by themselves; what is rarer is counted together.
VALUES = 100
# What the prediction is called among the features; no feature can be called so.
PREDICTION = "probability"


def of_reference(frame: pd.DataFrame, dataset: Dataset) -> dict[str, dict]:
    """The layout of each feature, and of the prediction where the reference has one."""
    layouts = {name: of_feature(frame[name], feature) for name, feature in dataset.features.items() if name in frame}
    if PREDICTION in frame:
        layouts[PREDICTION] = of_numbers(frame[PREDICTION], 0.0, 1.0) | {"bars": edges_of(0.0, 1.0)}
    return layouts


def of_feature(values: pd.Series, feature: Feature) -> dict:
    if feature.type == "category":
        return of_categories(values, feature)
    return of_numbers(values, feature.minimum, feature.maximum)


def of_numbers(values: pd.Series, minimum: float | None, maximum: float | None) -> dict:
    known = np.sort(values.dropna().to_numpy(float))
    return {
        "type": "number",
        "points": points_of(known).tolist(),
        "bars": bars_of(known),
        "minimum": minimum,
        "maximum": maximum,
    }


def of_categories(values: pd.Series, feature: Feature) -> dict:
    found = texts_of(values).value_counts()
    frequent = list(found.index[:VALUES])
    return {"type": "category", "values": frequent, "allowed": sorted({str(value) for value in feature.values} | set(found.index))}


def texts_of(values: pd.Series) -> pd.Series:
    """Categories as texts, the same for 1 and 1.0; without gaps."""
    return values.dropna().map(lambda value: str(int(value)) if isinstance(value, float) and value.is_integer() else str(value))


def points_of(known: np.ndarray) -> np.ndarray:
    """The different values, or quantiles of them if there are many."""
    different = np.unique(known)
    if len(different) <= POINTS:
        return different
    return np.unique(np.quantile(known, np.linspace(0, 1, POINTS), method="inverted_cdf"))


def bars_of(known: np.ndarray) -> list[float]:
    """The edges of bars of the same width from the lowest value to the highest."""
    if not len(known):
        return [0.0, 1.0]
    low, high = float(known[0]), float(known[-1])
    if low == high:
        wide = max(abs(low) * 0.05, 0.5)
        low, high = low - wide, high + wide
    return edges_of(low, high)


def edges_of(low: float, high: float) -> list[float]:
    # The highest value belongs to the last bar.
    return [*np.linspace(low, high, BARS + 1)[:-1].tolist(), math.nextafter(high, math.inf)]
