"""Workspaces, connections, computes, datastores and registries."""
from azure.ai.ml.entities import (AmlCompute, AzureBlobDatastore, ComputeInstance, PatTokenConfiguration,
                                  WorkspaceConnection)

from cloud import GROUP, OUTPUTS, WORKSPACE, call, client, equal, refused


@call
def get_workspace():
    workspace = client.workspaces.get(WORKSPACE)
    equal((workspace.name, workspace.resource_group), (WORKSPACE, GROUP))


@call
def list_workspaces_of_the_group():
    assert WORKSPACE in [each.name for each in client.workspaces.list()]


@call
def list_workspaces_of_the_subscription():
    assert WORKSPACE in [each.name for each in client.workspaces.list(scope="subscription")]


@call
def update_workspace():
    workspace = client.workspaces.get(WORKSPACE)
    workspace.description = "changed by a client"
    client.workspaces.begin_update(workspace).result()
    equal(client.workspaces.get(WORKSPACE).description, "changed by a client")


@call
def workspace_keys_are_refused_where_the_account_takes_none():
    refused(lambda: client.workspaces.get_keys(WORKSPACE), "KeyBasedAuthenticationNotPermitted")


@call
def sync_keys():
    client.workspaces.begin_sync_keys(WORKSPACE).result()


@call
def diagnose():
    found = client.workspaces.begin_diagnose(WORKSPACE).result()
    equal(found.storage_account_results, [])


@call
def get_missing_workspace():
    refused(lambda: client.workspaces.get("none"), "ResourceNotFound")


@call
def create_connection():
    client.connections.create_or_update(WorkspaceConnection(
        name="git-ada", type="git", target="https://example.org/x.git", credentials=PatTokenConfiguration(pat="tok")))


@call
def get_connection():
    equal(client.connections.get("git-ada").target, "https://example.org/x.git")


@call
def list_connections():
    assert "git-ada" in [each.name for each in client.connections.list()]


@call
def delete_connection():
    client.connections.delete("git-ada")
    assert "git-ada" not in [each.name for each in client.connections.list()]


@call
def list_computes():
    assert "cpu-cluster" in [each.name for each in client.compute.list()]


@call
def get_compute():
    equal(client.compute.get("cpu-cluster").type, "amlcompute")


@call
def create_cluster():
    cluster = AmlCompute(name="cpu-ada", size="STANDARD_DS3_V2", min_instances=1, max_instances=2)
    equal(client.compute.begin_create_or_update(cluster).result().provisioning_state, "Succeeded")


@call
def list_nodes():
    equal([node.node_state for node in client.compute.list_nodes("cpu-ada")], ["idle"])


@call
def scale_cluster():
    cluster = client.compute.get("cpu-ada")
    cluster.max_instances = 4
    client.compute.begin_update(cluster).result()
    equal(client.compute.get("cpu-ada").max_instances, 4)


@call
def delete_cluster():
    client.compute.begin_delete("cpu-ada").result()
    assert "cpu-ada" not in [each.name for each in client.compute.list()]


@call
def create_instance():
    client.compute.begin_create_or_update(ComputeInstance(name="ci-ada-1x", size="STANDARD_DS3_V2")).result()
    equal(client.compute.get("ci-ada-1x").state, "Running")


@call
def stop_instance():
    client.compute.begin_stop("ci-ada-1x").result()
    equal(client.compute.get("ci-ada-1x").state, "Stopped")


@call
def start_instance():
    client.compute.begin_start("ci-ada-1x").result()
    equal(client.compute.get("ci-ada-1x").state, "Running")


@call
def restart_instance():
    client.compute.begin_restart("ci-ada-1x").result()
    equal(client.compute.get("ci-ada-1x").state, "Running")


@call
def list_instances():
    equal([each.name for each in client.compute.list(compute_type="ComputeInstance")], ["ci-ada-1x"])


@call
def list_usage():
    assert next(iter(client.compute.list_usage(location="westeurope"))).limit > 0


@call
def list_sizes():
    assert "Standard_DS3_v2" in [each.name for each in client.compute.list_sizes(location="westeurope")]


@call
def list_datastores():
    assert "workspaceblobstore" in [each.name for each in client.datastores.list()]


@call
def get_datastore():
    equal(client.datastores.get("training_data").account_name, OUTPUTS["storageAccountName"])


@call
def get_default_datastore():
    equal(client.datastores.get_default().name, "workspaceblobstore")


@call
def create_datastore():
    client.datastores.create_or_update(AzureBlobDatastore(
        name="ada", account_name=OUTPUTS["storageAccountName"], container_name="training-data"))
    equal(client.datastores.get("ada").container_name, "training-data")


@call
def delete_datastore():
    client.datastores.delete("ada")
    refused(lambda: client.datastores.get("ada"), "not found")


@call
def list_registries():
    equal(list(client.registries.list()), [])
