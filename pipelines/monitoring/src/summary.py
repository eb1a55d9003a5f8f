"""Counts of rows: all that the comparison needs of them. They are small, name no row, and those of parts of the data add up."""

from collections import Counter
from collections.abc import Iterable

import numpy as np
import pandas as pd

from layout import PREDICTION, texts_of

# What counts of a category call the values that the layout does not name: allowed ones, and others.
OTHER, UNKNOWN = "\0other", "\0unknown"


class Counts:
    """What was counted of one feature."""

    def __init__(self, layout: dict, rows: int = 0, missing: int = 0, beyond: int = 0, cells=None, bars=None) -> None:
        self.layout = layout
        self.rows, self.missing = rows, missing
        # Values out of the range that is allowed; of a category those that are not allowed.
        self.beyond = beyond
        self.cells = np.zeros(cells_in(layout), dtype=np.int64) if cells is None else np.asarray(cells, dtype=np.int64)
        self.bars = np.zeros(bars_in(layout), dtype=np.int64) if bars is None else np.asarray(bars, dtype=np.int64)

    @property
    def known(self) -> int:
        return self.rows - self.missing

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.layout, self.rows + other.rows, self.missing + other.missing, self.beyond + other.beyond,
                      self.cells + other.cells, self.bars + other.bars)

    def document(self) -> dict:
        """As JSON keeps it; the layout is kept once elsewhere."""
        return {"rows": self.rows, "missing": self.missing, "beyond": self.beyond, "cells": sparse(self.cells),
                "bars": sparse(self.bars)}


class Summary:
    """What was counted of rows: their features, and which models predicted them."""

    def __init__(self, layouts: dict[str, dict], rows: int = 0, counts: dict[str, Counts] | None = None,
                 models: Counter | None = None) -> None:
        self.layouts, self.rows, self.models = layouts, rows, models or Counter()
        self.counts = counts or {name: Counts(layout) for name, layout in layouts.items()}

    def __add__(self, other: "Summary") -> "Summary":
        counts = {name: self.counts[name] + other.counts[name] for name in self.layouts}
        return Summary(self.layouts, self.rows + other.rows, counts, self.models + other.models)

    def document(self) -> dict:
        return {"rows": self.rows, "models": dict(self.models),
                "counts": {name: counts.document() for name, counts in self.counts.items()}}


def of_rows(frame: pd.DataFrame, layouts: dict[str, dict], model: str | None = None) -> Summary:
    """Counts rows; of predictions those of the model alone, if one is named (NAME:VERSION)."""
    models = models_of(frame)
    # Where the logs name no model, all predictions are taken to be its.
    mine = models == model if model is not None and (models != "").any() else pd.Series(True, index=frame.index)
    counts = {}
    for name, layout in layouts.items():
        values = frame[name] if name in frame else pd.Series(np.nan, index=frame.index)
        counts[name] = count(values[mine] if name == PREDICTION else values, layout)
    return Summary(layouts, len(frame), counts, Counter(models[models != ""].value_counts().to_dict()))


def of_document(document: dict, layouts: dict[str, dict]) -> Summary:
    counts = {}
    for name, layout in layouts.items():
        found = document["counts"][name]
        counts[name] = Counts(layout, found["rows"], found["missing"], found["beyond"],
                              dense(found["cells"], cells_in(layout)), dense(found["bars"], bars_in(layout)))
    return Summary(layouts, document["rows"], counts, Counter(document["models"]))


def total(parts: Iterable[Summary], layouts: dict[str, dict]) -> Summary:
    """All parts added up."""
    return sum(parts, Summary(layouts))


def models_of(frame: pd.DataFrame) -> pd.Series:
    """NAME:VERSION of the model of each row; empty where the row does not say."""
    if "model" not in frame or "modelVersion" not in frame:
        return pd.Series("", index=frame.index, dtype=object)
    named = frame["model"].notna() & frame["modelVersion"].notna()
    return (frame["model"].astype(str) + ":" + frame["modelVersion"].astype(str)).where(named, "")


def count(values: pd.Series, layout: dict) -> Counts:
    known = values.dropna()
    missing = len(values) - len(known)
    if layout["type"] == "category":
        return count_categories(known, missing, layout)
    numbers = pd.to_numeric(known, errors="coerce").to_numpy(float)
    unusable = int(np.isnan(numbers).sum())
    numbers = numbers[~np.isnan(numbers)]
    points = np.asarray(layout["points"])
    # Even cells lie between points, odd ones are the points themselves.
    places = np.searchsorted(points, numbers, "left") + np.searchsorted(points, numbers, "right")
    bars = np.searchsorted(np.asarray(layout["bars"]), numbers, "right")
    low = -np.inf if layout["minimum"] is None else layout["minimum"]
    high = np.inf if layout["maximum"] is None else layout["maximum"]
    return Counts(layout, len(values), missing + unusable, int(((numbers < low) | (numbers > high)).sum()),
                  np.bincount(places, minlength=cells_in(layout)), np.bincount(bars, minlength=bars_in(layout)))


def count_categories(known: pd.Series, missing: int, layout: dict) -> Counts:
    allowed, places = set(layout["allowed"]), {value: place for place, value in enumerate(layout["values"])}
    cells, beyond = np.zeros(cells_in(layout), dtype=np.int64), 0
    for value, number in texts_of(known).value_counts().items():
        other = len(places) if value in allowed else len(places) + 1
        beyond += 0 if value in allowed else number
        cells[places.get(value, other)] += number
    return Counts(layout, len(known) + missing, missing, int(beyond), cells, cells)


def names_of(layout: dict) -> list[str]:
    """What the cells of a category are called."""
    return [*layout["values"], OTHER, UNKNOWN]


def cells_in(layout: dict) -> int:
    return len(layout["values"]) + 2 if layout["type"] == "category" else 2 * len(layout["points"]) + 1


def bars_in(layout: dict) -> int:
    # Below the first edge, between them, and from the last one on.
    return len(layout["values"]) + 2 if layout["type"] == "category" else len(layout["bars"]) + 1


def sparse(counts: np.ndarray) -> dict[str, int]:
    return {str(place): int(counts[place]) for place in np.flatnonzero(counts)}


def dense(counts: dict[str, int], length: int) -> np.ndarray:
    found = np.zeros(length, dtype=np.int64)
    for place, number in counts.items():
        found[int(place)] = number
    return found
