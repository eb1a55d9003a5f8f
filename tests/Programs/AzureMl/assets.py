"""Environments, data, models and components."""
from azure.ai.ml import Input, Output, command, load_component, load_environment
from azure.ai.ml.entities import Data, Environment, Model

from cloud import FOLDER, call, client, equal, file, refused

IMAGE = "mcr.microsoft.com/azureml/minimal-ubuntu22.04"


@call
def create_environment():
    conda = file("conda.yml", "name: ada\nchannels: [conda-forge]\ndependencies: [python=3.11]\n")
    client.environments.create_or_update(Environment(name="ada", version="1", image=IMAGE, conda_file=conda))


@call
def create_environment_of_a_build_context():
    path = "https://github.com/Azure/azureml-examples.git#main:context"
    client.environments.create_or_update(load_environment(file("build.yml", f"name: ada-build\nversion: '1'\nbuild: {{path: '{path}'}}\n")))
    equal(client.environments.get("ada-build", "1").build.path, path)


@call
def create_environment_of_files_that_this_version_does_not_upload():
    file("context/Dockerfile", f"FROM {IMAGE}\n")
    environment = load_environment(file("local.yml", "name: ada-local\nversion: '1'\nbuild: {path: ./context}\n"))
    refused(lambda: client.environments.create_or_update(environment), "no URI")


@call
def create_environment_of_the_next_version():
    equal(client.environments.create_or_update(Environment(name="ada", image=IMAGE)).version, "2")


@call
def change_environment():
    refused(lambda: client.environments.create_or_update(Environment(name="ada", version="1", image="other")), "register another version")


@call
def get_environment():
    equal(client.environments.get("ada", "1").image, IMAGE)


@call
def get_latest_environment():
    equal(client.environments.get("ada", label="latest").version, "2")


@call
def list_environments():
    assert "ada" in [each.name for each in client.environments.list()]


@call
def archive_environment():
    client.environments.archive("ada", "1")
    equal([each.version for each in client.environments.list("ada")], ["2"])


@call
def restore_environment():
    client.environments.restore("ada", "1")
    equal(sorted(each.version for each in client.environments.list("ada")), ["1", "2"])


@call
def archive_environment_container():
    client.environments.archive("ada-build")
    assert "ada-build" not in [each.name for each in client.environments.list()]


@call
def restore_environment_container():
    client.environments.restore("ada-build")
    assert "ada-build" in [each.name for each in client.environments.list()]


@call
def archive_environment_that_is_not_there():
    refused(lambda: client.environments.archive("none"), "Not found")


@call
def upload_file_as_data():
    path = file("readings.csv", "a,b\n1,2\n")
    equal(client.data.create_or_update(Data(name="ada-file", version="1", type="uri_file", path=path)).version, "1")


@call
def upload_folder_as_data():
    file("readings/one.csv", "a\n1\n")
    data = Data(name="ada-folder", version="1", type="uri_folder", path=str(FOLDER / "readings"))
    client.data.create_or_update(data)
    path = client.data.get("ada-folder", "1").path
    assert path.startswith("azureml://") and path.rstrip("/").endswith("/readings"), path


@call
def upload_table_as_data():
    file("table/MLTable", "type: mltable\npaths:\n  - file: ./one.csv\n")
    file("table/one.csv", "a\n1\n")
    client.data.create_or_update(Data(name="ada-table", version="1", type="mltable", path=str(FOLDER / "table")))


@call
def create_data_by_address():
    data = Data(name="ada-address", type="uri_folder", path="azureml://datastores/training_data/paths/day1/")
    equal(client.data.create_or_update(data).version, "1")


@call
def create_next_version_of_data():
    data = Data(name="ada-address", type="uri_folder", path="azureml://datastores/training_data/paths/day2/")
    equal(client.data.create_or_update(data).version, "2")


@call
def tag_data():
    data = Data(name="ada-address", version="1", type="uri_folder", path="azureml://datastores/training_data/paths/day1/", tags={"a": "b"})
    equal(client.data.create_or_update(data).tags, {"a": "b"})


@call
def change_path_of_data():
    data = Data(name="ada-address", version="1", type="uri_folder", path="azureml://datastores/training_data/paths/day3/")
    refused(lambda: client.data.create_or_update(data), "Asset paths cannot be updated.")


@call
def get_data():
    equal(client.data.get("ada-address", "1").tags, {"a": "b"})


@call
def get_latest_data():
    equal(client.data.get("ada-address", label="latest").version, "2")


