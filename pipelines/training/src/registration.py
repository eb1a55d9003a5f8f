"""Makes a folder of files a version of a registered model."""

from pathlib import Path

from mlops import tags, tracking
from mlops.rest import RestError
from mlops.workspace import Workspace

# Two jobs may want one number at the same time.
ATTEMPTS = 5


def register(workspace: Workspace, folder: Path, name: str, known: dict[str, str]) -> str:
    """The version that this job has in the registry: the one that it has already, else the next one."""
    if (own := own_version(workspace, name, known[tags.JOB])) is not None:
        print(f"this job has registered {name}:{own} before")
        return own
    step = tracking.current_run()
    address = step.keep(folder, "model")
    for attempt in range(1, ATTEMPTS + 1):
        version = next_version(workspace, name)
        try:
            workspace.put(f"models/{name}/versions/{version}", {
                "modelType": "custom_model", "modelUri": address, "jobName": step.run_id, "tags": known,
                "description": f"Registered by the job {known[tags.JOB]}: {known[tags.REASON]}.",
            })
            return version
        except RestError as error:
            # Another job was faster: what is there has other files, and can't be changed.
            taken = error.status in (400, 409) and workspace.find(f"models/{name}/versions/{version}") is not None
            if not taken or attempt == ATTEMPTS:
                raise
    raise AssertionError("the last attempt ends in a version or an error")


def own_version(workspace: Workspace, name: str, job: str) -> str | None:
    """The version that a run of this step registered which was cut off afterwards."""
    for version in workspace.list(f"models/{name}/versions", {"$orderBy": "createdtime desc", "tags": f"{tags.JOB}={job}"}):
        if (version["properties"].get("tags") or {}).get(tags.JOB) == job:
            return version["name"]
    return None


def next_version(workspace: Workspace, name: str) -> str:
    """The number after the highest one; versions that are no numbers do not count."""
    model = workspace.find(f"models/{name}")
    if model is None:
        return "1"
    if suggested := model["properties"].get("nextVersion"):
        return suggested
    numbers = [int(version["name"]) for version in workspace.list(f"models/{name}/versions", {"listViewType": "All"})
               if version["name"].isdigit()]
    return str(max(numbers, default=0) + 1)
