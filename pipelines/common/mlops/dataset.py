"""The data contract: what the data of a model looks like, as dataset.yml says it.

    name: pump-failures
    label: {name: failed_within_7_days, values: [0, 1]}
    time: reading_date
    keys: [pump_id]
    features:
      age_years: {type: number, minimum: 0, maximum: 100}
      cycles: {type: integer, minimum: 0}
      material: {type: category, values: [steel, bronze]}
    columns:
      pump_id: {type: string, max_length: 64}
      reading_date: {type: string, max_length: 32}
    personal: []

In jobs the file lies beside this package, as components include both; in a clone it lies in the folder `pipelines`.
"""

import json
import re
from datetime import datetime, timezone
from pathlib import Path
from typing import NamedTuple

from mlops import documents
from mlops.documents import Place
from mlops.step import BadInput

FILE = "dataset.yml"
FEATURE_TYPES = ("number", "integer", "category")
COLUMN_TYPES = ("string", "number", "integer")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,254}")
COLUMN = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")
# As many as the classifier of the training pipeline can tell apart.
MOST_VALUES = 255
# What the logs of requests and predictions, and the sets that are made of them, call something of their own.
TAKEN = ("requestId", "row", "time", "model", "modelVersion", "release", "probability", "predicted", "outOfRange")


class Feature(NamedTuple):
    """What the model is asked with."""

    # number, integer or category.
    type: str = "number"
    # Bounds of a number, both within; None is no bound.
    minimum: float | None = None
    maximum: float | None = None
    # Of a category: all values that it can have, texts or whole numbers.
    values: tuple[str | int, ...] = ()


class Column(NamedTuple):
    """What comes with a row and is no feature."""

    # string, number or integer.
    type: str = "string"
    # Of a text, in characters; None is no bound.
    max_length: int | None = None


class Dataset(NamedTuple):
    """What the data of a model looks like."""

    name: str
    label: str
    # What the label can be: that which the model's probability is of comes last.
    label_values: tuple[int, int]
    time: str
    keys: tuple[str, ...]
    # In the order in which the model takes them.
    features: dict[str, Feature]
    columns: dict[str, Column]
    personal: tuple[str, ...]

    @property
    def categories(self) -> tuple[str, ...]:
        """The features that are categories."""
        return tuple(name for name, feature in self.features.items() if feature.type == "category")

    def document(self) -> dict:
        """The same as dataset.yml says it: for metadata of models. `of_document` reads it."""
        return {
            "name": self.name,
            "label": {"name": self.label, "values": list(self.label_values)},
            "time": self.time,
            "keys": list(self.keys),
            "features": {name: said(feature) for name, feature in self.features.items()},
            "columns": {name: said(column) for name, column in self.columns.items()},
            "personal": list(self.personal),
        }


def load(path: Path | None = None) -> Dataset:
    """The data contract of a file, else of the dataset.yml that lies beside this package or above it."""
    return read(documents.load(path or found()))


def of_document(document: dict, where: str) -> Dataset:
    """The data contract of a model's metadata, or of any other object in the form of dataset.yml; where: what errors call it."""
    return read(documents.parse(json.dumps(document), where))


def found() -> Path:
    beside = Path(__file__).resolve().parent.parent
    for folder in (beside, beside.parent):
        if (folder / FILE).is_file():
            return folder / FILE
    raise BadInput(f"{beside / FILE}: not found; a component names it and this package in additional_includes, as in "
                   "[../../common/mlops, ../../dataset.yml]")


def read(top: Place) -> Dataset:
    top.object("name", "label", "time", "keys", "features", "columns", "personal")
    name, (label, values) = top["name"], label_of(top["label"])
    if not NAME.fullmatch(name.text()):
        name.fail(f"'{name.text()}' is no name of a model; use letters, digits, '-', '_' and '.'")
    features = {column_name(place, key): feature_of(place) for key, place in top["features"].items()}
    if not features:
        top["features"].fail("'features' is empty; a model needs at least one")
    columns = {}
    for key, place in top.items_of("columns"):
        if column_name(place, key) in features:
            place.fail(f"'{key}' is a feature already; what stands in 'columns' is none")
        columns[key] = column_of(place)
    if label in features or label in columns:
        top["label"].fail(f"'{label}' is the label; it can't be in 'features' or 'columns' as well, as requests do not have it")
    time = column_in(top["time"], columns, "time")
    keys = tuple(column_in(place, columns | features, "keys") for place in top.list_of("keys"))
    for place in top.list_of("personal"):
        if place.text() in (time, *keys):
            place.fail(f"'{place.text()}' tells rows apart ('time' or 'keys'), so it can't be left out of training sets; "
                       "use a key that says nothing of a person")
    personal = tuple(column_in(place, columns, "personal") for place in top.list_of("personal"))
    return Dataset(name.text(), label, values, time, keys, features, columns, personal)


