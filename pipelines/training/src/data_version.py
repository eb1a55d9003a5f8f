"""Makes what a run reads a version of the data asset, whoever started the run: a blob, a schedule, a person, a pipeline of CI.

The version is named by the content, and its files are kept (mlops.data_assets), so that what is overwritten or deleted later can be
had again. Where the blobs can be seen, the manifest says of each which of its versions was read.
"""

import base64
from collections.abc import Mapping
from pathlib import Path

import lineage
from mlops import blobs, data_assets, tags, tracking
from mlops.rest import RestError
from mlops.step import BadInput
from mlops.workspace import Workspace, current_workspace


def of(readings: Path, files: list[Path], rows: int) -> dict[str, str]:
    """Registers the files that were read. What tells them apart: `content`; in a job also the version: `data`."""
    named = {file.relative_to(readings).as_posix() if readings.is_dir() else file.name: file for file in files}
    found = {"content": f"sha256:{data_assets.content_version(named)}"}
    workspace, job = current_workspace(), tracking.root_run()
    if workspace is None or job is None:
        return found
    try:
        return found | in_workspace(workspace, job, named, rows)
    except RestError as error:
        raise BadInput(f"the data could not be registered as a version of {data_assets.TRAINING_DATA}: {error}") from error


def in_workspace(workspace: Workspace, job: tracking.Run, files: Mapping[str, Path], rows: int) -> dict[str, str]:
    properties = workspace.get(f"jobs/{job.run_id}")["properties"]
    told = properties.get("tags") or {}
    address = lineage.address_of(workspace, (properties.get("inputs") or {}).get(lineage.DATA_INPUT) or {})
    sources = sources_of(workspace, address, files)
    # Of several blobs the one that started the run counts.
    path = told.get(tags.JOB_DATA_PATH) or address
    blob = next((each for each in sources if each["path"] == path), sources[0] if len(sources) == 1 else {})
    known = {
        tags.SOURCE: told.get(tags.SOURCE) or data_assets.RUN,
        tags.ROWS: str(rows),
        tags.JOB: job.run_id,
        tags.DATA_PATH: path,
        tags.DATA_VERSION: told.get(tags.JOB_DATA_VERSION) or blob.get("eTag", ""),
        tags.VERSION_ID: blob.get("versionId", ""),
    }
    version = data_assets.register(workspace, files, known, {
        "source": known[tags.SOURCE], "job": job.run_id, "rows": rows, "address": address, "blobs": sources})
    found = {"data": version.reference, "data_version_id": known[tags.VERSION_ID]}
    # At once: a run that fails later has read it, too.
    job.log(tags={name: value for name, value in
                  ((tags.DATA, version.reference), (tags.VERSION_ID, known[tags.VERSION_ID])) if value})
    print(f"the data is {version.reference}{'' if version.is_new else ', which was there already'}")
    return found


def sources_of(workspace: Workspace, address: str, files: Mapping[str, Path]) -> list[dict]:
    """Which versions of which blobs were read; empty where the data lies elsewhere than in a datastore of blobs."""
    if not address.startswith("azureml://datastores/"):
        return []
    container, path = blobs.place_of(workspace, address if "/paths/" in address else f"{address.rstrip('/')}/paths/")
    folder = f"{path.rstrip('/')}/" if path.strip("/") else ""
    found = []
    for blob in container.list(path.rstrip("/"), versions=True):
        below = blob.name.removeprefix(folder) if blob.name.startswith(folder) else blob.name.rpartition("/")[2]
        if (blob.name.startswith(folder) or blob.name == path) and (file := files.get(below)) is not None:
            found.append(source_of(blob, file))
    return found


def source_of(blob: blobs.Blob, file: Path) -> dict:
    """The blob's version, if what it holds now is what was read."""
    source = {"path": blob.name, "size": blob.size}
    md5 = base64.b64encode(bytes.fromhex(data_assets.digest(file, "md5"))).decode()
    if blob.size != file.stat().st_size or (blob.md5 and blob.md5 != md5):
        return source | {"note": "it was overwritten while this run was reading"}
    return source | {name: value for name, value in
                     (("eTag", blob.etag), ("versionId", blob.version_id), ("md5", blob.md5), ("modified", blob.modified)) if value}
