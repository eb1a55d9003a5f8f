"""Prints what Microsoft's client makes of the files of a pipeline folder, as JSON by file.

Ends with an error where it refuses one.

The client is azure-ai-ml 1.4.0, of Debian's package python3-azure. Debian has no pydash: what the client uses of it is here.
"""

import json
import pathlib
import sys
import types


def get(value, path, default=None):
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else getattr(value, name, None)
        if value is None:
            return default
    return value


def set_(value, path, new):
    *above, last = path.split(".")
    for name in above:
        value = value[name]
    value[last] = new


pydash = types.ModuleType("pydash")
pydash.get = get
pydash.omit = lambda value, keys: {key: item for key, item in value.items() if key not in keys}
pydash.objects = types.SimpleNamespace(set_=set_)
sys.modules["pydash"] = pydash

from azure.ai.ml import load_batch_endpoint, load_component, load_environment  # noqa: E402


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
