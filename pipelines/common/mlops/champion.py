"""Looks up the champion: the model that a new one has to be better than."""

from typing import NamedTuple

from mlops import tags
from mlops.workspace import Workspace


class Champion(NamedTuple):
    """The model in use."""

    # NAME:VERSION
    model: str
    # As its registration says; a number may be missing.
    metrics: dict[str, float]
    # How it was found, in words.
    found: str


def find(workspace: Workspace, name: str, job: str) -> Champion | None:
    """The model of this name that production runs, else the newest approved version; None if there is neither.

    A version that the same job registered, in a run of its steps that was cut off, is no champion of it.
    """
    if deployed := in_production(workspace, name):
        model, found = deployed
        version = workspace.find(f"models/{name}/versions/{model.rpartition(':')[2]}")
        return Champion(model, tags.metrics_in(tags_of(version)) if version else {}, found)
    for version in workspace.list(f"models/{name}/versions", {"$orderBy": "createdtime desc"}):
        known = tags_of(version)
        if known.get(tags.DECISION) == tags.REGISTER and known.get(tags.JOB) != job:
            return Champion(f"{name}:{version['name']}", tags.metrics_in(known), "the newest approved version")
    return None


def in_production(workspace: Workspace, name: str) -> tuple[str, str] | None:
    """What the deployment with the most traffic runs, and where; of several endpoints with this model the one with the most."""
    best: tuple[int, str, str] | None = None
    for endpoint in workspace.list("onlineEndpoints"):
        traffic = endpoint["properties"].get("traffic") or {}
        most = max(sorted(traffic), key=lambda each: traffic[each], default=None)
        if most is None or not traffic[most]:
            continue
        deployment = workspace.find(f"onlineEndpoints/{endpoint['name']}/deployments/{most}")
        model = ((deployment or {}).get("tags") or {}).get(tags.MODEL, "")
        if model.rpartition(":")[0] == name and (best is None or traffic[most] > best[0]):
            best = traffic[most], model, f"in production as {endpoint['name']}/{most} with {traffic[most]} % of the traffic"
    return best[1:] if best else None


def tags_of(version: dict) -> dict[str, str]:
    return version["properties"].get("tags") or {}
