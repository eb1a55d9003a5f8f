"""Fits a gradient boosting classifier on the prepared readings."""

import argparse
from pathlib import Path

import joblib
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier

from common import FEATURES, LABEL
from mlops import tracking
from mlops.step import BadInput, read_json, run, write_json


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prepared", type=Path, required=True, help="folder with train.csv")
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
    train = pd.read_csv(source)
    summary = read_json(arguments.prepared / "summary.json")
    parameters = {"learning_rate": arguments.learning_rate, "max_iter": arguments.max_iterations, "max_depth": 4}
    # The classifier takes gaps as they are, and the seed makes a run repeatable.
    model = HistGradientBoostingClassifier(**parameters, l2_regularization=1.0, random_state=7)
    model.fit(train[FEATURES], train[LABEL].astype(int))

    arguments.model.mkdir(parents=True, exist_ok=True)
    joblib.dump(model, arguments.model / "model.joblib")
    write_json(arguments.model / "training.json", {
        "features": FEATURES, "parameters": parameters, "rows": len(train),
        # Which data it was, for whoever asks the model.
        **{name: summary.get(name) for name in ("content", "data", "data_version_id")},
    })
    tracking.log(metrics={"rows_train": len(train)}, params=parameters)
    print(f"trained on {len(train)} readings")


if __name__ == "__main__":
    run(main)
