"""What was scored already, and the log that requests and predictions of batches go to: that of the scoring services.

A file's id follows from its content and from the model. The first who scores it writes `scored/ID.json` into the container of
predictions, with the time; whoever comes later takes that time. So the log has one place for a file, and a second run writes the
same there once more, with the same ids of requests.
"""

import json
import os
from datetime import datetime, timezone
from pathlib import Path
from typing import NamedTuple

from mlops import blobs
from mlops.workspace import Workspace

FOLDER = "scored"


class Entry(NamedTuple):
    """What the ledger says of a file."""

    time: str
    job: str
    # Whether somebody had it before.
    known: bool
    # Why it could not be scored, if that was so.
    failed: str | None = None

    @property
    def hour(self) -> str:
        return datetime.fromisoformat(self.time.replace("Z", "+00:00")).strftime("%Y/%m/%d/%H")


def new(known: bool = False) -> Entry:
    now = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return Entry(now, os.environ.get("AZUREML_ROOT_RUN_ID") or os.environ.get("AZUREML_RUN_ID") or "", known)


class Ledger:
    """The ledger of a workspace; without one, nothing is known and nothing is logged."""

    def __init__(self, workspace: Workspace | None) -> None:
        self._inputs = blobs.of_datastore(workspace, "scoring_inputs") if workspace else None
        self._predictions = blobs.of_datastore(workspace, "predictions") if workspace else None

    def claim(self, file_id: str) -> Entry:
        """The file's entry: the one that there is, else a new one."""
        entry, name = new(), f"{FOLDER}/{file_id}.json"
        if self._predictions is None or self._predictions.create(name, encoded(entry)):
            return entry
        kept = json.loads(self._predictions.read(name))
        return Entry(kept["time"], kept.get("job", ""), True, kept.get("failed"))

    def fail(self, file_id: str, entry: Entry, reason: str) -> None:
        """Remembers that the file can't be scored."""
        if self._predictions is not None:
            self._predictions.write(f"{FOLDER}/{file_id}.json", encoded(entry._replace(failed=reason)))

    def keep(self, file_id: str, entry: Entry, inputs: Path, predictions: Path) -> None:
        """Logs what was asked and what was answered."""
        for container, lines in ((self._inputs, inputs), (self._predictions, predictions)):
            if container is not None:
                container.write_file(f"{entry.hour}/batch-{file_id}.jsonl", lines)


def encoded(entry: Entry) -> bytes:
    return json.dumps({name: value for name, value in entry._asdict().items() if name != "known" and value is not None}).encode()
