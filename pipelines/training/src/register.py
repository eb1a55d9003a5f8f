"""Writes the model with its metadata, and registers it in the workspace, if the evaluation allows it.

In a job the files become a version of the registered model, with tags that lead back to job, data, code and decision. Elsewhere
the folder is all that is written. registration.json says in either case what became of the model.
"""

import argparse
import hashlib
import platform
import shutil
from pathlib import Path

import sklearn

import lineage
import registration
from common import REGISTRATION
from mlops import tags, tracking
from mlops.rest import RestError
from mlops.step import BadInput, number, read_json, run, write_json
from mlops.tracking import Run
from mlops.workspace import current_workspace


def tell_job(job: Run, known: dict[str, str], model: str | None) -> None:
    """Puts on the job what it trained on, unless who started it said so, and what it made."""
    told = {tags.JOB_DATA_VERSION: known.get(tags.DATA_VERSION), tags.JOB_DATA_PATH: known.get(tags.DATA_PATH), tags.MODEL: model}
    job.log(tags={name: value for name, value in told.items() if value})


def write_model(model: Path, evaluation: Path, name: str, folder: Path, metrics: dict, training: dict) -> None:
    source, recorded = model / "model.joblib", evaluation / "golden.json"
    for file in (source, recorded):
        if not file.is_file():
            raise BadInput(f"{file}: not found")
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, folder / source.name)
    shutil.copyfile(recorded, folder / recorded.name)
    write_json(folder / "metrics.json", metrics)
    # Who serves the model goes by it: which features it is asked with, in which order, and what it predicts.
    write_json(folder / "metadata.json", {
        "name": name,
        "dataset": training["dataset"],
        "sha256": hashlib.sha256(source.read_bytes()).hexdigest(),
        "metrics": metrics,
        "training": {key: value for key, value in training.items() if key != "dataset"},
        "python": platform.python_version(),
        "scikit_learn": sklearn.__version__,
    }, in_order=True)


def in_workspace(arguments: argparse.Namespace, decision: dict, metrics: dict, training: dict) -> str | None:
    """Registers what the gate let through and tells the job; the version, None where nothing is registered."""
    workspace, job = current_workspace(), tracking.root_run()
    if workspace is None or job is None:
        return None
    known = lineage.of_job(workspace, job.run_id, training)
    version = None
    if decision["register"]:
        numbers = {key: value for key, value in metrics.items() if number(value) is not None}
        tracking.log(numbers)
        gate = {
            tags.DECISION: tags.REGISTER,
            tags.REASON: tags.short(str(decision.get("reason"))),
            tags.METRIC: str(decision.get("metric")),
        } | tags.of_metrics(numbers)
        version = registration.register(workspace, arguments.registered, arguments.model_name, known | gate)
        tracking.log(tags={"registered_model": arguments.model_name, "registered_version": version})
    tell_job(job, known, version and f"{arguments.model_name}:{version}")
    return version


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path, required=True, help="folder with model.joblib and training.json")
    parser.add_argument("--evaluation", type=Path, required=True, help="folder with metrics.json, decision.json and golden.json")
    parser.add_argument("--model-name", help="the registered model; without it that of dataset.yml")
    parser.add_argument("--registered", type=Path, required=True, help="folder for what is registered")
    arguments = parser.parse_args()

    decision = read_json(arguments.evaluation / "decision.json")
    if not isinstance(decision.get("register"), bool):
        raise BadInput(f"{arguments.evaluation / 'decision.json'}: 'register' is missing or neither true nor false")
    metrics, training = read_json(arguments.evaluation / "metrics.json"), read_json(arguments.model / "training.json")
    if not isinstance(training.get("dataset"), dict):
        raise BadInput(f"{arguments.model / 'training.json'}: 'dataset' is missing; is --model the output of the train step?")
    arguments.model_name = arguments.model_name or training["dataset"]["name"]
    if decision["register"]:
        write_model(arguments.model, arguments.evaluation, arguments.model_name, arguments.registered, metrics, training)
    try:
        version = in_workspace(arguments, decision, metrics, training)
    except RestError as error:
        raise BadInput(f"the model could not be registered: {error}") from error
    write_json(arguments.registered / REGISTRATION, {
        "model": arguments.model_name, "registered": decision["register"], "reason": decision.get("reason"), "version": version})
    print(f"not registered: {decision.get('reason')}" if not decision["register"]
          else f"registered as {arguments.model_name}:{version}" if version
          else f"not in a job of Azure Machine Learning: {arguments.model_name} is written to {arguments.registered} alone")


if __name__ == "__main__":
    run(main)
