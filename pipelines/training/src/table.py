"""Rows of data as pandas has them: read from CSV, and brought into the types of the data contract."""

from pathlib import Path

import pandas as pd

from mlops.dataset import Dataset, Feature, moment
from mlops.step import BadInput


def read(file: Path, dataset: Dataset) -> pd.DataFrame:
    """The columns of the data contract that training needs, as they are written: a text stays one, whatever it looks like."""
    try:
        frame = pd.read_csv(file, dtype=str, keep_default_na=False, na_values=[""])
    except (OSError, ValueError) as error:
        raise BadInput(f"{file}: {error}") from error
    wanted = columns_of(dataset)
    if absent := [column for column in wanted if column not in frame.columns]:
        raise BadInput(f"{file}: columns missing: {', '.join(absent)}")
    return frame[wanted]


def columns_of(dataset: Dataset) -> list[str]:
    """Those that training needs; no other one reaches what it writes."""
    keys = [key for key in dataset.keys if key not in dataset.features]
    return [dataset.time, *keys, *dataset.features, dataset.label]


def typed(frame: pd.DataFrame, dataset: Dataset) -> tuple[pd.DataFrame, dict[str, int]]:
    """Times, numbers and values of categories; what can't be read as such becomes a gap, and is counted by its column."""
    made = {dataset.time: frame[dataset.time].map(time_of), dataset.label: number_of(frame[dataset.label])}
    for name, feature in dataset.features.items():
        made[name] = feature_of(frame[name], feature)
    made[dataset.time] = pd.to_datetime(made[dataset.time], utc=True).dt.tz_localize(None)
    table = frame.assign(**made)
    unread = {name: int((frame[name].notna() & table[name].isna()).sum()) for name in made}
    return table, {name: count for name, count in unread.items() if count}


def features_of(frame: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """What the model is asked with, in its order: numbers as such, texts as such, gaps as gaps."""
    return pd.DataFrame({name: feature_of(frame[name], feature) for name, feature in dataset.features.items()},
                        index=frame.index)


def outside(frame: pd.DataFrame, dataset: Dataset) -> dict[str, int]:
    """How many values of each feature lie outside the bounds of the data contract: the service would refuse them."""
    counts = {}
    for name, feature in dataset.features.items():
        if feature.type != "category":
            low = frame[name] < feature.minimum if feature.minimum is not None else False
            high = frame[name] > feature.maximum if feature.maximum is not None else False
            counts[name] = int((low | high).sum()) if low is not False or high is not False else 0
    return {name: count for name, count in counts.items() if count}


def feature_of(column: pd.Series, feature: Feature) -> pd.Series:
    if feature.type == "category" and isinstance(feature.values[0], str):
        return column.astype(object).where(column.isin(feature.values), None)
    numbers = number_of(column)
    if feature.type == "category":
        return numbers.where(numbers.isin(feature.values))
    return numbers.where(numbers % 1 == 0) if feature.type == "integer" else numbers


def number_of(column: pd.Series) -> pd.Series:
    numbers = pd.to_numeric(column, errors="coerce").astype(float)
    return numbers.where(numbers.abs() < float("inf"))


def time_of(text):
    return moment(text) if isinstance(text, str) else None
