// @azure/arm-containerinstance
import assert from "node:assert/strict";
import { ContainerInstanceManagementClient } from "@azure/arm-containerinstance";
import { ResourceManagementClient } from "@azure/arm-resources";
import { all, call, credential, dev, named, options, refused, soon } from "./cloud.js";

const client = new ContainerInstanceManagementClient(credential, dev.subscriptionId, options);
const { containerGroups: groups, containers, location } = client;
const group = "rg-js-containers";
const body = {
  location: dev.location, osType: "Linux", restartPolicy: "Never", tags: { team: "js" },
  containers: [{
    name: "hello", image: "mcr.microsoft.com/azuredocs/aci-helloworld:latest", resources: { requests: { cpu: 1, memoryInGB: 1.5 } },
    environmentVariables: [{ name: "OPEN", value: "1" }, { name: "CLOSED", secureValue: "2" }],
  }],
};
await new ResourceManagementClient(credential, dev.subscriptionId, options).resourceGroups.createOrUpdate(group, { location: dev.location });

await call("containerinstance: get dev's group", async () => {
  const found = await groups.get(dev.resourceGroupName, dev.qaGroupName);
  assert.deepEqual([found.provisioningState, found.containers[0].name, found.containers[0].ports[0].port], ["Succeeded", "scoring", 8080]);
});
await call("containerinstance: list by group", async () => {
  named(await all(groups.listByResourceGroup(dev.resourceGroupName)), dev.qaGroupName);
});
await call("containerinstance: list", async () => {
  named(await all(groups.list()), dev.qaGroupName);
});
await call("containerinstance: create a group", async () => {
  const made = await groups.beginCreateOrUpdateAndWait(group, "ci-js", body, soon);
  assert.equal(made.provisioningState, "Succeeded");
  assert.equal(made.containers[0].environmentVariables.find((one) => one.name === "CLOSED").secureValue, undefined);
});
await call("containerinstance: get a group with its view", async () => {
  const found = await groups.get(group, "ci-js");
  assert.ok(found.containers[0].instanceView.currentState.state);
});
await call("containerinstance: create a group whose name can't be", async () => {
  await assert.rejects(groups.beginCreateOrUpdateAndWait(group, "No_Group", body, soon), { statusCode: 400 });
});
await call("containerinstance: create a group of too many cores", async () => {
  const big = { ...body, containers: [{ ...body.containers[0], resources: { requests: { cpu: 99, memoryInGB: 1.5 } } }] };
  await assert.rejects(groups.beginCreateOrUpdateAndWait(group, "ci-big", big, soon), { name: "RestError" });
});
await call("containerinstance: tag a group", async () => {
  assert.deepEqual((await groups.update(group, "ci-js", { tags: { round: "2" } })).tags, { round: "2" });
});
await call("containerinstance: logs of a container", async () => {
  assert.equal(typeof (await containers.listLogs(group, "ci-js", "hello", { tail: 10 })).content, "string");
});
await call("containerinstance: stop a group", async () => {
  await groups.stop(group, "ci-js");
  assert.equal((await groups.get(group, "ci-js")).instanceView.state, "Stopped");
});
await call("containerinstance: start a group", async () => {
  await groups.beginStartAndWait(group, "ci-js", soon);
  assert.notEqual((await groups.get(group, "ci-js")).instanceView.state, "Stopped");
});
await call("containerinstance: restart a group", async () => groups.beginRestartAndWait(group, "ci-js", soon));
await call("containerinstance: list usage", async () => {
  assert.ok((await all(location.listUsage(dev.location))).some((one) => one.name.value === "ContainerGroups"));
});
await call("containerinstance: list capabilities", async () => {
  assert.ok((await all(location.listCapabilities(dev.location))).some((one) => one.osType === "Linux"));
});
await call("containerinstance: list cached images", async () => {
  assert.ok((await all(location.listCachedImages(dev.location))).length > 0);
});
await call("containerinstance: outbound dependencies", async () => {
  assert.ok(Array.isArray(await groups.getOutboundNetworkDependenciesEndpoints(group, "ci-js")));
});
await call("containerinstance: delete a group", async () => {
  await groups.beginDeleteAndWait(group, "ci-js", soon);
  await refused(() => groups.get(group, "ci-js"), 404, "ResourceNotFound");
});
await call("containerinstance: delete the group again", async () => groups.beginDeleteAndWait(group, "ci-js", soon));
await call("containerinstance: list operations", async () => {
  assert.ok((await all(client.operations.list())).length > 0);
});
