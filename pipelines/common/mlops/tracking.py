"""Logs to the run of the job and keeps files with it, by plain REST calls to the tracking server that the environment names.

Azure Machine Learning sets the variables (MLFLOW_TRACKING_URI, MLFLOW_RUN_ID, MLFLOW_TRACKING_TOKEN) in every job. Nothing has to
be installed for it. Where there is no tracking server in the environment, nothing is logged, and steps go on as ever.
"""

import json
import math
import os
import sys
import time
import urllib.parse
from pathlib import Path

from mlops import rest
from mlops.rest import RestError

# A request can bring so many params, and so many tags, at once.
ENTRIES_AT_ONCE = 100


class Run:
    """A run on its tracking server: that of this job, or of the job that somebody submitted."""

    def __init__(self, server: str, run_id: str, token: str) -> None:
        self._server, self.run_id, self._token = server, run_id, token

    def log(self, metrics: dict | None = None, params: dict | None = None, tags: dict | None = None) -> None:
        """Logs numbers, settings and words of the run."""
        now = int(time.time() * 1000)
        numbers = [{"key": key, "value": wire(value), "timestamp": now, "step": 0} for key, value in (metrics or {}).items()]
        entries = [{"key": key, "value": str(value)} for key, value in (params or {}).items()]
        self.call("POST", "runs/log-batch", {
            "run_id": self.run_id,
            "metrics": numbers,
            "params": entries[:ENTRIES_AT_ONCE],
            "tags": [{"key": key, "value": str(value)} for key, value in (tags or {}).items()],
        })
        for first in range(ENTRIES_AT_ONCE, len(entries), ENTRIES_AT_ONCE):
            self.call("POST", "runs/log-batch", {"run_id": self.run_id, "params": entries[first:first + ENTRIES_AT_ONCE]})

    def keep(self, folder: Path, target: str) -> str:
        """Keeps a folder among the artifacts of the run; the address that a model is registered with."""
        files = {f"{target}/{file.relative_to(folder).as_posix()}": file for file in sorted(folder.rglob("*")) if file.is_file()}
        query = urllib.parse.urlencode({"run_id": self.run_id})
        artifacts = self.call("GET", f"runs/get?{query}")["run"]["info"]["artifact_uri"]
        if not artifacts.startswith("azureml://"):
            raise RestError(f"artifacts are kept at '{artifacts}', which is no place of an Azure Machine Learning workspace")
        # Run history says where a file is to be written, and the storage account takes it.
        address = urllib.parse.urlsplit(artifacts)
        below = address.path.partition("/mlflow/")[2].partition("/")[2]
        reserved = rest.send_json("POST", f"https://{address.netloc}/history/v1.0/{below}/batch/metadata",
                                  {"paths": [{"path": path} for path in files]}, self._token)
        for path, file in files.items():
            content = reserved["artifactContentInformation"].get(path)
            if content is None:
                raise RestError(f"no place for '{path}': {json.dumps(reserved.get('errors'))}")
            rest.send("PUT", content["contentUri"], file.read_bytes(), {
                "Content-Type": "application/octet-stream", "x-ms-blob-type": "BlockBlob", "x-ms-version": "2023-11-03"})
        return f"azureml://jobs/{self.run_id}/outputs/artifacts/paths/{target}"

    def call(self, method: str, call: str, body: dict | None = None) -> dict:
        """Any call of MLflow's API, as in runs/get."""
        return rest.send_json(method, f"{self._server}/api/2.0/mlflow/{call}", body, self._token)


def wire(value: float) -> float | str:
    """JSON has no NaN and no infinity; MLflow takes them as words."""
    value = float(value)
    if math.isnan(value):
        return "NaN"
    return value if math.isfinite(value) else ("Infinity" if value > 0 else "-Infinity")


def current_run(environment=os.environ) -> Run | None:
    """The run that the environment names; None where there is no tracking server."""
    server, run_id = environment.get("MLFLOW_TRACKING_URI", ""), environment.get("MLFLOW_RUN_ID", "")
    if server.startswith("azureml://"):
        # What Azure's plugin for MLflow makes of it, whatever version stands in the address.
        server = "https://" + server.removeprefix("azureml://").split("?")[0].replace("/mlflow/v1.0/", "/mlflow/v2.0/")
    if not run_id or not server.startswith(("https://", "http://")):
        return None
    return Run(server.rstrip("/"), run_id, environment.get("MLFLOW_TRACKING_TOKEN", ""))


def root_run(environment=os.environ) -> Run | None:
    """The run of the job that somebody submitted, which this one is a step of; None where there is no tracking server."""
    root = environment.get("AZUREML_ROOT_RUN_ID", "")
    return current_run({**environment, "MLFLOW_RUN_ID": root} if root else environment)


def log(metrics: dict | None = None, params: dict | None = None, tags: dict | None = None) -> None:
    """Logs to the job's run, if there is one. A step does not fail because its numbers could not be logged: it says so."""
    run = current_run()
    if run is None:
        return
    try:
        run.log(metrics, params, tags)
    except RestError as error:
        print(f"warning: not logged: {error}", file=sys.stderr)
