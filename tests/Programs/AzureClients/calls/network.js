// @azure/arm-network and @azure/arm-privatedns
import assert from "node:assert/strict";
import { NetworkManagementClient } from "@azure/arm-network";
import { PrivateDnsManagementClient } from "@azure/arm-privatedns";
import { ResourceManagementClient } from "@azure/arm-resources";
import { all, call, credential, dev, idOf, named, options, refused, sameId, soon, subscriptionScope } from "./cloud.js";

const client = new NetworkManagementClient(credential, dev.subscriptionId, options);
const { virtualNetworks: networks, subnets, networkSecurityGroups: groups, securityRules, publicIPAddresses: addresses, privateEndpoints } = client;
const dns = new PrivateDnsManagementClient(credential, dev.subscriptionId, options);
const { privateZones: zones, recordSets, virtualNetworkLinks: links } = dns;
const group = "rg-js-network";
const location = dev.location;
const here = (type, name) => `${subscriptionScope}/resourceGroups/${group}/providers/Microsoft.Network/${type}/${name}`;
await new ResourceManagementClient(credential, dev.subscriptionId, options).resourceGroups.createOrUpdate(group, { location });

// Networks.
const network = {
  location, tags: { team: "js" }, addressSpace: { addressPrefixes: ["10.60.0.0/16"] },
  subnets: [{ name: "first", addressPrefix: "10.60.1.0/24" }],
};
await call("network: create a network", async () => {
  const made = await networks.createOrUpdate(group, "vnet-js", network, soon);
  assert.deepEqual([made.provisioningState, made.subnets.map((one) => one.name)], ["Succeeded", ["first"]]);
});
await call("network: create the network again with what GET answered", async () => {
  const again = await networks.createOrUpdate(group, "vnet-js", await networks.get(group, "vnet-js"), soon);
  assert.deepEqual(again.addressSpace.addressPrefixes, ["10.60.0.0/16"]);
});
await call("network: create a network whose range can't be", async () => {
  await refused(() => networks.createOrUpdate(group, "vnet-bad", { location, addressSpace: { addressPrefixes: ["10.60.0.0/99"] } }, soon), 400, "InvalidAddressPrefixFormat", "InvalidCIDRNotation");
});
await call("network: get a network that is not there", async () => {
  await refused(() => networks.get(group, "vnet-nothing"), 404, "ResourceNotFound");
});
await call("network: list networks by group", async () => {
  assert.deepEqual((await all(networks.list(group))).map((one) => one.name), ["vnet-js"]);
});
await call("network: list networks", async () => {
  named(await all(networks.listAll()), "vnet-js");
});
await call("network: tag a network", async () => {
  assert.deepEqual((await networks.updateTags(group, "vnet-js", { tags: { round: "2" } })).tags, { round: "2" });
});
await call("network: an address that is free", async () => {
  assert.equal((await networks.checkIPAddressAvailability(group, "vnet-js", "10.60.1.20")).available, true);
});
await call("network: create a subnet", async () => {
  const made = await subnets.createOrUpdate(group, "vnet-js", "second", { addressPrefix: "10.60.2.0/24" }, soon);
  assert.deepEqual([made.addressPrefix ?? made.addressPrefixes[0], made.provisioningState], ["10.60.2.0/24", "Succeeded"]);
});
await call("network: create a subnet that overlaps", async () => {
  await refused(() => subnets.createOrUpdate(group, "vnet-js", "third", { addressPrefix: "10.60.2.128/25" }, soon), 400, "NetcfgSubnetRangesOverlap", "NetcfgInvalidSubnet");
});
await call("network: create a subnet outside of its network", async () => {
  await refused(() => subnets.createOrUpdate(group, "vnet-js", "third", { addressPrefix: "10.99.0.0/24" }, soon), 400, "NetcfgSubnetRangeOutsideVnet", "NetcfgInvalidSubnet");
});
await call("network: list subnets", async () => {
  assert.deepEqual((await all(subnets.list(group, "vnet-js"))).map((one) => one.name).sort(), ["first", "second"]);
});
await call("network: get a subnet", async () => {
  sameId((await subnets.get(group, "vnet-js", "first")).id, `${here("virtualNetworks", "vnet-js")}/subnets/first`);
});
await call("network: delete a subnet", async () => {
  await subnets.delete(group, "vnet-js", "second", soon);
  await assert.rejects(subnets.get(group, "vnet-js", "second"), { statusCode: 404 });
});
await call("network: delete the subnet again", async () => subnets.delete(group, "vnet-js", "second", soon));

