"""What a window is compared with: the data that the model in use was trained on, and what this model predicts for it.

The model is the one that predicted most of the window, else the one that production runs, else the newest approved one. Its version
names the data that it was trained on (the tags mlops.data and mlops.dataPath); where that can't be had, the input `reference` is
taken, and the report says so.
"""

import pickle
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import joblib
import numpy as np
import pandas as pd

import layout
import summary
from layout import PREDICTION
from mlops import blobs, models, tags
from mlops.champion import tags_of
from mlops.dataset import Dataset
from mlops.models import Chosen
from mlops.rest import RestError
from mlops.step import BadInput
from mlops.workspace import Workspace, current_workspace
from summary import Summary

# Rows that are read at once, and rows that layouts are made of: with more of them these are a sample.
AT_ONCE, SAMPLE = 50_000, 100_000
# What can go wrong where a file is no model, or one of another version of its library.
BROKEN = (ImportError, AttributeError, ValueError, KeyError, TypeError, OSError, EOFError, IndexError, pickle.UnpicklingError)


class Reference(NamedTuple):
    """What a window is compared with."""

    summary: Summary
    # NAME:VERSION of the model; None where none is known.
    model: str | None
    # Of its registration.
    metrics: dict[str, float]
    # What it is, in words: of the model, of the data, of the predictions.
    notes: list[str]

    def document(self) -> dict:
        return {"layouts": self.summary.layouts, "summary": self.summary.document(), "model": self.model, "metrics": self.metrics,
                "notes": self.notes}


def of_document(document: dict) -> Reference:
    return Reference(summary.of_document(document["summary"], document["layouts"]), document["model"], document["metrics"],
                     document["notes"])


def find(workspace: Workspace | None, dataset: Dataset, asked: str, seen: Counter, given: Path | None,
         work: Path) -> Reference:
    """The reference.

    asked: NAME:VERSION of the model that is meant; seen: how many rows of the window each model predicted; given: the input
    `reference`; work: a folder for what is downloaded.
    """
    chosen = choose(workspace, dataset, asked, seen) if workspace else None
    known = tags_of(workspace.get(f"models/{chosen.name}/versions/{chosen.version}")) if chosen else {}
    model = f"{chosen.name}:{chosen.version}" if chosen else asked or first_of(seen)
    notes = [f"The model is {model}, {chosen.found}." if chosen
             else f"The model is {model}; nothing was looked up outside of a job." if model else "No model is known."]
    data, told = data_of(workspace, known, work / "data") if chosen else (None, "")
    if data is None:
        if given is None:
            raise BadInput(f"{told or 'there is no model to look up'}; give the data that the model was trained on as the input "
                           "'reference', as in azureml:training_data:VERSION")
        data, told = given, f"The reference is the input 'reference'{f', as {told}' if told else ''}."
    notes.append(told)
    classifier, told = load(workspace, chosen, work / "model") if chosen else (None, "Predictions have no reference: no model is known.")
    notes.append(told)
    counted, told = count(data, dataset, classifier)
    return Reference(counted, model, tags.metrics_in(known), [note for note in [*notes, told] if note])


def look_up(dataset: Dataset, asked: str, seen: Counter, given: Path | None, work: Path) -> Reference:
    """The same in the workspace of the job, if this is one; what is missing is said."""
    try:
        found = find(current_workspace(), dataset, asked, seen, given, work)
    except RestError as error:
        raise BadInput(f"the model in use could not be looked up: {error}") from error
    for note in found.notes:
        print(note)
    return found


def choose(workspace: Workspace, dataset: Dataset, asked: str, seen: Counter) -> Chosen | None:
    """The model that is compared with; None where there is none yet."""
    if not asked:
        for used, rows in seen.most_common():
            name, _, version = used.rpartition(":")
            if workspace.find(f"models/{name}/versions/{version}") is not None:
                return Chosen(name, version, f"which predicted {rows} of {sum(seen.values())} rows of the window")
    try:
        return models.choose(workspace, asked or None, dataset.name)
    except BadInput:
        if asked:
            raise
        return None


def first_of(seen: Counter) -> str | None:
    return seen.most_common(1)[0][0] if seen else None