def label_of(place: Place) -> tuple[str, tuple[int, int]]:
    place.object("name", "values")
    values = tuple(each.value() for each in place.list_of("values")) or (0, 1)
    if values != (0, 1) or any(isinstance(value, bool) for value in values):
        place["values"].fail(f"'values' is {json.dumps(list(values), default=str)}; expected [0, 1]: write the outcome that the "
                             "probability is of as 1 in the data, and the other one as 0")
    return column_name(place["name"], place["name"].text()), (0, 1)


def feature_of(place: Place) -> Feature:
    kind = type_of(place, FEATURE_TYPES, "number")
    if kind == "category":
        place.object("type", "values")
        return Feature(kind, values=categories_of(place["values"]))
    place.object("type", "minimum", "maximum")
    low, high = (bound(place, each, kind) for each in ("minimum", "maximum"))
    if low is not None and high is not None and low > high:
        place["minimum"].fail(f"'minimum' {low} is above 'maximum' {high}")
    return Feature(kind, low, high)


def categories_of(place: Place) -> tuple[str | int, ...]:
    values = []
    for each in place.list():
        value = each.value()
        if isinstance(value, bool):
            each.fail(f"'{each.written()}' is true or false in YAML; put it in quotes to make it a text")
        if not isinstance(value, (str, int)):
            each.fail(f"'{each.written()}' is neither a text nor a whole number; put it in quotes to make it a text")
        if values and type(value) is not type(values[0]):
            each.fail(f"'{each.written()}' is a {kind_of(value)}, '{values[0]}' a {kind_of(values[0])}; "
                      "the values of a category are of one kind")
        if value in values:
            each.fail(f"'{each.written()}' is there twice")
        values.append(value)
    if len(values) < 2:
        place.fail("a category needs two values at least")
    if len(values) > MOST_VALUES:
        place.fail(f"a category has {MOST_VALUES} values at most, this one has {len(values)}; put rare ones together")
    return tuple(values)


def column_of(place: Place) -> Column:
    kind = type_of(place, COLUMN_TYPES, "string")
    if kind != "string":
        place.object("type")
        return Column(kind)
    place.object("type", "max_length")
    longest = place.get("max_length")
    if longest is not None and (not is_number(longest.value(), "integer") or longest.value() < 1):
        longest.fail(f"'max_length' is '{longest.written()}'; expected a whole number of characters, 1 or more")
    return Column(kind, longest.value() if longest else None)


def type_of(place: Place, known: tuple[str, ...], otherwise: str) -> str:
    place.object()
    kind = place.get("type")
    if kind is not None and kind.value() not in known:
        kind.fail(f"'type' is '{kind.written()}'; expected one of {', '.join(known)}")
    return kind.value() if kind else otherwise


def bound(place: Place, name: str, kind: str) -> float | None:
    given = place.get(name)
    if given is not None and not is_number(given.value(), kind):
        given.fail(f"'{name}' is '{given.written()}'; expected a {'whole number' if kind == 'integer' else 'number'}")
    return given.value() if given else None


def column_name(place: Place, name: str) -> str:
    if not COLUMN.fullmatch(name):
        place.fail(f"'{name}' is no name of a column; use letters, digits and '_', 64 of them at most, and no digit first")
    if name in TAKEN:
        place.fail(f"'{name}' is what logs call something of their own; rename the column in the data")
    return name


def column_in(place: Place, known: dict, what: str) -> str:
    name = place.text()
    if name not in known:
        place.fail(f"'{what}' names '{name}', which is not there; add it to 'columns'"
                   + (f", or take one of {', '.join(known)}" if known else ""))
    return name


def is_number(value, kind: str) -> bool:
    return not isinstance(value, bool) and isinstance(value, int if kind == "integer" else (int, float)) \
        and abs(value) < float("inf")


def moment(text: str) -> datetime | None:
    """A time of the data in ISO 8601, as in 2026-01-31 or 2026-01-31T08:00:00+01:00, in UTC; None if it is none."""
    try:
        found = datetime.fromisoformat(text.strip())
        return (found if found.tzinfo else found.replace(tzinfo=timezone.utc)).astimezone(timezone.utc)
    except (ValueError, OverflowError):
        return None


def kind_of(value: str | int) -> str:
    return "text" if isinstance(value, str) else "whole number"


def said(entry: Feature | Column) -> dict:
    """What is said of a feature or a column, without what is not."""
    content = {name: value for name, value in entry._asdict().items() if value is not None and value != ()}
    return content | ({"values": list(content["values"])} if "values" in content else {})