@call
def list_data():
    assert {"ada-file", "ada-folder", "ada-address"} <= {each.name for each in client.data.list()}


@call
def archive_data():
    client.data.archive("ada-address", "1")
    equal([each.version for each in client.data.list("ada-address")], ["2"])


@call
def restore_data():
    client.data.restore("ada-address", "1")
    equal(len(list(client.data.list("ada-address"))), 2)


@call
def upload_model():
    file("model/word.txt", "red")
    equal(client.models.create_or_update(Model(name="ada", path=str(FOLDER / "model"))).version, "1")


@call
def upload_mlflow_model():
    file("mlmodel/MLmodel", "flavors: {}\n")
    client.models.create_or_update(Model(name="ada-flow", version="1", type="mlflow_model", path=str(FOLDER / "mlmodel")))


@call
def create_model_by_address():
    path = "azureml://datastores/workspaceblobstore/paths/models/ada/"
    equal(client.models.create_or_update(Model(name="ada-address", path=path)).version, "1")


@call
def create_next_version_of_model():
    file("model2/word.txt", "blue")
    equal(client.models.create_or_update(Model(name="ada", path=str(FOLDER / "model2"))).version, "2")


@call
def tag_model():
    model = client.models.get("ada", "1")
    model.tags = {"approved": "yes"}
    client.models.create_or_update(model)
    equal(client.models.get("ada", "1").tags, {"approved": "yes"})


@call
def get_latest_model():
    equal(client.models.get("ada", label="latest").version, "2")


@call
def get_missing_model():
    refused(lambda: client.models.get("none", "1"), "not found")


@call
def list_models():
    assert {"ada", "ada-flow"} <= {each.name for each in client.models.list()}


@call
def list_versions_of_model():
    equal(sorted(each.version for each in client.models.list("ada")), ["1", "2"])


@call
def download_model():
    client.models.download("ada", "1", download_path=str(FOLDER / "downloaded"))
    equal([path.read_text() for path in (FOLDER / "downloaded").rglob("word.txt")], ["red"])


@call
def archive_model():
    client.models.archive("ada", "2")
    equal([each.version for each in client.models.list("ada")], ["1"])


@call
def restore_model():
    client.models.restore("ada", "2")
    equal(len(list(client.models.list("ada"))), 2)


PREPARE = f"""
$schema: https://azuremlschemas.azureedge.net/latest/commandComponent.schema.json
type: command
name: ada_prepare
version: "1"
inputs: {{word: {{type: string, default: red}}}}
outputs: {{out: {{type: uri_folder}}}}
code: ./src
environment: {{image: {IMAGE}}}
command: cat text.txt > ${{{{outputs.out}}}}/out.txt; echo ${{{{inputs.word}}}} >> ${{{{outputs.out}}}}/out.txt
"""


@call
def create_component_of_a_file():
    file("src/text.txt", "some\n")
    equal(client.components.create_or_update(load_component(file("prepare.yml", PREPARE))).name, "ada_prepare")


@call
def create_component_again_unchanged():
    equal(client.components.create_or_update(load_component(str(FOLDER / "prepare.yml"))).version, "1")


@call
def upload_of_unchanged_code_is_found():
    component = command(name="ada_same_code", version="1", command="cat text.txt", environment="azureml:ada:1",
                        code=str(FOLDER / "src"), outputs={"out": Output(type="uri_folder")}).component
    same = client.components.create_or_update(component)
    equal(same.code, client.components.get("ada_prepare", "1").code)


@call
def create_component_of_a_function():
    component = command(name="ada_echo", command="echo ${{inputs.d}}", environment="ada@latest",
                        inputs={"d": Input(type="uri_folder")}).component
    equal(client.components.create_or_update(component).version, "1")


@call
def get_component():
    equal(client.components.get("ada_prepare", "1").command.split()[0], "cat")


@call
def get_latest_component():
    equal(client.components.get("ada_prepare", label="latest").version, "1")


@call
def list_components():
    assert "ada_prepare" in [each.name for each in client.components.list()]


@call
def list_versions_of_component():
    equal([each.version for each in client.components.list("ada_prepare")], ["1"])


@call
def validate_component():
    assert client.components.validate(load_component(str(FOLDER / "prepare.yml"))).passed


@call
def archive_component():
    client.components.archive("ada_echo")
    assert "ada_echo" not in [each.name for each in client.components.list()]


@call
def restore_component():
    client.components.restore("ada_echo")
    assert "ada_echo" in [each.name for each in client.components.list()]
