"""Builds the scoring image of the registered model by a task of the workspace's container registry.

The image is named by its content: what is there already is kept. A model that the gate refused gets none. Where tasks are no way
to build (a registry that takes none, or is closed), the step says so and ends well: a release brings the image then.
"""

import argparse
from pathlib import Path

import context
from common import REGISTRATION
from mlops import tags, tracking
from mlops.rest import RestError
from mlops.step import BadInput, read_json, run, write_json
from mlops.workspace import Workspace, current_workspace
from registry import BuildFailed, CannotBuild, Image, Registry

REPOSITORY = "scoring"
TAG_LENGTH = 16


def build(workspace: Workspace, files: dict[str, Path], arguments: dict[str, str]) -> tuple[Image, bool]:
    """The image, and whether it was built just now."""
    tag = context.name_of(files, arguments)[:TAG_LENGTH]
    registry = registry_of(workspace)
    if (found := registry.find(REPOSITORY, tag)) is not None:
        return found, False
    return registry.build(context.archive(files), REPOSITORY, tag, arguments), True


def registry_of(workspace: Workspace) -> Registry:
    """The workspace's registry. Jobs of a private environment have no rights on it but to pull, as tasks have no way into it."""
    properties = workspace.get("")["properties"]
    if not properties.get("containerRegistry"):
        raise BadInput(f"the workspace {workspace.id} names no container registry that an image could be built in")
    try:
        return Registry(workspace, properties["containerRegistry"])
    except RestError as error:
        if error.status == 403 and properties.get("publicNetworkAccess") == "Disabled":
            raise CannotBuild("jobs of this private workspace have no right to build images") from error
        raise


def arguments_of(model: str, known: dict[str, str]) -> dict[str, str]:
    """What the image is told of where it comes from. It is the model's and not the build's: the same model, the same image."""
    return {"MLOPS_MODEL": model, "MLOPS_COMMIT": known.get(tags.COMMIT, ""), "MLOPS_SOURCE": known.get(tags.REPOSITORY, "")}


def tell(workspace: Workspace, name: str, version: str, told: dict[str, str]) -> None:
    """Puts the image on the model and on the job."""
    model = workspace.get(f"models/{name}/versions/{version}")["properties"]
    if not told.items() <= (model.get("tags") or {}).items():
        kept = {key: model[key] for key in ("modelType", "modelUri", "jobName", "description", "properties", "flavors", "stage",
                                            "isArchived", "isAnonymous") if model.get(key) is not None}
        workspace.put(f"models/{name}/versions/{version}", kept | {"tags": (model.get("tags") or {}) | told})
    tracking.root_run().log(tags=told)


def in_workspace(workspace: Workspace, arguments: argparse.Namespace, outcome: dict) -> dict:
    """Builds the image of a registered model; what is written down of it."""
    name, version = outcome["model"], outcome["version"]
    known = workspace.get(f"models/{name}/versions/{version}")["properties"].get("tags") or {}
    files = context.collect(arguments.scoring, arguments.registered, {REGISTRATION})
    try:
        image, is_new = build(workspace, files, arguments_of(f"{name}:{version}", known))
    except CannotBuild as error:
        note = f"{error}; 'mlops release --builder docker' builds it, or a registry that takes tasks"
        tracking.root_run().log(tags={tags.IMAGE_NOTE: tags.short(note)})
        print(f"no image: {note}" + (f"\n{error.__cause__}" if error.__cause__ else ""))
        return {"image": None, "note": note}
    reference = f"{image.repository}@{image.digest}"
    tell(workspace, name, version, {tags.IMAGE: reference, tags.IMAGE_TAG: image.tag})
    print(f"{'built' if is_new else 'kept: the registry has'} {image.repository}:{image.tag}, {image.digest}")
    return {"image": reference, "tag": image.tag, "built": is_new}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--registered", type=Path, required=True, help="folder that the register step wrote")
    parser.add_argument("--scoring", type=Path, required=True, help="folder of the scoring service, with its Dockerfile")
    parser.add_argument("--image", type=Path, required=True, help="folder for image.json")
    arguments = parser.parse_args()

    outcome = read_json(arguments.registered / REGISTRATION)
    workspace, result = current_workspace(), {"image": None}
    if not outcome.get("registered"):
        print(f"no image: {outcome.get('model')} was not registered: {outcome.get('reason')}")
    elif workspace is None or not outcome.get("version"):
        print("not in a job of Azure Machine Learning: no image is built")
    else:
        try:
            result = in_workspace(workspace, arguments, outcome)
        except (RestError, BuildFailed) as error:
            raise BadInput(f"the image could not be built: {error}") from error
    write_json(arguments.image / "image.json", result)


if __name__ == "__main__":
    run(main)
