"""Runs the published pipeline on the served local cloud as a job, and waits for its end: OUTPUTS, SERVED and DATA are arguments."""

import json
import sys
import time
from pathlib import Path

from cloud import Cloud

cloud = Cloud(sys.argv[1], sys.argv[2])
for file in Path(sys.argv[3]).iterdir():
    cloud.upload(f"readings/{file.name}", file.read_bytes())
deployments = cloud.get(f"/batchEndpoints/{cloud.outputs['batchEndpointName']}/deployments")
pipeline = deployments["value"][0]["properties"]["deploymentConfiguration"]
job = f"/jobs/bench-{time.time_ns()}"
cloud.put(job, {
    "jobType": "Pipeline", "componentId": pipeline["componentId"]["assetId"],
    "settings": {**pipeline["settings"], "force_rerun": True},
    "inputs": {"training_data": {"jobInputType": "uri_folder", "uri": "azureml://datastores/workspaceblobstore/paths/readings/"}},
})
while True:
    shown = cloud.get(job)["properties"]
    if shown["status"] in ("Completed", "Failed", "Canceled"):
        break
    time.sleep(0.02)
sys.exit(None if shown["status"] == "Completed" else json.dumps(shown["properties"]))