def data_of(workspace: Workspace, known: dict[str, str], folder: Path) -> tuple[Path | None, str]:
    """The data that a model was trained on, downloaded, and what it is; None, and why, where it can't be had."""
    name, _, version = known.get(tags.DATA, "").rpartition(":")
    try:
        registered = workspace.find(f"data/{name}/versions/{version}") if name else None
        address = registered["properties"]["dataUri"] if registered else known.get(tags.DATA_PATH, "")
        if not address.startswith("azureml://"):
            return None, "the model's version names no data that can be read (tags mlops.data, mlops.dataPath)"
        blobs.download(workspace, address, folder)
        return folder, f"The reference is {f'{name}:{version}' if registered else address}, which the model was trained on."
    except RestError as error:
        return None, f"the data that the model was trained on can't be read ({error})"


def load(workspace: Workspace, chosen: Chosen, folder: Path) -> tuple[object, str]:
    """The classifier of a model; None, and why, where it can't be had."""
    try:
        models.download(workspace, chosen, folder)
        file = next(iter(sorted(folder.rglob("model.joblib"))), None)
        if file is None:
            return None, "Predictions have no reference: the model has no file model.joblib."
        return joblib.load(file), ""
    except (RestError, *BROKEN) as error:
        return None, f"Predictions have no reference: the model can't be loaded ({error})."


def count(source: Path, dataset: Dataset, classifier=None) -> tuple[Summary, str]:
    """The counts of the reference; its layout comes of it, too. With it, why it has no predictions, if it has none."""
    files = sorted(source.rglob("*.csv")) if source.is_dir() else [source]
    if not files:
        raise BadInput(f"{source}: no CSV file in this folder; the reference is the training data of the model")
    known = [name for name in dataset.features if name not in dataset.personal]
    drawn = sample(files, known, dataset)
    if drawn.empty:
        raise BadInput(f"{source}: no rows; the reference is the training data of the model")
    told = ""
    if classifier is not None:
        try:
            drawn[PREDICTION] = predict(classifier, drawn, dataset)
        except BROKEN as error:
            classifier, told = None, f"Predictions have no reference: the model can't predict it ({error})."
    layouts = layout.of_reference(drawn, dataset)
    return summary.total((counted(part, layouts, dataset, classifier) for part in parts(files, known, dataset)), layouts), told


def counted(part: pd.DataFrame, layouts: dict, dataset: Dataset, classifier) -> Summary:
    if classifier is not None:
        part[PREDICTION] = predict(classifier, part, dataset)
    return summary.of_rows(part, layouts)


def predict(classifier, rows: pd.DataFrame, dataset: Dataset) -> np.ndarray:
    """The probabilities that the model answers with. Categories that are whole numbers go to it as numbers."""
    asked = rows.reindex(columns=list(dataset.features))
    for name in dataset.categories:
        if all(isinstance(value, int) for value in dataset.features[name].values):
            asked[name] = pd.to_numeric(asked[name], errors="coerce").astype(float)
    return classifier.predict_proba(asked)[:, 1]


def sample(files: list[Path], known: list[str], dataset: Dataset) -> pd.DataFrame:
    """Rows of all files, drawn evenly: each has the same chance to be among them, and the same ones are drawn each time."""
    source = np.random.default_rng(0)
    kept: pd.DataFrame | None = None
    for part in parts(files, known, dataset):
        part = part.assign(**{"\0": source.random(len(part))})
        kept = part if kept is None else pd.concat([kept, part], ignore_index=True)
        if len(kept) > SAMPLE:
            kept = kept.nsmallest(SAMPLE, "\0")
    return pd.DataFrame() if kept is None else kept.drop(columns="\0")


def parts(files: list[Path], known: list[str], dataset: Dataset) -> Iterator[pd.DataFrame]:
    """The features of the reference, part by part, with their types."""
    for file in files:
        try:
            with pd.read_csv(file, usecols=lambda name: name in known, chunksize=AT_ONCE, dtype={
                    name: str for name in dataset.categories}) as reader:
                for part in reader:
                    yield typed(part, dataset)
        except (OSError, ValueError) as error:
            raise BadInput(f"{file}: {error}") from error


def typed(part: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    for name in part.columns:
        if dataset.features[name].type != "category":
            part[name] = pd.to_numeric(part[name], errors="coerce").astype(float)
    return part
