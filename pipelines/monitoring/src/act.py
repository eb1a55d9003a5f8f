"""Tells what monitoring found to those who have to know: keeps the report, logs numbers and tags, and may start training.

The report goes to the datastore `monitoring`, numbers to the runs of the job, measurements to Application Insights. A breach
starts training, if that is wanted: with the newest training set of the feedback pipeline, by the same way as new data.
"""

import argparse
import os
import shutil
from pathlib import Path

import comparison
import telemetry
import training
from comparison import METRICS, REPORT
from mlops import blobs, tags, tracking
from mlops.rest import RestError
from mlops.step import BadInput, read_json, run, write_json
from mlops.workspace import Workspace, current_workspace

DATASTORE = "monitoring"
OUTCOME, REASON = "mlops.monitoring", "mlops.monitoring.reason"
ADDRESS, TRAINING = "mlops.monitoring.report", "mlops.monitoring.training"


def keep(workspace: Workspace, found: dict, source: Path, job: str) -> str:
    """Keeps the report where people look for it; its address."""
    day = found["window"].partition("/")[2][:10].replace("-", "/")
    folder = f"reports/{day}/{job}"
    container = blobs.of_datastore(workspace, DATASTORE)
    for name in (METRICS, REPORT):
        container.write(f"{folder}/{name}", (source / name).read_bytes())
    return f"azureml://datastores/{DATASTORE}/paths/{folder}/{REPORT}"


def in_job(workspace: Workspace, found: dict, arguments: argparse.Namespace) -> dict[str, str]:
    """All that is done in a job; the tags that say so."""
    job = os.environ.get("AZUREML_ROOT_RUN_ID") or os.environ.get("AZUREML_RUN_ID") or "by-hand"
    try:
        address = keep(workspace, found, arguments.comparison, job)
    except RestError as error:
        raise BadInput(f"the report could not be kept in the datastore '{DATASTORE}': {error}") from error
    print(f"report: {address}")
    print(f"telemetry: {telemetry.send(workspace, found)}")
    started = training.start(workspace, found["outcome"], arguments.start_training, arguments.minimum_hours_between_runs)
    print(f"training: {started}")
    return {ADDRESS: address, TRAINING: tags.short(started)}


def truth(text: str) -> bool:
    """As Azure writes it, and as people do."""
    if text.lower() not in ("true", "false"):
        raise BadInput(f"--start-training is '{text}'; expected true or false")
    return text.lower() == "true"


def log(found: dict, told: dict[str, str]) -> None:
    """Numbers and tags go to the run of this step, and to the job that was submitted, which people look at."""
    step, job = tracking.current_run(), tracking.root_run()
    try:
        for each in {one.run_id: one for one in (step, job) if one is not None}.values():
            each.log(comparison.metrics_of(found), tags=told)
    except RestError as error:
        raise BadInput(f"what was found could not be put on the job: {error}") from error


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--comparison", type=Path, required=True, help="folder with metrics.json and report.html")
    parser.add_argument("--start-training", default="false", help="true: a breach starts training")
    parser.add_argument("--minimum-hours-between-runs", type=float, default=24, help="since the last run that was started so")
    parser.add_argument("--report", type=Path, required=True, help="folder for the same files, and for what was done")
    arguments = parser.parse_args()
    arguments.start_training = truth(arguments.start_training)
    if not arguments.minimum_hours_between_runs >= 0:
        raise BadInput(f"--minimum-hours-between-runs is {arguments.minimum_hours_between_runs}; expected 0 or more")

    found, workspace = read_json(arguments.comparison / METRICS), current_workspace()
    told = {OUTCOME: found["outcome"], REASON: tags.short(found["reason"])}
    if workspace is None:
        print("not in a job of Azure Machine Learning: nothing is kept, sent or started")
    else:
        told |= in_job(workspace, found, arguments)
    log(found, told)
    arguments.report.mkdir(parents=True, exist_ok=True)
    for name in (METRICS, REPORT):
        shutil.copyfile(arguments.comparison / name, arguments.report / name)
    write_json(arguments.report / "actions.json", told)
    print(f"{found['outcome']}: {found['reason']}")


if __name__ == "__main__":
    run(main)
