// @azure/arm-msi: user-assigned identities and whom they trust.
import assert from "node:assert/strict";
import { ManagedServiceIdentityClient } from "@azure/arm-msi";
import { ResourceManagementClient } from "@azure/arm-resources";
import { all, call, credential, dev, idOf, named, options, refused } from "./cloud.js";

const client = new ManagedServiceIdentityClient(credential, dev.subscriptionId, options);
const { userAssignedIdentities: identities, federatedIdentityCredentials: federated } = client;
const group = "rg-js-msi";
const github = { issuer: "https://token.actions.githubusercontent.com", subject: "repo:contoso/pumps:ref:refs/heads/main", audiences: ["api://AzureADTokenExchange"] };
await new ResourceManagementClient(credential, dev.subscriptionId, options).resourceGroups.createOrUpdate(group, { location: dev.location });

await call("msi: get dev's identity of releases", async () => {
  const found = await identities.get(dev.resourceGroupName, "id-mlops-dev-release");
  assert.deepEqual([found.clientId, found.principalId, found.tenantId], [dev.releaseIdentityClientId, dev.releaseIdentityPrincipalId, dev.tenantId]);
});
await call("msi: list by group", async () => {
  const found = await all(identities.listByResourceGroup(dev.resourceGroupName));
  assert.equal(named(found, "id-mlops-dev-training").clientId, dev.trainingIdentityClientId);
});
await call("msi: list by subscription", async () => {
  named(await all(identities.listBySubscription()), "id-mlops-dev-workspace");
});
await call("msi: create", async () => {
  const made = await identities.createOrUpdate(group, "id-js", { location: dev.location, tags: { team: "js" } });
  assert.deepEqual([made.location, made.tags], [dev.location, { team: "js" }]);
});
await call("msi: create again with what GET answered", async () => {
  const found = await identities.get(group, "id-js");
  assert.equal((await identities.createOrUpdate(group, "id-js", found)).clientId, found.clientId);
});
await call("msi: tag", async () => {
  assert.deepEqual((await identities.update(group, "id-js", { tags: { round: "2" } })).tags, { round: "2" });
});
await call("msi: create without a group", async () => {
  await refused(() => identities.createOrUpdate("rg-js-nowhere", "id-js", { location: dev.location }), 404, "ResourceGroupNotFound");
});
await call("msi: get one that is not there", async () => {
  await refused(() => identities.get(group, "id-nobody"), 404, "ResourceNotFound");
});
await call("msi: list dev's federated credentials", async () => {
  const found = await all(federated.list(dev.resourceGroupName, "id-mlops-dev-deploy"));
  assert.deepEqual(found.map((one) => one.name).sort(), ["azure-devops", "github"]);
  assert.match(named(found, "github").subject, /^repo:.*:environment:dev$/);
});
await call("msi: create a federated credential", async () => {
  assert.deepEqual((await federated.createOrUpdate(group, "id-js", "github", github)).audiences, github.audiences);
});
await call("msi: create it again", async () => {
  assert.equal((await federated.createOrUpdate(group, "id-js", "github", github)).subject, github.subject);
});
await call("msi: create one of the same issuer and subject", async () => {
  await assert.rejects(federated.createOrUpdate(group, "id-js", "twin", github), { statusCode: 409 });
});
await call("msi: get a federated credential", async () => {
  assert.equal((await federated.get(group, "id-js", "github")).issuer, github.issuer);
});
await call("msi: delete a federated credential", async () => {
  await federated.delete(group, "id-js", "github");
  await assert.rejects(federated.get(group, "id-js", "github"), { statusCode: 404 });
});
await call("msi: the system-assigned identity of a resource", async () => {
  const found = await client.systemAssignedIdentities.getByScope(idOf("Microsoft.EventGrid/systemTopics", "evgst-mlops-dev"));
  assert.equal(found.tenantId, dev.tenantId);
  assert.ok(found.principalId && found.clientId);
});
await call("msi: list operations", async () => {
  assert.ok((await all(client.operations.list())).length > 0);
});
await call("msi: delete", async () => {
  await identities.delete(group, "id-js");
  await refused(() => identities.get(group, "id-js"), 404, "ResourceNotFound");
});
await call("msi: delete again", async () => identities.delete(group, "id-js"));
