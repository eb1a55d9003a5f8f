"""Where a model comes from: which data and which code its job had."""

import urllib.parse

from mlops import tags
from mlops.workspace import Workspace

DATA_INPUT = "training_data"


def of_job(workspace: Workspace, job: str, training: dict) -> dict[str, str]:
    """The tags of a model that the job makes, without those that are not known.

    training: what the training said of its data: `data`, the version that it was registered as, and `content`, a hash of it, which is
    its version where neither who started the job nor a data asset names another one.
    """
    properties = workspace.get(f"jobs/{job}")["properties"]
    known = properties.get("tags") or {}
    version, path = data_of(workspace, known, (properties.get("inputs") or {}).get(DATA_INPUT) or {},
                            training.get("content") or "")
    component = properties.get("componentId") or ""
    code = tags_of_component(workspace, component)
    found = {
        tags.JOB: job,
        tags.DATA: training.get("data") or "",
        tags.VERSION_ID: training.get("data_version_id") or "",
        tags.DATA_VERSION: version,
        tags.DATA_PATH: tags.short_address(path),
        tags.CODE_VERSION: name_and_version(component, "components"),
        tags.COMMIT: known.get(tags.COMMIT) or code.get(tags.COMMIT) or "",
        tags.REPOSITORY: known.get(tags.REPOSITORY) or code.get(tags.REPOSITORY) or "",
    }
    return {name: tags.short(value) for name, value in found.items() if value}


def data_of(workspace: Workspace, known: dict[str, str], data: dict, content: str) -> tuple[str, str]:
    """Version and address of the data: as the job's tags say, else as its input says."""
    path = known.get(tags.JOB_DATA_PATH) or address_of(workspace, data)
    return known.get(tags.JOB_DATA_VERSION) or name_and_version(without_signature(data), "data") or content, path


def address_of(workspace: Workspace, data: dict) -> str:
    """Where an input lies: of a data asset what it names."""
    address = without_signature(data)
    if asset := name_and_version(address, "data"):
        name, _, version = asset.rpartition(":")
        registered = workspace.find(f"data/{name}/versions/{version}")
        address = registered["properties"]["dataUri"] if registered else address
    return plain_address(address)


def without_signature(data: dict) -> str:
    """The address of an input; a signature in it is nobody's business."""
    return urllib.parse.urldefrag(data.get("uri") or "").url.partition("?")[0]


def plain_address(address: str) -> str:
    """Datastores are named by the workspace alone; the long form of Azure says its subscription and group, too."""
    marker = "/datastores/"
    at = address.find(marker)
    return f"azureml:/{address[at:]}" if address.startswith("azureml://") and at > 0 else address


def name_and_version(reference: str, collection: str) -> str:
    """NAME:VERSION of an asset, of the forms in which jobs refer to one; empty if it is none of these."""
    reference = reference.removeprefix("azureml:")
    parts = reference.strip("/").split("/")
    if len(parts) > 4 and parts[-4].lower() == collection and parts[-2] == "versions":
        return f"{parts[-3]}:{parts[-1]}"
    # A label such as @latest is a version by the time that the job runs, and Azure does not say which.
    return reference if len(parts) == 1 and reference.count(":") == 1 and not reference.startswith("//") else ""


def tags_of_component(workspace: Workspace, component: str) -> dict[str, str]:
    reference = name_and_version(component, "components")
    if not reference:
        return {}
    name, _, version = reference.rpartition(":")
    found = workspace.find(f"components/{name}/versions/{version}")
    return (found["properties"].get("tags") or {}) if found else {}
