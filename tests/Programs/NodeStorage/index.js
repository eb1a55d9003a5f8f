// A resource group, a vault with a secret and a component with storage, with the official Node SDK. The configuration of
// the stack decides what changes from one run to the next; see NodeProgramTests.
"use strict";
const pulumi = require("@pulumi/pulumi");
const { getClientConfigOutput } = require("@pulumi/azure-native/authorization");
const { Secret, Vault } = require("@pulumi/azure-native/keyvault");
const { ResourceGroup } = require("@pulumi/azure-native/resources");
const { BlobContainer, StorageAccount } = require("@pulumi/azure-native/storage");

const config = new pulumi.Config();

class Storage extends pulumi.ComponentResource {
  constructor(name, args, options) {
    super("tests:index:Storage", name, {}, options);
    const parent = { parent: this };
    this.account = new StorageAccount("account", {
      resourceGroupName: args.group.name,
      location: args.group.location,
      kind: "StorageV2",
      sku: { name: "Standard_LRS" },
      accessTier: args.accessTier,
      tags: { owner: args.owner },
    }, { ...parent, ignoreChanges: ["tags.owner"] });
    this.container = new BlobContainer("container", {
      resourceGroupName: args.group.name,
      accountName: this.account.name,
      containerName: args.containerName,
    }, parent);
    this.registerOutputs({ account: this.account.name });
  }
}

const group = new ResourceGroup("group", { resourceGroupName: "rg-node", location: "westeurope" }, { protect: config.getBoolean("protect") });
const componentName = config.get("component") ?? "storage";
const storage = new Storage(componentName, {
  group,
  accessTier: config.get("accessTier") ?? "Hot",
  containerName: config.get("container") ?? "first",
  owner: config.get("owner") ?? "nobody",
}, { aliases: [{ name: "storage" }] });

const client = getClientConfigOutput();
const vault = new Vault("vault", {
  resourceGroupName: group.name,
  location: group.location,
  properties: { tenantId: client.tenantId, sku: { family: "A", name: "standard" }, enableRbacAuthorization: true },
});
const secret = new Secret("secret", {
  resourceGroupName: group.name,
  vaultName: vault.name,
  secretName: "password",
  properties: { value: pulumi.secret(config.get("password") ?? "topsecret-node") },
}, { deletedWith: vault }); // On its own it would be deleted in the vault, for which the deployer has no role.

if (config.getBoolean("mistake")) {
  const wrong = new BlobContainer("wrong", { resourceGroupName: group.name, accountName: storage.account.name, containerName: "Not_A_Name" });
  new BlobContainer("never", { resourceGroupName: group.name, accountName: storage.account.name, containerName: wrong.name });
}

exports.account = storage.account.name;
exports.container = storage.container.name;
exports.endpoint = storage.account.primaryEndpoints.apply(endpoints => endpoints.blob);
exports.tenant = client.tenantId;
exports.password = secret.properties.apply(properties => properties.secretUri);
exports.hidden = pulumi.secret("topsecret-output");
