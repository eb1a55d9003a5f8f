// @azure/arm-resources: groups, resources of any type, providers, tags.
import assert from "node:assert/strict";
import { ResourceManagementClient } from "@azure/arm-resources";
import { all, call, credential, dev, groupScope, idOf, named, options, pagesOf, refused, sameId, soon, subscriptionScope } from "./cloud.js";

const client = new ResourceManagementClient(credential, dev.subscriptionId, options);
const { resourceGroups: groups, resources, providers, tagsOperations: tags } = client;
const group = "rg-js-resources";
const identityType = "Microsoft.ManagedIdentity/userAssignedIdentities";
const version = "2023-01-31";
const idHere = (name) => `${subscriptionScope}/resourceGroups/${group}/providers/${identityType}/${name}`;

// Groups.
await call("resources: get dev's group", async () => {
  const found = await groups.get(dev.resourceGroupName);
  assert.deepEqual([found.type, found.location, found.properties.provisioningState],
    ["Microsoft.Resources/resourceGroups", dev.location, "Succeeded"]);
  assert.equal(found.tags.environment, "dev");
});
await call("resources: list groups", async () => {
  sameId(named(await all(groups.list()), dev.resourceGroupName).id, groupScope);
});
await call("resources: a group that is there exists", async () => {
  assert.equal((await groups.checkExistence(dev.resourceGroupName)).body, true);
});
await call("resources: a group that is not there does not exist", async () => {
  assert.equal((await groups.checkExistence("rg-js-nowhere")).body, false);
});
await call("resources: get a group that is not there", async () => {
  await refused(() => groups.get("rg-js-nowhere"), 404, "ResourceGroupNotFound");
});
await call("resources: create a group", async () => {
  const made = await groups.createOrUpdate(group, { location: dev.location, tags: { team: "js" } });
  assert.deepEqual([made.name, made.location, made.tags], [group, dev.location, { team: "js" }]);
});
await call("resources: create the group again", async () => {
  const made = await groups.createOrUpdate(group, { location: dev.location, tags: { team: "js", round: "2" } });
  assert.deepEqual(made.tags, { team: "js", round: "2" });
});
await call("resources: move a group to another location", async () => {
  await refused(() => groups.createOrUpdate(group, { location: "northeurope" }), 409, "InvalidResourceGroupLocation");
});
await call("resources: create a group nowhere", async () => {
  await refused(() => groups.createOrUpdate("rg-js-moon", { location: "moon" }), 400, "LocationNotAvailableForResourceGroup");
});
await call("resources: create a group with a name that ends with a dot", async () => {
  await refused(() => groups.createOrUpdate("rg-js.", { location: dev.location }), 400, "InvalidResourceGroupName", "InvalidResourceGroup");
});
await call("resources: tag a group", async () => {
  const changed = await groups.update(group, { tags: { team: "js", round: "3" } });
  assert.equal(changed.tags.round, "3");
});
await call("resources: list groups by a tag's name", async () => {
  const found = await all(groups.list({ filter: "tagName eq 'round'" }));
  assert.deepEqual(found.map((one) => one.name), [group]);
});
await call("resources: list groups by a tag's name and value", async () => {
  const found = await all(groups.list({ filter: "tagName eq 'environment' and tagValue eq 'dev'" }));
  assert.deepEqual(found.map((one) => one.name), [dev.resourceGroupName]);
});
await call("resources: list groups by a tag that none has", async () => {
  assert.deepEqual(await all(groups.list({ filter: "tagName eq 'environment' and tagValue eq 'moon'" })), []);
});
await call("resources: list one group to a page", async () => {
  const pages = await pagesOf(groups.list({ top: 1 }));
  assert.ok(pages.length >= 1 && pages[0].length === 1);
});
await call("resources: export a group's template", async () => {
  const exported = await groups.exportTemplate(dev.resourceGroupName, { resources: ["*"] }, soon);
  assert.ok(exported.template.resources.some((one) => one.type === "Microsoft.Storage/storageAccounts"));
});

