"""Runs the published pipeline on the served local cloud as a job, and waits for its end: OUTPUTS, SERVED and DATA are arguments.

OUTPUTS is the JSON document of `mlops local up`, SERVED that of `mlops local serve`.
"""

import json
import ssl
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

outputs = json.loads(Path(sys.argv[1]).read_text())["outputs"]
served = json.loads(Path(sys.argv[2]).read_text())
data = Path(sys.argv[3])

trust = ssl.create_default_context(cafile=served["certificate"])
server = served["address"].rstrip("/")
port = urllib.parse.urlsplit(server).port
workspace = outputs["workspaceId"]
version = "?api-version=2025-12-01"


def call(method, address, body=None, headers=None):
    request = urllib.request.Request(address, data=body, method=method, headers=headers or {})
    with urllib.request.urlopen(request, context=trust) as answer:
        text = answer.read()
    return json.loads(text) if text[:1] == b"{" else None


def token(scope):
    form = {"grant_type": "client_credentials", "client_id": "33333333-3333-3333-3333-333333333333", "client_secret": "any",
            "scope": scope}
    answer = call("POST", f"{server}/{outputs['tenantId']}/oauth2/v2.0/token", urllib.parse.urlencode(form).encode())
    return {"Authorization": "Bearer " + answer["access_token"]}


azure = {**token("https://management.azure.com/.default"), "Content-Type": "application/json"}
store = call("GET", f"{server}{workspace}/datastores/workspaceblobstore{version}", headers=azure)["properties"]
for file in data.iterdir():
    call("PUT", f"https://127.0.0.1:{port}/{outputs['storageAccountName']}/{store['containerName']}/readings/{file.name}",
         file.read_bytes(), {**token("https://storage.azure.com/.default"), "x-ms-version": "2024-11-04",
                             "x-ms-blob-type": "BlockBlob"})
deployments = f"{server}{workspace}/batchEndpoints/{outputs['batchEndpointName']}/deployments{version}"
pipeline = call("GET", deployments, headers=azure)["value"][0]["properties"]["deploymentConfiguration"]
job = f"{server}{workspace}/jobs/bench-{time.time_ns()}{version}"
call("PUT", job, json.dumps({"properties": {
    "jobType": "Pipeline", "componentId": pipeline["componentId"]["assetId"],
    "settings": {**pipeline["settings"], "force_rerun": True},
    "inputs": {"training_data": {"jobInputType": "uri_folder", "uri": "azureml://datastores/workspaceblobstore/paths/readings/"}},
}}).encode(), azure)
while True:
    shown = call("GET", job, headers=azure)["properties"]
    if shown["status"] in ("Completed", "Failed", "Canceled"):
        break
    time.sleep(0.02)
sys.exit(None if shown["status"] == "Completed" else json.dumps(shown["properties"]))
