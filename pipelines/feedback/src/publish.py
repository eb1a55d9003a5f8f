"""Registers the training set as a version of the data asset, says on the job what came of it, and may start training."""

import argparse
import hashlib
from pathlib import Path

import windows
from mlops import blobs, data_assets, tags, tracking, training_start
from mlops.rest import RestError
from mlops.step import BadInput, read_json, run, write_json
from mlops.workspace import Workspace, current_workspace

DATASTORE = "feedback"
PREFIX = "mlops.feedback"
VERSION, VANISHED = "version", "feature-vanished"
# What is counted and told on the job, by the names of its tags.
TOLD = {"new": "rows", "total": "total", "quarantined": "quarantined", "pending": "pending", "lost": "lost", "late": "late",
        "labelsWithoutPrediction": "labelsWithoutPrediction", "foundBack": "foundBack", "truncated": "truncated",
        "duplicates": "duplicates", "unknownColumns": "unknownColumns", "skewed": "skewed", "labels": "labels"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", type=Path, required=True, help="folder with outcome.json, and data.csv if there is a set")
    parser.add_argument("--start-training", type=said, default=False, help="whether a new version starts training: true or false")
    parser.add_argument("--minimum-hours-between-runs", type=float, default=24.0, help="the least time between two starts")
    parser.add_argument("--published", type=Path, required=True, help="folder for published.json")
    arguments = parser.parse_args()
    if arguments.minimum_hours_between_runs < 0:
        raise BadInput(f"--minimum-hours-between-runs is {arguments.minimum_hours_between_runs}; expected a number from 0 on")
    outcome = read_json(arguments.set / "outcome.json")
    try:
        workspace, job = current_workspace(), tracking.root_run()
        if workspace is None or job is None:
            print("not in a job of Azure Machine Learning: nothing is registered")
            published = told_of(outcome)
        else:
            published = publish(workspace, job.run_id, arguments, outcome)
            job.log(tags={name: tags.short(value) for name, value in published.items()})
    except RestError as error:
        raise BadInput(f"the training set could not be published: {error}. Run it again: what was written is kept and not written "
                       "twice") from error
    write_json(arguments.published / "published.json", published)
    print("\n".join(f"{name}: {value}" for name, value in published.items()))
    if outcome["outcome"] == VANISHED:
        raise BadInput(f"{outcome['reason']}. Look at what the callers send, or take the feature out of dataset.yml. No version was "
                       "made; the logs stay, and the next run takes the same rows")


def said(text: str) -> bool:
    """True and false, as jobs write them."""
    if text.lower() not in ("true", "false"):
        raise argparse.ArgumentTypeError(f"'{text}' is neither true nor false")
    return text.lower() == "true"


def told_of(outcome: dict) -> dict[str, str]:
    counts = outcome["counts"]
    told = {PREFIX: outcome["outcome"], f"{PREFIX}.reason": outcome["reason"], f"{PREFIX}.window": f"{outcome['from']}/{outcome['until']}"}
    told |= {f"{PREFIX}.{name}": str(counts.get(count, 0)) for count, name in TOLD.items()}
    if outcome["unknownColumns"]:
        told[f"{PREFIX}.unknown"] = ", ".join(sorted(outcome["unknownColumns"]))
    return told


def publish(workspace: Workspace, job: str, arguments: argparse.Namespace, outcome: dict) -> dict[str, str]:
    """Quarantine first, then the set: where one of them fails, the other one can be written again."""
    told = told_of(outcome)
    if place := keep_quarantine(workspace, arguments.set / "quarantine.jsonl", outcome["until"]):
        told[f"{PREFIX}.quarantine"] = place
    if outcome["outcome"] != VERSION:
        return told | {f"{PREFIX}.training": "not started: there is no new version"}
    data = arguments.set / "data.csv"
    counts = outcome["counts"]
    known = {tags.SOURCE: data_assets.FEEDBACK, windows.FROM: f"{outcome['from']}/{outcome['until']}", tags.ROWS: str(counts["total"]),
             "mlops.newRows": str(counts["new"]), "mlops.quarantined": str(counts["quarantined"]), "mlops.labels": str(counts["labels"]),
             tags.JOB: job} | ({"mlops.base": outcome["base"]} if outcome["base"] else {})
    version = data_assets.register(workspace, {"data.csv": data}, known, outcome)
    told[f"{PREFIX}.version"] = version.version
    told[f"{PREFIX}.data"] = version.address
    told[f"{PREFIX}.training"] = (
        training_start.start(workspace, version.version, data, arguments.minimum_hours_between_runs)
        if arguments.start_training else "not started: start_training is false")
    return told


def keep_quarantine(workspace: Workspace, file: Path, until: str) -> str:
    """Keeps what cannot be used, named by its content, so that a run that is repeated writes nothing twice; empty if there is nothing."""
    if not file.is_file() or not file.stat().st_size:
        return ""
    with file.open("rb") as stream:
        name = f"quarantine/{until[:10].replace('-', '/')}/{hashlib.file_digest(stream, 'sha256').hexdigest()[:16]}.jsonl"
    container = blobs.of_datastore(workspace, DATASTORE)
    if not container.exists(name):
        container.write_file(name, file)
    return f"azureml://datastores/{DATASTORE}/paths/{name}"


if __name__ == "__main__":
    run(main)
