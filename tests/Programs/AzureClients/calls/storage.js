// @azure/arm-storage
import assert from "node:assert/strict";
import { StorageManagementClient } from "@azure/arm-storage";
import { ResourceManagementClient } from "@azure/arm-resources";
import { all, call, credential, dev, idOf, named, options, refused, sameId, soon } from "./cloud.js";

const client = new StorageManagementClient(credential, dev.subscriptionId, options);
const { storageAccounts: accounts, blobContainers: containers, blobServices, fileShares: shares, managementPolicies } = client;
const [group, account] = [dev.resourceGroupName, dev.storageAccountName];
const own = "rg-js-storage";
const name = "stjsclients";
const body = {
  location: dev.location, kind: "StorageV2", sku: { name: "Standard_LRS" }, tags: { team: "js" },
  minimumTlsVersion: "TLS1_2", allowBlobPublicAccess: false,
};
await new ResourceManagementClient(credential, dev.subscriptionId, options).resourceGroups.createOrUpdate(own, { location: dev.location });

// Accounts.
await call("storage: get dev's account", async () => {
  const found = await accounts.getProperties(group, account);
  sameId(found.id, idOf("Microsoft.Storage/storageAccounts", account));
  assert.deepEqual([found.kind, found.allowSharedKeyAccess, found.minimumTlsVersion, found.provisioningState],
    ["StorageV2", false, "TLS1_2", "Succeeded"]);
  assert.equal(new URL(found.primaryEndpoints.blob).protocol, "https:");
});
await call("storage: list accounts by group", async () => {
  const found = await all(accounts.listByResourceGroup(group));
  assert.deepEqual(found.map((one) => [one.name, one.type]), [[account, "Microsoft.Storage/storageAccounts"]]);
});
await call("storage: list accounts", async () => {
  assert.equal(named(await all(accounts.list()), account).primaryLocation, dev.location);
});
await call("storage: a name that is free", async () => {
  assert.equal((await accounts.checkNameAvailability({ name, type: "Microsoft.Storage/storageAccounts" })).nameAvailable, true);
});
await call("storage: a name that is taken", async () => {
  const said = await accounts.checkNameAvailability({ name: account, type: "Microsoft.Storage/storageAccounts" });
  assert.deepEqual([said.nameAvailable, said.reason], [false, "AlreadyExists"]);
});
await call("storage: a name that can't be", async () => {
  const said = await accounts.checkNameAvailability({ name: "No_Name", type: "Microsoft.Storage/storageAccounts" });
  assert.deepEqual([said.nameAvailable, said.reason], [false, "AccountNameInvalid"]);
});
await call("storage: create an account", async () => {
  const made = await accounts.create(own, name, body, soon);
  assert.deepEqual([made.name, made.sku.name, made.sku.tier, made.provisioningState], [name, "Standard_LRS", "Standard", "Succeeded"]);
});
await call("storage: create the account again", async () => {
  assert.equal((await accounts.create(own, name, body, soon)).name, name);
});
await call("storage: create with what GET answered", async () => {
  const found = await accounts.getProperties(own, name);
  const again = await accounts.create(own, name, found, soon);
  assert.deepEqual([again.tags, again.minimumTlsVersion], [{ team: "js" }, "TLS1_2"]);
});
await call("storage: create an account whose name can't be", async () => {
  await refused(() => accounts.create(own, "No_Name", body, soon), 400, "AccountNameInvalid");
});
await call("storage: create an account whose name is taken elsewhere", async () => {
  await refused(() => accounts.create(own, account, body, soon), 409, "StorageAccountAlreadyTaken", "StorageAccountInAnotherResourceGroup");
});
await call("storage: create an account of no such SKU", async () => {
  await assert.rejects(accounts.create(own, "stjsclients2", { ...body, sku: { name: "Golden_LRS" } }, soon), { statusCode: 400 });
});
await call("storage: create an account in no such location", async () => {
  await refused(() => accounts.create(own, "stjsclients2", { ...body, location: "moon" }, soon), 400, "LocationNotAvailableForResourceType");
});
await call("storage: get an account that is not there", async () => {
  await refused(() => accounts.getProperties(own, "stjsnothere"), 404, "ResourceNotFound");
});
await call("storage: tag an account", async () => {
  const changed = await accounts.update(own, name, { tags: { team: "js", round: "2" } });
  assert.deepEqual(changed.tags, { team: "js", round: "2" });
});
await call("storage: change an account", async () => {
  const changed = await accounts.update(own, name, { allowSharedKeyAccess: true, accessTier: "Cool" });
  assert.deepEqual([changed.accessTier, changed.allowSharedKeyAccess, changed.minimumTlsVersion], ["Cool", true, "TLS1_2"]);
});
await call("storage: list keys", async () => {
  const { keys } = await accounts.listKeys(own, name);
  assert.deepEqual(keys.map((one) => [one.keyName, one.permissions.toUpperCase()]), [["key1", "FULL"], ["key2", "FULL"]]);
});
await call("storage: regenerate a key", async () => {
  const before = (await accounts.listKeys(own, name)).keys;
  const { keys } = await accounts.regenerateKey(own, name, { keyName: "key1" });
  assert.notEqual(keys[0].value, before[0].value);
  assert.equal(keys[1].value, before[1].value);
});
await call("storage: an account SAS", async () => {
  const said = await accounts.listAccountSAS(own, name, {
    services: "b", resourceTypes: "sco", permissions: "rl", sharedAccessExpiryTime: new Date(Date.now() + 3600_000),
  });
  assert.match(said.accountSasToken, /sig=/);
});
await call("storage: a service SAS", async () => {
  const said = await accounts.listServiceSAS(own, name, {
    canonicalizedResource: `/blob/${name}/box`, resource: "c", permissions: "rl", sharedAccessExpiryTime: new Date(Date.now() + 3600_000),
  });
  assert.match(said.serviceSasToken, /sig=/);
});
await call("storage: list SKUs", async () => {
  const found = await all(client.skus.list());
  assert.ok(found.some((one) => one.name === "Standard_LRS" && one.kind === "StorageV2" && one.locations.includes("westeurope")));
});
await call("storage: list usage of a location", async () => {
  const [usage] = await all(client.usages.listByLocation(dev.location));
  assert.equal(usage.name.value, "StorageAccounts");
  assert.ok(usage.currentValue >= 1 && usage.limit >= 250);
});
await call("storage: list private link resources", async () => {
  const found = (await client.privateLinkResources.listByStorageAccount(group, account)).value;
  assert.ok(found.some((one) => one.groupId === "blob"));
});
await call("storage: list private endpoint connections", async () => {
  assert.deepEqual(await all(client.privateEndpointConnections.list(group, account)), []);
});
await call("storage: list operations", async () => {
  assert.ok((await all(client.operations.list())).some((one) => one.name === "Microsoft.Storage/storageAccounts/read"));
});
await call("storage: list deleted accounts", async () => {
  assert.ok(Array.isArray(await all(client.deletedAccounts.list())));
});

