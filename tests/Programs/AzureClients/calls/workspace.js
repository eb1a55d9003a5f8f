// @azure/arm-machinelearning: workspaces, computes, connections, datastores.
import assert from "node:assert/strict";
import machineLearning from "@azure/arm-machinelearning";
import { ResourceManagementClient } from "@azure/arm-resources";
import { StorageManagementClient } from "@azure/arm-storage";
import { all, call, credential, dev, idOf, named, options, refused, sameId, soon } from "./cloud.js";

const client = new machineLearning.AzureMachineLearningWorkspaces(credential, dev.subscriptionId, options);
const { workspaces, computeOperations: computes, datastores, workspaceConnections: connections } = client;
const at = [dev.resourceGroupName, dev.workspaceName];
const [group, workspace] = at;

// Workspaces.
await call("machinelearning: get dev's workspace", async () => {
  const found = await workspaces.get(...at);
  sameId(found.storageAccount, idOf("Microsoft.Storage/storageAccounts", dev.storageAccountName));
  assert.deepEqual([found.provisioningState, found.identity.type], ["Succeeded", "UserAssigned"]);
});
await call("machinelearning: list workspaces by group", async () => {
  assert.deepEqual((await all(workspaces.listByResourceGroup(group))).map((one) => one.name), [workspace]);
});
await call("machinelearning: list workspaces", async () => {
  named(await all(workspaces.listBySubscription()), workspace);
});
await call("machinelearning: get a workspace that is not there", async () => {
  await refused(() => workspaces.get(group, "mlw-nothing"), 404, "ResourceNotFound");
});
await call("machinelearning: create the workspace again with what GET answered", async () => {
  const found = await workspaces.get(...at);
  const again = await workspaces.beginCreateOrUpdateAndWait(...at, found, soon);
  assert.deepEqual([again.workspaceId, again.friendlyName], [found.workspaceId, found.friendlyName]);
});
await call("machinelearning: change a workspace", async () => {
  const changed = await workspaces.beginUpdateAndWait(...at, { description: "Pumps." }, soon);
  assert.equal(changed.description, "Pumps.");
});
await call("machinelearning: create a workspace without its account", async () => {
  await assert.rejects(workspaces.beginCreateOrUpdateAndWait(group, "mlw-bad", { location: dev.location, identity: { type: "SystemAssigned" } }, soon), { statusCode: 400 });
});
const second = "mlw-js";
await call("machinelearning: create a workspace", async () => {
  const first = await workspaces.get(...at);
  const made = await workspaces.beginCreateOrUpdateAndWait(group, second, {
    location: dev.location, identity: { type: "SystemAssigned" }, storageAccount: first.storageAccount, keyVault: first.keyVault, applicationInsights: first.applicationInsights,
  }, soon);
  assert.deepEqual([made.name, made.provisioningState], [second, "Succeeded"]);
});
await call("machinelearning: list the keys of a workspace whose account accepts none", async () => {
  await refused(() => workspaces.listKeys(...at), 403, "KeyBasedAuthenticationNotPermitted");
});
await call("machinelearning: resync the keys of a workspace", async () => workspaces.beginResyncKeysAndWait(...at, soon));
await call("machinelearning: diagnose a workspace", async () => {
  const said = await workspaces.beginDiagnoseAndWait(...at, { ...soon, parameters: { value: {} } });
  assert.ok(said.value);
});
await call("machinelearning: outbound dependencies of a workspace", async () => {
  assert.ok(Array.isArray((await workspaces.listOutboundNetworkDependenciesEndpoints(...at)).value));
});
await call("machinelearning: list features of a workspace", async () => {
  assert.ok(Array.isArray(await all(client.workspaceFeatures.list(...at))));
});
await call("machinelearning: list private link resources", async () => {
  assert.ok((await client.privateLinkResources.list(...at)).value.some((one) => one.groupId === "amlworkspace"));
});
await call("machinelearning: list private endpoint connections", async () => {
  assert.deepEqual(await all(client.privateEndpointConnections.list(...at)), []);
});
await call("machinelearning: delete a workspace", async () => {
  await workspaces.beginDeleteAndWait(group, second, soon);
  await refused(() => workspaces.get(group, second), 404, "ResourceNotFound");
});
await call("machinelearning: delete the workspace again", async () => workspaces.beginDeleteAndWait(group, second, soon));
await call("machinelearning: list usages", async () => {
  assert.ok((await all(client.usages.list(dev.location))).length > 0);
});
await call("machinelearning: list quotas", async () => {
  assert.ok((await all(client.quotas.list(dev.location))).length > 0);
});
await call("machinelearning: list sizes of machines", async () => {
  assert.ok((await client.virtualMachineSizes.list(dev.location)).value.some((one) => one.name === "Standard_DS3_v2" && one.vCPUs === 4));
});
await call("machinelearning: list operations", async () => {
  assert.ok((await all(client.operations.list())).some((one) => one.name === "Microsoft.MachineLearningServices/workspaces/read"));
});

