// @azure/arm-monitor
import assert from "node:assert/strict";
import { MonitorClient } from "@azure/arm-monitor";
import { ResourceManagementClient } from "@azure/arm-resources";
import { all, call, credential, dev, groupScope, idOf, named, options, refused, sameId, subscriptionScope } from "./cloud.js";

const client = new MonitorClient(credential, dev.subscriptionId, options);
const { diagnosticSettings: settings, actionGroups, metricAlerts, scheduledQueryRules: queryRules, activityLogAlerts } = client;
const account = idOf("Microsoft.Storage/storageAccounts", dev.storageAccountName);
const blobs = `${account}/blobServices/default`;
const group = "rg-js-monitor";
await new ResourceManagementClient(credential, dev.subscriptionId, options).resourceGroups.createOrUpdate(group, { location: dev.location });

// Diagnostic settings.
await call("monitor: list diagnostic settings", async () => {
  const found = await all(settings.list(blobs));
  sameId(named(found, "diag-log-analytics").workspaceId, dev.logAnalyticsId);
});
await call("monitor: get a diagnostic setting", async () => {
  const found = await settings.get(blobs, "diag-log-analytics");
  assert.ok(found.logs.some((one) => one.enabled));
});
await call("monitor: create a diagnostic setting", async () => {
  const made = await settings.createOrUpdate(blobs, "js", { workspaceId: dev.logAnalyticsId, metrics: [{ category: "Capacity", enabled: true }] });
  assert.equal(made.metrics[0].category, "Capacity");
});
await call("monitor: create the diagnostic setting again with what GET answered", async () => {
  assert.equal((await settings.createOrUpdate(blobs, "js", await settings.get(blobs, "js"))).name, "js");
});
await call("monitor: create a diagnostic setting of a category that there is not", async () => {
  await refused(() => settings.createOrUpdate(blobs, "bad", { workspaceId: dev.logAnalyticsId, logs: [{ category: "Moon", enabled: true }] }), 400, "BadRequest");
});
await call("monitor: create a diagnostic setting that leads nowhere", async () => {
  await assert.rejects(settings.createOrUpdate(blobs, "bad", { metrics: [{ category: "Transaction", enabled: true }] }), { statusCode: 400 });
});
await call("monitor: delete a diagnostic setting", async () => {
  await settings.delete(blobs, "js");
  await assert.rejects(settings.get(blobs, "js"), { statusCode: 404 });
});
await call("monitor: delete the diagnostic setting again", async () => settings.delete(blobs, "js"));
await call("monitor: list the categories of a resource", async () => {
  const found = await all(client.diagnosticSettingsCategory.list(blobs));
  assert.equal(named(found, "StorageRead").categoryType, "Logs");
  assert.equal(named(found, "Transaction").categoryType, "Metrics");
});
await call("monitor: get a category", async () => {
  assert.equal((await client.diagnosticSettingsCategory.get(blobs, "StorageWrite")).categoryType, "Logs");
});

// Action groups.
const mail = { location: "global", groupShortName: "js", enabled: true, emailReceivers: [{ name: "mail", emailAddress: "js@example.com", useCommonAlertSchema: true }] };
await call("monitor: get dev's action group", async () => {
  const found = await actionGroups.get(dev.resourceGroupName, "ag-mlops-dev");
  assert.deepEqual([found.location.toLowerCase(), found.enabled, found.emailReceivers.length], ["global", true, 1]);
});
await call("monitor: list action groups by group", async () => {
  named(await all(actionGroups.listByResourceGroup(dev.resourceGroupName)), "ag-mlops-dev");
});
await call("monitor: list action groups", async () => {
  named(await all(actionGroups.listBySubscriptionId()), "ag-mlops-dev");
});
await call("monitor: create an action group", async () => {
  assert.equal((await actionGroups.createOrUpdate(group, "ag-js", mail)).groupShortName, "js");
});
await call("monitor: create the action group again with what GET answered", async () => {
  assert.equal((await actionGroups.createOrUpdate(group, "ag-js", await actionGroups.get(group, "ag-js"))).emailReceivers[0].emailAddress, "js@example.com");
});
await call("monitor: create an action group with a long short name", async () => {
  await assert.rejects(actionGroups.createOrUpdate(group, "ag-bad", { ...mail, groupShortName: "thirteen-long" }), { statusCode: 400 });
});
await call("monitor: change an action group", async () => {
  const changed = await actionGroups.update(group, "ag-js", { enabled: false, tags: { round: "2" } });
  assert.deepEqual([changed.enabled, changed.tags], [false, { round: "2" }]);
});