// Resources of any type.
await call("resources: list all of the subscription", async () => {
  const found = await all(resources.list());
  const types = new Set(found.map((one) => one.type.toLowerCase()));
  assert.ok(types.has("microsoft.storage/storageaccounts") && types.has("microsoft.machinelearningservices/workspaces"));
  for (const extension of ["microsoft.authorization/roleassignments", "microsoft.insights/diagnosticsettings", "microsoft.consumption/budgets"])
    assert.ok(!types.has(extension), `${extension} is no resource of the list`);
  assert.ok(!found.some((one) => one.type.split("/").length > 2 && one.name.split("/").length === 1));
});
await call("resources: list those of dev's group", async () => {
  const found = await all(resources.listByResourceGroup(dev.resourceGroupName));
  const account = named(found, dev.storageAccountName);
  assert.deepEqual([account.type, account.location, account.kind], ["Microsoft.Storage/storageAccounts", dev.location, "StorageV2"]);
  assert.ok(found.every((one) => one.id.toLowerCase().startsWith(`${groupScope.toLowerCase()}/`)));
});
await call("resources: list by type", async () => {
  const found = await all(resources.list({ filter: "resourceType eq 'Microsoft.Storage/storageAccounts'" }));
  assert.ok(found.length > 0 && found.every((one) => one.type === "Microsoft.Storage/storageAccounts"));
  named(found, dev.storageAccountName);
});
await call("resources: list by a type that has none", async () => {
  assert.deepEqual(await all(resources.listByResourceGroup(dev.resourceGroupName, { filter: "resourceType eq 'Microsoft.Compute/virtualMachines'" })), []);
});
await call("resources: list by name", async () => {
  const found = await all(resources.list({ filter: `name eq '${dev.storageAccountName}'` }));
  assert.deepEqual(found.map((one) => one.name), [dev.storageAccountName]);
});
await call("resources: list by group and type", async () => {
  const found = await all(resources.list({
    filter: `resourceGroup eq '${dev.resourceGroupName}' and resourceType eq 'Microsoft.KeyVault/vaults'`,
  }));
  assert.equal(found.length, 1);
});
await call("resources: list by tag", async () => {
  const found = await all(resources.list({ filter: "tagName eq 'environment' and tagValue eq 'dev'" }));
  assert.ok(found.length > 5);
  named(found, dev.workspaceName);
});
await call("resources: list by a tag that none has", async () => {
  assert.deepEqual(await all(resources.list({ filter: "tagName eq 'environment' and tagValue eq 'moon'" })), []);
});
await call("resources: list by part of a name", async () => {
  const found = await all(resources.list({ filter: "substringof('mlops-dev', name)" }));
  assert.ok(found.length > 3 && found.every((one) => one.name.includes("mlops-dev")));
});
await call("resources: list with what has to be asked for", async () => {
  const found = await all(resources.listByResourceGroup(dev.resourceGroupName, { expand: "createdTime,changedTime,provisioningState" }));
  assert.equal(named(found, dev.storageAccountName).provisioningState, "Succeeded");
  assert.ok(named(found, dev.storageAccountName).createdTime instanceof Date);
});
await call("resources: list five to a page", async () => {
  const pages = await pagesOf(resources.listByResourceGroup(dev.resourceGroupName, { top: 5 }));
  assert.equal(pages[0].length, 5);
});
await call("resources: list those of a group that is not there", async () => {
  await refused(() => all(resources.listByResourceGroup("rg-js-nowhere")), 404, "ResourceGroupNotFound");
});
await call("resources: a filter that can't be read", async () => {
  await refused(() => all(resources.list({ filter: "resourceType like 'x'" })), 400, "InvalidFilterInQueryString");
});
await call("resources: get by id", async () => {
  const found = await resources.getById(idOf("Microsoft.Storage/storageAccounts", dev.storageAccountName), "2023-01-01");
  assert.equal(found.properties.minimumTlsVersion, "TLS1_2");
});
await call("resources: get by group, type and name", async () => {
  const found = await resources.get(dev.resourceGroupName, "Microsoft.KeyVault", "", "vaults", await vaultName(), "2023-07-01");
  assert.equal(found.properties.enableRbacAuthorization, true);
});
await call("resources: get a child by its parent's path", async () => {
  const found = await resources.get(dev.resourceGroupName, "Microsoft.Storage", `storageAccounts/${dev.storageAccountName}`,
    "blobServices", "default", "2023-01-01");
  assert.equal(found.name, "default");
});
await call("resources: get with no such version", async () => {
  await refused(() => resources.getById(idOf("Microsoft.Storage/storageAccounts", dev.storageAccountName), "1999-01-01"),
    400, "NoRegisteredProviderFound", "InvalidResourceType");
});
await call("resources: get by an id that is not there", async () => {
  await refused(() => resources.getById(idHere("id-nobody"), version), 404, "ResourceNotFound");
});
await call("resources: a resource that is there exists", async () => {
  assert.equal((await resources.checkExistenceById(idOf("Microsoft.Storage/storageAccounts", dev.storageAccountName), "2023-01-01")).body, true);
});
await call("resources: a resource that is not there does not exist", async () => {
  assert.equal((await resources.checkExistenceById(idHere("id-nobody"), version)).body, false);
});
await call("resources: create by id", async () => {
  const made = await resources.createOrUpdateById(idHere("id-js"), version, { location: dev.location, tags: { a: "1" } }, soon);
  assert.match(made.properties.clientId, /^[0-9a-f-]{36}$/);
});
await call("resources: create by id again: what GET answers", async () => {
  const found = await resources.getById(idHere("id-js"), version);
  const again = await resources.createOrUpdateById(idHere("id-js"), version, { location: found.location, tags: found.tags }, soon);
  assert.deepEqual(again.properties, found.properties);
});
await call("resources: create by group, type and name", async () => {
  const made = await resources.createOrUpdate(group, "Microsoft.ManagedIdentity", "", "userAssignedIdentities", "id-js-2", version,
    { location: dev.location }, soon);
  assert.equal(made.name, "id-js-2");
});
await call("resources: tag by id", async () => {
  const changed = await resources.updateById(idHere("id-js"), version, { tags: { a: "2", b: "3" } }, soon);
  assert.deepEqual(changed.tags, { a: "2", b: "3" });
});
await call("resources: create without a location", async () => {
  await refused(() => resources.createOrUpdateById(idHere("id-lost"), version, {}, soon), 400, "LocationRequired");
});
await call("resources: create of a type that no provider has", async () => {
  const id = `${subscriptionScope}/resourceGroups/${group}/providers/Contoso.Nothing/things/one`;
  await refused(() => resources.createOrUpdateById(id, version, { location: dev.location }, soon), 404, "InvalidResourceNamespace");
});
await call("resources: create in a group that is not there", async () => {
  await refused(() => resources.createOrUpdateById(idHere("id-js").replace(group, "rg-js-nowhere"), version, { location: dev.location }, soon),
    404, "ResourceGroupNotFound");
});
await call("resources: validate a move that identities do not make", async () => {
  await groups.createOrUpdate(`${group}-2`, { location: dev.location });
  await refused(() => resources.validateMoveResources(group, {
    resources: [idHere("id-js-2")], targetResourceGroup: `${subscriptionScope}/resourceGroups/${group}-2`,
  }, soon), 409, "ResourceMoveProviderValidationFailed");
});
await call("resources: delete by id", async () => {
  await resources.deleteById(idHere("id-js-2"), version, soon);
  assert.equal((await resources.checkExistenceById(idHere("id-js-2"), version)).body, false);
});
await call("resources: delete by id again", async () => resources.deleteById(idHere("id-js-2"), version, soon));