// Computes.
const cluster = (more) => ({
  location: dev.location,
  properties: { computeType: "AmlCompute", properties: { vmSize: "Standard_DS3_v2", vmPriority: "Dedicated", scaleSettings: { minNodeCount: 0, maxNodeCount: 2 }, ...more } },
});
await call("machinelearning: get dev's cluster", async () => {
  const { properties } = await computes.get(...at, dev.trainingComputeName);
  assert.deepEqual([properties.computeType, properties.properties.vmSize, properties.properties.scaleSettings.maxNodeCount], ["AmlCompute", "Standard_DS3_v2", 2]);
});
await call("machinelearning: list computes", async () => {
  named(await all(computes.list(...at)), dev.trainingComputeName);
});
await call("machinelearning: create a cluster", async () => {
  const made = await computes.beginCreateOrUpdateAndWait(...at, "js-cluster", cluster(), soon);
  assert.equal(made.properties.provisioningState, "Succeeded");
});
await call("machinelearning: create the cluster again", async () => {
  assert.equal((await computes.beginCreateOrUpdateAndWait(...at, "js-cluster", cluster(), soon)).name, "js-cluster");
});
await call("machinelearning: scale a cluster", async () => {
  const changed = await computes.beginUpdateAndWait(...at, "js-cluster", { properties: { properties: { scaleSettings: { maxNodeCount: 4 } } } }, soon);
  assert.equal(changed.properties.properties.scaleSettings.maxNodeCount, 4);
});
await call("machinelearning: create a cluster of a size that there is not", async () => {
  await assert.rejects(computes.beginCreateOrUpdateAndWait(...at, "js-bad", cluster({ vmSize: "STANDARD_MOON" }), soon), { statusCode: 400 });
});
await call("machinelearning: list the nodes of a cluster", async () => {
  assert.deepEqual(await all(computes.listNodes(...at, "js-cluster")), []);
});
await call("machinelearning: get a compute that is not there", async () => {
  await assert.rejects(computes.get(...at, "nothing"), { statusCode: 404 });
});
await call("machinelearning: delete a cluster", async () => {
  await computes.beginDeleteAndWait(...at, "js-cluster", "Delete", soon);
  await assert.rejects(computes.get(...at, "js-cluster"), { statusCode: 404 });
});
await call("machinelearning: delete the cluster again", async () => computes.beginDeleteAndWait(...at, "js-cluster", "Delete", soon));
const instance = (vmSize) => ({ location: dev.location, properties: { computeType: "ComputeInstance", properties: { vmSize } } });
await call("machinelearning: create an instance", async () => {
  const made = await computes.beginCreateOrUpdateAndWait(...at, "js-instance", instance("Standard_DS3_v2"), soon);
  assert.equal(made.properties.properties.state, "Running");
});
await call("machinelearning: create an instance of a size that is retired", async () => {
  await assert.rejects(computes.beginCreateOrUpdateAndWait(...at, "js-old", instance("STANDARD_NC6"), soon), { statusCode: 400 });
});
for (const [verb, state] of [["Stop", "Stopped"], ["Start", "Running"], ["Restart", "Running"]]) {
  await call(`machinelearning: ${verb.toLowerCase()} an instance`, async () => {
    await computes[`begin${verb}AndWait`](...at, "js-instance", soon);
    assert.equal((await computes.get(...at, "js-instance")).properties.properties.state, state);
  });
}
await call("machinelearning: delete an instance", async () => computes.beginDeleteAndWait(...at, "js-instance", "Delete", soon));

