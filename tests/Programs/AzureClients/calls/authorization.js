// @azure/arm-authorization: roles, assignments, permissions.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { AuthorizationManagementClient } from "@azure/arm-authorization";
import { all, call, credential, dev, groupScope, idOf, named, options, refused, sameId, subscriptionScope } from "./cloud.js";

const client = new AuthorizationManagementClient(credential, dev.subscriptionId, options);
const { roleAssignments: assignments, roleDefinitions: definitions, permissions } = client;
const account = idOf("Microsoft.Storage/storageAccounts", dev.storageAccountName);
const blobReader = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";
const contributor = "b24988ac-6180-42a0-ab88-20f7382dd24c";
const principal = dev.releaseIdentityPrincipalId;
const definitionId = (name) => `${subscriptionScope}/providers/Microsoft.Authorization/roleDefinitions/${name}`;

// Definitions.
await call("authorization: list roles", async () => {
  const found = await all(definitions.list(subscriptionScope));
  for (const role of ["Owner", "Contributor", "Reader", "AcrPull", "AzureML Data Scientist", "Storage Blob Data Reader", "Key Vault Secrets User"])
    assert.ok(found.some((one) => one.roleName === role && one.roleType === "BuiltInRole"), role);
});
await call("authorization: list roles by name", async () => {
  const found = await all(definitions.list(groupScope, { filter: "roleName eq 'Contributor'" }));
  assert.deepEqual(found.map((one) => one.name), [contributor]);
  assert.deepEqual(found[0].permissions[0].actions, ["*"]);
});
await call("authorization: list roles by a name with blanks", async () => {
  const found = await all(definitions.list(account, { filter: "roleName eq 'Storage Blob Data Reader'" }));
  assert.deepEqual(found.map((one) => one.name), [blobReader]);
});
await call("authorization: list roles by a name that none has", async () => {
  assert.deepEqual(await all(definitions.list(subscriptionScope, { filter: "roleName eq 'Moon Owner'" })), []);
});
await call("authorization: list custom roles", async () => {
  assert.ok((await all(definitions.list(subscriptionScope, { filter: "type eq 'CustomRole'" }))).every((one) => one.roleType === "CustomRole"));
});
await call("authorization: get a built-in role", async () => {
  const found = await definitions.get(subscriptionScope, blobReader);
  assert.deepEqual([found.roleName, found.roleType], ["Storage Blob Data Reader", "BuiltInRole"]);
  assert.ok(found.permissions[0].dataActions.includes("Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read"));
});
await call("authorization: get a built-in role of the tenant", async () => {
  assert.equal((await definitions.getById(`/providers/Microsoft.Authorization/roleDefinitions/${contributor}`)).roleName, "Contributor");
});
await call("authorization: get a role that there is not", async () => {
  await refused(() => definitions.get(subscriptionScope, "99999999-9999-9999-9999-999999999999"), 404, "RoleDefinitionDoesNotExist");
});
const role = randomUUID();
const custom = {
  roleName: "Pump watcher", description: "Looks after pumps.", roleType: "CustomRole", assignableScopes: [subscriptionScope],
  permissions: [{ actions: ["Microsoft.Storage/storageAccounts/read"], notActions: [], dataActions: [], notDataActions: [] }],
};
await call("authorization: create a role", async () => {
  const made = await definitions.createOrUpdate(subscriptionScope, role, custom);
  assert.deepEqual([made.name, made.roleName, made.roleType], [role, "Pump watcher", "CustomRole"]);
});
await call("authorization: change a role", async () => {
  const found = await definitions.get(subscriptionScope, role);
  const made = await definitions.createOrUpdate(subscriptionScope, role, { ...found, description: "Looks after all pumps." });
  assert.equal(made.description, "Looks after all pumps.");
});
await call("authorization: find the role by its name", async () => {
  const found = await all(definitions.list(subscriptionScope, { filter: "roleName eq 'Pump watcher'" }));
  assert.deepEqual(found.map((one) => [one.name, one.roleType]), [[role, "CustomRole"]]);
});
await call("authorization: create a role of a name that is taken", async () => {
  await refused(() => definitions.createOrUpdate(subscriptionScope, randomUUID(), custom), 409, "RoleDefinitionWithSameNameExists");
});

