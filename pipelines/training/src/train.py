"""Fits a gradient boosting classifier on the prepared rows, with the features of the data contract."""

import argparse
from pathlib import Path

import joblib
import numpy as np
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OrdinalEncoder

import table
from mlops import dataset as contract
from mlops import tracking
from mlops.dataset import Dataset
from mlops.step import BadInput, read_json, run, write_json


def classifier(dataset: Dataset, parameters: dict):
    """A classifier that takes features as they are: it has the codes of categories in itself, and takes gaps as gaps."""
    # The seed makes a run repeatable.
    settings = parameters | {"l2_regularization": 1.0, "random_state": 7}
    if not dataset.categories:
        return HistGradientBoostingClassifier(**settings)
    encoder = OrdinalEncoder(categories=[values_of(dataset, name) for name in dataset.categories],
                             handle_unknown="use_encoded_value", unknown_value=np.nan)
    columns = ColumnTransformer([("categories", encoder, list(dataset.categories))], remainder="passthrough")
    # The transformer puts the categories first.
    boosting = HistGradientBoostingClassifier(**settings, categorical_features=list(range(len(dataset.categories))))
    return Pipeline([("columns", columns), ("boosting", boosting)])


def values_of(dataset: Dataset, name: str) -> np.ndarray:
    values = dataset.features[name].values
    return np.array(values, dtype=object if isinstance(values[0], str) else float)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prepared", type=Path, required=True, help="folder with train.csv")
    parser.add_argument("--dataset", type=Path, help="the data contract; without it the dataset.yml beside the code or above it")
    parser.add_argument("--learning-rate", type=float, default=0.08)
    parser.add_argument("--max-iterations", type=int, default=120)
    parser.add_argument("--model", type=Path, required=True, help="folder for model.joblib")
    arguments = parser.parse_args()
    if arguments.learning_rate <= 0:
        raise BadInput(f"--learning-rate is {arguments.learning_rate}; expected a number above 0")
    if arguments.max_iterations < 1:
        raise BadInput(f"--max-iterations is {arguments.max_iterations}; expected at least 1")

    source = arguments.prepared / "train.csv"
    if not source.is_file():
        raise BadInput(f"{source}: not found; is --prepared the output of the prepare step?")
    dataset, summary = contract.load(arguments.dataset), read_json(arguments.prepared / "summary.json")
    train, _ = table.typed(table.read(source, dataset), dataset)
    parameters = {"learning_rate": arguments.learning_rate, "max_iter": arguments.max_iterations, "max_depth": 4}
    model = classifier(dataset, parameters)
    model.fit(table.features_of(train, dataset), train[dataset.label].astype(int))

    arguments.model.mkdir(parents=True, exist_ok=True)
    joblib.dump(model, arguments.model / "model.joblib")
    write_json(arguments.model / "training.json", {
        "features": list(dataset.features), "parameters": parameters, "rows": len(train), "dataset": dataset.document(),
        # Which data it was, for whoever asks the model.
        **{name: summary.get(name) for name in ("content", "data", "data_version_id")},
    }, in_order=True)
    tracking.log(metrics={"rows_train": len(train)}, params=parameters)
    print(f"trained on {len(train)} rows")


if __name__ == "__main__":
    run(main)
