"""The model: its file, its metadata, its predictions."""

import json
import math
from pathlib import Path

import joblib
import pandas as pd

from .contract import Contract, ContractError

# From this probability on, a row counts as positive: as the evaluation of the pipeline has it.
THRESHOLD = 0.5


class ModelError(Exception):
    """The model can't be used; the message says what is wrong with which file."""


class Model:
    """A classifier, and what it is asked with and predicts."""

    def __init__(self, classifier, name: str, contract: Contract):
        self._classifier, self.name, self.contract = classifier, name, contract
        self.features = list(contract.features)

    @classmethod
    def load(cls, folder: Path) -> "Model":
        """Reads model.joblib and metadata.json of a folder, or of the one folder in it that has them."""
        folder = find(folder)
        name, contract = read_metadata(folder / "metadata.json")
        classifier = joblib.load(folder / "model.joblib")
        if not hasattr(classifier, "predict_proba"):
            raise ModelError(f"{folder / 'model.joblib'}: a {type(classifier).__name__}, which has no predict_proba")
        return cls(classifier, name, contract)

    def predict(self, rows: list) -> list:
        """A probability and a decision for each row. What a row does not have is a gap."""
        texts = self.contract.texts
        frame = pd.DataFrame({name: pd.Series([row.get(name) for row in rows], dtype=object if name in texts else float)
                              for name in self.features})
        return [self._prediction(float(value)) for value in self._classifier.predict_proba(frame)[:, 1]]

    def _prediction(self, probability: float) -> dict:
        # JSON has no word for it, and no caller a use.
        if not math.isfinite(probability):
            raise ModelError(f"the model answered {probability}")
        return {"probability": probability, self.contract.label: int(probability >= THRESHOLD)}


def find(folder: Path) -> Path:
    """The folder of the model: this one, or the one below it, where Azure has mounted a registered folder."""
    if (folder / "model.joblib").is_file():
        return folder
    if not folder.is_dir():
        raise ModelError(f"{folder}: no such folder; AZUREML_MODEL_DIR, or --model_dir of the server, says where the model is")
    below = [each.parent for each in sorted(folder.glob("*/model.joblib"))]
    if len(below) != 1:
        raise ModelError(f"{folder}: {'no' if not below else 'more than one'} model.joblib in it or in a folder of it")
    return below[0]


def read_metadata(file: Path) -> tuple:
    """Name and contract of a model."""
    metadata = read_json(file)
    features = metadata.get("training", {}).get("features") if isinstance(metadata.get("training"), dict) else None
    if not isinstance(features, list) or not features or not all(isinstance(each, str) for each in features):
        raise ModelError(f"{file}: training.features is missing, or no list of names")
    try:
        contract = Contract.of(metadata["dataset"], features) if "dataset" in metadata else Contract.of_older(features)
    except ContractError as error:
        raise ModelError(f"{file}: {error}") from error
    return str(metadata.get("name") or "model"), contract


def read_json(file: Path) -> dict:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ModelError(f"{file}: {error.strerror}") from error
    except ValueError as error:
        raise ModelError(f"{file}: not JSON ({error})") from error
    if not isinstance(content, dict):
        raise ModelError(f"{file}: expected a JSON object")
    return content
