"""Says what Microsoft's client thinks of the pipelines and jobs of folders, a line for each mistake: az_ml_pipelines.py FOLDER ...

The client is azure-ai-ml 1.4.0, of Debian's package python3-azure. Debian has no pydash: it is found on PYTHONPATH.
"""

import pathlib
import sys

from azure.ai.ml import load_component, load_job

for folder in map(pathlib.Path, sys.argv[1:]):
    files = [*sorted(folder.glob("components/*.yml")), folder / "pipeline.yml", *folder.glob("job.yml")]
    for file in files:
        try:
            loaded = load_job(file) if file.name == "job.yml" else load_component(file)
            if file.name == "job.yml":
                # As `--set settings.default_compute=azureml:cpu-cluster` does: the files leave it to the environment.
                loaded.settings.default_compute = "cpu-cluster"
            found = loaded._validate()
            if not found.passed:
                print(f"{file}: {found.error_messages}")
            loaded._to_rest_object()
        except Exception as error:
            print(f"{file}: {error}")
