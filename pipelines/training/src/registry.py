"""The container registry of a workspace: which images it has, and a task that builds one in it."""

import os
import time
import urllib.parse
from typing import NamedTuple

from mlops import rest
from mlops.rest import RestError
from mlops.workspace import Workspace

API_VERSION = "2025-11-01"
TASKS_API_VERSION = "2019-06-01-preview"
AUDIENCE = "https://containerregistry.azure.net"
MANIFESTS = ("application/vnd.docker.distribution.manifest.v2+json, application/vnd.oci.image.manifest.v1+json, "
             "application/vnd.oci.image.index.v1+json, application/vnd.docker.distribution.manifest.list.v2+json")
# Seconds that a task may take, and at most between two looks at it.
TIMEOUT = 3600
LONGEST_PAUSE = 15.0
DONE = ("Succeeded", "Failed", "Canceled", "Error", "Timeout")
LOG_LINES = 20
# How a registry behind a firewall says so: to who calls it, and in the log of a task, whose machine stands outside.
CLOSED = "is not allowed access"


class CannotBuild(Exception):
    """Tasks are no way to build in this registry, whatever is built: it takes none, or is closed to them.

    The message is short, as it becomes a tag; what the registry said is the cause.
    """


class BuildFailed(Exception):
    """A task did not end well; the message has the end of its log."""


class Image(NamedTuple):
    """An image in the registry."""

    repository: str
    tag: str
    digest: str


class Registry:
    """A registry, by Azure Resource Manager and, for what is in it, by its own address."""

    def __init__(self, workspace: Workspace, registry_id: str) -> None:
        self._workspace, self._id = workspace, registry_id
        properties = workspace.send("GET", registry_id, api_version=API_VERSION)["properties"]
        self.server: str = properties["loginServer"]
        self.is_closed: bool = properties.get("publicNetworkAccess") == "Disabled"
        name = registry_id.rpartition("/")[2]
        # The local cloud has registries at its own address.
        self._address = os.environ.get("MLOPS_REGISTRY_ADDRESS", "").replace("{registry}", name) or f"https://{self.server}"

    def find(self, repository: str, tag: str) -> Image | None:
        """An image by its tag; None if there is none."""
        try:
            answer = rest.send("HEAD", f"{self._address}/v2/{repository}/manifests/{tag}", headers={
                "Authorization": f"Bearer {self._pull_token(repository)}", "Accept": MANIFESTS})
        except RestError as error:
            if error.status == 404:
                return None
            if CLOSED in str(error):
                raise CannotBuild(f"the registry {self.server} is closed to this job") from error
            raise
        return Image(repository, tag, answer.headers["Docker-Content-Digest"])

    def build(self, context: bytes, repository: str, tag: str, arguments: dict[str, str]) -> Image:
        """Builds an image by a task, and waits for it."""
        if self.is_closed:
            raise CannotBuild(f"the registry {self.server} is closed to all networks but its own, where tasks do not run")
        try:
            source = self._tasks("POST", "listBuildSourceUploadUrl")
            rest.send("PUT", source["uploadUrl"], context, {"x-ms-blob-type": "BlockBlob", "Content-Type": "application/gzip"})
            run = self._tasks("POST", "scheduleRun", {
                "type": "DockerBuildRequest", "sourceLocation": source["relativePath"], "dockerFilePath": "Dockerfile",
                "imageNames": [f"{repository}:{tag}"], "isPushEnabled": True, "noCache": False,
                "platform": {"os": "Linux", "architecture": "amd64"}, "agentConfiguration": {"cpu": 2}, "timeout": TIMEOUT,
                "arguments": [{"name": name, "value": value, "isSecret": False} for name, value in sorted(arguments.items())],
            })
        except RestError as error:
            if error.code == "TasksOperationsNotAllowed":
                raise CannotBuild(f"the registry {self.server} takes no tasks") from error
            raise
        return self._wait(run, repository, tag)

    def _wait(self, run: dict, repository: str, tag: str) -> Image:
        name = run["properties"]["runId"]
        print(f"building {repository}:{tag} in {self.server} by the task run {name}", flush=True)
        until, pause = time.monotonic() + TIMEOUT + 600, 0.5
        while run["properties"]["status"] not in DONE:
            if time.monotonic() > until:
                raise BuildFailed(f"the task run {name} does not end; it is {run['properties']['status']}")
            time.sleep(pause)
            pause = min(pause * 1.5, LONGEST_PAUSE)
            run = self._tasks("GET", f"runs/{name}")
        properties = run["properties"]
        if properties["status"] == "Succeeded":
            digest = next(image["digest"] for image in properties["outputImages"] if image["tag"] == tag)
            return Image(repository, tag, digest)
        log = self._log(name)
        if CLOSED in log:
            raise CannotBuild(f"the registry {self.server} is closed to its tasks") from BuildFailed(log)
        raise BuildFailed(f"the task run {name} ended as {properties['status']}: "
                          f"{properties.get('runErrorMessage') or 'no reason given'}\n{log}")

    def _log(self, run: str) -> str:
        """The end of a run's log."""
        try:
            link = self._tasks("POST", f"runs/{run}/listLogSasUrl")["logLink"]
            text = rest.send("GET", link).body.decode(errors="replace")
        except RestError as error:
            return f"(its log can't be read: {error})"
        return "\n".join(text.strip().splitlines()[-LOG_LINES:])

    def _pull_token(self, repository: str) -> str:
        """What lets the identity pull: its token is exchanged for one of the registry, and that for one of the repository."""
        refresh = self._form("exchange", grant_type="access_token", access_token=self._workspace.identity.token(AUDIENCE))
        return self._form("token", grant_type="refresh_token", refresh_token=refresh["refresh_token"],
                          scope=f"repository:{repository}:pull")["access_token"]

    def _form(self, call: str, **fields: str) -> dict:
        body = urllib.parse.urlencode({"service": self.server} | fields).encode()
        return rest.send("POST", f"{self._address}/oauth2/{call}", body,
                         {"Content-Type": "application/x-www-form-urlencoded"}).json()

    def _tasks(self, method: str, path: str, body: dict | None = None) -> dict:
        return self._workspace.send(method, f"{self._id}/{path}", body, TASKS_API_VERSION)