// Rules, addresses.
await call("network: create a security group", async () => {
  const made = await groups.createOrUpdate(group, "nsg-js", { location }, soon);
  assert.ok(made.defaultSecurityRules.length >= 6);
});
const rule = { priority: 100, access: "Allow", direction: "Inbound", protocol: "Tcp", sourceAddressPrefix: "*", sourcePortRange: "*", destinationAddressPrefix: "*", destinationPortRange: "443" };
await call("network: create a rule", async () => {
  assert.equal((await securityRules.createOrUpdate(group, "nsg-js", "https", rule, soon)).priority, 100);
});
await call("network: create a rule of a priority that is taken", async () => {
  await refused(() => securityRules.createOrUpdate(group, "nsg-js", "other", rule, soon), 400, "SecurityRuleConflict");
});
await call("network: create a rule of a priority that can't be", async () => {
  await assert.rejects(securityRules.createOrUpdate(group, "nsg-js", "other", { ...rule, priority: 5 }, soon), { statusCode: 400 });
});
await call("network: list rules", async () => {
  named(await all(securityRules.list(group, "nsg-js")), "https");
});
await call("network: delete a rule", async () => {
  await securityRules.delete(group, "nsg-js", "https", soon);
  assert.deepEqual((await groups.get(group, "nsg-js")).securityRules, []);
});
await call("network: list security groups", async () => {
  named(await all(groups.listAll()), "nsg-js");
});
await call("network: create a public address", async () => {
  const made = await addresses.createOrUpdate(group, "ip-js", { location, sku: { name: "Standard" }, publicIPAllocationMethod: "Static" }, soon);
  assert.match(made.ipAddress, /^\d+\.\d+\.\d+\.\d+$/);
});
await call("network: delete a public address", async () => {
  await addresses.delete(group, "ip-js", soon);
  await refused(() => addresses.get(group, "ip-js"), 404, "ResourceNotFound");
});

// Private endpoints.
const vault = idOf("Microsoft.Storage/storageAccounts", dev.storageAccountName);
await call("network: create a private endpoint", async () => {
  const made = await privateEndpoints.createOrUpdate(group, "pe-js", {
    location, subnet: { id: `${here("virtualNetworks", "vnet-js")}/subnets/first` },
    privateLinkServiceConnections: [{ name: "blob", privateLinkServiceId: vault, groupIds: ["blob"] }],
  }, soon);
  assert.equal(made.privateLinkServiceConnections[0].privateLinkServiceConnectionState.status, "Approved");
  assert.equal(made.networkInterfaces.length, 1);
});
await call("network: create a private endpoint for a group that the target has not", async () => {
  await assert.rejects(privateEndpoints.createOrUpdate(group, "pe-bad", {
    location, subnet: { id: `${here("virtualNetworks", "vnet-js")}/subnets/first` },
    privateLinkServiceConnections: [{ name: "moon", privateLinkServiceId: vault, groupIds: ["moon"] }],
  }, soon), { statusCode: 400 });
});
await call("network: list private endpoints", async () => {
  named(await all(privateEndpoints.list(group)), "pe-js");
});
await call("network: delete a subnet in use", async () => {
  await refused(() => subnets.delete(group, "vnet-js", "first", soon), 400, "InUseSubnetCannotBeDeleted");
});

