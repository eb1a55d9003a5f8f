// @azure/arm-resources-subscriptions
import assert from "node:assert/strict";
import { SubscriptionClient } from "@azure/arm-resources-subscriptions";
import { all, call, credential, dev, options, refused } from "./cloud.js";

const client = new SubscriptionClient(credential, options);

await call("subscriptions: list", async () => {
  const found = await all(client.subscriptions.list());
  assert.deepEqual(found.map((one) => [one.subscriptionId, one.state]), [[dev.subscriptionId, "Enabled"]]);
});
await call("subscriptions: get", async () => {
  const found = await client.subscriptions.get(dev.subscriptionId);
  assert.equal(found.tenantId ?? dev.tenantId, dev.tenantId);
  assert.ok(found.displayName);
});
await call("subscriptions: get one that is not there", async () => {
  await refused(() => client.subscriptions.get("99999999-9999-9999-9999-999999999999"), 404, "SubscriptionNotFound");
});
await call("subscriptions: list locations", async () => {
  const europe = (await all(client.subscriptions.listLocations(dev.subscriptionId))).find((one) => one.name === "westeurope");
  assert.equal(europe.displayName, "West Europe");
});
await call("subscriptions: list tenants", async () => {
  assert.deepEqual((await all(client.tenants.list())).map((one) => one.tenantId), [dev.tenantId]);
});
await call("subscriptions: a name with a reserved word", async () => {
  const said = await client.checkResourceName({ resourceNameDefinition: { name: "login", type: "Microsoft.Web/sites" } });
  assert.equal(said.status, "Reserved");
});
await call("subscriptions: a name without", async () => {
  const said = await client.checkResourceName({ resourceNameDefinition: { name: "pumps", type: "Microsoft.Web/sites" } });
  assert.equal(said.status, "Allowed");
});
await call("subscriptions: list operations", async () => {
  assert.ok((await all(client.operations.list())).length > 0);
});
