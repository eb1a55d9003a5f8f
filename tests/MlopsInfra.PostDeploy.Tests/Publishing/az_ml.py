"""Prints what Microsoft's client makes of the files of a pipeline folder, as JSON by file.

Ends with an error where it refuses one.

The client is azure-ai-ml 1.4.0, of Debian's package python3-azure. Debian has no pydash: it is found on PYTHONPATH.
"""

import json
import pathlib
import sys

from azure.ai.ml import load_batch_endpoint, load_component, load_environment


def component(path):
    loaded = load_component(path)
    found = loaded._validate()
    if not found.passed:
        raise SystemExit(f"{path}: {found.error_messages}")
    return loaded._to_rest_object().serialize()


folder = pathlib.Path(sys.argv[1])
files = [*folder.glob("components/*.yml"), folder / "pipeline.yml"]
bodies = {path.relative_to(folder).as_posix(): component(path) for path in files}
bodies["environment.yml"] = load_environment(folder / "environment.yml")._to_rest_object().serialize()
bodies["endpoint.yml"] = load_batch_endpoint(folder / "endpoint.yml")._to_rest_batch_endpoint("westeurope").serialize()
json.dump(bodies, sys.stdout, default=str)