// Blobs.
await call("storage: get dev's blob service", async () => {
  const found = await blobServices.getServiceProperties(group, account);
  assert.equal(found.name, "default");
  assert.equal(found.deleteRetentionPolicy.enabled, true);
});
await call("storage: list blob services", async () => {
  assert.deepEqual((await all(blobServices.list(group, account))).map((one) => one.name), ["default"]);
});
await call("storage: set a blob service", async () => {
  const set = await blobServices.setServiceProperties(own, name, { deleteRetentionPolicy: { enabled: true, days: 9 }, isVersioningEnabled: true });
  assert.deepEqual([set.deleteRetentionPolicy.days, set.isVersioningEnabled], [9, true]);
});
await call("storage: list dev's containers", async () => {
  const found = await all(containers.list(group, account));
  for (const one of ["training-data", "scoring-inputs", "predictions", "dead-letters"])
    assert.equal(named(found, one).publicAccess, "None");
});
await call("storage: list containers by prefix", async () => {
  assert.deepEqual((await all(containers.list(group, account, { filter: "train" }))).map((one) => one.name), ["training-data"]);
});
await call("storage: list two containers to a page", async () => {
  const found = await all(containers.list(group, account, { maxpagesize: "2" }));
  assert.ok(found.length >= 4);
});
await call("storage: get a container", async () => {
  assert.equal((await containers.get(group, account, "predictions")).leaseState, "Available");
});
await call("storage: get a container that is not there", async () => {
  await refused(() => containers.get(group, account, "nothing"), 404, "ContainerNotFound");
});
await call("storage: create a container", async () => {
  const made = await containers.create(own, name, "box", { metadata: { a: "1" } });
  assert.equal(made.name, "box");
});
await call("storage: create a container whose name can't be", async () => {
  await assert.rejects(containers.create(own, name, "No_Box", {}), { statusCode: 400 });
});
await call("storage: change a container", async () => {
  assert.equal((await containers.update(own, name, "box", { metadata: { b: "2" } })).metadata.b, "2");
});
await call("storage: lease a container", async () => {
  const said = await containers.lease(own, name, "box", { parameters: { action: "Acquire", leaseDuration: -1 } });
  assert.ok(said.leaseId);
  await containers.lease(own, name, "box", { parameters: { action: "Break", leaseId: said.leaseId } });
});
await call("storage: set a legal hold", async () => {
  assert.deepEqual((await containers.setLegalHold(own, name, "box", { tags: ["audit"] })).tags, ["audit"]);
});
await call("storage: clear a legal hold", async () => {
  assert.deepEqual((await containers.clearLegalHold(own, name, "box", { tags: ["audit"] })).tags, []);
});
await call("storage: delete a container", async () => {
  await containers.delete(own, name, "box");
  await refused(() => containers.get(own, name, "box"), 404, "ContainerNotFound");
});
await call("storage: delete the container again", async () => containers.delete(own, name, "box"));