// Assignments.
await call("authorization: list assignments of the subscription", async () => {
  const found = await all(assignments.listForSubscription());
  assert.ok(found.length > 20 && found.every((one) => one.principalId && one.roleDefinitionId && one.scope));
});
await call("authorization: list assignments of dev's group", async () => {
  assert.ok((await all(assignments.listForResourceGroup(dev.resourceGroupName))).length > 20);
});
await call("authorization: list assignments of a resource", async () => {
  const found = await all(assignments.listForResource(dev.resourceGroupName, "Microsoft.Storage", "storageAccounts", dev.storageAccountName));
  assert.ok(found.length > 3);
});
await call("authorization: list assignments at a scope alone", async () => {
  const found = await all(assignments.listForScope(account, { filter: "atScope()" }));
  assert.ok(found.length > 0);
  for (const one of found) assert.ok(account.toLowerCase().startsWith(one.scope.toLowerCase()), one.scope);
});
await call("authorization: list assignments of a principal", async () => {
  const found = await all(assignments.listForScope(subscriptionScope, { filter: `principalId eq '${principal}'` }));
  assert.ok(found.length > 2 && found.every((one) => one.principalId === principal));
});
await call("authorization: list what is assigned to a principal", async () => {
  const found = await all(assignments.listForScope(groupScope, { filter: `assignedTo('${principal}')` }));
  assert.ok(found.length > 2 && found.every((one) => one.principalId === principal));
});
await call("authorization: list assignments of nobody", async () => {
  assert.deepEqual(await all(assignments.listForSubscription({ filter: "principalId eq '99999999-9999-9999-9999-999999999999'" })), []);
});
const assignment = randomUUID();
const wanted = { roleDefinitionId: definitionId(role), principalId: principal, principalType: "ServicePrincipal" };
await call("authorization: assign a role", async () => {
  const made = await assignments.create(account, assignment, wanted);
  sameId(made.scope, account);
  assert.deepEqual([made.name, made.principalId, made.principalType], [assignment, principal, "ServicePrincipal"]);
});
await call("authorization: assign the role again", async () => {
  assert.equal((await assignments.create(account, assignment, wanted)).name, assignment);
});
await call("authorization: assign the role by another name", async () => {
  await refused(() => assignments.create(account, randomUUID(), wanted), 409, "RoleAssignmentExists");
});
await call("authorization: assign a role that there is not", async () => {
  const nothing = { ...wanted, roleDefinitionId: definitionId("99999999-9999-9999-9999-999999999999") };
  await assert.rejects(assignments.create(account, randomUUID(), nothing), { code: "RoleDefinitionDoesNotExist" });
});
await call("authorization: assign to nobody", async () => {
  const nobody = { roleDefinitionId: definitionId(blobReader), principalId: "99999999-9999-9999-9999-999999999999" };
  await refused(() => assignments.create(account, randomUUID(), nobody), 400, "PrincipalNotFound");
});
await call("authorization: assign by a name that is no GUID", async () => {
  await refused(() => assignments.create(account, "reader", wanted), 400, "InvalidRoleAssignmentId");
});
await call("authorization: get an assignment", async () => {
  sameId((await assignments.get(account, assignment)).roleDefinitionId, definitionId(role));
});
await call("authorization: get an assignment by id", async () => {
  const found = await assignments.getById(`${account}/providers/Microsoft.Authorization/roleAssignments/${assignment}`);
  assert.equal(found.principalId, principal);
});
await call("authorization: get an assignment that is not there", async () => {
  await refused(() => assignments.get(account, randomUUID()), 404, "RoleAssignmentNotFound");
});
await call("authorization: delete a role that is assigned", async () => {
  await refused(() => definitions.delete(subscriptionScope, role), 400, "RoleDefinitionHasAssignments");
});
await call("authorization: take a role away", async () => {
  assert.equal((await assignments.delete(account, assignment)).name, assignment);
});
await call("authorization: take the role away again", async () => {
  await assignments.delete(account, assignment);
});
await call("authorization: delete a role", async () => {
  assert.equal((await definitions.delete(subscriptionScope, role)).roleName, "Pump watcher");
});
await call("authorization: delete the role again", async () => {
  await definitions.delete(subscriptionScope, role);
});

// What else there is to ask.
await call("authorization: permissions in dev's group", async () => {
  const found = await all(permissions.listForResourceGroup(dev.resourceGroupName));
  assert.ok(found.some((one) => one.actions.includes("*")));
});
await call("authorization: permissions at a resource", async () => {
  const found = await all(permissions.listForResource(dev.resourceGroupName, "Microsoft.Storage", "", "storageAccounts", dev.storageAccountName));
  assert.ok(found.length > 0);
});
await call("authorization: list deny assignments", async () => {
  assert.deepEqual(await all(client.denyAssignments.listForScope(groupScope)), []);
});
await call("authorization: operations of a provider", async () => {
  const found = await client.providerOperationsMetadataOperations.get("Microsoft.Storage");
  assert.equal(found.name, "Microsoft.Storage");
  assert.ok(found.resourceTypes.some((one) => one.name === "storageAccounts"));
});
