// @azure/arm-containerregistry
import assert from "node:assert/strict";
import { ContainerRegistryManagementClient } from "@azure/arm-containerregistry";
import { ResourceManagementClient } from "@azure/arm-resources";
import { all, call, credential, dev, named, options, refused, soon } from "./cloud.js";

const client = new ContainerRegistryManagementClient(credential, dev.subscriptionId, options);
const { registries, replications, webhooks, scopeMaps, tokens, cacheRules } = client;
const group = "rg-js-registry";
const name = "crjsclients";
const body = { location: dev.location, sku: { name: "Premium" }, adminUserEnabled: true, tags: { team: "js" } };
await new ResourceManagementClient(credential, dev.subscriptionId, options).resourceGroups.createOrUpdate(group, { location: dev.location });

await call("containerregistry: get dev's registry", async () => {
  const found = await registries.get(dev.resourceGroupName, dev.registryName);
  assert.deepEqual([found.sku.name, found.adminUserEnabled, found.provisioningState], ["Standard", false, "Succeeded"]);
  assert.ok(found.loginServer.length > 5);
});
await call("containerregistry: list by group", async () => {
  assert.deepEqual((await all(registries.listByResourceGroup(dev.resourceGroupName))).map((one) => one.name), [dev.registryName]);
});
await call("containerregistry: list", async () => {
  named(await all(registries.list()), dev.registryName);
});
await call("containerregistry: a name that is free", async () => {
  assert.equal((await registries.checkNameAvailability({ name, type: "Microsoft.ContainerRegistry/registries" })).nameAvailable, true);
});
await call("containerregistry: a name that is taken", async () => {
  const said = await registries.checkNameAvailability({ name: dev.registryName, type: "Microsoft.ContainerRegistry/registries" });
  assert.deepEqual([said.nameAvailable, said.reason], [false, "AlreadyExists"]);
});
await call("containerregistry: create", async () => {
  const made = await registries.create(group, name, body, soon);
  assert.deepEqual([made.name, made.sku.tier, made.provisioningState], [name, "Premium", "Succeeded"]);
});
await call("containerregistry: create again with what GET answered", async () => {
  assert.equal((await registries.create(group, name, await registries.get(group, name), soon)).adminUserEnabled, true);
});
await call("containerregistry: create with a name that can't be", async () => {
  await assert.rejects(registries.create(group, "no_name", body, soon), { statusCode: 400 });
});
await call("containerregistry: create with a name that is taken", async () => {
  await refused(() => registries.create(group, dev.registryName, body, soon), 409, "AlreadyInUse");
});
await call("containerregistry: get one that is not there", async () => {
  await refused(() => registries.get(group, "crjsnothere"), 404, "ResourceNotFound");
});
await call("containerregistry: tag", async () => {
  assert.deepEqual((await registries.update(group, name, { tags: { round: "2" } }, soon)).tags, { round: "2" });
});
await call("containerregistry: change", async () => {
  assert.equal((await registries.update(group, name, { policies: { retentionPolicy: { status: "enabled", days: 9 } } }, soon)).policies.retentionPolicy.days, 9);
});
await call("containerregistry: list credentials", async () => {
  const found = await registries.listCredentials(group, name);
  assert.deepEqual([found.username, found.passwords.length], [name, 2]);
});
await call("containerregistry: list credentials of one without an admin", async () => {
  await assert.rejects(registries.listCredentials(dev.resourceGroupName, dev.registryName), { statusCode: 400 });
});
await call("containerregistry: regenerate a credential", async () => {
  const before = (await registries.listCredentials(group, name)).passwords;
  const after = (await registries.regenerateCredential(group, name, { name: "password" })).passwords;
  assert.notEqual(after[0].value, before[0].value);
  assert.equal(after[1].value, before[1].value);
});
await call("containerregistry: list usages", async () => {
  const found = (await registries.listUsages(group, name)).value;
  assert.ok(found.find((one) => one.name === "Size").limit > 0);
});
await call("containerregistry: list private link resources", async () => {
  assert.ok((await all(registries.listPrivateLinkResources(group, name))).some((one) => one.properties.groupId === "registry"));
});
await call("containerregistry: list private endpoint connections", async () => {
  assert.deepEqual(await all(client.privateEndpointConnections.list(group, name)), []);
});
await call("containerregistry: import what there is not", async () => {
  const image = { source: { registryUri: dev.registryLoginServer, sourceImage: "nothing:1" }, targetTags: ["nothing:1"] };
  await assert.rejects(registries.importImage(group, name, image, soon), { name: "RestError" });
});
await call("containerregistry: list replications", async () => {
  assert.ok((await all(replications.list(group, name))).length <= 1);
});
await call("containerregistry: create a replication", async () => {
  const made = await replications.create(group, name, "northeurope", { location: "northeurope" }, soon);
  assert.equal(made.provisioningState, "Succeeded");
});
await call("containerregistry: delete a replication", async () => replications.delete(group, name, "northeurope", soon));
await call("containerregistry: create a webhook", async () => {
  const made = await webhooks.create(group, name, "hook1", { location: dev.location, serviceUri: "https://example.com/hook", actions: ["push"] }, soon);
  assert.deepEqual(made.actions, ["push"]);
});
await call("containerregistry: list webhooks", async () => {
  named(await all(webhooks.list(group, name)), "hook1");
});
await call("containerregistry: list the system's scope maps", async () => {
  named(await all(scopeMaps.list(group, name)), "_repositories_pull");
});
await call("containerregistry: create a scope map", async () => {
  const made = await scopeMaps.create(group, name, "readers", { actions: ["repositories/pumps/content/read"] }, soon);
  assert.deepEqual(made.actions, ["repositories/pumps/content/read"]);
});
await call("containerregistry: create a token", async () => {
  const scopeMapId = (await scopeMaps.get(group, name, "readers")).id;
  assert.equal((await tokens.create(group, name, "reader", { scopeMapId, status: "enabled" }, soon)).status, "enabled");
});
await call("containerregistry: create a cache rule", async () => {
  const made = await cacheRules.create(group, name, "hello", { sourceRepository: "mcr.microsoft.com/hello-world", targetRepository: "hello" }, soon);
  assert.equal(made.targetRepository, "hello");
});
await call("containerregistry: list operations", async () => {
  assert.ok((await all(client.operations.list())).length > 0);
});
await call("containerregistry: delete", async () => {
  await registries.delete(group, name, soon);
  await refused(() => registries.get(group, name), 404, "ResourceNotFound");
});
await call("containerregistry: delete again", async () => registries.delete(group, name, soon));
