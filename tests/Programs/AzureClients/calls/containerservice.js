// @azure/arm-containerservice
import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { ContainerServiceClient } from "@azure/arm-containerservice";
import { ResourceManagementClient } from "@azure/arm-resources";
import { all, call, credential, dev, named, options, refused, soon } from "./cloud.js";

const client = new ContainerServiceClient(credential, dev.subscriptionId, options);
const { managedClusters: clusters, agentPools: pools, maintenanceConfigurations: maintenance } = client;
const group = "rg-js-aks";
const name = "aks-js";
const body = {
  location: dev.location, dnsPrefix: "aksjs", identity: { type: "SystemAssigned" }, tags: { team: "js" },
  agentPoolProfiles: [{ name: "system", mode: "System", count: 1, vmSize: "Standard_DS3_v2", osType: "Linux" }],
};
await new ResourceManagementClient(credential, dev.subscriptionId, options).resourceGroups.createOrUpdate(group, { location: dev.location });

function publicKey() {
  const { publicKey: key } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const { n, e } = key.export({ format: "jwk" });
  const part = (bytes) => Buffer.concat([Buffer.from([0, 0, bytes.length >> 8, bytes.length & 255]), bytes]);
  const positive = (bytes) => (bytes[0] & 128 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
  return `ssh-rsa ${Buffer.concat([part(Buffer.from("ssh-rsa")), part(Buffer.from(e, "base64url")), part(positive(Buffer.from(n, "base64url")))]).toString("base64")}`;
}
const withKey = (keyData) => ({ ...body, linuxProfile: { adminUsername: "azureuser", ssh: { publicKeys: [{ keyData }] } } });

await call("containerservice: list Kubernetes versions", async () => {
  const { values } = await clusters.listKubernetesVersions(dev.location);
  assert.ok(values.some((one) => one.isDefault));
});
await call("containerservice: create a cluster", async () => {
  const made = await clusters.createOrUpdate(group, name, withKey(publicKey()), soon);
  assert.deepEqual([made.provisioningState, made.nodeResourceGroup], ["Succeeded", `MC_${group}_${name}_${dev.location}`]);
  assert.match(made.kubernetesVersion ?? made.currentKubernetesVersion, /^\d+\.\d+/);
});
await call("containerservice: create a cluster with an SSH key that is cut off", async () => {
  await refused(() => clusters.createOrUpdate(group, "aks-bad", withKey("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAACAQDTpEXAMPLE"), soon), 400, "InvalidParameter");
});
await call("containerservice: create a cluster without a pool", async () => {
  await assert.rejects(clusters.createOrUpdate(group, "aks-bad", { ...body, agentPoolProfiles: [] }, soon), { statusCode: 400 });
});
await call("containerservice: create a cluster of a version that there is not", async () => {
  await assert.rejects(clusters.createOrUpdate(group, "aks-bad", { ...body, kubernetesVersion: "1.2.3" }, soon), { statusCode: 400 });
});
await call("containerservice: get a cluster", async () => {
  const found = await clusters.get(group, name);
  assert.deepEqual([found.agentPoolProfiles.map((one) => one.name), found.powerState.code], [["system"], "Running"]);
});
await call("containerservice: create the cluster again with what GET answered", async () => {
  const found = await clusters.get(group, name);
  assert.equal((await clusters.createOrUpdate(group, name, found, soon)).fqdn, found.fqdn);
});
await call("containerservice: list clusters by group", async () => {
  assert.deepEqual((await all(clusters.listByResourceGroup(group))).map((one) => one.name), [name]);
});
await call("containerservice: list clusters", async () => {
  named(await all(clusters.list()), name);
});
await call("containerservice: get a cluster that is not there", async () => {
  await refused(() => clusters.get(group, "aks-nothing"), 404, "ResourceNotFound");
});
await call("containerservice: tag a cluster", async () => {
  assert.deepEqual((await clusters.updateTags(group, name, { tags: { round: "2" } }, soon)).tags, { round: "2" });
});
await call("containerservice: credentials of a user", async () => {
  const { kubeconfigs } = await clusters.listClusterUserCredentials(group, name);
  assert.match(Buffer.from(kubeconfigs[0].value).toString(), /apiVersion: v1/);
});
await call("containerservice: credentials of an admin", async () => {
  assert.equal((await clusters.listClusterAdminCredentials(group, name)).kubeconfigs.length, 1);
});
await call("containerservice: what a cluster can be upgraded to", async () => {
  assert.ok((await clusters.getUpgradeProfile(group, name)).controlPlaneProfile.kubernetesVersion);
});
await call("containerservice: list the pools of a cluster", async () => {
  assert.equal(named(await all(pools.list(group, name)), "system").mode, "System");
});
await call("containerservice: create a pool", async () => {
  const made = await pools.createOrUpdate(group, name, "work", { count: 1, vmSize: "Standard_DS3_v2", mode: "User", osType: "Linux" }, soon);
  assert.deepEqual([made.provisioningState, made.count], ["Succeeded", 1]);
});
await call("containerservice: scale a pool", async () => {
  assert.equal((await pools.createOrUpdate(group, name, "work", { count: 2, vmSize: "Standard_DS3_v2", mode: "User", osType: "Linux" }, soon)).count, 2);
});
await call("containerservice: create a pool whose name can't be", async () => {
  await assert.rejects(pools.createOrUpdate(group, name, "No-Pool", { count: 1, vmSize: "Standard_DS3_v2", mode: "User" }, soon), { statusCode: 400 });
});
await call("containerservice: a pool shows in its cluster", async () => {
  assert.deepEqual((await clusters.get(group, name)).agentPoolProfiles.map((one) => one.name).sort(), ["system", "work"]);
});
await call("containerservice: versions for pools", async () => {
  assert.ok((await pools.getAvailableAgentPoolVersions(group, name)).agentPoolVersions.length > 0);
});
await call("containerservice: what a pool can be upgraded to", async () => {
  assert.ok((await pools.getUpgradeProfile(group, name, "work")).kubernetesVersion);
});
await call("containerservice: delete a pool", async () => {
  await pools.delete(group, name, "work", soon);
  await assert.rejects(pools.get(group, name, "work"), { statusCode: 404 });
});
await call("containerservice: delete the last system pool", async () => {
  await assert.rejects(pools.delete(group, name, "system", soon), { name: "RestError" });
});
await call("containerservice: create a maintenance configuration", async () => {
  const made = await maintenance.createOrUpdate(group, name, "default", { timeInWeek: [{ day: "Monday", hourSlots: [1, 2] }] });
  assert.deepEqual(made.timeInWeek[0].hourSlots, [1, 2]);
});
await call("containerservice: list maintenance configurations", async () => {
  named(await all(maintenance.listByManagedCluster(group, name)), "default");
});
await call("containerservice: stop a cluster", async () => {
  await clusters.stop(group, name, soon);
  assert.equal((await clusters.get(group, name)).powerState.code, "Stopped");
});
await call("containerservice: start a cluster", async () => {
  await clusters.start(group, name, soon);
  assert.equal((await clusters.get(group, name)).powerState.code, "Running");
});
await call("containerservice: delete a cluster", async () => {
  await clusters.delete(group, name, soon);
  await refused(() => clusters.get(group, name), 404, "ResourceNotFound");
});
await call("containerservice: delete the cluster again", async () => clusters.delete(group, name, soon));
await call("containerservice: list operations", async () => {
  assert.ok((await all(client.operations.list())).length > 0);
});
