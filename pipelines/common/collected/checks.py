"""Values against the data set's description: what cannot be used as its type, and what is out of range."""

import math

import numpy as np
import pandas as pd

from mlops.dataset import Dataset

LONGEST_TEXT = 1024
# Beyond it a number is a mistake, and no number that a model can take.
LARGEST = 1e300


def typed(rows: dict[str, list], dataset: Dataset) -> tuple[pd.DataFrame, dict[int, str]]:
    """The columns with their types, and what is wrong with a row that has values which are none of these, by its place.

    What is missing is NaN in numbers and None elsewhere.
    """
    wrong: dict[int, str] = {}
    columns = {}
    for name, values in rows.items():
        feature = dataset.features.get(name)
        if feature is None or feature.type == "category":
            columns[name] = pd.Series(texts(name, values, wrong), dtype=object)
        else:
            columns[name] = numbers(name, values, feature.type == "integer", wrong)
    return pd.DataFrame(columns), wrong


def numbers(name: str, values: list, whole: bool, wrong: dict[int, str]) -> np.ndarray:
    """Numbers, with NaN where there is none."""
    found = np.full(len(values), np.nan)
    for place, value in enumerate(values):
        kind = type(value)
        if kind is float or kind is int:
            if not -LARGEST < value < LARGEST and value == value:
                wrong.setdefault(place, f"{name}: expected a number, got one without an end")
            elif whole and value == value and value != math.floor(value):
                wrong.setdefault(place, f"{name}: expected a whole number")
            else:
                found[place] = value
        elif value is not None:
            wrong.setdefault(place, f"{name}: expected a number, got {kind_of(value)}")
    return found


def texts(name: str, values: list, wrong: dict[int, str]) -> list:
    """Texts, and numbers where a category has some."""
    for place, value in enumerate(values):
        if isinstance(value, str):
            if len(value) > LONGEST_TEXT:
                wrong.setdefault(place, f"{name}: a text of {len(value)} characters")
        elif value is not None and (isinstance(value, bool) or not isinstance(value, (int, float))):
            wrong.setdefault(place, f"{name}: expected a text, got {kind_of(value)}")
    return values


def out_of_range(frame: pd.DataFrame, dataset: Dataset) -> pd.Series:
    """The features of each row that are beyond what the description allows, separated by commas; an empty text if none is."""
    found = np.full(len(frame), "", dtype=object)
    for name, feature in dataset.features.items():
        values = frame[name]
        beyond = values.notna()
        if feature.type == "category":
            beyond &= ~values.isin(list(feature.values or []))
        else:
            low = -math.inf if feature.minimum is None else feature.minimum
            high = math.inf if feature.maximum is None else feature.maximum
            beyond &= ~values.between(low, high)
        for place in np.flatnonzero(beyond.to_numpy()):
            found[place] += f",{name}" if found[place] else name
    return pd.Series(found, index=frame.index, dtype=object)


def kind_of(value: object) -> str:
    return {bool: "true or false", str: "a text", list: "a list", dict: "an object"}.get(type(value), "something else")