// Private DNS.
const zone = "privatelink.blob.core.windows.net";
await call("privatedns: create a zone", async () => {
  const made = await zones.createOrUpdate(group, zone, { location: "global" }, soon);
  assert.deepEqual([made.location, made.numberOfRecordSets, made.provisioningState], ["global", 1, "Succeeded"]);
});
await call("privatedns: create the zone again with what GET answered", async () => {
  assert.equal((await zones.createOrUpdate(group, zone, await zones.get(group, zone), soon)).name, zone);
});
await call("privatedns: create a zone only where there is none", async () => {
  await refused(() => zones.createOrUpdate(group, zone, { location: "global" }, { ...soon, ifNoneMatch: "*" }), 412, "PreconditionFailed");
});
await call("privatedns: list zones by group", async () => {
  assert.deepEqual((await all(zones.listByResourceGroup(group))).map((one) => one.name), [zone]);
});
await call("privatedns: list zones", async () => {
  named(await all(zones.list()), zone);
});
await call("privatedns: tag a zone", async () => {
  assert.deepEqual((await zones.update(group, zone, { tags: { team: "js" } }, soon)).tags, { team: "js" });
});
await call("privatedns: link a zone", async () => {
  const made = await links.createOrUpdate(group, zone, "link-js", {
    location: "global", virtualNetwork: { id: here("virtualNetworks", "vnet-js") }, registrationEnabled: false,
  }, soon);
  assert.equal(made.virtualNetworkLinkState, "Completed");
});
await call("privatedns: list links", async () => {
  named(await all(links.list(group, zone)), "link-js");
});
await call("privatedns: create a record", async () => {
  const made = await recordSets.createOrUpdate(group, zone, "A", "pumps", { ttl: 60, aRecords: [{ ipv4Address: "10.60.1.9" }] });
  assert.deepEqual([made.aRecords, made.fqdn], [[{ ipv4Address: "10.60.1.9" }], `pumps.${zone}.`]);
});
await call("privatedns: create a record whose address can't be", async () => {
  await assert.rejects(recordSets.createOrUpdate(group, zone, "A", "bad", { ttl: 60, aRecords: [{ ipv4Address: "10.60.1.999" }] }), { statusCode: 400 });
});
await call("privatedns: list records", async () => {
  const found = await all(recordSets.list(group, zone));
  assert.deepEqual(found.map((one) => one.type.split("/").at(-1)).sort(), ["A", "SOA"]);
});
await call("privatedns: list records by type", async () => {
  assert.deepEqual((await all(recordSets.listByType(group, zone, "A"))).map((one) => one.name), ["pumps"]);
});
await call("privatedns: get a record", async () => {
  assert.equal((await recordSets.get(group, zone, "A", "pumps")).ttl, 60);
});
await call("privatedns: delete a zone that is linked", async () => {
  await assert.rejects(zones.delete(group, zone, soon), { name: "RestError" });
});
await call("privatedns: a zone group writes the endpoint's record", async () => {
  await client.privateDnsZoneGroups.createOrUpdate(group, "pe-js", "default", {
    privateDnsZoneConfigs: [{ name: "blob", privateDnsZoneId: `${subscriptionScope}/resourceGroups/${group}/providers/Microsoft.Network/privateDnsZones/${zone}` }],
  }, soon);
  assert.equal((await recordSets.get(group, zone, "A", dev.storageAccountName)).aRecords.length, 1);
});
await call("privatedns: delete a record", async () => {
  await recordSets.delete(group, zone, "A", "pumps");
  await assert.rejects(recordSets.get(group, zone, "A", "pumps"), { statusCode: 404 });
});
await call("privatedns: delete a link and a zone", async () => {
  await links.delete(group, zone, "link-js", soon);
  await zones.delete(group, zone, soon);
  await assert.rejects(zones.get(group, zone), { statusCode: 404 });
});
await call("privatedns: delete the zone again", async () => zones.delete(group, zone, soon));
await call("network: delete a private endpoint", async () => {
  await privateEndpoints.delete(group, "pe-js", soon);
  await refused(() => privateEndpoints.get(group, "pe-js"), 404, "ResourceNotFound");
});
await call("network: delete a network", async () => {
  await networks.delete(group, "vnet-js", soon);
  await refused(() => networks.get(group, "vnet-js"), 404, "ResourceNotFound");
});
await call("network: delete the network again", async () => networks.delete(group, "vnet-js", soon));
