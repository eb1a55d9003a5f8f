"""Online and batch endpoints with their deployments."""
import json

from azure.ai.ml import Input
from azure.ai.ml.entities import (BatchDeployment, BatchEndpoint, CodeConfiguration, ManagedOnlineDeployment,
                                  ManagedOnlineEndpoint)

from cloud import FOLDER, WORKSPACE_ID, call, client, equal, file, refused, resource_manager
from jobs import ended, made

SCORE = '''
import json, os
def init():
    global word
    with open(os.path.join(os.environ["AZUREML_MODEL_DIR"], "model", "word.txt")) as file:
        word = file.read()
def run(data):
    print("asked")
    return [word, json.loads(data)["data"]]
'''


def deployment(name, instances=1):
    file("score/score.py", SCORE)
    return ManagedOnlineDeployment(
        name=name, endpoint_name="ep-ada", model="azureml:ada:1", instance_type="Standard_DS3_v2", instance_count=instances,
        code_configuration=CodeConfiguration(code=str(FOLDER / "score"), scoring_script="score.py"), environment="azureml:ada:1")


@call
def create_online_endpoint():
    endpoint = ManagedOnlineEndpoint(name="ep-ada", auth_mode="key", tags={"a": "b"})
    client.online_endpoints.begin_create_or_update(endpoint).result()


@call
def get_online_endpoint():
    endpoint = client.online_endpoints.get("ep-ada")
    equal((endpoint.auth_mode, endpoint.tags), ("key", {"a": "b"}))


@call
def list_online_endpoints():
    assert "ep-ada" in [each.name for each in client.online_endpoints.list()]


@call
def create_online_deployment():
    client.online_deployments.begin_create_or_update(deployment("blue")).result()
    equal(client.online_deployments.get("blue", "ep-ada").provisioning_state, "Succeeded")


@call
def list_online_deployments():
    equal([each.name for each in client.online_deployments.list("ep-ada")], ["blue"])


@call
def scale_online_deployment():
    scaled = client.online_deployments.get("blue", "ep-ada")
    scaled.instance_count = 2
    client.online_deployments.begin_create_or_update(scaled).result()
    equal(client.online_deployments.get("blue", "ep-ada").instance_count, 2)


@call
def invoke_one_deployment():
    answer = client.online_endpoints.invoke("ep-ada", request_file=file("request.json", '{"data": [1]}'), deployment_name="blue")
    equal(json.loads(answer), ["red", [1]])


@call
def give_traffic():
    endpoint = client.online_endpoints.get("ep-ada")
    endpoint.traffic = {"blue": 100}
    client.online_endpoints.begin_create_or_update(endpoint).result()
    equal(client.online_endpoints.get("ep-ada").traffic, {"blue": 100})


@call
def invoke_online_endpoint():
    equal(json.loads(client.online_endpoints.invoke("ep-ada", request_file=str(FOLDER / "request.json"))), ["red", [1]])


@call
def get_logs():
    assert "asked" in client.online_deployments.get_logs("blue", "ep-ada", 20)


@call
def get_keys():
    made["key"] = client.online_endpoints.get_keys("ep-ada").primary_key


@call
def regenerate_keys():
    client.online_endpoints.begin_regenerate_keys("ep-ada", key_type="primary").result()
    assert client.online_endpoints.get_keys("ep-ada").primary_key != made["key"]


@call
def delete_deployment_with_traffic():
    refused(lambda: client.online_deployments.begin_delete("blue", "ep-ada").result(), "traffic")


@call
def mirror_traffic():
    client.online_deployments.begin_create_or_update(deployment("green")).result()
    endpoint = client.online_endpoints.get("ep-ada")
    endpoint.mirror_traffic = {"green": 10}
    client.online_endpoints.begin_create_or_update(endpoint).result()
    equal(client.online_endpoints.get("ep-ada").mirror_traffic, {"green": 10})


