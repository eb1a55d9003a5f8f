// @azure/arm-logic
import assert from "node:assert/strict";
import { LogicManagementClient } from "@azure/arm-logic";
import { ResourceManagementClient } from "@azure/arm-resources";
import { all, call, credential, dev, named, options, refused } from "./cloud.js";

const client = new LogicManagementClient(credential, dev.subscriptionId, options);
const { workflows, workflowTriggers: triggers, workflowRuns: runs, workflowRunActions: actions, workflowVersions: versions, workflowTriggerHistories: histories } = client;
const group = "rg-js-logic";
const name = "logic-js";
const definition = {
  $schema: "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
  contentVersion: "1.0.0.0", parameters: {},
  triggers: { onCall: { type: "Request", kind: "Http", inputs: { schema: {} } } },
  actions: { answer: { type: "Response", kind: "Http", inputs: { statusCode: 200, body: "@triggerBody()" }, runAfter: {} } },
  outputs: {},
};
const body = { location: dev.location, tags: { team: "js" }, definition };
await new ResourceManagementClient(credential, dev.subscriptionId, options).resourceGroups.createOrUpdate(group, { location: dev.location });

await call("logic: get dev's workflow", async () => {
  const found = await workflows.get(dev.resourceGroupName, "logic-mlops-dev-trigger");
  assert.deepEqual([found.state, found.provisioningState, Object.keys(found.definition.triggers)], ["Enabled", "Succeeded", ["onEvent"]]);
});
await call("logic: list workflows by group", async () => {
  named(await all(workflows.listByResourceGroup(dev.resourceGroupName)), "logic-mlops-dev-trigger");
});
await call("logic: list workflows", async () => {
  named(await all(workflows.listBySubscription()), "logic-mlops-dev-trigger");
});
await call("logic: list one workflow to a page", async () => {
  assert.ok((await all(workflows.listBySubscription({ top: 1 }))).length >= 1);
});
await call("logic: list workflows that are disabled", async () => {
  assert.deepEqual(await all(workflows.listBySubscription({ filter: "state eq 'Disabled'" })), []);
});
await call("logic: create a workflow", async () => {
  const made = await workflows.createOrUpdate(group, name, body);
  assert.deepEqual([made.state, made.provisioningState], ["Enabled", "Succeeded"]);
  assert.ok(made.accessEndpoint.startsWith("https://"));
});
await call("logic: create the workflow again with what GET answered", async () => {
  const found = await workflows.get(group, name);
  assert.deepEqual((await workflows.createOrUpdate(group, name, found)).definition, found.definition);
});
await call("logic: validate a workflow", async () => workflows.validateByResourceGroup(group, name, body));
await call("logic: create a workflow with an action that waits for nothing", async () => {
  const bad = { ...definition, actions: { answer: { ...definition.actions.answer, runAfter: { nothing: ["Succeeded"] } } } };
  await refused(() => workflows.createOrUpdate(group, "logic-bad", { ...body, definition: bad }), 400, "InvalidTemplate");
});
await call("logic: create a workflow with a function that there is not", async () => {
  const bad = { ...definition, actions: { answer: { ...definition.actions.answer, inputs: { statusCode: 200, body: "@nonsense()" } } } };
  await refused(() => workflows.createOrUpdate(group, "logic-bad", { ...body, definition: bad }), 400, "InvalidTemplate");
});
await call("logic: get a workflow that is not there", async () => {
  await assert.rejects(workflows.get(group, "logic-nothing"), { statusCode: 404 });
});
await call("logic: list triggers", async () => {
  assert.deepEqual((await all(triggers.list(group, name))).map((one) => one.name), ["onCall"]);
});
await call("logic: get a trigger", async () => {
  assert.deepEqual([(await triggers.get(group, name, "onCall")).state], ["Enabled"]);
});
let address;
await call("logic: where a trigger is called", async () => {
  address = (await triggers.listCallbackUrl(group, name, "onCall")).value;
  assert.match(address, /\/triggers\/onCall\/paths\/invoke.*sig=/);
});
await call("logic: where a workflow is called", async () => {
  assert.match((await workflows.listCallbackUrl(group, name, {})).value, /sig=/);
});
await call("logic: the schema of a trigger", async () => {
  assert.ok(await triggers.getSchemaJson(group, name, "onCall"));
});
await call("logic: call a workflow", async () => {
  const response = await fetch(address, { method: "POST", headers: { "content-type": "application/json" }, body: '{"pump":7}' });
  assert.deepEqual([response.status, await response.json()], [200, { pump: 7 }]);
});
await call("logic: list runs", async () => {
  const found = await all(runs.list(group, name));
  assert.deepEqual(found.map((one) => [one.status, one.trigger.name]), [["Succeeded", "onCall"]]);
});
await call("logic: list runs that failed", async () => {
  assert.deepEqual(await all(runs.list(group, name, { filter: "status eq 'Failed'" })), []);
});
await call("logic: get a run", async () => {
  const [run] = await all(runs.list(group, name));
  assert.equal((await runs.get(group, name, run.name)).status, "Succeeded");
});
await call("logic: get a run that is not there", async () => {
  await assert.rejects(runs.get(group, name, "08585000000000000000000000000CU00"), { statusCode: 404 });
});
await call("logic: list the actions of a run", async () => {
  const [run] = await all(runs.list(group, name));
  assert.deepEqual((await all(actions.list(group, name, run.name))).map((one) => [one.name, one.status]), [["answer", "Succeeded"]]);
});
await call("logic: get an action of a run", async () => {
  const [run] = await all(runs.list(group, name));
  assert.equal((await actions.get(group, name, run.name, "answer")).status, "Succeeded");
});
await call("logic: list the history of a trigger", async () => {
  const found = await all(histories.list(group, name, "onCall"));
  assert.deepEqual(found.map((one) => [one.status, one.fired]), [["Succeeded", true]]);
});
await call("logic: list versions", async () => {
  assert.ok((await all(versions.list(group, name))).length >= 1);
});
await call("logic: get a version", async () => {
  const { version } = await workflows.get(group, name);
  assert.equal((await versions.get(group, name, version)).version, version);
});
await call("logic: disable a workflow", async () => {
  await workflows.disable(group, name);
  assert.equal((await workflows.get(group, name)).state, "Disabled");
});
await call("logic: call a workflow that is disabled", async () => {
  assert.equal((await fetch(address, { method: "POST", headers: { "content-type": "application/json" }, body: "{}" })).status, 404);
});
await call("logic: enable a workflow", async () => {
  await workflows.enable(group, name);
  assert.equal((await workflows.get(group, name)).state, "Enabled");
});
await call("logic: regenerate an access key", async () => {
  await workflows.regenerateAccessKey(group, name, { keyType: "Primary" });
  const before = address;
  address = (await triggers.listCallbackUrl(group, name, "onCall")).value;
  assert.notEqual(address, before);
});
await call("logic: delete a workflow", async () => {
  await workflows.delete(group, name);
  await assert.rejects(workflows.get(group, name), { statusCode: 404 });
});
await call("logic: delete the workflow again", async () => workflows.delete(group, name));
await call("logic: list operations", async () => {
  assert.ok((await all(client.operations.list())).length > 0);
});
