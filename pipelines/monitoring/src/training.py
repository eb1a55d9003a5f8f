"""Starts training after a breach, with the newest training set that the feedback pipeline made."""

import tempfile
from pathlib import Path

from judge import BREACH
from mlops import blobs, training_start
from mlops.blobs import Blob, Container
from mlops.rest import RestError
from mlops.step import BadInput
from mlops.workspace import Workspace

# Where the feedback pipeline keeps its sets: DATASTORE, FOLDER/VERSION/FILE.
DATASTORE, FOLDER, FILE = "feedback", "training_data", "data.csv"


def start(workspace: Workspace, outcome: str, wanted: bool, minimum_hours: float) -> str:
    """What was started, or why nothing was, in words."""
    if outcome != BREACH:
        return f"not started: the outcome is {outcome}"
    if not wanted:
        return "not started: start_training is false"
    try:
        container = blobs.of_datastore(workspace, DATASTORE)
        newest = newest_set(container)
        if newest is None:
            return "not started: the feedback pipeline has made no training set yet"
        with tempfile.TemporaryDirectory() as work:
            data = Path(work) / FILE
            container.save(newest, data)
            return training_start.start(workspace, newest.name.split("/")[1], data, minimum_hours)
    except RestError as error:
        raise BadInput(f"training could not be started: {error}") from error


def newest_set(container: Container) -> Blob | None:
    sets = [blob for blob in container.list(f"{FOLDER}/") if blob.name.count("/") == 2 and blob.name.endswith(f"/{FILE}")]
    return max(sets, key=training_start.time_of, default=None)
