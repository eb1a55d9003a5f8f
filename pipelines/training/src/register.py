"""Writes the model with its metadata, and registers it in the workspace, if the evaluation allows it.

A job's environment names its tracking server: the model becomes a version of the registered model. Elsewhere the folder is all
that is written.
"""

import argparse
import hashlib
import platform
import shutil
from pathlib import Path

import sklearn

import tracking
from common import BadInput, number, read_json, run, write_json


def register(folder: Path, name: str, metrics: dict) -> str | None:
    """The version in the model registry; None where there is no tracking server."""
    job = tracking.current_run()
    if job is None:
        return None
    tracking.log({key: value for key, value in metrics.items() if number(value) is not None})
    try:
        version = job.register(folder, name, {"pipeline": "train_pump_failures"})
    except tracking.TrackingError as error:
        raise BadInput(f"the model could not be registered: {error}") from error
    tracking.log(tags={"registered_model": name, "registered_version": version})
    return version


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
    outcome["version"] = register(arguments.registered, arguments.model_name, metrics)
    write_json(arguments.registered / "registration.json", outcome)
    print(f"registered {arguments.model_name}" + (f" version {outcome['version']}" if outcome["version"] else " in the output folder"))


if __name__ == "__main__":
    run(main)
