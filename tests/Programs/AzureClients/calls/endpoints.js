// @azure/arm-machinelearning: batch and online endpoints, and a model that answers at one.
import assert from "node:assert/strict";
import machineLearning from "@azure/arm-machinelearning";
import { BlobServiceClient } from "@azure/storage-blob";
import { all, call, credential, dev, named, options, refused, soon } from "./cloud.js";

const client = new machineLearning.AzureMachineLearningWorkspaces(credential, dev.subscriptionId, options);
const { batchEndpoints: batch, batchDeployments, onlineEndpoints: online, onlineDeployments: deployments } = client;
const at = [dev.resourceGroupName, dev.workspaceName];
const name = "oep-js-pumps";
const location = dev.location;

// Batch.
await call("machinelearning: get dev's batch endpoint", async () => {
  const found = await batch.get(...at, dev.batchEndpointName);
  assert.deepEqual([found.properties.authMode, found.properties.provisioningState], ["AADToken", "Succeeded"]);
  assert.equal(new URL(found.properties.scoringUri).origin, dev.address);
});
await call("machinelearning: list batch endpoints", async () => {
  named(await all(batch.list(...at)), dev.batchEndpointName);
});
await call("machinelearning: list batch deployments", async () => {
  const [found] = await all(batchDeployments.list(...at, dev.batchEndpointName));
  assert.equal(found.properties.provisioningState, "Succeeded");
});
await call("machinelearning: create a batch endpoint", async () => {
  const made = await batch.beginCreateOrUpdateAndWait(...at, "bep-js-pumps", { location, properties: { authMode: "AADToken" } }, soon);
  assert.equal(made.properties.provisioningState, "Succeeded");
});
await call("machinelearning: tag a batch endpoint", async () => {
  assert.deepEqual((await batch.beginUpdateAndWait(...at, "bep-js-pumps", { tags: { team: "js" } }, soon)).tags, { team: "js" });
});
await call("machinelearning: list the keys of a batch endpoint", async () => {
  await assert.rejects(batch.listKeys(...at, "bep-js-pumps"), { name: "RestError" });
});
await call("machinelearning: create a batch endpoint with a key", async () => {
  await assert.rejects(batch.beginCreateOrUpdateAndWait(...at, "bep-js-keyed", { location, properties: { authMode: "Key" } }, soon), { statusCode: 400 });
});
await call("machinelearning: delete a batch endpoint", async () => {
  await batch.beginDeleteAndWait(...at, "bep-js-pumps", soon);
  await assert.rejects(batch.get(...at, "bep-js-pumps"), { statusCode: 404 });
});
await call("machinelearning: delete the batch endpoint again", async () => batch.beginDeleteAndWait(...at, "bep-js-pumps", soon));

// Online.
await call("machinelearning: create an online endpoint", async () => {
  const made = await online.beginCreateOrUpdateAndWait(...at, name, { location, properties: { authMode: "Key" } }, soon);
  assert.deepEqual([made.properties.provisioningState, made.properties.authMode], ["Succeeded", "Key"]);
});
await call("machinelearning: create the online endpoint again with what GET answered", async () => {
  const found = await online.get(...at, name);
  assert.equal((await online.beginCreateOrUpdateAndWait(...at, name, found, soon)).properties.scoringUri, found.properties.scoringUri);
});
await call("machinelearning: list online endpoints", async () => {
  named(await all(online.list(...at)), name);
});
await call("machinelearning: list online endpoints by name", async () => {
  assert.deepEqual(await all(online.list(...at, { name: "oep-nothing" })), []);
});
await call("machinelearning: tag an online endpoint", async () => {
  assert.deepEqual((await online.beginUpdateAndWait(...at, name, { tags: { team: "js" } }, soon)).tags, { team: "js" });
});
await call("machinelearning: list the keys of an online endpoint", async () => {
  const keys = await online.listKeys(...at, name);
  assert.ok(keys.primaryKey && keys.primaryKey !== keys.secondaryKey);
});
await call("machinelearning: regenerate a key of an online endpoint", async () => {
  const before = await online.listKeys(...at, name);
  await online.beginRegenerateKeysAndWait(...at, name, { keyType: "Primary" }, soon);
  const after = await online.listKeys(...at, name);
  assert.notEqual(after.primaryKey, before.primaryKey);
  assert.equal(after.secondaryKey, before.secondaryKey);
});
await call("machinelearning: a token of an endpoint with keys", async () => {
  await assert.rejects(online.getToken(...at, name), { name: "RestError" });
});
await call("machinelearning: a token of an endpoint with tokens", async () => {
  await online.beginCreateOrUpdateAndWait(...at, "oep-js-tokens", { location, properties: { authMode: "AMLToken" } }, soon);
  const token = await online.getToken(...at, "oep-js-tokens");
  assert.ok(token.accessToken && token.expiryTimeUtc > Date.now() / 1000);
});
await call("machinelearning: create an online endpoint whose name can't be", async () => {
  await assert.rejects(online.beginCreateOrUpdateAndWait(...at, "no_endpoint", { location, properties: { authMode: "Key" } }, soon), { statusCode: 400 });
});
await call("machinelearning: get an online endpoint that is not there", async () => {
  await assert.rejects(online.get(...at, "oep-nothing"), { statusCode: 404 });
});