// Providers.
await call("resources: list providers", async () => {
  const found = await all(providers.list());
  const storage = found.find((one) => one.namespace === "Microsoft.Storage");
  assert.equal(storage.registrationState, "Registered");
});
await call("resources: get a provider", async () => {
  const found = await providers.get("Microsoft.MachineLearningServices");
  const type = found.resourceTypes.find((one) => one.resourceType === "workspaces");
  assert.ok(type.apiVersions.length > 3 && type.locations.includes("West Europe"));
});
await call("resources: get a provider that there is not", async () => {
  await refused(() => providers.get("Contoso.Nothing"), 404, "InvalidResourceNamespace");
});
await call("resources: register a provider", async () => {
  assert.match((await providers.register("Microsoft.EventGrid")).registrationState, /^Regist/);
});
await call("resources: list a provider's types", async () => {
  const found = await client.providerResourceTypes.list("Microsoft.Storage");
  assert.ok(found.value.some((one) => one.resourceType === "storageAccounts"));
});
await call("resources: list providers of the tenant", async () => {
  assert.ok((await all(providers.listAtTenantScope())).some((one) => one.namespace === "Microsoft.KeyVault"));
});
await call("resources: get a provider of the tenant", async () => {
  assert.equal((await providers.getAtTenantScope("Microsoft.KeyVault")).namespace, "Microsoft.KeyVault");
});

