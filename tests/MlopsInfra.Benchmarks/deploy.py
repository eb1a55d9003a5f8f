"""Deploys online endpoints to the served local cloud, and says where they answer: OUTPUTS, SERVED, SCRIPT, TARGETS and how many.

Into TARGETS goes a JSON list: for each endpoint its address, its key, and the address of the process behind it.
"""

import json
import os
import sys
import time
from pathlib import Path

from cloud import Cloud

cloud = Cloud(sys.argv[1], sys.argv[2])
script, targets, count = Path(sys.argv[3]), Path(sys.argv[4]), int(sys.argv[5])


def process_of(name):
    """The address of a deployment's server: the port is an argument of its process."""
    for folder in Path("/proc").iterdir():
        try:
            if not folder.name.isdigit() or f"HOSTNAME={name}-blue".encode() not in (folder / "environ").read_bytes().split(b"\0"):
                continue
            arguments = (folder / "cmdline").read_bytes().decode().split("\0")
            return f"http://127.0.0.1:{arguments[arguments.index('--port') + 1]}/score"
        except (OSError, ValueError):
            continue  # It has ended meanwhile, is somebody else's, or is the launcher of the server.
    sys.exit(f"There is no process of {name}.")


cloud.upload("bench-scoring/score.py", script.read_bytes())
cloud.put("/codes/bench-scoring/versions/1", {"codeUri": f"https://{cloud.outputs['storageAccountName']}.blob.core.windows.net/"
                                              f"{cloud.container}/bench-scoring"})
cloud.put("/environments/bench-scoring/versions/1", {"image": "mcr.microsoft.com/azureml/minimal-py311-inference:latest"})
names = [f"bench-{number}-{os.getpid()}" for number in range(count)]
for name in names:
    cloud.put(f"/onlineEndpoints/{name}", {"authMode": "Key"}, location="westeurope")
    cloud.put(f"/onlineEndpoints/{name}/deployments/blue", {
        "endpointComputeType": "Managed", "instanceType": "Standard_DS3_v2", "appInsightsEnabled": True,
        "environmentId": f"{cloud.workspace}/environments/bench-scoring/versions/1",
        "codeConfiguration": {"codeId": f"{cloud.workspace}/codes/bench-scoring/versions/1", "scoringScript": "score.py"},
        "requestSettings": {"maxConcurrentRequestsPerInstance": 50, "requestTimeout": "PT30S"},
    }, location="westeurope", sku={"name": "Default", "capacity": 1})
found = []
for name in names:
    while (shown := cloud.get(f"/onlineEndpoints/{name}/deployments/blue")["properties"])["provisioningState"] != "Succeeded":
        if shown["provisioningState"] == "Failed":
            sys.exit(json.dumps(shown))
        time.sleep(0.05)
    cloud.put(f"/onlineEndpoints/{name}", {"authMode": "Key", "traffic": {"blue": 100}}, location="westeurope")
    found.append({"endpoint": cloud.get(f"/onlineEndpoints/{name}")["properties"]["scoringUri"],
                  "key": cloud.post(f"/onlineEndpoints/{name}/listKeys")["primaryKey"],
                  "process": process_of(name), "certificate": json.loads(Path(sys.argv[2]).read_text())["certificate"]})
targets.write_text(json.dumps(found))
