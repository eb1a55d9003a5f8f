// @azure/identity: tokens for what a program of this cloud calls, and the refusals of a wrong sign-in.
import assert from "node:assert/strict";
import { ClientAssertionCredential, ClientSecretCredential } from "@azure/identity";
import { call, credential, dev } from "./cloud.js";

const deployer = "33333333-3333-3333-3333-333333333333";
const authority = { authorityHost: dev.address, disableInstanceDiscovery: true };

async function claims(scope) {
  const token = await credential.getToken(scope);
  assert.ok(token.expiresOnTimestamp > Date.now());
  return JSON.parse(Buffer.from(token.token.split(".")[1], "base64url"));
}

await call("identity: a token for Resource Manager", async () => {
  const said = await claims("https://management.azure.com/.default");
  assert.deepEqual([said.aud, said.tid], ["https://management.azure.com", dev.tenantId]);
});

await call("identity: a token for the server's own origin", async () => {
  assert.ok((await claims(`${dev.address}/.default`)).aud.startsWith(dev.address));
});

for (const resource of ["https://storage.azure.com", "https://ml.azure.com", "https://vault.azure.net", "https://api.loganalytics.io"]) {
  await call(`identity: a token for ${resource}`, async () => {
    assert.equal((await claims(`${resource}/.default`)).aud, resource);
  });
}

await call("identity: an unknown client is refused", async () => {
  const nobody = new ClientSecretCredential(dev.tenantId, "99999999-9999-9999-9999-999999999999", "any", authority);
  await assert.rejects(nobody.getToken("https://management.azure.com/.default"), /AADSTS700016/);
});

await call("identity: an unknown tenant is refused", async () => {
  const nowhere = new ClientSecretCredential("99999999-9999-9999-9999-999999999999", deployer, "any", authority);
  // The client looks up the tenant first, and says in its own words that it can't.
  await assert.rejects(nowhere.getToken("https://management.azure.com/.default"), /AADSTS90002|endpoints_resolution_error/);
});

await call("identity: an assertion that no credential of the identity accepts is refused", async () => {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const assertion = `${part({ alg: "RS256" })}.${part({ iss: "https://example.com", sub: "nobody", aud: "api://AzureADTokenExchange" })}.x`;
  const stranger = new ClientAssertionCredential(dev.tenantId, dev.releaseIdentityClientId, async () => assertion, authority);
  await assert.rejects(stranger.getToken("https://management.azure.com/.default"), /AADSTS70021/);
});
