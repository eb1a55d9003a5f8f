"""Finds the model that a batch is scored with, and downloads its files."""

import argparse
from pathlib import Path

from mlops import models
from mlops.rest import RestError
from mlops.step import BadInput, run, write_json
from mlops.workspace import current_workspace

# Beside the folder of the model's files.
CHOSEN = "chosen.json"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", help="NAME:VERSION; without it, what production runs, else the newest approved version")
    parser.add_argument("--model-name", required=True, help="the registered model that is looked up")
    parser.add_argument("--chosen", type=Path, required=True, help="folder for the model")
    arguments = parser.parse_args()

    workspace = current_workspace()
    if workspace is None:
        raise BadInput("not in a job of Azure Machine Learning, so that there is no workspace to find a model in")
    try:
        chosen = models.choose(workspace, arguments.model, arguments.model_name)
        files = models.download(workspace, chosen, arguments.chosen / "model")
    except RestError as error:
        raise BadInput(f"the model could not be had: {error}") from error
    write_json(arguments.chosen / CHOSEN, {"name": chosen.name, "version": chosen.version, "found": chosen.found})
    print(f"{chosen.name}:{chosen.version}, {chosen.found}: {len(files)} files")


if __name__ == "__main__":
    run(main)
