// @azure/arm-operationalinsights and @azure/arm-appinsights
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { ApplicationInsightsManagementClient } from "@azure/arm-appinsights";
import { OperationalInsightsManagementClient } from "@azure/arm-operationalinsights";
import { ResourceManagementClient } from "@azure/arm-resources";
import { all, call, credential, dev, named, options, refused, soon, subscriptionScope } from "./cloud.js";

const client = new OperationalInsightsManagementClient(credential, dev.subscriptionId, options);
const { workspaces, tables, sharedKeys, savedSearches } = client;
const [group, logs] = [dev.resourceGroupName, "log-mlops-dev"];
const own = "rg-js-insights";
const body = { location: dev.location, sku: { name: "PerGB2018" }, retentionInDays: 30, tags: { team: "js" } };
const component = `${subscriptionScope}/resourceGroups/${own}/providers/Microsoft.Insights/components/appi-js`;
const manager = new ResourceManagementClient(credential, dev.subscriptionId, options);
await manager.resourceGroups.createOrUpdate(own, { location: dev.location });

await call("operationalinsights: get dev's workspace", async () => {
  const found = await workspaces.get(group, logs);
  assert.deepEqual([found.customerId, found.sku.name, found.retentionInDays], [dev.logAnalyticsCustomerId, "PerGB2018", 30]);
});
await call("operationalinsights: list by group", async () => {
  named(await all(workspaces.listByResourceGroup(group)), logs);
});
await call("operationalinsights: list", async () => {
  named(await all(workspaces.list()), logs);
});
await call("operationalinsights: create a workspace", async () => {
  const made = await workspaces.createOrUpdate(own, "log-js", body, soon);
  assert.deepEqual([made.provisioningState, made.retentionInDays], ["Succeeded", 30]);
});
await call("operationalinsights: create the workspace again with what GET answered", async () => {
  const found = await workspaces.get(own, "log-js");
  assert.equal((await workspaces.createOrUpdate(own, "log-js", found, soon)).customerId, found.customerId);
});
await call("operationalinsights: create a workspace that keeps for too long", async () => {
  await assert.rejects(workspaces.createOrUpdate(own, "log-bad", { ...body, retentionInDays: 9999 }, soon), { statusCode: 400 });
});
await call("operationalinsights: get a workspace that is not there", async () => {
  await refused(() => workspaces.get(own, "log-nothing"), 404, "ResourceNotFound");
});
await call("operationalinsights: change a workspace", async () => {
  const changed = await workspaces.update(own, "log-js", { retentionInDays: 60, tags: { round: "2" } });
  assert.deepEqual([changed.retentionInDays, changed.tags], [60, { round: "2" }]);
});
await call("operationalinsights: shared keys", async () => {
  const found = await sharedKeys.getSharedKeys(own, "log-js");
  assert.ok(found.primarySharedKey && found.primarySharedKey !== found.secondarySharedKey);
});
await call("operationalinsights: regenerate the shared keys", async () => {
  const before = await sharedKeys.getSharedKeys(own, "log-js");
  assert.notEqual((await sharedKeys.regenerate(own, "log-js")).primarySharedKey, before.primarySharedKey);
});
await call("operationalinsights: list tables", async () => {
  named(await all(tables.listByWorkspace(group, logs)), "AppRequests");
});
await call("operationalinsights: get a table", async () => {
  assert.equal((await tables.get(group, logs, "AppTraces")).name, "AppTraces");
});
await call("operationalinsights: create a table", async () => {
  const made = await tables.createOrUpdate(own, "log-js", "Pumps_CL", {
    retentionInDays: 30, schema: { name: "Pumps_CL", columns: [{ name: "TimeGenerated", type: "datetime" }, { name: "Speed", type: "real" }] },
  }, soon);
  assert.ok(made.schema.columns.some((one) => one.name === "Speed"));
});
await call("operationalinsights: create a saved search", async () => {
  const made = await savedSearches.createOrUpdate(own, "log-js", "slow", { category: "js", displayName: "Slow", query: "AppRequests | where DurationMs > 100" });
  assert.equal(made.displayName, "Slow");
});
await call("operationalinsights: list saved searches", async () => {
  assert.ok((await savedSearches.listByWorkspace(own, "log-js")).value.some((one) => one.displayName === "Slow"));
});
await call("operationalinsights: list usages", async () => {
  assert.ok(Array.isArray(await all(client.usages.list(group, logs))));
});
await call("operationalinsights: list linked services", async () => {
  assert.deepEqual(await all(client.linkedServices.listByWorkspace(own, "log-js")), []);
});
await call("operationalinsights: delete a workspace", async () => {
  await workspaces.delete(own, "log-js", soon);
  await refused(() => workspaces.get(own, "log-js"), 404, "ResourceNotFound");
});
await call("operationalinsights: list deleted workspaces", async () => {
  named(await all(client.deletedWorkspaces.list()), "log-js");
});
await call("operationalinsights: delete the workspace again", async () => workspaces.delete(own, "log-js", soon));
await call("operationalinsights: list operations", async () => {
  assert.ok((await all(client.operations.list())).length > 0);
});

