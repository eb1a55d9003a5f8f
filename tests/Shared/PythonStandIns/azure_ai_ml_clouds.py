"""azure-ai-ml 1.4 has a table of clouds: it gets the entry that later versions make of the metadata document themselves."""
import os

import requests

# It looks the cloud up while it is loaded, before there could be an entry.
current = os.environ.pop("AZUREML_CURRENT_CLOUD")
from azure.ai.ml import _azure_environments  # noqa: E402

os.environ["AZUREML_CURRENT_CLOUD"] = current

for cloud in requests.get(os.environ["ARM_CLOUD_METADATA_URL"], timeout=60).json():
    suffix = ".".join(cloud["portal"].split(".")[2:]).replace("/", "")
    _azure_environments._environments[cloud["name"]] = {
        "azure_portal": cloud["portal"], "resource_manager": cloud["resourceManager"],
        "active_directory": cloud["authentication"]["loginEndpoint"], "aml_resource_id": f"https://ml.azure.{suffix}",
        "storage_endpoint": cloud["suffixes"]["storage"],
        "registry_discovery_endpoint": f"https://{cloud['name'].lower()}.api.azureml.{suffix}/"}
