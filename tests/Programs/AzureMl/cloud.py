"""Microsoft's client for Azure Machine Learning, as it is, on the local cloud: how it gets there, and how its calls are counted.

The environment says where the cloud is (MLOPS_ADDRESS) and what a program declared in it (MLOPS_OUTPUTS). Each call that is marked
with `call` becomes one line of JSON: its name and what was wrong with it.
"""
import json
import os
import pathlib
import tempfile
import time

import requests
from azure.core.credentials import AccessToken

# The client waits up to half a minute between two looks at an operation.
wait = time.sleep
time.sleep = lambda seconds: wait(min(seconds, 0.05))

from azure.ai.ml import MLClient, _azure_environments  # noqa: E402

ADDRESS = os.environ["MLOPS_ADDRESS"].rstrip("/")
OUTPUTS = json.loads(os.environ["MLOPS_OUTPUTS"])
WORKSPACE_ID = OUTPUTS["workspaceId"]
_, _, SUBSCRIPTION, _, GROUP, _, _, _, WORKSPACE = WORKSPACE_ID.split("/")
FOLDER = pathlib.Path(tempfile.mkdtemp())


class Credential:
    """Signs in as the deployer, for whatever the client asks for."""

    def get_token(self, *scopes, **_):
        answer = requests.post(f"{ADDRESS}/{OUTPUTS['tenantId']}/oauth2/v2.0/token", timeout=30, data={
            "grant_type": "client_credentials", "client_id": "33333333-3333-3333-3333-333333333333", "client_secret": "any",
            "scope": scopes[0]})
        answer.raise_for_status()
        return AccessToken(answer.json()["access_token"], int(time.time()) + 3000)


# This version knows its clouds by heart; later ones ask for the same metadata themselves.
metadata = requests.get(f"{ADDRESS}/metadata/endpoints?api-version=2022-09-01", timeout=30).json()
names = _azure_environments.EndpointURLS
_azure_environments._environments["Local"] = {
    names.AZURE_PORTAL_ENDPOINT: metadata["portal"], names.RESOURCE_MANAGER_ENDPOINT: metadata["resourceManager"],
    names.ACTIVE_DIRECTORY_ENDPOINT: metadata["authentication"]["loginEndpoint"],
    names.AML_RESOURCE_ID: "https://ml.azure.com/", names.STORAGE_ENDPOINT: metadata["suffixes"]["storage"],
    names.REGISTRY_DISCOVERY_ENDPOINT: ADDRESS}

client = MLClient(Credential(), SUBSCRIPTION, GROUP, WORKSPACE, cloud="Local")
calls = []


def call(function):
    """Marks a call."""
    calls.append(function)
    return function


def equal(found, expected):
    """Refuses another answer than the expected one."""
    assert found == expected, f"{found!r} instead of {expected!r}"


def refused(wrong, because):
    """Refuses that something is taken, or refused for another reason."""
    try:
        wrong()
    except Exception as error:
        assert because in str(error), str(error)
        return
    raise AssertionError("it was taken")


def file(name, text):
    """Writes a file to be uploaded."""
    path = FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return str(path)


def resource_manager(method, path, body=None, version="2025-12-01"):
    """What this version of the client can't say yet."""
    token = Credential().get_token(f"{ADDRESS}/.default").token
    answer = requests.request(method, f"{ADDRESS}{WORKSPACE_ID}{path}?api-version={version}", json=body, timeout=30,
                              headers={"Authorization": f"Bearer {token}"})
    answer.raise_for_status()
    return answer


def run():
    """Makes all calls, in their order."""
    for function in calls:
        fault = None
        try:
            function()
        except BaseException as error:
            fault = f"{type(error).__name__}: {error}"[:600]
        # On a line of its own, whatever the client printed.
        print("\n" + json.dumps({"call": f"{function.__module__}: {function.__name__.replace('_', ' ')}", "fault": fault}), flush=True)
