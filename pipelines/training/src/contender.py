"""The model that a new one is compared with, to be asked about the same rows."""

import tempfile
from pathlib import Path

import joblib

from mlops import dataset as contract
from mlops import models
from mlops.dataset import Dataset, Feature
from mlops.rest import RestError
from mlops.step import BadInput
from mlops.workspace import Workspace


class CannotAsk(Exception):
    """The model can't be asked about these rows; the message says why."""


class Contender:
    """A registered model; whatever it fails with is a reason why it can't be asked."""

    def __init__(self, classifier) -> None:
        self._classifier = classifier

    def predict_proba(self, features):
        try:
            return self._classifier.predict_proba(features)
        except Exception as error:  # A model of another time, or of another hand, may raise anything.
            raise CannotAsk(f"it fails on these rows ({type(error).__name__}: {error})") from error


def load(workspace: Workspace, model: str, dataset: Dataset) -> tuple[Contender, Dataset]:
    """Downloads a registered model, NAME:VERSION, and says what it is asked with; dataset: what the rows look like."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            name, _, version = model.rpartition(":")
            models.download(workspace, models.Chosen(name, version, "the champion"), Path(folder))
            metadata = models.metadata(Path(folder))
        except (RestError, BadInput, ValueError, OSError) as error:
            raise CannotAsk(f"its files can't be had ({error})") from error
        its_dataset = asked_with(metadata, dataset)
        files = sorted(Path(folder).rglob("model.joblib"))
        if len(files) != 1:
            raise CannotAsk(f"it has {len(files) or 'no'} files called model.joblib")
        try:
            classifier = joblib.load(files[0])
        except Exception as error:  # What was saved by other versions of a package may fail with anything.
            raise CannotAsk(f"its file can't be loaded ({type(error).__name__}: {error})") from error
    if not hasattr(classifier, "predict_proba"):
        raise CannotAsk(f"it is a {type(classifier).__name__}, which has no predict_proba")
    return Contender(classifier), its_dataset


def asked_with(metadata: dict, dataset: Dataset) -> Dataset:
    """The data contract of the model; of an older one, which has none, that its features are numbers."""
    training = metadata.get("training") if isinstance(metadata.get("training"), dict) else {}
    try:
        if isinstance(metadata.get("dataset"), dict):
            its_dataset = contract.of_document(metadata["dataset"], "its metadata.json")
        else:
            names = training.get("features")
            if not isinstance(names, list) or not names:
                raise CannotAsk("its metadata.json does not name its features")
            its_dataset = dataset._replace(features={name: Feature() for name in names})
    except BadInput as error:
        raise CannotAsk(str(error)) from error
    if its_dataset.label != dataset.label:
        raise CannotAsk(f"it predicts '{its_dataset.label}', not '{dataset.label}'")
    if absent := [name for name in its_dataset.features if name not in dataset.features]:
        raise CannotAsk(f"it has features that the rows do not have: {', '.join(absent)}")
    return its_dataset