// Connections and datastores.
await call("machinelearning: create a connection", async () => {
  const made = await connections.create(...at, "js-git", {
    properties: { authType: "PAT", category: "Git", target: "https://example.com/repo", credentials: { pat: "secret" } },
  });
  assert.equal(made.properties.target, "https://example.com/repo");
});
await call("machinelearning: get a connection", async () => {
  assert.equal((await connections.get(...at, "js-git")).properties.category, "Git");
});
await call("machinelearning: list connections", async () => {
  named(await all(connections.list(...at)), "js-git");
});
await call("machinelearning: list connections by category", async () => {
  assert.deepEqual((await all(connections.list(...at, { category: "ContainerRegistry" }))).map((one) => one.name), []);
});
await call("machinelearning: delete a connection", async () => {
  await connections.delete(...at, "js-git");
  await assert.rejects(connections.get(...at, "js-git"), { statusCode: 404 });
});
await call("machinelearning: delete the connection again", async () => connections.delete(...at, "js-git"));
await call("machinelearning: list dev's datastores", async () => {
  const found = await all(datastores.list(...at));
  assert.equal(named(found, dev.datastores.trainingData).properties.containerName, "training-data");
  named(found, "workspaceblobstore");
});
await call("machinelearning: list datastores that are the default", async () => {
  assert.deepEqual((await all(datastores.list(...at, { isDefault: true }))).map((one) => one.name), ["workspaceblobstore"]);
});
await call("machinelearning: list datastores by name", async () => {
  assert.deepEqual((await all(datastores.list(...at, { names: [dev.datastores.predictions] }))).map((one) => one.name), [dev.datastores.predictions]);
});
await new ResourceManagementClient(credential, dev.subscriptionId, options).resourceGroups.createOrUpdate("rg-js-datastores", { location: dev.location });
const keyed = new StorageManagementClient(credential, dev.subscriptionId, options);
await keyed.storageAccounts.create("rg-js-datastores", "stjskeyed", { location: dev.location, kind: "StorageV2", sku: { name: "Standard_LRS" } }, soon);
await keyed.blobContainers.create("rg-js-datastores", "stjskeyed", "box", {});
const key = (await keyed.storageAccounts.listKeys("rg-js-datastores", "stjskeyed")).keys[0].value;
const store = (credentials) => ({ properties: { datastoreType: "AzureBlob", accountName: "stjskeyed", containerName: "box", credentials } });
await call("machinelearning: create a datastore with a key", async () => {
  const made = await datastores.createOrUpdate(...at, "js_keyed", store({ credentialsType: "AccountKey", secrets: { secretsType: "AccountKey", key } }), { skipValidation: true });
  assert.equal(made.properties.credentials.credentialsType, "AccountKey");
});
await call("machinelearning: list the secrets of a datastore with a key", async () => {
  assert.equal((await datastores.listSecrets(...at, "js_keyed")).key, key);
});
await call("machinelearning: get a datastore without its key", async () => {
  assert.equal((await datastores.get(...at, "js_keyed")).properties.credentials.secrets?.key, undefined);
});
await call("machinelearning: create a datastore whose name can't be", async () => {
  await assert.rejects(datastores.createOrUpdate(...at, "No-Store", store({ credentialsType: "None" }), { skipValidation: true }), { statusCode: 400 });
});
await call("machinelearning: delete a datastore", async () => {
  await datastores.delete(...at, "js_keyed");
  await assert.rejects(datastores.get(...at, "js_keyed"), { statusCode: 404 });
});
await call("machinelearning: delete the datastore again", async () => datastores.delete(...at, "js_keyed"));
