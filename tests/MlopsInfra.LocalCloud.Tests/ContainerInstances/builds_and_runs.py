"""Builds an image and runs it, with Microsoft's clients for Python as they are."""
import io
import json
import os
import sys
import tarfile
import time
import urllib.request

from azure.containerregistry import ContainerRegistryClient
from azure.core.credentials import AccessToken
from azure.mgmt.containerinstance import ContainerInstanceManagementClient
from azure.mgmt.containerinstance import models as aci
from azure.mgmt.containerregistry import ContainerRegistryManagementClient
from azure.storage.blob import BlobClient

server, subscription, group, registry = (os.environ[name] for name in ("SERVER", "SUBSCRIPTION", "GROUP", "REGISTRY"))


class Credential:
    def get_token(self, *scopes, **options):
        return AccessToken(os.environ["TOKEN"], int(time.time()) + 3000)


credential = Credential()
scopes = {"base_url": server, "credential_scopes": ["https://management.azure.com/.default"]}
told = {}

# Build.
builder = ContainerRegistryManagementClient(credential, subscription, api_version="2019-06-01-preview", **scopes)
upload = builder.registries.get_build_source_upload_url(group, registry)
context = io.BytesIO()
with tarfile.open(fileobj=context, mode="w:gz") as tar:
    for name, text in {
        "Dockerfile": "FROM python:3.11-slim\nRUN pip install requests\nWORKDIR /app\nCOPY score.py .\nEXPOSE 5001\nCMD [\"python\", \"score.py\"]\n",
        "score.py": open(os.environ["PROGRAM"]).read(),
    }.items():
        entry = tarfile.TarInfo(name)
        entry.size = len(text.encode())
        tar.addfile(entry, io.BytesIO(text.encode()))
BlobClient.from_blob_url(upload.upload_url).upload_blob(context.getvalue())
models = ContainerRegistryManagementClient.models("2019-06-01-preview")
run = builder.registries.begin_schedule_run(group, registry, models.DockerBuildRequest(
    image_names=["scoring:9"], source_location=upload.relative_path, docker_file_path="Dockerfile",
    platform=models.PlatformProperties(os="Linux"), is_push_enabled=True)).result()
while (run := builder.runs.get(group, registry, run.run_id)).status in ("Queued", "Started", "Running"):
    time.sleep(0.1)
told["run"] = run.status
log = builder.runs.get_log_sas_url(group, registry, run.run_id).log_link
told["log"] = [line for line in BlobClient.from_blob_url(log).download_blob().readall().decode().splitlines() if line.startswith("Step")]
told["runs"] = [each.status for each in builder.runs.list(group, registry, filter="Status eq 'Succeeded'")]

# Look at it.
images = ContainerRegistryClient(f"{server}/registry/{registry}", credential, audience="https://management.azure.com")
told["repositories"] = list(images.list_repository_names())
told["tags"] = [tag.name for tag in images.list_tag_properties("scoring")]
told["digest"] = images.get_manifest_properties("scoring", "9").digest == run.output_images[0].digest

# Run it.
groups = ContainerInstanceManagementClient(credential, subscription, **scopes)
identity = os.environ["IDENTITY"]
body = aci.ContainerGroup(
    location="westeurope", os_type="Linux", restart_policy="Always",
    identity=aci.ContainerGroupIdentity(type="UserAssigned", user_assigned_identities={identity: {}}),
    image_registry_credentials=[aci.ImageRegistryCredential(server=f"{registry}.azurecr.io", identity=identity)],
    containers=[aci.Container(
        name="scoring", image=f"{registry}.azurecr.io/scoring:9", ports=[aci.ContainerPort(port=5001)],
        environment_variables=[aci.EnvironmentVariable(name="GREETING", secure_value="hello")],
        resources=aci.ResourceRequirements(requests=aci.ResourceRequests(cpu=1, memory_in_gb=1)))],
    ip_address=aci.IpAddress(type="Public", ports=[aci.Port(port=5001)]))
groups.container_groups.begin_create_or_update(group, "ci-python", body).result()


def wait(state):
    while (shown := groups.container_groups.get(group, "ci-python")).instance_view.state != state:
        time.sleep(0.1)
    return shown


shown = wait("Running")
for attempt in range(600):
    try:
        with urllib.request.urlopen(f"http://{shown.ip_address.ip}:{shown.ip_address.ports[0].port}/") as answer:
            told["answer"] = json.load(answer)
        break
    except OSError:
        time.sleep(0.1)
container = groups.container_groups.get(group, "ci-python").containers[0]
told["state"] = container.instance_view.current_state.state
told["events"] = [event.name for event in container.instance_view.events if event.type == "Normal"]
told["logs"] = groups.containers.list_logs(group, "ci-python", "scoring", tail=1).content.strip()
groups.container_groups.stop(group, "ci-python")
told["stopped"] = wait("Stopped").containers[0].instance_view.current_state.state
groups.container_groups.begin_start(group, "ci-python").result()
wait("Running")
groups.container_groups.begin_restart(group, "ci-python").result()
wait("Running")
groups.container_groups.begin_delete(group, "ci-python").result()
told["left"] = [each.name for each in groups.container_groups.list_by_resource_group(group) if each.name == "ci-python"]
print(json.dumps(told))