@call
def delete_online_deployment():
    endpoint = client.online_endpoints.get("ep-ada")
    endpoint.mirror_traffic = {}
    client.online_endpoints.begin_create_or_update(endpoint).result()
    client.online_deployments.begin_delete("green", "ep-ada").result()
    equal([each.name for each in client.online_deployments.list("ep-ada")], ["blue"])


@call
def delete_online_endpoint():
    client.online_endpoints.begin_delete("ep-ada").result()
    assert "ep-ada" not in [each.name for each in client.online_endpoints.list()]


@call
def create_endpoint_for_tokens():
    client.online_endpoints.begin_create_or_update(ManagedOnlineEndpoint(name="ep-ada-token", auth_mode="aml_token")).result()
    assert client.online_endpoints.get_keys("ep-ada-token").access_token


@call
def create_batch_endpoint():
    client.batch_endpoints.begin_create_or_update(BatchEndpoint(name="bep-ada", description="batches")).result()


@call
def get_batch_endpoint():
    endpoint = client.batch_endpoints.get("bep-ada")
    assert endpoint.scoring_uri.endswith("/jobs"), endpoint.scoring_uri


@call
def list_batch_endpoints():
    assert "bep-ada" in [each.name for each in client.batch_endpoints.list()]


@call
def create_batch_deployment():
    client.batch_deployments.begin_create_or_update(BatchDeployment(
        name="blue", endpoint_name="bep-ada", model="azureml:ada:1", compute="cpu-cluster", environment="azureml:ada:1",
        code_configuration=CodeConfiguration(code=str(FOLDER / "score"), scoring_script="score.py"))).result()
    equal(client.batch_deployments.get("blue", "bep-ada").compute.split("/")[-1], "cpu-cluster")


@call
def list_batch_deployments():
    equal([each.name for each in client.batch_deployments.list("bep-ada")], ["blue"])


@call
def make_batch_deployment_the_default():
    endpoint = client.batch_endpoints.get("bep-ada")
    endpoint.defaults = {"deployment_name": "blue"}
    client.batch_endpoints.begin_create_or_update(endpoint).result()
    equal(client.batch_endpoints.get("bep-ada").defaults.deployment_name, "blue")


@call
def delete_the_default_deployment():
    refused(lambda: client.batch_deployments.begin_delete("blue", "bep-ada").result(), "default")


@call
def invoke_batch_endpoint():
    # This version knows no deployments of pipelines yet.
    echo = f"{WORKSPACE_ID}/components/ada_echo/versions/1"
    binding = {"job_input_type": "literal", "value": "${{parent.inputs.d}}"}
    resource_manager("PUT", "/components/ada_pipeline/versions/1", {"properties": {"componentSpec": {
        "name": "ada_pipeline", "version": "1", "type": "pipeline", "inputs": {"d": {"type": "uri_folder"}},
        "jobs": {"echo": {"type": "command", "componentId": echo, "inputs": {"d": binding}}}}}})
    resource_manager("PUT", "/batchEndpoints/bep-ada/deployments/pipeline", {"location": "westeurope", "properties": {
        "deploymentConfiguration": {
            "deploymentConfigurationType": "PipelineComponent", "settings": {"default_compute": "cpu-cluster"},
            "componentId": {"referenceType": "Id", "assetId": f"{WORKSPACE_ID}/components/ada_pipeline/versions/1"}}}})
    folder = Input(type="uri_folder", path="azureml:ada-folder:1")
    made["batch"] = client.batch_endpoints.invoke("bep-ada", deployment_name="pipeline", inputs={"d": folder}).name
    equal(ended(made["batch"]).status, "Completed")


@call
def list_jobs_of_batch_endpoint():
    equal([each.name for each in client.batch_endpoints.list_jobs("bep-ada")], [made["batch"]])


@call
def delete_batch_endpoint():
    client.batch_endpoints.begin_delete("bep-ada").result()
    assert "bep-ada" not in [each.name for each in client.batch_endpoints.list()]
