"""Training sets: in the form that the training pipeline takes, each row of a key and a time once."""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pandas as pd

import labelled
import parts
from collected.window import parse
from mlops import blobs, tags
from mlops.data_assets import TRAINING_DATA as ASSET
from mlops.dataset import Dataset
from mlops.rest import RestError
from mlops.step import BadInput
from mlops.workspace import Workspace, current_workspace

LAST, NONE = "last", "none"


class Base(NamedTuple):
    """The set that new rows are added to."""

    rows: pd.DataFrame
    # Its version; empty if there is none.
    version: str


def base_of(add_to: str, folder: Path | None, dataset: Dataset, here: Path) -> Base:
    """A folder, if one is given; else the newest version of the data asset, a certain one of it, or none.

    here: where files are downloaded to.
    """
    if folder is not None:
        return Base(read(folder, dataset), str(folder))
    workspace = current_workspace()
    if add_to == NONE or workspace is None:
        return Base(shaped(labelled.empty(dataset), dataset), "")
    try:
        if add_to == LAST:
            version = newest(workspace)
        elif (version := workspace.find(f"data/{ASSET}/versions/{add_to}")) is None:
            raise BadInput(f"--add-to is '{add_to}', but there is no such version of {ASSET}; expected {LAST}, {NONE} or a version")
        if version is None:
            print(f"no version of {ASSET} yet: the set has the rows of this window alone")
            return Base(shaped(labelled.empty(dataset), dataset), "")
        blobs.download(workspace, version["properties"]["dataUri"], here)
    except RestError as error:
        raise BadInput(f"the version of {ASSET} that rows are added to could not be read: {error}") from error
    return Base(read(here, dataset), version["name"])


def newest(workspace: Workspace) -> dict | None:
    """The newest version that is named by its content, whoever made it; else the folder of training data, if there is anything in it."""
    versions = sorted(workspace.list(f"data/{ASSET}/versions"), reverse=True,
                      key=lambda each: (each.get("systemData") or {}).get("createdAt") or "")
    known = [each for each in versions if tags.SOURCE in (each["properties"].get("tags") or {})]
    return known[0] if known else next((each for each in versions if has_files(workspace, each["properties"]["dataUri"])), None)


def has_files(workspace: Workspace, address: str) -> bool:
    container, path = blobs.place_of(workspace, address)
    return any(blob.name.endswith(".csv") for blob in container.list(path))


def read(folder: Path, dataset: Dataset) -> pd.DataFrame:
    files = sorted(folder.rglob("*.csv")) if folder.is_dir() else [folder]
    if not files:
        raise BadInput(f"{folder}: no CSV file that rows could be added to")
    return pd.concat([read_file(file, dataset) for file in files], ignore_index=True)


def read_file(file: Path, dataset: Dataset) -> pd.DataFrame:
    names = [*parts.columns_of(dataset), dataset.label]
    types = labelled.types_of(dataset) | {dataset.label: float}
    try:
        frame = pd.read_csv(file, dtype=types, usecols=lambda name: name in names, keep_default_na=False, na_values=[""])
    except (OSError, ValueError) as error:
        raise BadInput(f"{file}: {error}") from error
    absent = [name for name in names if name not in frame.columns]
    if absent:
        raise BadInput(f"{file}: columns missing: {', '.join(absent)}; dataset.yml has them. --add-to none starts a set of its own")
    frame[dataset.time] = pd.to_datetime([parse(said) for said in frame[dataset.time]], utc=True)
    return frame[frame[dataset.time].notna() & frame[dataset.label].isin(dataset.label_values)][names]


def shaped(rows: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Labelled rows with the columns of a set."""
    return rows.rename(columns={"label": dataset.label})[[*parts.columns_of(dataset), dataset.label]]


def add(base: Base, rows: pd.DataFrame, dataset: Dataset, counts: Counter) -> tuple[pd.DataFrame, pd.Series]:
    """The set with the rows in it, in order of time, and which of the rows are new or changed.

    Of several rows of the same key and time, the one that was asked about last is kept; it also replaces what the base has, as labels
    may have been corrected since.
    """
    key = list(dict.fromkeys([dataset.time, *dataset.keys]))
    fresh = shaped(rows, dataset)
    latest = ~fresh.duplicated(key, keep="last")
    counts["sameReading"] = int((~latest).sum())
    fresh = fresh[latest]
    known = pd.concat([base.rows, fresh], ignore_index=True)
    same = known.duplicated(keep="first").to_numpy()[len(base.rows):]
    is_new = pd.Series(False, index=rows.index)
    is_new[fresh.index[~same]] = True
    content = known.drop_duplicates(key, keep="last").sort_values(key, kind="stable", ignore_index=True)
    counts["new"] = int(is_new.sum())
    counts["replaced"] = len(base.rows.drop_duplicates(key)) + counts["new"] - len(content)
    return content, is_new


def write(file: Path, content: pd.DataFrame, dataset: Dataset) -> None:
    """The same bytes for the same rows. Days are written as days."""
    times = content[dataset.time]
    days = bool((times == times.dt.normalize()).all())
    content = content.assign(**{dataset.label: content[dataset.label].astype(int)})
    for name, feature in dataset.features.items():
        if feature.type == "integer":
            content[name] = content[name].astype("Int64")
    file.parent.mkdir(parents=True, exist_ok=True)
    content.to_csv(file, index=False, lineterminator="\n", date_format="%Y-%m-%d" if days else "%Y-%m-%dT%H:%M:%SZ")
