// @azure/arm-locks
import assert from "node:assert/strict";
import { ManagementLockClient } from "@azure/arm-locks";
import { ResourceManagementClient } from "@azure/arm-resources";
import { all, call, credential, dev, named, options, refused, soon, subscriptionScope } from "./cloud.js";

const { managementLocks: locks, authorizationOperations } = new ManagementLockClient(credential, dev.subscriptionId, options);
const manager = new ResourceManagementClient(credential, dev.subscriptionId, options);
const group = "rg-js-locks";
const identity = `${subscriptionScope}/resourceGroups/${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-js`;
await manager.resourceGroups.createOrUpdate(group, { location: dev.location });
await manager.resources.createOrUpdateById(identity, "2023-01-31", { location: dev.location }, soon);

await call("locks: list dev's", async () => {
  assert.ok(Array.isArray(await all(locks.listAtResourceGroupLevel(dev.resourceGroupName))));
});
await call("locks: lock a group", async () => {
  const made = await locks.createOrUpdateAtResourceGroupLevel(group, "keep", { level: "CanNotDelete", notes: "Keep it." });
  assert.deepEqual([made.level, made.notes], ["CanNotDelete", "Keep it."]);
});
await call("locks: lock it again", async () => {
  assert.equal((await locks.createOrUpdateAtResourceGroupLevel(group, "keep", { level: "CanNotDelete" })).level, "CanNotDelete");
});
await call("locks: a lock of a level that there is not", async () => {
  await assert.rejects(locks.createOrUpdateAtResourceGroupLevel(group, "bad", { level: "Moon" }), { statusCode: 400 });
});
await call("locks: get", async () => {
  assert.equal((await locks.getAtResourceGroupLevel(group, "keep")).name, "keep");
});
await call("locks: get one that is not there", async () => {
  await assert.rejects(locks.getAtResourceGroupLevel(group, "nothing"), { statusCode: 404 });
});
await call("locks: list by group", async () => {
  named(await all(locks.listAtResourceGroupLevel(group)), "keep");
});
await call("locks: list by scope", async () => {
  named(await all(locks.listByScope(`${subscriptionScope}/resourceGroups/${group}`)), "keep");
});
await call("locks: list by subscription", async () => {
  named(await all(locks.listAtSubscriptionLevel()), "keep");
});
await call("locks: what is locked is not deleted", async () => {
  await refused(() => manager.resources.deleteById(identity, "2023-01-31", soon), 409, "ScopeLocked");
});
await call("locks: a group that is locked is not deleted", async () => {
  await refused(() => manager.resourceGroups.delete(group, soon), 409, "ScopeLocked");
});
await call("locks: lock a resource by scope", async () => {
  assert.equal((await locks.createOrUpdateByScope(identity, "still", { level: "ReadOnly" })).level, "ReadOnly");
});
await call("locks: what may only be read is not changed", async () => {
  await refused(() => manager.resources.updateById(identity, "2023-01-31", { tags: { a: "1" } }, soon), 409, "ScopeLocked");
});
await call("locks: unlock a resource", async () => locks.deleteByScope(identity, "still"));
await call("locks: unlock a group", async () => {
  await locks.deleteAtResourceGroupLevel(group, "keep");
  assert.deepEqual(await all(locks.listAtResourceGroupLevel(group)), []);
});
await call("locks: unlock it again", async () => locks.deleteAtResourceGroupLevel(group, "keep"));
await call("locks: list operations", async () => {
  assert.ok((await all(authorizationOperations.list())).length > 0);
});
