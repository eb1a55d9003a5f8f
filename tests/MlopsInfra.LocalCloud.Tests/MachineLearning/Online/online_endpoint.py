"""Deploys a model to a managed online endpoint, asks it and deletes it, as Microsoft's client does: azure-ai-ml 1.4.0.

Arguments: the local cloud's address, tenant, client id, subscription, resource group, workspace. Prints what it found as JSON.
"""
import json
import pathlib
import sys
import tempfile

import requests
from azure.core.credentials import AccessToken
from azure.ai.ml import MLClient, _azure_environments
from azure.ai.ml.entities import (CodeConfiguration, Environment, ManagedOnlineDeployment, ManagedOnlineEndpoint,
                                  Model)

address, tenant, client_id, subscription, group, workspace = sys.argv[1:]
host = address.split("://")[1].strip("/")


class Credential:
    """Signs in as the deployer. The client asks for the cloud's own address where Resource Manager is meant."""

    def get_token(self, *scopes, **options):
        scope = scopes[0] if "azure.com" in scopes[0] else "https://management.azure.com/.default"
        answer = requests.post(f"{address}{tenant}/oauth2/v2.0/token", data={
            "grant_type": "client_credentials", "client_id": client_id, "client_secret": "x", "scope": scope})
        answer.raise_for_status()
        return AccessToken(answer.json()["access_token"], 2 ** 31)


# A cloud is described to this version of the client in its table of clouds.
_azure_environments._environments["Local"] = {
    "azure_portal": "https://portal.azure.com/", "resource_manager": address, "active_directory": address,
    "aml_resource_id": "https://ml.azure.com/", "storage_endpoint": host, "registry_discovery_endpoint": address}
client = MLClient(Credential(), subscription, group, workspace, cloud="Local")

folder = pathlib.Path(tempfile.mkdtemp())
(folder / "code").mkdir()
(folder / "model").mkdir()
(folder / "model" / "word.txt").write_text("red")
(folder / "conda.yml").write_text("name: scoring\nchannels: [conda-forge]\ndependencies: [python=3.11]\n")
(folder / "request.json").write_text('{"data": [1, 2]}')
(folder / "code" / "score.py").write_text('''
import json, os
def init():
    global word
    with open(os.path.join(os.environ["AZUREML_MODEL_DIR"], "model", "word.txt")) as file:
        word = file.read()
def run(data):
    print("asked")
    return [word, json.loads(data)["data"]]
''')

endpoint = ManagedOnlineEndpoint(name="ep-python", auth_mode="key")
client.online_endpoints.begin_create_or_update(endpoint).result()
deployment = ManagedOnlineDeployment(
    name="blue", endpoint_name="ep-python", model=Model(path=str(folder / "model")), instance_type="Standard_DS3_v2",
    instance_count=1, code_configuration=CodeConfiguration(code=str(folder / "code"), scoring_script="score.py"),
    environment=Environment(image="mcr.microsoft.com/azureml/minimal-ubuntu22.04", conda_file=str(folder / "conda.yml")))
client.online_deployments.begin_create_or_update(deployment).result()
picked = client.online_endpoints.invoke("ep-python", request_file=str(folder / "request.json"), deployment_name="blue")
endpoint = client.online_endpoints.get("ep-python")
endpoint.traffic = {"blue": 100}
client.online_endpoints.begin_create_or_update(endpoint).result()
answer = client.online_endpoints.invoke("ep-python", request_file=str(folder / "request.json"))
found = {
    "picked": json.loads(picked), "answer": json.loads(answer),
    "state": client.online_deployments.get("blue", "ep-python").provisioning_state,
    "traffic": client.online_endpoints.get("ep-python").traffic,
    "logs": client.online_deployments.get_logs("blue", "ep-python", 10),
}
client.online_endpoints.begin_delete("ep-python").result()
found["left"] = [each.name for each in client.online_endpoints.list()]
json.dump(found, sys.stdout)
