"""The workspace of a job, by Azure Resource Manager, with the identity of the job's compute.

Everything that is asked goes to Azure Resource Manager, which answers for private workspaces, too. The variables are those that
Azure Machine Learning sets in every job; the clouds that are not Azure's public one are told by AZUREML_CURRENT_CLOUD, and those
that are none of Azure's by ARM_CLOUD_METADATA_URL besides.
"""

import os
import time
import urllib.parse
from collections.abc import Iterator, Mapping

from mlops import rest
from mlops.rest import RestError

API_VERSION = "2025-12-01"
MANAGERS = {
    "AzureCloud": "https://management.azure.com",
    "AzureChinaCloud": "https://management.chinacloudapi.cn",
    "AzureUSGovernment": "https://management.usgovcloudapi.net",
}
# A token is got anew when it is good for less than this, in seconds.
SPARE = 300


class Identity:
    """The identity of the compute that the job runs on, as its environment names it."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._tokens: dict[str, tuple[str, float]] = {}

    def token(self, resource: str) -> str:
        """A token for a resource, as in https://management.azure.com."""
        token, until = self._tokens.get(resource, ("", 0.0))
        if until - SPARE < time.time():
            answer = self._ask(resource)
            token, until = answer["access_token"], time.time() + float(answer.get("expires_in") or 0)
            if str(answer.get("expires_on") or "").isdigit():
                until = float(answer["expires_on"])
            self._tokens[resource] = token, until
        return token

    def _ask(self, resource: str) -> dict:
        client = self._environment.get("DEFAULT_IDENTITY_CLIENT_ID", "")
        if endpoint := self._environment.get("MSI_ENDPOINT"):
            query = {"api-version": "2017-09-01", "resource": resource} | ({"clientid": client} if client else {})
            headers = {"secret": self._environment.get("MSI_SECRET", "")}
        elif endpoint := self._environment.get("IDENTITY_ENDPOINT"):
            query = {"api-version": "2019-08-01", "resource": resource} | ({"client_id": client} if client else {})
            headers = {"X-IDENTITY-HEADER": self._environment.get("IDENTITY_HEADER", ""), "Metadata": "true"}
        else:
            raise RestError("this job has no identity (neither MSI_ENDPOINT nor IDENTITY_ENDPOINT is set); give its compute one, "
                            "or run it on the environment's training cluster, which has one")
        return rest.send("GET", f"{endpoint}?{urllib.parse.urlencode(query)}", headers=headers).json()


class Workspace:
    """What a step asks of its workspace, and of what stands beside it."""

    def __init__(self, manager: str, audience: str, workspace_id: str, identity: Identity) -> None:
        self._manager, self._audience, self.id, self.identity = manager, audience, workspace_id, identity

    def get(self, path: str, query: Mapping[str, str] | None = None) -> dict:
        """A resource in the workspace by its path, as in models/m/versions/1; an empty path is the workspace itself."""
        return self.send("GET", path, query=query)

    def find(self, path: str, query: Mapping[str, str] | None = None) -> dict | None:
        """The same; None if there is none."""
        try:
            return self.get(path, query)
        except RestError as error:
            if error.status != 404:
                raise
            return None

    def list(self, path: str, query: Mapping[str, str] | None = None) -> Iterator[dict]:
        """The resources of a collection, page by page as they are taken; none where there is no such collection yet."""
        page = self.find(path, query)
        while page is not None:
            yield from page.get("value") or []
            page = self._json("GET", page["nextLink"]) if page.get("nextLink") else None

    def put(self, path: str, properties: dict) -> dict:
        return self.send("PUT", path, {"properties": properties})

    def send(self, method: str, path: str, body: dict | None = None, api_version: str = API_VERSION,
             query: Mapping[str, str] | None = None) -> dict:
        """Any call: of what is in the workspace by its path, of anything else by its id, which begins with a slash."""
        below = path if path.startswith("/") else f"{self.id}/{path}".rstrip("/")
        asked = urllib.parse.urlencode({"api-version": api_version} | dict(query or {}))
        return self._json(method, f"{self._manager}{urllib.parse.quote(below)}?{asked}", body)

    def _json(self, method: str, url: str, body: dict | None = None) -> dict:
        return rest.send_json(method, url, body, self.identity.token(self._audience))


def current_workspace(environment: Mapping[str, str] = os.environ) -> Workspace | None:
    """The workspace that the environment names; None outside of a job."""
    names = [environment.get(f"AZUREML_ARM_{part}", "") for part in ("SUBSCRIPTION", "RESOURCEGROUP", "WORKSPACE_NAME")]
    if not all(names):
        return None
    manager, audience = manager_of(environment)
    return Workspace(manager, audience, f"/subscriptions/{names[0]}/resourceGroups/{names[1]}/providers/"
                     f"Microsoft.MachineLearningServices/workspaces/{names[2]}", Identity(environment))


def manager_of(environment: Mapping[str, str]) -> tuple[str, str]:
    """The address of Azure Resource Manager in the cloud of the job, and what tokens for it are asked for."""
    name = environment.get("AZUREML_CURRENT_CLOUD") or "AzureCloud"
    if metadata := environment.get("ARM_CLOUD_METADATA_URL"):
        answer = rest.send("GET", metadata).json()
        clouds = answer if isinstance(answer, list) else [answer]
        cloud = next((each for each in clouds if each.get("name") == name), None)
        if cloud is None:
            raise RestError(f"{rest.without_query(metadata)} knows no cloud '{name}' (AZUREML_CURRENT_CLOUD)")
        return cloud["resourceManager"].rstrip("/"), cloud["authentication"]["audiences"][-1].rstrip("/")
    if name not in MANAGERS:
        raise RestError(f"AZUREML_CURRENT_CLOUD is '{name}'; known are {', '.join(MANAGERS)}, others by ARM_CLOUD_METADATA_URL")
    return MANAGERS[name], MANAGERS[name]