// Alerts.
await call("monitor: get dev's metric alert", async () => {
  const found = await metricAlerts.get(dev.resourceGroupName, "alert-webtest-mlops-dev-qa");
  assert.deepEqual([found.severity, found.enabled, found.criteria.failedLocationCount], [1, true, 2]);
});
await call("monitor: list metric alerts", async () => {
  named(await all(metricAlerts.listByResourceGroup(dev.resourceGroupName)), "alert-webtest-mlops-dev-qa");
});
await call("monitor: list metric alerts of the subscription", async () => {
  named(await all(metricAlerts.listBySubscription()), "alert-webtest-mlops-dev-qa");
});
const metricAlert = {
  location: "global", description: "Much.", severity: 3, enabled: true, scopes: [account], evaluationFrequency: "PT5M", windowSize: "PT15M", actions: [],
  criteria: {
    odataType: "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
    allOf: [{ name: "c", criterionType: "StaticThresholdCriterion", metricName: "Transactions", operator: "GreaterThan", threshold: 100, timeAggregation: "Total" }],
  },
};
await call("monitor: create a metric alert", async () => {
  const made = await metricAlerts.createOrUpdate(group, "alert-js", metricAlert);
  assert.equal(made.criteria.allOf[0].threshold, 100);
});
await call("monitor: change a metric alert", async () => {
  assert.equal((await metricAlerts.update(group, "alert-js", { severity: 4 })).severity, 4);
});
await call("monitor: the status of a metric alert", async () => {
  assert.ok(Array.isArray((await client.metricAlertsStatus.list(group, "alert-js")).value));
});
await call("monitor: create a metric alert of a severity that there is not", async () => {
  await assert.rejects(metricAlerts.createOrUpdate(group, "alert-bad", { ...metricAlert, severity: 9 }), { statusCode: 400 });
});
await call("monitor: delete a metric alert", async () => {
  await metricAlerts.delete(group, "alert-js");
  await refused(() => metricAlerts.get(group, "alert-js"), 404, "ResourceNotFound");
});
await call("monitor: delete the metric alert again", async () => metricAlerts.delete(group, "alert-js"));
await call("monitor: list query rules", async () => {
  const found = await all(queryRules.listByResourceGroup(dev.resourceGroupName));
  assert.ok(found.length >= 5 && found.every((one) => one.criteria.allOf[0].query));
});
await call("monitor: list query rules of the subscription", async () => {
  named(await all(queryRules.listBySubscription()), "alert-latency");
});
const rule = {
  location: dev.location, severity: 3, enabled: true, scopes: [dev.logAnalyticsId], evaluationFrequency: "PT5M", windowSize: "PT15M",
  criteria: { allOf: [{ query: "AppRequests | where Success == false", timeAggregation: "Count", operator: "GreaterThan", threshold: 3,
    failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 } }] },
};
await call("monitor: create a query rule", async () => {
  assert.equal((await queryRules.createOrUpdate(group, "rule-js", rule)).criteria.allOf[0].threshold, 3);
});
await call("monitor: create the query rule again with what GET answered", async () => {
  assert.equal((await queryRules.createOrUpdate(group, "rule-js", await queryRules.get(group, "rule-js"))).severity, 3);
});
await call("monitor: create a query rule whose query can't be read", async () => {
  const bad = { ...rule, criteria: { allOf: [{ ...rule.criteria.allOf[0], query: "AppRequests | whre (" }] } };
  await assert.rejects(queryRules.createOrUpdate(group, "rule-bad", bad), { statusCode: 400 });
});
await call("monitor: change a query rule", async () => {
  assert.equal((await queryRules.update(group, "rule-js", { enabled: false })).enabled, false);
});
await call("monitor: delete a query rule", async () => {
  await queryRules.delete(group, "rule-js");
  await refused(() => queryRules.get(group, "rule-js"), 404, "ResourceNotFound");
});
await call("monitor: create an activity log alert", async () => {
  const made = await activityLogAlerts.createOrUpdate(group, "activity-js", {
    location: "global", scopes: [subscriptionScope], enabled: true, actions: { actionGroups: [] },
    condition: { allOf: [{ field: "category", equals: "Administrative" }, { field: "operationName", equals: "Microsoft.Storage/storageAccounts/delete" }] },
  });
  assert.equal(made.condition.allOf.length, 2);
});
await call("monitor: delete an action group", async () => actionGroups.delete(group, "ag-js"));
await call("monitor: delete the action group again", async () => actionGroups.delete(group, "ag-js"));

// What was done, and what was measured.
await call("monitor: the activity log of dev's group", async () => {
  const since = new Date(Date.now() - 3600_000).toISOString();
  const found = await all(client.activityLogs.list(`eventTimestamp ge '${since}' and resourceGroupName eq '${group}'`));
  assert.ok(found.some((one) => one.operationName.value.toLowerCase() === "microsoft.insights/actiongroups/write"));
});
await call("monitor: event categories", async () => {
  assert.ok((await all(client.eventCategories.list())).some((one) => one.value === "Administrative"));
});
await call("monitor: metric definitions of an account", async () => {
  const found = await all(client.metricDefinitions.list(account));
  assert.ok(found.some((one) => one.name.value === "UsedCapacity"));
});
await call("monitor: metrics of an account", async () => {
  const said = await client.metrics.list(account, { metricnames: "Transactions", interval: "PT1H", aggregation: "Total" });
  assert.equal(said.value[0].name.value, "Transactions");
});
await call("monitor: metric namespaces", async () => {
  assert.ok((await all(client.metricNamespaces.list(account))).length > 0);
});

// Collection of data.
await call("monitor: list collection rules", async () => {
  assert.deepEqual(await all(client.dataCollectionRules.listByResourceGroup(group)), []);
});
await call("monitor: create a collection endpoint", async () => {
  const made = await client.dataCollectionEndpoints.create(group, "dce-js", { body: { location: dev.location, networkAcls: { publicNetworkAccess: "Enabled" } } });
  assert.ok(made.logsIngestion.endpoint);
});
await call("monitor: list autoscale settings", async () => {
  assert.deepEqual(await all(client.autoscaleSettings.listByResourceGroup(dev.resourceGroupName)), []);
});
