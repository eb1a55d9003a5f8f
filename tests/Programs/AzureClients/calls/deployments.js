// @azure/arm-resourcesdeployments: templates are checked, foreseen, deployed and looked up.
import assert from "node:assert/strict";
import { DeploymentsClient } from "@azure/arm-resourcesdeployments";
import { ResourceManagementClient } from "@azure/arm-resources";
import { all, call, credential, dev, named, options, refused, soon } from "./cloud.js";

const client = new DeploymentsClient(credential, dev.subscriptionId, options);
const { deployments, deploymentOperations: operations } = client;
const manager = new ResourceManagementClient(credential, dev.subscriptionId, options);
const group = "rg-js-deployments";

const template = {
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  contentVersion: "1.0.0.0",
  parameters: { name: { type: "string" }, owner: { type: "string", defaultValue: "js" } },
  variables: { location: "[resourceGroup().location]" },
  resources: [{
    type: "Microsoft.ManagedIdentity/userAssignedIdentities", apiVersion: "2023-01-31", name: "[parameters('name')]",
    location: "[variables('location')]", tags: { owner: "[parameters('owner')]" },
  }],
  outputs: {
    id: { type: "string", value: "[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', parameters('name'))]" },
    client: { type: "string", value: "[reference(parameters('name')).clientId]" },
  },
};
const properties = (name, more) => ({
  properties: { mode: "Incremental", template, parameters: { name: { value: name } }, ...more },
});
await manager.resourceGroups.createOrUpdate(group, { location: dev.location });

await call("deployments: calculate a template's hash", async () => {
  assert.ok((await deployments.calculateTemplateHash(template)).templateHash.length > 5);
});
await call("deployments: validate", async () => {
  const said = await deployments.validate(group, "checked", properties("id-js-a"), soon);
  assert.equal(said.properties.provisioningState, "Succeeded");
  assert.equal(said.error ?? undefined, undefined);
});
await call("deployments: validate with a parameter that is missing", async () => {
  // What is wrong comes as a result of the operation, of which the client tells that it failed.
  await assert.rejects(deployments.validate(group, "checked", { properties: { mode: "Incremental", template } }, soon), /InvalidTemplate|has failed/);
});
await call("deployments: foresee what is created", async () => {
  const said = await deployments.whatIf(group, "foreseen", properties("id-js-a"), soon);
  const change = said.changes.find((one) => one.resourceId.endsWith("/id-js-a"));
  assert.equal(change.changeType, "Create");
});
await call("deployments: deploy", async () => {
  const made = await deployments.createOrUpdate(group, "first", properties("id-js-a"), soon);
  assert.equal(made.properties.provisioningState, "Succeeded");
  assert.ok(made.properties.outputs.id.value.endsWith("/id-js-a"));
  assert.match(made.properties.outputs.client.value, /^[0-9a-f-]{36}$/);
});
await call("deployments: what was deployed is there", async () => {
  const found = await all(manager.resources.listByResourceGroup(group));
  assert.deepEqual(found.map((one) => [one.name, one.tags]), [["id-js-a", { owner: "js" }]]);
});
await call("deployments: deploy again", async () => {
  const made = await deployments.createOrUpdate(group, "first", properties("id-js-a"), soon);
  assert.equal(made.properties.provisioningState, "Succeeded");
});
await call("deployments: foresee that nothing changes", async () => {
  const said = await deployments.whatIf(group, "foreseen", properties("id-js-a"), soon);
  assert.equal(said.changes.find((one) => one.resourceId.endsWith("/id-js-a")).changeType, "NoChange");
});
await call("deployments: foresee a changed tag", async () => {
  const changed = properties("id-js-a", { parameters: { name: { value: "id-js-a" }, owner: { value: "other" } } });
  const said = await deployments.whatIf(group, "foreseen", changed, soon);
  const change = said.changes.find((one) => one.resourceId.endsWith("/id-js-a"));
  assert.equal(change.changeType, "Modify");
  assert.ok(JSON.stringify(change.delta).includes("other"));
});
await call("deployments: get", async () => {
  const found = await deployments.get(group, "first");
  assert.deepEqual([found.name, found.properties.mode], ["first", "Incremental"]);
  assert.ok(found.properties.outputResources.some((one) => one.id.endsWith("/id-js-a")));
});
await call("deployments: get one that is not there", async () => {
  await refused(() => deployments.get(group, "nothing"), 404, "DeploymentNotFound");
});
await call("deployments: list", async () => {
  named(await all(deployments.listByResourceGroup(group)), "first");
});
await call("deployments: list by state", async () => {
  assert.deepEqual(await all(deployments.listByResourceGroup(group, { filter: "provisioningState eq 'Failed'" })), []);
});
await call("deployments: it exists", async () => {
  assert.equal((await deployments.checkExistence(group, "first")).body, true);
});
await call("deployments: another does not", async () => {
  assert.equal((await deployments.checkExistence(group, "nothing")).body, false);
});
await call("deployments: list the operations", async () => {
  const found = await all(operations.list(group, "first"));
  const made = found.find((one) => one.properties.targetResource?.resourceName === "id-js-a");
  assert.equal(made.properties.provisioningState, "Succeeded");
});
await call("deployments: get an operation", async () => {
  const [one] = await all(operations.list(group, "first"));
  assert.equal((await operations.get(group, "first", one.operationId)).operationId, one.operationId);
});
await call("deployments: export the template", async () => {
  const exported = await deployments.exportTemplate(group, "first");
  assert.equal(exported.template.contentVersion, "1.0.0.0");
});
await call("deployments: a resource that Azure refuses fails the deployment", async () => {
  const bad = { ...template, resources: [{ ...template.resources[0], location: "moon" }], outputs: {} };
  await refused(() => deployments.createOrUpdate(group, "bad", properties("id-js-b", { template: bad }), soon), 400, "InvalidTemplateDeployment");
});
await call("deployments: a function that there is not", async () => {
  const bad = { ...template, outputs: { x: { type: "string", value: "[nonsense()]" } } };
  await refused(() => deployments.createOrUpdate(group, "bad", properties("id-js-b", { template: bad }), soon), 400, "InvalidTemplate");
});
await call("deployments: complete deletes what the template has not", async () => {
  await deployments.createOrUpdate(group, "second", properties("id-js-c", { mode: "Complete" }), soon);
  assert.deepEqual((await all(manager.resources.listByResourceGroup(group))).map((one) => one.name), ["id-js-c"]);
});
await call("deployments: delete", async () => {
  await deployments.delete(group, "first", soon);
  assert.equal((await deployments.checkExistence(group, "first")).body, false);
});
await call("deployments: delete again", async () => {
  await deployments.delete(group, "first", soon).catch((error) => assert.equal(error.code, "DeploymentNotFound"));
});

