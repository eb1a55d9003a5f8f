"""Starts training through the same trigger as new data: a training set is put where files that arrive start a run.

What runs then, and what is done with the model that comes of it, is the environment's business (docs/data-versioning.md). A set that
was put there stays, so the newest of them says when training was started last.
"""

from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from pathlib import Path

from mlops import blobs
from mlops.blobs import Blob, Container
from mlops.workspace import Workspace

DATASTORE, FOLDER, FILE = "training_data", "feedback", "data.csv"


def start(workspace: Workspace, version: str, data: Path, minimum_hours: float, now: datetime | None = None) -> str:
    """Puts a training set where its arrival starts a run, unless that was done already, or another one's too lately.

    version: the version of the set.
    data: its data.csv.
    minimum_hours: the least time between two starts; 0 for none.
    Returns what was done, or why not, in words.
    """
    container = blobs.of_datastore(workspace, DATASTORE)
    name = f"{FOLDER}/{version}/{FILE}"
    last = latest(container)
    if last is not None and (refusal := why_not(last, name, minimum_hours, now or datetime.now(timezone.utc))):
        return f"not started: {refusal}"
    container.write_file(name, data)
    return f"started by {DATASTORE}/{name}"


def latest(container: Container) -> Blob | None:
    """The set that training was started with last."""
    return max((blob for blob in container.list(f"{FOLDER}/") if blob.name.endswith(f"/{FILE}")), key=time_of, default=None)


def why_not(last: Blob, name: str, minimum_hours: float, now: datetime) -> str:
    """Empty, if nothing speaks against it."""
    hours = (now - time_of(last)).total_seconds() / 3600
    when = f"{time_of(last):%Y-%m-%d %H:%M} UTC"
    if last.name == name:
        return f"it was started with this very set at {when}"
    return f"the last start was at {when}, {hours:.1f} hours ago; the minimum is {minimum_hours:g}" if hours < minimum_hours else ""


def time_of(blob: Blob) -> datetime:
    return parsedate_to_datetime(blob.modified)