const script = "import json\ndef init():\n    pass\ndef run(data):\n    return {'pumps': len(json.loads(data)['rows'])}\n";
const managed = (more) => ({
  location, sku: { name: "Default", capacity: 1 },
  properties: {
    endpointComputeType: "Managed", instanceType: "Standard_DS3_v2", environmentId: `${dev.workspaceId}/environments/js-serving/versions/1`,
    codeConfiguration: { codeId: `${dev.workspaceId}/codes/js-serving/versions/1`, scoringScript: "score.py" }, ...more,
  },
});
await call("machinelearning: deploy a script", async () => {
  // By its IP address, where the account stands in the path.
  const blobs = new BlobServiceClient(`https://127.0.0.1:${new URL(dev.address).port}/${dev.storageAccountName}`, credential);
  await blobs.getContainerClient("predictions").getBlockBlobClient("js-serving/score.py").uploadData(Buffer.from(script));
  await client.codeVersions.createOrUpdate(...at, "js-serving", "1", { properties: { codeUri: `${(await account()).primaryEndpoints.blob}predictions/js-serving` } });
  await client.environmentVersions.createOrUpdate(...at, "js-serving", "1", {
    properties: { image: "mcr.microsoft.com/azureml/minimal-py311-inference:latest", condaFile: "dependencies: [python=3.11]" },
  });
  const made = await deployments.beginCreateOrUpdateAndWait(...at, name, "blue", managed(), soon);
  assert.equal(made.properties.provisioningState, "Succeeded");
});
await call("machinelearning: lead all traffic to a deployment", async () => {
  const found = await online.get(...at, name);
  const changed = await online.beginCreateOrUpdateAndWait(...at, name, { ...found, properties: { ...found.properties, traffic: { blue: 100 } } }, soon);
  assert.deepEqual(changed.properties.traffic, { blue: 100 });
});
await call("machinelearning: ask an online endpoint", async () => {
  const [{ primaryKey }, { properties }] = [await online.listKeys(...at, name), await online.get(...at, name)];
  const response = await fetch(properties.scoringUri, {
    method: "POST", headers: { authorization: `Bearer ${primaryKey}`, "content-type": "application/json" }, body: JSON.stringify({ rows: [1, 2, 3] }),
  });
  assert.deepEqual([response.status, await response.json()], [200, { pumps: 3 }]);
});
await call("machinelearning: get a deployment", async () => {
  assert.equal((await deployments.get(...at, name, "blue")).properties.instanceType, "Standard_DS3_v2");
});
await call("machinelearning: list deployments", async () => {
  named(await all(deployments.list(...at, name)), "blue");
});
await call("machinelearning: logs of a deployment", async () => {
  assert.equal(typeof (await deployments.getLogs(...at, name, "blue", { tail: 50 })).content, "string");
});
await call("machinelearning: list the sizes of a deployment", async () => {
  assert.ok((await all(deployments.listSkus(...at, name, "blue"))).length > 0);
});
await call("machinelearning: scale a deployment", async () => {
  assert.equal((await deployments.beginUpdateAndWait(...at, name, "blue", { sku: { name: "Default", capacity: 2 } }, soon)).sku.capacity, 2);
});
await call("machinelearning: a deployment without its environment", async () => {
  await assert.rejects(deployments.beginCreateOrUpdateAndWait(...at, name, "green", managed({ environmentId: `${dev.workspaceId}/environments/nothing/versions/1` }), soon), { name: "RestError" });
});
await call("machinelearning: lead traffic to a deployment that there is not", async () => {
  await assert.rejects(online.beginCreateOrUpdateAndWait(...at, name, { location, properties: { authMode: "Key", traffic: { green: 100 } } }, soon), { statusCode: 400 });
});
await call("machinelearning: delete a deployment with traffic", async () => {
  await assert.rejects(deployments.beginDeleteAndWait(...at, name, "blue", soon), { name: "RestError" });
});
await call("machinelearning: delete an online endpoint with its deployments", async () => {
  await online.beginDeleteAndWait(...at, name, soon);
  await assert.rejects(deployments.get(...at, name, "blue"), { statusCode: 404 });
});
await call("machinelearning: delete the online endpoint again", async () => online.beginDeleteAndWait(...at, name, soon));

async function account() {
  const { StorageManagementClient } = await import("@azure/arm-storage");
  return new StorageManagementClient(credential, dev.subscriptionId, options).storageAccounts.getProperties(dev.resourceGroupName, dev.storageAccountName);
}
