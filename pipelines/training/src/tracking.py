"""Logs to the run of the job and registers models, by plain REST calls to the tracking server that the environment names.

Azure Machine Learning sets the variables (MLFLOW_TRACKING_URI, MLFLOW_RUN_ID, MLFLOW_TRACKING_TOKEN) in every job. Nothing has to
be installed for it. Where there is no tracking server in the environment, nothing is logged, and steps go on as ever.
"""

import json
import math
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

TIMEOUT = 60
ATTEMPTS = 4
# A request can bring so many params at once.
PARAMS_AT_ONCE = 100


class TrackingError(Exception):
    """The tracking server did not do what it was asked for; the message says why."""

    def __init__(self, message: str, code: str = "") -> None:
        super().__init__(message)
        self.code = code


class Run:
    """The run of this job on its tracking server."""

    def __init__(self, server: str, run_id: str, token: str) -> None:
        self._server, self._run_id, self._token = server, run_id, token

    def log(self, metrics: dict | None = None, params: dict | None = None, tags: dict | None = None) -> None:
        """Logs numbers, settings and words of the run."""
        now = int(time.time() * 1000)
        entries = [{"key": key, "value": str(value)} for key, value in (params or {}).items()]
        self._mlflow("POST", "runs/log-batch", {
            "run_id": self._run_id,
            "metrics": [{"key": key, "value": wire(value), "timestamp": now, "step": 0} for key, value in (metrics or {}).items()],
            "params": entries[:PARAMS_AT_ONCE],
            "tags": [{"key": key, "value": str(value)} for key, value in (tags or {}).items()],
        })
        for first in range(PARAMS_AT_ONCE, len(entries), PARAMS_AT_ONCE):
            self._mlflow("POST", "runs/log-batch", {"run_id": self._run_id, "params": entries[first:first + PARAMS_AT_ONCE]})

    def register(self, folder: Path, name: str, tags: dict) -> str:
        """Keeps a folder with the run and registers it as a model; the version."""
        source = self._upload(folder, "model")
        try:
            self._mlflow("POST", "registered-models/create", {"name": name})
        except TrackingError as error:
            if error.code != "RESOURCE_ALREADY_EXISTS":
                raise
        version = self._mlflow("POST", "model-versions/create", {
            "name": name, "source": source, "run_id": self._run_id,
            "tags": [{"key": key, "value": str(value)} for key, value in tags.items()],
        })
        return str(version["model_version"]["version"])

    def _upload(self, folder: Path, target: str) -> str:
        files = {f"{target}/{file.relative_to(folder).as_posix()}": file for file in sorted(folder.rglob("*")) if file.is_file()}
        query = urllib.parse.urlencode({"run_id": self._run_id})
        artifacts = self._mlflow("GET", f"runs/get?{query}")["run"]["info"]["artifact_uri"]
        if artifacts.startswith("azureml://"):
            self._upload_to_storage(artifacts, files)
        elif artifacts.startswith("mlflow-artifacts:"):
            below = urllib.parse.urlsplit(artifacts).path.strip("/")
            for path, file in files.items():
                self._call("PUT", f"{self._server}/api/2.0/mlflow-artifacts/artifacts/{below}/{urllib.parse.quote(path)}",
                           file.read_bytes(), "application/octet-stream")
        else:
            raise TrackingError(f"artifacts are kept at '{artifacts}', which only MLflow's own client can write to")
        return f"{artifacts}/{target}"

    def _upload_to_storage(self, artifacts: str, files: dict[str, Path]) -> None:
        """Azure's way: run history says where a file is to be written, and the storage account takes it."""
        address = urllib.parse.urlsplit(artifacts)
        below = address.path.partition("/mlflow/")[2].partition("/")[2]
        reserved = self._json("POST", f"https://{address.netloc}/history/v1.0/{below}/batch/metadata",
                              {"paths": [{"path": path} for path in files]})
        for path, file in files.items():
            content = reserved["artifactContentInformation"].get(path)
            if content is None:
                raise TrackingError(f"no place for '{path}': {json.dumps(reserved.get('errors'))}")
            self._call("PUT", content["contentUri"], file.read_bytes(), "application/octet-stream",
                       {"x-ms-blob-type": "BlockBlob", "x-ms-version": "2023-11-03"}, signed=True)

    def _mlflow(self, method: str, call: str, body: dict | None = None) -> dict:
        return self._json(method, f"{self._server}/api/2.0/mlflow/{call}", body)

    def _json(self, method: str, url: str, body: dict | None) -> dict:
        content = None if body is None else json.dumps(body).encode()
        answer = self._call(method, url, content, "application/json")
        return json.loads(answer) if answer.strip() else {}

    def _call(self, method: str, url: str, body: bytes | None, kind: str, headers: dict | None = None, signed: bool = False) -> bytes:
        request = urllib.request.Request(url, data=body, method=method, headers={"Content-Type": kind} | (headers or {}))
        if self._token and not signed:
            request.add_header("Authorization", f"Bearer {self._token}")
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
                    return answer.read()
            except urllib.error.HTTPError as error:
                text = error.read().decode(errors="replace")
                # What is busy or down may be there again in a moment.
                if error.code not in (408, 429, 500, 502, 503, 504) or attempt == ATTEMPTS:
                    raise refusal(method, url, error.code, text) from error
            except OSError as error:
                if attempt == ATTEMPTS:
                    raise TrackingError(f"{method} {url.partition('?')[0]}: {error}") from error
            time.sleep(2 ** (attempt - 1))
        raise AssertionError("the last attempt ends in an answer or an error")


def refusal(method: str, url: str, status: int, text: str) -> TrackingError:
    try:
        answer = json.loads(text)
    except ValueError:
        answer = {}
    code = answer.get("error_code", "") if isinstance(answer, dict) else ""
    reason = answer.get("message") if code else text.strip()[:500]
    return TrackingError(f"{method} {url.partition('?')[0]}: {status} {code} {reason}", code)


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


def log(metrics: dict | None = None, params: dict | None = None, tags: dict | None = None) -> None:
    """Logs to the job's run, if there is one. A step does not fail because its numbers could not be logged: it says so."""
    run = current_run()
    if run is None:
        return
    try:
        run.log(metrics, params, tags)
    except TrackingError as error:
        print(f"warning: not logged: {error}", file=sys.stderr)