// Life cycle, files, queues, tables.
await call("storage: get dev's management policy", async () => {
  const found = await managementPolicies.get(group, account, "default");
  assert.ok(found.policy.rules.length > 0 && found.policy.rules.every((one) => one.type === "Lifecycle"));
});
const policy = {
  policy: { rules: [{
    name: "old", type: "Lifecycle", enabled: true,
    definition: { filters: { blobTypes: ["blockBlob"] }, actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 30 } } } },
  }] },
};
await call("storage: create a management policy", async () => {
  const made = await managementPolicies.createOrUpdate(own, name, "default", policy);
  assert.equal(made.policy.rules[0].definition.actions.baseBlob.delete.daysAfterModificationGreaterThan, 30);
});
await call("storage: delete a management policy", async () => {
  await managementPolicies.delete(own, name, "default");
  await assert.rejects(managementPolicies.get(own, name, "default"), { statusCode: 404 });
});
await call("storage: create a file share", async () => {
  assert.equal((await shares.create(own, name, "files", { shareQuota: 5 })).shareQuota, 5);
});
await call("storage: list file shares", async () => {
  assert.equal(named(await all(shares.list(own, name)), "files").shareQuota, 5);
});
await call("storage: change a file share", async () => {
  assert.equal((await shares.update(own, name, "files", { shareQuota: 6 })).shareQuota, 6);
});
await call("storage: delete a file share", async () => {
  await shares.delete(own, name, "files");
  await assert.rejects(shares.get(own, name, "files"), { statusCode: 404 });
});
await call("storage: get the file service", async () => {
  assert.equal((await client.fileServices.getServiceProperties(own, name)).name, "default");
});
await call("storage: get the queue service", async () => {
  assert.equal((await client.queueServices.getServiceProperties(own, name)).name, "default");
});
await call("storage: get the table service", async () => {
  assert.equal((await client.tableServices.getServiceProperties(own, name)).name, "default");
});
await call("storage: create a queue", async () => {
  assert.equal((await client.queue.create(own, name, "orders", { metadata: { a: "1" } })).name, "orders");
});
await call("storage: create a table", async () => {
  assert.equal((await client.table.create(own, name, "rows")).tableName, "rows");
});
await call("storage: delete an account", async () => {
  await accounts.delete(own, name);
  await refused(() => accounts.getProperties(own, name), 404, "ResourceNotFound");
});
await call("storage: delete the account again", async () => accounts.delete(own, name));
