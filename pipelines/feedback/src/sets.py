"""Training sets: in the form that the training pipeline takes, each row of a key and a time once."""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pandas as pd

import labelled
import parts
import windows
from collected.window import parse
from mlops import blobs
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
        version = newest(workspace) if add_to == LAST else workspace.find(f"data/{windows.ASSET}/versions/{add_to}")
        if version is None:
            if add_to == LAST:
                print(f"no version of {windows.ASSET} yet: the set has the rows of this window alone")
                return Base(shaped(labelled.empty(dataset), dataset), "")
            raise BadInput(f"--add-to is '{add_to}', but there is no such version of {windows.ASSET}; expected {LAST}, {NONE} or a version")
        blobs.download(workspace, version["properties"]["dataUri"], here)
    except RestError as error:
        raise BadInput(f"the version of {windows.ASSET} that rows are added to could not be read: {error}") from error
    return Base(read(here, dataset), version["name"])


def newest(workspace: Workspace) -> dict | None:
    """Whoever made it."""
    versions = list(workspace.list(f"data/{windows.ASSET}/versions"))
    return max(versions, key=lambda each: (each.get("systemData") or {}).get("createdAt") or "", default=None)


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