// Tags.
await call("resources: get the tags of a resource", async () => {
  assert.deepEqual((await tags.getAtScope(idHere("id-js"))).properties.tags, { a: "2", b: "3" });
});
await call("resources: merge tags into a resource", async () => {
  const changed = await tags.updateAtScope(idHere("id-js"), { operation: "Merge", properties: { tags: { c: "4" } } }, soon);
  assert.deepEqual(changed.properties.tags, { a: "2", b: "3", c: "4" });
});
await call("resources: take tags from a resource", async () => {
  const changed = await tags.updateAtScope(idHere("id-js"), { operation: "Delete", properties: { tags: { a: "2" } } }, soon);
  assert.deepEqual(changed.properties.tags, { b: "3", c: "4" });
});
await call("resources: replace the tags of a resource", async () => {
  await tags.createOrUpdateAtScope(idHere("id-js"), { properties: { tags: { d: "5" } } }, soon);
  assert.deepEqual((await resources.getById(idHere("id-js"), version)).tags, { d: "5" });
});
await call("resources: drop the tags of a resource", async () => {
  await tags.deleteAtScope(idHere("id-js"), soon);
  assert.deepEqual((await tags.getAtScope(idHere("id-js"))).properties.tags ?? {}, {});
});
await call("resources: get the tags of a group", async () => {
  assert.equal((await tags.getAtScope(groupScope)).properties.tags.environment, "dev");
});
await call("resources: merge tags into the subscription", async () => {
  const changed = await tags.updateAtScope(subscriptionScope, { operation: "Merge", properties: { tags: { owner: "js" } } }, soon);
  assert.equal(changed.properties.tags.owner, "js");
});
await call("resources: list the tags of the subscription", async () => {
  const environment = (await all(tags.list())).find((one) => one.tagName === "environment");
  assert.ok(environment.values.some((one) => one.tagValue === "dev"));
});

await call("resources: list operations", async () => {
  assert.ok((await all(client.operations.list())).some((one) => one.name.startsWith("Microsoft.Resources/")));
});
await call("resources: delete a group", async () => {
  await groups.delete(group, soon);
  assert.equal((await groups.checkExistence(group)).body, false);
});
await call("resources: delete the group again", async () => {
  await refused(() => groups.delete(group, soon), 404, "ResourceGroupNotFound");
});

async function vaultName() {
  return (await all(resources.list({ filter: "resourceType eq 'Microsoft.KeyVault/vaults'" })))
    .find((one) => one.type === "Microsoft.KeyVault/vaults").name;
}
