// @azure/arm-resourcegraph
import assert from "node:assert/strict";
import { ResourceGraphClient } from "@azure/arm-resourcegraph";
import { all, call, credential, dev, options } from "./cloud.js";

const client = new ResourceGraphClient(credential, dev.subscriptionId, options);
const ask = (query, more) => client.resources({ subscriptions: [dev.subscriptionId], query, ...more });

await call("resourcegraph: resources of a type", async () => {
  const said = await ask("Resources | where type =~ 'microsoft.storage/storageaccounts' | project id, name, location");
  assert.ok(said.data.some((one) => one.name === dev.storageAccountName && one.location === dev.location));
});
await call("resourcegraph: how many there are of each type", async () => {
  const said = await ask("Resources | summarize total = count() by type | order by total desc");
  assert.ok(said.data.length > 3 && said.data.every((one) => one.total > 0));
});
await call("resourcegraph: resources by tag", async () => {
  const said = await ask("Resources | where tags.environment == 'dev' | project name");
  assert.ok(said.data.some((one) => one.name === dev.workspaceName));
});
await call("resourcegraph: groups", async () => {
  const said = await ask("ResourceContainers | where type =~ 'microsoft.resources/subscriptions/resourcegroups' | project name");
  assert.ok(said.data.some((one) => one.name === dev.resourceGroupName));
});
await call("resourcegraph: two at a time", async () => {
  const first = await ask("Resources | project id | order by id asc", { options: { top: 2 } });
  assert.deepEqual([first.data.length, first.count], [2, 2]);
  const second = await ask("Resources | project id | order by id asc", { options: { top: 2, skipToken: first.skipToken } });
  assert.notEqual(second.data[0].id, first.data[0].id);
});
await call("resourcegraph: a query that can't be read", async () => {
  await assert.rejects(ask("Resources | whre ("), { statusCode: 400, code: "BadRequest" });
});
await call("resourcegraph: list operations", async () => {
  assert.ok((await all(client.operations.list())).length > 0);
});