// Application Insights: a client of the older generation, whose option for the endpoint has another name.
const insights = new ApplicationInsightsManagementClient(credential, dev.subscriptionId, { baseUri: dev.address });
const { components, webTests, workbooks } = insights;
const app = "appi-mlops-dev";
await call("appinsights: get dev's component", async () => {
  const found = await components.get(group, app);
  assert.equal(found.applicationType, "web");
  assert.match(found.connectionString, new RegExp(`InstrumentationKey=${found.instrumentationKey}`));
});
await call("appinsights: list components by group", async () => {
  named(await components.listByResourceGroup(group), app);
});
await call("appinsights: list components", async () => {
  named(await components.list(), app);
});
await call("appinsights: create a component", async () => {
  // Its version knows no workspaces, and components without one can't be made any more.
  await assert.rejects(components.createOrUpdate(own, "appi-js", { location: dev.location, kind: "web", applicationType: "web" }), { statusCode: 400 });
  await manager.resources.createOrUpdateById(component, "2020-02-02", {
    location: dev.location, kind: "web", properties: { Application_Type: "web", WorkspaceResourceId: dev.logAnalyticsId },
  }, soon);
  assert.ok((await components.get(own, "appi-js")).instrumentationKey);
});
await call("appinsights: tag a component", async () => {
  assert.deepEqual((await components.updateTags(own, "appi-js", { tags: { round: "2" } })).tags, { round: "2" });
});
await call("appinsights: get a component that is not there", async () => {
  await refused(() => components.get(own, "appi-nothing"), 404, "ResourceNotFound");
});
await call("appinsights: get dev's web test", async () => {
  const found = await webTests.get(group, "webtest-mlops-dev-qa");
  assert.deepEqual([found.enabled, found.webTestKind], [true, "standard"]);
});
await call("appinsights: list web tests", async () => {
  named(await webTests.listByResourceGroup(group), "webtest-mlops-dev-qa");
});
await call("appinsights: list the web tests of a component", async () => {
  named(await webTests.listByComponent(app, group), "webtest-mlops-dev-qa");
});
let workbook;
await call("appinsights: list workbooks", async () => {
  const found = await workbooks.listByResourceGroup(group, "workbook");
  workbook = found[0].name;
  assert.equal(found[0].type.toLowerCase(), "microsoft.insights/workbooks");
});
await call("appinsights: get a workbook with its content", async () => {
  const found = await workbooks.get(group, workbook, { canFetchContent: true });
  assert.ok(JSON.parse(found.serializedData).items.length > 0);
});
await call("appinsights: create and delete a workbook", async () => {
  const name = randomUUID();
  // The client leaves the location out of what it sends.
  await manager.resources.createOrUpdateById(component.replace(/components.*/, `workbooks/${name}`), "2022-04-01", {
    location: dev.location, kind: "shared",
    properties: { displayName: "js", category: "workbook", serializedData: '{"version":"Notebook/1.0","items":[]}', sourceId: dev.applicationInsightsId },
  }, soon);
  assert.equal((await workbooks.get(own, name)).displayName, "js");
  await workbooks.deleteMethod(own, name);
  await assert.rejects(workbooks.get(own, name), { statusCode: 404 });
});
await call("appinsights: the features of a component", async () => {
  assert.ok((await insights.componentCurrentBillingFeatures.get(group, app)).currentBillingFeatures);
});
await call("appinsights: list API keys", async () => {
  assert.ok(Array.isArray(await insights.aPIKeys.list(group, app)));
});
await call("appinsights: delete a component", async () => {
  await components.deleteMethod(own, "appi-js");
  await refused(() => components.get(own, "appi-js"), 404, "ResourceNotFound");
});
await call("appinsights: delete the component again", async () => { await components.deleteMethod(own, "appi-js"); });
