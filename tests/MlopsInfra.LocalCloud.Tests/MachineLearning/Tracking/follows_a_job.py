"""Follows a job with Microsoft's client for Azure Machine Learning, as it is; tells what came of it as one line of JSON."""

import contextlib
import io
import json
import os
import pathlib
import time

from azure.ai.ml import MLClient, _azure_environments
from azure.core.credentials import AccessToken

SERVER, TOKENS = os.environ["SERVER"], json.loads(os.environ["TOKENS"])


class Credential:
    def get_token(self, *scopes, **_):
        return AccessToken(TOKENS["storage" if "storage.azure.com" in scopes[0] else "management"], int(time.time()) + 3000)


# This version of the client knows its clouds by heart.
names = _azure_environments.EndpointURLS
_azure_environments._environments["AzureCloud"] |= {
    names.RESOURCE_MANAGER_ENDPOINT: SERVER, names.STORAGE_ENDPOINT: os.environ["STORAGE"],
}

client = MLClient(Credential(), os.environ["SUBSCRIPTION"], os.environ["GROUP"], os.environ["WORKSPACE"])
told = {}


def tell(name, call):
    try:
        told[name] = call()
    except Exception as error:  # noqa: BLE001
        told[name] = f"{type(error).__name__}: {error}"


def stream(job):
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        client.jobs.stream(job)
    return [line for line in printed.getvalue().splitlines() if line and "Web View" not in line]


def download(job, **what):
    folder = pathlib.Path("downloaded", job)
    client.jobs.download(job, download_path=folder, **what)
    return {str(file.relative_to(folder)): file.read_text() for file in sorted(folder.rglob("*.txt")) if file.is_file()}


JOB = os.environ["JOB"]
children = []
tell("live", lambda: stream(os.environ["LIVE"]))
tell("get", lambda: client.jobs.get(JOB).status)
tell("list", lambda: [job.name for job in client.jobs.list()])
tell("children", lambda: [(children.append(job.name), job.display_name, job.status)[1:] for job in client.jobs.list(parent_job_name=JOB)])
tell("stream", lambda: stream(JOB))
tell("services", lambda: client.jobs.show_services(children[0]))
tell("step", lambda: client.jobs.get(children[0]).status)
tell("logs", lambda: list(download(children[0])))
tell("outputs", lambda: download(children[0], output_name="out"))
tell("failed", lambda: stream(os.environ["FAILED"]))
tell("batch", lambda: [job.name for job in client.batch_endpoints.list_jobs("pumps")])
print(json.dumps(told))
