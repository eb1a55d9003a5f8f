"""Writes the model with its metadata, and registers it in the workspace, if the evaluation allows it.

Inside Azure Machine Learning MLflow is there and knows its tracking server: the model becomes a version of the registered
model. Elsewhere the folder is all that is written.
"""

import argparse
import hashlib
import os
import platform
import shutil
from pathlib import Path

import sklearn

from common import BadInput, read_json, run, write_json


def register_with_mlflow(folder: Path, name: str, metrics: dict) -> str | None:
    """The version in the model registry; None where there is no tracking server."""
    if not os.environ.get("MLFLOW_TRACKING_URI"):
        return None
    try:
        import mlflow
    except ImportError as error:
        raise BadInput("MLFLOW_TRACKING_URI is set, but the package mlflow is not installed") from error
    with mlflow.start_run() as active:
        mlflow.log_metrics({key: float(value) for key, value in metrics.items()})
        mlflow.log_artifacts(str(folder), "model")
        registered = mlflow.register_model(f"runs:/{active.info.run_id}/model", name, tags={"pipeline": "train_pump_failures"})
    return str(registered.version)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path, required=True, help="folder with model.joblib")
    parser.add_argument("--evaluation", type=Path, required=True, help="folder with metrics.json and decision.json")
    parser.add_argument("--model-name", required=True)
    parser.add_argument("--registered", type=Path, required=True, help="folder for what is registered")
    arguments = parser.parse_args()

    decision = read_json(arguments.evaluation / "decision.json")
    if not isinstance(decision.get("register"), bool):
        raise BadInput(f"{arguments.evaluation / 'decision.json'}: 'register' is missing or neither true nor false")
    outcome = {"model": arguments.model_name, "registered": decision["register"], "reason": decision.get("reason"), "version": None}
    if not decision["register"]:
        write_json(arguments.registered / "registration.json", outcome)
        print(f"not registered: {decision.get('reason')}")
        return

    source = arguments.model / "model.joblib"
    if not source.is_file():
        raise BadInput(f"{source}: not found")
    metrics = read_json(arguments.evaluation / "metrics.json")
    training = read_json(arguments.model / "training.json")
    arguments.registered.mkdir(parents=True, exist_ok=True)
    target = arguments.registered / "model.joblib"
    shutil.copyfile(source, target)
    write_json(arguments.registered / "metrics.json", metrics)
    write_json(arguments.registered / "metadata.json", {
        "name": arguments.model_name,
        "sha256": hashlib.sha256(target.read_bytes()).hexdigest(),
        "metrics": metrics,
        "training": training,
        "python": platform.python_version(),
        "scikit_learn": sklearn.__version__,
    })
    outcome["version"] = register_with_mlflow(arguments.registered, arguments.model_name, metrics)
    write_json(arguments.registered / "registration.json", outcome)
    print(f"registered {arguments.model_name}" + (f" version {outcome['version']}" if outcome["version"] else " in the output folder"))


if __name__ == "__main__":
    run(main)
