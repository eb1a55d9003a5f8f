// @azure/arm-keyvault: vaults, and their secrets and keys by Resource Manager.
import assert from "node:assert/strict";
import { KeyVaultManagementClient } from "@azure/arm-keyvault";
import { ResourceManagementClient } from "@azure/arm-resources";
import { all, call, credential, dev, named, options, refused, soon } from "./cloud.js";

const client = new KeyVaultManagementClient(credential, dev.subscriptionId, options);
const { vaults, secrets, keys } = client;
const group = "rg-js-keyvault";
const name = "kv-js-clients";
const body = {
  location: dev.location, tags: { team: "js" },
  properties: {
    tenantId: dev.tenantId, sku: { family: "A", name: "standard" }, accessPolicies: [], enableSoftDelete: true, softDeleteRetentionInDays: 7,
  },
};
await new ResourceManagementClient(credential, dev.subscriptionId, options).resourceGroups.createOrUpdate(group, { location: dev.location });
let devs;

await call("keyvault: list vaults by group", async () => {
  const found = await all(vaults.listByResourceGroup(dev.resourceGroupName));
  assert.equal(found.length, 1);
  devs = found[0].name;
  assert.ok(found[0].properties.enableRbacAuthorization && new URL(found[0].properties.vaultUri).protocol === "https:");
});
await call("keyvault: get dev's vault", async () => {
  const found = await vaults.get(dev.resourceGroupName, devs);
  assert.deepEqual([found.properties.tenantId, found.properties.sku.name], [dev.tenantId, "standard"]);
});
await call("keyvault: list vaults by subscription", async () => {
  named(await all(vaults.listBySubscription()), devs);
});
await call("keyvault: list vaults as resources", async () => {
  const found = await all(vaults.list());
  assert.ok(found.length > 0 && found.every((one) => one.type === "Microsoft.KeyVault/vaults"));
  named(found, devs);
});
await call("keyvault: a name that is free", async () => {
  assert.equal((await vaults.checkNameAvailability({ name, type: "Microsoft.KeyVault/vaults" })).nameAvailable, true);
});
await call("keyvault: a name that is taken", async () => {
  const said = await vaults.checkNameAvailability({ name: devs, type: "Microsoft.KeyVault/vaults" });
  assert.deepEqual([said.nameAvailable, said.reason], [false, "AlreadyExists"]);
});
await call("keyvault: a name that can't be", async () => {
  const said = await vaults.checkNameAvailability({ name: "0", type: "Microsoft.KeyVault/vaults" });
  assert.deepEqual([said.nameAvailable, said.reason], [false, "AccountNameInvalid"]);
});
await call("keyvault: create a vault", async () => {
  const made = await vaults.createOrUpdate(group, name, body, soon);
  assert.deepEqual([made.name, made.properties.provisioningState, made.properties.softDeleteRetentionInDays], [name, "Succeeded", 7]);
});
await call("keyvault: create the vault again with what GET answered", async () => {
  const found = await vaults.get(group, name);
  assert.equal((await vaults.createOrUpdate(group, name, found, soon)).properties.vaultUri, found.properties.vaultUri);
});
await call("keyvault: create a vault whose name can't be", async () => {
  await refused(() => vaults.createOrUpdate(group, "0", body, soon), 400, "VaultNameNotValid");
});
await call("keyvault: create a vault of a name that is taken", async () => {
  await refused(() => vaults.createOrUpdate(group, devs, body, soon), 409, "VaultAlreadyExists");
});
await call("keyvault: get a vault that is not there", async () => {
  await refused(() => vaults.get(group, "kv-js-nothere"), 404, "ResourceNotFound");
});
await call("keyvault: tag a vault", async () => {
  assert.deepEqual((await vaults.update(group, name, { tags: { round: "2" } })).tags, { round: "2" });
});
await call("keyvault: change a vault", async () => {
  const changed = await vaults.update(group, name, { properties: { enabledForDeployment: true } });
  assert.deepEqual([changed.properties.enabledForDeployment, changed.properties.softDeleteRetentionInDays], [true, 7]);
});
const policy = { tenantId: dev.tenantId, objectId: dev.releaseIdentityPrincipalId, permissions: { secrets: ["get", "list"] } };
await call("keyvault: add an access policy", async () => {
  const said = await vaults.updateAccessPolicy(group, name, "add", { properties: { accessPolicies: [policy] } });
  assert.deepEqual(said.properties.accessPolicies[0].permissions.secrets, ["get", "list"]);
});
await call("keyvault: replace an access policy", async () => {
  const more = { ...policy, permissions: { secrets: ["set"] } };
  await vaults.updateAccessPolicy(group, name, "replace", { properties: { accessPolicies: [more] } });
  assert.deepEqual((await vaults.get(group, name)).properties.accessPolicies.map((one) => one.permissions.secrets), [["set"]]);
});
await call("keyvault: remove an access policy", async () => {
  await vaults.updateAccessPolicy(group, name, "remove", { properties: { accessPolicies: [{ ...policy, permissions: {} }] } });
  assert.deepEqual((await vaults.get(group, name)).properties.accessPolicies, []);
});
await call("keyvault: create a secret", async () => {
  const made = await secrets.createOrUpdate(group, name, "token", { properties: { value: "s3cret", contentType: "text/plain" } });
  assert.ok(made.properties.secretUriWithVersion.startsWith(made.properties.secretUri));
  assert.equal(made.properties.value, undefined);
});
await call("keyvault: get a secret without its value", async () => {
  const found = await secrets.get(group, name, "token");
  assert.deepEqual([found.properties.contentType, found.properties.value], ["text/plain", undefined]);
});
await call("keyvault: change a secret", async () => {
  assert.equal((await secrets.update(group, name, "token", { properties: { contentType: "text/html" } })).properties.contentType, "text/html");
});
await call("keyvault: list secrets", async () => {
  named(await all(secrets.list(group, name)), "token");
});
await call("keyvault: create a secret whose name can't be", async () => {
  await assert.rejects(secrets.createOrUpdate(group, name, "no_name", { properties: { value: "x" } }), { statusCode: 400 });
});
await call("keyvault: get a secret that is not there", async () => {
  await assert.rejects(secrets.get(group, name, "nothing"), { statusCode: 404 });
});
await call("keyvault: create a key", async () => {
  const made = await keys.createIfNotExist(group, name, "wrap", { properties: { kty: "RSA", keySize: 2048 } });
  assert.deepEqual([made.kty, made.keySize ?? 2048], ["RSA", 2048]);
  assert.ok(made.keyUriWithVersion.startsWith(made.keyUri));
});
await call("keyvault: get a key", async () => {
  assert.equal((await keys.get(group, name, "wrap")).name, "wrap");
});
await call("keyvault: list keys", async () => {
  named(await all(keys.list(group, name)), "wrap");
});
await call("keyvault: list the versions of a key", async () => {
  assert.equal((await all(keys.listVersions(group, name, "wrap"))).length, 1);
});
await call("keyvault: list private link resources", async () => {
  assert.deepEqual((await client.privateLinkResources.listByVault(group, name)).value.map((one) => one.groupId), ["vault"]);
});
await call("keyvault: list private endpoint connections", async () => {
  assert.deepEqual(await all(client.privateEndpointConnections.listByResource(group, name)), []);
});
await call("keyvault: delete a vault", async () => {
  await vaults.delete(group, name);
  await refused(() => vaults.get(group, name), 404, "ResourceNotFound");
});
await call("keyvault: list deleted vaults", async () => {
  assert.ok(named(await all(vaults.listDeleted()), name).properties.vaultId.endsWith(`/${name}`));
});
await call("keyvault: get a deleted vault", async () => {
  assert.equal((await vaults.getDeleted(name, dev.location)).properties.location, dev.location);
});
await call("keyvault: recover a deleted vault", async () => {
  const made = await vaults.createOrUpdate(group, name, { ...body, properties: { ...body.properties, createMode: "recover" } }, soon);
  assert.equal(made.name, name);
  assert.equal((await secrets.get(group, name, "token")).name, "token");
  await vaults.delete(group, name);
});
await call("keyvault: purge a deleted vault", async () => {
  await vaults.purgeDeleted(name, dev.location, soon);
  await assert.rejects(vaults.getDeleted(name, dev.location), { statusCode: 404 });
});
await call("keyvault: list operations", async () => {
  assert.ok((await all(client.operations.list())).some((one) => one.name === "Microsoft.KeyVault/vaults/read"));
});