// In the subscription.
const above = {
  $schema: "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#",
  contentVersion: "1.0.0.0",
  resources: [{
    type: "Microsoft.Resources/resourceGroups", apiVersion: "2022-09-01", name: `${group}-sub`, location: dev.location,
  }],
};
const subscriptionWide = { location: dev.location, properties: { mode: "Incremental", template: above } };
await call("deployments: validate in the subscription", async () => {
  const said = await deployments.validateAtSubscriptionScope("js-sub", subscriptionWide, soon);
  assert.equal(said.properties.provisioningState, "Succeeded");
});
await call("deployments: foresee in the subscription", async () => {
  const said = await deployments.whatIfAtSubscriptionScope("js-sub", subscriptionWide, soon);
  assert.ok(said.changes.some((one) => one.changeType === "Create"));
});
await call("deployments: deploy in the subscription", async () => {
  const made = await deployments.createOrUpdateAtSubscriptionScope("js-sub", subscriptionWide, soon);
  assert.equal(made.properties.provisioningState, "Succeeded");
  assert.equal((await manager.resourceGroups.checkExistence(`${group}-sub`)).body, true);
});
await call("deployments: get in the subscription", async () => {
  assert.equal((await deployments.getAtSubscriptionScope("js-sub")).location, dev.location);
});
await call("deployments: list in the subscription", async () => {
  named(await all(deployments.listAtSubscriptionScope()), "js-sub");
});
await call("deployments: list the operations in the subscription", async () => {
  assert.ok((await all(operations.listAtSubscriptionScope("js-sub"))).length > 0);
});
