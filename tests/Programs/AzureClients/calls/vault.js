// @azure/keyvault-secrets, -keys and -certificates, at the address that the vault's answer names.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { AuthorizationManagementClient } from "@azure/arm-authorization";
import { KeyVaultManagementClient } from "@azure/arm-keyvault";
import { CertificateClient } from "@azure/keyvault-certificates";
import { CryptographyClient, KeyClient } from "@azure/keyvault-keys";
import { SecretClient } from "@azure/keyvault-secrets";
import { all, call, credential, dev, named, options, refused, subscriptionScope } from "./cloud.js";

const [vault] = await all(new KeyVaultManagementClient(credential, dev.subscriptionId, options).vaults.listByResourceGroup(dev.resourceGroupName));
const address = vault.properties.vaultUri;
const secrets = new SecretClient(address, credential);
const poll = { intervalInMs: 20 };

await call("vault: without a role nothing is told", async () => {
  const error = await refused(() => secrets.getSecret("token"), 403, "Forbidden");
  assert.match(error.message, /not authorized|Caller/i);
});

// The deployer lets itself in.
const administrator = `${subscriptionScope}/providers/Microsoft.Authorization/roleDefinitions/00482a5a-887f-4fb3-b363-3b7fe8e74483`;
const { roleAssignments } = new AuthorizationManagementClient(credential, dev.subscriptionId, options);
const me = JSON.parse(Buffer.from((await credential.getToken("https://management.azure.com/.default")).token.split(".")[1], "base64url")).oid;
await roleAssignments.create(vault.id, randomUUID(), { roleDefinitionId: administrator, principalId: me, principalType: "ServicePrincipal" });

await call("vault: set a secret", async () => {
  const made = await secrets.setSecret("js-token", "first", { contentType: "text/plain", tags: { team: "js" } });
  assert.deepEqual([made.value, made.properties.contentType, made.properties.enabled], ["first", "text/plain", true]);
});
await call("vault: get a secret", async () => {
  const found = await secrets.getSecret("js-token");
  assert.deepEqual([found.value, found.properties.tags], ["first", { team: "js" }]);
  assert.ok(found.properties.id.startsWith(address));
});
await call("vault: set another version", async () => {
  const { properties } = await secrets.getSecret("js-token");
  await secrets.setSecret("js-token", "second");
  assert.equal((await secrets.getSecret("js-token")).value, "second");
  assert.equal((await secrets.getSecret("js-token", { version: properties.version })).value, "first");
});
await call("vault: list secrets", async () => {
  named(await all(secrets.listPropertiesOfSecrets()), "js-token");
});
await call("vault: list the versions of a secret", async () => {
  assert.equal((await all(secrets.listPropertiesOfSecretVersions("js-token"))).length, 2);
});
await call("vault: change a secret's properties", async () => {
  const { properties } = await secrets.getSecret("js-token");
  const changed = await secrets.updateSecretProperties("js-token", properties.version, { tags: { round: "2" } });
  assert.deepEqual(changed.tags, { round: "2" });
});
await call("vault: disable a secret", async () => {
  const { properties } = await secrets.setSecret("js-off", "x");
  await secrets.updateSecretProperties("js-off", properties.version, { enabled: false });
  await refused(() => secrets.getSecret("js-off"), 403, "Forbidden");
});
await call("vault: get a secret that is not there", async () => {
  await refused(() => secrets.getSecret("js-nothing"), 404, "SecretNotFound");
});
await call("vault: set a secret whose name can't be", async () => {
  await assert.rejects(secrets.setSecret("no_name", "x"), { statusCode: 400 });
});
await call("vault: back a secret up", async () => {
  assert.ok((await secrets.backupSecret("js-token")).length > 0);
});
await call("vault: delete a secret", async () => {
  const deleted = await (await secrets.beginDeleteSecret("js-token", poll)).pollUntilDone();
  assert.equal(deleted.name, "js-token");
  await refused(() => secrets.getSecret("js-token"), 404, "SecretNotFound");
});
await call("vault: list deleted secrets", async () => {
  named(await all(secrets.listDeletedSecrets()), "js-token");
});
await call("vault: set a secret that is deleted", async () => {
  await refused(() => secrets.setSecret("js-token", "x"), 409, "Conflict");
});
await call("vault: recover a secret", async () => {
  await (await secrets.beginRecoverDeletedSecret("js-token", poll)).pollUntilDone();
  assert.equal((await secrets.getSecret("js-token")).value, "second");
});
await call("vault: purge a secret", async () => {
  await (await secrets.beginDeleteSecret("js-token", poll)).pollUntilDone();
  await secrets.purgeDeletedSecret("js-token");
  await assert.rejects(secrets.getDeletedSecret("js-token"), { statusCode: 404 });
});

// Keys and certificates.
const keys = new KeyClient(address, credential);
await call("vault: create a key", async () => {
  assert.equal((await keys.createRsaKey("js-key", { keySize: 2048 })).keyType, "RSA");
});
await call("vault: get a key", async () => {
  assert.ok((await keys.getKey("js-key")).key.n.length > 200);
});
await call("vault: list keys", async () => {
  named(await all(keys.listPropertiesOfKeys()), "js-key");
});
await call("vault: encrypt and decrypt", async () => {
  const cryptography = new CryptographyClient(await keys.getKey("js-key"), credential);
  const { result } = await cryptography.encrypt("RSA-OAEP", Buffer.from("pumps"));
  assert.equal(String((await cryptography.decrypt("RSA-OAEP", result)).result), "pumps");
});
await call("vault: delete a key", async () => {
  await (await keys.beginDeleteKey("js-key", poll)).pollUntilDone();
  await assert.rejects(keys.getKey("js-key"), { statusCode: 404 });
});
const certificates = new CertificateClient(address, credential);
await call("vault: list certificates", async () => {
  assert.deepEqual(await all(certificates.listPropertiesOfCertificates()), []);
});
await call("vault: create a certificate", async () => {
  const poller = await certificates.beginCreateCertificate("js-cert", { issuerName: "Self", subject: "cn=js" }, poll);
  assert.equal((await poller.pollUntilDone()).name, "js-cert");
});
