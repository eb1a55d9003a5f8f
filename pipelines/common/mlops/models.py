"""The files of registered models."""

import json
from pathlib import Path
from typing import NamedTuple

from mlops import blobs, champion
from mlops.step import BadInput
from mlops.workspace import Workspace


class Chosen(NamedTuple):
    """A model that is to be used."""

    name: str
    version: str
    # How it was found, in words.
    found: str


def choose(workspace: Workspace, model: str | None, model_name: str) -> Chosen:
    """The model NAME:VERSION; without it the one of this name that production runs, else the newest approved one."""
    if model:
        name, _, version = model.rpartition(":")
        if not name or not version:
            raise BadInput(f"'{model}' names no model; expected NAME:VERSION, as in {model_name}:3")
        if workspace.find(f"models/{name}/versions/{version}") is None:
            raise BadInput(f"the workspace has no model {name}:{version}")
        return Chosen(name, version, "as asked for")
    # No job of this one's id registers models.
    found = champion.find(workspace, model_name, "")
    if found is None:
        raise BadInput(f"no version of the model '{model_name}' is in production or approved; train and release one, or name one "
                       "(NAME:VERSION)")
    name, _, version = found.model.rpartition(":")
    return Chosen(name, version, found.found)


def download(workspace: Workspace, chosen: Chosen, folder: Path) -> list[Path]:
    """Downloads the model's files into a folder."""
    registered = workspace.find(f"models/{chosen.name}/versions/{chosen.version}")
    if registered is None:
        raise BadInput(f"the workspace has no model {chosen.name}:{chosen.version}, which is {chosen.found}")
    return blobs.download(workspace, registered["properties"]["modelUri"], folder)


def metadata(folder: Path) -> dict:
    """The metadata.json of a downloaded model, which may lie in a folder of its own; empty if there is none."""
    for file in sorted(folder.rglob("metadata.json")):
        content = json.loads(file.read_text(encoding="utf-8"))
        return content if isinstance(content, dict) else {}
    return {}
