"""Versions of data assets that are named by their content, with the files themselves kept where nobody changes them.

A version is the first 16 digits of a SHA-256 over the files. Its files lie at `training_data/VERSION/` of the datastore `feedback`,
beside manifest.json, which says of each its size and SHA-256 and where it came from. What is there is never written again: the same
content is the same version, whoever finds it. sources/JOB.json says the same of every further job that came with that content.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from mlops import blobs, tags
from mlops.rest import RestError
from mlops.workspace import Workspace

# The data asset, and the folder that its versions lie in.
TRAINING_DATA = "training_data"
DATASTORE = "feedback"
# Where environments that were deployed before they had that one keep them.
OTHER_DATASTORE = "workspaceblobstore"
MANIFEST = "manifest.json"
SOURCES = "sources"

HASH_LENGTH = 16
PIECE = 1024 * 1024

# Values of the tag mlops.source: how the data came here. Jobs that a blob or a schedule started say so themselves.
FEEDBACK, ARRIVAL, SCHEDULE, RUN = "feedback", "arrival", "schedule", "run"


class DataVersion(NamedTuple):
    """A version of a data asset."""

    name: str
    version: str
    # azureml://datastores/...
    address: str
    # Whether nobody had registered it before.
    is_new: bool

    @property
    def reference(self) -> str:
        return f"{self.name}:{self.version}"


def content_version(files: Mapping[str, Path]) -> str:
    """What tells these files from others: their contents in the order of their paths; what they are called is no matter."""
    return version_of([digest(file) for _, file in sorted(files.items())])


def version_of(digests: list[str]) -> str:
    content = hashlib.sha256()
    for each in digests:
        content.update(bytes.fromhex(each))
    return content.hexdigest()[:HASH_LENGTH]


def digest(file: Path, algorithm: str = "sha256") -> str:
    """A hash over a file of any size, as hexadecimal digits."""
    found = hashlib.new(algorithm)
    with file.open("rb") as content:
        while piece := content.read(PIECE):
            found.update(piece)
    return found.hexdigest()


def register(workspace: Workspace, files: Mapping[str, Path], known: Mapping[str, str], manifest: Mapping[str, Any],
             name: str = TRAINING_DATA) -> DataVersion:
    """Keeps the files and registers them as a version of a data asset; what is there already stays as it is.

    files: by the path that they are to have in the version's folder.
    known: tags of the version, as `mlops.source`; of a version that is there those that it lacks are added.
    manifest: what the manifest is to say besides the files, as the sources, or the window of a feedback set.
    """
    listed = [{"path": path, "size": file.stat().st_size, "sha256": digest(file)} for path, file in sorted(files.items())]
    version = version_of([each["sha256"] for each in listed])
    folder = f"{name}/{version}"
    datastore = DATASTORE if workspace.find(f"datastores/{DATASTORE}") else OTHER_DATASTORE
    container = blobs.of_datastore(workspace, datastore)
    keep(container, folder, files)
    document = json.dumps(dict(manifest) | {"asset": name, "version": version, "files": listed}, indent=2, sort_keys=True) + "\n"
    # The first one's manifest stays; of every further job its own lies beside it.
    if not container.create(f"{folder}/{MANIFEST}", document.encode()) and (job := known.get(tags.JOB)):
        container.create(f"{folder}/{SOURCES}/{job}.json", document.encode())
    address = f"azureml://datastores/{datastore}/paths/{folder}/"
    is_new = put(workspace, name, version, address, {key: tags.short_address(value) for key, value in known.items() if value})
    return DataVersion(name, version, address, is_new)


def keep(container: blobs.Container, folder: str, files: Mapping[str, Path]) -> None:
    """Uploads what is missing. A blob is there as a whole or not at all, and its folder's name says what is in it."""
    there = {blob.name: blob.size for blob in container.list(f"{folder}/")}
    for path, file in sorted(files.items()):
        if there.get(f"{folder}/{path}") != file.stat().st_size:
            container.write_file(f"{folder}/{path}", file)


def put(workspace: Workspace, name: str, version: str, address: str, known: Mapping[str, str]) -> bool:
    """Registers a version; True if there was none."""
    path = f"data/{name}/versions/{version}"
    there = workspace.find(path)
    if there is None:
        try:
            workspace.put(path, {"dataType": "uri_folder", "dataUri": address, "tags": dict(known),
                                 "description": f"Data that is named by its content; {MANIFEST} in it says where it came from."})
            return True
        except RestError as error:
            # Another job with the same content was faster.
            if error.status not in (400, 409) or (there := workspace.find(path)) is None:
                raise
    properties = there["properties"]
    old = properties.get("tags") or {}
    if any(key not in old for key in known):
        workspace.put(path, {"dataType": properties["dataType"], "dataUri": properties["dataUri"],
                             "description": properties.get("description"), "tags": dict(known) | old})
    return False
